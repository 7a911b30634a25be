from django.urls import path

from donors.views import lists, merging, records, registrations

app_name = "donors"
urlpatterns = [
    path("", lists.donor_list, name="list"),
    path("print/", lists.donor_print, name="print"),
    path("add/", records.donor_add, name="add"),
    path("registrations/", registrations.registration_list, name="registrations"),
    path("registrations/<uuid:public_id>/", registrations.registration_detail, name="registration"),
    path("registrations/<uuid:public_id>/accept/", registrations.registration_accept, name="registration_accept"),
    path("registrations/<uuid:public_id>/mail/", registrations.registration_mail, name="registration_mail"),
    path("registrations/<uuid:public_id>/decline/", registrations.registration_decline, name="registration_decline"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("merges/<uuid:merge_id>/undo/", merging.undo, name="merge_undo"),
    path("<uuid:public_id>/", records.donor_detail, name="detail"),
    path("<uuid:public_id>/history/", records.donor_history, name="history"),
    path("<uuid:public_id>/merge/", merging.find_other, name="merge_find"),
    path("<uuid:public_id>/merge/<uuid:other_id>/", merging.merge, name="merge"),
    path("<uuid:public_id>/different/<uuid:other_id>/", merging.different, name="different"),
    path("<uuid:public_id>/edit/", records.donor_edit, name="edit"),
]
