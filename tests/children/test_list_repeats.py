"""Rows of one list, and of a list and the records, that may be the same child: entered, and shown to a person."""

import re

import pytest
from django.db import connection

from children import list_sql
from children.list_writer import BIRTH_DIFFERS, LIKE_ROW, MAY_REPEAT, NAMESAKE, REPEATS_ROW, SAYS_MORE
from organisation.models import Unit
from tests.imports.lists import as_csv, child_row, children_list, entered, opened, programme, told

pytestmark = pytest.mark.django_db

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Xã", "Họ tên bố", "SĐT")
FATHER = ("Phan Văn Mẫu", "0912345678")


@pytest.fixture
def unit() -> Unit:
    return programme()


def rows_of(*rows: tuple[str, ...]) -> bytes:
    return as_csv(
        ["DANH SÁCH TRẺ EM MỒ CÔI"], HEADINGS, *((str(n), *row[:2], "", *row[2:]) for n, row in enumerate(rows, 1))
    )


def child(name: str, birth: str, *family: str) -> tuple[str, ...]:
    return (name, birth, "xã Thanh Tùng", *family)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (child("Phan Văn Tèo", "2015", *FATHER), child("Phan Văn Tèo", "13/5/2015", *FATHER), BIRTH_DIFFERS),
        (child("Phan Thị Tí", "13/5/2015", *FATHER), child("Phan Thị Tí", "13/6/2015", *FATHER), BIRTH_DIFFERS),
        (child("Phan Thị Tí", "13/5/2015"), child("Phan Thị Tí", "5/2015"), BIRTH_DIFFERS),
        (child("Nguyễn Văn Hùng", "20/05/2013"), child("Nguyen Van Hung", "2013"), BIRTH_DIFFERS),
        (child("Phan Thị Tý", ""), child("Phan Thị Tí", "2014"), NAMESAKE),
        (child("Hồ Sỹ Quý", "1/1/2012"), child("Hồ Sĩ Quý", "1/1/2012"), LIKE_ROW),
        (child("Trần Thị Mỹ", "1/1/2012"), child("Trần Thị Mĩ", "1/1/2012"), LIKE_ROW),
    ],
)
def test_two_rows_that_may_be_one_child_are_shown(
    unit: Unit, first: tuple[str, ...], second: tuple[str, ...], message: str
) -> None:
    batch = opened(rows_of(first, second), unit, kind="children")
    assert told(batch) == [("new", []), ("new", [message])]
    assert batch.rows.in_tab("look").count() == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (child("Phan Văn Tèo", "13/5/2015"), child("Phan Văn Tèo", "13/6/2015")),
        (child("Phan Văn Tèo", "2013"), child("Phan Văn Tèo", "13/6/2015")),
        (child("Phan Văn Mai", "13/5/2015"), child("Phan Văn May", "13/5/2015")),
        (child("Phan Thị Thúy", "13/5/2015"), child("Phan Thị Thúi", "13/5/2015")),
        (child("Nguyễn Văn An", "13/5/2015", *FATHER), child("Nguyễn Văn Ân", "2015", *FATHER)),
    ],
)
def test_two_children_of_near_names_or_births_are_not_asked_about(
    unit: Unit, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    batch = opened(rows_of(first, second), unit, kind="children")
    messages = {message for _status, notes in told(batch) for message in notes}
    assert messages.isdisjoint({BIRTH_DIFFERS, LIKE_ROW, NAMESAKE})


@pytest.mark.parametrize("again", ["Hồ Sĩ Quý", "Hồ Sỹ Quí", "Ho Si Qui"])
def test_a_name_spelt_with_the_other_i_is_set_beside_the_record(unit: Unit, again: str) -> None:
    entered(rows_of(child("Hồ Sỹ Quý", "1/1/2012")), unit, kind="children")
    assert told(opened(rows_of(child(again, "1/1/2012")), unit, kind="children")) == [("new", [MAY_REPEAT])]


def test_a_row_that_repeats_one_to_be_mended_is_no_second_one(unit: Unit) -> None:
    rows = [child_row(), *[child_row(union="CĐ Trường Mẫu")] * 2]
    batch = opened(children_list(*rows), unit)

    assert told(batch) == [("new", []), ("error", [SAYS_MORE]), ("duplicate", [REPEATS_ROW])]
    assert [row.errors[0]["params"]["row"] for row in batch.rows.exclude(status="skipped").order_by("id")[1:]] == [3, 4]


NOT_COMPARED = {
    "id": "", "sheet": "", "row": "", "row_key": "", "is_long": "of the name", "as_new": "decided by a person",
    "same_as": "decided by a person", "own_code": "compared in CODES", "needs_since": "the sheet's day",
    "name_key": "of the name", "birth_date_precision": "birth_length", "former_name": "of former_commune_id",
    "present_name": "of commune_id", "address_as_written": "hamlet and commune, as they were written",
    "parents_union_unit_id": "of parents_union", "caregiver_name": "caregiver_folded", "father_name": "father_folded",
    "mother_name": "mother_folded",
}  # fmt: skip


def test_nothing_that_a_row_says_is_left_out_when_it_repeats_another(unit: Unit) -> None:
    opened(children_list(child_row()), unit)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM incoming_child")
        columns = {column.name for column in cursor.description or ()}

    said = set(re.findall(r"\w+", f"{list_sql.IDENTITY} {list_sql.ALL_SAID}"))
    more = set(re.findall(r"\bi\.(\w+)", list_sql.SAYS_MORE))
    assert columns - said == set(NOT_COMPARED)
    assert more == columns & set(re.findall(r"\w+", list_sql.ALL_SAID))
