"""How much an account, and a unit, may send in files on one day, and what is said when the disk is full."""

import errno
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import DiskFull

from organisation.models import UploadDay, User
from organisation.models.unit import Unit


class UploadQuotaMiddleware:
    """Counts files before any view takes them. Refused, nothing of the request is done."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or not request.FILES or not request.user.is_authenticated:
            return None
        size = sum(file.size or 0 for _name, files in request.FILES.lists() for file in files)
        unit = next((appointment.unit for appointment in request.user.current_appointments), None)
        refused = count_upload(request.user, unit, size) if unit else None
        return render(request, "413.html", {"sentence": refused}, status=413) if refused else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Everything of the request is taken back; pages that only read go on."""
        number = exception.errno if isinstance(exception, OSError) else None
        if number in {errno.ENOSPC, errno.EDQUOT} or isinstance(exception.__cause__, DiskFull):
            return render(request, "507.html", status=507)
        return None


@transaction.atomic
def count_upload(user: User, unit: Unit, size: int) -> str | None:
    """Adds to today's bytes of the account and unit; a sentence, and nothing added, when there would be too many."""
    today = timezone.localdate()
    UploadDay.objects.get_or_create(unit=unit, day=today, user=user)
    rows = UploadDay.objects.select_for_update(no_key=True).filter(unit=unit, day=today)
    sent = {row.user_id: row.size for row in rows}  # locked together: two uploads at once cannot both be the last
    if sent[user.pk] + size > settings.UPLOADS_A_DAY["account"]:
        return _("This account has sent as many files today as one day allows. Go on tomorrow, or ask a colleague.")
    if sum(sent.values()) + size > settings.UPLOADS_A_DAY["unit"]:
        return _("Your unit has sent as many files today as one day allows. Go on tomorrow.")
    UploadDay.objects.filter(unit=unit, day=today, user=user).update(size=sent[user.pk] + size)
    return None
