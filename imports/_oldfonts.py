"""Turns the letters of old fonts (.VnTime, VNI) in a sheet into Unicode. For the child process alone."""

from collections.abc import Iterator
from typing import Any

from vietnamese.encodings import Encoding, decode, gains, is_broken, is_old, is_unicode, recognise, recognise_columns

SAMPLE = 400  # different cells of a column looked at

Found = list[Encoding | None]


def convert(sheets: list[dict[str, Any]], *, surely_old: bool) -> None:
    """Convert in place; a sheet's "legacy_font" then says from what ("TCVN3", or several with commas between).

    `surely_old`: the file's bytes were no Unicode. A sheet of few words is taken to be as the others are.
    """
    undecided = []
    usual: Encoding | None = None
    for sheet in sheets:
        rows = sheet["rows"]
        broken = [cell for cell in dict.fromkeys(cell for _c, cell in _texts(rows)) if is_broken(cell)]
        if broken:
            columns = _samples(rows)
            found = _with_rows_apart(rows, recognise_columns(columns, surely_old=surely_old), recognise(broken))
            usual = usual or next(filter(None, found), None)
            _apply(sheet, found) if any(found) else undecided.append((sheet, columns))
    for sheet, columns in undecided if usual else ():
        _apply(sheet, recognise_columns(columns, usual=usual))


def _texts(rows: list[list[Any]]) -> Iterator[tuple[int, str]]:
    """Column and text of every cell that an encoding could change."""
    for row in rows:
        for c, cell in enumerate(row):
            if type(cell) is str and not cell.isascii():
                yield c, cell


def _samples(rows: list[list[Any]]) -> list[list[str]]:
    columns: list[dict[str, None]] = [{} for _ in range(max(map(len, rows), default=0))]
    for c, cell in _texts(rows):
        if len(columns[c]) < SAMPLE:
            columns[c][cell] = None
    return [list(column) for column in columns]


def _with_rows_apart(rows: list[list[Any]], found: Found, of_broken: Encoding | None) -> Found:
    """Columns that are Unicode on the whole, with some cells of an old font, as when lists were copied together."""
    if of_broken and not all(found):
        for c in {c for c, cell in _texts(rows) if not found[c] and is_old(cell) and gains(cell, of_broken)}:
            found[c] = of_broken
    return found


def _apply(sheet: dict[str, Any], found: Found) -> None:
    both = {c for c, cell in _texts(sheet["rows"]) if found[c] and is_unicode(cell)}
    begun = False
    for row in sheet["rows"]:
        old = [(c, e) for c, e in enumerate(found[: len(row)]) if e and type(row[c]) is str and is_old(row[c])]
        begun = begun or any(is_broken(row[c]) or gains(row[c], encoding) for c, encoding in old)
        if not begun:
            continue  # headings in Unicode over a list in an old font: "Xóm" is none of its words
        certain = [(c, encoding) for c, encoding in old if c not in both or gains(row[c], encoding)]
        if any(c in both for c, _encoding in certain):
            certain = old  # the whole row was copied from a list in the old font
        for c, encoding in certain:
            row[c] = decode(row[c], encoding)
    sheet["legacy_font"] = ", ".join(sorted({encoding for encoding in found if encoding}))
