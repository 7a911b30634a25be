"""What calamine does not tell of a workbook: hidden rows, cells that show an error, what is struck out, notes beside
cells, an old password. For the child process alone.

of_zip and of_ole give, for every sheet in the workbook's order, its hidden rows as Excel numbers them, its errors (row
and column from 0, and the text shown: #N/A) and, of an xlsx file, what imports._besides finds. What it cannot follow it
leaves out: the rows are read all the same.
"""

import re
import struct
import zipfile
from itertools import count, zip_longest
from typing import Any, NamedTuple

from imports import _besides

MOST_XML = 60 * 1024**2  # bytes of one sheet; larger ones are not searched
MOST_NAMED = 1000  # rows of a sheet

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?\bid=\"([^\"]+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(Id|Target)=\"([^\"]*)\"")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_NUMBER = re.compile(rb"\br=\"(\d{1,7})\"")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>"
    rb"(?:<(?:\w+:)?f\b[^>]*>(?:[^<]*</(?:\w+:)?f>)?)?<(?:\w+:)?v>(#[^<]{1,20})<"
)
_TABLE = re.compile(rb"<table:table(?:-row)?\s[^>]*>|<table:table-row>|<table:table>")
_REPEATED = re.compile(rb"table:number-rows-repeated=\"(\d{1,7})\"")
_CELL = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*)>(?:<text:p>([^<]{1,20})<)?"
)
_TIMES = re.compile(rb"table:number-columns-repeated=\"(\d{1,7})\"")
_COLLAPSED = re.compile(rb"table:visibility=\"(?:collapse|filter)\"")


Errors = list[tuple[int, int, str]]


class Told(NamedTuple):
    """Of one sheet."""

    hidden: list[int]
    errors: Errors
    struck: list[int] = []  # rows as Excel numbers them
    noted: list[str] = []  # cells: "B3"


def of_zip(archive: zipfile.ZipFile) -> list[Told]:
    """For an xlsx or ods file."""
    names = set(archive.namelist())
    if "content.xml" in names:
        xml = _part(archive, "content.xml")
        pairs = zip_longest(_of_ods(xml), _errors_of_ods(xml))
        return [Told(hidden or [], errors or []) for hidden, errors in pairs]
    relations = dict(map(_relation, _RELATION.findall(_part(archive, "xl/_rels/workbook.xml.rels"))))
    struck = _besides.struck_styles(_part(archive, "xl/styles.xml")) if "xl/styles.xml" in names else []
    found = []
    for key in _SHEET.findall(_part(archive, "xl/workbook.xml"))[:500]:
        target = relations.get(key, "").lstrip("/")
        path = target if target.startswith("xl/") else f"xl/{target}"
        xml = _part(archive, path) if path in names else b""
        notes = [_part(archive, name) for name in _besides.notes_of(path, names, lambda name: _part(archive, name))]
        found.append(
            Told(
                _of_xlsx(xml),
                _errors_of_xlsx(xml),
                _besides.struck_rows(xml, struck)[:MOST_NAMED],
                _besides.noted_cells(notes)[:MOST_NAMED],
            )
        )
    return found


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if archive.getinfo(name).file_size <= MOST_XML else b""


def _relation(tag: bytes) -> tuple[bytes, str]:
    said = dict(_ATTRIBUTE.findall(tag))
    return said.get(b"Id", b""), said.get(b"Target", b"").decode("utf-8", "replace")


def _of_xlsx(xml: bytes) -> list[int]:
    if b"hidden=" not in xml:
        return []
    tags = (tag for tag in _ROW.findall(xml) if _HIDDEN.search(tag))
    return [int(m[1]) for tag in tags if (m := _NUMBER.search(tag))][:MOST_NAMED]


def _errors_of_xlsx(xml: bytes) -> Errors:
    if b't="e"' not in xml:
        return []
    return [
        (int(row) - 1, _index_of(letters), text.decode("ascii", "replace"))
        for letters, row, text in _ERROR.findall(xml)
    ]


def put_errors(rows: list[list[Any]], errors: Errors) -> None:
    """Within the list alone: a formula that was pulled further down is nobody's row."""
    width = max(map(len, rows), default=0)
    for r, c, text in errors:
        if r < len(rows) and c < width:
            row = rows[r]
            row.extend([""] * (c + 1 - len(row)))
            row[c] = row[c] or text


def _index_of(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _of_ods(xml: bytes) -> list[list[int]]:
    sheets: list[list[int]] = []
    row = 0
    for tag in _TABLE.findall(xml) if _COLLAPSED.search(xml) else ():
        if not tag.startswith(b"<table:table-row"):
            sheets.append([])
            row = 0
        elif sheets:
            m = _REPEATED.search(tag)
            repeated = int(m[1]) if m else 1
            if _COLLAPSED.search(tag):
                sheets[-1] += range(row + 1, row + 1 + min(repeated, MOST_NAMED))
            row += repeated
    return [rows[:MOST_NAMED] for rows in sheets]


def _errors_of_ods(xml: bytes) -> list[Errors]:
    sheets: list[Errors] = []
    row = following = column = 0
    for m in _CELL.finditer(xml) if b'value-type="error"' in xml else ():
        what, said, text = m.groups()
        if what == b"table":
            sheets.append([])
            following = 0
        elif what == b"table-row":
            row, column = following, 0
            following += int(repeated[1]) if (repeated := _REPEATED.search(said)) else 1
        else:
            if text and b'value-type="error"' in said and sheets:
                sheets[-1].append((row, column, text.decode("utf-8", "replace")))
            column += int(times[1]) if (times := _TIMES.search(said)) else 1
    return sheets


_BOF, _BOUNDSHEET, _ROW_RECORD, _EOF, _FILEPASS = 0x0809, 0x0085, 0x0208, 0x000A, 0x002F
_FORMULA, _BOOLERR = 0x0006, 0x0205
_XLS_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_END = 0xFFFFFFFA  # sector numbers from here on are marks


def of_ole(data: bytes) -> list[Told]:
    """For an xls file."""
    stream = _workbook_stream(data)
    starts = []
    for kind, body in _records(stream, 0):
        if kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", body)[0])
    sheets = [_records(stream, start) for start in starts[:500]]
    return [Told(_of_xls(records), _errors_of_xls(records)) for records in sheets]


def has_password(data: bytes) -> bool:
    """Whether an xls file is encrypted."""
    try:
        return any(kind == _FILEPASS for kind, _body in _records(_workbook_stream(data), 0))
    except struct.error:
        return False


def is_cut_off(data: bytes) -> bool:
    """Whether the list of an OLE file's streams lies beyond its end."""
    return 52 <= len(data) <= (struct.unpack_from("<I", data, 48)[0] + 1) << 9


def _errors_of_xls(records: list[tuple[int, bytes]]) -> Errors:
    found = []
    for kind, body in records:
        code = -1
        if kind == _BOOLERR and len(body) >= 8 and body[7]:
            code = body[6]
        elif kind == _FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":
            code = body[8]
        if code in _XLS_ERRORS:
            found.append((*struct.unpack_from("<HH", body), _XLS_ERRORS[code]))
    return found


def _of_xls(records: list[tuple[int, bytes]]) -> list[int]:
    rows = (body for kind, body in records if kind == _ROW_RECORD and len(body) >= 14)
    return sorted(struct.unpack_from("<H", row)[0] + 1 for row in rows if row[12] & 0x20)[:MOST_NAMED]


def _records(stream: bytes, at: int) -> list[tuple[int, bytes]]:
    """The records of the substream that begins here, without those of charts inside it."""
    found = []
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            found.append((kind, stream[at + 4 : at + 4 + length]))
        if depth <= 0:
            break
        at += 4 + length
    return found


def _workbook_stream(data: bytes) -> bytes:
    """The stream "Workbook" or "Book" out of the file system that an xls file is."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    lists = [n for n in struct.unpack_from("<109I", data, 76) if n < _END]
    table = b"".join(sector(n) for n in lists)
    following = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def chain(number: int) -> bytes:
        parts = []
        for _ in range(len(following)):
            if number >= len(following):
                break
            parts.append(sector(number))
            number = following[number]
        return b"".join(parts)

    directory = chain(struct.unpack_from("<I", data, 48)[0])
    for at in count(0, 128):
        entry = directory[at : at + 128]
        if len(entry) < 128:
            return b""
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            first, length = struct.unpack_from("<II", entry, 116)
            return chain(first)[:length]
    return b""
