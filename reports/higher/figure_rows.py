"""A form whose rows are the figures themselves, "Số trẻ đang chờ đỡ đầu | trẻ | …", with one or several values each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from reports.higher.filling import Cell, Filled, Line, shown_cell
from reports.higher.measures import BEFORE, CHANGE, UNTIL, Measure
from reports.higher.naming import plain
from reports.higher.reading import Shape, name_in
from reports.indicators import INDICATORS

VALUES = (UNTIL, CHANGE, BEFORE)


@dataclass(frozen=True)
class FigureRow:
    """`key` is the name as it is compared; the second of two rows with one name ("trong đó: nữ") has "#2" behind it."""

    row: int
    name: str
    key: str
    texts: list[str]


def figure_rows(shape: Shape, name_column: int | None) -> Iterator[FigureRow]:
    seen: Counter[str] = Counter()
    for row, texts in shape.body:
        if words := plain(name := name_in(texts, name_column)):
            seen[words] += 1
            yield FigureRow(row, name, words if seen[words] == 1 else f"{words}#{seen[words]}", texts)


class FilledFigures(Filled):
    """Each row's figure of the form's unit, in each column that wants a value of it."""

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(row) for row in figure_rows(self.shape, self.name_column)]

    @property
    def strange(self) -> list[Line]:
        return [line for line in self.lines if line.key not in self.form.named]

    @property
    def left_out(self) -> list[str]:
        return []  # no row stands for a place

    def _line(self, row: FigureRow) -> Line:
        chosen = self.form.named.get(row.key) or None
        line = Line(row.row, row.name, self.scope if chosen else None, key=row.key)
        for column, said in self.columns.items():
            if chosen and said["what"] in VALUES:
                cell = self._value(chosen, said)
            else:
                cell = Cell(said["text"], said["text"]) if chosen and said.get("text") else None
            if cell:
                line.cells[column] = cell
        return line

    def _value(self, chosen: dict[str, Any], said: dict[str, Any]) -> Cell | None:
        """None where the figure does not exist: who waits has no donor, which is not 0."""
        key, what = chosen["of"], said["what"]
        scope = replace(self.scope, as_of=self.since) if what == BEFORE else self.scope
        scope = Measure(key, said.get("only", "")).narrowed(scope)
        measure = Measure(key, chosen["only"], self.since if what == CHANGE else None)
        if measure.narrowed(scope).has_channel and not INDICATORS[key].by_channel:
            return None
        return shown_cell(measure, scope, measure.value(scope), chosen["in"])
