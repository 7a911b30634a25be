from django.core.exceptions import BadRequest
from pghistory.middleware import HistoryMiddleware as LibraryHistoryMiddleware


class HistoryMiddleware(LibraryHistoryMiddleware):
    """Tells the history triggers who acts. The address is left out: it may carry a search."""

    def get_context(self, request):
        return {"user": request.user.pk}


class NoNulMiddleware:
    """PostgreSQL has no place for NUL; a request that carries one is refused before any query."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or any("\0" in v for values in request.GET.lists() for v in values[1]):
            raise BadRequest
        return self.get_response(request)


class PrivatePagesMiddleware:
    """No proxy or shared computer keeps a copy of a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response
