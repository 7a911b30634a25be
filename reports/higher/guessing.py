"""What the columns of a new form probably ask for, by the words of their headings; a person looks it through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from imports.fields import words
from reports.higher.figure_rows import figure_rows
from reports.higher.filling import NAME, NUMBER
from reports.higher.measures import BEFORE, CHANGE, UNTIL
from reports.higher.reading import Shape
from reports.models import RowsBy
from vietnamese.money import parse_unit

NUMBERS = {"stt", "tt", "so tt", "so thu tu"}
# All words of one list stand in the heading: the first that fits counts.
FIGURES = [
    ("children_waiting_union", ("cho", "doan vien")),
    ("children_waiting", ("cho",)),
    ("children_waiting", ("chua", "do dau")),
    ("held_vnd", ("con giu",)),
    ("held_vnd", ("con lai", "tien")),
    ("received_vnd", ("da nhan",)),
    ("delivered_vnd", ("da trao",)),
    ("delivered_vnd", ("da ho tro",)),
    ("pledged_vnd", ("cam ket", "tien")),
    ("pledged_vnd", ("kinh phi",)),
    ("donors_active", ("nguoi do dau",)),
    ("donors_active", ("nha tai tro",)),
    ("pledges_active", ("luot do dau",)),
    ("children_helped", ("da duoc", "do dau")),
    ("children_helped", ("da duoc", "ho tro")),
    ("children_sponsored", ("do dau",)),
]
PLACES = [
    (RowsBy.FORMER_COMMUNE, ("xa cu", "truoc")),
    (RowsBy.COMMUNE, ("xa", "phuong", "dia ban")),
    (RowsBy.UNIT, ("don vi", "ldld", "lien doan", "cong doan")),
]


NAMES_OF_FIGURES = ("chi tieu", "noi dung", "hang muc", "tieu chi")
UNITS_OF_MEASURE = ("don vi tinh", "dvt")
# Which of its values a column of figures wants; the first whose words stand in the heading.
VALUES = [
    (BEFORE, ("ky truoc", "cung ky", "nam truoc", "thang truoc", "quy truoc")),
    (CHANGE, ("trong ky", "tang", "phat sinh", "so sanh")),
    (UNTIL, ("so luong", "ket qua", "thuc hien", "den ngay", "luy ke", "so lieu", "tong so", "ky nay", "bao cao")),
]


@dataclass
class Guess:
    """As HigherForm keeps them."""

    columns: dict[str, dict[str, Any]]
    rows_by: str = RowsBy.WHOLE
    named: dict[str, Any] = field(default_factory=dict)


def guessed(shape: Shape) -> Guess:
    return _of_figures(shape) or _of_places(shape.headings)


def _of_places(headings: list[str]) -> Guess:
    found = Guess({})
    for n, heading in enumerate(headings):
        said = _plain(heading)
        place = next((by for by, names in PLACES if _says_one(said, names)), None)
        figure = figure_of(heading)
        if said in NUMBERS:
            found.columns[str(n)] = {"what": NUMBER}
        elif place and not figure and found.rows_by == RowsBy.WHOLE:
            found.columns[str(n)], found.rows_by = {"what": NAME}, place
        elif figure and (what := _value_of(said) or UNTIL) != BEFORE:  # no column holds a figure of the day before
            found.columns[str(n)] = {"what": what, "of": figure, "only": "", "in": parse_unit(heading) or 1}
    return found


def _of_figures(shape: Shape) -> Guess | None:
    """Where a column's heading says that figures are named below it, and one of them is known."""
    headings = [_plain(heading) for heading in shape.headings]
    name = next((n for n, said in enumerate(headings) if _says_one(said, NAMES_OF_FIGURES)), None)
    if name is None:
        return None
    measured_in = next((n for n, said in enumerate(headings) if _says_one(said, UNITS_OF_MEASURE)), None)
    found = Guess({str(name): {"what": NAME}}, RowsBy.FIGURE, named_figures(shape, name, measured_in))
    for n, said in enumerate(headings):
        what = _value_of(said)
        if what and n != name:
            found.columns[str(n)] = {"what": what}
    return found if found.named else None


def named_figures(shape: Shape, name: int, measured_in: int | None) -> dict[str, Any]:
    """The rows whose figure is known, by their keys."""
    found = {}
    for row in figure_rows(shape, name):
        unit = row.texts[measured_in] if measured_in is not None and measured_in < len(row.texts) else ""
        if figure := figure_of(row.name):
            found[row.key] = {"of": figure, "only": "", "in": parse_unit(f"đvt: {unit}") or parse_unit(row.name) or 1}
    return found


def figure_of(text: str) -> str | None:
    said = _plain(text)
    return next((key for key, wanted in FIGURES if all(_says(said, word) for word in wanted)), None)


def _value_of(said: str) -> str | None:
    return next((what for what, wanted in VALUES if _says_one(said, wanted)), None)


def _plain(text: str) -> str:
    """The folded words alone: “Đơn vị (xã, phường)” says xa and phuong."""
    return " ".join(words(text))


def _says_one(said: str, wanted: tuple[str, ...]) -> bool:
    return any(_says(said, each) for each in wanted)


def _says(said: str, wanted: str) -> bool:
    return f" {wanted} " in f" {said} "
