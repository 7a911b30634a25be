"""What the preview shows of a row: plain data for its templates."""

from dataclasses import dataclass, field
from typing import Any

from imports.deciding import key_of
from imports.models import ImportRow


@dataclass
class Note:
    """A sentence about a row, and the record it speaks of where the reader may see that."""

    text: str
    is_bad: bool
    url: str = ""
    record: str = ""


@dataclass
class Cell:
    """An understood value; `written` is the text in the file where that says it otherwise."""

    label: str
    value: str
    written: str


@dataclass
class Fix:
    """A cell that can be typed anew here: what stands in it, what is said about it, what it may have meant."""

    letter: str
    label: str
    text: str
    original: str = ""  # in the file, where something else was typed here
    troubles: list[str] = field(default_factory=list)
    choices: list[dict[str, str]] = field(default_factory=list)
    column_choices: list[dict[str, str]] = field(default_factory=list)
    same_count: int = 0  # other rows with the same trouble


@dataclass
class Change:
    """What a row says otherwise than its record."""

    field: str
    label: str
    old: str
    new: str
    applies: bool


@dataclass
class Likeness:
    """A record that the row may speak of, beside the row: (label, in the list, on record, whether they differ)."""

    record: Any
    url: str
    lines: list[tuple[str, str, str, bool]]
    reasons: list[str]
    against: list[str]


@dataclass
class RowView:
    """A row as the preview shows it."""

    row: ImportRow
    title: str
    cells: list[Cell]
    notes: list[Note] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    likeness: Likeness | None = None
    record_url: str = ""
    record_code: str = ""
    decided: str = ""  # what a person said of the row, as a sentence
    is_left_out: bool = False
    mends: str = ""  # of which row of the parent list this is the mended one
    wants_a_look: bool = False
    sibling: str = ""  # "proposed", "accepted" or nothing

    @property
    def key(self) -> str:
        return key_of(self.row)

    @property
    def anchor(self) -> str:
        return "row-" + "".join(c if c.isalnum() else "-" for c in self.key)

    @property
    def summary(self) -> str:
        """What was understood, in a line."""
        return " · ".join(cell.value for cell in self.cells if cell.value)
