"""Excel files of what a list shows: text stays text, dates are dates, only the compressed file grows in memory.

xlsxwriter makes the file with its heading and formats; the rows are written here, at a fifth of its price a cell.
"""

import datetime
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from operator import attrgetter
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify

from vietnamese.text import fold

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # Excel's own limit
FAR_BACK = datetime.date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
DAY_0 = datetime.date(1899, 12, 30).toordinal()
OWN_SHEET = "Xuất từ phần mềm"  # by which a list that comes back is known: its dates were written by us
SHEET = "xl/worksheets/sheet1.xml"
ROWS_AT_ONCE = 500
# What needs more than to be written: markup, control characters, what Excel reads as one, space at either end.
UNUSUAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
NO_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, what to read from a row (attribute name or function), its width.

    `labels()` gives the words for the values that are read, once for the whole sheet; a value without one is left out.
    """

    heading: Any
    value: str | Callable[[Any], Any]
    width: int = 16
    labels: Callable[[], Mapping[Any, Any]] | None = None

    @property
    def reader(self) -> Callable[[Any], Any]:
        """What gives the cell of each row."""
        read = self.value if callable(self.value) else self._read_path if "." in self.value else attrgetter(self.value)
        if self.labels is None:
            return read
        words = {value: str(label) for value, label in self.labels().items()}
        return lambda row: words.get(read(row), "")

    def _read_path(self, row: Any) -> Any:
        for name in str(self.value).split("."):
            row = getattr(row, name, None)
        return row


def xlsx_response(filename: str, columns: Sequence[Column], rows: Iterable[Any]) -> tuple[FileResponse, int]:
    """A download of `rows` under `columns`, and how many rows it holds.

    The file grows in memory as it will be sent, compressed: no name lies in a temporary file.
    """
    file, frame = BytesIO(), BytesIO()
    _frame(frame, columns)
    rows_count = _fill(frame, file, columns, rows)
    file.seek(0)
    name = f"{slugify(fold(filename)) or 'list'}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE), rows_count


def _frame(file: IO[bytes], columns: Sequence[Column]) -> None:
    """The workbook with its heading, and a second row that only tells the numbers of the formats."""
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(OWN_SHEET)
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#E6F0F0"}
    )
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, str(column.heading), heading)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for index, num_format in enumerate(["#,##0", "dd/mm/yyyy"]):
        sheet.write_blank(1, index, None, book.add_format({"num_format": num_format}))
    book.close()


def _fill(frame: IO[bytes], file: IO[bytes], columns: Sequence[Column], rows: Iterable[Any]) -> int:
    with zipfile.ZipFile(frame) as empty, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
        for part in empty.namelist():
            if part != SHEET:
                book.writestr(part, empty.read(part))
        text = re.sub("<dimension[^>]*/>", "", empty.read(SHEET).decode())  # nobody knows yet how many rows come
        above, sample, below = re.split(r"(<row r=\"2\".*?</row>)", text, maxsplit=1)
        number, day = re.findall(r's="(\d+)"', sample)
        with book.open(SHEET, "w", force_zip64=True) as out:
            out.write(above.encode())
            rows_count = _write_rows(out, columns, rows, Formats(number, day))
            out.write(below.encode())
    return rows_count


@dataclass(frozen=True)
class Formats:
    number: str
    day: str


def _write_rows(out: IO[bytes], columns: Sequence[Column], rows: Iterable[Any], formats: Formats) -> int:
    readers = [(_letters(index), column.reader) for index, column in enumerate(columns)]
    lines: list[str] = []
    number = 1
    for number, row in enumerate(rows, 2):  # under the heading; the last number tells the count
        cells = [_cell(f"{letters}{number}", read(row), formats) for letters, read in readers]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(lines) == ROWS_AT_ONCE:
            out.write("".join(lines).encode())
            lines.clear()
    out.write("".join(lines).encode())
    return number - 1


def _cell(place: str, value: Any, formats: Formats) -> str:
    if value is None or value == "":
        return ""
    if type(value) is not str:
        if isinstance(value, datetime.datetime):
            value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
        if isinstance(value, datetime.date) and value >= FAR_BACK:
            return f'<c r="{place}" s="{formats.day}"><v>{value.toordinal() - DAY_0}</v></c>'
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f'<c r="{place}" s="{formats.number}"><v>{value}</v></c>'
        value = str(value)
    if len(value) > LONGEST_CELL:
        value = value[:LONGEST_CELL]
    if UNUSUAL.search(value):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_unusual(value)}</t></is></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def _unusual(text: str) -> str:
    return escape(NO_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text), quote=False)


def _letters(index: int) -> str:
    """0 → A, 26 → AA."""
    before, here = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + here)
