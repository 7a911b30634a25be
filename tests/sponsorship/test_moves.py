import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sponsorship import operations
from sponsorship.exceptions import (
    AlreadyBooked,
    AlreadyDelivered,
    AlreadyReversed,
    MoneyMovedOn,
    MoreThanPledged,
    NotEnoughHeld,
    PartOfMove,
    SamePledge,
    SeveralSources,
    WrongDay,
)
from sponsorship.models import MoneyMove, Receipt
from sponsorship.operations import checks
from sponsorship.operations.refusals import violated
from sponsorship.proof import differences
from tests.factories import create_child, create_donor
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 4, 1)


class TwoPledges(World):
    """One donor's pledge that holds 2.000.000 đ, and another donor's for another child that holds nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.one = self.activate()
        other = create_donor(unit=self.unit, name="Công đoàn Bệnh viện Mẫu")
        self.other = self.activate(child=create_child(unit=self.unit, full_name="Lê Văn Mẫu"), donor=other)
        self.receive(self.one, 2_000_000)

    def move(self, amount_vnd: int = 1_500_000, **more) -> MoneyMove:
        values: dict[str, Any] = {
            "from_pledge": self.one,
            "to_pledge": self.other,
            "on": DAY,
            "reason": "Người đỡ đầu đồng ý",
        } | more
        return operations.move_money(amount_vnd=amount_vnd, by=self.officer, **values)

    def take_back(self, move: MoneyMove) -> list[Receipt]:
        return operations.take_back_move(move=move, by=self.officer, note="Nhầm")


@pytest.fixture
def world():
    return TwoPledges()


def test_held_money_is_moved_by_name_and_both_pledges_say_so(world):
    move = world.move()
    assert numbers(world.one) == (6_000_000, 500_000, 0, 500_000)
    assert numbers(world.other) == (6_000_000, 1_500_000, 0, 1_500_000)
    assert (move.decided_by, move.reason) == (world.officer, "Người đỡ đầu đồng ý")
    assert {entry.note for entry in move.entries.all()} == {"Người đỡ đầu đồng ý"}
    assert not any(differences().values())


def test_money_moved_has_no_receipt_number(world):
    world.move()
    world.receive(world.other, 500_000)
    assert [r.number_text for r in Receipt.objects.order_by("pk")] == ["1/2025", "", "", "2/2025"]


def test_only_what_is_held_can_be_moved(world):
    world.hand_over(world.one, 1_000_000)
    with pytest.raises(NotEnoughHeld, match=r"1\.000\.000"):
        world.move()


def test_the_other_pledge_does_not_get_more_than_was_pledged_unless_said_by_name(world):
    world.receive(world.other, 5_000_000)
    with pytest.raises(MoreThanPledged, match=r"1\.000\.000"):
        world.move()
    world.move(allow_surplus=True)
    assert numbers(world.other)[1] == 6_500_000


def test_a_surplus_is_what_goes_first(world):
    world.receive(world.one, 4_700_000, allow_surplus=True)
    world.move(700_000)
    world.one.balance.refresh_from_db()
    assert (world.one.balance.received_vnd, world.one.balance.surplus_vnd) == (6_000_000, 0)


def test_money_is_not_moved_to_where_it_is(world):
    with pytest.raises(SamePledge):
        world.move(to_pledge=world.one)


def test_the_same_form_twice_moves_once(world):
    key = uuid.uuid4()
    world.move(500_000, idempotency_key=key)
    with pytest.raises(AlreadyBooked):
        world.move(500_000, idempotency_key=key)
    assert numbers(world.other)[1] == 500_000


def test_a_move_is_taken_back_whole_and_once(world):
    move = world.move()
    world.take_back(move)
    assert numbers(world.one)[1:] == (2_000_000, 0, 2_000_000)
    assert numbers(world.other)[1:] == (0, 0, 0)
    with pytest.raises(AlreadyReversed):
        world.take_back(move)
    assert not any(differences().values())


def test_a_surplus_that_was_moved_comes_back_as_a_surplus(world):
    world.receive(world.one, 4_700_000, allow_surplus=True)
    world.take_back(world.move(1_000_000))
    world.one.balance.refresh_from_db()
    assert (world.one.balance.received_vnd, world.one.balance.surplus_vnd) == (6_700_000, 700_000)


def test_a_move_is_not_taken_back_once_the_other_child_has_the_money(world):
    move = world.move()
    world.hand_over(world.other, 1_500_000, handed_on=DAY)
    with pytest.raises(AlreadyDelivered):
        world.take_back(move)


def test_a_move_is_not_taken_back_when_its_place_was_filled(world):
    move = world.move()
    world.receive(world.one, 5_500_000)
    with pytest.raises(MoreThanPledged):
        world.take_back(move)


def test_half_a_move_is_not_taken_back_as_a_receipt(world):
    with pytest.raises(PartOfMove):
        operations.reverse_receipt(receipt=world.move().entries.first(), by=world.officer, note="x")


def test_a_receipt_whose_money_was_moved_on_stays_until_the_move_is_taken_back(world):
    receipt = Receipt.objects.get()
    move = world.move()
    with pytest.raises(MoneyMovedOn):
        operations.reverse_receipt(receipt=receipt, by=world.officer, note="x")
    world.take_back(move)
    operations.reverse_receipt(receipt=receipt, by=world.officer, note="x")
    assert numbers(world.one)[1] == 0


def test_postgresql_takes_no_half_of_a_move(world):
    move = world.move()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Receipt.objects.create(pledge=world.one, move=move, amount_vnd=1, received_on=DAY, recorded_by=world.officer)
    assert violated(refused.value) == "move_is_whole"


# --- Moved on, by source, by day --------------------------------------------------------------------


def test_a_surplus_that_was_moved_on_keeps_its_receipt(world):
    world.receive(world.one, 4_000_000)
    over = world.receive(world.one, 500_000, allow_surplus=True)
    world.move(500_000)
    with pytest.raises(MoneyMovedOn):
        operations.reverse_receipt(receipt=over, by=world.officer, note="x")


def test_a_move_booked_as_a_surplus_and_moved_on_is_not_taken_back(world):
    world.receive(world.other, 6_000_000)
    first = world.move(500_000, allow_surplus=True)
    third = world.activate(child=create_child(unit=world.unit))
    world.move(500_000, from_pledge=world.other, to_pledge=third)
    with pytest.raises(MoneyMovedOn):
        world.take_back(first)


def test_moved_money_keeps_its_source_and_no_source_gives_more_than_it_gave(world):
    world.receive(world.one, 3_000_000, source="union_finance")
    world.receive(world.one, 1_000_000)
    world.move(3_000_000)
    assert checks.by_source(world.one) == {"social_mobilisation": 0, "union_finance": 3_000_000}
    assert checks.by_source(world.other) == {"social_mobilisation": 3_000_000}
    world.receive(world.one, 1_000_000)
    with pytest.raises(SeveralSources, match=r"3\.000\.000"):
        world.move(3_500_000, allow_surplus=True)


def test_a_receipt_whose_source_was_moved_away_stays(world):
    union = world.receive(world.one, 3_000_000, source="union_finance")
    world.move(3_000_000)
    world.receive(world.one, 3_000_000)
    with pytest.raises(MoneyMovedOn):
        operations.reverse_receipt(receipt=union, by=world.officer, note="x")


def test_money_is_not_moved_on_a_day_before_it_came(world):
    with pytest.raises(WrongDay, match=r"31/01/2025"):
        world.move(on=dt.date(2025, 1, 31))
    assert numbers(world.other)[1] == 0


def test_a_move_is_not_taken_back_from_under_a_later_handover(world):
    move = world.move()
    world.hand_over(world.other, 1_500_000, handed_on=dt.date(2025, 5, 1))
    world.receive(world.other, 2_000_000, received_on=dt.date(2025, 6, 1))
    with pytest.raises(WrongDay, match=r"01/05/2025"):
        world.take_back(move)
