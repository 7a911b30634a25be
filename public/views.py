"""The pages without login."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse

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
