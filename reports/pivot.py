"""One figure by two dimensions. Totals are counted anew: whoever stands in two cells counts once in their sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import F, Model, QuerySet, Value
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Cluster
from donors.models import DonorKind
from organisation.models import Area, Unit
from reports import indicators, ledger
from reports.breakdown import in_order
from reports.grouping import Crossed, crossed, crossed_by_cluster
from reports.scope import CHANNELS, NOT_KNOWN, Scope


@dataclass(frozen=True)
class Dimension:
    """`key` is the name of the Scope's field; `model` None: the kinds of donors."""

    key: str
    title: Any
    not_known: Any
    model: type[Model] | None


DIMENSIONS = {
    dimension.key: dimension
    for dimension in [
        Dimension("managing_unit", _("Managing unit"), _("Without a unit"), Unit),
        Dimension("cluster", _("Cluster"), _("Outside any cluster"), Cluster),
        Dimension("commune", _("Commune of today"), _("Commune not known"), Area),
        Dimension("former_commune", _("Commune before 7/2025"), _("Former commune not known"), Area),
        Dimension("former_district", _("Former district"), _("Former district not known"), Area),
        Dimension("campaign", _("Campaign round"), _("Outside any round"), Campaign),
        Dimension("connecting_unit", _("Connecting unit"), _("Without a connecting unit"), Unit),
        Dimension("donor_kind", _("Kind of donor"), _("Not known"), None),
    ]
}
_DISTRICT, _UNITS = "former_commune__parent_id", ("managing_unit", "cluster")  # a cluster's records are its units'
_OF_CHILD = {
    **dict.fromkeys(_UNITS, "managing_unit_id"), "commune": "commune_id", "former_commune": "former_commune_id",
    "former_district": _DISTRICT,
}  # fmt: skip
_OF_CHANNEL = {"campaign": "campaign_id", "connecting_unit": "connecting_unit_id"}
_OF_PLEDGE = {
    **{key: path if key in _UNITS else f"child__{path}" for key, path in _OF_CHILD.items()},
    **_OF_CHANNEL, "donor_kind": "donor__kind", "child": "child_id", "donor": "donor_id",
    "vnd": "balance__pledged_vnd",
}  # fmt: skip
_OF_ENTRY = {
    **_OF_CHILD, **_OF_CHANNEL, **dict.fromkeys(_UNITS, "unit_id"), "donor_kind": "pledge__donor__kind",
    "vnd": "amount_vnd",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """The records that a figure counts, where they keep each dimension, and how they are measured."""

    rows: Callable[[Scope], QuerySet]
    columns: Mapping[str, str]
    measured: str = ""  # the column that is summed, or whose different values are counted
    sign: int = 1

    @property
    def measure(self) -> str:
        if not self.measured:
            return "count(*)"
        return "sum(vnd)" if self.measured == "vnd" else "count(DISTINCT who)"

    def values(self, scope: Scope, row: str, column: str) -> QuerySet:
        sides = {"by_row": row, "by_column": column}
        wanted: dict[str, Any] = {side: F(self.columns[key]) if key else Value(0) for side, key in sides.items()}
        if self.measured:
            name = "vnd" if self.measured == "vnd" else "who"
            wanted[name] = (
                F(self.columns[self.measured]) * self.sign if name == "vnd" else F(self.columns[self.measured])
            )
        return self.rows(scope).order_by().values(**wanted)


_RECEIVED = Source(ledger.receipts, _OF_ENTRY, "vnd")
_DELIVERED = Source(ledger.handovers, _OF_ENTRY, "vnd")
SOURCES = {
    "donors_active": Source(indicators.pledges_in_force, _OF_PLEDGE, "donor"),
    "pledges_active": Source(indicators.pledges_in_force, _OF_PLEDGE),
    "children_sponsored": Source(indicators.pledges_in_force, _OF_PLEDGE, "child"),
    "children_helped": Source(indicators.pledges_counted, _OF_PLEDGE, "child"),
    "children_waiting": Source(indicators.children_waiting, _OF_CHILD),
    "children_waiting_union": Source(indicators.children_waiting_union, _OF_CHILD),
    "pledged_vnd": Source(indicators.pledges_counted, _OF_PLEDGE, "vnd"),
    "received_vnd": _RECEIVED,
    "delivered_vnd": _DELIVERED,
}


def counted(scope: Scope, key: str, row: str, column: str = "") -> Crossed:
    """The figure `key` by `row` and `column` (keys of DIMENSIONS)."""
    found = source_of(scope, key, row, column)
    if found is None:
        return Crossed({}, {}, {}, 0)
    if "cluster" not in (row, column):
        return crossed(*found)
    plain = source_of(scope, key, *("" if name == "cluster" else name for name in (row, column)))
    assert plain is not None, "less is asked than above"
    of_unit, members = ("by_row" if row == "cluster" else "by_column"), scope.cluster_members()
    apart, together = crossed_by_cluster(*found, of_unit, members), crossed(*plain)
    if row == "cluster":
        return replace(apart, columns=together.columns, whole=together.whole)
    return replace(apart, rows=together.rows, whole=together.whole)


def source_of(scope: Scope, key: str, row: str = "", column: str = "") -> tuple[QuerySet, str] | None:
    """The rows with `by_row` and `by_column`, and how they are measured; None: who waits has no round and no donor.

    Money that is held is received less delivered.
    """
    if key == "held_vnd":
        less = Source(ledger.handovers, _OF_ENTRY, "vnd", -1).values(scope, row, column)
        return _RECEIVED.values(scope, row, column).union(less, all=True), "sum(vnd)"
    source = SOURCES[key]
    possible = {row, column} - {""} <= source.columns.keys()
    return (source.values(scope, row, column), source.measure) if possible else None


def possible(key: str) -> list[str]:
    """The dimensions by which a figure can be divided."""
    return [name for name in DIMENSIONS if name not in CHANNELS or indicators.INDICATORS[key].by_channel]


class Pivot:
    """The figure `key` of a scope, its rows and columns named and in order."""

    def __init__(self, scope: Scope, key: str, row: str, column: str, sort: str = "") -> None:
        self.scope, self.key, self.row, self.column, self.sort = scope, key, row, column, sort

    @cached_property
    def found(self) -> Crossed:
        return counted(self.scope, self.key, self.row, self.column)

    @cached_property
    def rows(self) -> list[tuple[Any, str]]:
        """(id, name) of the rows that have anything, in the order asked for: by name, or the largest first."""
        named = ordered(self.row, [key for key, value in self.found.rows.items() if value])
        if self.sort == "total":
            named.sort(key=lambda pair: -self.found.rows[_back(pair[0])])
        elif self.sort.startswith("c"):
            wanted = next((key for key, _name in self.columns if f"c{key}" == self.sort), None)
            named.sort(key=lambda pair: -self.found.cells.get((_back(pair[0]), _back(wanted)), 0))
        return named

    @cached_property
    def columns(self) -> list[tuple[Any, str]]:
        if not self.column:
            return []
        return ordered(self.column, [key for key, value in self.found.columns.items() if value])

    def value(self, row: Any, column: Any) -> int:
        return self.found.cells.get((_back(row), _back(column)), 0)

    def row_total(self, row: Any) -> int:
        return self.found.rows.get(_back(row), 0)

    def column_total(self, column: Any) -> int:
        return self.found.columns.get(_back(column), 0)

    @property
    def overlaps(self) -> bool:
        """Whether somebody stands in several rows or columns."""
        sums = (sum(self.found.rows.values()), sum(self.found.columns.values()) if self.column else self.found.whole)
        return any(added != self.found.whole for added in sums)


def _back(key: Any) -> Any:
    return None if key == NOT_KNOWN else key


def ordered(name: str, keys: list[Any]) -> list[tuple[Any, str]]:
    """(id or NOT_KNOWN, name), by name; what is not known comes last."""
    dimension = DIMENSIONS[name]
    known = [key for key in keys if key is not None]
    if dimension.model is None:
        names = {key: capfirst(str(DonorKind(key).label)) for key in known}
    else:
        names = {key: str(record) for key, record in dimension.model._default_manager.in_bulk(known).items()}
    found = sorted(names.items(), key=lambda pair: (in_order(pair[1]), str(pair[0])))
    return [*found, *([(NOT_KNOWN, str(dimension.not_known))] if None in keys else [])]
