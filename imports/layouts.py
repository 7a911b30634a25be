"""How a file was understood, put together for a person: sheets that are laid out alike are one group."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from imports.headers import INSTRUCTIONS_SHEET

SURE = 0.75  # a guess below it is pointed out
MOST_COLUMNS = 60


@dataclass
class Group:
    """Sheets with the same headings in the same rows, and the columns of the first of them."""

    number: int
    sheets: list[dict[str, Any]]

    @property
    def header(self) -> list[int] | None:
        return self.sheets[0]["header"]

    @property
    def columns(self) -> list[dict[str, Any]]:
        return [c for c in self.sheets[0]["columns"] if c["heading"] or c["samples"] or c["field"]][:MOST_COLUMNS]

    @property
    def decided_on(self) -> dt.date | None:
        """When the unit's people decided about columns with these headings; None when the engine guessed them."""
        day = self.sheets[0].get("decided_on")
        return dt.date.fromisoformat(day) if day else None

    @property
    def records_count(self) -> int:
        return sum(sheet["records_count"] for sheet in self.sheets)

    def samples(self, index: int) -> list[str]:
        """Values of a column from several sheets, so that one odd first row does not mislead."""
        found = (s for sheet in self.sheets[:3] for c in sheet["columns"] if c["index"] == index for s in c["samples"])
        return list(dict.fromkeys(found))[:3]


def groups(sheets: Iterable[Mapping[str, Any]]) -> list[Group]:
    """The sheets that are read, grouped by their layout, largest group first."""
    found: dict[Any, list[Any]] = {}
    for sheet in sheets:
        if not sheet["ignored"]:
            key = (tuple(sheet["header"]), tuple((c["heading"], c["field"]) for c in sheet["columns"]))
            found.setdefault(key, []).append(sheet)
    ordered = sorted(found.values(), key=lambda sheets: -sum(s["records_count"] for s in sheets))
    return [Group(number, sheets) for number, sheets in enumerate(ordered)]


def unread(sheets: Iterable[Mapping[str, Any]]) -> list[Any]:
    """The sheets that are not read and hold something."""
    return [sheet for sheet in sheets if sheet["ignored"] and sheet["rows_count"]]


def needs_a_look(sheets: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a person should see the columns before the rows: a guess is unsure, a heading with values under it is
    unknown and nobody has decided about it, or a visible sheet was not read."""
    return any(
        (sheet["visible"] and sheet["ignored"] and sheet["rows_count"] and sheet["name"] != INSTRUCTIONS_SHEET)
        or any(is_unsure(column, sheet) for column in sheet["columns"])
        for sheet in sheets
    )


def is_unsure(column: Mapping[str, Any], sheet: Mapping[str, Any]) -> bool:
    """Whether a person should say what the column holds: the guess is unsure, or nobody knows a heading with values."""
    is_unknown = column["heading"] and column["samples"] and not sheet.get("decided_on")
    return bool(column["confidence"] < SURE and (column["field"] or is_unknown))
