"""What a list can hold: its fields, how their columns are headed and how a cell is read. Apps register their lists."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from imports.reading import Cell
from imports.synonyms import same_words
from vietnamese.errors import Unreadable
from vietnamese.money import Per
from vietnamese.text import clean, fold

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class DateOrder:
    """Which comes first in a column's dates, in texts and in cells that are dates: dmy, mdy (Excel took the month for
    the day), or open where nothing in the column tells."""

    texts: Literal["dmy", "mdy", "open"] = "dmy"
    cells: Literal["dmy", "mdy", "open"] = "dmy"


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """What a cell's reader may need to know about its column and its list."""

    heading: str
    list_date: dt.date
    today: dt.date
    unit_vnd: int = 1
    per: Per | None = None
    order: "DateOrder" = DateOrder()


Parse = Callable[[Cell, ColumnContext], Values]


@dataclass(frozen=True, eq=False)
class Field:
    """One column of a list.

    `headings`: how people head it, in words (marks and order matter little); for a heading under a merged one, both
    together. `parse`: the cell's values, raising Unreadable. `looks`: the kinds of value (see imports.columns.look)
    that its cells have. `vital`: a cell that cannot be read sends the row back; otherwise it is noted and left out.
    `after`: of several columns that fit, the first to the right of that field. `fills_down`: the field that leads the
    group: where its cell is empty, the group's cells are those of the row above. `exact`: no longer heading fits.
    `never`: a pattern of folded headings that speak of something else, however near ("Nghề nghiệp của mẹ").
    """

    key: str
    label: str
    headings: tuple[str, ...]
    parse: Parse
    looks: frozenset[str] = frozenset()
    vital: bool = False
    after: str = ""
    fills_down: str = ""
    exact: bool = False
    never: str = ""

    @cached_property
    def phrases(self) -> dict[tuple[str, ...], frozenset[str]]:
        """The headings as folded words, and their short words with marks; the field's key counts as one."""
        said = (same_words(heading) for heading in (self.key, self.label, *self.headings))
        return {words(heading): short_words(heading) for heading in said}


@dataclass(frozen=True, eq=False)
class ListKind:
    """A kind of list.

    `value_keys`: the keys every record has (None when not known). `name_field`: the field without which a row is no
    record, `missing_name`: what to say then. `finish`: completes a row's values in place (places, defaults) and says
    what else is wrong, given the values and the imports.understanding.SheetContext. `or_named_by`: fields that may name
    a record where there is no `name_field`. `complete`: what only the whole workbook tells (groups, sums): changes the
    Understanding in place, given the Workbook too. `telling`: without one of these fields nobody takes a file for this
    kind unless a person says so. `several_tables`: a sheet may hold several, although there is a `complete`.
    `names_units`: fields that may name a record as places and units are called, so that a numbered row is no
    heading ("3 | Công đoàn Trường Mẫu"). `from_section`: what a section's title says of the rows below it, where they
    don't say it themselves.
    """

    key: str
    label: str
    fields: tuple[Field, ...]
    value_keys: tuple[str, ...]
    name_field: str
    missing_name: str
    finish: Callable[..., list["Problem"]]
    or_named_by: tuple[str, ...] = ()
    complete: Callable[..., None] | None = None
    telling: frozenset[str] = frozenset()
    several_tables: bool = False
    names_units: frozenset[str] = frozenset()
    from_section: Callable[[str], Values] | None = None

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """The fields by their key."""
        return {f.key: f for f in self.fields}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every folded word that heads one of the fields."""
        return frozenset(word for f in self.fields for phrase in f.phrases for word in phrase)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a row: the column's heading ("" for the row), an English sentence and its parameters.

    `vital` problems make the row an error; the others are notes to a record, those with `look` for a person to see.
    `choices`: what the cell may mean, as label and text; the text in place of the cell's settles it. `about`: more keys
    of imports.models.ImportRow.errors.
    """

    column: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    vital: bool = True
    look: bool = False
    letter: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    about: Mapping[str, object] = field(default_factory=dict)


class Asked(Unreadable):
    """A cell that may mean several things: each as label and text. `about` as in Problem."""

    def __init__(self, message: str, choices: Iterable[tuple[str, str]], **params: object) -> None:
        super().__init__(message, **params)
        self.choices = tuple(choices)
        self.about: dict[str, object] = {}


def headings(text: str) -> tuple[str, ...]:
    """Headings from one text that holds them with semicolons between."""
    return tuple(part.strip() for part in text.split(";"))


def looks(*kinds: str) -> frozenset[str]:
    """The looks of a field's values."""
    return frozenset(kinds)


_NOT_WORD = re.compile(r"[^\w]+|_+")


def words(heading: str) -> tuple[str, ...]:
    """The folded words of a heading."""
    return tuple(word for word in _NOT_WORD.split(fold(clean(heading))) if word)


def marked_words(heading: str) -> frozenset[str]:
    """The words of a heading with their marks."""
    return frozenset(_NOT_WORD.split(clean(heading).lower())) - {""}


def short_words(heading: str) -> frozenset[str]:
    """The words of up to three letters with their marks, or the only word: without them họ is hộ, and tỉnh is tình."""
    said = marked_words(heading)
    return said if len(said) == 1 else frozenset(word for word in said if len(word) <= 3)


def text_of(cell: Cell) -> str:
    """A cell as the clean text Excel would show: 2012.0 as "2012", a date as dd/mm/yyyy."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    return str(cell)


_MARKS = {"x", "v", "✓", "✔", "☑", "co", "1", "yes", "true", "*", "+", "√", "da", "dung"}


def is_mark(cell: Cell) -> bool:
    """Whether a cell says no more than yes: x, X, v, ✓, 1, có."""
    return cell is True or (not isinstance(cell, dt.date) and fold(text_of(cell)).strip(" .") in _MARKS)


_kinds: dict[str, ListKind] = {}


def register(kind: ListKind) -> ListKind:
    """Make a kind of list known; each app calls it once for each of its lists."""
    _kinds[kind.key] = kind
    return kind


def kinds() -> dict[str, ListKind]:
    """The registered kinds of list by key."""
    return dict(_kinds)


def kind(key: str) -> ListKind:
    """The kind of list with this key; KeyError when no app registered it."""
    return _kinds[key]
