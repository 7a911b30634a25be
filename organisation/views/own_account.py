"""Signing in and out, one's own password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from organisation.access import SIGNED_IN, requires
from organisation.forms import NewPasswordForm, SignInForm


class ChangePassword(views.PasswordChangeView):
    form_class = NewPasswordForm
    success_url = reverse_lazy("home")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("The new password works from now on."))
        return super().form_valid(form)


login = views.LoginView.as_view(form_class=SignInForm, http_method_names=["get", "head", "post"])
logout = requires(SIGNED_IN)(views.LogoutView.as_view())
change_password = requires(SIGNED_IN)(ChangePassword.as_view())
