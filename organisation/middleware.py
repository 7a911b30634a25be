import psycopg.errors
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import DataError, OperationalError
from django.http import QueryDict
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import escape_leading_slashes, urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from pghistory.middleware import HistoryMiddleware as LibraryHistoryMiddleware

from organisation import search_words
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


class BusyMiddleware:
    """Two who save the same at one moment: who came second is told, and may send it again. Nothing of it was saved."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        refused = psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected
        if isinstance(exception, OperationalError) and isinstance(exception.__cause__, refused):
            return render(request, "409.html", status=409)
        return None


class PrivatePagesMiddleware:
    """No proxy or shared computer keeps a copy of a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response


class CompressedPagesMiddleware(GZipMiddleware):
    """Pages alone: a sheet or paper is compressed already, and a photo too.

    Django adds bytes at random, so that no secret can be guessed from a page's length (BREACH).
    """

    def process_response(self, request, response):
        is_page = response.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Vietnamese until the reader chooses otherwise in the menu; what the browser was installed with says little."""

    def process_request(self, request):
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)


class SearchWordsMiddleware:
    """A search by form leads to an address whose words none but this account can read (organisation/search_words.py).

    What htmx sends is answered at once, as if that address had been asked for. No view sees the form that was sent, so
    it needs no token. Whoever is not signed in is led to the page for it with encrypted words or with none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_form = request.method == "POST" and search_words.FIND in request.GET
        if not is_form and search_words.NAME not in request.GET:
            return self.get_response(request)
        if is_form and _has_nul(request.POST):
            raise BadRequest
        is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        was_plain, was_lost = _protect_words(request, is_form)
        if was_lost and is_page:
            messages.info(request, _("This search can no longer be opened. Type the words again."))
        if is_form and request.htmx:
            request.method, request.POST = "GET", QueryDict()
            response = self.get_response(request)
            response.headers.setdefault("HX-Push-Url", request.get_full_path())
            return response
        is_typed = was_plain and "Sec-Fetch-Mode" in request.headers and is_page
        if is_form or is_typed or (was_lost and request.method == "POST"):  # a deed meant for what was found
            return redirect(escape_leading_slashes(request.get_full_path()))
        return self.get_response(request)


def _protect_words(request, is_form):
    """Writes the address that is asked for anew; whether it had plain words, or some that cannot be read."""
    asked = search_words.asked_by(request.POST) if is_form else request.GET.copy()
    sent = words = asked.pop(search_words.NAME, [""])[-1]
    is_plain, is_lost = is_form or not sent.startswith(search_words.MARK), False
    if not request.user.is_authenticated:
        words = "" if is_plain else sent
    elif is_plain:
        words = sent and search_words.encrypt(sent, request.user)
    else:
        words = search_words.decrypt(sent, request.user)
        is_lost = not words
    if is_lost:
        asked.pop("export", None)  # which would be of all rows
    if words:
        asked[search_words.NAME] = words
    request.GET, request.META["QUERY_STRING"] = asked, asked.urlencode()
    return is_plain, is_lost
