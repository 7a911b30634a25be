import datetime as dt

import pytest

from children.lists import CHILDREN
from imports.headers import (
    find_header,
    header_at,
    is_column_numbers,
    is_section,
    is_signature,
    is_total,
    title_facts,
)
from imports.reading import Cell, Merge
from sponsorship.lists import PLEDGES
from tests.imports.sheets import sheet

HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Xóm"]
CHILD: list[Cell] = [1.0, "Lê Đức Kiên", dt.date(2012, 10, 17), "Nam", "Xóm 1"]


def test_the_header_is_found_under_titles_and_dates():
    found = find_header(sheet(["DANH SÁCH"], ["(Tính đến ngày 30/9/2024)"], [], HEADINGS, CHILD, CHILD), CHILDREN)
    assert found
    assert (found.first_row, found.last_row, found.headings) == (4, 4, tuple(HEADINGS))


def test_a_merged_group_and_the_headings_under_it_are_joined():
    merges = [Merge(1, 0, 2, 0), Merge(1, 1, 2, 1), Merge(1, 2, 1, 3)]
    rows: list[list[Cell]] = [
        ["STT", "Họ và tên", "Ngày sinh", ""],
        ["", "", "Nam", "Nữ"],
        [1.0, "Lê Đức Kiên", "2012", ""],
    ]
    found = find_header(sheet(*rows, merges=merges), CHILDREN)
    assert found
    assert found.headings == ("STT", "Họ và tên", "Ngày sinh › Nam", "Ngày sinh › Nữ")
    assert found.last_row == 2


def test_without_merges_a_group_reaches_over_the_empty_cells_beside_it():
    rows: list[list[Cell]] = [
        ["STT", "Tên tập thể, cá nhân", "Trẻ được nhận đỡ đầu", "", "Mức hỗ trợ"],
        ["", "", "Họ tên", "Năm sinh", ""],
        [1.0, "Bà Lê Thị A", "Lê B", 2012.0, "500k/tháng"],
    ]
    found = find_header(sheet(*rows), PLEDGES)
    assert found
    assert found.headings[2:4] == ("Trẻ được nhận đỡ đầu › Họ tên", "Trẻ được nhận đỡ đầu › Năm sinh")


def test_a_sheet_of_anything_else_has_no_header():
    assert find_header(sheet(["Mồ côi cha"], ["Mồ côi mẹ"]), CHILDREN) is None
    assert find_header(sheet(["Ngày", "Thu", "Chi"], [1.0, 2.0, 3.0]), CHILDREN) is None
    assert find_header(sheet(), CHILDREN) is None


def test_a_header_can_be_named_by_its_rows():
    found = header_at(sheet(["A", "B"], ["Trẻ", "Tuổi"], ["Lê Bình", 5.0]), 2, 2)
    assert found.headings == ("Trẻ", "Tuổi")


def test_the_lines_above_give_the_date_and_the_unit():
    page = sheet(["DANH SÁCH NĂM 2024"], ["(Tính đến ngày 30/9/2024)"], ["ĐVT: nghìn đồng"], HEADINGS, CHILD)
    header = find_header(page, CHILDREN)
    assert header
    facts = title_facts(page, header)
    assert (facts.list_date, facts.unit_vnd) == (dt.date(2024, 9, 30), 1000)


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        (["(1)", "(2)", "(3)"], True),
        (["A", "B", 1.0, 2.0, "3=1+2"], True),
        ([1.0, "Lê Bình", 2012.0], False),
        ([1.0, 2.0], False),
        ([5.0, 7.0, 2.0], False),
    ],
)
def test_a_row_that_numbers_the_columns(row, numbers):
    assert is_column_numbers(row) is numbers


@pytest.mark.parametrize(
    ("texts", "total"),
    [
        (["Tổng cộng", 32.0], True),
        (["Cộng:", "45 cháu"], True),
        (["Cộng xã Thanh Tùng", 12.0], True),
        (["TỔNG SỐ: 45"], True),
        (["Công Thị Bình", "2012"], False),
        (["Cộng Hòa", "2012"], False),
    ],
)
def test_a_total(texts, total):
    assert is_total(texts) is total


@pytest.mark.parametrize(
    ("texts", "section"),
    [
        (["I.", "THÔN LIÊN SƠN"], True),
        (["I. XÃ THANH TÙNG"], True),
        (["A", "Cấp huyện"], True),
        (["Xã Thanh Tùng", "12 cháu"], True),
        (["THÔN ĐÔNG"], True),
        (["1", "Lê Thị Bình"], False),
        (["Lê Thị Bình"], False),
        (["I", "Lê Thị Bình", "2012", "Nữ"], False),
    ],
)
def test_a_section_heading(texts, section):
    assert is_section(texts) is section


@pytest.mark.parametrize(
    ("texts", "signature"),
    [
        (["NGƯỜI LẬP BIỂU", "TM. BAN CHẤP HÀNH"], True),
        (["Thanh Tùng, ngày 5 tháng 9 năm 2024"], True),
        (["Lê Thị Bình"], False),
    ],
)
def test_signatures(texts, signature):
    assert is_signature(texts) is signature
