"""Receipts are numbered by unit and year, without gaps, whatever happens in between."""

import datetime as dt
import threading
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from sponsorship import operations
from sponsorship.exceptions import Refused
from sponsorship.models import Receipt, ReceiptCounter
from sponsorship.proof import differences
from tests.factories import create_child, create_unit
from tests.sponsorship.test_races import at_once
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


def numbers() -> list[str]:
    return [receipt.number_text for receipt in Receipt.objects.order_by("pk")]


def test_each_unit_counts_its_own_receipts_from_one_each_year():
    world = World()
    here, there = world.activate(), world.activate(child=create_child(unit=create_unit()))
    world.receive(here, 500_000, received_on=dt.date(2025, 3, 1))
    world.receive(there, 500_000, received_on=dt.date(2025, 3, 1))
    world.receive(here, 500_000, received_on=dt.date(2025, 4, 1))
    world.receive(here, 500_000, received_on=dt.date(2026, 1, 5))
    assert numbers() == ["1/2025", "1/2025", "2/2025", "1/2026"]


def test_the_number_is_known_at_once():
    world = World()
    assert world.receive(world.activate(), 500_000).number_text == "1/2025"


def test_a_receipt_that_is_refused_uses_no_number():
    world = World()
    pledge = world.activate()
    world.receive(pledge, 6_000_000)
    with pytest.raises(Refused):
        world.receive(pledge, 1)
    with transaction.atomic():
        world.receive(pledge, 1, allow_surplus=True)
        transaction.set_rollback(True)
    world.receive(pledge, 2, allow_surplus=True)
    assert numbers() == ["1/2025", "2/2025"]


def test_a_reversal_keeps_its_number_and_the_next_one_goes_on():
    world = World()
    pledge = world.activate()
    first = world.receive(pledge, 500_000)
    operations.reverse_receipt(receipt=first, by=world.officer, note="Gõ nhầm")
    world.receive(pledge, 500_000)
    assert numbers() == ["1/2025", "1/2025", "2/2025"]
    assert not differences()["numbers"]


def test_the_number_stays_with_the_unit_that_gave_it_when_the_child_moves():
    world = World()
    receipt = world.receive(world.activate(), 500_000)
    world.child.managing_unit = create_unit()
    world.child.save()
    receipt.refresh_from_db()
    assert receipt.unit == world.child.managing_unit
    assert (receipt.number, receipt.number_unit) == (1, world.unit)


def test_nobody_gives_a_receipt_another_number():
    world = World()
    world.receive(world.activate(), 500_000)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE sponsorship_receipt SET number = 7")


def test_the_proof_finds_a_gap():
    world = World()
    world.receive(world.activate(), 500_000)
    ReceiptCounter.objects.update(last=5)
    world.receive(world.activate(child=create_child(unit=world.unit)), 500_000)
    assert numbers() == ["1/2025", "6/2025"]
    assert differences()["numbers"]


# --- Two people at the same moment -----------------------------------------------------------------

WITHOUT_LOCK = """
CREATE OR REPLACE FUNCTION number_without_lock() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.number_unit_id := NEW.unit_id; NEW.number_year := extract(year FROM NEW.received_on);
    SELECT coalesce(max(number), 0) + 1 INTO NEW.number FROM sponsorship_receipt;
    PERFORM pg_sleep(0.3);
    RETURN NEW;
END $$;
ALTER TABLE sponsorship_receipt DISABLE TRIGGER {trigger};
ALTER TABLE sponsorship_receipt DROP CONSTRAINT IF EXISTS receipt_number_once;
DROP INDEX IF EXISTS receipt_number_once;
CREATE TRIGGER zz_number_without_lock BEFORE INSERT ON sponsorship_receipt FOR EACH ROW
    EXECUTE FUNCTION number_without_lock();
"""
WITH_LOCK = """
DROP TRIGGER zz_number_without_lock ON sponsorship_receipt;
ALTER TABLE sponsorship_receipt ENABLE TRIGGER {trigger};
SET session_replication_role = replica;
TRUNCATE sponsorship_receipt, sponsorship_receiptcounter CASCADE;
SET session_replication_role = origin;
CREATE UNIQUE INDEX receipt_number_once ON sponsorship_receipt (number_unit_id, number_year, number)
    WHERE reverses_id IS NULL;
"""


@contextmanager
def counted_without_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_take_number%'"
            " AND tgrelid = 'sponsorship_receipt'::regclass"
        )
        trigger = cursor.fetchone()[0]
        cursor.execute(WITHOUT_LOCK.format(trigger=trigger))
        try:
            yield
        finally:
            cursor.execute(WITH_LOCK.format(trigger=trigger))


def eight_receipts(world: World) -> None:
    """Of one unit, each on a pledge of its own, so that no other lock keeps them apart."""
    pledges = [world.activate(child=create_child(unit=world.unit)) for _ in range(8)]
    results = at_once(*(lambda pledge=pledge: world.receive(pledge, 500_000) for pledge in pledges))
    assert all(isinstance(result, Receipt) for result in results)


@pytest.mark.django_db(transaction=True)
def test_eight_receipts_at_once_get_eight_numbers():
    eight_receipts(World())
    assert sorted(receipt.number or 0 for receipt in Receipt.objects.all()) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.django_db(transaction=True)
def test_control_counting_without_a_lock_gives_a_number_twice():
    world = World()
    with counted_without_a_lock():
        eight_receipts(world)
        found = [receipt.number for receipt in Receipt.objects.all()]
        assert len(set(found)) < len(found) == 8


@pytest.mark.django_db(transaction=True)
def test_a_receipt_that_comes_to_nothing_gives_its_number_to_who_waited():
    """The second waits for the first, which is taken back by a rollback: no gap."""
    world = World()
    first, second = world.activate(), world.activate(child=create_child(unit=world.unit))
    booked, may_fail = threading.Event(), threading.Event()

    def fails() -> None:
        try:
            with transaction.atomic():
                world.receive(first, 500_000)
                booked.set()
                may_fail.wait(5)
                raise Refused
        except Refused:
            return

    def waits() -> Receipt:
        booked.wait(5)
        threading.Timer(0.3, may_fail.set).start()
        return world.receive(second, 500_000)

    results = at_once(fails, waits)
    assert results[1].number == 1
