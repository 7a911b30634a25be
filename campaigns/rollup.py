"""What units brought about in a period, from the kept totals: any node of the tree, or a cluster of units.

The totals are kept by month; of a month that the period only touches, the lines themselves are added up.
People and times are never mixed, loans stand apart, and parts of other lines count under their category only.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from campaigns.models import Cluster, ClusterMember, House, Loan, Result, ResultTotal, Standing
from campaigns.models.result_totals import COUNTS, SUMS
from organisation.models import Unit

DAY = datetime.timedelta(days=1)
Days = tuple[datetime.date, datetime.date]
Rows = Iterable[dict[str, Any]]
KINDS = ("standing", "category", "measure")
OF_KEPT: dict[str, Any] = {name: Sum(name) for name in SUMS}
OF_LINES: dict[str, Any] = {
    "lines_count": Count("pk"),
    **{f"{name}_sum": Coalesce(Sum(column), 0) for name, column in COUNTS.items()},
    **{f"{name}_lines": Count(column) for name, column in COUNTS.items()},
    "about_lines": Count("pk", filter=~Q(qualifier="")),
    "about_money_lines": Count("pk", filter=~Q(money_qualifier="")),
}


@dataclass(frozen=True)
class Span:
    """From a day until a day, both counted."""

    since: datetime.date
    until: datetime.date

    @property
    def months(self) -> Days | None:
        """The first days of the first and the last month that lie in it wholly."""
        first = self.since if self.since.day == 1 else _next_month(self.since)
        end = (self.until + DAY).replace(day=1)
        return (first, (end - DAY).replace(day=1)) if first < end else None

    @property
    def odd_days(self) -> list[Days]:
        """What is left before and behind the whole months, within one month each."""
        if (self.since.year, self.since.month) == (self.until.year, self.until.month):
            return [] if self.months else [(self.since, self.until)]
        before = [(self.since, month_end(self.since))] if self.since.day != 1 else []
        behind = [(self.until.replace(day=1), self.until)] if (self.until + DAY).day != 1 else []
        return before + behind


def _next_month(day: datetime.date) -> datetime.date:
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month_end(day: datetime.date) -> datetime.date:
    return _next_month(day) - DAY


@dataclass
class RollUp:
    """`wholes`, `parts`: rows by category and unit of measure; `total`: of the wholes; `units`: (unit, row)."""

    wholes: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    total: dict[str, int]
    units: list[tuple[Unit, dict[str, int]]]
    loans: dict[str, Any]
    houses: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Whose:
    """`kept`: totals that are summed; `by_unit`: those of the listed `units`; `records`: of what is in no total;
    `lines`: those of some days within one month; `listed`: the id, as text, of the listed unit a line lies below."""

    kept: QuerySet[ResultTotal]
    by_unit: QuerySet[ResultTotal]
    units: QuerySet[Unit]
    records: Q
    lines: Callable[[Days], Any]  # of Result
    listed: Any


def of_unit(unit: Unit, span: Span) -> RollUp:
    """The unit with everything below it; `units` are those directly below."""
    totals, below = ResultTotal.objects, Q(managing_unit__path__startswith=unit.path)
    place = (F("managing_unit__path"), Value("/"), Value(unit.depth + 3))
    listed = Func(*place, function="split_part", output_field=CharField())
    whose = Whose(
        totals.filter(unit=unit), totals.filter(unit__parent=unit), Unit.objects.filter(parent=unit), below,
        lambda days: Result.objects.filter(below), listed,
    )  # fmt: skip
    return _roll_up(whose, span)


def of_units(units: list[Unit], span: Span) -> RollUp:
    """Several units that do not lie below each other, each with everything below it."""
    kept, below = ResultTotal.objects.filter(unit__in=units), _below(unit.path for unit in units)
    known = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    return _roll_up(Whose(kept, kept, known, below, lambda days: Result.objects.filter(below), _among(units)), span)


def of_cluster(cluster: Cluster, span: Span) -> RollUp:
    """Each year's months with that year's members; `units` are all who were members in the span."""
    known = ClusterMember.objects.filter(cluster=cluster)
    years = known.filter(unit=OuterRef("unit"), year=OuterRef("year"))
    units = Unit.objects.filter(pk__in=known.filter(year__range=(span.since.year, span.until.year)).values("unit"))
    kept = ResultTotal.objects.annotate(year=ExtractYear("month")).filter(Exists(years), unit__in=units)

    def lines(days: Days) -> QuerySet[Result]:
        return Result.objects.filter(_below(known.filter(year=days[0].year).values_list("unit__path", flat=True)))

    members = list(units)
    below = _below(unit.path for unit in members)
    return _roll_up(Whose(kept, kept, units, below, lines, _among(members)), span)


def _among(units: Iterable[Unit]) -> Case:
    """Which of these few units a line lies below."""
    each = (When(managing_unit__path__startswith=unit.path, then=Value(str(unit.pk))) for unit in units)
    return Case(*each, default=Value(""), output_field=CharField())


def _below(paths: Iterable[str]) -> Q:
    found = Q(pk=None)
    for path in paths:
        found |= Q(managing_unit__path__startswith=path)
    return found


def _roll_up(whose: Whose, span: Span) -> RollUp:
    lines = [row for days in span.odd_days for row in _counted(whose, days)]
    kept = _in(span, whose.kept).order_by().values(*KINDS).annotate(**OF_KEPT)
    found = _together([kept, lines], lambda row: tuple(row[name] for name in KINDS))
    rows = sorted(
        (row for row in found.values() if row["lines_count"]), key=lambda row: row["category"] + row["measure"]
    )
    wholes = [row for row in rows if row["standing"] == Standing.WHOLE]
    return RollUp(
        wholes,
        [row for row in rows if row["standing"] == Standing.PART],
        {name: sum(row[name] for row in wholes) for name in SUMS},
        _by_unit(whose, span, [row for row in lines if row["standing"] == Standing.WHOLE]),
        _loans(whose.records, span),
        _houses(whose.records, span),
    )


def _counted(whose: Whose, days: Days) -> Rows:
    """What the lines of some days come to, by kind and by listed unit (0: the node's own)."""
    some = whose.lines(days).filter(ends_on__range=days, standing__lt=Standing.DETAIL).annotate(listed=whose.listed)
    rows = some.order_by().values(*KINDS, "listed").annotate(**OF_LINES)
    return [row | {"unit": int(row["listed"] or 0)} for row in rows]


def _in(span: Span, totals: QuerySet[ResultTotal]) -> QuerySet[ResultTotal]:
    return totals.filter(month__range=span.months) if span.months else totals.none()


def _together(parts: Iterable[Rows], key: Callable[[dict[str, Any]], Hashable]) -> dict[Any, dict[str, Any]]:
    """Rows with the same key as one."""
    found: dict[Any, dict[str, Any]] = {}
    for row in (row for part in parts for row in part):
        before = found.get(key(row))
        found[key(row)] = row | {name: before[name] + row[name] for name in SUMS} if before else row
    return found


def _by_unit(whose: Whose, span: Span, lines: Rows) -> list[tuple[Unit, dict[str, int]]]:
    kept: Any = _in(span, whose.by_unit).filter(standing=Standing.WHOLE).order_by().values("unit").annotate(**OF_KEPT)
    found, nothing = _together([kept, lines], lambda row: row["unit"]), dict.fromkeys(SUMS, 0)
    return [(unit, found.get(unit.pk, nothing)) for unit in whose.units.order_by("name")]


def _loans(mine: Q, span: Span) -> dict[str, Any]:
    """As of the last day of the span that is known; a fund told of twice counts once, by what was told last."""
    newest = Loan.objects.filter(mine, as_of__lte=span.until).newest()
    columns = ("projects_count", "borrowers_count", "animals_count", "put_in_vnd", "repaid_vnd", "outstanding_vnd")
    return newest.aggregate(
        funds=Count("pk"),
        **{f"{name}_sum": Sum(name) for name in columns},
        **{f"{name}_lines": Count(name) for name in columns},
    )


def _houses(mine: Q, span: Span) -> dict[str, Any]:
    within = House.objects.filter(mine, handed_over_on__range=(span.since, span.until))
    return within.aggregate(handed_over=Count("pk"), support_sum=Sum("support_vnd"), known=Count("support_vnd"))
