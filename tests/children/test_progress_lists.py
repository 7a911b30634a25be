"""The workbook of a school year goes out with the children's codes and comes back filled in by the school."""

import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from children.empty_forms import write_progress_workbook
from children.models import Child, Progress
from children.progress_lists import school_year
from imports.models import ImportBatch
from imports.operations import apply_batch, open_batch
from imports.undoing import undo_batch
from organisation.models import Unit
from organisation.models.access_log import AccessLog
from organisation.roles import Role
from tests import factories
from tests.imports.lists import counts, programme, told

pytestmark = pytest.mark.django_db
HEADER, FIRST = 4, 5  # rows of the workbook


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def child(unit: Unit) -> Child:
    return factories.create_child(unit=unit, full_name="Lê Đức Kiên", school="Trường TH Mẫu", grade="3A")


def workbook(unit: Unit, year: int = 2024) -> bytes:
    file = BytesIO()
    write_progress_workbook(file, Child.objects.filter(managing_unit=unit), school_year=year, unit_name=unit.name)
    return file.getvalue()


def filled(data: bytes, *rows: dict[str, Any]) -> bytes:
    """What a school types: by heading, into the rows one after the other."""
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book["Danh sách"]
    at = {str(cell.value).strip(" *"): cell.column for cell in sheet[HEADER]}
    for number, row in enumerate(rows, FIRST):
        for heading, value in row.items():
            sheet.cell(number, at[heading]).value = value
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def opened(data: bytes, unit: Unit, kind: str = "progress") -> ImportBatch:
    return open_batch(data=data, file_name="ket-qua.xlsx", kind=kind, unit=unit, by=None, keep_file=False)


GOOD = {"Kết quả học tập": "Tốt", "Kết quả rèn luyện": "Khá", "Số ngày nghỉ": 2, "Ghi chú": "chăm ngoan"}


def test_what_the_school_fills_in_becomes_a_school_year(unit: Unit, child: Child) -> None:
    batch = opened(filled(workbook(unit), GOOD), unit)

    apply_batch(batch=batch, by=None)

    year = Progress.objects.get()
    assert (year.child, year.school_year, year.school, year.grade) == (child, 2024, "Trường TH Mẫu", "3A")
    assert (year.result, year.conduct, year.days_absent, year.note) == ("Tốt", "Khá", 2, "chăm ngoan")


@pytest.mark.parametrize(
    ("typed", "entered", "asked"),
    [
        ("HTXS", "Hoàn thành xuất sắc", False),
        ("hoan thanh tot.", "Hoàn thành tốt", False),
        ("XUẤT SẮC", "Xuất sắc", False),
        ("Xuất sắcc", "Xuất sắcc", True),
        ("Trung bình khá", "Trung bình khá", False),  # as schools write it
    ],
)
def test_a_rating_is_written_as_usual_and_a_slip_is_asked_about(
    unit: Unit, child: Child, typed: str, entered: str, asked: bool
) -> None:
    batch = opened(filled(workbook(unit), GOOD | {"Kết quả học tập": typed}), unit)

    apply_batch(batch=batch, by=None)

    assert (Progress.objects.get().result, bool(batch.counts["look"])) == (entered, asked)


def test_a_row_left_as_it_came_is_no_record(unit: Unit, child: Child) -> None:
    factories.create_child(unit=unit, full_name="Mai Thị Lan")

    assert counts(opened(filled(workbook(unit), GOOD), unit)) == {"new": 1, "skipped": 1}


def test_the_filled_workbook_is_recognised(unit: Unit, child: Child) -> None:
    assert opened(filled(workbook(unit), GOOD), unit, kind="").kind == "progress"


def test_sent_again_it_changes_nothing(unit: Unit, child: Child) -> None:
    apply_batch(batch=opened(filled(workbook(unit), GOOD), unit), by=None)

    again = opened(workbook(unit), unit)

    assert counts(again) == {"duplicate": 1}


def test_what_the_record_says_otherwise_stays_and_is_told(unit: Unit, child: Child) -> None:
    Progress.objects.create(child=child, school_year=2024, result="Đạt")

    batch = opened(filled(workbook(unit), GOOD), unit)

    assert told(batch) == [("update", ["The record says otherwise and stays as it is: %(said)s."])]
    apply_batch(batch=batch, by=None)
    year = Progress.objects.get()
    assert (year.result, year.conduct) == ("Đạt", "Khá")
    undo_batch(batch=batch, by=None)
    year.refresh_from_db()
    assert (year.result, year.conduct, year.days_absent) == ("Đạt", "", None)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"Mã trẻ": ""}, "The child's code is missing. Fill in the workbook that was sent, it has the codes."),
        ({"Mã trẻ": "TE999999"}, "No child of this unit has the code %(code)s."),
        ({"Họ và tên": "Mai Thị Lan"}, "The code %(code)s is another child's: compare the name."),
        ({"Năm học": "2024-2026"}, "“%(text)s” is not a school year. Write it as 2025-2026."),
        ({"Năm học": "2090-2091"}, "No school year begins in %(year)s."),
        ({"Số ngày nghỉ": "nhiều"}, "“%(text)s” is not a number of days. Write it as 3."),
    ],
)
def test_what_is_wrong_goes_back_with_its_place_and_reason(
    unit: Unit, child: Child, typed: dict[str, Any], message: str
) -> None:
    batch = opened(filled(workbook(unit), GOOD | typed), unit)

    assert told(batch) == [("error", [message])]
    assert batch.rows.get(status="error").row == FIRST


def test_a_child_of_another_unit_is_not_there(unit: Unit) -> None:
    elsewhere = factories.create_child(full_name="Hồ Gia Bảo")

    batch = opened(filled(workbook(elsewhere.managing_unit), GOOD), unit)

    assert told(batch) == [("error", ["No child of this unit has the code %(code)s."])]


def test_the_year_may_stand_above_the_list_alone(unit: Unit, child: Child) -> None:
    batch = opened(filled(workbook(unit), GOOD | {"Năm học": ""}), unit)

    assert batch.rows.get(status="new").values["school_year"] == 2024


def test_the_prefilled_columns_are_locked_and_the_others_are_not(unit: Unit, child: Child) -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(unit)))["Danh sách"]

    locked = {sheet.cell(HEADER, cell.column).value: cell.protection.locked for cell in sheet[FIRST]}
    assert sheet.protection.sheet
    assert {heading for heading, is_locked in locked.items() if is_locked} == {
        "Mã trẻ *", "Họ và tên *", "Ngày sinh", "Năm học *",
    }  # fmt: skip
    assert sheet.cell(FIRST, 1).number_format == "@"


@pytest.mark.parametrize(
    ("text", "year"),
    [("2025-2026", 2025), ("2025 – 2026", 2025), ("2025-26", 2025), ("năm học 2025", 2025), ("2025", 2025),
     ("2025-2027", None), ("lớp 5", None), ("2026-2025", None)],
)  # fmt: skip
def test_school_years_as_they_are_written(text: str, year: int | None) -> None:
    assert school_year(text) == year


# --- The page -----------------------------------------------------------------------------------


def test_the_workbook_holds_the_units_children_and_the_download_is_logged(
    client: Client, unit: Unit, child: Child
) -> None:
    factories.create_child(full_name="Hồ Gia Bảo")
    factories.create_child(unit=unit, full_name="Mai Thị Lan", school="Trường THCS Khác")
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=unit)
    client.force_login(clerk)
    year = datetime.date.today().year - 1  # noqa: DTZ011  # any recent year

    asked = {"school_year": str(year), "unit": str(unit.pk), "school": "truong th mau"}
    answer: Any = client.get(reverse("children:progress_sheet"), asked)

    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))["Danh sách"]
    assert [row[1].value for row in sheet.iter_rows(min_row=FIRST) if row[1].value] == ["Lê Đức Kiên"]
    assert AccessLog.objects.filter(user=clerk, action="export", rows_count=1).exists()


def test_where_no_child_fits_the_page_says_so(client: Client, unit: Unit) -> None:
    client.force_login(factories.create_user(role=Role.DATA_CLERK, unit=unit))
    year = datetime.date.today().year - 1  # noqa: DTZ011  # any recent year

    answer = client.get(reverse("children:progress_sheet"), {"school_year": str(year), "unit": str(unit.pk)})

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_a_list_names_no_child_who_went_to_people_elsewhere(client: Client, unit: Unit, child: Child) -> None:
    batch = opened(filled(workbook(unit), GOOD), unit)
    apply_batch(batch=batch, by=None)
    client.force_login(factories.create_user(role=Role.DATA_CLERK, unit=unit))
    address = batch.get_absolute_url()
    here = client.get(address).content.decode()

    Child.objects.filter(pk=child.pk).update(managing_unit=factories.create_unit())

    assert child.get_absolute_url() in here
    assert child.get_absolute_url() not in client.get(address).content.decode()
