"""The pages without login."""

import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

PLAIN = "text/plain; charset=utf-8"


@login_not_required
@transaction.non_atomic_requests  # no transaction is begun, so the answer does not hang on the database
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type=PLAIN)


@login_not_required
@transaction.non_atomic_requests
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve: the database answers too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)


@login_not_required
@transaction.non_atomic_requests
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to write who has found a hole (RFC 9116); not there until the installation names an address."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = timezone.now().replace(microsecond=0) + datetime.timedelta(days=90)
    told = f"Contact: {settings.SECURITY_CONTACT}\nExpires: {until.isoformat()}\nPreferred-Languages: vi, en\n"
    return HttpResponse(told, content_type=PLAIN)
