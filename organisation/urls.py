from django.urls import path

from organisation.views import accounts, areas, histories, subject_requests, units

app_name = "organisation"
urlpatterns = [
    path("units/", units.unit_list, name="units"),
    path("units/add/", units.unit_add, name="unit_add"),
    path("units/<uuid:public_id>/", units.unit_detail, name="unit"),
    path("units/<uuid:public_id>/history/", units.unit_history, name="unit_history"),
    path("units/<uuid:public_id>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<uuid:public_id>/end/", units.unit_end, name="unit_end"),
    path("history/<slug:kind>/<uuid:public_id>/", histories.record_history, name="record_history"),
    path("requests/", subject_requests.request_list, name="subject_requests"),
    path("requests/add/<str:kind>/<uuid:record_id>/", subject_requests.request_add, name="subject_request_add"),
    path("requests/<uuid:public_id>/", subject_requests.request_detail, name="subject_request"),
    path("requests/<uuid:public_id>/file/", subject_requests.request_file, name="subject_request_file"),
    path("requests/<uuid:public_id>/nameless/", subject_requests.request_anonymise, name="subject_request_nameless"),
    path("areas/", areas.area_list, name="areas"),
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/add/", accounts.account_add, name="account_add"),
    path("accounts/<int:pk>/", accounts.account_detail, name="account"),
    path("accounts/<int:pk>/history/", accounts.account_history, name="account_history"),
    path("accounts/<int:pk>/edit/", accounts.account_edit, name="account_edit"),
    path("accounts/<int:pk>/appoint/", accounts.account_appoint, name="account_appoint"),
    path("accounts/<int:pk>/end/<uuid:appointment>/", accounts.appointment_end, name="appointment_end"),
    path("accounts/<int:pk>/disable/", accounts.account_disable, name="account_disable"),
    path("accounts/<int:pk>/enable/", accounts.account_enable, name="account_enable"),
    path("accounts/<int:pk>/password/", accounts.account_password, name="account_password"),
    path("accounts/<int:pk>/second-step/", accounts.account_second_factor, name="account_second_factor"),
]
