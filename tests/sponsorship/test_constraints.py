"""PostgreSQL itself refuses what must never be: each rule is broken once, past the operations."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from sponsorship.models import (
    Handover,
    Hold,
    Instalment,
    LedgerSum,
    LedgerTotal,
    Pledge,
    PledgeBalance,
    RateChange,
    Receipt,
)
from sponsorship.models.states import EndReason, EndRule, Per, PledgeState
from sponsorship.operations.refusals import violated
from tests.factories import create_child, create_donor, create_pledge, create_unit, create_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)


@pytest.fixture
def pledge():
    return create_pledge()


@pytest.fixture
def user():
    return create_user()


class refuses:
    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, kind, error, trace) -> bool:
        self.atomic.__exit__(kind, error, trace)
        assert isinstance(error, IntegrityError), f"{self.name} let it pass"
        assert violated(error) == self.name
        return True


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("pledge_place_1_to_9", {"place": 0}),
        ("pledge_rate_positive", {"rate_vnd": 0}),
        ("pledge_rate_positive", {"rate_vnd": -1, "form": "in_kind"}),
        ("pledge_dates_in_order", {"ends_on": dt.date(2024, 12, 31)}),
        ("pledge_regular_has_last_day", {"ends_on": None}),
        ("pledge_months_counted", {"end_rule": EndRule.MONTHS}),
        ("pledge_grade_named", {"end_rule": EndRule.GRADE}),
        ("pledge_grade_named", {"end_rule": EndRule.GRADE, "end_grade": 13}),
        ("pledge_end_has_day_and_reason", {"state": PledgeState.ENDED}),
        ("pledge_end_has_day_and_reason", {"ended_on": DAY, "end_reason": EndReason.COMPLETED}),
        ("pledge_in_force_since", {"active_from": None}),
        ("pledge_not_yet_in_force", {"state": PledgeState.APPROVED}),
    ],
)
def test_a_pledge_cannot_be_like_this(pledge, name, change):
    with refuses(name):
        Pledge.objects.filter(pk=pledge.pk).update(**change)


def test_a_pledge_in_kind_needs_no_rate(pledge):
    Pledge.objects.filter(pk=pledge.pk).update(rate_vnd=0, form="in_kind", per=Per.ONCE)


def test_two_open_pledges_cannot_have_the_same_place(pledge):
    with refuses("pledge_place_once"):
        create_pledge(child=pledge.child, donor=pledge.donor)


def test_a_child_cannot_have_more_donors_than_places(pledge):
    with refuses("child_places_not_exceeded"):
        create_pledge(child=pledge.child, donor=pledge.donor, place=2)


def test_a_pledge_is_replaced_once(pledge):
    for name in ("Một", "Hai"):
        new = create_pledge(child=create_child(full_name=name), donor=pledge.donor)
        if name == "Một":
            Pledge.objects.filter(pk=new.pk).update(replaces=pledge)
    with refuses("sponsorship_pledge_replaces_id_key"):
        Pledge.objects.filter(pk=new.pk).update(replaces=pledge)


def test_a_pledge_is_in_its_childs_unit_and_follows_the_child(pledge):
    other = create_unit()
    with refuses("pledge_in_childs_unit"):
        Pledge.objects.filter(pk=pledge.pk).update(managing_unit=other)
    type(pledge.child).objects.filter(pk=pledge.child_id).update(managing_unit=other)
    pledge.refresh_from_db()
    assert pledge.managing_unit == other


def test_nobody_counts_a_childs_places_by_hand(pledge):
    type(pledge.child).objects.filter(pk=pledge.child_id).update(taken_places=0, sponsors_count=0)
    pledge.child.refresh_from_db()
    assert (pledge.child.taken_places, pledge.child.sponsors_count) == (1, 1)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("balance_not_negative", {"surplus_vnd": -1}),
        ("balance_not_overpaid", {"received_vnd": 6_000_001}),
        ("balance_held_not_negative", {"delivered_vnd": 1}),
    ],
)
def test_a_balance_cannot_be_like_this(pledge, name, change):
    with refuses(name):
        PledgeBalance.objects.filter(pk=pledge.pk).update(**change)


def test_a_pledge_cannot_shrink_below_what_was_received(pledge, user):
    Receipt.objects.create(pledge=pledge, amount_vnd=6_000_000, received_on=DAY, recorded_by=user)
    with refuses("balance_not_overpaid"):
        pledge.instalments.filter(number=1).delete()


def test_a_rate_change_is_positive_and_once_a_day(pledge, user):
    with refuses("rate_change_positive"):
        RateChange.objects.create(pledge=pledge, from_on=DAY, rate_vnd=0, decided_by=user)
    RateChange.objects.create(pledge=pledge, from_on=DAY, rate_vnd=1, decided_by=user)
    with refuses("rate_change_once_a_day"):
        RateChange.objects.create(pledge=pledge, from_on=DAY, rate_vnd=2, decided_by=user)


def test_an_instalment_is_positive_numbered_once_and_never_edited(pledge):
    with refuses("instalment_positive"):
        Instalment.objects.create(pledge=pledge, number=99, due_on=DAY, amount_vnd=0)
    with refuses("instalment_number_once"):
        Instalment.objects.create(pledge=pledge, number=1, due_on=DAY, amount_vnd=1)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        pledge.instalments.update(amount_vnd=1)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("receipt_amount_sign", {"amount_vnd": -1}),
        ("receipt_surplus_within_amount", {"amount_vnd": 1, "surplus_vnd": 2}),
        ("balance_not_overpaid", {"amount_vnd": 6_000_001}),
    ],
)
def test_a_receipt_cannot_be_like_this(pledge, user, name, values):
    with refuses(name):
        Receipt.objects.create(pledge=pledge, received_on=DAY, recorded_by=user, **values)


def test_a_handover_cannot_be_negative_or_more_than_is_held(pledge, user):
    for name, amount in (("handover_amount_sign", -1), ("balance_held_not_negative", 1)):
        with refuses(name):
            Handover.objects.create(
                pledge=pledge, amount_vnd=amount, handed_on=DAY, received_by="Lê Thị Mẫu", recorded_by=user
            )


@pytest.mark.parametrize("ledger", [Receipt, Handover])
def test_one_key_books_one_entry(pledge, user, ledger):
    Receipt.objects.create(pledge=pledge, amount_vnd=3_000_000, received_on=DAY, recorded_by=user)
    values = {"pledge": pledge, "amount_vnd": 1, "recorded_by": user}
    values |= {"received_on": DAY} if ledger is Receipt else {"handed_on": DAY, "received_by": "x"}
    first = ledger.objects.create(**values)
    with refuses(f"{ledger._meta.db_table}_idempotency_key_key"):
        ledger.objects.create(**values, idempotency_key=first.idempotency_key)


@pytest.mark.parametrize("ledger", [Receipt, Handover])
def test_a_reversal_takes_back_one_entry_whole_and_once(pledge, user, ledger):
    Receipt.objects.create(pledge=pledge, amount_vnd=3_000_000, received_on=DAY, recorded_by=user)
    values = {"pledge": pledge, "recorded_by": user}
    values |= {"received_on": DAY} if ledger is Receipt else {"handed_on": DAY, "received_by": "x"}
    entry = ledger.objects.create(**values, amount_vnd=1000)
    with refuses("reversal_is_exact"):
        ledger.objects.create(**values, amount_vnd=-999, reverses=entry)
    other = create_pledge(child=create_child(full_name="Khác"))
    with refuses("reversal_is_exact"):
        ledger.objects.create(**values | {"pledge": other}, amount_vnd=-1000, reverses=entry)
    reversal = ledger.objects.create(**values, amount_vnd=-1000, reverses=entry)
    with refuses(f"{ledger._meta.db_table}_reverses_id_key"):
        ledger.objects.create(**values, amount_vnd=-1000, reverses=entry)
    with refuses("reversal_is_exact"):
        ledger.objects.create(**values, amount_vnd=-1000, reverses=reversal)


@pytest.mark.parametrize("way", ["update", "delete"])
@pytest.mark.parametrize("table", ["receipt", "handover"])
def test_ledgers_are_append_only(pledge, user, table, way):
    Receipt.objects.create(pledge=pledge, amount_vnd=2, received_on=DAY, recorded_by=user)
    Handover.objects.create(pledge=pledge, amount_vnd=1, handed_on=DAY, received_by="x", recorded_by=user)
    statement = "UPDATE sponsorship_{} SET note = 'x'" if way == "update" else "DELETE FROM sponsorship_{}"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_a_pledge_with_money_cannot_be_deleted(pledge, user):
    Receipt.objects.create(pledge=pledge, amount_vnd=2, received_on=DAY, recorded_by=user)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM sponsorship_instalment; DELETE FROM sponsorship_pledgebalance; DELETE FROM sponsorship_pledge"
        )


def test_a_kept_total_stands_once(pledge, user):
    Receipt.objects.create(pledge=pledge, amount_vnd=2, received_on=DAY, recorded_by=user)
    total = LedgerTotal.objects.get()
    total.pk = None
    with refuses("ledger_total_once"):
        total.save(force_insert=True)


def test_a_kept_sum_stands_once(pledge, user):
    Receipt.objects.create(pledge=pledge, amount_vnd=2, received_on=DAY, recorded_by=user)
    kept = LedgerSum.objects.get(dimension="month")
    kept.pk = None
    with refuses("ledger_sum_once"):
        kept.save(force_insert=True)


def test_a_place_is_held_once_at_a_time(pledge, user):
    now = timezone.now()
    values = {"child": create_child(), "held_by": user, "donor": create_donor()}
    Hold.objects.create(**values, held_from=now, held_until=now + dt.timedelta(days=7))
    with refuses("hold_place_once"):
        Hold.objects.create(**values, held_from=now + dt.timedelta(days=6), held_until=now + dt.timedelta(days=9))
    Hold.objects.create(**values, held_from=now + dt.timedelta(days=7), held_until=now + dt.timedelta(days=9))


def test_a_hold_ends_after_it_begins_and_is_extended_twice_at_most(user):
    now = timezone.now()
    values = {"child": create_child(), "held_by": user, "held_from": now}
    with refuses("hold_times_in_order"):
        Hold.objects.create(**values, held_until=now - dt.timedelta(days=1))
    with refuses("hold_extended_twice_at_most"):
        Hold.objects.create(**values, held_until=now + dt.timedelta(days=1), extensions_count=3)


def test_every_constraint_of_this_app_is_broken_by_a_test_here():
    from pathlib import Path

    from django.apps import apps

    here = "".join(path.read_text() for path in Path(__file__).parent.glob("test_constraints*.py"))
    names = {c.name for model in apps.get_app_config("sponsorship").get_models() for c in model._meta.constraints}
    assert [name for name in sorted(names) if name not in here] == []
