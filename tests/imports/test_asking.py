"""What is asked and not guessed: dates, amounts, places; and several tables on one sheet."""

import datetime as dt
from typing import cast

import pytest

from children.lists import CHILDREN
from imports.names import SEVERAL
from imports.understanding import Context, SheetCorrection
from sponsorship.lists import PLEDGES
from tests.imports.places import country
from tests.imports.sheets import CONTEXT, known, read, sheet
from tests.imports.test_understanding import HEADINGS, PLEDGE, PLEDGE_HEADINGS, child


def test_a_second_table_on_the_sheet_is_read_by_its_own_headings():
    result = read(
        CHILDREN,
        sheet(
            ["DANH SÁCH XÃ THANH TÙNG NĂM 2024"], HEADINGS[:4], child()[:4], [], ["DANH SÁCH XÃ THANH HÀ"],
            ["TT", "Năm sinh", "Họ tên cháu", "Giới tính"], [1.0, 2015.0, "Lê Thị Hà", "Nữ"],
        ),
    )  # fmt: skip
    assert [(s.name, s.header and s.header.first_row) for s in result.sheets] == [("Sheet1", 2), ("Sheet1 [5]", 6)]
    assert [known(row.values)["full_name"] for row in result.records] == ["Lê Đức Kiên", "Lê Thị Hà"]
    assert [(row.values["birth"], row.values["commune"]) for row in result.records] == [
        ("2012-10-17", "Bích Hào"), ("2015", "Kim Bảng"),
    ]  # fmt: skip
    assert [row.row for row in result.rows] == [3, 5, 6, 7]
    assert [remark.params for remark in result.sheets[0].remarks] == [{"row": 5}]


def test_a_table_of_another_kind_on_the_sheet_is_told_and_not_read():
    result = read(PLEDGES, sheet(
        PLEDGE_HEADINGS, PLEDGE, [],
        ["TT", "Họ và tên bố", "Quan hệ với trẻ", "Người nuôi dưỡng", "Hoàn cảnh", "Dân tộc", "Họ và tên cháu"],
        [1.0, "Lê Văn A", "bố", "Lê Văn A", "Mồ côi mẹ", "Kinh", "Lê B"],
    ))  # fmt: skip
    assert [s.name for s in result.sheets] == ["Sheet1"]
    assert (result.count("record"), result.count("error"), result.count("skipped")) == (1, 0, 2)
    assert "no list of this kind" in result.sheets[0].remarks[0].message


def test_headings_repeated_on_every_printed_page_are_no_second_table():
    page = sheet(HEADINGS, child(), HEADINGS, child(2.0), ["STT", "HỌ VÀ TÊN", "Ngày sinh", "Giới tính", "Xóm", "Xã"],
                 child(3.0))  # fmt: skip
    result = read(CHILDREN, page)
    assert (len(result.sheets), result.count("record"), result.count("skipped")) == (1, 3, 2)


@pytest.mark.parametrize(
    ("cells", "births"),
    [
        ([dt.date(2012, 7, 28), dt.date(2014, 5, 4)], ["2012-07-28", "2014-05-04"]),
        ([dt.date(2012, 7, 8), dt.date(2014, 5, 4)], ["asked", "asked"]),
        ([dt.date(2012, 7, 7), "2014"], ["2012-07-07", "2014"]),
        ([dt.date(2012, 7, 8), "28/7/2012"], ["asked", "2012-07-28"]),
        (["7/28/2012", "5/4/2014"], ["2012-07-28", "2014-05-04"]),
        (["28/7/2012", "5/4/2014"], ["2012-07-28", "2014-04-05"]),
        (["28/7/2012", "7/28/2012", "5/4/2014"], ["2012-07-28", "asked", "asked"]),
        (["5/4/2014", "6/4/2014"], ["2014-04-05", "2014-04-06"]),
    ],
)
def test_day_and_month_are_told_by_the_column_or_asked(cells, births):
    rows = read(CHILDREN, sheet(HEADINGS, *(child(float(i), f"Lê A{'bcd'[i]}", c) for i, c in enumerate(cells)))).rows
    assert [row.values["birth"] or "asked" for row in rows] == births
    for row, birth in zip(rows, births, strict=True):
        assert (row.status == "error") == (birth == "asked")


def test_an_undecided_date_offers_both_and_one_answer_for_the_column():
    page = sheet(HEADINGS, child(birth=dt.date(2012, 7, 8)))
    (problem,) = read(CHILDREN, page).rows[0].errors
    assert (problem.column, problem.letter) == ("Ngày sinh", "C")
    assert problem.choices == (("08/07/2012", "2012-07-08"), ("07/08/2012", "2012-08-07"))
    assert [said["dates"] for said in cast(list, problem.about["column_choices"])] == ["dmy", "mdy"]
    for order, birth in (("dmy", "2012-07-08"), ("mdy", "2012-08-07")):
        answered = {"Sheet1": SheetCorrection(dates={"C": order})}
        assert read(CHILDREN, page, corrections=answered).records[0].values["birth"] == birth


def test_what_a_person_writes_into_a_cell_counts_and_the_cell_stays_as_written():
    page = sheet(HEADINGS, child(birth=dt.date(2012, 7, 8)), child(2.0, name="", birth="31/02/2015"))
    said = {"Sheet1": SheetCorrection(cells={2: {"C": "7/8/2012"}, 3: {"B": "Lê An", "C": "28/2/2015"}})}
    first, second = read(CHILDREN, page, corrections=said).records
    assert (first.values["birth"], second.values["full_name"], second.values["birth"]) == (
        "2012-08-07", "Lê An", "2015-02-28",
    )  # fmt: skip
    assert second.cells[1:3] == ["", "31/02/2015"]


def test_a_range_of_money_offers_its_ends():
    (row,) = read(PLEDGES, sheet(PLEDGE_HEADINGS, [*PLEDGE[:6], "300 đến 500 000 đồng/ tháng", PLEDGE[7]])).rows
    (problem,) = row.errors
    assert [text for _label, text in problem.choices] == ["300.000 đ/tháng", "500.000 đ/tháng"]
    said = {"Sheet1": SheetCorrection(cells={2: {problem.letter: problem.choices[0][1]}})}
    page = sheet(PLEDGE_HEADINGS, [*PLEDGE[:6], "300 đến 500 000 đồng/ tháng", PLEDGE[7]])
    assert read(PLEDGES, page, corrections=said).records[0].values["amount_vnd"] == 300_000


def test_a_place_of_another_unit_is_refused_and_near_names_are_offered():
    (row,) = read(CHILDREN, sheet(HEADINGS, child(commune="xã Thanh Tùn"))).rows
    (problem,) = row.warnings
    name = "Xã Thanh Tùng, Huyện Thanh Chương, Tỉnh Nghệ An"
    assert (name, f"{name} (cũ)") in problem.choices
    (row,) = read(CHILDREN, sheet(HEADINGS, child(commune="xã Nam Lĩnh, huyện Nam Đàn"))).rows
    assert row.status == "error"
    assert "is not in the area of this unit" in row.errors[0].message


def test_every_place_offered_is_read_as_that_place():
    everywhere = Context(country(), today=CONTEXT.today)
    (row,) = read(CHILDREN, sheet(HEADINGS, child(commune="xã Tân Lập")), context=everywhere).rows
    choices = row.warnings[0].choices
    assert len(choices) >= 3
    for label, text in choices:
        page = sheet(HEADINGS, child(commune=text))
        (chosen,) = read(CHILDREN, page, context=everywhere).records
        assert chosen.values["commune_key"] or chosen.values["former_commune_key"], label
        assert not chosen.warnings


@pytest.mark.parametrize("address", ["Xóm 16 xã Thanh Tùn", "Xóm 16, xã Thanh Tùn", "xã Thanh Tùn, xóm 16"])
def test_the_hamlet_stays_when_an_offered_commune_is_chosen(address):
    headings = ["STT", "Họ và tên", "Năm sinh", "Địa chỉ"]
    (row,) = read(CHILDREN, sheet(headings, [1.0, "Lê Bảo An", 2014.0, address])).rows
    choices = [text for label, text in row.warnings[0].choices if "Thanh Tùng" in label]

    (chosen,) = read(CHILDREN, sheet(headings, [1.0, "Lê Bảo An", 2014.0, choices[0]])).records

    assert (str(chosen.values["hamlet"]).lower(), chosen.values["former_commune"]) == ("xóm 16", "Thanh Tùng")


@pytest.mark.parametrize(
    "name",
    ["1. Lê Bảo Bình\n2. Lê Bảo Châu", "Lê Bảo Bình\nLê Bảo Châu", "Lê Bảo Bình và Lê Bảo Châu", "Lê Bình; Lê Châu"],
)
def test_two_children_in_one_cell_are_sent_back(name):
    (row,) = read(CHILDREN, sheet(HEADINGS, child(name=name))).rows
    assert [(p.column, p.message) for p in row.errors] == [("Họ và tên", SEVERAL)]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Nguyễn Thị\nHồng Nhung", {"full_name": "Nguyễn Thị Hồng Nhung"}),
        ("Lê An (em của Bình)", {"full_name": "Lê An", "note": "em của Bình"}),
        ("Lê Bảo Bình, 2015, xóm Đông, Thanh Tùng", {
            "full_name": "Lê Bảo Bình", "birth": "2015", "birth_precision": "year", "hamlet": "xóm Đông",
            "former_commune": "Thanh Tùng", "commune": "Bích Hào", "address_as_written": "xóm Đông, Thanh Tùng"}),
        ("LÊ BẢO BÌNH (28/7/2015)", {"full_name": "Lê Bảo Bình", "birth": "2015-07-28", "birth_precision": "day"}),
        ("Lê Bảo Bình - SN 2015", {"full_name": "Lê Bảo Bình", "birth": "2015", "birth_precision": "year"}),
        ("H'Hen Niê", {"full_name": "H'Hen Niê"}),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_taken_for_what_it_is(name, wanted):
    (row,) = read(CHILDREN, sheet(["DANH SÁCH NĂM 2024"], ["STT", "Họ và tên", "Ghi chú"], [1.0, name, ""])).rows
    assert known(row.values) == wanted
