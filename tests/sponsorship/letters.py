"""Letters, personal pages and talks of a unit: small ones, for tests that need any."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from donors.models import Donor
from organisation.models import Unit, User
from organisation.roles import Role
from sponsorship.models import Contact, DonorLink, Letter, LetterPage, Pledge
from sponsorship.models.letter import Direction
from sponsorship.models.touch import Answer
from sponsorship.operations.letters import record_letter
from sponsorship.operations.touch import make_link, record_contact
from tests import factories as make

DAY = dt.date(2025, 3, 1)


def officer_of(unit: Unit) -> User:
    return make.create_user(role=Role.MATCHING_OFFICER, unit=unit)


def make_letter(
    pledge: Pledge,
    by: User,
    *,
    day: dt.date = DAY,
    text: str = "Con cảm ơn các bác.",
    direction: str = Direction.FROM_CHILD,
) -> Letter:
    letter = record_letter(letter=Letter(pledge=pledge, direction=direction, written_on=day, text=text), by=by)
    letter.refresh_from_db()
    return letter


def make_link_for(donor: Donor, unit: Unit, by: User, *, whom: str = "Cô Hòa") -> tuple[DonorLink, str]:
    until = timezone.localdate() + dt.timedelta(days=90)
    return make_link(donor=donor, unit=unit, for_whom=whom, valid_until=until, by=by, key=uuid.uuid4())


def make_contact(donor: Donor, by: User, *, day: dt.date = DAY, note: str = "") -> Contact:
    contact = Contact(donor=donor, contacted_on=day, answer=Answer.TOLD, note=note)
    return record_contact(contact=contact, by=by)


# --- As arguments of an address --------------------------------------------------------------------


def a_letter(unit: Unit) -> dict[str, Any]:
    pledge = make.create_pledge(child=make.create_child(unit=unit))
    return {"public_id": make_letter(pledge, officer_of(unit)).public_id}


def a_letter_page(unit: Unit) -> dict[str, Any]:
    """Without its file, so that nobody gets to see it."""
    by = officer_of(unit)
    letter = make_letter(make.create_pledge(child=make.create_child(unit=unit)), by)
    page = LetterPage.objects.create(letter=letter, file=f"{letter.code}.jpg", width=1, height=1, added_by=by)
    return {"public_id": letter.public_id, "pk": page.pk}


def a_link(unit: Unit) -> dict[str, Any]:
    link, _token = make_link_for(make.create_donor(unit=unit), unit, officer_of(unit))
    return {"public_id": link.public_id}
