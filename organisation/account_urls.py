from django.urls import path

from organisation.views import own_account

urlpatterns = [
    path("login/", own_account.login, name="login"),
    path("logout/", own_account.logout, name="logout"),
    path("password/", own_account.change_password, name="password_change"),
]
