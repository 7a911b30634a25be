"""What keeps machines from filling in the registration form, without asking any service outside.

A field nobody sees, a form that was read for at least some seconds, and so many offers an hour. Whoever is refused
reads whom to telephone.
"""

import datetime as dt
import uuid

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from donors.models import Registration

SALT = "public.registration"
SOONEST, LATEST = 3, 6 * 3600  # seconds between opening the form and sending it
AN_HOUR = 8  # offers from one address: an office behind one line
AN_HOUR_FROM_ALL = 300


def new_key() -> str:
    """The number a registration will bear, signed with the time: the same form sent twice is one registration."""
    return signing.TimestampSigner(salt=SALT).sign(str(uuid.uuid4()))


def number_of(key: str) -> uuid.UUID | None:
    """The number in a key that is ours and neither too young nor too old; otherwise None."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        number = uuid.UUID(signer.unsign(key, max_age=LATEST))
    except (signing.BadSignature, ValueError):
        return None
    try:
        signer.unsign(key, max_age=SOONEST)
    except signing.SignatureExpired:
        return number
    return None  # a person cannot have read it yet


def sender_of(address: str) -> str:
    """A keyed hash of the day and the address a request came from: it counts, and tells nothing tomorrow."""
    return salted_hmac(SALT, f"{timezone.localdate()}|{address}", algorithm="sha256").hexdigest()


def is_flooded(sender: str) -> bool:
    since = timezone.now() - dt.timedelta(hours=1)
    lately = Registration.objects.filter(created_at__gte=since).exclude(sender="")
    return lately.filter(sender=sender).count() >= AN_HOUR or lately.count() >= AN_HOUR_FROM_ALL
