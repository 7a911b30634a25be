"""Several tables on one sheet: each is read by its own headings, as if it stood on a sheet of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from imports.columns import letter
from imports.fields import ListKind, kinds, words
from imports.headers import Header, find_header, header_around
from imports.reading import Remark, Sheet
from imports.results import RowResult
from vietnamese.errors import gettext_noop

NEXT_TABLE = gettext_noop("Another table begins in row %(row)s of this sheet. It is read by its own headings.")
FOREIGN_TABLE = gettext_noop("Another table begins in row %(row)s of this sheet. It is no list of this kind: not read.")
BESIDE = gettext_noop("A second table stands beside the first, from column %(column)s on. It is read like the first.")
TITLE = gettext_noop("The title or the headings of another table.")
FOREIGN = gettext_noop("Belongs to another table on the sheet, which is no list of this kind.")

_LONGEST_TITLE = 6  # rows
_LEAST = 3  # headings; fewer that come again are no table of their own


@dataclass
class Table:
    """A sheet, or the part of it that one table takes; the row numbers are the sheet's."""

    sheet: Sheet
    name: str
    header: Header | None = None  # None: to be found
    remarks: list[Remark] = field(default_factory=list)
    skipped: list[RowResult] = field(default_factory=list)


def tables_of(sheet: Sheet, kind: ListKind) -> list[Table]:
    """The sheet as one table, or its several tables; those of another kind are told and skipped."""
    first = find_header(sheet, kind)
    if first and (columns := _side_by_side(first)):
        return _beside(sheet, first, columns)
    starts = list(_further(sheet, first, kind)) if first else []
    if not first or not starts:
        return [Table(sheet, sheet.name)]
    found = [Table(_part(sheet, 0, first.first_row - 1, starts[0][0] - 1), sheet.name, first)]
    ends = [start - 1 for start, _header in starts[1:]] + [len(sheet.rows)]
    for (start, header), end in zip(starts, ends, strict=True):
        remark = Remark(NEXT_TABLE if header else FOREIGN_TABLE, {"row": start})
        found[0].remarks.append(remark)
        if header:
            part = _part(sheet, first.first_row - 1, header.first_row - 1, end)
            name = f"{sheet.name} [{start}]".strip()
            title = _skipped(sheet, name, range(start, header.last_row + 1), TITLE)
            found.append(Table(part, name, header, skipped=title))
        else:
            found[0].skipped += _skipped(sheet, sheet.name, range(start, end + 1), FOREIGN)
    return found


def _side_by_side(header: Header) -> list[int]:
    """The columns in which the header begins again, its own first column among them; [] for one table."""
    said = [_said(heading) for heading in header.headings]
    filled = [i for i, heading in enumerate(said) if heading]
    again = [i for i in filled[1:] if said[i] == said[filled[0]]] if filled else []
    starts = [filled[0], *again] if again else []
    blocks = [[h for h in said[a:b] if h] for a, b in pairwise([*starts, len(said)])]
    return starts if len(blocks) > 1 and len(blocks[0]) >= _LEAST and all(b == blocks[0] for b in blocks) else []


def _beside(sheet: Sheet, header: Header, starts: list[int]) -> list[Table]:
    """A table for each run of columns; the others' cells are empty in it, so that its letters are the sheet's."""
    found = []
    for start, end in pairwise([*starts, max(len(row) for row in sheet.rows) + 1]):
        rows = [
            row if i < header.first_row - 1 else ["" if not start <= c < end else cell for c, cell in enumerate(row)]
            for i, row in enumerate(sheet.rows)
        ]
        merges = [m for m in sheet.merges if m.first_row < header.first_row or start <= m.first_column < end]
        headings = tuple(h if start <= c < end else "" for c, h in enumerate(header.headings))
        name = sheet.name if start == starts[0] else f"{sheet.name} [{letter(start)}]".strip()
        part = Sheet(sheet.name, sheet.visible, rows, merges)
        found.append(Table(part, name, Header(header.first_row, header.last_row, headings)))
    found[0].remarks += [Remark(BESIDE, {"column": letter(start)}) for start in starts[1:]]
    return found


def _part(sheet: Sheet, title: int, first: int, last: int) -> Sheet:
    """The sheet's first `title` rows, and those from `first` (from 0) to `last`, at their places."""
    rows = [row if i < title or i >= first - _LONGEST_TITLE else [] for i, row in enumerate(sheet.rows[:last])]
    merges = [m for m in sheet.merges if m.last_row <= last]
    return Sheet(sheet.name, sheet.visible, rows, merges)


def _skipped(sheet: Sheet, name: str, numbers: range, reason: str) -> list[RowResult]:
    rows = ((number, sheet.rows[number - 1]) for number in numbers if number <= len(sheet.rows))
    return [
        RowResult(name, number, "skipped", {}, row, [], reason)
        for number, row in rows
        if any(not isinstance(cell, str) or cell.strip() for cell in row)
    ]


def _further(sheet: Sheet, first: Header, kind: ListKind) -> Iterator[tuple[int, Header | None]]:
    """Where further tables begin (with their title), and their headers; None for one of another kind."""
    known = {_said(heading) for heading in first.headings}
    done = first.last_row
    for i in range(first.last_row, len(sheet.rows)):
        if i < done or not _may_head(sheet, i, known):
            continue
        header = header_around(sheet, i, kind)
        if header and {_said(heading) for heading in header.headings} == known:
            done = header.last_row
        elif header or any(header_around(sheet, i, other) for other in kinds().values() if other is not kind):
            done = header.last_row if header else i + 1
            yield _title_start(sheet, header.first_row - 1 if header else i, first) + 1, header


def _may_head(sheet: Sheet, i: int, known: set[tuple[str, ...]]) -> bool:
    """A row of three texts or more without a digit: no record looks like that."""
    texts = 0
    for cell in sheet.rows[i]:
        if cell == "":
            continue
        if not isinstance(cell, str) or any(char.isdigit() for char in cell):
            return False
        texts += bool(cell.strip())
    return texts >= 3 and not {_said(cell) for cell in sheet.rows[i] if isinstance(cell, str)} <= known


def _title_start(sheet: Sheet, i: int, first: Header) -> int:
    """The first of the few sparse rows right above row `i` (from 0)."""
    start = i
    while start > first.last_row and i - start < _LONGEST_TITLE and _is_title_row(sheet, start - 1):
        start -= 1
    while start < i and not sheet.rows[start]:
        start += 1
    return start


def _is_title_row(sheet: Sheet, i: int) -> bool:
    filled = [cell for cell in sheet.rows[i] if cell != ""]
    return len(filled) <= 1 and all(isinstance(cell, str) for cell in filled)


def _said(heading: str) -> tuple[str, ...]:
    return words(heading)
