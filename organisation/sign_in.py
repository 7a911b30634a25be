"""Where attempts to sign in come from, and when an address has made too many of them."""

import datetime
from ipaddress import ip_address

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

MOST_FROM_ONE_ADDRESS = 60  # a whole office behind one address mistypes less; guessing names needs more


def address_of(request: HttpRequest) -> str | None:
    """Behind https stands our own proxy, and what it saw itself comes last; anything before it can be made up."""
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS:
        seen = request.headers.get("X-Forwarded-For", seen).rpartition(",")[2].strip()
    try:
        return str(ip_address(seen))
    except ValueError:
        return None


def has_tried_too_often(request: HttpRequest) -> bool:
    """Many names from one address: the lock of each single name (six tries) does not see that."""
    address = address_of(request)
    if address is None:
        return False
    since = timezone.now() - datetime.timedelta(hours=settings.AXES_COOLOFF_TIME)
    recent = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=since)
    return (recent.aggregate(failures=Sum("failures_since_start"))["failures"] or 0) >= MOST_FROM_ONE_ADDRESS
