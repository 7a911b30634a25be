"""Two people at the same moment, in real transactions. Each test has a twin that shows the race without the guard."""

import datetime as dt
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

from children.models import Child
from donors.models import Donor
from sponsorship import operations
from sponsorship.exceptions import AlreadyRecorded, MoreThanPledged, PlaceTaken, Refused
from sponsorship.models import Pledge, PledgeBalance, Receipt
from sponsorship.operations import holds, money, pledges
from tests.factories import create_child, create_donor
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2025, 3, 1)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Call all in threads of their own, each with its own connection; gives results or refusals."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(5)
            return call()
        except (Refused, PledgeBalance.DoesNotExist) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def meeting(monkeypatch: pytest.MonkeyPatch, places: list[tuple[Any, str]], count: int, patience: float = 0.5) -> None:
    """Everyone waits for the others right after reading (or for `patience` seconds, where a lock keeps them away)."""
    barrier = threading.Barrier(count)

    def waits(real: Callable[..., Any]) -> Callable[..., Any]:
        def slow(*args: Any, **kwargs: Any) -> Any:
            result = real(*args, **kwargs)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(patience)
            return result

        return slow

    for module, name in places:
        monkeypatch.setattr(module, name, waits(getattr(module, name)))


def two_officers(world: World) -> list[Any]:
    donors = [create_donor(unit=world.unit, name=name) for name in ("Nhà hảo tâm Một", "Nhà hảo tâm Hai")]
    return at_once(*(lambda donor=donor: world.propose(donor=donor) for donor in donors))


@contextmanager
def without_constraints(*pairs: tuple[Any, str]) -> Iterator[None]:
    found = [(model, next(c for c in model._meta.constraints if c.name == name)) for model, name in pairs]
    with connection.schema_editor() as editor:
        for model, constraint in found:
            editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        call_command("flush", interactive=False, verbosity=0)
        with connection.schema_editor() as editor:
            for model, constraint in found:
                editor.add_constraint(model, constraint)


def lock_nothing(child: Child) -> Child:
    return Child.objects.get(pk=child.pk)


def test_two_officers_cannot_pledge_the_same_child(monkeypatch):
    world = World()
    meeting(monkeypatch, [(pledges, "free_place")], 2)
    results = two_officers(world)
    winner = next(r for r in results if isinstance(r, Pledge))
    loser = next(r for r in results if isinstance(r, PlaceTaken))
    assert str(winner.donor) in str(loser)
    assert world.officer.full_name in str(loser)
    assert Pledge.objects.count() == 1


def test_even_without_the_lock_postgresql_lets_one_officer_win(monkeypatch):
    world = World()
    monkeypatch.setattr(pledges, "lock_child", lock_nothing)
    meeting(monkeypatch, [(pledges, "free_place")], 2)
    results = two_officers(world)
    assert sorted(type(r).__name__ for r in results) == ["PlaceTaken", "Pledge"]


def test_control_without_lock_and_constraints_both_officers_take_the_place(monkeypatch):
    """Both have read that the place is free before the first one saves."""
    world = World()
    both_have_read, first_saved, real = threading.Barrier(2), threading.Event(), pledges.free_place

    def read_and_wait(child: Child) -> int | None:
        place = real(child)
        if both_have_read.wait(5):
            first_saved.wait(5)
        return place

    def propose(donor: Donor) -> Pledge:
        pledge = world.propose(donor=donor)
        first_saved.set()
        return pledge

    monkeypatch.setattr(pledges, "lock_child", lock_nothing)
    monkeypatch.setattr(pledges, "free_place", read_and_wait)
    donors = [create_donor(unit=world.unit, name=name) for name in ("Nhà hảo tâm Một", "Nhà hảo tâm Hai")]
    with without_constraints((Pledge, "pledge_place_once"), (Child, "child_places_not_exceeded")):
        results = at_once(*(lambda donor=donor: propose(donor) for donor in donors))
        assert [type(r) for r in results] == [Pledge, Pledge]


def test_one_officer_holds_while_another_pledges_and_one_of_them_wins(monkeypatch):
    world = World()
    meeting(monkeypatch, [(pledges, "free_place"), (holds, "free_place")], 2)
    results = at_once(world.propose, lambda: operations.hold_child(child=world.child, by=world.officer_elsewhere()))
    assert sum(isinstance(r, PlaceTaken) for r in results) == 1


def test_control_without_the_lock_a_hold_and_a_pledge_take_the_same_place(monkeypatch):
    world = World()
    stranger = world.officer_elsewhere()
    monkeypatch.setattr(pledges, "lock_child", lock_nothing)
    monkeypatch.setattr(holds, "lock_child", lock_nothing)
    meeting(monkeypatch, [(pledges, "free_place"), (holds, "free_place")], 2)
    results = at_once(world.propose, lambda: operations.hold_child(child=world.child, by=stranger))
    assert not any(isinstance(r, PlaceTaken) for r in results)


def read_without_lock(pledge: Pledge) -> PledgeBalance:
    return PledgeBalance.objects.select_related("pledge").get(pk=pledge.pk)


def eight_payments(world: World, pledge: Pledge) -> list[Any]:
    return at_once(*(lambda: world.receive(pledge, 1_000_000) for _ in range(8)))


def test_eight_payments_at_once_never_overpay():
    world = World()
    pledge = world.activate(rate_vnd=1_000_000, months_count=5)
    results = eight_payments(world, pledge)
    assert sum(isinstance(r, Receipt) for r in results) == 5
    assert sum(isinstance(r, MoreThanPledged) for r in results) == 3
    assert numbers(pledge)[:2] == (5_000_000, 5_000_000)


def test_control_checking_before_inserting_without_a_lock_overpays(monkeypatch):
    world = World()
    pledge = world.activate(rate_vnd=1_000_000, months_count=5)
    monkeypatch.setattr(money, "lock_money", read_without_lock)
    meeting(monkeypatch, [(money, "lock_money")], 8)
    with without_constraints((PledgeBalance, "balance_not_overpaid")):
        eight_payments(world, pledge)
        assert numbers(pledge)[1] == 8_000_000


def test_two_handovers_at_once_never_give_more_than_is_held():
    world = World()
    pledge = world.activate()
    world.receive(pledge, 500_000)
    results = at_once(*(lambda: world.hand_over(pledge, 500_000) for _ in range(2)))
    assert sum(isinstance(r, Refused) for r in results) == 1
    assert numbers(pledge)[3] == 0


def test_the_same_form_twice_at_once_is_one_receipt():
    world, key = World(), uuid.uuid4()
    pledge = world.activate()
    results = at_once(*(lambda: world.receive(pledge, 500_000, idempotency_key=key) for _ in range(2)))
    assert sum(isinstance(r, AlreadyRecorded) for r in results) == 1
    assert Receipt.objects.count() == 1


def test_control_without_the_key_the_same_form_twice_is_two_receipts():
    world = World()
    pledge = world.activate()
    at_once(*(lambda: world.receive(pledge, 500_000) for _ in range(2)))
    assert Receipt.objects.count() == 2


def test_two_people_cannot_take_back_the_same_receipt():
    world = World()
    receipt = world.receive(world.activate(), 500_000)
    results = at_once(
        *(lambda: operations.reverse_receipt(receipt=receipt, by=world.officer, note="x") for _ in range(2))
    )
    assert sum(isinstance(r, Receipt) for r in results) == 1
    assert Receipt.objects.count() == 2


def test_control_without_lock_and_key_the_same_receipt_is_taken_back_twice(monkeypatch):
    world = World()
    pledge = world.activate()
    receipt, _another = (world.receive(pledge, 500_000) for _ in range(2))
    monkeypatch.setattr(money, "lock_money", read_without_lock)
    meeting(monkeypatch, [(money, "_check_reversal")], 2)
    with receipts_taken_back_at_will():
        at_once(*(lambda: operations.reverse_receipt(receipt=receipt, by=world.officer, note="x") for _ in range(2)))
        assert Receipt.objects.filter(reverses=receipt).count() == 2
        assert numbers(pledge)[1] == 0


@contextmanager
def receipts_taken_back_at_will() -> Iterator[None]:
    change = "ALTER TABLE sponsorship_receipt {} CONSTRAINT sponsorship_receipt_reverses_id_key {}"
    with connection.cursor() as cursor:
        cursor.execute(change.format("DROP", ""))
        try:
            yield
        finally:
            call_command("flush", interactive=False, verbosity=0)
            cursor.execute(change.format("ADD", "UNIQUE (reverses_id)"))


def test_steps_of_different_kinds_on_one_child_do_not_lock_each_other_out():
    """Ending, approving and pledging at once: each lock is taken in the same order, so nothing deadlocks."""
    world = World()
    Child.objects.filter(pk=world.child.pk).update(places=3)
    active = world.activate()
    waiting = world.propose(donor=create_donor(unit=world.unit, name="Người thứ hai"))
    other = create_child(unit=world.unit, full_name="Phạm Văn Thử")
    results = at_once(
        lambda: operations.end_pledge(pledge=active, reason="donor_stopped", on=DAY, by=world.officer),
        lambda: operations.approve_pledge(pledge=waiting, by=world.officer),
        lambda: world.propose(donor=create_donor(unit=world.unit, name="Người thứ ba")),
        lambda: operations.replace_pledge(pledge=waiting, child=other, on=DAY, by=world.officer),
        lambda: world.receive(active, 500_000),
    )
    assert len(results) == 5
