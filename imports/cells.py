"""A column of a list as it is read: the values of its cells, and what is wrong with them."""

from dataclasses import dataclass, replace

from imports.columns import letter
from imports.fields import ColumnContext, DateOrder, Field, Problem, Values, text_of
from imports.parsers import ignored
from imports.reading import EXCEL_ERRORS, Cell
from vietnamese.errors import Unreadable, gettext_noop

SAID = DateOrder()  # what a person writes has its day first
REMEMBERED = 20_000  # answers of a column
EXCEL_ERROR = gettext_noop("Excel shows an error here (%(text)s), no value. Write what should stand here.")


@dataclass(slots=True)
class Column:
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
            if len(self.known) > REMEMBERED:
                self.known.clear()
            answer = self.known[key] = self._parse(cell, self.context)
        return answer

    def read_said(self, text: str) -> tuple[Values, Problem | None]:
        """What a person wrote in place of the cell."""
        return self._parse(text, replace(self.context, order=SAID))

    def _parse(self, cell: Cell, context: ColumnContext) -> tuple[Values, Problem | None]:
        if isinstance(cell, str) and not cell.strip():
            return {}, None
        try:
            if cell in EXCEL_ERRORS and self.field.parse is not ignored:
                raise Unreadable(EXCEL_ERROR, text=cell)
            values = self.field.parse(cell, context)
            look = values.pop("_look", None)
            return values, self._to_look_at(str(look), cell) if look else None
        except Unreadable as error:
            if self.field.vital:
                left: Values = {f"_unread_{self.field.key}": True}
            else:
                left = {f"_note_{self.index}": f"{self.heading}: {text_of(cell)}"}
            return left, self._problem(error)

    def _to_look_at(self, message: str, cell: Cell) -> Problem:
        at = letter(self.index)
        return Problem(self.heading, message, {"text": text_of(cell)[:60]}, vital=False, look=True, letter=at)

    def _problem(self, error: Unreadable) -> Problem:
        return Problem(
            self.heading,
            error.message,
            error.params,
            vital=self.field.vital,
            letter=letter(self.index),
            choices=tuple(getattr(error, "choices", ())),
            about=getattr(error, "about", {}),
        )
