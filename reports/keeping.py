"""What a kept report holds: whole numbers, the names of places and units, and which records stood in each list.

No person's name is kept. A list keeps ids, codes and what was counted or summed; the page that shows it looks the names
up, as far as its reader may see the records.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import override

from organisation.models import Unit
from reports.breakdown import DIVISIONS, Line, Summary
from reports.indicators import INDICATORS, figures
from reports.pivot import DIMENSIONS, counted, ordered
from reports.scope import NARROWED_BY, NOT_KNOWN, Scope

# key: what of each row is kept. The last column of money is what the figure adds up.
KEPT: dict[str, tuple[str, ...]] = {
    "donors_active": ("pk", "code", "kind"),
    "pledges_active": ("pk", "code"),
    **dict.fromkeys(
        ("children_sponsored", "children_helped", "children_waiting", "children_waiting_union"),
        ("pk", "code", "commune__name"),
    ),
    "pledged_vnd": ("pk", "code", "balance__pledged_vnd"),
    "received_vnd": ("pk", "code", "received_on", "amount_vnd"),
    "delivered_vnd": ("pk", "code", "handed_on", "amount_vnd"),
    "held_vnd": ("pk", "code", "held"),
}
UNIT_KEYS = ["children_sponsored", "children_waiting", "pledged_vnd", "received_vnd", "delivered_vnd", "held_vnd"]
LONGEST = 100_000  # rows; of a longer list the figure alone is kept, and the page says so


def filters_of(scope: Scope) -> dict[str, Any]:
    return {name: getattr(scope, name) for name in NARROWED_BY if getattr(scope, name) is not None}


def said_of(filters: dict[str, Any]) -> list[list[str]]:
    """[what it narrows by, the name of what is asked for] for each filter; kept, since places may be renamed."""
    return [[str(DIMENSIONS[name].title), ordered(name, [value or None])[0][1]] for name, value in filters.items()]


def scope_of(unit: Unit, as_of: datetime.date, filters: dict[str, Any]) -> Scope:
    """All that the unit keeps, whoever reads it: a report says the same to everybody who may open it."""
    return Scope(as_of=as_of, unit=unit, **filters)


def content_of(scope: Scope) -> dict[str, Any]:
    """The ten figures, the tables {division: [[name, under, id, figures], …]}, the months [[day, in, out], …] and the
    filters in words; in Vietnamese, as it is handed in, whoever keeps it.
    """
    with override("vi"):
        return _content_of(scope)


def _content_of(scope: Scope) -> dict[str, Any]:
    summaries = {by: Summary(scope, by) for by in DIVISIONS}
    tables = {by: [_line(line) for line in summary.lines] for by, summary in summaries.items()}
    return {
        "figures": figures(scope),
        "tables": tables | {"managing_unit": [_line(line) for line in _units(scope)]},
        "filters": said_of(filters_of(scope)),
        "months": [[f"{day:%Y-%m-%d}", *sums] for day, *sums in summaries["commune"].months],
    }


def _line(line: Line) -> list[Any]:
    return [line.name, line.under, line.key, line.figures]


def _units(scope: Scope) -> list[Line]:
    found = {key: counted(scope, key, "managing_unit").rows for key in UNIT_KEYS}
    units = {unit for rows in found.values() for unit, value in rows.items() if value}
    return [
        Line(name, key, {name_of: found[name_of].get(key or None, 0) for name_of in UNIT_KEYS})
        for key, name in ordered("managing_unit", sorted(units, key=lambda pk: pk or NOT_KNOWN))
    ]


def lists_of(scope: Scope) -> dict[str, Any]:
    """{key: rows}, each row as KEPT says, days as text; None where the list is too long to keep."""
    return {key: list_of(scope, key) for key in INDICATORS}


def list_of(scope: Scope, key: str) -> list[list[Any]] | None:
    columns = KEPT[key]
    rows = INDICATORS[key].rows(scope).order_by("pk").values_list(*columns)[: LONGEST + 1]
    kept = [[f"{value:%Y-%m-%d}" if isinstance(value, datetime.date) else value for value in row] for row in rows]
    return None if len(kept) > LONGEST else kept
