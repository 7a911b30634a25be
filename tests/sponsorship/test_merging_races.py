"""Two people at the same moment, in real transactions. Each test has a twin that shows the race without the guard."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from children.merging import CHILDREN
from children.models import Child, ChildMerge
from donors.merging import DONORS
from donors.models import Donor
from organisation import merging
from organisation.comparing import Kind
from organisation.merging import Hindered, MergeRefused, merge_records
from sponsorship.exceptions import Gone, Refused
from sponsorship.models import Pledge
from sponsorship.operations import pledges
from sponsorship.proof import differences
from tests.factories import create_child, create_donor
from tests.sponsorship.test_races import lock_nothing, meeting, without_constraints
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)


class TwinWorld(World):
    def __init__(self) -> None:
        super().__init__()
        self.other = create_child(unit=self.unit)
        self.again = create_donor(unit=self.unit)

    def merge(self, *, turned: bool = False) -> Any:
        kept, other = (self.other, self.child) if turned else (self.child, self.other)
        return merge_records(kind=CHILDREN, kept=kept, other=other, by=self.officer)

    def merge_donors(self) -> Any:
        return merge_records(kind=DONORS, kept=self.donor, other=self.again, by=self.officer)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Call all in threads of their own, each with its own connection; gives results or what was refused."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(5)
            with transaction.atomic():  # as a request's
                return call()
        except (Refused, MergeRefused, IntegrityError) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def read_without_lock(kind: Kind, kept: Any, other: Any) -> tuple[Any, Any]:
    found = kind.model._base_manager.in_bulk([kept.pk, other.pk])
    return found[kept.pk], found[other.pk]


def kinds(results: list[Any]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def test_two_officers_merge_the_same_pair_and_one_of_them_is_told():
    world = TwinWorld()
    results = at_once(world.merge, world.merge)
    assert kinds(results) == ["AlreadyMerged", "ChildMerge"]


def test_two_officers_who_each_keep_the_other_record_leave_one_record():
    world = TwinWorld()
    results = at_once(world.merge, lambda: world.merge(turned=True))
    assert kinds(results) == ["AlreadyMerged", "ChildMerge"]
    assert Child.objects.count() == 1


def test_even_without_the_lock_postgresql_lets_one_merge_stand(monkeypatch):
    world = TwinWorld()
    monkeypatch.setattr(merging, "lock_pair", read_without_lock)
    meeting(monkeypatch, [(merging, "lock_pair")], 2)
    results = at_once(world.merge, world.merge)
    assert kinds(results) in (["AlreadyMerged", "ChildMerge"], ["Busy", "ChildMerge"])
    assert ChildMerge.objects.count() == 1


def test_control_without_lock_and_constraint_the_same_record_goes_twice(monkeypatch):
    world = TwinWorld()
    monkeypatch.setattr(merging, "lock_pair", read_without_lock)
    meeting(monkeypatch, [(merging, "lock_pair")], 2)
    with without_constraints((ChildMerge, "childmerge_gone_once")):
        results = at_once(world.merge, world.merge)
        assert kinds(results) == ["ChildMerge", "ChildMerge"]


def test_a_pledge_made_while_its_child_is_merged_is_never_lost():
    world = TwinWorld()
    results = at_once(world.merge, lambda: world.propose(child=world.other))
    pledge = Pledge.objects.first()
    assert isinstance(results[1], Gone) if pledge is None else pledge.child_id == world.child.pk
    assert not any(differences().values())


def pledged_during(monkeypatch: pytest.MonkeyPatch, merge: Callable[[], Any], propose: Callable[[], Any]) -> Any:
    """What `propose` gives when the whole merge happens between its reading and its saving."""
    has_read, is_merged, real = threading.Event(), threading.Event(), pledges.free_place

    def read_and_wait(child: Child) -> int | None:
        place = real(child)
        has_read.set()
        is_merged.wait(5)
        return place

    def merge_meanwhile() -> None:
        has_read.wait(5)
        try:
            merge()
        finally:
            connections.close_all()
            is_merged.set()

    monkeypatch.setattr(pledges, "free_place", read_and_wait)
    with ThreadPoolExecutor(1) as pool:
        merged = pool.submit(merge_meanwhile)
        result = at_once(propose)[0]
        merged.result()
    return result


def test_even_without_the_lock_no_pledge_is_made_for_a_child_that_is_gone(monkeypatch):
    world = TwinWorld()
    monkeypatch.setattr(pledges, "lock_child", lock_nothing)
    result = pledged_during(monkeypatch, world.merge, lambda: world.propose(child=world.other))
    assert isinstance(result, Gone)
    assert (Child.objects.count(), Pledge.objects.count()) == (1, 0)


def test_a_pledge_made_while_its_donor_is_merged_is_never_lost():
    world = TwinWorld()
    results = at_once(world.merge_donors, lambda: world.propose(donor=world.again))
    pledge = Pledge.objects.first()
    assert isinstance(results[1], Gone) if pledge is None else pledge.donor_id == world.donor.pk


def test_control_without_keeping_the_donor_the_pledge_is_only_refused_at_the_very_end(monkeypatch):
    """PostgreSQL has the last word even so, but the officer would get an error in place of a sentence."""
    world = TwinWorld()
    monkeypatch.setattr(pledges, "keep_donor", lambda donor: None)
    result = pledged_during(monkeypatch, world.merge_donors, lambda: world.propose(donor=world.again))
    assert isinstance(result, IntegrityError)
    assert (Donor.objects.count(), Pledge.objects.count()) == (1, 0)


def test_what_is_attached_at_the_moment_of_the_merge_moves_too_or_is_refused():
    world = TwinWorld()
    results = at_once(world.merge, lambda: world.other.caregivers.create(full_name="Lê Thị Mẫu"))
    assert type(results[0]) is ChildMerge
    assert (world.child.caregivers.count() == 1) is not isinstance(results[1], IntegrityError)


def test_money_received_at_the_moment_of_the_merge_is_not_mixed():
    """An ended pledge of one child gets money while the other child has a pledge that runs."""
    world = TwinWorld()
    world.activate()
    ended = world.activate(child=world.other, donor=world.again)
    world.receive(ended, 500_000)
    world.hand_over(ended, 500_000)
    pledges.end_pledge(pledge=ended, reason="donor_stopped", on=ended.starts_on, by=world.officer)
    results = at_once(world.merge, lambda: world.receive(ended, 500_000, allow_surplus=True))
    child = Pledge.objects.get(pk=ended.pk).child_id
    if isinstance(results[0], Hindered):
        assert child == world.other.pk
    else:
        assert child == world.child.pk
    assert not any(differences().values())
