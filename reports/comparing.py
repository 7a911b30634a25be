"""Units against their own last year: people on the same day, money of twelve months and the twelve before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Recognition
from children.states import years_before
from organisation.roles import Permission
from reports.changes import signed
from reports.indicators import INDICATORS
from reports.pivot import counted, ordered
from reports.scope import Scope
from reports.shown import written

PEOPLE_KEYS, MONEY_KEYS = ("children_sponsored", "donors_active", "children_waiting"), ("received_vnd", "delivered_vnd")
COLUMNS = [
    *((key, INDICATORS[key].label) for key in PEOPLE_KEYS),
    ("received_vnd", _("Received in twelve months")),
    ("delivered_vnd", _("Delivered in twelve months")),
]


@dataclass(frozen=True)
class Compared:
    label: Any
    now: str
    before: str
    change: str


@dataclass(frozen=True)
class UnitLine:
    name: str
    cells: list[Compared]


def lines(scope: Scope) -> list[UnitLine]:
    """Units in the order of their names; people as of the day and a year before, money of both years."""
    days = [scope.as_of, years_before(scope.as_of, 1), years_before(scope.as_of, 2)]
    scopes = [replace(scope, as_of=day) for day in days]
    people = {key: [counted(each, key, "managing_unit").rows for each in scopes[:2]] for key in PEOPLE_KEYS}
    money = {key: _by_year([counted(each, key, "managing_unit").rows for each in scopes]) for key in MONEY_KEYS}
    found = people | money
    units = {pk for pair in found.values() for rows in pair for pk, value in rows.items() if value}
    return [
        UnitLine(name, [_compared(key, label, found[key], pk or None) for key, label in COLUMNS])
        for pk, name in ordered("managing_unit", list(units))
    ]


def recognised(scope: Scope) -> QuerySet[Recognition]:
    """Units held up as an example in the year of the day and the year before, in the units of the reader."""
    mine = scope.in_units("unit", Permission.VIEW_PLEDGES)
    years = [scope.as_of.year, scope.as_of.year - 1]
    return Recognition.objects.filter(mine, year__in=years).select_related("unit", "campaign").order_by("-year", "pk")


def _by_year(sums: list[dict[Any, int]]) -> list[dict[Any, int]]:
    """What came in between one day and the next, from what had come in by each."""
    now, then, before = sums
    return [
        {pk: value - then.get(pk, 0) for pk, value in now.items()},
        {pk: value - before.get(pk, 0) for pk, value in then.items()},
    ]


def _compared(key: str, label: Any, pair: list[dict[Any, int]], pk: Any) -> Compared:
    now, before = (rows.get(pk, 0) for rows in pair)
    indicator = INDICATORS[key]
    return Compared(label, written(indicator, now), written(indicator, before), signed(key, now - before))
