from django.urls import path

from organisation.views import own_account, security

urlpatterns = [
    path("login/", own_account.login, name="login"),
    path("logout/", own_account.logout, name="logout"),
    path("choose/<str:key>/", own_account.choose_password, name="choose_password"),
    path("password/", own_account.change_password, name="password_change"),
    path("second-step/", security.second_step, name="second_factor"),
    path("second-step/set-up/", security.set_up, name="second_factor_set_up"),
    path("second-step/codes/", security.recovery_codes, name="recovery_codes"),
    path("second-step/telephone/", security.change_telephone, name="change_telephone"),
    path("security/", security.overview, name="security"),
    path("security/sign-out/", security.end_sessions, name="end_sessions"),
]
