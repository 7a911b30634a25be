"""Which rows under a header are records, and why the others are none."""

from collections.abc import Callable

from imports.columns import look
from imports.fields import text_of
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
    section_title,
)
from imports.reading import Cell

SPARSE = 4  # filled cells; a fuller row is no heading, total or signature


class RowJudge:
    """Judges one sheet's rows in their order. `enter_section` is told the title of each section."""

    def __init__(
        self,
        header_texts: set[str],
        name_column: int,
        number_column: int,
        *,
        has_groups: bool,
        names_units: bool = False,
        enter_section: Callable[[str], None],
    ) -> None:
        self.header_texts, self.name_column, self.number_column = header_texts, name_column, number_column
        self.has_groups, self.names_units, self.enter_section = has_groups, names_units, enter_section
        self.signed = False

    def why_no_record(self, row: list[Cell], filled: list[Cell]) -> str:
        """The reason, "" for a record."""
        numbered = cell_at(row, self.number_column)
        name = cell_at(row, self.name_column)
        if name in self.header_texts:
            return HEADING_ROW
        if isinstance(numbered, int | float) and isinstance(name, str) and name != "" and len(filled) > SPARSE:
            self.signed = False
            return ""
        if len(filled) >= 3 and len(str(filled[-1])) <= 8 and is_column_numbers(row):
            return COLUMN_NUMBERS
        return self._why_sparse_is_no_record(filled, numbered, name)

    def _why_sparse_is_no_record(self, filled: list[Cell], numbered: Cell, name: Cell) -> str:
        has_number = text_of(numbered).strip(".").isdigit()
        if not has_number and is_total(filled):
            return TOTAL
        if len(filled) > SPARSE:
            return ""
        texts = [text_of(cell) for cell in filled]
        if len(filled) == 1 and has_number:
            return ONLY_NUMBER
        is_record = self.names_units and has_number and name != ""
        if not is_record and is_section(texts) and not self.signed:
            self.enter_section(section_title(texts))
            return SECTION
        if not has_number and (self.signed or is_signature(texts)):
            self.signed = True
            return SIGNATURE
        return "" if has_number else self._why_stray(filled, name)

    def _why_stray(self, filled: list[Cell], name: Cell) -> str:
        """A few cells without a number: a record if a name stands where names stand, else words beside the list."""
        if name != "" and ("name" in look(name) or self.has_groups):
            return ""
        return SIGNATURE if len(filled) <= 2 else ""


def cell_at(row: list[Cell], index: int) -> Cell:
    """The row's cell, "" beyond its end and for column -1."""
    return row[index] if 0 <= index < len(row) else ""
