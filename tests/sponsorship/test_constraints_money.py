"""PostgreSQL itself refuses what must never be: batches, bank lines, ceremonies and moves, past the operations."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from sponsorship.models import (
    BankLine,
    BankStatement,
    BatchLine,
    Ceremony,
    CeremonyLine,
    Handover,
    HandoverPhoto,
    MoneyMove,
    Receipt,
    ReceiptBatch,
    ReceiptCounter,
    SurplusUse,
)
from sponsorship.operations import record_receipt
from tests.factories import create_unit
from tests.sponsorship import money_records as make
from tests.sponsorship.test_constraints import refuses

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)


@pytest.fixture
def unit():
    return create_unit()


@pytest.fixture
def user(unit):
    return make.officer_of(unit)


@pytest.fixture
def pledge(unit, user):
    return make.a_pledge_with_money(unit, user)


def changed(record: Any, **values: Any) -> None:
    type(record)._base_manager.filter(pk=record.pk).update(**values)


def test_a_receipt_number_is_given_once_and_none_is_without(unit, user, pledge):
    make.a_pledge_with_money(unit, user)
    one, two = Receipt.objects.order_by("pk")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # past the guards of the ledger
    with refuses("receipt_number_once"):
        changed(two, number=one.number)
    with refuses("receipt_has_number"):
        changed(two, number=None)


def test_a_unit_counts_once_a_year(unit, pledge):
    with refuses("receipt_counter_once"):
        ReceiptCounter.objects.create(unit=unit, year=2025, last=9)


def test_a_surplus_is_used_as_far_as_it_goes_and_the_schedule_leaves_room(user, pledge):
    def use(amount_vnd: int, **more: Any) -> SurplusUse:
        return SurplusUse.objects.create(pledge=pledge, amount_vnd=amount_vnd, decided_by=user, **more)

    with refuses("balance_not_negative"):
        use(1)
    record_receipt(pledge=pledge, amount_vnd=6_000_000, received_on=DAY, by=user, allow_surplus=True)
    with refuses("balance_not_overpaid"):
        use(1)
    with refuses("surplus_use_sign"):
        use(-1)


@pytest.mark.parametrize(
    ("name", "values"),
    [("move_positive", {"amount_vnd": 0}), ("move_between_two", {"same": True}), ("move_has_reason", {"reason": ""})],
)
def test_a_move_cannot_be_like_this(unit, user, pledge, name, values):
    other = pledge if values.pop("same", False) else make.a_pledge_with_money(unit, user)
    defaults = {"amount_vnd": 1, "reason": "x", "moved_on": DAY, "decided_by": user}
    with refuses(name):
        MoneyMove.objects.create(from_pledge=pledge, to_pledge=other, **defaults | values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("batch_booked_with_totals", {"state": "booked"}),
        ("batch_booked_with_totals", {"booked_at": timezone.now()}),
        ("batch_overruled_by_name", {"overrule_reason": "x"}),
    ],
)
def test_a_batch_cannot_be_like_this(unit, user, name, values):
    with refuses(name):
        changed(make.make_batch(unit, user), **values)


def test_a_batch_is_overruled_by_somebody_with_a_reason(unit, user):
    with refuses("batch_overruled_by_name"):
        changed(make.make_batch(unit, user), overruled_by=user)


def test_a_batch_is_not_booked_without_what_the_cover_says(unit, user):
    batch = ReceiptBatch.objects.create(managing_unit=unit, created_by=user)
    with refuses("batch_booked_with_totals"):
        changed(batch, state="booked", booked_by=user, booked_at=timezone.now())


def test_a_line_of_a_batch_has_a_positive_amount(unit, user, pledge):
    with refuses("batch_line_amount_positive"):
        BatchLine.objects.create(batch=make.make_batch(unit, user), position=1, amount_vnd=0)


def test_a_file_is_kept_once_by_a_unit(unit, user):
    values = {"managing_unit": unit, "sha256": "x", "created_by": user}
    BankStatement.objects.create(**values)
    with refuses("statement_file_once"):
        BankStatement.objects.create(**values)


@pytest.mark.parametrize(
    ("name", "values"), [("bank_line_positive", {"amount_vnd": 0}), ("bank_line_decided_by_name", {"state": "aside"})]
)
def test_a_bank_line_cannot_be_like_this(unit, user, name, values):
    with refuses(name):
        changed(make.make_bank_line(unit, user), **values)


def test_a_bank_line_is_kept_once_by_a_unit(unit, user):
    line = make.make_bank_line(unit, user)
    line.pk, line.public_id = None, uuid.uuid4()
    with refuses("bank_line_once"):
        BankLine.objects.bulk_create([line])


@pytest.mark.parametrize("values", [{"state": "held"}, {"delivered_at": timezone.now()}])
def test_a_ceremony_was_held_by_somebody(unit, user, pledge, values):
    with refuses("ceremony_held_by_name"):
        changed(make.make_ceremony(unit, user), **values)


def test_a_pledge_stands_once_on_a_list_with_an_amount(unit, user, pledge):
    line = make.make_ceremony(unit, user).lines.get()
    with refuses("ceremony_pledge_once"):
        CeremonyLine.objects.create(ceremony=line.ceremony, pledge=pledge, position=2, amount_vnd=1)
    with refuses("ceremony_line_positive"):
        changed(line, amount_vnd=-1)
    given = Handover.objects.create(pledge=pledge, amount_vnd=1, handed_on=DAY, received_by="x", recorded_by=user)
    with refuses("ceremony_line_positive"):
        changed(line, amount_vnd=0, handover=given)


def test_the_absent_were_given_nothing(unit, user, pledge):
    line = make.make_ceremony(unit, user).lines.get()
    given = Handover.objects.create(pledge=pledge, amount_vnd=1, handed_on=DAY, received_by="x", recorded_by=user)
    with refuses("absent_was_given_nothing"):
        changed(line, handover=given, is_absent=True)


@pytest.mark.parametrize("both", [False, True])
def test_a_photo_is_of_a_handover_or_of_a_ceremony(unit, user, pledge, both):
    values: dict[str, Any] = {"file": "x", "width": 1, "height": 1, "added_by": user}
    if both:
        given = Handover.objects.create(pledge=pledge, amount_vnd=1, handed_on=DAY, received_by="x", recorded_by=user)
        ceremony = Ceremony.objects.create(managing_unit=unit, created_by=user, held_on=DAY, place="x")
        values |= {"handover": given, "ceremony": ceremony}
    with refuses("handover_photo_of_one"):
        HandoverPhoto.objects.create(**values)
