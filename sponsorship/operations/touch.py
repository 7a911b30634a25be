"""A donor's personal page is made, renewed and revoked; who was contacted is noted."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import uuid

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donors.models import Donor
from organisation.models import Unit, User
from sponsorship.exceptions import Refused
from sponsorship.models import Contact, DonorLink
from sponsorship.models.touch import LONGEST, Answer, Channel
from sponsorship.operations.refusals import operation

TOKEN_BYTES = 32  # cannot be guessed: no lock-out is needed, which a stranger could use to shut a donor out
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class LinkOver(Refused):
    message = _("This personal page is revoked. Make a new one.")


class LinkMade(Refused):
    message = _("This personal page was made already. Its address was shown once; if it is lost, make a new one.")


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> DonorLink | None:
    """The personal page that this token opens today. What cannot be a token does not reach the database."""
    if not TOKEN.fullmatch(token):
        return None
    live = DonorLink.objects.live().select_related("donor__managing_unit", "unit")
    return live.filter(token_hash=hash_of(token)).first()


@operation
def make_link(
    *, donor: Donor, unit: Unit, for_whom: str, valid_until: dt.date, by: User, key: uuid.UUID
) -> tuple[DonorLink, str]:
    """A new personal page and the token that opens it: given once, kept nowhere.

    `unit`: what it and the units below it manage is shown. `key`: the same form twice raises LinkMade.
    """
    if DonorLink.objects.filter(public_id=key).exists():
        raise LinkMade
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = DonorLink.objects.create(
        public_id=key,
        donor=donor,
        unit=unit,
        for_whom=for_whom,
        token_hash=hash_of(token),
        valid_from=timezone.localdate(),
        valid_until=valid_until,
        made_by=by,
    )
    return link, token


@operation
def renew_link(*, link: DonorLink, by: User) -> DonorLink:
    """Valid for the longest time again, at the same address. Raises LinkOver when it is revoked."""
    record = _locked(link)
    if record.revoked_at:
        raise LinkOver
    record.valid_from = timezone.localdate()
    record.valid_until = record.valid_from + LONGEST
    record.save(update_fields=["valid_from", "valid_until"])
    return record


@operation
def revoke_link(*, link: DonorLink, by: User) -> None:
    """Closed for good, from the next request on; a second time changes nothing."""
    record = _locked(link)
    if record.revoked_at is None:
        record.revoked_at, record.revoked_by = timezone.now(), by
        record.save(update_fields=["revoked_at", "revoked_by"])


def count_opening(link: DonorLink) -> None:
    """The reader has no account, so nobody acts."""
    DonorLink.objects.filter(pk=link.pk).update(opened_count=F("opened_count") + 1, last_opened_at=timezone.now())


@operation
def record_contact(*, contact: Contact, by: User) -> Contact:
    contact.recorded_by = by
    contact.save()
    return contact


@operation
def send_reminder(*, donor: Donor, subject: str, text: str, by: User) -> Contact:
    """One mail to one donor, noted as a contact. Raises what the mail server raises: then nothing is noted."""
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [donor.email]).send()
    contact = Contact(donor=donor, contacted_on=timezone.localdate(), channel=Channel.MAIL, answer=Answer.TOLD)
    return record_contact(contact=contact, by=by)


def _locked(link: DonorLink) -> DonorLink:
    return DonorLink.objects.select_for_update().get(pk=link.pk)
