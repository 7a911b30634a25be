"""Whoever changes the past is found, and the row is named."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from children.models import Child
from organisation import sealing
from organisation.access_log import log_access
from organisation.models import AccessLog, Seal
from organisation.models.access_log import AccessAction
from organisation.sealing import Finding, seal_all, verify
from tests import factories

LOG = AccessLog._meta.db_table


def as_owner(statement: str, *arguments: Any) -> None:
    """As whoever owns the database could: the triggers sleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, arguments)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def child(db: None) -> Child:
    child = factories.create_child()
    reader = factories.create_user()
    for _n in range(5):
        log_access(reader, AccessAction.VIEW, child)
    seal_all()
    return child


def third() -> int:
    return AccessLog.objects.order_by("id").values_list("id", flat=True)[2]


def test_what_nobody_touched_is_proved(child: Child) -> None:
    assert list(verify()) == []
    assert Seal.objects.filter(table=LOG).count() == 1


def test_everything_to_which_rows_are_only_added_is_sealed() -> None:
    tables = {model._meta.db_table for model in sealing.sealed_models()}

    assert {LOG, "children_childevent", "sponsorship_receipt", "organisation_userevent"} <= tables
    assert Seal._meta.db_table not in tables


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (f"UPDATE {LOG} SET action = 'print' WHERE id = %s", "altered"),
        (f"UPDATE {LOG} SET at = at + interval '1 microsecond' WHERE id = %s", "altered"),
        (f"DELETE FROM {LOG} WHERE id = %s", "deleted"),
    ],
)
def test_a_row_that_was_changed_is_named(statement: str, what: str, child: Child) -> None:
    row = third()

    as_owner(statement, row)

    assert list(verify()) == [Finding(LOG, row, what)]


def test_a_row_put_in_afterwards_is_named(child: Child) -> None:
    """One was deleted before the sealing, so that its number is free."""
    reader = factories.create_user()
    for _n in range(3):
        log_access(reader, AccessAction.VIEW, child)
    free = AccessLog.objects.latest("id").pk - 1
    as_owner(f"DELETE FROM {LOG} WHERE id = %s", free)
    seal_all()
    assert list(verify()) == []

    as_owner(
        f"INSERT INTO {LOG} (id, at, user_id, action, record_kind) VALUES (%s, now(), %s, 'view', 'x')", free, reader.pk
    )

    assert list(verify()) == [Finding(LOG, free, "inserted")]


def test_another_name_under_a_change_is_found(child: Child) -> None:
    import pghistory

    with pghistory.context(user=1):
        Child.objects.filter(pk=child.pk).update(full_name="Tên Mới")
    seal_all()

    as_owner("UPDATE pghistory_context SET metadata = '{\"user\": 2}'")

    assert {(finding.table, finding.what) for finding in verify()} == {("children_childevent", "altered")}


def test_a_seal_made_to_fit_is_found_without_the_secret(child: Child, settings: Any) -> None:
    """Whoever holds the database but not the secret deletes a row and seals the rest anew."""
    as_owner(f"DELETE FROM {LOG} WHERE id = %s", third())
    as_owner("DELETE FROM organisation_seal")
    true, settings.SECRET_KEY = settings.SECRET_KEY, "guessed"
    seal_all()
    settings.SECRET_KEY = true

    assert {finding.what for finding in verify()} == {"altered, or made with another secret"}


def test_a_secret_that_was_changed_still_proves_what_it_sealed(child: Child, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"

    assert list(verify()) == []


def test_a_missing_seal_is_found_in_the_middle_and_with_its_digest_at_the_end(child: Child) -> None:
    log_access(factories.create_user(), AccessAction.VIEW, child)
    seal_all()
    newest = Seal.objects.latest("id")
    as_owner("DELETE FROM organisation_seal WHERE id = %s", newest.pk)

    assert list(verify()) == []
    assert [finding.what for finding in verify(must_hold=newest.digest)] == [
        "the seal with the given digest is gone: the chain was cut off"
    ]

    as_owner("DELETE FROM organisation_seal WHERE id = %s", Seal.objects.earliest("id").pk)
    assert any(finding.what == "a seal before it is missing" for finding in verify())


def test_long_tables_take_several_seals(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "ROWS_PER_SEAL", 2)
    reader = factories.create_user()
    for _n in range(5):
        log_access(reader, AccessAction.VIEW, child)
    seal_all()

    assert Seal.objects.filter(table=LOG).count() == 1 + 3
    assert list(verify()) == []


def test_a_column_that_is_gone_is_told_and_a_new_one_changes_nothing(child: Child) -> None:
    seal = Seal.objects.get(table=LOG)
    as_owner("UPDATE organisation_seal SET columns = columns || '{old}' WHERE id = %s", seal.pk)

    said = [str(finding) for finding in verify()]

    assert any("cannot be compared: no column old" in line for line in said)


def test_what_was_sealed_with_a_column_is_proved_after_the_model_gave_it_up(
    child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [field for field in AccessLog._meta.concrete_fields if field.column != "action"]
    monkeypatch.setitem(AccessLog._meta.__dict__, "concrete_fields", left)
    assert list(verify()) == []

    as_owner(f"UPDATE {LOG} SET action = 'print' WHERE id = %s", third())

    assert list(verify()) == [Finding(LOG, third(), "altered")]


def test_the_commands_say_it_and_fail(child: Child, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seal_history")
    digest = Seal.objects.latest("id").digest
    assert digest in capsys.readouterr().out

    call_command("verify_history", holds=digest)
    assert digest in capsys.readouterr().out

    row = third()
    as_owner(f"DELETE FROM {LOG} WHERE id = %s", row)
    with pytest.raises(CommandError, match=f"{LOG} {row}: deleted"):
        call_command("verify_history")


@pytest.mark.django_db
def test_without_seals_nothing_is_proved() -> None:
    with pytest.raises(CommandError, match="Nothing is sealed yet"):
        call_command("verify_history")


@pytest.mark.parametrize("statement", ["UPDATE organisation_seal SET last_id = 1", "DELETE FROM organisation_seal"])
def test_seals_are_not_changed(statement: str, child: Child) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_two_seals_never_follow_the_same_one_nor_cover_the_same_rows_nor_none(child: Child) -> None:
    seal = Seal.objects.get(table=LOG)
    for wrong in (
        {"previous": seal.previous, "table": "x"},
        {"previous": "p", "digest": "d", "after_id": seal.after_id},
        {"previous": "p", "digest": "d", "table": "x", "last_id": seal.after_id},
    ):
        values = {name: getattr(seal, name) for name in ("table", "after_id", "last_id", "columns", "rows", "digest")}
        with pytest.raises(IntegrityError), transaction.atomic():
            Seal.objects.create(**values | wrong)


# --- While others write -------------------------------------------------------------------------


@pytest.fixture
def at_once(committed: None) -> Callable[..., list[Any]]:
    def run(*tasks: Callable[[], Any]) -> list[Any]:
        def alone(task: Callable[[], Any]) -> Any:
            try:
                return task()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(tasks)) as pool:
            return list(pool.map(alone, tasks))

    return run


def test_rows_that_are_written_meanwhile_are_neither_lost_nor_called_inserted(
    at_once: Callable[..., list[Any]],
) -> None:
    child, reader = factories.create_child(), factories.create_user()

    def write() -> None:
        for _n in range(60):
            with transaction.atomic():
                log_access(reader, AccessAction.VIEW, child)
                log_access(reader, AccessAction.VIEW, child)

    def seal() -> None:
        for _n in range(8):
            seal_all()

    at_once(write, write, seal, seal)
    seal_all()

    assert list(verify()) == []
    rows = sum(len(bytes(seal.rows)) // sealing.ENTRY for seal in Seal.objects.filter(table=LOG))
    assert rows == AccessLog.objects.count() == 240


def test_control_without_the_lock_a_row_on_its_way_is_called_inserted(
    at_once: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "_settled", lambda model: 2**40)
    child, reader = factories.create_child(), factories.create_user()
    has_begun, is_sealed = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            log_access(reader, AccessAction.VIEW, child)
            has_begun.set()
            is_sealed.wait(5)

    def seal() -> None:
        has_begun.wait(5)
        log_access(reader, AccessAction.VIEW, child)
        seal_all()
        is_sealed.set()

    at_once(write_slowly, seal)

    assert [(finding.table, finding.what) for finding in verify()] == [(LOG, "inserted")]
