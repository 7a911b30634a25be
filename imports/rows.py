"""The rows under a header, one by one: record, error, or skipped with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from imports.columns import SEPARATOR, look
from imports.fields import ColumnContext, Field, ListKind, Problem, Values, text_of
from imports.headers import (
    COLUMN_NUMBERS,
    HEADING_ROW,
    ONLY_NUMBER,
    SECTION,
    SIGNATURE,
    TOTAL,
    is_column_numbers,
    is_section,
    is_signature,
    is_total,
)
from imports.locating import Locator
from imports.reading import Cell, Sheet
from imports.results import RowResult, SheetResult, Status
from vietnamese.errors import Unreadable

SPARSE = 4  # filled cells; a fuller row is no heading, total or signature


@dataclass(slots=True)
class SheetContext:
    """What a list's finish() may ask while it completes a row."""

    locator: Locator
    kind: ListKind


@dataclass(slots=True)
class _Column:
    """A column that is read: its answers are kept, since cells repeat."""

    index: int
    heading: str
    field: Field
    context: ColumnContext
    known: dict[Cell, tuple[Values, Problem | None]]

    def read(self, cell: Cell) -> tuple[Values, Problem | None]:
        if not isinstance(cell, str):
            key: Cell = (type(cell), cell)  # type: ignore[assignment]  # 1, 1.0 and True are different cells
        else:
            key = cell
        answer = self.known.get(key)
        if answer is None:
            answer = self.known[key] = self._parse(cell)
        return answer

    def _parse(self, cell: Cell) -> tuple[Values, Problem | None]:
        if isinstance(cell, str) and not cell.strip():
            return {}, None
        try:
            return self.field.parse(cell, self.context), None
        except Unreadable as error:
            if self.field.vital:
                left: Values = {f"_unread_{self.field.key}": True}
            else:
                left = {f"_note_{self.index}": f"{self.heading}: {text_of(cell)}"}
            return left, Problem(self.heading, error.message, error.params, vital=self.field.vital)


class RowReader:
    """Reads one sheet's rows."""

    def __init__(
        self,
        sheet: Sheet,
        kind: ListKind,
        understood: SheetResult,
        contexts: dict[int, ColumnContext],
        context: SheetContext,
    ) -> None:
        assert understood.header
        self.sheet, self.kind, self.context, self.header = sheet, kind, context, understood.header
        self.columns = [
            _Column(
                c.index, c.heading.rpartition(SEPARATOR)[2] or c.letter, kind.by_key[c.field], contexts[c.index], {}
            )
            for c in understood.columns
            if c.field
        ]
        self.unread = [(c.index, c.heading) for c in understood.columns if not c.field]
        at = {c.field.key: c.index for c in self.columns}
        self.name_field = next((key for key in (kind.name_field, *kind.or_named_by) if key in at), kind.name_field)
        self.name_column = at.get(self.name_field, -1)
        self.number_column = at.get("row_number", -1)
        self.group = [at[f.key] for f in kind.fields if f.fills_down and f.key in at]
        self.above: list[Cell] | None = None
        self.signed = False
        self.empty: Values = dict.fromkeys(kind.value_keys)
        rows = sheet.rows[self.header.first_row - 1 : self.header.last_row]
        self.header_texts = {row[self.name_column] for row in rows if self.name_column < len(row)} - {""}

    def results(self) -> Iterator[RowResult]:
        """A result for each row that is not blank."""
        self._fill_merges()
        for number, row in enumerate(self.sheet.rows[self.header.last_row :], self.header.last_row + 1):
            filled = [cell for cell in row if cell != ""]
            if filled and not all(isinstance(cell, str) and not cell.strip() for cell in filled):
                yield self._result(number, row, filled)

    def _fill_merges(self) -> None:
        """A cell merged over several rows says the same for each of them."""
        rows = self.sheet.rows
        for m in self.sheet.merges:
            if m.first_row <= self.header.last_row or m.last_row == m.first_row or m.first_column == self.name_column:
                continue
            top = rows[m.first_row - 1] if m.first_row <= len(rows) else []
            if m.first_column >= len(top) or m.last_row - m.first_row > 500 or m.first_column == self.number_column:
                continue
            for r in range(m.first_row, min(m.last_row, len(rows))):
                row = rows[r]
                row.extend([""] * (m.first_column + 1 - len(row)))
                row[m.first_column] = top[m.first_column]

    def _result(self, number: int, row: list[Cell], filled: list[Cell]) -> RowResult:
        reason = self._why_no_record(row, filled)
        if reason:
            return RowResult(self.sheet.name, number, "skipped", {}, row, [], reason)
        cells = self._filled_down(row)
        values, problems = self._values(cells)
        if not values.get(self.name_field):
            problems.insert(0, Problem(self._name_heading(), self.kind.missing_name))
        problems += self.kind.finish(values, self.context)
        self._collect_notes(values, cells)
        status: Status = "error" if any(problem.vital for problem in problems) else "record"
        return RowResult(self.sheet.name, number, status, values, row, problems)

    def _why_no_record(self, row: list[Cell], filled: list[Cell]) -> str:
        numbered = self._cell(row, self.number_column)
        name = self._cell(row, self.name_column)
        if name in self.header_texts:
            return HEADING_ROW
        if isinstance(numbered, int | float) and name != "" and len(filled) > SPARSE:
            self.signed = False
            return ""
        if len(filled) >= 3 and len(str(filled[-1])) <= 8 and is_column_numbers(row):
            return COLUMN_NUMBERS
        return self._why_sparse_is_no_record(row, filled, numbered, name)

    def _why_sparse_is_no_record(self, row: list[Cell], filled: list[Cell], numbered: Cell, name: Cell) -> str:
        has_number = text_of(numbered).strip(".").isdigit()
        if not has_number and is_total(filled):
            self.above = None
            return TOTAL
        if len(filled) > SPARSE:
            return ""
        texts = [text_of(cell) for cell in filled]
        if len(filled) == 1 and has_number:
            return ONLY_NUMBER
        if is_section(texts) and not self.signed:
            self.above = None
            self.context.locator.enter_section(next((t for t in reversed(texts) if len(t) > 3), texts[-1]))
            return SECTION
        if not has_number and (self.signed or is_signature(texts)):
            self.signed = True
            return SIGNATURE
        return "" if has_number else self._why_stray(filled, name)

    def _why_stray(self, filled: list[Cell], name: Cell) -> str:
        """A few cells without a number: a record if a name stands where names stand, else words beside the list."""
        if name != "" and "name" in look(name):
            return ""
        if self.group and name != "":
            return ""
        return SIGNATURE if len(filled) <= 2 else ""

    def _cell(self, row: list[Cell], index: int) -> Cell:
        return row[index] if 0 <= index < len(row) else ""

    def _filled_down(self, row: list[Cell]) -> list[Cell]:
        """A row of a group (the donor's second child) takes the group's own cells from the row above."""
        if not self.group:
            return row
        leader = self.group[0]
        if self._cell(row, leader) == "" and self.above is not None:
            row = row + [""] * (max(self.group) + 1 - len(row))
            for index in self.group:
                if row[index] == "" and index < len(self.above):
                    row[index] = self.above[index]
        self.above = row
        return row

    def _values(self, row: list[Cell]) -> tuple[Values, list[Problem]]:
        values = self.empty.copy()
        problems: list[Problem] = []
        width = len(row)
        for column in self.columns:
            if column.index < width and (cell := row[column.index]) != "":
                known, problem = column.read(cell)
                values.update(known)
                if problem:
                    problems.append(problem)
        return values, problems

    def _collect_notes(self, values: Values, row: list[Cell]) -> None:
        """Unread columns, notes beside a name and what could not be read end in `note`; private keys go."""
        private = [key for key in values if key[0] == "_"]
        notes = [str(values[key]) for key in private if key.startswith("_note") and values[key]]
        for key in private:
            del values[key]
        for index, heading in self.unread:
            if index < len(row) and (text := text_of(row[index])):
                notes.append(f"{heading}: {text}" if heading else text)
        values["note"] = "; ".join(notes) or None

    def _name_heading(self) -> str:
        return next((c.heading for c in self.columns if c.index == self.name_column), "")
