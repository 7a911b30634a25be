"""A report form that a higher level sent: which of its rows hold the headings, and which wait for numbers."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.fields import text_of
from imports.headers import SEARCHED_ROWS, header_at, is_column_numbers, is_signature, is_total
from imports.reading import Cell, Sheet, read_workbook
from organisation.refusals import Refused

LONGEST, WIDEST = 500, 60  # rows, columns
FREE_ROWS = 200  # below the last row of the file
CELL = 120  # characters that are remembered
XLSX_PART = b"xl/workbook.xml"  # stands in its table of contents; what else can be read cannot be filled
BLANK = re.compile(r"[\s.…_-]*")


class NotXlsx(Refused):
    message = _(
        "The form must be an Excel workbook (.xlsx). Open an older one (.xls) or one of another program, choose "
        "“Save as” and the kind “Excel workbook (.xlsx)”, and send that."
    )


class NoHeadings(Refused):
    message = _("No headings were found in this file. Is it the form, with the row of its headings?")


@dataclass(frozen=True)
class Shape:
    """Rows as Excel numbers them, the first of the headings to the last; `body` is [row, texts] below them up to the
    signatures, `ends` the first row that no longer belongs to it (0: nothing stands below).
    """

    sheet: str
    first: int
    last: int
    headings: list[str]
    body: list[tuple[int, list[str]]]
    ends: int

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Shape:
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @cached_property
    def first_free(self) -> int:
        """The row right below the headings and their numbers."""
        return self.body[0][0] if self.body else self.last + 1

    def lines(self, name_column: int | None) -> list[tuple[int, str, bool]]:
        """(row, the name that stands in it or "", whether it is a total) for each row that waits for numbers."""
        rows = dict(self.body)
        end = self.ends or max([*rows, self.first_free]) + FREE_ROWS
        return [
            (row, name_in(rows.get(row, []), name_column), is_total(rows.get(row, [])))
            for row in range(self.first_free, end)
        ]


def name_in(texts: list[str], column: int | None) -> str:
    text = texts[column] if column is not None and column < len(texts) else ""
    return "" if BLANK.fullmatch(text) else text


def read_form(data: bytes, *, first: int = 0, last: int = 0) -> Shape:
    """The form's first visible sheet with headings; `first` and `last` say in which rows those stand.

    Raises RefusedFile, NotXlsx, NoHeadings.
    """
    book = read_workbook(data)
    if XLSX_PART not in data:
        raise NotXlsx
    for sheet in book.sheets:
        if sheet.visible and (found := (first, last) if first else headings_of(sheet)):
            return _shape(sheet, *found)
    raise NoHeadings


def headings_of(sheet: Sheet) -> tuple[int, int] | None:
    """First and last row of the headings: what stands over the row of column numbers, else the first rows of texts."""
    for i, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if is_column_numbers(row):
            above = list(takewhile(lambda r: _may_head(sheet, r), range(i - 1, -1, -1)))
            return (above[-1] + 1, i) if above else None
    for i in range(min(len(sheet.rows), SEARCHED_ROWS)):
        texts = _filled(sheet, i)
        if len(texts) > 2 and all(isinstance(cell, str) for cell in texts):
            return i + 1, _last_of(sheet, i + 1)
    return None


def _may_head(sheet: Sheet, row: int) -> bool:
    """Several cells, or the lower part of cells merged down."""
    covered = any(m.first_row < row + 1 <= m.last_row for m in sheet.merges)
    return covered or len(_filled(sheet, row)) > 1


def _filled(sheet: Sheet, row: int) -> list[Cell]:
    return [cell for cell in sheet.rows[row] if cell != ""]


def _last_of(sheet: Sheet, first: int) -> int:
    """The headings reach as far down as a merged cell of their first row, and under a group one row more."""
    starting = [m for m in sheet.merges if m.first_row == first]
    deepest = max((m.last_row for m in starting), default=first)
    has_groups = any(m.last_column > m.first_column and m.last_row == first for m in starting)
    return max(deepest, first + has_groups)


def _shape(sheet: Sheet, first: int, last: int) -> Shape:
    headings = header_at(sheet, first, last).headings[:WIDEST]
    begins = last + 1
    if begins <= len(sheet.rows) and is_column_numbers(sheet.rows[begins - 1]):
        begins += 1
    body: list[tuple[int, list[str]]] = []
    for row, cells in enumerate(sheet.rows[begins - 1 : begins - 1 + LONGEST], begins):
        texts = [text_of(cell)[:CELL] for cell in cells[:WIDEST]]
        if is_signature([text for text in texts if text]):
            return Shape(sheet.name, first, last, list(headings), _named(body, begins), row)
        body.append((row, texts))
    return Shape(sheet.name, first, last, list(headings), _named(body, begins), 0)


def _named(body: list[tuple[int, list[str]]], begins: int) -> list[tuple[int, list[str]]]:
    return body or [(begins, [])]
