"""Signing in and out, one's own password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from organisation import operations, sessions, sign_in
from organisation.access import SIGNED_IN, requires
from organisation.forms import NewPasswordForm, SignInForm


class SignIn(views.LoginView):
    form_class = SignInForm
    http_method_names = ["get", "head", "post"]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if sign_in.has_tried_too_often(request):
            return render(request, "registration/locked.html", status=429)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        sessions.begin(self.request)
        if form.get_user().must_change_password:
            operations.use_first_password(form.get_user())
        return answer


class ChangePassword(views.PasswordChangeView):
    form_class = NewPasswordForm
    success_url = reverse_lazy("home")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        ended, _each = sessions.others_of(self.request).delete()
        done = _("The new password works from now on.")
        if ended:
            done = _("The new password works from now on. Wherever else you were signed in, you are signed out.")
        messages.success(self.request, done)
        return answer


login = SignIn.as_view()
logout = requires(SIGNED_IN)(views.LogoutView.as_view())
change_password = requires(SIGNED_IN)(ChangePassword.as_view())
