"""PostgreSQL itself refuses what must never be: letters, personal pages, contacts, and who is said to have read."""

import datetime as dt
import hashlib
from typing import Any

import pytest
from django.utils import timezone

from organisation.models import AccessLog, User
from organisation.models.access_log import AccessAction
from sponsorship.models import Contact, DonorLink, Letter, ReminderText
from sponsorship.models.letter import Direction, LetterState
from sponsorship.models.touch import LONGEST, Answer
from tests.factories import create_donor, create_pledge, create_unit, create_user
from tests.sponsorship.test_constraints import refuses

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)
HASH = hashlib.sha256(b"x").hexdigest()


@pytest.fixture
def user() -> User:
    return create_user()


def changed(record: Any, **values: Any) -> None:
    type(record)._base_manager.filter(pk=record.pk).update(**values)


def a_letter(user: User) -> Letter:
    return Letter.objects.create(
        pledge=create_pledge(), direction=Direction.FROM_CHILD, written_on=DAY, text="Con chào bác.", recorded_by=user
    )


def a_link(user: User, **values: Any) -> DonorLink:
    defaults = {"for_whom": "Cô Hòa", "token_hash": HASH, "valid_from": DAY, "valid_until": DAY + LONGEST}
    return DonorLink.objects.create(donor=create_donor(), unit=create_unit(), made_by=user, **defaults | values)


def test_a_letter_is_forwarded_or_kept_back_by_name_on_a_day(user: User) -> None:
    letter = a_letter(user)
    with refuses("letter_decided_by_name"):
        changed(letter, state=LetterState.FORWARDED)
    with refuses("letter_decided_by_name"):
        changed(letter, decided_on=DAY)
    with refuses("letter_dates_in_order"):
        changed(letter, state=LetterState.FORWARDED, decided_by=user, decided_on=DAY - dt.timedelta(days=1))
    with refuses("letter_kept_for_a_reason"):
        changed(letter, state=LetterState.KEPT, decided_by=user, decided_on=DAY)


def test_of_a_personal_page_only_the_hash_of_its_token_is_kept(user: User) -> None:
    with refuses("donor_link_token_is_hashed"):
        a_link(user, token_hash="A" * 43)


def test_a_personal_page_names_its_reader_and_expires(user: User) -> None:
    with refuses("donor_link_names_its_reader"):
        a_link(user, for_whom="")
    with refuses("donor_link_expires"):
        a_link(user, valid_until=DAY + LONGEST + dt.timedelta(days=1))
    with refuses("donor_link_expires"):
        a_link(user, valid_until=DAY - dt.timedelta(days=1))


def test_a_personal_page_is_revoked_by_name_and_counts_its_openings(user: User) -> None:
    link = a_link(user)
    with refuses("donor_link_revoked_by_name"):
        changed(link, revoked_at=timezone.now())
    with refuses("donor_link_openings_agree"):
        changed(link, opened_count=1)


def test_a_promise_is_kept_after_it_was_made(user: User) -> None:
    values: dict[str, Any] = {"donor": create_donor(), "contacted_on": DAY, "recorded_by": user}
    with refuses("contact_promise_comes_later"):
        Contact.objects.create(answer=Answer.PROMISED, promised_on=DAY - dt.timedelta(days=1), **values)
    with refuses("contact_promise_comes_later"):
        Contact.objects.create(answer=Answer.TOLD, promised_on=DAY, **values)


def test_a_reminder_says_something() -> None:
    with refuses("reminder_text_says_something"):
        ReminderText.objects.create(unit=create_unit(), text="")


def test_what_was_read_was_read_by_an_account_or_through_a_personal_page_never_by_nobody(user: User) -> None:
    reading = {"action": AccessAction.VIEW, "record_kind": "children.child"}
    with refuses("access_has_one_reader"):
        AccessLog.objects.create(**reading)
    with refuses("access_has_one_reader"):
        AccessLog.objects.create(user=user, by_link=1, **reading)
