"""Rows of one list, and of a list and the records, that may be the same child: entered, and shown to a person."""

import pytest

from children.list_writer import BIRTH_DIFFERS, LIKE_ROW, MAY_REPEAT, NAMESAKE
from organisation.models import Unit
from tests.imports.lists import as_csv, entered, opened, programme, told

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
