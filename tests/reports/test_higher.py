"""Forms of a higher level: their own layout, our numbers."""

import datetime
import io
import zipfile
from dataclasses import replace

import pytest
from django.utils.translation import override

from organisation.roles import Role
from reports.higher.figure_rows import FilledFigures
from reports.higher.filling import NAME, TEXT, Filled
from reports.higher.measures import CHANGE, UNTIL
from reports.higher.reading import NoHeadings, NotXlsx, read_form
from reports.higher.writing import written
from reports.indicators import INDICATORS
from reports.models import RowsBy
from reports.scope import Scope
from tests import factories as make
from tests.journeys.tasks import SAMPLES
from tests.reports.higher_records import FIGURE_ROWS, OF_FIGURES, cells_of, create_higher_form, workbook
from tests.reports.worlds import World, create_world

pytestmark = pytest.mark.django_db
DAY, BEFORE = datetime.date(2025, 2, 17), datetime.date(2024, 6, 30)
EMPTY = [["", "", "", "", "", ""]] * 6
TOTAL = ["", "Tổng cộng", "", "", "", ""]


@pytest.fixture(autouse=True)
def in_vietnamese():
    with override("vi"):
        yield


def leader(world: World):
    return make.create_user(role=Role.LEADER, unit=world.root)


def every_figure(what: str) -> dict[str, dict]:
    return {str(n): {"what": what, "of": key, "only": "", "in": 1} for n, key in enumerate(INDICATORS, 2)}


def test_headings_under_merged_cells_are_read_and_their_figures_guessed():
    form = create_higher_form(unit=make.create_unit(), data=workbook([*EMPTY, TOTAL]))

    assert (form.shape["first"], form.shape["last"], form.shape["ends"]) == (4, 5, 16)
    assert form.rows_by == RowsBy.COMMUNE
    assert [(n, said["what"], said.get("of"), said.get("in")) for n, said in form.columns.items()] == [
        ("0", "number", None, None),
        ("1", "name", None, None),
        ("2", "until", "children_sponsored", 1),
        ("3", "until", "children_waiting", 1),
        ("4", "until", "received_vnd", 1_000_000),
    ]


def test_a_heading_says_whose_rows_they_are_and_whether_the_period_alone_counts():
    headings = ["STT", "Đơn vị (xã, phường)", "Đỡ đầu: tổng số", "Đỡ đầu: trong kỳ báo cáo", "Số tiền đã nhận kỳ trước"]
    form = create_higher_form(unit=make.create_unit(), data=workbook([*EMPTY, TOTAL], headings=headings))

    assert form.rows_by == RowsBy.COMMUNE
    figures = {n: (said["what"], said["of"]) for n, said in form.columns.items() if "of" in said}
    assert figures == {"2": ("until", "children_sponsored"), "3": ("change", "children_sponsored")}


def test_a_file_without_headings_is_refused():
    with pytest.raises(NoHeadings):
        read_form(cells_only([["x"], ["y"]]))


def test_an_old_excel_file_is_told_to_be_saved_anew():
    with pytest.raises(NotXlsx, match="xlsx"):
        read_form((SAMPLES / "tre-mo-coi-mai-giang-vntime.xls").read_bytes())


def cells_only(rows):
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def make_world() -> World:
    return create_world(81)


def test_every_number_is_the_one_that_the_page_of_figures_gives(world):
    reader = leader(world)
    headings = ["TT", "Tên", *[f"Cột {n}" for n in range(3, 13)]]
    data = workbook([[""] * 12 for _n in range(12)] + [["", "Tổng cộng", *[""] * 10]], headings=headings)
    form = create_higher_form(unit=world.root, data=data)
    for form.rows_by in set(RowsBy.values) - {RowsBy.FIGURE}:
        for what in (UNTIL, CHANGE):
            form.columns = {"1": {"what": NAME}} | every_figure(what)
            filled = Filled(form, reader, DAY, BEFORE)
            assert differences(filled, what) == []
            assert filled.lines[-1].scope == Scope(user=reader, as_of=DAY, unit=world.root)
            assert not filled.left_out


def differences(filled: Filled, what: str) -> list[str]:
    """Where a cell says anything else than the figure of its row's scope."""
    found, said = [], 0
    for line in filled.lines:
        assert line.scope is not None
        for n, key in enumerate(INDICATORS, 2):
            value = INDICATORS[key].value(line.scope)
            then = INDICATORS[key].value(replace(line.scope, as_of=BEFORE)) if what == CHANGE else 0
            said += bool(value)
            if line.cells[n].value != value - then:
                found.append(f"{line.name} {key}")
    assert said >= len(INDICATORS)
    return found


def test_rows_that_name_their_commune_are_found_whatever_number_stands_before_it(world):
    names = [["1", "1. xã X"], ["2", "XÃ Y"], ["3", "Xã Nơi khác"], TOTAL]
    form = create_higher_form(unit=world.root, data=workbook(names))
    reader = leader(world)
    filled = Filled(form, reader, DAY, BEFORE)

    assert [line.pk for line in filled.lines] == [world.communes[0].pk, world.communes[1].pk, None, None]
    assert [line.name for line in filled.strange] == ["Xã Nơi khác"]
    assert world.communes[2].name in filled.left_out

    form.named = {"xa noi khac": world.communes[2].pk}
    again = Filled(form, reader, DAY, BEFORE)
    assert again.lines[2].pk == world.communes[2].pk
    assert not again.strange


def test_a_column_may_count_one_kind_of_donor_alone(world):
    only = {"what": UNTIL, "of": "received_vnd", "only": "donor_kind:organisation", "in": 1}
    form = create_higher_form(
        unit=world.root,
        rows_by=RowsBy.WHOLE,
        columns={"2": only, "3": only | {"only": ""}, "5": {"what": TEXT, "text": "x"}},
    )
    (line,) = Filled(form, leader(world), DAY, BEFORE).lines
    scope = Scope(as_of=DAY, unit=world.root)

    assert line.cells[2].value == INDICATORS["received_vnd"].value(replace(scope, donor_kind="organisation"))
    assert line.cells[2].value not in (0, line.cells[3].value)
    assert line.cells[5].value == "x"


def test_the_filled_form_keeps_its_layout_and_holds_numbers_and_no_formula(world):
    data = workbook([*EMPTY, TOTAL])
    form = create_higher_form(unit=world.root, data=data)
    filled = Filled(form, leader(world), DAY, BEFORE)
    before, after = cells_of(data), cells_of(written(data, filled.shape.sheet, filled.cells))

    for row, column, value in filled.cells:
        assert after.cell(row, column + 1).value == value, (row, column)
    assert len(filled.cells) > 12
    assert after["C7"].border.left.style == before["C7"].border.left.style == "thin"
    assert str(after.merged_cells) == str(before.merged_cells)
    assert (after.column_dimensions["B"].width, after.row_dimensions[7].height) == (33, 27)
    written_cells = {(row, column + 1) for row, column, _value in filled.cells}
    for row in before.iter_rows():
        for cell in row:
            if (cell.row, cell.column) not in written_cells:
                assert after.cell(cell.row, cell.column).value == cell.value


def test_a_form_too_short_says_who_has_no_row(world):
    filled = Filled(create_higher_form(unit=world.root, data=workbook([EMPTY[0], TOTAL])), leader(world), DAY, BEFORE)

    assert [line.row for line in filled.lines] == [7, 8]
    assert len(filled.left_out) >= 2


def test_a_formula_in_a_filled_cell_goes_and_the_others_are_worked_out_anew():
    data = workbook([["1", "Xã X", 0, 0, 0, "=C7+D7"]])
    after = written(data, "Biểu 01", [(7, 2, 5), (7, 5, "Tốt & <nhanh>"), (40, 27, 1.5)])

    page = cells_of(after)
    assert (page["C7"].value, page["F7"].value, page["AB40"].value) == (5, "Tốt & <nhanh>", 1.5)
    book = zipfile.ZipFile(io.BytesIO(after)).read("xl/workbook.xml")
    assert b'fullCalcOnLoad="1"' in book


def test_rows_that_are_figures_are_known_by_their_words_and_two_of_one_name_apart():
    form = create_higher_form(unit=make.create_unit(), data=workbook(FIGURE_ROWS, headings=OF_FIGURES))

    assert form.rows_by == RowsBy.FIGURE
    assert {n: said["what"] for n, said in form.columns.items()} == {
        "1": "name",
        "3": "until",
        "4": "change",
        "5": "before",
    }
    assert {name: (said["of"], said["in"]) for name, said in form.named.items()} == {
        "so tre dang duoc do dau": ("children_sponsored", 1),
        "so tre dang cho do dau": ("children_waiting", 1),
        "kinh phi da nhan": ("received_vnd", 1_000_000),
    }


def test_each_row_has_its_figure_in_every_column_and_what_it_cannot_have_stays_empty(world):
    data = workbook(FIGURE_ROWS, headings=OF_FIGURES)
    form = create_higher_form(unit=world.root, data=data)
    form.named |= {"trong do: con doan vien": {"of": "children_waiting_union", "only": "", "in": 1}}
    form.columns["6"] = {"what": "until", "only": "donor_kind:individual"}
    reader = leader(world)
    filled = FilledFigures(form, reader, DAY, BEFORE)
    scope = Scope(user=reader, as_of=DAY, unit=world.root)

    after = cells_of(written(data, filled.shape.sheet, filled.cells))
    for row, key, unit in ((8, "children_sponsored", 1), (9, "children_waiting", 1), (11, "received_vnd", 10**6)):
        now, then = (INDICATORS[key].value(replace(scope, as_of=day)) for day in (DAY, BEFORE))
        assert [after.cell(row, n).value for n in (4, 5, 6)] == [now / unit, (now - then) / unit, then / unit]
        assert now != then
    only = INDICATORS["children_sponsored"].value(replace(scope, donor_kind="individual"))
    assert [after.cell(row, 7).value for row in (7, 8, 9)] == [None, only, None]
    assert after["D12"].value == "x"
    assert [line.name for line in filled.strange] == ["Trẻ em", "Trong đó: con đoàn viên"]
    assert [line.row for line in filled.strange] == [7, 12]
