"""A form sent twice (a double click, a lost answer, Back and again) is carried out once, whatever it does.

Every form of the kit brings along a word of its own (`once`, components/save_bar.html). Whoever sends the same word
with the same contents again is led to where the first answer led. What was changed in between is another form.

An answer that is a page and no way to one was shown again or refused, unless its view says that it was `carried_out`:
codes or a link that are shown once. Such a page is kept nowhere; whoever sends the form again is told so, where a new
one can be asked for. A paper or sheet that only read, and noted it in the access log, may be made again.
"""

import datetime
import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.models import SentForm

FIELD = "once"
KEPT = datetime.timedelta(days=1)
LONGEST = 400  # letters of an address; of a longer one the path alone is kept
Page = TypeVar("Page", bound=HttpResponseBase)


def carried_out(page: Page) -> Page:
    """Marks a page that answers a form which did its work."""
    page.is_carried_out = True  # type: ignore[attr-defined]  # a mark of ours
    return page


def answered_once(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `answer` gives, or the way to where it led before.

    Inside the page's transaction: the same form sent at the same moment waits until the first is saved or refused. A
    form that is shown again, or refused, was not carried out and may come again as it is.
    """
    if not request.POST.get(FIELD):
        return answer()
    key = _key(request)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisation_sentform (key, location) VALUES (%s, '') ON CONFLICT DO NOTHING", [key]
        )
        is_first = cursor.rowcount == 1
    sent = SentForm.objects.filter(pk=key)
    if not is_first:
        return _answer_again(request, sent.get().location)
    response = answer()
    location = response.get("Location", "") if response.status_code == 302 else ""
    location = location if len(location) <= LONGEST else location.partition("?")[0]
    if getattr(response, "is_carried_out", False) or 0 < len(location) <= LONGEST:
        sent.update(location=location)
        if key.startswith("0"):  # one form in sixteen sweeps for all
            SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
    else:
        sent.delete()
    return response


def _answer_again(request: HttpRequest, location: str) -> HttpResponseBase:
    if location:
        messages.info(request, _("This form was sent twice. It counted once."))
        return redirect(location)
    shown = _(
        "This form was sent twice. It counted once, and what it made was shown then and is kept nowhere. "
        "If you did not see it, ask for a new one."
    )
    messages.warning(request, shown)
    return redirect(request.path)


def _key(request: HttpRequest) -> str:
    """Of who sent what to where: without the token of the session, which may change between two requests."""
    said: list[Any] = [request.user.pk, request.path]
    said += sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    said += sorted((name, file.name, file.size) for name, files in request.FILES.lists() for file in files)
    return hashlib.sha256(repr(said).encode()).hexdigest()
