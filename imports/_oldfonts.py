"""Turns the letters of old fonts (.VnTime, VNI) in a sheet into Unicode. For the child process alone."""

from typing import Any

from vietnamese.encodings import Encoding, decode, is_old, recognise_columns

SAMPLE = 400  # different cells of a column looked at


def convert(sheets: list[dict[str, Any]], *, surely_old: bool) -> None:
    """Convert in place; a sheet's "legacy_font" then says from what ("TCVN3", or several with commas between).

    `surely_old`: the file's bytes were no Unicode. A sheet of few words is taken to be as the others are.
    """
    undecided = []
    usual: Encoding | None = None
    for sheet in sheets:
        columns = _samples(sheet["rows"])
        if any(is_old(text) for column in columns for text in column):
            found = recognise_columns(columns, surely_old=surely_old)
            usual = usual or next(filter(None, found), None)
            _apply(sheet, found) if any(found) else undecided.append((sheet, columns))
    for sheet, columns in undecided if usual else ():
        _apply(sheet, recognise_columns(columns, usual=usual))


def _samples(rows: list[list[Any]]) -> list[list[str]]:
    columns: list[dict[str, None]] = [{} for _ in range(max(map(len, rows), default=0))]
    for row in rows:
        for cell, column in zip(row, columns, strict=False):
            if type(cell) is str and not cell.isascii() and len(column) < SAMPLE:
                column[cell] = None
    return [list(column) for column in columns]


def _apply(sheet: dict[str, Any], encodings: list[Encoding | None]) -> None:
    for row in sheet["rows"]:
        for c, encoding in enumerate(encodings[: len(row)]):
            if encoding and type(row[c]) is str and is_old(row[c]):
                row[c] = decode(row[c], encoding)
    sheet["legacy_font"] = ", ".join(sorted({encoding for encoding in encodings if encoding}))
