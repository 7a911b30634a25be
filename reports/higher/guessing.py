"""What the columns of a new form probably ask for, by the words of their headings; a person looks it through."""

from __future__ import annotations

from typing import Any

from reports.higher.filling import NAME, NUMBER
from reports.higher.measures import UNTIL
from reports.models import RowsBy
from vietnamese.money import parse_unit
from vietnamese.text import fold

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


def guessed(headings: list[str]) -> tuple[dict[str, dict[str, Any]], str]:
    """(the columns as HigherForm keeps them, its rows_by)."""
    columns: dict[str, dict[str, Any]] = {}
    rows_by: str = RowsBy.WHOLE
    for n, heading in enumerate(headings):
        words = fold(heading)
        place = next((by for by, names in PLACES if any(_says(words, name) for name in names)), None)
        figure = next((key for key, wanted in FIGURES if all(_says(words, word) for word in wanted)), None)
        if words in NUMBERS:
            columns[str(n)] = {"what": NUMBER}
        elif place and not figure and rows_by == RowsBy.WHOLE:
            columns[str(n)], rows_by = {"what": NAME}, place
        elif figure:
            columns[str(n)] = {"what": UNTIL, "of": figure, "only": "", "in": parse_unit(heading) or 1}
    return columns, rows_by


def _says(words: str, wanted: str) -> bool:
    return f" {wanted} " in f" {words} "
