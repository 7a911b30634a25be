from typing import Any

from django.http import HttpRequest, HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Any) -> HttpResponseBadRequest:
    """Django's own page asks for the form's token first, so it reads again what could not be read: a 500."""
    return HttpResponseBadRequest(render_to_string("400.html"))
