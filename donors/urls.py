from django.urls import path

from donors.views import lists, records, registrations

app_name = "donors"
urlpatterns = [
    path("", lists.donor_list, name="list"),
    path("print/", lists.donor_print, name="print"),
    path("add/", records.donor_add, name="add"),
    path("registrations/", registrations.registration_list, name="registrations"),
    path("registrations/<uuid:public_id>/", registrations.registration_detail, name="registration"),
    path("registrations/<uuid:public_id>/accept/", registrations.registration_accept, name="registration_accept"),
    path("registrations/<uuid:public_id>/decline/", registrations.registration_decline, name="registration_decline"),
    path("<uuid:public_id>/", records.donor_detail, name="detail"),
    path("<uuid:public_id>/edit/", records.donor_edit, name="edit"),
]
