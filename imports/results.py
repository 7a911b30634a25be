"""What understanding a workbook takes and gives."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from imports.columns import ColumnGuess
from imports.fields import ListKind, Problem, Values, text_of
from imports.headers import Header
from imports.reading import Cell, Remark
from vietnamese.places import PlaceIndex

Status = Literal["record", "error", "skipped"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the engine must be told: the places (preferring the importing unit's), the day, and a commune (key or name)
    for rows that name none."""

    places: PlaceIndex
    today: dt.date
    default_commune: str = ""
    remembered: Mapping[str, "Remembered"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the unit's people decided about columns with these headings: heading ("heading#2" for the second so
    named) -> field key ("" unread); heading -> order of dates; and when."""

    columns: Mapping[str, str]
    dates: Mapping[str, str]
    decided_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SheetCorrection:
    """What a person corrected on one sheet: the header's rows (Excel's numbers, first and last; 1, 0: none), the
    columns (letter -> field key, "" to leave one unread), whether to read the sheet at all (None: as the engine
    thinks), the order of day and month (letter -> "dmy", "mdy"), and what stands in place of cells (row -> letter ->
    text)."""

    header_rows: tuple[int, int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    use: bool | None = None
    dates: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "SheetCorrection":
        """As a batch keeps it under corrections["sheets"][name]: see imports.models.ImportRow."""
        rows = said.get("header_rows")
        return cls(
            header_rows=(rows[0], rows[1]) if rows else None,
            columns=said.get("columns") or {},
            use=said.get("use"),
            dates=said.get("dates") or {},
            cells={int(row): cells for row, cells in (said.get("cells") or {}).items()},
        )


@dataclass(slots=True)
class RowResult:
    """One row of a sheet, numbered as Excel does.

    record: `values` by the kind's keys, `problems` none vital. error: `values` as far as read, at least one vital
    problem. skipped: no record, `reason` says why. `cells` are the cells as read.
    """

    sheet: str
    row: int
    status: Status
    values: Values
    cells: list[Cell]
    problems: list[Problem]
    reason: str = ""

    @property
    def errors(self) -> list[Problem]:
        """The problems that send the row back."""
        return [problem for problem in self.problems if problem.vital]

    @property
    def warnings(self) -> list[Problem]:
        """What was left out of a record, or needs a look."""
        return [problem for problem in self.problems if not problem.vital]


@dataclass(slots=True)
class SheetResult:
    """How a sheet was understood; `ignored` says why none of its rows was read ("" when they were). `remarks` tell how
    the file was read: letters turned into Unicode, hidden rows."""

    name: str
    visible: bool
    row_count: int
    header: Header | None = None
    columns: list[ColumnGuess] = field(default_factory=list)
    list_date: dt.date | None = None
    former_communes: bool = False
    commune: str = ""
    ignored: str = ""
    remembered: Remembered | None = None  # the decision that its columns follow
    remarks: list[Remark] = field(default_factory=list)
    said: Values = field(default_factory=dict)  # what its kind's `complete` keeps of it

    def raw(self, row: RowResult) -> dict[str, str]:
        """A row's cells as written, by heading (by letter where there is none)."""
        named = {c.index: c.heading or c.letter for c in self.columns}
        return {named.get(i, ""): text_of(cell) for i, cell in enumerate(row.cells) if cell != "" and i in named}


class Understanding:
    """What a workbook says, as a list of one kind. The rows are read as they are asked for: each() goes over a list of
    any length without keeping it, `rows` keeps them all."""

    def __init__(self, kind: ListKind, sheets: list[SheetResult], coming: Iterable[RowResult] = ()) -> None:
        self.kind, self.sheets = kind, sheets
        self._coming = iter(coming)
        self._rows: list[RowResult] = []
        self._counts: dict[tuple[str, Status], int] = {}

    @property
    def rows(self) -> list[RowResult]:
        """All rows, in the order of the sheets."""
        self._rows.extend(self._counted())
        return self._rows

    def each(self) -> Iterator[RowResult]:
        """Every row, once: those that only come now are not kept."""
        yield from self._rows
        yield from self._counted()

    def _counted(self) -> Iterator[RowResult]:
        for row in self._coming:
            key = (row.sheet, row.status)
            self._counts[key] = self._counts.get(key, 0) + 1
            yield row

    def has(self, test: Callable[[RowResult], bool] = lambda row: True) -> bool:
        """Whether there is such a row; no more rows are read than it takes to know."""
        if any(test(row) for row in self._rows):
            return True
        for row in self._counted():
            self._rows.append(row)
            if test(row):
                return True
        return False

    @property
    def records(self) -> list[RowResult]:
        """The rows that are records."""
        return [row for row in self.rows if row.status == "record"]

    def count(self, status: Status, sheet: str | None = None) -> int:
        """How many of the rows read so far have this status, in this sheet or in all."""
        return sum(n for (name, own), n in self._counts.items() if own == status and sheet in (None, name))
