import datetime
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

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


def test_no_file_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    response, _ = xlsx_response("list", [Column("Value", "value")], [SimpleNamespace(value="a")])
    assert response.getvalue()
    assert list(tmp_path.iterdir()) == []
