"""Pledged, received, delivered, held: for each donor, child, unit or round, in a period."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet, Sum

from sponsorship.models import Handover, Instalment, LedgerTotal, PledgeBalance, Receipt
from sponsorship.models.ledger import Side

# What may be asked for → its column on the pledge, and on the kept totals where they have it.
DIMENSIONS = {
    "unit": ("managing_unit", "unit"),
    "campaign": ("campaign", "campaign"),
    "donor": ("donor", ""),
    "child": ("child", ""),
    "pledge": ("pk", ""),
}


@dataclass(slots=True)
class Numbers:
    """VND. `held_vnd`: what was received and not delivered by the end of the period, whenever it came in."""

    pledged_vnd: int = 0
    received_vnd: int = 0
    delivered_vnd: int = 0
    held_vnd: int = 0


def four_numbers(
    by: str, records: Iterable[Model], units: QuerySet, first: dt.date | None = None, last: dt.date | None = None
) -> dict[int, Numbers]:
    """The four numbers of each record (its pk) of the kind `by`, a key of DIMENSIONS.

    Only pledges of `units` count. The period is from `first` to `last`, both days included, each None for open; what
    is pledged in it is what falls due in it, of pledges that came into force. Of units and rounds the months are taken
    whole.
    """
    found: dict[int, Numbers] = {record.pk: Numbers() for record in records}
    for pk, amount in _pledged(by, found, units, first, last):
        found[pk].pledged_vnd = int(amount)
    for side, name in ((Side.RECEIVED, "received_vnd"), (Side.DELIVERED, "delivered_vnd")):
        for pk, amount in _booked(side, by, found, units, first, last):
            setattr(found[pk], name, int(amount))
    for side, sign in ((Side.RECEIVED, 1), (Side.DELIVERED, -1)):
        for pk, amount in _booked(side, by, found, units, None, last):
            found[pk].held_vnd += sign * int(amount)
    return found


def _period(column: str, first: dt.date | None, last: dt.date | None) -> dict[str, dt.date]:
    asked = {f"{column}__gte": first, f"{column}__lte": last}
    return {name: day for name, day in asked.items() if day is not None}


def _pledged(by: str, ids: Collection[int], units: QuerySet, first: dt.date | None, last: dt.date | None) -> Any:
    column = DIMENSIONS[by][0]
    if first is None and last is None:
        rows: QuerySet = PledgeBalance.objects.all()
        amount = "pledged_vnd"
    else:
        rows, amount = Instalment.objects.filter(**_period("due_on", first, last)), "amount_vnd"
    rows = rows.filter(**{f"pledge__{column}__in": ids}).filter(pledge__managing_unit__in=units)
    rows = rows.filter(pledge__active_from__isnull=False)
    return rows.order_by().values_list(f"pledge__{column}").annotate(sum=Sum(amount))


def _booked(
    side: str, by: str, ids: Collection[int], units: QuerySet, first: dt.date | None, last: dt.date | None
) -> Any:
    column, kept = DIMENSIONS[by]
    if kept:
        rows: QuerySet = LedgerTotal.objects.filter(side=side, **{f"{kept}__in": ids}).filter(unit__in=units)
        rows = rows.filter(**_period("month", first.replace(day=1) if first else None, last))
        return rows.order_by().values_list(kept).annotate(sum=Sum("amount_vnd"))
    model: Any = Receipt if side == Side.RECEIVED else Handover
    day = "received_on" if side == Side.RECEIVED else "handed_on"
    rows = model.objects.filter(**{f"pledge__{column}__in": ids}, unit__in=units, **_period(day, first, last))
    return rows.order_by().values_list(f"pledge__{column}").annotate(sum=Sum("amount_vnd"))


def altogether(units: QuerySet, first: dt.date | None, last: dt.date | None) -> Numbers:
    """The four numbers of all pledges of `units`; months are taken whole."""
    due = Instalment.objects.filter(pledge__managing_unit__in=units, **_period("due_on", first, last))
    if first is None and last is None:
        balances = PledgeBalance.objects.filter(pledge__managing_unit__in=units)
        pledged = balances.filter(pledge__active_from__isnull=False).aggregate(sum=Sum("pledged_vnd"))["sum"]
    else:
        pledged = due.filter(pledge__active_from__isnull=False).aggregate(sum=Sum("amount_vnd"))["sum"]
    kept = LedgerTotal.objects.filter(unit__in=units)
    sums: dict[str, int] = defaultdict(int)
    for name, since in (("period", first), ("ever", None)):
        rows = kept.filter(**_period("month", since.replace(day=1) if since else None, last)).order_by()
        for side, amount in rows.values_list("side").annotate(sum=Sum("amount_vnd")):
            sums[f"{name} {side}"] = int(amount)
    held = sums["ever received"] - sums["ever delivered"]
    return Numbers(int(pledged or 0), sums["period received"], sums["period delivered"], held)
