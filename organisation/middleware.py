from django.core.exceptions import BadRequest
from django.db import DataError
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from pghistory.middleware import HistoryMiddleware as LibraryHistoryMiddleware

from organisation.second_factor import is_passed, is_required
from organisation.sessions import note_use


class HistoryMiddleware(LibraryHistoryMiddleware):
    """Tells the history triggers who acts. The address is left out: it may carry a search."""

    def get_context(self, request):
        return {"user": request.user.pk}


OPEN_BEFORE_SECOND_STEP = {"logout", "password_change", "set_language", "second_factor", "second_factor_set_up"}


class SecondFactorMiddleware:
    """Before anything else the telephone shows a code, or is set up by whoever needs one and has none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "login_required", True) is False or not request.user.is_authenticated:
            return None
        note_use(request.session)
        if request.resolver_match.view_name in OPEN_BEFORE_SECOND_STEP:
            return None
        if not is_passed(request):
            return _ask_first(request, "second_factor")
        if request.user.second_factor_since is None and is_required(request.user):
            return _ask_first(request, "second_factor_set_up")
        return None


def _ask_first(request, name):
    """To that page and from there back to where one wanted to go; a form that was sent is not sent on."""
    to = request.get_full_path() if request.method == "GET" and not request.htmx else reverse("home")
    address = f"{reverse(name)}?{urlencode({'next': to})}"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


class NoNulMiddleware:
    """PostgreSQL has no place for NUL; an address that carries one is refused before any query.

    A form says so beside its field; what a page reads from a post without a form is refused when it comes that far.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or _has_nul(request.GET):
            raise BadRequest
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, DataError) and _has_nul(request.POST):
            raise BadRequest from exception


def _has_nul(sent):
    return any("\0" in value for _name, values in sent.lists() for value in values)


class PrivatePagesMiddleware:
    """No proxy or shared computer keeps a copy of a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Vietnamese until the reader chooses otherwise in the menu; what the browser was installed with says little."""

    def process_request(self, request):
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
