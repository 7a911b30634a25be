"""Two clerks at the same moment, in real transactions. Each test has a twin that shows the race without the guard."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connections

from children.models import Child
from imports import operations
from imports.exceptions import NothingToEnter, NotWaiting, Refused
from imports.models import BatchState, ImportBatch
from organisation.models import Unit
from tests.imports.lists import children_list, opened, programme

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unit() -> Unit:
    return programme()


def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "lock_tree", lambda unit: None)
    monkeypatch.setattr(operations, "_count_entered", lambda batch: None)  # it would notice
    monkeypatch.setattr(operations, "lock_waiting", lambda batch: ImportBatch.objects.get(pk=batch.pk))


def at_once(*batches: ImportBatch) -> list[Any]:
    start = threading.Barrier(len(batches))

    def enter(batch: ImportBatch) -> Any:
        try:
            start.wait(5)
            return operations.apply_batch(batch=batch, by=None)
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(batches)) as pool:
        return list(pool.map(enter, batches))


def refusals(answers: list[Any]) -> list[type]:
    return [type(answer) for answer in answers if isinstance(answer, Refused)]


def two_lists(unit: Unit) -> list[ImportBatch]:
    return [opened(children_list(title=title), unit) for title in ("DANH SÁCH XÃ GỬI", "DANH SÁCH TRƯỜNG GỬI")]


def one_list(unit: Unit) -> list[ImportBatch]:
    return [opened(children_list(), unit)] * 2


def enter_meeting(batches: list[ImportBatch]) -> list[Any]:
    """Both wait for each other right after checking (or for half a second, where a lock keeps one away)."""
    with pytest.MonkeyPatch.context() as patch:
        barrier, check = threading.Barrier(2), operations.check

        def slow(batch: ImportBatch, *, again: bool) -> None:
            check(batch, again=again)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(0.5)

        patch.setattr(operations, "check", slow)
        return at_once(*batches)


Make = Callable[[Unit], list[ImportBatch]]


@pytest.mark.parametrize(("make", "refusal"), [(one_list, NotWaiting), (two_lists, NothingToEnter)])
def test_two_clerks_enter_the_same_children_at_once_and_one_does(unit: Unit, make: Make, refusal: type) -> None:
    batches = make(unit)

    answers = enter_meeting(batches)

    assert refusals(answers) == [refusal]
    assert Child.objects.count() == 1
    assert ImportBatch.objects.filter(state=BatchState.APPLIED).count() == 1


@pytest.mark.parametrize("make", [one_list, two_lists])
def test_without_the_locks_both_would(unit: Unit, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    without_locks(monkeypatch)

    answers = enter_meeting(make(unit))

    assert refusals(answers) == []
    assert Child.objects.count() == 2
