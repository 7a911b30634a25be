"""What a children's list says of a child in columns that are easily mistaken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from children import lists
from children.lists import CHILDREN, GONE, HAS_DONOR
from imports.layouts import needs_a_look
from imports.locating import ELSEWHERE, Locator
from imports.reading import Cell, Sheet, Workbook
from imports.staging import layout_of
from imports.understanding import NO_HEADER, understand
from tests.imports.sheets import CONTEXT, known, read, sheet
from vietnamese.places import UNKNOWN, Place
from vietnamese.text import clean, fold

BEFORE: list[Cell] = ["STT", "Họ và tên"]
FIRST: list[Cell] = [1.0, "Lê Bảo An"]


@pytest.mark.parametrize(
    ("headings", "cells", "says"),
    [
        (["SN", "HKTT"], [2014.0, "Xóm 2, Thanh Tùng"], {"birth": "2014", "hamlet": "Xóm 2"}),
        (["Năm sinh", "Tình trạng của bố"], [2014.0, "Đã mất"], {"orphan_status": "father", "note": None}),
        (
            ["Năm sinh", "Tình trạng của bố", "Tình trạng của mẹ"],
            [2014.0, "Mất 2020", "Chết 2021"],
            {"orphan_status": "both", "note": "Tình trạng của bố: Mất 2020; Tình trạng của mẹ: Chết 2021"},
        ),
        (
            ["Năm sinh", "Tình trạng của mẹ"],
            [2014.0, "Đi làm ăn xa"],
            {"orphan_status": None, "note": "Tình trạng của mẹ: Đi làm ăn xa", "address_as_written": None},
        ),
        (
            ["Năm sinh", "Tình trạng của mẹ"],
            [2014.0, "Khỏe mạnh"],
            {"orphan_status": None, "note": "Tình trạng của mẹ: Khỏe mạnh"},
        ),
        (["Năm sinh", "Tình trạng sức khỏe"], [2014.0, "Khỏe"], {"address_as_written": None}),
        (["Năm sinh", "Xã", "Tỉnh"], [2014.0, "Thanh Tùng", "Nghệ An"], {"former_commune": "Thanh Tùng"}),
        (["Năm sinh", "Nam", "Nữ"], [2014.0, 0.0, 1.0], {"sex": "female", "birth": "2014"}),
        (["Năm sinh", "Nam", "Nữ"], [2014.0, "x", 0.0], {"sex": "male"}),
        (["Năm sinh", "Nam", "Nữ"], [2014.0, "12/5/2014", ""], {"birth": "2014-05-12", "birth_precision": "day"}),
    ],
)
def test_a_cell_says_what_its_heading_asks(headings: list[Cell], cells: list[Cell], says: dict[str, object]) -> None:
    result = read(CHILDREN, sheet(BEFORE + headings, FIRST + cells, [2.0, "Lê Bảo Bình", *cells]))
    row = result.rows[0]
    assert (row.status, row.problems) == ("record", [])
    assert {key: row.values[key] for key in says} == says


def test_a_sheet_that_counts_children_is_no_list_of_them() -> None:
    counts = sheet(["STT", "Xã", "Số trẻ", "Nam", "Nữ"], [1.0, "Thanh Tùng", 1.0, 1.0, ""], [2.0, "Thanh Hà", 2.0, 1.0])
    result = read(CHILDREN, counts)
    assert ([s.ignored for s in result.sheets], result.rows) == ([NO_HEADER], [])


def test_the_letters_of_the_number_over_several_lines_are_no_note() -> None:
    (row,) = read(CHILDREN, sheet(["S\nT\nT", "Họ và tên", "Năm sinh"], [*FIRST, 2014.0])).records
    assert known(row.values)["full_name"] == "Lê Bảo An"
    assert row.values["note"] is None


@pytest.mark.parametrize(
    ("heading", "value", "asks"),
    [("Cột lạ", "Kinh", True), ("Dân tộc", "Kinh", False), ("Cột lạ", "", False), ("", "Kinh", False)],
)
def test_a_heading_that_nobody_knows_is_asked_before_the_rows(heading: str, value: str, asks: bool) -> None:
    page = sheet(["STT", "Họ và tên", "Năm sinh", heading], [*FIRST, 2014.0, value])
    assert needs_a_look(layout(page)) is asks


def layout(page: Sheet) -> list[dict]:
    book = Workbook([page])
    understanding = understand(book, CHILDREN, CONTEXT)
    assert understanding.has()
    return layout_of(understanding, book)


@given(st.from_regex(lists._GONE) | st.from_regex(lists._SPONSORED))
def test_no_note_is_passed_over_that_says_a_child_is_gone_or_has_a_donor(note: str) -> None:
    assert lists._GONE_OR_SPONSORED.search(fold(clean(note)))


@pytest.mark.parametrize(
    ("name", "note", "asks"),
    [
        ("Lê Bảo An (đã chết)", "", GONE),
        ("Lê Bảo An (đã chuyển đi Đắk Lắk)", "", GONE),
        ("Lê Bảo An", "học giỏi; cháu đã mất năm 2024", GONE),
        ("Lê Bảo An", "Chuyển vào Bình Dương", GONE),
        ("Lê Bảo An", "da mat 2023", GONE),
        ("Lê Bảo An", "Cháu đã mất", GONE),
        ("Lê Bảo An", "CHẾT", GONE),
        ("Lê Bảo An", "mất ngày 12/5/2023", GONE),
        ("Lê Bảo An", "mất 12.5.2023", GONE),
        ("Lê Bảo An", "Mất năm 2023 do đuối nước", GONE),
        ("Lê Bảo An", "chuyen vao binh duong", GONE),
        ("Lê Bảo An", "Chuyển vào Nam ở với mẹ", GONE),
        ("Lê Bảo An", "chuyển vào Nha Trang", GONE),
        ("Lê Bảo An", "chuyển vào Bà Rịa", GONE),
        ("Lê Bảo An", "chuyển về Thanh Hóa", GONE),
        ("Lê Bảo An", "chuyển về sống tại xã Thanh Văn", GONE),
        ("Lê Bảo An", "đã chuyển hộ khẩu", GONE),
        ("Lê Bảo An", "không còn ở địa phương", GONE),
        ("Lê Bảo An", "được nhận làm con nuôi", GONE),
        ("Lê Bảo An", "đã có mẹ đỡ đầu: CĐ Trường MN, 300k/tháng", HAS_DONOR),
        ("Lê Bảo An (em ruột STT 5)", "mất bố từ nhỏ, mẹ chuyển đi", None),
        ("Lê Bảo An", "đã mất liên lạc với mẹ", None),
        ("Lê Bảo An", "Mắt kém", None),
        ("Lê Bảo An", "mắt", None),
        ("Lê Bảo An", "mat kem", None),
        ("Lê Bảo An", "mất tay phải", None),
        ("Lê Bảo An", "mất năm ngón tay", None),
        ("Lê Bảo An", "mất 2 ngón tay", None),
        ("Lê Bảo An", "mất ông nội", None),
        ("Lê Bảo An", "mất giấy khai sinh", None),
        ("Lê Bảo An", "mất sức lao động", None),
        ("Lê Bảo An", "chuyển về ở với bà ngoại", None),
        ("Lê Bảo An", "chuyen ve o voi ba ngoai", None),
        ("Lê Bảo An", "chuyển đến ở cùng ông bà", None),
        ("Lê Bảo An", "chuyển về Xóm 3", None),
        ("Lê Bảo An", "chuyển sang trường THCS Mẫu", None),
        ("Lê Bảo An", "chuyển đi học nội trú", None),
        ("Lê Bảo An", "không còn ở với mẹ", None),
        ("Lê Bảo An", "đã có thẻ BHYT, cần người đỡ đầu", None),
    ],
)
def test_a_child_that_a_note_says_is_gone_or_has_a_donor_is_shown(name: str, note: str, asks: str | None) -> None:
    table = sheet([*BEFORE, "Năm sinh", "Xã", "Ghi chú"], [1.0, name, 2014.0, "Thanh Tùng", note])
    row = read(CHILDREN, table).rows[0]
    assert (row.status, row.values["full_name"]) == ("record", "Lê Bảo An")
    assert [(problem.message, problem.look) for problem in row.problems] == ([(asks, True)] if asks else [])


@pytest.mark.parametrize(
    ("heading", "address", "hamlet", "asks"),
    [
        ("Địa chỉ", "Xóm 3", "Xóm 3", None),
        ("Địa chỉ", "Xóm 3, Thanh Chương", "Xóm 3", None),
        ("Địa chỉ", "Xóm 3, Khe Mừ", "Xóm 3", None),
        ("Địa chỉ", "Xóm 3, Thanh Văn", "Xóm 3", ELSEWHERE),
        ("Xóm", "Xóm 3, xã Hạnh Dịch", "Xóm 3, xã Hạnh Dịch", UNKNOWN),
    ],
)
def test_an_address_that_names_another_commune_than_the_title_is_shown(
    heading: str, address: str, hamlet: str, asks: str | None
) -> None:
    title: list[Cell] = ["DANH SÁCH TRẺ EM XÃ THANH TÙNG NĂM 2024"]
    row = read(CHILDREN, sheet(title, [*BEFORE, "Năm sinh", heading], [1.0, "Lê Bảo An", 2014.0, address])).rows[0]
    assert (row.status, row.values["hamlet"]) == ("record", hamlet)
    assert [(problem.message, problem.look) for problem in row.problems] == ([(asks, True)] if asks else [])


def test_no_commune_is_named_for_a_list_that_speaks_of_a_hamlet_alone() -> None:
    locator = Locator(CONTEXT.places, former_first=True, default=Place(hamlet="Xóm 3"))
    _place, problems = locator.locate({"_address": "Xóm 3, Thanh Văn"})
    assert ELSEWHERE not in [problem.message for problem in problems]
    assert problems
