"""A form filled for a day: each row's place, each cell's number with the list behind it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.formats import number_format

from organisation.models import Unit
from organisation.templatetags.vietnamese import dmy
from reports.breakdown import in_order
from reports.higher.measures import CHANGE, UNTIL, Measure
from reports.higher.naming import known_by_name, places_of, plain
from reports.higher.reading import Shape
from reports.higher.writing import Cells
from reports.indicators import INDICATORS
from reports.models import HigherForm, RowsBy
from reports.pivot import ordered
from reports.scope import Scope
from reports.shown import list_url, written

NAME, NUMBER, TEXT = "name", "number", "text"
BOOKED = ("received_vnd", "delivered_vnd")


@dataclass(frozen=True)
class Cell:
    value: int | float | str
    text: str
    url: str = ""
    is_figure: bool = False


@dataclass
class Line:
    """A row of the form. `scope` None: its name says nothing to us, and it stays as it came."""

    row: int
    name: str
    scope: Scope | None
    pk: int | None = None  # of the place; None for the whole
    is_new: bool = False  # its name is written by us
    key: str = ""  # of a row that is a figure: under what it is remembered
    cells: dict[int, Cell] = field(default_factory=dict)


class Filled:
    """`self.scope` is that of the page of figures: the reader, the day, the form's unit."""

    def __init__(self, form: HigherForm, user: Any, as_of: datetime.date, since: datetime.date) -> None:
        self.form, self.user, self.since = form, user, since
        self.scope = Scope(user=user, as_of=as_of, unit=form.unit)
        self.shape = Shape.of(form.shape)
        self.columns = {int(n): said for n, said in form.columns.items()}
        self.name_column = next((n for n, said in self.columns.items() if said["what"] == NAME), None)

    @property
    def cells(self) -> Cells:
        return [(line.row, column, cell.value) for line in self.lines for column, cell in sorted(line.cells.items())]

    @property
    def table(self) -> list[tuple[int, list[Cell]]]:
        """(row, its cells in the order of the columns) as it is shown before it is written."""
        return [(line.row, [self._shown(line, column) for column in sorted(self.columns)]) for line in self.lines]

    def _shown(self, line: Line, column: int) -> Cell:
        stays = Cell(line.name, line.name) if column == self.name_column else Cell("", "")
        return line.cells.get(column, stays)

    @property
    def strange(self) -> list[Line]:
        """The rows whose names say nothing to us, nor has anybody said that they stay empty."""
        return [line for line in self.lines if line.scope is None and plain(line.name) not in self.form.named]

    @property
    def left_out(self) -> list[str]:
        """The places with figures that have no row in the form."""
        named = {line.pk for line in self.lines}
        is_listed = any(line.is_new for line in self.lines)
        if self.form.rows_by == RowsBy.WHOLE or (self.form.rows_by == RowsBy.UNIT and not is_listed):
            return []  # a unit that has no row may stand below one that has
        return [name for pk, name in self._with_figures if pk not in named]

    @cached_property
    def lines(self) -> list[Line]:
        lines = list(self._lines())
        for column, measure in self._measures.items():
            for line in lines:
                if line.scope is not None:
                    line.cells[column] = self._figure(column, measure, line)
        for column, said in self.columns.items():
            for number, line in enumerate((line for line in lines if line.pk is not None or line.name == ""), 1):
                if word := self._word(said, line, number):
                    line.cells[column] = Cell(word, str(word))
        return lines

    # --- which rows ---

    def _lines(self) -> Iterator[Line]:
        if self.form.rows_by == RowsBy.WHOLE:
            yield Line(self.shape.first_free, "", self.scope)
            return
        rows = self.shape.lines(self.name_column)
        if any(name and not is_total for _row, name, is_total in rows):
            yield from self._named(rows)
        else:
            yield from self._listed(rows)

    def _named(self, rows: list[tuple[int, str, bool]]) -> Iterator[Line]:
        known = known_by_name(self.form, self._places)
        for row, name, is_total in rows:
            if is_total:
                yield Line(row, name, self.scope)
            elif name:
                place = known.get(plain(name))
                yield Line(row, name, self._of(place.pk), place.pk) if place else Line(row, name, None)

    def _listed(self, rows: list[tuple[int, str, bool]]) -> Iterator[Line]:
        """The empty rows down to the total, one for each place that has figures."""
        places = iter(self._with_figures)
        for row, name, is_total in rows:
            if is_total:
                yield Line(row, name, self.scope)
                return
            if found := next(places, None):
                pk, name = found
                is_own = self.form.rows_by == RowsBy.UNIT and pk == self.form.unit_id
                yield Line(row, name, self._alone if is_own else self._of(pk), pk, is_new=True)

    @cached_property
    def _places(self) -> list[Any]:
        return places_of(self.form, self.user)

    @cached_property
    def _with_figures(self) -> list[tuple[int, str]]:
        found = {pk for by in self._by_place.values() for pk, value in by.items() if value}
        if self.form.rows_by != RowsBy.UNIT:
            return ordered(self.form.rows_by, [pk or None for pk in found])
        own = self.form.unit
        below = [unit for unit in self._places if unit.parent_id == own.pk and unit.pk in found]
        named = [(unit.pk, unit.name) for unit in sorted(below, key=lambda unit: in_order(unit.name))]
        alone = self._alone
        return [*named, (own.pk, own.name)] if any(each.value(alone) for each in self._measures.values()) else named

    @property
    def _alone(self) -> Scope:
        """What the form's unit keeps itself, without the units below it."""
        return self.scope.narrowed(managing_unit=self.form.unit_id)

    def _of(self, pk: int) -> Scope:
        if self.form.rows_by != RowsBy.UNIT:
            return self.scope.narrowed(**{self.form.rows_by: pk})
        return self.scope.narrowed(unit=next(unit for unit in self._places if unit.pk == pk))

    # --- what stands in them ---

    @cached_property
    def _measures(self) -> dict[int, Measure]:
        return {
            column: Measure(said["of"], said.get("only", ""), self.since if said["what"] == CHANGE else None)
            for column, said in self.columns.items()
            if said["what"] in (UNTIL, CHANGE)
        }

    @cached_property
    def _by_place(self) -> dict[int, dict[int, int]]:
        units = [place.pk for place in self._places if isinstance(place, Unit)]
        return {column: each.by(self.scope, self.form.rows_by, units) for column, each in self._measures.items()}

    @cached_property
    def _in_all(self) -> dict[int, int]:
        return {column: each.value(self.scope) for column, each in self._measures.items()}

    def _figure(self, column: int, measure: Measure, line: Line) -> Cell:
        scope = line.scope or self.scope
        if line.pk is None or scope.managing_unit is not None:
            value = self._in_all[column] if line.pk is None else measure.value(scope)
        else:
            value = self._by_place[column].get(line.pk, 0)
        return shown_cell(measure, scope, value, self.columns[column].get("in", 1))

    def _word(self, said: dict[str, Any], line: Line, number: int) -> int | str:
        if said["what"] == NAME:
            return line.name if line.is_new else ""
        return {NUMBER: number, TEXT: said.get("text", "")}.get(said["what"], "")


def shown_cell(measure: Measure, scope: Scope, value: int, unit: int) -> Cell:
    """With its list; what was added of people is a difference of two lists, of money what was booked since."""
    is_booked = measure.key in BOOKED
    since = {"after": dmy(measure.since)} if measure.since else {}
    url = "" if since and not is_booked else list_url(measure.key, measure.narrowed(scope), **since)
    said = _in(value, unit)
    text = written(INDICATORS[measure.key], value) if unit == 1 else number_format(said, force_grouping=True)
    return Cell(said, text, url, True)


def _in(vnd: int, unit: int) -> int | float:
    """Money in thousands or millions, exact as far as the thousandth of them."""
    return round(vnd / unit, 3) if vnd % unit else vnd // unit
