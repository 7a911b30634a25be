"""Who is first wins, again and again: RACES=1000 runs each race a thousand times (a few times otherwise).

Each race has a twin in the same rounds without the guard, which loses.
"""

import datetime as dt
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F
from django.utils import timezone

from children.models import Child
from sponsorship import operations
from sponsorship.exceptions import Refused
from sponsorship.models import Hold, Pledge, PledgeBalance
from sponsorship.operations import holds, launches, money, pledges
from sponsorship.proof import differences
from tests.factories import create_child, create_donor
from tests.sponsorship.test_launches import Evening
from tests.sponsorship.test_races import lock_nothing, meeting, read_without_lock, without_constraints
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = int(os.environ.get("RACES", "3"))
PLACES = ((Pledge, "pledge_place_once"), (Child, "child_places_not_exceeded"))
MONTHLY = 1_000_000
PATIENCE = 10  # seconds: nothing keeps the two from meeting where there is no lock


HANDS = ThreadPoolExecutor(2)


@pytest.fixture(autouse=True)
def _both_hands() -> Iterator[None]:
    """Two threads with a connection each, which they keep from round to round: connecting takes longer than racing."""
    yield
    at_once(connections.close_all, connections.close_all)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Both begin together; gives results or refusals."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        start.wait(30)
        try:
            return call()
        except (Refused, PledgeBalance.DoesNotExist) as error:
            return error

    return list(HANDS.map(run, calls))


class Officers(World):
    """Two officers, two donors, and a new child each round."""

    def __init__(self, **child: Any) -> None:
        super().__init__()
        self.values = child
        self.donors = [create_donor(unit=self.unit, name=name) for name in ("Nhà hảo tâm Một", "Nhà hảo tâm Hai")]

    def child_anew(self) -> Child:
        self.child = create_child(unit=self.unit, **self.values)
        return self.child

    def both_pledge(self, **terms: Any) -> list[Any]:
        self.child_anew()
        return at_once(*(lambda donor=donor: self.propose(donor=donor, **terms) for donor in self.donors))

    def both_hold(self) -> list[Any]:
        child = self.child_anew()
        return at_once(*(lambda: operations.hold_child(child=child, by=self.officer) for _n in range(2)))

    def both_hand_over(self) -> tuple[int, int, int, int]:
        self.child_anew()
        pledge = self.activate(donor=self.donors[0])
        self.receive(pledge, 500_000)
        at_once(*(lambda: self.hand_over(pledge, 500_000) for _n in range(2)))
        return numbers(pledge)

    def both_pay_all(self) -> tuple[int, int, int, int]:
        self.child_anew()
        pledge = self.activate(donor=self.donors[0], months_count=1)
        at_once(*(lambda: self.receive(pledge, 500_000) for _n in range(2)))
        return numbers(pledge)


def outcomes(race: Callable[[], list[Any]]) -> Counter:
    """How many rounds ended how, by the kinds of the results."""
    return Counter(tuple(sorted(type(result).__name__ for result in race())) for _n in range(ROUNDS))


def figures(race: Callable[[], tuple[int, int, int, int]]) -> Counter:
    return Counter(race() for _n in range(ROUNDS))


def test_one_of_two_officers_has_the_place():
    assert outcomes(Officers().both_pledge) == {("PlaceTaken", "Pledge"): ROUNDS}
    assert differences()["places"] == 0


def test_control_without_lock_and_constraints_both_have_it(monkeypatch):
    officers = Officers()
    monkeypatch.setattr(pledges, "lock_child", lock_nothing)
    meeting(monkeypatch, [(pledges, "free_place")], 2, PATIENCE)
    with without_constraints(*PLACES), nothing_counted():
        assert outcomes(officers.both_pledge) == {("Pledge", "Pledge"): ROUNDS}


def test_one_of_two_holds_keeps_the_child():
    assert outcomes(Officers().both_hold) == {("Hold", "PlaceTaken"): ROUNDS}


def test_control_without_lock_and_constraint_two_holds_keep_it(monkeypatch):
    officers = Officers()
    monkeypatch.setattr(holds, "lock_child", lock_nothing)
    meeting(monkeypatch, [(holds, "free_place")], 2, PATIENCE)
    with without_constraints((Hold, "hold_place_once")):
        assert outcomes(officers.both_hold) == {("Hold", "Hold"): ROUNDS}


def test_the_same_money_is_handed_over_once():
    assert figures(Officers().both_hand_over) == {(6_000_000, 500_000, 500_000, 0): ROUNDS}


def test_control_without_lock_and_constraint_it_is_handed_over_twice(monkeypatch):
    officers = Officers()
    constraints = [(PledgeBalance, c.name) for c in PledgeBalance._meta.constraints]
    monkeypatch.setattr(money, "lock_money", read_without_lock)
    monkeypatch.setattr(money, "check_held_since", lambda pledge, since: None)
    with without_constraints(*constraints):

        def race() -> tuple[int, int, int, int]:
            with monkeypatch.context() as round_:
                pledge_only_meets_at_handover(round_)
                return officers.both_hand_over()

        assert figures(race) == {(6_000_000, 500_000, 1_000_000, -500_000): ROUNDS}


def pledge_only_meets_at_handover(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two who hand over meet after reading what is held; the receipt before comes alone."""
    real, calls = money.lock_money, []
    meeting(monkeypatch, [(money, "lock_money")], 2, PATIENCE)
    both = money.lock_money

    def first_alone(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        return real(*args, **kwargs) if len(calls) == 1 else both(*args, **kwargs)

    monkeypatch.setattr(money, "lock_money", first_alone)


def test_a_pledge_is_paid_once():
    assert figures(Officers().both_pay_all) == {(500_000, 500_000, 0, 500_000): ROUNDS}


def test_control_without_lock_and_constraint_it_is_paid_twice(monkeypatch):
    officers = Officers()
    monkeypatch.setattr(money, "lock_money", read_without_lock)
    meeting(monkeypatch, [(money, "lock_money")], 2, PATIENCE)
    with without_constraints((PledgeBalance, "balance_not_overpaid")):
        assert figures(officers.both_pay_all) == {(500_000, 1_000_000, 0, 1_000_000): ROUNDS}


def test_what_is_aimed_at_for_a_child_is_not_exceeded():
    officers = Officers(places=9, target_vnd=MONTHLY)
    ends = outcomes(lambda: officers.both_pledge(rate_vnd=600_000))
    assert ends == {("AboveTarget", "Pledge"): ROUNDS}
    assert differences()["places"] == 0


def test_even_without_the_operations_lock_postgresql_keeps_to_it(monkeypatch):
    officers = Officers(places=9, target_vnd=MONTHLY)
    monkeypatch.setattr(pledges, "lock_child", lock_nothing)
    meeting(monkeypatch, [(pledges, "free_place")], 2, PATIENCE)
    with without_constraints((Pledge, "pledge_place_once")):
        ends = outcomes(lambda: officers.both_pledge(rate_vnd=600_000))
    assert {pair[-1] for pair in ends} == {"Pledge"}
    assert {pair[0] for pair in ends} <= {"AboveTarget", "Busy"}  # two who lock each other out: one is sent back
    assert not Child.objects.filter(taken_yearly_vnd__gt=F("target_yearly_vnd")).exists()


def test_control_looking_before_inserting_without_lock_and_trigger_exceeds_it(monkeypatch):
    officers = Officers(places=9, target_vnd=MONTHLY)
    monkeypatch.setattr(pledges, "lock_child", lock_nothing)
    meeting(monkeypatch, [(pledges, "free_place")], 2, PATIENCE)
    with without_constraints((Pledge, "pledge_place_once")), nothing_counted():
        ends = outcomes(lambda: officers.both_pledge(rate_vnd=600_000))
    assert ends == {("Pledge", "Pledge"): ROUNDS}


@contextmanager
def nothing_counted() -> Iterator[None]:
    """The triggers that count a child's pledges sleep."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE tgrelid = 'sponsorship_pledge'::regclass AND tgname LIKE 'pgtrigger_count_%'"
        )
        names = [name for (name,) in cursor.fetchall()]
        assert len(names) == 3
        for name in names:
            cursor.execute(f"ALTER TABLE sponsorship_pledge DISABLE TRIGGER {name}")
        try:
            yield
        finally:
            for name in names:
                cursor.execute(f"ALTER TABLE sponsorship_pledge ENABLE TRIGGER {name}")


class LastMinute(Evening):
    """The hold of the launch has just run out: the launch is accepted while an officer makes a pledge by hand."""

    def round(self) -> list[Any]:
        Hold.objects.filter(held_until__gt=timezone.now()).update(held_until=timezone.now())
        Child.objects.filter(taken_places=0).update(need_ended_on=dt.date(2025, 1, 1), need_ended_reason="other")
        child = self.wait("Trẻ cuối cùng")
        self.launch = self.open()
        self.seat(self.donor)
        self.reserve(1)
        self.pair()
        Hold.objects.filter(launch=self.launch).update(held_until=timezone.now())
        other = create_donor(unit=self.unit, name="Người nhanh tay")
        at_once(self.accept, lambda: self.propose(child=child, donor=other))
        return list(Pledge.objects.open().filter(child=child))


def test_a_launch_and_a_single_pledge_never_both_have_the_child():
    evening = LastMinute()
    assert Counter(len(evening.round()) for _n in range(ROUNDS)) == {1: ROUNDS}


def test_control_without_lock_and_constraints_both_the_launch_and_the_single_pledge_have_it(monkeypatch):
    evening = LastMinute()
    monkeypatch.setattr(pledges, "lock_child", lock_nothing)
    monkeypatch.setattr(launches, "_lock", lambda rows: None)
    meeting(monkeypatch, [(pledges, "free_place")], 2, PATIENCE)
    with without_constraints(*PLACES), nothing_counted():
        assert Counter(len(evening.round()) for _n in range(ROUNDS)) == {2: ROUNDS}
