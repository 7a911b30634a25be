"""Money in and money to the children, as far as a scope and its day reach."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import TruncMonth

from organisation.roles import Permission
from reports.scope import NOT_KNOWN, Scope
from sponsorship.models import Handover, LedgerSum, LedgerTotal, PledgeBalance, Receipt
from sponsorship.models.ledger import DIMENSIONS, Dimension, Side

COMMUNE, CAMPAIGN, MONTH = str(Dimension.COMMUNE), str(Dimension.CAMPAIGN), str(Dimension.MONTH)
SUMS = ["pledged_vnd", "received_vnd", "delivered_vnd"]
Sums = dict[str, dict[int, tuple[int, ...]]]  # {dimension: {id or NOT_KNOWN, of MONTH its month_key(): VND as in SUMS}}
BOOKS: dict[str, tuple[type[Receipt] | type[Handover], str]] = {
    Side.RECEIVED: (Receipt, "received_on"),
    Side.DELIVERED: (Handover, "handed_on"),
}


def entries(side: str, scope: Scope) -> QuerySet[Any]:
    """The ledger up to the day, reversals included, so that a mistake and its reversal cancel."""
    model, day = BOOKS[side]
    return model._default_manager.filter(booked_in(scope), **{f"{day}__lte": scope.as_of})


def receipts(scope: Scope) -> QuerySet[Receipt]:
    return entries(Side.RECEIVED, scope)


def handovers(scope: Scope) -> QuerySet[Handover]:
    return entries(Side.DELIVERED, scope)


def booked_in(scope: Scope) -> Q:
    return scope.in_units("unit", Permission.VIEW_MONEY) & scope.places() & scope.channels("pledge__donor__")


def kept_totals(scope: Scope) -> QuerySet[Any, dict[str, Any]]:
    """Rows (side, month, the dimensions, VND) that add up to both ledgers up to the day, from the kept totals.

    The totals are by whole months, so what was booked after the day in the day's own month is taken off again.
    """
    columns = ["side", "month", *DIMENSIONS, "amount_vnd"]
    if scope.donor_kind is not None:
        return _by_month(scope)
    kept = LedgerTotal.objects.filter(booked_in(scope), month__lte=scope.month).values_list(*columns)
    return kept.union(*(_after_the_day(side, scope) for side in BOOKS), all=True)


def _by_month(scope: Scope) -> QuerySet[Any, Any]:
    """The same rows from the entries themselves: no kept total knows the kind of donor."""
    parts = []
    for side, (_model, day) in BOOKS.items():
        booked = entries(side, scope).order_by().annotate(side=Value(str(side)), month=TruncMonth(day))
        parts.append(booked.values_list("side", "month", *DIMENSIONS, "amount_vnd"))
    return parts[0].union(*parts[1:], all=True)


def _after_the_day(side: str, scope: Scope) -> QuerySet[Any, Any]:
    model, day = BOOKS[side]
    last = scope.as_of.replace(day=calendar.monthrange(scope.as_of.year, scope.as_of.month)[1])
    late = model._default_manager.filter(booked_in(scope), **{f"{day}__gt": scope.as_of, f"{day}__lte": last})
    fixed = {"side": Value(side), "month": Value(scope.month), "less": -F("amount_vnd")}
    return late.order_by().annotate(**fixed).values_list("side", "month", *DIMENSIONS, "less")


def kept_sums(scope: Scope, keys: Sequence[str], first: datetime.date) -> Sums | None:
    """Pledged, received and delivered by each of these dimensions, and by month from the first, from the kept sums.

    For today and whole units; else None: they must be counted.
    """
    if not scope.is_today or scope.is_narrowed:
        return None
    mine = scope.in_units("unit", Permission.VIEW_MONEY)  # whoever sees pledges sees their money
    shown = Q(dimension__in=keys) | Q(dimension=MONTH, key__gte=month_key(first))
    kept = LedgerSum.objects.filter(mine, shown).values_list("dimension", "key")
    not_yet = _not_yet(scope, mine).annotate(less=-F("pledged_vnd"), received=Value(0), delivered=Value(0))
    ahead = [
        not_yet.annotate(of=Value(name)).values_list("of", f"{name}_id", "less", "received", "delivered")
        for name in keys
    ]
    found: Sums = {name: {} for name in (*keys, MONTH)}
    for name, key, *vnd in kept.annotate(*(Sum(column) for column in SUMS)).union(*ahead, all=True):
        _add(found[name], key or NOT_KNOWN, *map(int, vnd))
    for side, day, *of, amount in booked_ahead(scope):
        less = [-amount if side == each else 0 for each in Side]
        places = dict(zip(DIMENSIONS, of, strict=True)) | {MONTH: month_key(day)}
        for name in found:
            _add(found[name], places[name] or NOT_KNOWN, 0, *less)
    return found


def _add(to: dict[int, tuple[int, ...]], key: int, *vnd: int) -> None:
    to[key] = tuple(map(sum, zip(to[key], vnd, strict=True))) if key in to else vnd


def month_key(day: datetime.date) -> int:
    """As the kept sums name a month: 202611."""
    return day.year * 100 + day.month


def pledged(scope: Scope) -> int:
    """VND that pledges come to that were in force by the day."""
    mine = scope.in_units("unit", Permission.VIEW_PLEDGES)
    if not scope.is_today or scope.is_narrowed:
        mine &= scope.places() & scope.channels("pledge__donor__")
        return total(PledgeBalance.objects.filter(mine, counted_from__lte=scope.as_of), "pledged_vnd")
    kept = LedgerSum.objects.filter(mine, dimension=COMMUNE).values("dimension")  # every pledge stands once in each
    ahead = _not_yet(scope, mine).annotate(vnd=-F("pledged_vnd")).values_list("vnd")
    both = kept.annotate(vnd=Sum("pledged_vnd")).values_list("vnd").union(ahead, all=True)
    return sum(int(vnd) for (vnd,) in both)


def _not_yet(scope: Scope, mine: Q) -> QuerySet[PledgeBalance]:
    """Pledges that are in the kept sums and count from a later day on."""
    return PledgeBalance.objects.filter(mine, pledge__active_from__gt=scope.as_of)


def booked_ahead(scope: Scope) -> QuerySet[Any, Any]:
    """Rows (side, day, the dimensions, VND) of what is dated after the day and yet in the kept sums.

    No operation books ahead; somebody's old books, copied in, might.
    """
    parts = []
    for side, (model, day) in BOOKS.items():
        ahead = model._default_manager.filter(booked_in(scope), **{f"{day}__gt": scope.as_of}).order_by()
        parts.append(
            ahead.annotate(side=Value(str(side)), day=F(day)).values_list("side", "day", *DIMENSIONS, "amount_vnd")
        )
    return parts[0].union(*parts[1:], all=True)


def both_sides(scope: Scope) -> dict[str, int]:
    """VND received and delivered up to the day, by side."""
    kept: Iterable[tuple[str, int | None]]
    if scope.donor_kind is not None:
        return {str(side): total(entries(side, scope), "amount_vnd") for side in BOOKS}
    if scope.is_narrowed:
        totals = LedgerTotal.objects.filter(booked_in(scope), month__lte=scope.month)
        kept = totals.order_by().values_list("side").annotate(s=Sum("amount_vnd"))
    else:  # every entry stands once in each dimension
        by_day = Q(dimension=MONTH, key__lte=month_key(scope.month))
        sums = LedgerSum.objects.filter(Q(dimension=COMMUNE) if scope.is_today else by_day)
        mine = sums.filter(scope.in_units("unit", Permission.VIEW_MONEY))
        kept = mine.aggregate(**{side: Sum(f"{side}_vnd") for side in BOOKS}).items()
    if scope.is_today and not scope.is_narrowed:
        late = [(side, -amount) for side, *_rest, amount in booked_ahead(scope)]
    else:
        late = [(row[0], row[-1]) for side in BOOKS for row in _after_the_day(side, scope)]
    found = dict.fromkeys(map(str, BOOKS), 0)
    for side, amount in [*kept, *late]:
        found[side] += int(amount or 0)
    return found


def held(scope: Scope) -> int:
    """VND received and not yet delivered."""
    sides = both_sides(scope)
    return sides[Side.RECEIVED] - sides[Side.DELIVERED]


def total(rows: QuerySet[Any], column: str) -> int:
    return int(rows.order_by().aggregate(s=Sum(column))["s"] or 0)
