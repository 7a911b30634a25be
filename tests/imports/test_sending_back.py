"""Rows go back to who sent them, and are known when they return."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from children.models import Child
from imports import sending_back
from imports.models import ImportBatch
from imports.operations import apply_batch
from organisation.models import Unit
from tests import factories
from tests.imports.lists import CHILD_HEADINGS, child_row, children_list, counts, entered, opened, programme

pytestmark = pytest.mark.django_db

WRONG_DAY = "31/02/2015"
MIXED = children_list(child_row(), child_row("Trần Thị Khác", WRONG_DAY), title="DANH SÁCH (Tính đến ngày 30/9/2024)")


@pytest.fixture
def unit() -> Unit:
    return programme()


def sent_back(batch: ImportBatch) -> Any:
    response, _count = sending_back.workbook_of(batch)
    return load_workbook(io.BytesIO(response.getvalue()))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell_with(sheet: Any, text: str) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def mended(batch: ImportBatch, *, wrong: str = WRONG_DAY, right: str = "28/02/2015") -> bytes:
    book = sent_back(batch)
    cell_with(book.active, wrong).value = right
    return saved(book)


def test_the_workbook_has_title_headings_and_columns_as_sent_and_the_reasons_last(unit: Unit) -> None:
    sheet = sent_back(opened(MIXED, unit)).active

    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "DANH SÁCH (Tính đến ngày 30/9/2024)"
    assert tuple(rows[1][:-1]) == CHILD_HEADINGS
    assert tuple(rows[2][:-1]) == child_row("Trần Thị Khác", WRONG_DAY)
    assert (rows[1][-1], len(rows)) == ("Nội dung cần sửa", 3)
    assert rows[2][-1].startswith("Dòng 4: Ngày sinh:")


def test_what_comes_back_is_known_for_the_list_it_came_from(unit: Unit) -> None:
    first = entered(MIXED, unit)
    assert sending_back.still_to_mend(first).count() == 1

    second = opened(mended(first), unit)

    row = second.rows.exclude(status="skipped").get()
    assert (second.parent, row.status, row.values.get("note")) == (first, "new", None)
    assert row.mends == first.rows.get(status="error").pk
    apply_batch(batch=second, by=None)
    assert sending_back.still_to_mend(first).count() == 0
    assert str(Child.objects.get(full_name="Trần Thị Khác").birth_date) == "2015-02-28"


def test_a_row_that_comes_back_wrong_again_is_still_to_be_mended(unit: Unit) -> None:
    first = entered(MIXED, unit)

    second = opened(mended(first, right="30/02/2015"), unit)

    assert counts(second) == {"error": 1}
    assert sending_back.still_to_mend(first).count() == 1


def test_rows_in_another_order_still_find_their_own(unit: Unit) -> None:
    rows = [child_row(f"Trần Thị {n}", WRONG_DAY) for n in ("Hai", "Ba", "Tư")]
    first = entered(children_list(child_row(), *rows), unit)
    book = sent_back(first)
    cells = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=3)]
    for number, values in enumerate(reversed(cells), 3):
        for column, value in enumerate(values, 1):
            book.active.cell(number, column).value = "28/02/2015" if value == WRONG_DAY else value

    second = opened(saved(book), unit)

    names = dict(first.rows.filter(status="error").values_list("pk", "values__full_name"))
    came_back = second.rows.filter(mends__isnull=False)
    assert [names[row.mends or 0] for row in came_back] == [row.values["full_name"] for row in came_back]
    assert came_back.count() == 3


def test_the_place_that_stood_in_a_section_comes_back_with_the_row(unit: Unit) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "DS"
    for values in (
        ["DANH SÁCH TRẺ EM CẦN NHẬN ĐỠ ĐẦU"],
        ["STT", "Họ và tên", "Ngày sinh", "Hoàn cảnh"],
        ["I. XÃ THANH XUÂN"],
        [1, "Lê Đức Kiên", "17/10/2012", "Mồ côi mẹ"],
        [2, "Trần Thị Khác", WRONG_DAY, "Mồ côi mẹ"],
    ):
        sheet.append(values)
    first = entered(saved(book), unit, kind="children")
    place = first.rows.get(row=4).values["former_commune"]
    assert place == "Thanh Xuân"

    second = opened(mended(first), unit)

    row = second.rows.get(status="new")
    assert (row.values["former_commune"], row.values.get("note")) == (place, None)


def test_headings_over_several_columns_are_understood_as_before(unit: Unit) -> None:
    book = Workbook()
    sheet = book.active
    for values in (
        ["DANH SÁCH TRẺ EM MỒ CÔI XÃ THANH TÙNG"],
        ["TT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Họ tên bố", "Họ tên mẹ", "Mồ côi", "", ""],
        ["", "", "Nam", "Nữ", "", "", "Cha", "Mẹ", "Cả cha và mẹ"],
        [1, "Lê Đức Kiên", "17/10/2012", "", "Lê Văn A", "Hồ Thị B", "", "x", ""],
        [2, "Trần Thị Khác", "", WRONG_DAY, "Trần Văn C", "Ngô Thị D", "x", "", ""],
    ):
        sheet.append(values)
    for merged in ("C2:D2", "G2:I2", "A2:A3", "B2:B3", "E2:E3", "F2:F3"):
        sheet.merge_cells(merged)
    first = entered(saved(book), unit, kind="children")

    second = opened(mended(first), unit)

    values = second.rows.get(status="new").values
    assert (values["sex"], values["orphan_status"], values["father_name"]) == ("female", "father", "Trần Văn C")
    assert values.get("note") is None


def test_a_workbook_that_came_back_to_another_unit_tells_nothing_of_the_first_list(unit: Unit) -> None:
    first = entered(MIXED, unit)

    second = opened(mended(first), factories.create_unit())

    assert (second.parent, second.rows.filter(mends__isnull=False).count()) == (None, 0)


def test_reasons_without_the_hidden_sheet_are_left_aside_too(unit: Unit) -> None:
    book = load_workbook(io.BytesIO(mended(entered(MIXED, unit))))
    del book["nguon"]

    second = opened(saved(book), unit)

    assert (second.parent, second.rows.get(status="new").values.get("note")) == (None, None)


def test_cells_that_were_typed_in_the_preview_go_back_as_typed(unit: Unit) -> None:
    from imports.deciding import write_cells

    batch = opened(MIXED, unit, keep_file=True)
    write_cells(batch=batch, key="!4", texts={"C": "30/02/2015"})
    batch.refresh_from_db()

    assert cell_with(sent_back(batch).active, "30/02/2015")
