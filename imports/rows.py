"""The rows under a header, one by one: record, error, or skipped with a reason."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from imports.cells import Column
from imports.columns import SEPARATOR, letter
from imports.fields import ColumnContext, ListKind, Problem, Values, is_mark, text_of
from imports.headers import SECTION, TOTAL
from imports.judging import RowJudge, cell_at
from imports.locating import Locator
from imports.reading import EXCEL_ERRORS, Cell, Sheet
from imports.results import RowResult, SheetResult, Status
from vietnamese.errors import gettext_noop

FROM_ABOVE = gettext_noop("Nothing stands here: “%(text)s” was taken from the row above.")
DITTO = frozenset(
    (
        '"',
        '""',
        "''",
        "//",
        "-//-",
        "- // -",
        "〃",
        "”",
        "“",
        "„",
        ",,",
        "nt",
        "-nt-",
        "- nt -",
        "NT",
        "-NT-",
        "như trên",
        "Như trên",
    )
)
COMMUNES = ("commune", "former_commune", "present_commune")


@dataclass(slots=True)
class SheetContext:
    """What a list's finish() may ask while it completes a row."""

    locator: Locator
    kind: ListKind
    list_date: dt.date = dt.date.min
    today: dt.date = dt.date.min
    columns: Mapping[str, Column] = field(default_factory=dict)
    only_girls_marked: bool = False  # a column for girls, marked, and none for boys

    def heading_of(self, key: str) -> str:
        """The heading of a field's column, "" when the list has none."""
        return self.columns[key].heading if key in self.columns else ""


class RowReader:
    """Reads one sheet's rows. `said`: what a person wrote in place of cells, by row (Excel's number) and column."""

    def __init__(
        self,
        sheet: Sheet,
        kind: ListKind,
        understood: SheetResult,
        contexts: Mapping[int, ColumnContext],
        context: SheetContext,
        said: Mapping[int, Mapping[int, str]] | None = None,
    ) -> None:
        assert understood.header
        self.sheet, self.kind, self.context, self.header = sheet, kind, context, understood.header
        self.name, self.said = understood.name, said or {}
        self.columns = [
            Column(c.index, c.heading.rpartition(SEPARATOR)[2] or c.letter, kind.by_key[c.field], contexts[c.index], {})
            for c in understood.columns
            if c.field
        ]
        self.unread = [(c.index, c.heading) for c in understood.columns if not c.field]
        context.columns = {c.field.key: c for c in self.columns}
        at = {c.field.key: c.index for c in self.columns}
        context.locator.columns = {key: (c.heading, letter(c.index)) for key, c in context.columns.items()}
        context.only_girls_marked = self._only_girls_marked(at)
        self.name_field = next((key for key in (kind.name_field, *kind.or_named_by) if key in at), kind.name_field)
        self.name_column = at.get(self.name_field, -1)
        self.number_column = at.get("row_number", -1)
        self.groups = self._groups(at)
        self.above: list[Cell] | None = None
        self.section_column = self._section_column(at)
        rows = sheet.rows[self.header.first_row - 1 : self.header.last_row]
        names = {str(row[self.name_column]) for row in rows if self.name_column < len(row)} - {""}
        self.judge = RowJudge(
            {form for text in names for form in (text, text_of(text), text.upper(), text.lower(), text.title())},
            self.name_column,
            self.number_column,
            has_groups=bool(self.groups),
            names_units=self.name_field in kind.names_units,
            enter_section=self._enter_section,
        )
        self.of_section: Values = {}
        self.last: list[Cell] = []
        self.empty: Values = dict.fromkeys(kind.value_keys)

    def _enter_section(self, title: str) -> None:
        """The rows below belong where the title says, and are what it says ("II. Trẻ mồ côi cha")."""
        is_place = self.context.locator.enter_section(title)
        if self.kind.from_section:
            said = self.kind.from_section(title)
            self.of_section = said if said or not is_place else self.of_section

    def _groups(self, at: Mapping[str, int]) -> dict[int, list[int]]:
        """The columns of each group by the column that leads it."""
        found: dict[int, list[int]] = {}
        for f in self.kind.fields:
            if f.fills_down in at and f.key in at:
                found.setdefault(at[f.fills_down], []).append(at[f.key])
        return found

    def _body(self) -> Iterator[list[Cell]]:
        return (row for row in self.sheet.rows[self.header.last_row :] if len(row) > 2)

    def _only_girls_marked(self, at: Mapping[str, int]) -> bool:
        if "female" not in at or "birth" not in at or "male" in at or "sex" in at:
            return False
        cells = [cell for row in self._body() if (cell := cell_at(row, at["female"])) not in ("", "0", 0)]
        return bool(cells) and all(is_mark(cell) for cell in cells)

    def _section_column(self, at: Mapping[str, int]) -> int:
        """A commune written only in its first child's row holds for the rows below; -1 when rows have their own."""
        index = next((at[key] for key in COMMUNES if key in at), -1)
        if index < 0 or any(m.first_column == index and m.first_row > self.header.last_row for m in self.sheet.merges):
            return -1
        records = [row for row in self._body() if cell_at(row, self.name_column) != ""][:2000]
        cells = [text_of(cell_at(row, index)) for row in records]
        filled = [cell for cell in cells if cell]
        is_sparse = len(cells) >= 3 and bool(cells[0]) and 2 * len(filled) < len(cells)
        return index if is_sparse and len(set(filled)) == len(filled) else -1

    def results(self) -> Iterator[RowResult]:
        """A result for each row that is not blank."""
        self._fill_merges()
        rows = self.sheet.rows
        for index in range(self.header.last_row, len(rows)):
            row = rows[index]
            filled = [cell for cell in row if cell != ""]
            if not EXCEL_ERRORS.isdisjoint(filled):  # formulas are pulled over headings and totals too
                filled = [c for i, c in enumerate(row) if c != "" and (i == self.name_column or c not in EXCEL_ERRORS)]
            if filled and not all(isinstance(cell, str) and not cell.strip() for cell in filled):
                yield self._result(index + 1, row, filled)

    def _fill_merges(self) -> None:
        """A cell merged over several rows says the same for each of them."""
        rows = self.sheet.rows
        kept = {self.number_column} if self.name_column in self.groups else {self.number_column, self.name_column}
        for m in self.sheet.merges:
            if m.first_row <= self.header.last_row or m.last_row == m.first_row or m.first_column in kept:
                continue
            top = rows[m.first_row - 1] if m.first_row <= len(rows) else []
            if m.first_column >= len(top) or m.last_row - m.first_row > 500:
                continue
            for r in range(m.first_row, min(m.last_row, len(rows))):
                row = rows[r]
                row.extend([""] * (m.first_column + 1 - len(row)))
                row[m.first_column] = top[m.first_column]
                rows[r] = row

    def _result(self, number: int, row: list[Cell], filled: list[Cell]) -> RowResult:
        reason = "" if number in self.said else self.judge.why_no_record(row, filled)
        if reason:
            if reason in (TOTAL, SECTION):
                self.above = None
            return RowResult(self.name, number, "skipped", {}, row, [], reason)
        if not DITTO.isdisjoint(filled):
            row = self._as_above(row)
        self.last = row
        cells = self._filled_down(row)
        values, problems = self._values(cells, self.said.get(number, {}))
        problems += self._taken_from_above(row, cells)
        if not values.get(self.name_field) and not values.get(f"_unread_{self.name_field}"):
            problems.insert(0, Problem(self._name_heading(), self.kind.missing_name, letter=letter(self.name_column)))
        problems += self.kind.finish(values, self.context)
        for key, value in self.of_section.items():
            values[key] = value if values.get(key) is None else values[key]
        self._collect_notes(values, cells)
        status: Status = "error" if problems and any(problem.vital for problem in problems) else "record"
        return RowResult(self.name, number, status, values, row, problems)

    def _filled_down(self, row: list[Cell]) -> list[Cell]:
        """A row of a group (the donor's second child, the child's second donor) takes the group's cells from above."""
        if self.section_column >= 0 and (commune := cell_at(row, self.section_column)) != "":
            self.context.locator.enter_section(text_of(commune))
        if not self.groups:
            return row
        empty = [leader for leader in self.groups if cell_at(row, leader) == ""]
        if self.name_column in empty and (len(empty) == len(self.groups) or not self._is_unnumbered(row)):
            empty.remove(self.name_column)  # a donor of its own, whose child is not told
        if self.above is not None and empty:
            columns = [index for leader in empty for index in self.groups[leader]]
            row = row + [""] * (max(columns) + 1 - len(row))
            for index in columns:
                if row[index] == "" and index < len(self.above):
                    row[index] = self.above[index]
        self.above = row
        return row

    def _taken_from_above(self, row: list[Cell], cells: list[Cell]) -> list[Problem]:
        """A numbered row that borrows the donor above it, without a merged cell to say so, may lack its own."""
        if cells is row or self._is_unnumbered(row) or self.number_column < 0:
            return []
        return [
            Problem(c.heading, FROM_ABOVE, {"text": text_of(cells[c.index])[:60]}, vital=False, look=True)
            for c in self.columns
            if c.index in self.groups and cell_at(row, c.index) == "" and cell_at(cells, c.index) != ""
        ]

    def _as_above(self, row: list[Cell]) -> list[Cell]:
        """ "-nt-" and ditto marks say what the row above says."""
        above = self.last
        return [above[i] if cell in DITTO and i < len(above) and above[i] != "" else cell for i, cell in enumerate(row)]

    def _is_unnumbered(self, row: list[Cell]) -> bool:
        return self.number_column >= 0 and cell_at(row, self.number_column) == ""

    def _values(self, row: list[Cell], said: Mapping[int, str]) -> tuple[Values, list[Problem]]:
        values = self.empty.copy()
        problems: list[Problem] = []
        width = len(row)
        for column in self.columns:
            index = column.index
            if said and index in said:
                answer = column.read_said(said[index])
            elif index < width and (cell := row[index]) != "":
                answer = (column.known.get(cell) if type(cell) is str else None) or column.read(cell)
            else:
                continue
            values.update(answer[0])
            if answer[1]:
                problems.append(answer[1])
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
