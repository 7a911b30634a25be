"""The program's own database role: it does the daily work and cannot touch the past."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from pghistory.models import Context

from children.models import Child
from organisation.access_log import log_access
from organisation.models import AccessLog, Seal
from organisation.models.access_log import AccessAction
from organisation.roles import Role
from organisation.sealing import seal_all, sealed_models
from sponsorship.models import Receipt
from sponsorship.operations import record_receipt, reverse_receipt
from tests import factories

pytestmark = pytest.mark.django_db
NAME = "test_application_role"
A_DAY = datetime.date(2026, 1, 15)


@contextmanager
def as_the_program() -> Iterator[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {NAME}")
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.fixture
def child() -> Child:
    call_command("application_role", NAME)
    return factories.create_child()


def test_it_does_the_daily_work(child: Child) -> None:
    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=child.managing_unit)
    with as_the_program():
        donor = factories.create_donor(unit=child.managing_unit)
        pledge = factories.create_pledge(child=child, donor=donor)
        receipt = record_receipt(pledge=pledge, amount_vnd=500_000, received_on=A_DAY, by=officer)
        reverse_receipt(receipt=receipt, note="Nhầm", by=officer)
        log_access(officer, AccessAction.VIEW, child)
        Child.objects.filter(pk=child.pk).update(full_name="Tên Mới")

    assert Receipt.objects.count() == 2
    child.refresh_from_db()
    assert (child.full_name, child.sponsors_count) == ("Tên Mới", 1)


@pytest.mark.parametrize("model", [*sealed_models(), Seal], ids=lambda model: model._meta.label)
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "UPDATE {} SET {} = {}"])
def test_it_neither_changes_nor_deletes_nor_empties_the_past(child: Child, model: Any, deed: str) -> None:
    key = model._meta.pk.column
    with pytest.raises(DatabaseError, match="permission denied"), as_the_program() as cursor:
        cursor.execute(deed.format(model._meta.db_table, key, key))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "deed", ["UPDATE pghistory_context SET metadata = '{\"user\": 0}'", "DELETE FROM pghistory_context"]
)
def test_who_acted_is_kept_as_the_history_is(deed: str) -> None:
    call_command("application_role", NAME)
    child = factories.create_child()
    with pghistory.context(user=1):
        Child.objects.filter(pk=child.pk).update(full_name="Tên Mới")

    with pytest.raises(DatabaseError, match=r"never changed|permission denied"), as_the_program() as cursor:
        cursor.execute(deed)

    assert [each.metadata for each in Context.objects.all()] == [{"user": 1}]


@pytest.mark.django_db(transaction=True)
def test_nobody_writes_under_what_another_has_done() -> None:
    call_command("application_role", NAME)
    child = factories.create_child()
    with pghistory.context(user=1) as context:
        Child.objects.filter(pk=child.pk).update(full_name="Tên Mới")

    said = f"SET LOCAL pghistory.context_id = '{context.id}'; SET LOCAL pghistory.context_metadata = '{{\"user\": 0}}'"
    with pytest.raises(DatabaseError, match="never changed"), as_the_program() as cursor:
        cursor.execute(f"{said}; UPDATE children_child SET full_name = 'Tên Khác'")


@pytest.mark.parametrize(
    "deed",
    [
        f"ALTER TABLE {AccessLog._meta.db_table} DISABLE TRIGGER ALL",
        f"DROP TABLE {AccessLog._meta.db_table}",
        "CREATE TABLE of_mine (id int)",
        "SET session_replication_role = replica",
        "CREATE ROLE another",
        "DELETE FROM django_migrations",
        "DROP FUNCTION refuse_truncate() CASCADE",
    ],
)
def test_it_can_neither_put_a_trigger_to_sleep_nor_make_nor_drop_anything(child: Child, deed: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), as_the_program() as cursor:
        cursor.execute(deed)


def test_what_it_writes_is_kept_whatever_it_sets(child: Child) -> None:
    with as_the_program() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger"
            " WHERE tgrelid = 'children_child'::regclass"
        )
        Child.objects.filter(pk=child.pk).update(full_name="Tên Mới")

    kept: Any = child  # pghistory adds its events, unknown to the types
    assert kept.events.filter(pgh_label="update", full_name="Tên Mới").exists()


@pytest.mark.parametrize("model", sealed_models(), ids=lambda model: model._meta.label)
def test_not_even_the_owner_empties_the_past_by_a_slip(model: Any) -> None:
    with pytest.raises(DatabaseError, match="never emptied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_sealing_and_proving_are_the_owner_s(child: Child) -> None:
    seal_all()

    assert Seal.objects.exists()
    call_command("verify_history")
