import contextlib
import datetime as dt
import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sponsorship import operations
from sponsorship.exceptions import (
    AlreadyDelivered,
    AlreadyRecorded,
    AlreadyReversed,
    IllegalMove,
    MoreThanPledged,
    NotEnoughHeld,
    Refused,
    SurplusStands,
    WrongDay,
)
from sponsorship.models import Handover, LedgerTotal, Pledge, Receipt
from sponsorship.models.states import EndReason
from tests.factories import create_area, create_campaign, create_child, create_donor, create_former_commune, create_unit
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_pledged_received_delivered_and_held_are_four_numbers(world):
    pledge = world.activate()
    world.receive(pledge, 1_500_000)
    world.hand_over(pledge, 500_000)
    assert numbers(pledge) == (6_000_000, 1_500_000, 500_000, 1_000_000)


def test_more_than_was_pledged_is_refused_and_says_what_is_left(world):
    pledge = world.activate()
    world.receive(pledge, 5_000_000)
    with pytest.raises(MoreThanPledged, match=r"1\.000\.000"):
        world.receive(pledge, 1_000_001)
    assert numbers(pledge)[1] == 5_000_000


def test_a_surplus_is_booked_by_name_and_only_the_excess_is_one(world):
    pledge = world.activate()
    world.receive(pledge, 5_000_000)
    receipt = world.receive(pledge, 1_500_000, allow_surplus=True)
    assert receipt.surplus_vnd == 500_000
    assert numbers(pledge)[1] == 6_500_000


def test_not_more_is_handed_over_than_is_held(world):
    pledge = world.activate()
    world.receive(pledge, 500_000)
    with pytest.raises(NotEnoughHeld, match=r"500\.000"):
        world.hand_over(pledge, 500_001)


def test_the_same_form_sent_twice_is_one_receipt(world):
    pledge, key = world.activate(), uuid.uuid4()
    first = world.receive(pledge, 6_000_000, idempotency_key=key)
    with pytest.raises(AlreadyRecorded) as refused:
        world.receive(pledge, 6_000_000, idempotency_key=key)
    assert refused.value.entry == first
    assert first.code in str(refused.value)
    assert Receipt.objects.count() == 1


def test_the_same_form_sent_twice_is_one_receipt_even_while_more_is_due(world):
    pledge, key = world.activate(), uuid.uuid4()
    world.receive(pledge, 500_000, idempotency_key=key)
    with pytest.raises(AlreadyRecorded):
        world.receive(pledge, 500_000, idempotency_key=key)
    assert numbers(pledge)[1] == 500_000


def test_the_same_form_sent_twice_is_one_handover(world):
    pledge, key = world.activate(), uuid.uuid4()
    world.receive(pledge, 500_000)
    world.hand_over(pledge, 500_000, idempotency_key=key)
    with pytest.raises(AlreadyRecorded):
        world.hand_over(pledge, 500_000, idempotency_key=key)
    assert numbers(pledge)[2] == 500_000


def test_what_a_donor_gives_straight_to_the_child_is_received_and_delivered_at_once(world):
    pledge, key = world.activate(), uuid.uuid4()
    direct = {"handed_on": dt.date(2025, 2, 1), "received_by": "Lê Thị Mẫu", "by": world.officer}
    receipt, handover = operations.record_direct(pledge=pledge, amount_vnd=1_000_000, idempotency_key=key, **direct)
    assert (receipt.received_on, handover.handed_on) == (dt.date(2025, 2, 1), dt.date(2025, 2, 1))
    assert handover.given_by == str(world.donor)
    assert numbers(pledge) == (6_000_000, 1_000_000, 1_000_000, 0)
    with pytest.raises(AlreadyRecorded):
        operations.record_direct(pledge=pledge, amount_vnd=1_000_000, idempotency_key=key, **direct)
    assert numbers(pledge) == (6_000_000, 1_000_000, 1_000_000, 0)


def test_a_direct_gift_that_is_too_much_leaves_neither_receipt_nor_handover(world):
    pledge = world.activate()
    with pytest.raises(MoreThanPledged):
        operations.record_direct(
            pledge=pledge, amount_vnd=7_000_000, handed_on=dt.date(2025, 2, 1), received_by="x", by=world.officer
        )
    assert numbers(pledge) == (6_000_000, 0, 0, 0)


def test_a_reversal_takes_back_the_whole_receipt_in_its_own_month(world):
    pledge = world.activate()
    receipt = world.receive(pledge, 1_500_000)
    reversal = operations.reverse_receipt(receipt=receipt, by=world.officer, note="Gõ nhầm")
    assert (reversal.amount_vnd, reversal.received_on) == (-1_500_000, receipt.received_on)
    assert numbers(pledge) == (6_000_000, 0, 0, 0)
    assert not Receipt.objects.standing().exists()


def test_money_given_back_is_booked_on_its_own_day(world):
    receipt = world.receive(world.activate(), 1_500_000)
    reversal = operations.reverse_receipt(receipt=receipt, by=world.officer, note="Trả lại", on=dt.date(2025, 5, 9))
    assert reversal.received_on == dt.date(2025, 5, 9)


def test_an_entry_is_taken_back_once(world):
    receipt = world.receive(world.activate(), 1_500_000)
    reversal = operations.reverse_receipt(receipt=receipt, by=world.officer, note="Gõ nhầm")
    for entry in (receipt, reversal):
        with pytest.raises(AlreadyReversed):
            operations.reverse_receipt(receipt=entry, by=world.officer, note="Gõ nhầm")


def test_a_receipt_whose_money_reached_the_child_is_not_taken_back_before_its_handover(world):
    pledge = world.activate()
    receipt = world.receive(pledge, 500_000)
    handover = world.hand_over(pledge, 500_000)
    with pytest.raises(AlreadyDelivered):
        operations.reverse_receipt(receipt=receipt, by=world.officer, note="Gõ nhầm")
    operations.reverse_handover(handover=handover, by=world.officer, note="Gõ nhầm")
    assert numbers(pledge) == (6_000_000, 500_000, 0, 500_000)
    operations.reverse_receipt(receipt=receipt, by=world.officer, note="Gõ nhầm")
    assert numbers(pledge) == (6_000_000, 0, 0, 0)


def test_a_surplus_is_taken_back_with_its_receipt(world):
    pledge = world.activate()
    receipt = world.receive(pledge, 7_000_000, allow_surplus=True)
    operations.reverse_receipt(receipt=receipt, by=world.officer, note="Gõ nhầm")
    with pytest.raises(MoreThanPledged):
        world.receive(pledge, 6_000_001)


def test_a_receipt_is_not_taken_back_under_the_surplus_of_another(world):
    pledge = world.activate()
    first = world.receive(pledge, 4_000_000)
    second = world.receive(pledge, 4_000_000, allow_surplus=True)
    assert second.surplus_vnd > 0
    with pytest.raises(SurplusStands):
        operations.reverse_receipt(receipt=first, by=world.officer, note="Gõ nhầm")
    operations.reverse_receipt(receipt=second, by=world.officer, note="Gõ nhầm")
    operations.reverse_receipt(receipt=first, by=world.officer, note="Gõ nhầm")


def test_no_money_is_booked_on_a_pledge_that_is_only_proposed(world):
    with pytest.raises(IllegalMove):
        world.receive(world.propose(), 500_000)


def test_late_money_is_booked_on_a_pledge_that_has_ended(world):
    pledge = world.activate()
    operations.end_pledge(pledge=pledge, reason=EndReason.DONOR_STOPPED, on=dt.date(2025, 4, 15), by=world.officer)
    world.receive(pledge, 2_000_000)
    world.hand_over(pledge, 2_000_000)
    assert numbers(pledge) == (2_000_000, 2_000_000, 2_000_000, 0)


def test_money_has_no_day_in_the_future_and_no_reversal_before_its_entry(world):
    pledge = world.activate()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    receipt = world.receive(pledge, 500_000)
    for wrong in (
        lambda: world.receive(pledge, 500_000, received_on=tomorrow),
        lambda: world.hand_over(pledge, 500_000, handed_on=tomorrow),
        lambda: operations.reverse_receipt(receipt=receipt, by=world.officer, note="x", on=tomorrow),
        lambda: operations.reverse_receipt(receipt=receipt, by=world.officer, note="x", on=dt.date(2025, 1, 1)),
    ):
        with pytest.raises(WrongDay):
            wrong()


def sums(table: str) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pledge_id, sum(amount_vnd) FROM sponsorship_{table} GROUP BY 1")
        return {pledge: int(amount) for pledge, amount in cursor.fetchall()}


def pledges_everywhere(world: World) -> list[Pledge]:
    """Five pledges of different units, communes, rounds and connecting units, some of them unknown."""
    old = create_former_commune()
    pledges = []
    for n in range(5):
        unit = create_unit(parent=world.unit)
        child = create_child(unit=unit, commune=create_area(), former_commune=old if n % 2 else None)
        donor = create_donor(unit=unit, name=f"Nhà hảo tâm {n}")
        campaign = create_campaign(unit=world.unit, name=f"Đợt {n}") if n % 3 else None
        pledges.append(world.activate(child=child, donor=donor, campaign=campaign, connecting_unit=unit if n else None))
    return pledges


def take_back_one(world: World, dice: random.Random) -> None:
    if receipts := list(Receipt.objects.order_by("pk")):
        operations.reverse_receipt(receipt=dice.choice(receipts), by=world.officer, note="x")


def one_step(world: World, dice: random.Random, pledge: Pledge) -> None:
    day = dt.date(2025, dice.randint(1, 6), dice.randint(1, 28))
    amount = dice.randint(1, 20) * 100_000
    by: dict[str, Any] = {"pledge": pledge, "by": world.officer}
    steps: list[Callable[[], object]] = [
        lambda: world.receive(pledge, amount, received_on=day),
        lambda: world.hand_over(pledge, amount, handed_on=day),
        lambda: operations.record_direct(**by, amount_vnd=amount, handed_on=day, received_by="x"),
        lambda: world.receive(pledge, amount, received_on=day, allow_surplus=True),
        lambda: take_back_one(world, dice),
        lambda: operations.change_rate(**by, from_on=day, rate_vnd=amount),
        lambda: operations.end_pledge(**by, reason=EndReason.DONOR_STOPPED, on=day),
    ]
    dice.choices(steps, weights=[60, 60, 20, 20, 30, 20, 2])[0]()


def a_busy_half_year(seed: int) -> None:
    """Two hundred random steps; refusals are part of it."""
    dice, world = random.Random(seed), World()
    pledges = pledges_everywhere(world)
    for _ in range(200):
        with contextlib.suppress(Refused):
            one_step(world, dice, dice.choice(pledges))


@pytest.mark.parametrize("seed", range(3))
def test_balances_and_kept_totals_equal_plain_sql_whatever_happens(seed):
    a_busy_half_year(seed)
    received, delivered, pledged = sums("receipt"), sums("handover"), sums("instalment")
    assert Receipt.objects.filter(reverses__isnull=False).exists()
    for pledge in Pledge.objects.all():
        expected = [each.get(pledge.pk, 0) for each in (pledged, received, delivered)]
        assert list(numbers(pledge)) == [*expected, expected[1] - expected[2]]
    kept = {
        (
            row.side,
            row.month,
            row.unit_id,
            row.commune_id,
            row.former_commune_id,
            row.connecting_unit_id,
            row.campaign_id,
        ): (
            row.entries_count,
            row.amount_vnd,
        )
        for row in LedgerTotal.objects.all()
    }
    assert kept == {**plain("received", "receipt", "received_on"), **plain("delivered", "handover", "handed_on")}


def plain(side: str, table: str, day: str) -> dict[tuple, tuple]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT '{side}', date_trunc('month', {day})::date, c.managing_unit_id, c.commune_id,
                   c.former_commune_id, p.connecting_unit_id, p.campaign_id, count(*), sum(amount_vnd)
                FROM sponsorship_{table} JOIN sponsorship_pledge p ON p.id = pledge_id
                JOIN children_child c ON c.id = p.child_id GROUP BY 1, 2, 3, 4, 5, 6, 7"""
        )
        return {row[:7]: (row[7], int(row[8])) for row in cursor.fetchall()}


def test_the_money_of_one_in_the_morning_on_the_first_belongs_to_the_new_month_in_vietnam(world, monkeypatch):
    """01:00 on 1 February in Asia/Ho_Chi_Minh is still January in UTC."""
    moment = dt.datetime(2026, 1, 31, 18, 0, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert timezone.localdate() == dt.date(2026, 2, 1)
    pledge = world.activate(starts_on=dt.date(2025, 6, 1))
    world.receive(pledge, 500_000, received_on=timezone.localdate())
    assert LedgerTotal.objects.get(side="received").month == dt.date(2026, 2, 1)


def test_recording_a_receipt_takes_few_queries(world, django_assert_num_queries):
    pledge = world.activate()
    with django_assert_num_queries(5):  # savepoint, pledge, balance, insert, release
        world.receive(pledge, 500_000)


def test_what_was_booked_is_never_edited_deleted_or_emptied(world):
    pledge = world.activate()
    world.receive(pledge, 500_000)
    world.hand_over(pledge, 500_000)
    for table in ("receipt", "handover"):
        for statement in (
            f"UPDATE sponsorship_{table} SET amount_vnd = 1",
            f"DELETE FROM sponsorship_{table}",
            f"TRUNCATE sponsorship_{table} CASCADE",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
    assert (Receipt.objects.count(), Handover.objects.count()) == (1, 1)


# --- Held on every day ------------------------------------------------------------------------------


def test_nothing_is_handed_over_on_a_day_before_it_was_received():
    world = World()
    pledge = world.activate()
    world.receive(pledge, 500_000)
    with pytest.raises(WrongDay, match=r"05/01/2025"):
        world.hand_over(pledge, 500_000, handed_on=dt.date(2025, 1, 5))
    assert numbers(pledge)[2] == 0


def test_a_receipt_stays_that_a_handover_of_its_time_was_paid_from():
    world = World()
    pledge = world.activate()
    early = world.receive(pledge, 500_000, received_on=dt.date(2025, 1, 5))
    world.hand_over(pledge, 500_000, handed_on=dt.date(2025, 2, 1))
    world.receive(pledge, 500_000, received_on=dt.date(2025, 6, 1))
    with pytest.raises(WrongDay, match=r"01/02/2025"):
        operations.reverse_receipt(receipt=early, by=world.officer, note="x")
    operations.reverse_receipt(receipt=early, by=world.officer, note="x", on=dt.date(2025, 6, 1))


def test_a_gift_in_kind_is_never_more_than_was_promised():
    world = World()
    pledge = world.activate(form="in_kind", rate_vnd=0, form_detail="gạo")
    operations.record_direct(
        pledge=pledge, amount_vnd=300_000, handed_on=dt.date(2025, 3, 1), received_by="Bà của An", by=world.officer
    )
    assert numbers(pledge) == (0, 300_000, 300_000, 0)
