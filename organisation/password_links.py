"""The link by which a person chooses a password: signed, good for a week, over once a password is chosen with it.

It is kept nowhere. What is signed is the account's password, which nobody knows, and the moment at which the link ends:
both change when a password is chosen and when another link is made.
"""

import re
from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from organisation.models import User
from organisation.operations import LETTERS

GROUPS, GROUP_LENGTH = 4, 5  # 99 bits, short enough to be typed from a slip of paper
READABLE = re.compile(r"([0-9]{1,18})-([a-z0-9-]{1,60})", re.ASCII)


def key_of(user: User) -> str:
    """What opens the page for this account: "12-k7mpw-3xa9h-qte2r-c8dfg"."""
    signed = _signature(user)
    groups = (signed[start : start + GROUP_LENGTH] for start in range(0, len(signed), GROUP_LENGTH))
    return "-".join([str(user.pk), *groups])


def _signature(user: User) -> str:
    assert user.password_link_until
    said = f"{user.pk}:{user.password}:{user.password_link_until.timestamp()}"
    number = int.from_bytes(salted_hmac("organisation.password_links", said, algorithm="sha256").digest())
    letters = []
    for _n in range(GROUPS * GROUP_LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


@dataclass(frozen=True)
class Slip:
    """What is handed over, on paper or in a message."""

    account: User
    address: str
    picture: str  # the address as a QR code

    @classmethod
    def of(cls, request: HttpRequest, account: User) -> "Slip":
        address = request.build_absolute_uri(reverse("choose_password", args=[key_of(account)]))
        return cls(account, address, segno.make(address, micro=False).svg_data_uri(scale=4, border=2))


def account_of(key: str, *, for_choosing: bool) -> User | None:
    """Whose link this is; None for every other key alike. `for_choosing` lets nobody else choose at the same moment."""
    read = READABLE.fullmatch(key.strip().lower())
    if read is None:
        return None
    users = User.objects.select_for_update() if for_choosing else User.objects.all()
    user = users.filter(pk=read[1], is_active=True, password_link_until__gt=timezone.now()).first()
    fits = user is not None and constant_time_compare(read[2].replace("-", ""), _signature(user))
    return user if fits else None
