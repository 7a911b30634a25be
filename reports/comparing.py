"""Units against their own last year: people on the same day, money of twelve months and the twelve before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Recognition
from children.states import years_before
from organisation.roles import Permission
from organisation.templatetags.vietnamese import dmy
from reports.changes import signed
from reports.indicators import INDICATORS
from reports.pivot import counted, ordered
from reports.scope import Scope, same
from reports.shown import list_url, written

PEOPLE_KEYS, MONEY_KEYS = ("children_sponsored", "donors_active", "children_waiting"), ("received_vnd", "delivered_vnd")
COLUMNS = [
    *((key, INDICATORS[key].label) for key in PEOPLE_KEYS),
    ("received_vnd", _("Received in twelve months")),
    ("delivered_vnd", _("Delivered in twelve months")),
]


@dataclass(frozen=True)
class Compared:
    """`…_url` is the list behind a number, "" where there is nothing."""

    label: Any
    now: str
    now_url: str
    before: str
    before_url: str
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
        UnitLine(name, [_compared(key, label, found[key], scopes, pk) for key, label in COLUMNS])
        for pk, name in ordered("managing_unit", list(units))
    ]


def recognised(scope: Scope) -> QuerySet[Recognition]:
    """Units held up as an example in the year of the day and the year before, in the units of the reader."""
    mine = scope.in_units("unit", Permission.VIEW_PLEDGES) & same("campaign", scope.campaign)
    found = Recognition.objects.filter(mine, year__in=years_of(scope))
    return found.select_related("unit", "campaign").order_by("-year", "pk")


def years_of(scope: Scope) -> list[int]:
    return [scope.as_of.year - 1, scope.as_of.year]


def _by_year(sums: list[dict[Any, int]]) -> list[dict[Any, int]]:
    """What came in between one day and the next, from what had come in by each."""
    now, then, before = sums
    return [
        {pk: value - then.get(pk, 0) for pk, value in now.items()},
        {pk: value - before.get(pk, 0) for pk, value in then.items()},
    ]


def _compared(key: str, label: Any, pair: list[dict[Any, int]], scopes: list[Scope], pk: int) -> Compared:
    now, before = (rows.get(pk, 0) for rows in pair)
    shown = [
        (written(INDICATORS[key], value), _list(key, scopes[n:], pk, value)) for n, value in enumerate((now, before))
    ]
    return Compared(label, *shown[0], *shown[1], signed(key, now - before))


def _list(key: str, scopes: list[Scope], pk: int, value: int) -> str:
    """Of people on the first day; of money what was booked since the second."""
    since = {"after": dmy(scopes[1].as_of)} if key in MONEY_KEYS else {}
    return list_url(key, scopes[0], managing_unit=pk, **since) if value else ""
