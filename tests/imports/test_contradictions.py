"""What a careful clerk would ask about: no name where a name should stand, two donors in a cell, cells that contradict
each other. Nothing of it is guessed or dropped."""

import datetime as dt

import pytest

from children.lists import CHILDREN, TWO_BIRTHS, TWO_SEXES
from donors.lists import DONORS
from imports.donor_names import PERHAPS_SEVERAL, SEVERAL, donor
from imports.fields import ColumnContext
from imports.names import SEVERAL as SEVERAL_CHILDREN
from imports.odd_names import ODD_NAME, OLD_LETTERS
from imports.parsers import caregiver, grade
from imports.reading import Cell
from sponsorship.lists import NO_DONOR, OTHER_LENGTH, PLEDGES
from tests.imports.sheets import known, read, sheet
from vietnamese.errors import Unreadable

TODAY = dt.date(2024, 9, 30)
COLUMN = ColumnContext("Người nhận đỡ đầu", TODAY, TODAY)
TITLE: list[Cell] = ["DANH SÁCH TRẺ XÃ THANH TÙNG (Tính đến ngày 30/9/2024)"]


def messages(kind, headings: list[Cell], row: list[Cell]) -> list[str]:
    (found,) = read(kind, sheet(TITLE, headings, row)).rows
    return [problem.message for problem in found.problems]


def pledge(donor_cell: Cell = "Bà Lê Thị An", child: Cell = "Lê Bình") -> list[str]:
    headings: list[Cell] = ["STT", "Người nhận đỡ đầu", "Họ tên trẻ", "Xã", "Mức hỗ trợ/tháng", "Thời gian"]
    return messages(PLEDGES, headings, [1.0, donor_cell, child, "Thanh Tùng", "300.000đ", "01/2024 - 12/2024"])


@pytest.mark.parametrize("cell", ["?", "12345", 12.0, "Không có", "chưa có", "Chưa rõ", "x", "-"])
def test_what_is_no_name_is_a_name_missing(cell):
    headings: list[Cell] = ["STT", "Họ và tên", "Năm sinh", "Giới tính"]
    assert messages(CHILDREN, headings, [1.0, cell, 2014.0, "Nam"]) == [CHILDREN.missing_name]
    assert pledge(child=cell) == [PLEDGES.missing_name]
    assert pledge(donor_cell=cell) == [NO_DONOR]
    assert messages(DONORS, ["TT", "Người đỡ đầu", "Địa chỉ", "SĐT"], [1.0, cell, "Xóm 1", "0912345678"]) == [
        DONORS.missing_name
    ]


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("Phạm Nhật Minh 8 tuổi", ODD_NAME),
        ("Nguyeãn Thò Ñaøo", OLD_LETTERS),
        ("Hai cháu Lê Bảo Nam và Lê Bảo Oanh", ODD_NAME),
        ("Và Bá Dềnh", None),
        ("Khổng Thị An", None),
        ("H'Hen Niê", None),
    ],
)
def test_an_odd_name_goes_in_and_is_shown(name, look):
    headings: list[Cell] = ["STT", "Họ và tên", "Năm sinh", "Giới tính"]
    (row,) = read(CHILDREN, sheet(TITLE, headings, [1.0, name, 2014.0, "Nam"])).records
    assert [(p.message, p.look) for p in row.problems] == ([(look, True)] if look else [])


@pytest.mark.parametrize(
    "cell",
    [
        "Bà Lê Thị A; Ông Trần B",
        "Lê Thị An, Trần Văn Bình",
        "Bà Lê Thị A\nÔng Trần B",
        "1. Bà Lê Thị A\n2. Ông Trần B",
        "Bà Lê Thị A và bà Trần Thị B",
        "Bà Lê Thị A 0912345678, Ông Trần Văn B 0987654321",
        "CĐ Trường TH Mẫu + Hội LHPN xã",
        "LĐLĐ & Hội LHPN huyện",
        "CĐ Trường Mẫu Sơn, CĐ Trường Mẫu Hà",
        "- CĐ Trường Mẫu Sơn\n- Công ty Mẫu",
    ],
)
def test_two_donors_in_a_cell_are_asked(cell):
    with pytest.raises(Unreadable, match=SEVERAL):
        donor(cell, COLUMN)


@pytest.mark.parametrize(
    ("cell", "name", "honorific", "look"),
    [
        ("Ông Lê Văn A và bà Trần Thị B", "Lê Văn A và bà Trần Thị B", "Ông", None),
        ("Anh Lê Văn An & chị Trần Thị Bình", "Lê Văn An và chị Trần Thị Bình", "Anh", None),
        ("Ông bà Lê Văn A", "Lê Văn A", "Ông bà", None),
        ("Gia đình ông Lê Văn A và bà Trần B", "Gia đình ông Lê Văn A và bà Trần B", None, None),
        ("Lê Văn A và Trần Thị B", "Lê Văn A và Trần Thị B", None, PERHAPS_SEVERAL),
        ("Đảng ủy và Công đoàn xã Mẫu", "Đảng ủy và Công đoàn xã Mẫu", None, PERHAPS_SEVERAL),
        ("Nhóm Ấm áp, Cty TNHH Mẫu", "Nhóm Ấm áp, Cty TNHH Mẫu", None, PERHAPS_SEVERAL),
        ("Công ty Thương mại và Dịch vụ X", "Công ty Thương mại và Dịch vụ X", None, None),
        ("Công ty TNHH TM & DV Mẫu", "Công ty TNHH TM & DV Mẫu", None, None),
        ("Hội Khuyến học và Bảo trợ", "Hội Khuyến học và Bảo trợ", None, None),
        ("Trường TH & THCS Mẫu", "Trường TH & THCS Mẫu", None, None),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch", None, None),
        ("Công đoàn\nTrường Tiểu học Mẫu", "Công đoàn Trường Tiểu học Mẫu", None, None),
        ("Nguyễn Văn\nAn", "Nguyễn Văn An", None, None),
        ("Lê Văn An, Bí thư Đảng ủy", "Lê Văn An", None, None),
    ],
)
def test_a_couple_and_an_organisation_are_one_donor(cell, name, honorific, look):
    found = donor(cell, COLUMN)
    assert (found["donor"], found.get("donor_honorific"), found.get("_look")) == (name, honorific, look)


def test_a_telephone_in_brackets_is_the_donors_and_the_note_is_whole():
    found = donor("Bà Lê Thị An (0912345678) - GV Trường TH", COLUMN)
    assert (found["donor"], found["_donor_phone"], found["_note_donor"]) == ("Lê Thị An", "0912345678", "GV Trường TH")


@pytest.mark.parametrize("cell", ["Lê Bảo Lan, Lê Bảo Minh", "Lê Lan, Lê Minh", "Lê Bảo Lan và Trần Văn Minh"])
def test_two_children_in_a_cell_are_asked(cell):
    assert pledge(child=cell) == [SEVERAL_CHILDREN]


@pytest.mark.parametrize("address", ["Nghệ An", "Thanh Chương, Nghệ An"])
def test_a_province_is_not_entered_as_a_hamlet(address):
    (row,) = read(CHILDREN, sheet(TITLE, ["STT", "Họ và tên", "Địa chỉ"], [1.0, "Lê An", address])).records
    assert known(row.values) == {
        "full_name": "Lê An", "former_commune": "Thanh Tùng", "commune": "Bích Hào", "address_as_written": address,
    }  # fmt: skip


BOYS_AND_GIRLS: list[Cell] = ["STT", "Họ và tên", "Nam", "Nữ", "Xóm"]


@pytest.mark.parametrize(
    ("boys", "girls", "sex", "birth"),
    [
        (1.0, 0.0, "male", None),
        (0.0, 1.0, "female", None),
        ("0", "x", "female", None),
        ("12/6/2014", "", "male", "2014-06-12"),
    ],
)
def test_a_nought_under_boys_or_girls_is_no_mark(boys, girls, sex, birth):
    (row,) = read(CHILDREN, sheet(TITLE, BOYS_AND_GIRLS, [1.0, "Lê An", boys, girls, "Xóm 1"])).records
    assert (row.values["sex"], row.values["birth"], row.problems) == (sex, birth, [])


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ((13.0, "Lê An", "x", "x", ""), [TWO_SEXES]),
        ((13.0, "Lê An", "12/6/2014", "13/6/2014", ""), [TWO_SEXES, TWO_BIRTHS]),
        ((13.0, "Lê An", "12/6/2014", "", "13/6/2014"), [TWO_BIRTHS]),
        ((13.0, "Lê An (2013)", "", "x", "2014"), [TWO_BIRTHS]),
    ],
)
def test_a_child_that_is_boy_and_girl_or_born_twice_is_sent_back(row, asked):
    assert messages(CHILDREN, ["STT", "Họ và tên", "Nam", "Nữ", "Ngày sinh"], list(row)) == asked


def test_of_two_dates_of_birth_that_agree_the_more_precise_one_is_taken():
    headings: list[Cell] = ["STT", "Họ và tên", "Nam", "Nữ", "Năm sinh"]
    (row,) = read(CHILDREN, sheet(TITLE, headings, [1.0, "Lê An", "28/7/2014", "", 2014.0])).records
    assert (row.values["birth"], row.values["birth_precision"]) == ("2014-07-28", "day")


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("Lớp 5A", 5),
        ("10A1", 10),
        (4.0, 4),
        ("ĐH năm 1", "ĐH năm 1"),
        ("Cao đẳng năm 2", "Cao đẳng năm 2"),
        ("Mẫu giáo 5 tuổi", "Mẫu giáo 5 tuổi"),
        ("Sinh viên năm thứ 2", "Sinh viên năm thứ 2"),
        ("lớp 9, dân tộc nội trú năm 2", 9),
    ],
)
def test_a_year_of_study_or_of_age_is_no_grade(written, means):
    assert grade(written, COLUMN) == {"grade": means}


def test_a_grade_below_zero_is_said():
    with pytest.raises(Unreadable):
        grade(-4.0, COLUMN)


LENGTHS: list[Cell] = ["STT", "Người nhận đỡ đầu", "Họ tên trẻ", "Xã", "Mức hỗ trợ/tháng", "Thời gian", "Số tháng"]


def lasting(period: Cell, months: Cell) -> list[Cell]:
    return [1.0, "Bà Lê Thị An", "Lê Bình", "Thanh Tùng", "300.000đ", period, months]


@pytest.mark.parametrize(
    ("period", "months", "ends"),
    [("01/2024 - 12/2024", 12.0, "2024-12"), ("Từ 01/2024", "6 tháng", "2024-06"), ("3 năm", 36.0, None)],
)
def test_a_number_of_months_completes_the_period(period, months, ends):
    (row,) = read(PLEDGES, sheet(TITLE, LENGTHS, lasting(period, months))).records
    assert (known(row.values).get("ends"), row.problems) == (ends, [])


@pytest.mark.parametrize(("period", "months"), [("01/2024 - 12/2024", 6.0), ("3 năm", 12.0)])
def test_a_number_of_months_that_is_not_the_periods_is_sent_back(period, months):
    assert messages(PLEDGES, LENGTHS, lasting(period, months)) == [OTHER_LENGTH]


def test_slashes_say_what_the_row_above_says():
    headings: list[Cell] = ["STT", "Họ và tên", "Năm sinh", "Hoàn cảnh"]
    rows: list[list[Cell]] = [[1.0, "Lê An", 2014.0, "Bố mất"], [2.0, "Lê Bình", 2014.0, "//"]]
    found = [row.values["circumstances"] for row in read(CHILDREN, sheet(TITLE, headings, *rows)).records]
    assert found == ["Bố mất", "Bố mất"]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("Lê Thị A (bà nội) 0912345678", {"_carer_phone": "0912345678"}),
        ("Lê Thị A - bà nội - SĐT: 0912.345.678", {"_carer_phone": "0912345678"}),
        ("Lê Thị A (bà nội), sinh năm 1955", {"_note_carer": "Carer: Lê Thị A (bà nội), sinh năm 1955"}),
        ("Lê Thị A 65t (bà nội)", {"_note_carer": "Carer: Lê Thị A 65t (bà nội)"}),
        ("Lê Thị A - bà nội - già yếu", {"_note_carer": "Carer: Lê Thị A - bà nội - già yếu"}),
    ],
)
def test_what_stands_beside_a_carer_is_kept(written, values):
    found = caregiver(written, ColumnContext("Carer", TODAY, TODAY))
    assert found == {"caregiver_name": "Lê Thị A", "caregiver_relation": "bà nội", **values}
