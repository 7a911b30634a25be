"""What calamine does not tell of a workbook: hidden rows, an old password. For the child process alone.

of_zip and of_ole give, for every sheet in the workbook's order, its hidden rows as Excel numbers them. What it cannot
follow it leaves out: the rows are read all the same, only the remark is missing.
"""

import re
import struct
import zipfile
from itertools import count

MOST_XML = 60 * 1024**2  # bytes of one sheet; larger ones are not searched
MOST_NAMED = 1000  # rows of a sheet

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?\bid=\"([^\"]+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(Id|Target)=\"([^\"]*)\"")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_NUMBER = re.compile(rb"\br=\"(\d{1,7})\"")
_TABLE = re.compile(rb"<table:table(?:-row)?\s[^>]*>|<table:table-row>|<table:table>")
_REPEATED = re.compile(rb"table:number-rows-repeated=\"(\d{1,7})\"")
_COLLAPSED = re.compile(rb"table:visibility=\"(?:collapse|filter)\"")


def of_zip(archive: zipfile.ZipFile) -> list[list[int]]:
    """For an xlsx or ods file."""
    names = set(archive.namelist())
    if "content.xml" in names:
        return _of_ods(_part(archive, "content.xml"))
    relations = dict(map(_relation, _RELATION.findall(_part(archive, "xl/_rels/workbook.xml.rels"))))
    found = []
    for key in _SHEET.findall(_part(archive, "xl/workbook.xml"))[:500]:
        target = relations.get(key, "").lstrip("/")
        path = target if target.startswith("xl/") else f"xl/{target}"
        found.append(_of_xlsx(_part(archive, path)) if path in names else [])
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


_BOF, _BOUNDSHEET, _ROW_RECORD, _EOF, _FILEPASS = 0x0809, 0x0085, 0x0208, 0x000A, 0x002F
_END = 0xFFFFFFFA  # sector numbers from here on are marks


def of_ole(data: bytes) -> list[list[int]]:
    """For an xls file."""
    stream = _workbook_stream(data)
    starts = []
    for kind, body in _records(stream, 0):
        if kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", body)[0])
    return [_of_xls(stream, start) for start in starts[:500]]


def has_password(data: bytes) -> bool:
    """Whether an xls file is encrypted."""
    try:
        return any(kind == _FILEPASS for kind, _body in _records(_workbook_stream(data), 0))
    except struct.error:
        return False


def is_cut_off(data: bytes) -> bool:
    """Whether the list of an OLE file's streams lies beyond its end."""
    return 52 <= len(data) <= (struct.unpack_from("<I", data, 48)[0] + 1) << 9


def _of_xls(stream: bytes, start: int) -> list[int]:
    rows = (body for kind, body in _records(stream, start) if kind == _ROW_RECORD and len(body) >= 14)
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
