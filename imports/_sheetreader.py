"""The child process that opens a stranger's file: bytes on stdin, its sheets as JSON on stdout.

Run by imports/reading.py, never imported by it: nothing here may import Django, and of the project only what needs
nothing else. A file may make a reader use all memory or abort; only this process dies of it.
"""

import csv
import datetime as dt
import io
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # python -I leaves it out

from imports import _answering, _hiddenrows, _oldfonts
from imports._limits import limit_resources
from vietnamese.encodings import western

MAX_INFLATED = 200 * 1024**2
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 120_000, 200, 4_000_000
MAX_CELL_CHARACTERS = 32_767  # Excel's own limit
CPU_SECONDS = 20


Sheet = dict[str, Any]


class Refused(Exception):
    """The file is not read; `reason` is a key of imports.reading.REASONS."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params


def read(data: bytes) -> list[Sheet]:
    """Judged by content, never by name."""
    if data[:4] == b"PK\x03\x04":
        return read_zip(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return read_ole(data)
    if data[:4] in (b"%PDF", b"\x89PNG", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rt") or data[:3] == b"\xff\xd8\xff":
        raise Refused("not_a_sheet")
    return read_text(data)


def read_zip(data: bytes) -> list[Sheet]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused("damaged") from None
    if sum(entry.file_size for entry in entries) > MAX_INFLATED or len(entries) > 2000:
        raise Refused("too_large_inside")
    names = {entry.filename for entry in entries}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused("macros")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("password")
    if "content.xml" in names:
        if b"opendocument.spreadsheet" not in archive.read("mimetype")[:100]:
            raise Refused("not_a_sheet")
        if b"manifest:encryption-data" in archive.read("META-INF/manifest.xml")[:100_000]:
            raise Refused("password")
    elif not any(name.lower().startswith("xl/workbook.xml") for name in names):
        raise Refused("not_a_sheet")
    sheets = read_calamine(data)
    add_what_is_missing(sheets, lambda: _hiddenrows.of_zip(archive))
    return sheets


def read_ole(data: bytes) -> list[Sheet]:
    if utf16("EncryptedPackage") in data:
        raise Refused("password")
    if utf16("Workbook") not in data and utf16("Book") not in data:
        raise Refused("damaged" if _hiddenrows.is_cut_off(data) else "not_a_sheet")
    try:
        sheets = read_calamine(data)
    except Refused:
        if _hiddenrows.has_password(data):
            raise Refused("password") from None
        raise
    add_what_is_missing(sheets, lambda: _hiddenrows.of_ole(data))
    return sheets


def add_what_is_missing(sheets: list[Sheet], find: Callable[[], list[_hiddenrows.Told]]) -> None:
    """Hidden rows are noted; a cell that shows an error says so, where calamine gives an empty one."""
    try:
        told = find()
    except Exception:  # a file that calamine reads is not refused for a remark
        return
    for sheet in sheets:
        if sheet["index"] < len(told):
            rows = sheet["rows"]
            found = told[sheet["index"]]
            sheet["hidden_rows"] = [row for row in found.hidden if row <= len(rows) and rows[row - 1]]
            sheet["struck_rows"] = [row for row in found.struck if row <= len(rows) and rows[row - 1]]
            sheet["noted_cells"] = found.noted
            _hiddenrows.put_errors(rows, found.errors)
    if sum(len(row) for sheet in sheets for row in sheet["rows"]) > MAX_CELLS:
        raise Refused("too_many_rows", rows=MAX_ROWS, columns=MAX_COLUMNS)


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def read_calamine(data: bytes) -> list[Sheet]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets, cells = [], 0
        for index, meta in enumerate(book.sheets_metadata):
            if "WorkSheet" not in str(meta.typ):
                continue
            sheet = one_sheet(book.get_sheet_by_name(meta.name), meta, index)
            cells += sum(map(len, sheet["rows"]))
            if cells > MAX_CELLS:
                raise Refused("too_many_rows", rows=MAX_ROWS, columns=MAX_COLUMNS)
            sheets.append(sheet)
    except Refused:
        raise
    except calamine.PasswordError:
        raise Refused("password") from None
    except Exception:
        raise Refused("damaged") from None
    return sheets


def one_sheet(sheet: Any, meta: Any, index: int) -> Sheet:
    # a column of formulas that show nothing may reach further than the list
    if sheet.end and (sheet.end[0] > MAX_ROWS * 3 or sheet.width > MAX_COLUMNS * 5):
        raise Refused("too_many_rows", rows=MAX_ROWS, columns=MAX_COLUMNS)
    rows: list[list[Any]] = []
    dates: list[list[int]] = []
    left = [""] * sheet.start[1] if sheet.start else []
    seen: dict[str, str] = {}
    last = -1
    for r, cells in enumerate(sheet.iter_rows()):
        row = tidy([*left, *cells], r, dates, seen)
        rows.append(row)
        if row:
            last = r
            if r >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise Refused("too_many_rows", rows=MAX_ROWS, columns=MAX_COLUMNS)
    del rows[last + 1 :]
    merges = [[*first, *final] for first, final in sheet.merged_cell_ranges or []]
    visible = str(meta.visible).endswith(".Visible")
    return new_sheet(storable(meta.name), rows, index=index, visible=visible, dates=dates, merges=merges[:50_000])


def new_sheet(name: str, rows: list[list[Any]], **known: Any) -> Sheet:
    """As the parent expects it, but for `index` (its place in the workbook) and `bytes_were_old` (no Unicode)."""
    unknown = {"index": 0, "visible": True, "dates": [], "merges": [], "bytes_were_old": False}
    unknown |= {"hidden_rows": [], "struck_rows": [], "noted_cells": []}
    return {"name": name, "rows": rows, "legacy_font": ""} | unknown | known


def tidy(cells: list[Any], r: int, dates: list[list[int]], seen: dict[str, str]) -> list[Any]:
    """Drop the empty tail; dates become ISO text, their places noted in `dates`. A text that repeats is kept once."""
    end = len(cells)
    while end and cells[end - 1] == "":
        end -= 1
    row = cells[:end]
    for c, value in enumerate(row):
        kind = type(value)
        if kind is str:
            if len(value) > MAX_CELL_CHARACTERS:
                value = value[:MAX_CELL_CHARACTERS]
            if not value.isprintable() or not unicodedata.is_normalized("NFC", value):
                value = storable(value)
            row[c] = seen.setdefault(value, value)
        elif kind is float:
            if value != value or value in (float("inf"), float("-inf")):
                row[c] = ""
        elif kind is dt.date or kind is dt.datetime:
            row[c] = value.isoformat()[:10]
            dates.append([r, c])
        elif kind is not int and kind is not bool:
            row[c] = str(value)
    return row


UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """NFC, without what no database keeps: NUL and halves of surrogate pairs."""
    return unicodedata.normalize("NFC", UNSTORABLE.sub("", text))


def read_text(data: bytes) -> list[Sheet]:
    text, bytes_were_old = decode(data)
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype", "<html", "<table", "<?xml", "<meta", "<head", "mime-version:")):
        raise Refused("web_page")
    if not text.strip():
        raise Refused("empty")
    if any(char < " " and char not in "\t\r\n" for char in text[:4000]):
        raise Refused("not_a_sheet")
    lines = text.splitlines()
    source = io.StringIO(text, newline="")
    if lines[0].lower().startswith("sep=") and len(lines[0]) == 5:  # a line Excel obeys and does not show
        delimiter = lines[0][4]
        source.readline()
    else:
        delimiter = guess_delimiter(lines)
    return [new_sheet("", csv_rows(source, delimiter), bytes_were_old=bytes_were_old)]


def csv_rows(source: io.StringIO, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(MAX_CELL_CHARACTERS * 4)
    rows = []
    try:
        for row in csv.reader(source, delimiter=delimiter):
            while row and not row[-1].strip():
                row.pop()
            rows.append([storable(cell[:MAX_CELL_CHARACTERS]) for cell in row])
            if len(rows) > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise Refused("too_many_rows", rows=MAX_ROWS, columns=MAX_COLUMNS)
    except csv.Error:
        raise Refused("damaged") from None
    while rows and not rows[-1]:
        rows.pop()
    return rows


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether its bytes were no Unicode."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decode_utf16(data, "utf-16", otherwise="damaged"), False
    if b"\x00" in data[:200]:
        odd, even = data[1:200:2].count(0), data[0:200:2].count(0)
        if not (odd > 5 * even or even > 5 * odd):
            raise Refused("not_a_sheet")
        return decode_utf16(data, "utf-16-le" if odd > even else "utf-16-be", otherwise="not_a_sheet"), False
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return western(data), True


def decode_utf16(data: bytes, encoding: str, *, otherwise: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(otherwise) from None


def guess_delimiter(lines: list[str]) -> str:
    """The separator that cuts the most lines into equally many pieces, more than one."""
    best, best_score = ",", 0.0
    sample = [line[:10_000] for line in lines[:60] if line.strip()]
    for delimiter in ";\t,|":
        counts = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        usual = max(set(counts), key=lambda n: (counts.count(n), n)) if counts else 1
        widest = max(counts, default=1)
        score = (counts.count(usual) * min(usual, 12) if usual > 1 else 0) + widest / 100
        if widest > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def be_generous() -> None:
    """The command line's limits: whoever runs it has the machine."""
    limits = {"MAX_INFLATED": 4 * 1024**3, "MAX_ROWS": 1_048_576, "MAX_CELLS": 60_000_000}
    globals().update(limits | {"MEMORY": 8 * 1024**3, "CPU_SECONDS": 600})


def main() -> None:
    if "--generous" in sys.argv:
        be_generous()
    limit_resources(CPU_SECONDS)
    try:
        sheets = read(sys.stdin.buffer.read())
        _oldfonts.convert(sheets, surely_old=any(sheet["bytes_were_old"] for sheet in sheets))
        _answering.send(sheets)
    except Refused as refused:
        _answering.write({"refused": refused.reason, "params": refused.params})
    except MemoryError:
        _answering.write({"refused": "too_large_inside", "params": {}})
    except Exception:
        _answering.write({"refused": "damaged", "params": {}})


if __name__ == "__main__":
    main()
