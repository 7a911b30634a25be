"""What happens to a list between the file and the records, and back."""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from openpyxl import Workbook
from pytest_django import DjangoCaptureOnCommitCallbacks

from children.models import Child
from donors.models import Donor
from imports import operations, reading
from imports.exceptions import AlreadyEntered, ChangedSincePreview, NoList, NothingToEnter, NotWaiting
from imports.models import BatchState, ImportBatch
from imports.writers import writer
from organisation.models import Unit, User
from organisation.roles import Role
from sponsorship.models import Pledge
from tests import factories
from tests.imports.lists import (
    CHILD_HEADINGS,
    PLEDGE_HEADINGS,
    SAMPLES,
    TITLE,
    as_csv,
    child_row,
    children_list,
    counts,
    entered,
    opened,
    pledge_row,
    pledges_list,
    programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def clerk(unit: Unit) -> User:
    return factories.create_user(role=Role.DATA_CLERK, unit=unit)


def event_model(model: Any) -> Any:
    """The table of a model's kept changes; pghistory adds it, unknown to the types."""
    return model.pgh_event_model


def kept_files() -> list[str]:
    folder = settings.MEDIA_ROOT / "imports"
    return os.listdir(folder) if folder.exists() else []


# --- Read and check -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tre-can-do-dau-huyen.xlsx", "children"),
        ("tre-mo-coi.csv", "children"),
        ("tre-mo-coi-thanh-tung.xlsx", "children"),
        ("nhan-do-dau-2024.xlsx", "pledges"),
        ("nhan-do-dau-bo-sung.xlsx", "pledges"),
    ],
)
def test_the_kind_of_list_is_recognised_by_its_columns(unit: Unit, name: str, kind: str) -> None:
    assert opened((SAMPLES / name).read_bytes(), unit).kind == kind


@pytest.mark.parametrize(
    ("kind", "other", "name"), [("children", "pledges", "Lê Đức Kiên"), ("pledges", "children", "Mai Đình Kiên")]
)
def test_a_sheet_that_holds_another_kind_of_list_is_told_and_not_read(
    unit: Unit, kind: str, other: str, name: str
) -> None:
    book = Workbook()
    for title, rows in (
        ("children", [[TITLE], CHILD_HEADINGS, child_row()]),
        ("pledges", [["DANH SÁCH NHẬN ĐỠ ĐẦU NĂM 2024"], PLEDGE_HEADINGS, pledge_row()]),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)

    batch = opened(file.getvalue(), unit, kind=kind)

    assert [(row.sheet, row.values.get("child") or row.values["full_name"]) for row in batch.rows.all()] == [
        (kind, name)
    ]
    ignored = {sheet["name"]: sheet["ignored"] for sheet in batch.layout["sheets"]}
    assert ("another kind" in ignored[other], ignored[kind]) == (True, "")
    understanding = operations.read_as(
        reading.read_workbook(file.getvalue()), batch, corrections={"sheets": {other: {"use": True}}}
    )
    assert {row.sheet for row in understanding.rows} == {kind, other}  # a person says so


def test_a_file_with_a_list_of_something_else_is_no_list(unit: Unit) -> None:
    with pytest.raises(NoList):
        opened(as_csv(["Tên máy", "Phòng", "Tình trạng"], ["Máy in", "Kế toán", "Tốt"], ["Quạt", "Họp", "Hỏng"]), unit)


def test_checking_writes_nothing_but_the_batch(unit: Unit, clerk: User) -> None:
    batch = opened(children_list(), unit, by=clerk, keep_file=True)

    assert (batch.state, batch.created_by, counts(batch)) == (BatchState.CHECKED, clerk, {"new": 1})
    assert kept_files() == [batch.stored_file]
    assert not Child.objects.exists()


def test_a_row_keeps_what_was_written_beside_what_was_understood(unit: Unit) -> None:
    row = opened(children_list(child_row("  LÊ   ĐỨC KIÊN ")), unit).rows.get(status="new")

    assert row.values["full_name"] == "Lê Đức Kiên"
    assert row.as_written[1] == "LÊ ĐỨC KIÊN"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Xóm \\t \\N \\.", "Xóm \\t \\N \\."),
        ('Xóm "Tí"', 'Xóm "Tí"'),
        ("Xóm\tMột\nHai", "Xóm Một Hai"),
        ("Xóm\u202e Một\u200b", "Xóm Một"),
    ],
)
def test_letters_that_mean_something_to_copy_come_through(unit: Unit, written: str, kept: str) -> None:
    batch = opened(children_list(child_row(), child_row("Trần Thị Khác", hamlet=written)), unit)

    row = batch.rows.latest("id")
    assert (row.values["hamlet"], row.as_written[4]) == (kept, kept)


def test_a_nul_far_down_in_a_text_file_reaches_no_table(unit: Unit) -> None:
    rows = [child_row(f"Trẻ Mẫu Số {n}") for n in range(80)]

    batch = opened(children_list(*rows, child_row("Trần\x00 Thị Khác", hamlet="Xóm\x00 9")), unit)

    assert batch.rows.latest("id").values["full_name"] == "Trần Thị Khác"


def test_corrections_are_read_again_and_kept(unit: Unit) -> None:
    data = as_csv(["STT", "Họ và tên", "Ngày sinh", "Xã", "Cột lạ"], ["1", "Lê Đức Kiên", "2012", "Thanh Tùng", "Kinh"])
    batch = opened(data, unit, kind="children", keep_file=True)
    (sheet,) = batch.layout["sheets"]

    said = {"sheets": {sheet["name"]: {"columns": {"E": "ethnicity"}}}, "needs_sponsor": False}
    operations.understand_again(batch=batch, kind="children", corrections=said)
    operations.apply_batch(batch=batch, by=None)

    child = Child.objects.get()
    assert (child.ethnicity, child.needs_since) == ("Kinh", None)


# --- Enter --------------------------------------------------------------------------------------


def test_entering_says_who_did_it_in_the_history_of_every_record(unit: Unit, clerk: User) -> None:
    batch = entered(pledges_list(), unit, by=clerk)

    assert (batch.state, batch.applied_by) == (BatchState.APPLIED, clerk)
    for model in (Child, Donor, Pledge):
        event = event_model(model).objects.get(pgh_label="insert")
        assert event.pgh_context.metadata == {"user": clerk.pk, "import_batch": batch.pk}


def test_the_file_is_forgotten_once_the_list_is_entered(
    unit: Unit, clerk: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    batch = opened(children_list(), unit, by=clerk, keep_file=True)

    with django_capture_on_commit_callbacks(execute=True):
        operations.apply_batch(batch=batch, by=clerk)

    assert kept_files() == []


def test_what_was_recorded_since_the_check_is_seen_when_entering(unit: Unit) -> None:
    batch, other = (opened(children_list(title=title), unit) for title in ("DANH SÁCH MỘT", "DANH SÁCH HAI"))
    operations.apply_batch(batch=other, by=None)

    with pytest.raises(NothingToEnter):
        operations.apply_batch(batch=batch, by=None)

    assert Child.objects.count() == 1


def test_what_the_person_saw_is_what_is_entered_or_nothing_is(unit: Unit) -> None:
    batch = opened(children_list(child_row(), child_row("Trần Thị Khác")), unit)

    with pytest.raises(ChangedSincePreview):
        operations.apply_batch(batch=batch, by=None, expected={"new": 1, "update": 0})

    assert not Child.objects.exists()
    operations.apply_batch(batch=batch, by=None, expected={"new": 2, "update": 0})
    assert Child.objects.count() == 2


def test_records_that_changed_since_the_preview_stop_the_entry_until_the_rows_are_seen_again(unit: Unit) -> None:
    batch = opened(children_list(child_row(), child_row("Trần Thị Khác")), unit)
    entered(children_list(title="DANH SÁCH KHÁC"), unit)

    with pytest.raises(ChangedSincePreview):
        operations.apply_batch(batch=batch, by=None)
    assert Child.objects.count() == 1

    operations.look_again(batch=batch)
    batch.refresh_from_db()
    assert counts(batch) == {"new": 1, "duplicate": 1}
    operations.apply_batch(batch=batch, by=None)
    assert Child.objects.count() == 2


def test_entering_fewer_records_than_the_preview_counted_enters_none(
    unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = opened(children_list(), unit)
    monkeypatch.setattr(operations, "writer", lambda kind: replace(writer(kind), write=lambda batch: None))

    with pytest.raises(ChangedSincePreview):
        operations.apply_batch(batch=batch, by=None)


def test_the_same_file_is_entered_once(unit: Unit) -> None:
    entered(children_list(), unit)
    Child.objects.update(full_name="Người Khác")

    with pytest.raises(AlreadyEntered):
        entered(children_list(), unit)


def test_the_database_refuses_the_same_file_twice(unit: Unit) -> None:
    batch = entered(children_list(), unit)

    with pytest.raises(IntegrityError, match="import_same_file_once"), transaction.atomic():
        ImportBatch.objects.create(
            kind=batch.kind,
            managing_unit=unit,
            file_name="x",
            file_sha256=batch.file_sha256,
            state=BatchState.APPLIED,
        )


def test_a_list_is_entered_once(unit: Unit) -> None:
    batch = entered(children_list(), unit)

    with pytest.raises(NotWaiting):
        operations.apply_batch(batch=batch, by=None)


def test_a_list_that_was_set_aside_keeps_neither_file_nor_rows(
    unit: Unit, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    batch = opened(children_list(), unit, keep_file=True)

    with django_capture_on_commit_callbacks(execute=True):
        operations.discard_batch(batch=batch)

    assert kept_files() == []
    assert not batch.rows.exists()
    with pytest.raises(NotWaiting):
        operations.apply_batch(batch=batch, by=None)


def test_the_number_of_queries_does_not_grow_with_the_rows(unit: Unit) -> None:
    def queries(count: int) -> int:
        rows = [child_row(f"Trẻ Mẫu {n} {count}", phone="") for n in range(count)]
        counter = CountQueries()
        with connection.execute_wrapper(counter):
            entered(children_list(*rows), unit)
        return counter.count

    queries(1)  # reads the country's communes
    few, many = queries(2), queries(40)

    assert few == many


class CountQueries:
    """A context for execute_wrapper that counts."""

    count = 0

    def __call__(self, execute: Callable[..., object], *arguments: object) -> object:
        self.count += 1
        return execute(*arguments)
