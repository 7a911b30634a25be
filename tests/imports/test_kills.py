"""kill -9 while a list is being entered, at differing moments: nothing of it stays, and it can be entered afterwards.

LIST_KILLS=20 kills twenty times; the suite does it a few times.
"""

import multiprocessing
import os
import re
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, transaction

from children.models import Caregiver, Child
from imports import operations
from imports.models import BatchState, ImportBatch
from tests.imports.lists import child_row, children_list, opened, programme

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = int(os.environ.get("LIST_KILLS", "4"))
ROWS = 1_500
PATIENCE = 30  # seconds until the database server has noticed that its client is gone

SAVEPOINTS = re.compile("SAVEPOINT|RELEASE|ROLLBACK")  # there are more of them where nothing is to be entered

fork = multiprocessing.get_context("fork")


def a_waiting_list() -> ImportBatch:
    rows = [child_row(f"Trẻ Mẫu {n} Thử", f"{n % 28 + 1:02}/{n % 12 + 1:02}/201{n % 8}", phone="") for n in range(ROWS)]
    return opened(children_list(*rows), programme())


class Statements:
    """Counts the statements of an entry, for execute_wrapper; at the one of this number the process can be killed."""

    def __init__(self, deadly: int = -1, reached: Any = None) -> None:
        self.count, self.deadly, self.reached = 0, deadly, reached

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.count += not SAVEPOINTS.match(str(arguments[0]))
        if self.count != self.deadly:
            return execute(*arguments)
        self.reached.set()
        execute(*arguments)
        while True:  # it goes no further
            time.sleep(1)


def enter(batch: ImportBatch, statements: Statements) -> None:
    """In a process of its own, with a connection of its own."""
    with connection.execute_wrapper(statements):
        operations.apply_batch(batch=batch, by=None)


def statements_to_enter(batch: ImportBatch) -> int:
    """Without entering it."""
    statements = Statements()
    with transaction.atomic():
        enter(batch, statements)
        transaction.set_rollback(True)
    return statements.count


def kill_at(batch: ImportBatch, statement: int, *, after: float) -> None:
    """Kill a process that enters the list, so many seconds after it began its nth statement."""
    connections.close_all()  # a forked process must not speak over ours
    reached = fork.Event()
    process = fork.Process(target=enter, args=(batch, Statements(statement, reached)))
    process.start()
    assert reached.wait(PATIENCE)
    time.sleep(after)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(PATIENCE)
    assert process.exitcode == -signal.SIGKILL
    wait_until_alone()


def wait_until_alone() -> None:
    """The server ends the work of a client that is gone when it next hears nothing from it."""
    until = time.monotonic() + PATIENCE
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(query)
            if cursor.fetchone()[0] == 0:
                return
            time.sleep(0.05)
    raise AssertionError("the killed process still has a session")


def what_stands(batch: ImportBatch) -> dict[str, Any]:
    return {
        "children": Child.objects.count(),
        "carers": Caregiver.objects.count(),
        "events": Child.pgh_event_model.objects.count(),  # type: ignore[attr-defined]  # added by pghistory
        "rows": list(batch.rows.order_by("id").values_list("status", "record_id", "before")),
        "counts": batch.counts,
    }


def test_a_list_whose_entry_was_killed_left_nothing_and_can_be_entered() -> None:
    batch = a_waiting_list()
    last = statements_to_enter(batch)
    batch.refresh_from_db()
    before = what_stands(batch)
    assert (before["children"], before["counts"]["new"]) == (0, ROWS)

    for kill in range(KILLS):
        # from the first statement to the last before the commit, in the middle of it or just behind
        kill_at(batch, 1 + kill * (last - 1) // max(KILLS - 1, 1), after=(kill % 3) * 0.02)
        batch.refresh_from_db()
        assert batch.state == BatchState.CHECKED
        assert what_stands(batch) == before

    operations.apply_batch(batch=batch, by=None)
    assert Child.objects.count() == ROWS
