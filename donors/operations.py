"""What is done to registrations. Each write is atomic and names who acts."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext

from donors.models import Donor, Registration, RegistrationState
from organisation.models import User
from vietnamese.text import clean

CONTACT = ("phone", "email", "address")
CAPACITY = ("capacity_children", "capacity_vnd")
WISHES_LENGTH = 400


class RegistrationAnswered(Exception):
    """Somebody else accepted or declined this registration before."""


class NotMailed(Exception):
    """The answer could not be handed to the mail server; nothing is noted."""


def receive_registration(offer: Registration) -> Registration:
    """Keep what came from the public page, waiting for an officer. Sent twice, it is kept once: its `public_id` was
    given with the form. Returns the one that is kept."""
    with transaction.atomic():
        Registration.objects.bulk_create([offer], ignore_conflicts=True)
    return Registration.objects.get(public_id=offer.public_id)


def accept_registration(*, registration: Registration, by: User, donor: Donor | None = None) -> Donor:
    """Make a donor of a registration, or join it to `donor`, whose empty contact fields it fills. Returns the donor.

    Nothing that stands in the donor's record is replaced. Raises RegistrationAnswered for one that is not waiting.
    """
    with _answering(registration, by) as offer:
        offer.donor = _completed(donor, offer) if donor else _new_donor(offer)
        offer.state = RegistrationState.ACCEPTED
    offer.donor.refresh_from_db()
    return offer.donor


def decline_registration(*, registration: Registration, by: User) -> None:
    """Answer that nothing comes of a registration; it stays in the list. Raises RegistrationAnswered."""
    with _answering(registration, by) as offer:
        offer.state = RegistrationState.DECLINED


def mail_answer(*, registration: Registration, text: str, by: User) -> None:
    """Send the answer to the address given with the offer, once. Raises NotMailed, and RegistrationAnswered when it
    went out before."""
    with transaction.atomic(), pghistory.context(user=by.pk):
        offer = Registration.objects.select_for_update().get(pk=registration.pk)
        if offer.is_waiting or offer.mailed_at or not offer.email:
            raise RegistrationAnswered
        offer.mailed_at = timezone.now()
        offer.save(update_fields=["mailed_at"])
        try:
            send_mail(gettext("Your offer to help"), text, None, [offer.email])
        except OSError as error:  # SMTPException is one
            raise NotMailed from error


@contextmanager
def _answering(registration: Registration, by: User) -> Iterator[Registration]:
    """The registration, locked: whoever comes second waits here and finds it answered."""
    with transaction.atomic(), pghistory.context(user=by.pk):
        offer = Registration.objects.select_for_update().get(pk=registration.pk)
        if not offer.is_waiting:
            raise RegistrationAnswered
        yield offer
        offer.answered_by, offer.answered_at = by, timezone.now()
        offer.save(update_fields=["state", "donor", "answered_by", "answered_at"])


def _new_donor(offer: Registration) -> Donor:
    given = {field: getattr(offer, field) for field in (*CONTACT, *CAPACITY, "is_public")}
    wishes = Truncator(clean(offer.offer)).chars(WISHES_LENGTH)  # the whole of it stays in the registration
    return Donor.objects.create(
        kind=offer.kind, name=offer.name, managing_unit_id=offer.managing_unit_id, wishes_note=wishes, **given
    )


def _completed(donor: Donor, offer: Registration) -> Donor:
    known = Donor.objects.select_for_update().get(pk=donor.pk)
    missing = [field for field in (*CONTACT, *CAPACITY) if not getattr(known, field) and getattr(offer, field)]
    for field in missing:
        setattr(known, field, getattr(offer, field))
    if missing:
        known.save(update_fields=missing)
    return known
