"""The second step of signing in, and where one is signed in."""

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from organisation import second_factor, sessions
from organisation.access import SIGNED_IN, requires
from organisation.forms import CodeForm
from organisation.identity import note_shown, shows_identity
from organisation.models import RecoveryCode
from organisation.second_factor import WrongCode
from organisation.sent_once import carried_out


@requires(SIGNED_IN)
def second_step(request: Any) -> HttpResponse:
    """Between the password and the pages."""
    if second_factor.is_passed(request):
        return redirect(_next(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            second_factor.pass_with(request, form.cleaned_data["code"])
        except WrongCode as wrong:
            form.add_error("code", str(wrong))
        else:
            note_shown(request)
            return redirect(_next(request))
    return render(request, "registration/second_step.html", {"form": form, "next": _next(request)})


@requires(SIGNED_IN)
@sensitive_variables("codes")
def set_up(request: Any) -> HttpResponse:
    user = request.user
    if user.second_factor_since:
        return redirect("security")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.set_up(user=user, code=form.cleaned_data["code"])
        except WrongCode as wrong:
            form.add_error("code", str(wrong))
        else:
            second_factor.let_in(request)
            return _show_codes(request, codes)
    device = second_factor.device_to_set_up(user)
    context = {
        "page_title": _("Second step when signing in"),
        "form": form,
        "next": _next(request),
        "picture": segno.make(device.config_url, micro=False).svg_data_uri(scale=5, border=2),
        "key": second_factor.key_in_groups(device),
        "is_required": second_factor.is_required(user),
    }
    return render(request, "registration/second_step_set_up.html", context)


def _show_codes(request: Any, codes: list[str]) -> HttpResponse:
    context = {"page_title": _("Recovery codes"), "codes": codes, "next": _next(request)}
    return carried_out(render(request, "registration/recovery_codes.html", context))


def _next(request: Any) -> str:
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else reverse("home")


@requires(SIGNED_IN)
def overview(request: Any) -> HttpResponse:
    """What guards one's account: the second step, the password, the places where one is signed in."""
    codes_left = RecoveryCode.objects.filter(user=request.user, used_at=None).count()
    context = {
        "page_title": _("Signing in and security"),
        "sessions": [(session, sessions.handle(session)) for session in sessions.open_of(request.user)],
        "here": request.session.session_key,
        "codes_left": codes_left,
        "is_required": second_factor.is_required(request.user),
    }
    return render(request, "registration/security.html", context)


@requires(SIGNED_IN)
def end_sessions(request: Any) -> HttpResponse:
    """One other session, or all of them."""
    if request.method != "POST":
        return redirect("security")
    others, named = sessions.others_of(request), request.POST.get("session", "")
    going = [session.pk for session in others if named in ("all", sessions.handle(session))]
    others.filter(pk__in=going).delete()
    done = ngettext("%(n)s other place is signed out.", "%(n)s other places are signed out.", len(going))
    messages.success(request, done % {"n": len(going)})
    return redirect("security")


@requires(SIGNED_IN)
@shows_identity
@sensitive_variables("codes")
def recovery_codes(request: Any) -> HttpResponse:
    """New ones, in place of those that are used up or lost."""
    if request.method != "POST" or not request.user.second_factor_since:
        return redirect("security")
    return _show_codes(request, second_factor.new_recovery_codes(user=request.user))


@requires(SIGNED_IN)
@shows_identity
def change_telephone(request: Any) -> HttpResponse:
    if request.method != "POST" or not request.user.second_factor_since:
        return redirect("security")
    second_factor.change_telephone(user=request.user)
    return redirect("second_factor_set_up")
