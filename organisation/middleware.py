from django.core.exceptions import BadRequest
from django.db import DataError
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from pghistory.middleware import HistoryMiddleware as LibraryHistoryMiddleware


class HistoryMiddleware(LibraryHistoryMiddleware):
    """Tells the history triggers who acts. The address is left out: it may carry a search."""

    def get_context(self, request):
        return {"user": request.user.pk}


OPEN_BEFORE_CHANGING = {"logout", "password_change", "set_language"}


class FirstPasswordMiddleware:
    """Whoever signed in with a first password chooses one of their own before opening anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "login_required", True) is False or request.resolver_match.view_name in OPEN_BEFORE_CHANGING:
            return None
        return redirect("password_change") if getattr(request.user, "must_change_password", False) else None


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
