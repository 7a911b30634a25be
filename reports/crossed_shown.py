"""A crossed table before the reader: each number leads to the list behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organisation.models import Area
from organisation.sheets import Column
from reports import indicators
from reports.grouping import grouped
from reports.indicators import INDICATORS
from reports.pivot import DIMENSIONS, Pivot
from reports.scope import Scope
from reports.shown import list_url, percent, written

STEPS = 5


@dataclass(frozen=True)
class CrossedCell:
    label: str
    text: str
    url: str  # "" where there is nothing


@dataclass(frozen=True)
class CrossedRow:
    name: str
    cells: list[CrossedCell]


@dataclass(frozen=True)
class CrossedTable:
    headings: list[tuple[str, str]]  # (name, what it sorts by)
    rows: list[CrossedRow]
    total: CrossedRow


def drawn(pivot: Pivot) -> CrossedTable:
    indicator, columns = INDICATORS[pivot.key], pivot.columns

    def cell(label: str, value: int, **narrowed: Any) -> CrossedCell:
        return CrossedCell(
            label, written(indicator, value), list_url(pivot.key, pivot.scope, **narrowed) if value else ""
        )

    def line(name: str, row: dict[str, Any], values: list[int], whole: int) -> CrossedRow:
        cells = [cell(c, value, **row, **{pivot.column: pk}) for (pk, c), value in zip(columns, values, strict=True)]
        return CrossedRow(name, [*cells, cell(_("In all"), whole, **row)])

    rows = [
        line(name, {pivot.row: pk}, [pivot.value(pk, column) for column, _name in columns], pivot.row_total(pk))
        for pk, name in pivot.rows
    ]
    total = line(_("In all"), {}, [pivot.column_total(column) for column, _name in columns], pivot.found.whole)
    headings = [*((name, f"c{pk}") for pk, name in columns), (_("In all"), "total")]
    return CrossedTable(headings, rows, total)


# --- The sheet -----------------------------------------------------------------------------------


def columns_of_sheet(pivot: Pivot) -> list[Column]:
    headings = [name for _pk, name in pivot.columns]
    first = Column(DIMENSIONS[pivot.row].title, partial(_at, 0), 34)
    return [first, *(Column(name, partial(_at, n + 1), 18) for n, name in enumerate([*headings, _("In all")]))]


def _at(index: int, line: tuple[Any, ...]) -> Any:
    return line[index]


def lines_of_sheet(pivot: Pivot) -> list[tuple[Any, ...]]:
    columns = [pk for pk, _name in pivot.columns]
    lines: list[tuple[Any, ...]] = [
        (name, *(pivot.value(pk, column) for column in columns), pivot.row_total(pk)) for pk, name in pivot.rows
    ]
    return [*lines, (_("In all"), *map(pivot.column_total, columns), pivot.found.whole)]


# --- Communes as tiles ---------------------------------------------------------------------------


@dataclass(frozen=True)
class CommuneTile:
    """`step`: 0 where nobody waits, up to STEPS where most wait; said in words and numbers besides."""

    name: str
    sponsored: int
    waiting: int
    share: int | None  # per cent of both who have a donor
    step: int
    sponsored_url: str
    waiting_url: str


def tiles_of(scope: Scope) -> list[CommuneTile]:
    """By name; every commune of today with a child sponsored or waiting."""
    sponsored, waiting = (
        _by_commune(rows(scope)) for rows in (indicators.children_sponsored, indicators.children_waiting)
    )
    names = Area.objects.in_bulk([pk for pk in {*sponsored, *waiting} if pk])
    most = max((waiting.get(pk, 0) for pk in names), default=0)
    places = sorted(names.values(), key=lambda area: area.name_folded)
    return [_tile(area, sponsored.get(area.pk, 0), waiting.get(area.pk, 0), most, scope) for area in places]


def _by_commune(children: QuerySet) -> dict[Any, int]:
    groups = grouped(children.values("commune_id"), ["commune_id"], ["count(*)"])["commune_id"]
    return {pk: counts[0] for pk, counts in groups.items()}


def _tile(area: Area, sponsored: int, waiting: int, most: int, scope: Scope) -> CommuneTile:
    return CommuneTile(
        str(area),
        sponsored,
        waiting,
        percent(sponsored, sponsored + waiting),
        -(-STEPS * waiting // most) if most else 0,
        list_url("children_sponsored", scope, commune=area.pk),
        list_url("children_waiting", scope, commune=area.pk),
    )
