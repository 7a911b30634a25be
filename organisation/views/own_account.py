"""Signing in and out, one's own password."""

from typing import Any

import axes.utils
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from organisation import password_links, sessions, sign_in
from organisation.access import SIGNED_IN, requires
from organisation.forms import NewPasswordForm, OwnPasswordForm, SignInForm


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


@login_not_required
@sensitive_post_parameters()
@sensitive_variables("key")
def choose_password(request: Any, key: str) -> HttpResponse:
    """By the link that an administrator handed over. Opening it changes nothing: a chat looks at what is sent in it."""
    account = password_links.account_of(key, for_choosing=request.method == "POST")
    if account is None:
        return render(request, "registration/password_link_over.html", status=404)
    form = OwnPasswordForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        axes.utils.reset(username=account.username)  # whoever forgot it has tried it too often before
        return render(request, "registration/password_chosen.html", {"account": account})
    return render(request, "registration/choose_password.html", {"form": form, "account": account})


login = SignIn.as_view()
logout = requires(SIGNED_IN)(views.LogoutView.as_view())
change_password = requires(SIGNED_IN)(ChangePassword.as_view())
