"""Excel files of what a list shows: text stays text, dates are dates, memory does not grow with the rows."""

import datetime
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify

from vietnamese.text import fold

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # Excel's own limit
FAR_BACK = datetime.date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, what to read from a row (attribute name or function), its width."""

    heading: Any
    value: str | Callable[[Any], Any]
    width: int = 16

    def read(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        for name in self.value.split("."):
            row = getattr(row, name, None)
        return row


def xlsx_response(filename: str, columns: Sequence[Column], rows: Iterable[Any]) -> tuple[FileResponse, int]:
    """A download of `rows` under `columns`, and how many rows it holds.

    The file is anonymous on disk and gone when it is sent; xlsxwriter's working files stay in a private folder.
    """
    # FileResponse closes it after sending.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    with tempfile.TemporaryDirectory() as folder:
        rows_count = _write(file, folder, columns, rows)
    file.seek(0)
    name = f"{slugify(fold(filename)) or 'list'}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE), rows_count


def _write(file: Any, folder: str, columns: Sequence[Column], rows: Iterable[Any]) -> int:
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#E6F0F0"}
    )
    formats = {"number": book.add_format({"num_format": "#,##0"}), "day": book.add_format({"num_format": "dd/mm/yyyy"})}
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, str(column.heading), heading)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    rows_count = 0
    for rows_count, row in enumerate(rows, 1):  # the last number is the count
        for index, column in enumerate(columns):
            _cell(sheet, rows_count, index, column.read(row), formats)
    book.close()
    return rows_count


def _cell(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, datetime.date) and value >= FAR_BACK:
        sheet.write_datetime(row, column, value, formats["day"])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, formats["number"])
    else:
        sheet.write_string(row, column, str(value)[:LONGEST_CELL])
