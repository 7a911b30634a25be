import datetime
import tracemalloc
from functools import partial
from types import SimpleNamespace

import pytest
from django.utils.translation import gettext, gettext_lazy
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from organisation.sheets import Column, xlsx_response


def sheet_of(tmp_path, *values):
    response, rows_count = xlsx_response("list", [Column("Value", "value")], [SimpleNamespace(value=v) for v in values])
    assert rows_count == len(values)
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(response.getvalue())
    return [row[0] for row in load_workbook(path).active.iter_rows(min_row=2)]


@pytest.mark.parametrize("text", ["=1+1", "+84912345678", "-2", "@SUM(A1)", "\t=1", "https://example.org", "00123"])
def test_text_stays_the_text_it_was(tmp_path, text):
    (cell,) = sheet_of(tmp_path, text)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_money_is_a_number_and_a_day_is_a_day(tmp_path):
    money, day, moment, old = sheet_of(
        tmp_path,
        34_000_000,
        datetime.date(2015, 2, 23),
        datetime.datetime(2025, 1, 31, 18, 30, tzinfo=datetime.UTC),
        datetime.date(1899, 5, 1),
    )
    assert (money.value, money.data_type) == (34_000_000, "n")
    assert (day.value.date(), day.number_format) == (datetime.date(2015, 2, 23), "dd/mm/yyyy")
    assert moment.value.date() == datetime.date(2025, 2, 1)  # already the next day in Vietnam
    assert old.value == "1899-05-01"  # older than Excel's calendar: as text


def test_a_very_long_text_is_cut_where_excel_would_refuse_it(tmp_path):
    (cell,) = sheet_of(tmp_path, "x" * 40_000)
    assert len(cell.value) == 32_767


@pytest.mark.parametrize(
    "text", ["<b>A & B</b>", "a\x0bb", "_x0041_", " between spaces ", "two\nlines", "Đỗ Thị Nguyệt"]
)
def test_markup_and_odd_characters_come_back_as_they_were(tmp_path, text):
    (cell,) = sheet_of(tmp_path, text)
    assert unescape(cell.value) == text


def test_an_empty_cell_keeps_its_place_and_the_last_row_is_not_lost(tmp_path):
    values = [cell.value for cell in sheet_of(tmp_path, None, "", 0, "last")]
    assert values == [None, None, 0, "last"]


def test_a_column_beyond_z_is_written_in_its_place(tmp_path):
    columns = [Column(f"Heading {n}", partial("{1} {0}".format, n)) for n in range(30)]
    response, _ = xlsx_response("list", columns, ["row"])
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(response.getvalue())
    sheet = load_workbook(path).active
    assert (sheet["AD1"].value, sheet["AD2"].value, sheet.freeze_panes) == ("Heading 29", "row 29", "A2")


def test_words_stand_for_the_values_that_have_one(tmp_path):
    column = Column("Sex", "sex", labels=lambda: {"male": gettext_lazy("Yes")})
    response, _ = xlsx_response("list", [column], [SimpleNamespace(sex=sex) for sex in ("", "male")])
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(response.getvalue())
    assert [row[0].value for row in load_workbook(path).active.iter_rows(min_row=2)] == [None, gettext("Yes")]


def test_thousands_of_rows_take_no_memory_of_their_own():
    rows = (SimpleNamespace(value=f"row {n}") for n in range(20_000))
    tracemalloc.start()
    _response, rows_count = xlsx_response("list", [Column("Value", "value")] * 5, rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows_count == 20_000
    assert peak < 4_000_000


def test_no_name_lies_in_a_temporary_file(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    response, _ = xlsx_response("list", [Column("Value", "value")], [SimpleNamespace(value="a")])
    assert response.getvalue()
