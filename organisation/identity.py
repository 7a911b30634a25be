"""Before what reaches far (roles, whole lists that leave), whoever sits there shows once more who it is."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from organisation.second_factor import WrongCode, check_code
from organisation.sessions import SINCE

LASTS = 10 * 60  # seconds
SHOWN_AT = "identity_shown_at"
FIELD = "identity"
NOT_KEPT = {FIELD, "csrfmiddlewaretoken"}
View = Callable[..., HttpResponseBase]


def note_shown(request: HttpRequest) -> None:
    request.session[SHOWN_AT] = time.time()


def is_recent(request: HttpRequest) -> bool:
    shown = max(request.session.get(SHOWN_AT, 0), request.session.get(SINCE, 0))
    return time.time() - shown < LASTS


def shows_identity(view: View) -> View:
    """What a form sends to this view waits until the password or a code was typed, unless it was just now."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and (question := ask_identity(request)):
            return question
        return view(request, *args, **kwargs)

    return checked


def asks_identity(view: View) -> View:
    """The same for a page that shows a whole list for printing; afterwards the page opens as it was asked for."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_recent(request):
            return view(request, *args, **kwargs)
        return ask_identity(request) or redirect(request.get_full_path())

    return checked


@sensitive_variables("typed")
def ask_identity(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, with what the form had sent; None for whoever has shown it."""
    if is_recent(request):
        return None
    typed, error = request.POST.get(FIELD, ""), ""
    if typed:
        error = _refusal(request, typed)
        if not error:
            note_shown(request)
            return None
    return _page(request, error)


def ask_before_sheet(request: HttpRequest) -> HttpResponse | None:
    """The same before a file is sent: once it is answered, a page that fetches the file, else the question stays."""
    if is_recent(request):
        return None
    if question := ask_identity(request):
        return question
    context = {"page_title": _("Your file"), "file_url": request.get_full_path()}
    return render(request, "registration/identity_shown.html", context)


@sensitive_post_parameters(FIELD)
def _page(request: HttpRequest, error: str) -> HttpResponse:
    kept = [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]
    context = {"page_title": _("Is it still you?"), "kept": kept, "error": error, "field_name": FIELD}
    return render(request, "registration/identity.html", context)


@sensitive_variables("typed")
def _refusal(request: HttpRequest, typed: str) -> str:
    """The code of the telephone where there is one; else the password, whose wrong tries count as those at the door."""
    user: Any = request.user
    if user.second_factor_since and typed.replace(" ", "").isdigit():
        try:
            check_code(user=user, code=typed)
        except WrongCode as wrong:
            return str(wrong)
        return ""
    known = authenticate(request, username=user.get_username(), password=typed)
    return "" if known == user else _("This is not the password of your account.")
