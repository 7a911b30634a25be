import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from children.lists import CHILDREN
from imports import understanding
from imports.fields import kinds
from imports.reading import Cell, Merge, read_workbook
from imports.understanding import Context, SheetCorrection
from sponsorship.lists import PLEDGES
from tests.imports.places import country
from tests.imports.sheets import CONTEXT, known, read, sheet

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Xóm", "Xã"]


def child(number=1.0, name="Lê Đức Kiên", birth="17/10/2012", sex="Nam", hamlet="Xóm 1", commune="Thanh Tùng"):
    return [number, name, birth, sex, hamlet, commune]


def statuses(result):
    return [(row.row, row.status) for row in result.rows]


def test_the_kinds_of_list_are_registered():
    assert kinds()["children"] is CHILDREN
    assert kinds()["pledges"] is PLEDGES


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tre-can-do-dau-huyen.xlsx", CHILDREN),
        ("tre-mo-coi.csv", CHILDREN),
        ("tre-mo-coi-thanh-tung.xlsx", CHILDREN),
        ("tre-mo-coi-mai-giang-vntime.xls", CHILDREN),
        ("nhan-do-dau-2024.xlsx", PLEDGES),
        ("nhan-do-dau-bo-sung.xlsx", PLEDGES),
    ],
)
def test_a_list_as_unions_keep_it_gives_what_a_careful_clerk_would_enter(name, kind):
    truth = json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))
    result = read(kind, *read_workbook(SAMPLES / name).sheets)
    only_sheet = next(s.name for s in result.sheets if not s.ignored)
    keys = set(truth["records"][0]) - {"sheet", "row"}
    found = {(row.sheet, row.row): {key: row.values[key] for key in keys} for row in result.records}
    wanted = {(r.get("sheet", only_sheet), r["row"]): {key: r.get(key) for key in keys} for r in truth["records"]}
    assert found == wanted
    assert [row.row for row in result.rows if row.status == "error"] == [r["row"] for r in truth["sent_back"]]


def test_rows_that_are_no_records_are_skipped_with_a_reason():
    result = read(
        CHILDREN,
        sheet(
            ["DANH SÁCH TRẺ XÃ THANH TÙNG NĂM 2024"], HEADINGS, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            ["I. THÔN ĐÔNG"], child(), [], HEADINGS, child(2.0, "Lê B C"), [3.0], ["", "Cộng", 2.0],
            ["", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"], ["", "Lê Thị D"],
        ),
    )  # fmt: skip
    reasons = {row.row: row.reason for row in result.rows if row.status == "skipped"}
    assert reasons == {
        3: "Column numbers.", 4: "A section heading.", 7: "The headings again.", 9: "Nothing but a number.",
        10: "A total.", 11: "Signatures and notes below the list.", 12: "Signatures and notes below the list.",
    }  # fmt: skip
    assert [row.row for row in result.records] == [5, 8]


def test_a_section_names_the_hamlet_or_the_commune_of_the_rows_below():
    result = read(
        CHILDREN,
        sheet(
            ["NĂM 2024"], HEADINGS[:4], ["I. XÃ THANH TÙNG"], child()[:4], ["1.", "THÔN ĐÔNG"], child(2.0)[:4],
            ["II. XÃ THANH HÀ"], child(3.0)[:4],
        ),
    )  # fmt: skip
    places = [(row.values["hamlet"], row.values["former_commune"], row.values["commune"]) for row in result.records]
    assert places == [
        (None, "Thanh Tùng", "Bích Hào"), ("Thôn Đông", "Thanh Tùng", "Bích Hào"), (None, "Thanh Hà", "Kim Bảng"),
    ]  # fmt: skip


def test_two_tables_side_by_side_are_two_tables():
    headings = ["TT", "Họ và tên", "Ngày sinh"]
    rows: list[list[Cell]] = [[*headings, "", *headings], [1.0, "Lê An", "28/7/2014", "", 2.0, "Lê Bình", "13/5/2015"]]
    result = read(CHILDREN, sheet(*rows))
    assert [(row.sheet, row.row, row.values["full_name"], row.values["birth"]) for row in result.records] == [
        ("Sheet1", 2, "Lê An", "2014-07-28"),
        ("Sheet1 [E]", 2, "Lê Bình", "2015-05-13"),
    ]
    assert len(result.sheets[0].remarks) == 1


def test_an_address_without_a_commune_of_the_unit_is_said():
    result = read(
        CHILDREN, sheet(["TT", "Họ và tên", "Địa chỉ"], [1.0, "Lê An", "gần chợ"], [2.0, "Lê Bình", "xóm 3 Thanh Tùng"])
    )
    assert [[p.look for p in row.problems] for row in result.records] == [[True], []]
    assert result.records[1].values["hamlet"] == "xóm 3"


def test_ditto_marks_say_what_the_row_above_says():
    rows = [HEADINGS, child(), child(2.0, "Lê An", hamlet="-nt-", commune='"'), child(3.0, "Lê Bình", hamlet="-nt-")]
    found = [(r.values["hamlet"], r.values["former_commune"]) for r in read(CHILDREN, sheet(*rows)).records]
    assert found == [("Xóm 1", "Thanh Tùng")] * 3


def test_a_numbered_row_without_its_donor_says_whose_name_it_took():
    headings: list[Cell] = ["STT", "Người nhận đỡ đầu", "Họ tên trẻ", "Mức hỗ trợ", "Thời gian"]
    pledge: list[Cell] = ["", "", "Lê An", "300 nghìn/tháng", "Từ 01/2024"]
    rows: list[list[Cell]] = [headings, [1.0, "Bà Lê Thị A", *pledge[2:]], pledge, [2.0, *pledge[1:]]]
    result = read(PLEDGES, sheet(*rows))
    assert [r.values["donor"] for r in result.records] == ["Lê Thị A"] * 3
    assert [[p.look for p in r.problems] for r in result.records] == [[], [], [True]]


def test_a_row_with_an_impossible_date_or_without_name_is_sent_back_with_the_column():
    result = read(CHILDREN, sheet(HEADINGS, child(), child(2.0, birth="31/02/2015"), child(3.0, name="")))
    assert statuses(result) == [(2, "record"), (3, "error"), (4, "error")]
    assert [(p.column, p.message % p.params) for row in result.rows for p in row.errors] == [
        ("Ngày sinh", "There is no such date: 31/02/2015."),
        ("Họ và tên", "The child's name is missing."),
    ]


def test_what_is_not_vital_is_noted_and_the_child_still_entered():
    headings = [*HEADINGS, "SĐT", "Nguyện vọng"]
    (row,) = read(CHILDREN, sheet(headings, [*child(name="Lê An (em của Bình)"), "12345", "xe đạp"])).rows
    assert row.status == "record"
    assert row.values["phone"] is None
    assert row.values["note"] == "em của Bình; SĐT: 12345; Nguyện vọng: xe đạp"
    assert [problem.column for problem in row.warnings] == ["SĐT"]


def test_marks_under_the_parents_say_who_is_dead():
    headings = ["Họ và tên", "Năm sinh", "Mồ côi cha", "Mồ côi mẹ", "Mồ côi cả cha và mẹ"]
    result = read(
        CHILDREN,
        sheet(headings, ["Lê A", 2012.0, "x"], ["Lê B", 2012.0, "", "X"], ["Lê C", 2012.0, "", "", "x"],
              ["Lê D", 2012.0, "x", "x"], ["Lê E", 2012.0]),
    )  # fmt: skip
    assert [row.values["orphan_status"] for row in result.records] == ["father", "mother", "both", "both", None]


def test_a_commune_that_nobody_knows_is_left_open_and_said():
    (row,) = read(CHILDREN, sheet(HEADINGS, child(commune="xã Thanh Lĩnh"))).rows
    assert row.status == "record"
    assert (row.values["commune"], row.values["address_as_written"]) == (None, "Xóm 1, xã Thanh Lĩnh")
    assert row.warnings[0].message % row.warnings[0].params == "No commune is known by the name “xã Thanh Lĩnh”."


def test_a_commune_that_fits_several_places_is_left_open_with_the_places():
    everywhere = Context(country(), today=CONTEXT.today)
    (row,) = read(CHILDREN, sheet(HEADINGS, child(commune="xã Tân Lập")), context=everywhere).rows
    assert row.values["commune_key"] is None
    assert "may be one of several places" in row.warnings[0].message


def test_lists_of_before_and_after_the_reform_mean_their_own_communes():
    for title, former in (("DANH SÁCH NĂM 2024", "Kim Bảng"), ("DANH SÁCH NĂM 2026", None)):
        (row,) = read(CHILDREN, sheet([title], HEADINGS, child(commune="Kim Bảng"))).records
        assert (row.values["former_commune"], row.values["commune"]) == (former, "Kim Bảng")


def test_a_list_without_date_means_the_communes_that_its_other_names_mean():
    for other, former in (("Thanh Tùng", "Kim Bảng"), ("Bích Hào", None)):
        result = read(CHILDREN, sheet(HEADINGS, child(commune="Kim Bảng"), child(2.0, commune=other)))
        assert result.records[0].values["former_commune"] == former


def test_the_commune_that_the_user_chose_serves_where_the_list_names_none():
    context = Context(CONTEXT.places, CONTEXT.today, default_commune="2025a-c17812")
    (row,) = read(CHILDREN, sheet(HEADINGS[:5], child()[:5]), context=context).records
    assert (row.values["former_commune"], row.values["commune"]) == ("Thanh Tùng", "Bích Hào")


PLEDGE_HEADINGS = ["STT", "Người nhận đỡ đầu", "SĐT", "Họ tên trẻ", "Năm sinh", "Xã", "Mức hỗ trợ", "Thời gian"]
PLEDGE: list[Cell] = [
    1.0, "Bà Lê Thị An", "0912345678", "Lê Bình", 2012.0, "Thanh Tùng", "500k/tháng", "Từ 01/2024 đến 12/2026"
]  # fmt: skip


def test_a_pledge_is_read_whole():
    (row,) = read(PLEDGES, sheet(PLEDGE_HEADINGS, PLEDGE)).records
    assert known(row.values) == {
        "donor": "Lê Thị An", "donor_kind": "individual", "donor_honorific": "Bà", "donor_phone": "0912345678",
        "child": "Lê Bình", "child_birth": "2012", "child_birth_precision": "year", "child_birth_year": 2012,
        "former_commune": "Thanh Tùng", "commune": "Bích Hào", "address_as_written": "Thanh Tùng",
        "amount_vnd": 500_000, "per": "month", "starts": "2024-01", "ends": "2026-12",
    }  # fmt: skip


def test_the_donors_second_child_stands_below_without_the_donor():
    result = read(PLEDGES, sheet(PLEDGE_HEADINGS, PLEDGE, ["", "", "", "Lê Chi", 2014.0, *PLEDGE[5:]]))
    assert [(row.values["donor"], row.values["donor_phone"], row.values["child"]) for row in result.records] == [
        ("Lê Thị An", "0912345678", "Lê Bình"), ("Lê Thị An", "0912345678", "Lê Chi"),
    ]  # fmt: skip


def test_a_child_below_a_total_belongs_to_no_donor_above_it():
    result = read(PLEDGES, sheet(PLEDGE_HEADINGS, PLEDGE, ["", "Cộng"], ["", "", "", "Lê Chi", 2014.0, *PLEDGE[5:]]))
    assert [p.message for p in result.rows[-1].errors] == ["The donor's name is missing."]


def test_an_amount_merged_over_several_children_is_each_ones_amount():
    second: list[Cell] = [2.0, "Ông Lê Dũng", "0912345679", "Lê Chi", 2014.0, "Thanh Tùng", "", "3 năm từ 01/2024"]
    result = read(PLEDGES, sheet(PLEDGE_HEADINGS, PLEDGE, second, merges=[Merge(2, 6, 3, 6)]))
    assert [row.values["amount_vnd"] for row in result.records] == [500_000, 500_000]


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ("300 đến 500 nghìn/tháng", "is not one exact amount"),
        ("500.000 đ", "How often the amount is given is missing"),
        ("", "The amount is missing"),
    ],
)
def test_a_pledge_without_a_certain_amount_is_sent_back_with_one_reason(amount, says):
    (row,) = read(PLEDGES, sheet(PLEDGE_HEADINGS, [*PLEDGE[:6], amount, PLEDGE[7]])).rows
    assert row.status == "error"
    assert [says in problem.message for problem in row.errors] == [True]


def test_the_heading_says_the_unit_and_how_often():
    headings = [*PLEDGE_HEADINGS[:6], "Mức hỗ trợ/tháng", "Từ tháng", "Đến tháng"]
    page = sheet(["ĐVT: nghìn đồng"], headings, [*PLEDGE[:6], 500.0, "01/2024", "đủ 18 tuổi"])
    (row,) = read(PLEDGES, page).records
    assert (row.values["amount_vnd"], row.values["per"]) == (500_000, "month")
    assert (row.values["starts"], row.values["ends"], row.values["until_age_18"]) == ("2024-01", None, True)


def test_hidden_empty_and_foreign_sheets_are_not_read_and_say_why():
    result = read(
        CHILDREN, sheet(HEADINGS, child()), sheet(HEADINGS, child(), name="Ẩn", visible=False), sheet(name="Trống"),
        sheet(["Thu", "Chi"], [1.0, 2.0], name="Quỹ"),
    )  # fmt: skip
    assert [s.ignored for s in result.sheets] == [
        "", understanding.HIDDEN, understanding.EMPTY, understanding.NO_HEADER,
    ]  # fmt: skip
    assert {row.sheet for row in result.rows} == {"Sheet1"}


def test_a_person_may_correct_header_columns_and_the_choice_of_sheets():
    page = sheet(
        ["Danh mục"], ["Cháu nào", "Ngày sinh", "Trường"], ["Lê An", "2012", "TH Thanh Hà"], name="Ẩn", visible=False
    )
    assert read(CHILDREN, page).rows == []
    corrected = SheetCorrection(header_rows=(2, 2), columns={"A": "full_name", "C": ""}, use=True)
    (row,) = read(CHILDREN, page, corrections={"Ẩn": corrected}).rows
    assert (row.values["full_name"], row.values["birth"], row.values["school"]) == ("Lê An", "2012", None)
    assert row.values["note"] == "Trường: TH Thanh Hà"
    left_out = read(CHILDREN, sheet(HEADINGS, child()), corrections={"Sheet1": SheetCorrection(use=False)})
    assert (left_out.rows, left_out.sheets[0].ignored) == ([], understanding.LEFT_OUT)


def test_a_correction_that_makes_no_sense_does_no_harm():
    page = sheet(HEADINGS, child())
    beyond = SheetCorrection(header_rows=(5, 9))
    assert read(CHILDREN, page, corrections={"Sheet1": beyond}).sheets[0].ignored == understanding.NO_HEADER
    unknown = SheetCorrection(columns={"A": "no_such_field", "ZZ": "full_name"})
    assert read(CHILDREN, page, corrections={"Sheet1": unknown}).count("record") == 1


def test_a_raised_digit_under_an_age_is_asked_and_breaks_nothing():
    (row,) = read(CHILDREN, sheet(["STT", "Họ và tên", "Tuổi"], [1.0, "Lê An", "¹"])).rows
    assert row.status == "error"


CELLS = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.sampled_from(
        ["x", "Lê An", "31/02/2015", "Cộng", "I. XÃ THANH TÙNG", "0912345678", "mồ côi cha", "Xóm 1, Thanh Hà"]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(),
    st.booleans(),
    st.dates(),
)


@settings(max_examples=max(150, settings.default.max_examples))  # type: ignore[union-attr]  # conftest loads one
@given(
    st.lists(st.lists(CELLS, max_size=8), max_size=8),
    st.sampled_from([(CHILDREN, HEADINGS), (PLEDGES, PLEDGE_HEADINGS)]),
)
def test_whatever_stands_in_the_cells_every_row_is_accounted_for(rows, kind_and_headings):
    kind, headings = kind_and_headings
    result = read(kind, sheet(headings, *rows), corrections={"Sheet1": SheetCorrection(header_rows=(1, 1))})
    filled = [i for i, row in enumerate(rows, 2) if any(not isinstance(c, str) or c.strip() for c in row)]
    assert [row.row for row in result.rows] == filled
    for row in result.rows:
        assert (row.status == "error") == bool(row.errors)
        assert (row.status == "skipped") == bool(row.reason)
        assert set(row.values) == (set() if row.reason else set(kind.value_keys))


def test_a_row_can_be_shown_as_it_was_written():
    result = read(CHILDREN, sheet(HEADINGS, child(name="LÊ  AN", birth=dt.date(2012, 1, 2))))
    raw = result.sheets[0].raw(result.rows[0])
    assert (raw["Họ và tên"], raw["Ngày sinh"], raw["STT"]) == ("LÊ AN", "02/01/2012", "1")


def test_what_we_export_is_understood():
    headings = [
        "Mã", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Xóm/thôn", "Xã (trước 7/2025)", "Xã (hiện nay)",
        "Tình trạng mồ côi", "Người nuôi dưỡng", "Quan hệ", "Số điện thoại", "Diện hộ", "Con đoàn viên (CĐCS)",
    ]  # fmt: skip
    line = ["TE-1", "Lê An", "12/2014", "Nữ", "Kinh", "Xóm 1", "Kim Bảng", "Kim Bảng", "Mồ côi cả cha và mẹ", "Lê Bình",
            "bà nội", "0912345678", "Hộ cận nghèo", "Công đoàn Tòa án"]  # fmt: skip
    (row,) = read(CHILDREN, sheet(headings, line)).records
    assert known(row.values) == {
        "code": "TE-1", "full_name": "Lê An", "birth": "2014-12", "birth_precision": "month", "sex": "female",
        "ethnicity": "Kinh", "hamlet": "Xóm 1", "former_commune": "Kim Bảng", "commune": "Kim Bảng",
        "address_as_written": "Xóm 1, Kim Bảng", "orphan_status": "both", "circumstances": "Mồ côi cả cha và mẹ",
        "caregiver_name": "Lê Bình", "caregiver_relation": "bà nội", "phone": "0912345678", "poverty": "near_poor",
        "union_unit": "Công đoàn Tòa án", "union_child": True,
    }  # fmt: skip
