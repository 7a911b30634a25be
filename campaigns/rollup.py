"""What units brought about in a span of months, from the kept totals: any node of the tree, or a cluster of units.

People and times are never mixed, loans stand apart, and parts of other lines count under their category only.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from campaigns.models import Cluster, ClusterMember, House, Loan, ResultTotal, Standing
from campaigns.models.result_totals import SUMS
from organisation.models import Unit


@dataclass(frozen=True)
class Span:
    """Whole months: the first day of the first and of the last one."""

    since: datetime.date
    until: datetime.date

    @property
    def last_day(self) -> datetime.date:
        following = datetime.date(self.until.year + self.until.month // 12, self.until.month % 12 + 1, 1)
        return following - datetime.timedelta(days=1)


@dataclass
class RollUp:
    """`wholes`, `parts`: rows by category and unit of measure; `total`: of the wholes; `units`: (unit, row)."""

    wholes: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    total: dict[str, int]
    units: list[tuple[Unit, dict[str, int]]]
    loans: dict[str, Any]
    houses: dict[str, Any] = field(default_factory=dict)


def of_unit(unit: Unit, span: Span) -> RollUp:
    """The unit with everything below it; `units` are those directly below."""
    kept = _in(span, ResultTotal.objects.filter(unit=unit))
    below = Unit.objects.filter(parent=unit)
    by_unit = _in(span, ResultTotal.objects.filter(unit__parent=unit))
    return _roll_up(kept, by_unit, below, Q(managing_unit__path__startswith=unit.path), span)


def of_units(units: list[Unit], span: Span) -> RollUp:
    """Several units that do not lie below each other, each with everything below it."""
    kept = _in(span, ResultTotal.objects.filter(unit__in=units))
    below = Q(pk=None)
    for unit in units:
        below |= Q(managing_unit__path__startswith=unit.path)
    return _roll_up(kept, kept, Unit.objects.filter(pk__in=[unit.pk for unit in units]), below, span)


def of_cluster(cluster: Cluster, span: Span) -> RollUp:
    """Each year's months with that year's members; `units` are all who were members in the span."""
    years = ClusterMember.objects.filter(cluster=cluster, unit=OuterRef("unit"), year=OuterRef("year"))
    kept = _in(span, ResultTotal.objects.annotate(year=ExtractYear("month"))).filter(Exists(years))
    members = ClusterMember.objects.filter(cluster=cluster, year__range=(span.since.year, span.until.year))
    units = Unit.objects.filter(pk__in=members.values("unit"))
    kept = kept.filter(unit__in=units)
    below = Q(pk=None)
    for path in units.values_list("path", flat=True):
        below |= Q(managing_unit__path__startswith=path)
    return _roll_up(kept, kept, units, below, span)


def _in(span: Span, totals: QuerySet[ResultTotal]) -> QuerySet[ResultTotal]:
    return totals.filter(month__range=(span.since, span.until))


def _roll_up(
    kept: QuerySet[ResultTotal], by_unit: QuerySet[ResultTotal], units: QuerySet[Unit], mine: Q, span: Span
) -> RollUp:
    sums: dict[str, Any] = {name: Sum(name) for name in SUMS}
    summed: Any = kept.order_by("category", "measure").values("standing", "category", "measure").annotate(**sums)
    rows = [row for row in summed if row["lines_count"]]
    wholes = [row for row in rows if row["standing"] == Standing.WHOLE]
    whole: Any = by_unit.filter(standing=Standing.WHOLE).order_by().values("unit").annotate(**sums)
    found = {row.pop("unit"): row for row in whole}
    nothing = dict.fromkeys(SUMS, 0)
    return RollUp(
        wholes,
        [row for row in rows if row["standing"] == Standing.PART],
        {name: sum(row[name] for row in wholes) for name in SUMS},
        [(unit, found.get(unit.pk, nothing)) for unit in units.order_by("name")],
        _loans(mine, span),
        _houses(mine, span),
    )


def _loans(mine: Q, span: Span) -> dict[str, Any]:
    """As of the last day of the span that is known; a fund told of twice counts once, by what was told last."""
    newest = Loan.objects.filter(mine, as_of__lte=span.last_day).newest()
    columns = ("projects_count", "borrowers_count", "animals_count", "put_in_vnd", "repaid_vnd", "outstanding_vnd")
    return newest.aggregate(
        funds=Count("pk"),
        **{f"{name}_sum": Sum(name) for name in columns},
        **{f"{name}_lines": Count(name) for name in columns},
    )


def _houses(mine: Q, span: Span) -> dict[str, Any]:
    within = House.objects.filter(mine, handed_over_on__range=(span.since, span.last_day))
    return within.aggregate(handed_over=Count("pk"), support_sum=Sum("support_vnd"), known=Count("support_vnd"))
