"""Money in and money to the children, as far as a scope and its day reach."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import TruncMonth

from organisation.roles import Permission
from reports.grouping import WHOLE, Grouped
from reports.scope import NOT_KNOWN, Scope
from sponsorship.models import Handover, LedgerSum, LedgerTotal, PledgeBalance, Receipt
from sponsorship.models.ledger import DIMENSIONS, Dimension, Side

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


def kept_ledger(scope: Scope, keys: Sequence[str], first: datetime.date) -> Grouped | None:
    """Received and delivered as grouped() gives them, by each of these dimensions, by month from the first, and in all.

    From the kept sums, for today and whole units; else None: use `kept_totals`.
    """
    if not scope.is_today or scope.is_narrowed:
        return None
    kept = LedgerSum.objects.filter(scope.in_units("unit", Permission.VIEW_MONEY))
    sums: defaultdict[tuple[str, Any], list[int]] = defaultdict(lambda: [0, 0])
    shown = Q(dimension__in=keys) | Q(dimension=Dimension.MONTH, key__gte=first.year * 100 + first.month)
    wanted = kept.filter(shown).values_list("dimension", "key")
    for dimension, key, *pair in wanted.annotate(received=Sum("received_vnd"), delivered=Sum("delivered_vnd")):
        sums[dimension, key] = [int(vnd) for vnd in pair]
    for side, day, *named, amount in booked_ahead(scope):
        of = dict(zip(DIMENSIONS, named, strict=True))
        at = [(name, of[name] or NOT_KNOWN) for name in keys]
        for place in (*at, (str(Dimension.MONTH), day.year * 100 + day.month)):
            sums[place][list(Side).index(side)] -= amount
    by_key = {n: {k or None: tuple(pair) for (d, k), pair in sums.items() if d == n} for n in keys}
    months = {key: tuple(pair) for (dimension, key), pair in sums.items() if dimension == Dimension.MONTH}
    whole = by_key[keys[0]].values()  # every entry stands once in each dimension
    return {
        **by_key,
        "month": {datetime.date(key // 100, key % 100, 1): pair for key, pair in months.items()},
        WHOLE: {None: tuple(map(sum, zip(*whole, strict=True)))} if whole else {},
    }


def pledged_by(scope: Scope, *dimensions: str) -> dict[str, Counter[int]] | None:
    """VND pledged by place or channel (its id, 0 where none was given) for each dimension, from the kept sums: for
    today and whole units; else None.
    """
    if not scope.is_today or scope.is_narrowed:
        return None
    mine = scope.in_units("unit", Permission.VIEW_PLEDGES)
    kept = LedgerSum.objects.filter(mine, dimension__in=dimensions).values_list("dimension", "key")
    ahead = PledgeBalance.objects.filter(mine, pledge__active_from__gt=scope.as_of)  # counted from its day on
    not_yet = [
        ahead.annotate(of=Value(str(name)), vnd=-F("pledged_vnd")).values_list("of", f"{name}_id", "vnd")
        for name in dimensions
    ]
    sums: dict[str, Counter[int]] = {str(name): Counter() for name in dimensions}
    for name, key, vnd in kept.annotate(vnd=Sum("pledged_vnd")).union(*not_yet, all=True):
        sums[name][key or 0] += int(vnd)
    return sums


def pledged(scope: Scope) -> int:
    """VND that pledges come to that were in force by the day."""
    kept = pledged_by(scope, Dimension.COMMUNE)  # every pledge stands once in each dimension
    if kept:
        return kept[Dimension.COMMUNE].total()
    mine = scope.in_units("unit", Permission.VIEW_PLEDGES) & scope.places() & scope.channels("pledge__donor__")
    return total(PledgeBalance.objects.filter(mine, counted_from__lte=scope.as_of), "pledged_vnd")


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
        by_day = Q(dimension=Dimension.MONTH, key__lte=scope.month.year * 100 + scope.month.month)
        sums = LedgerSum.objects.filter(Q(dimension=Dimension.COMMUNE) if scope.is_today else by_day)
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
