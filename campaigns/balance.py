"""Money of a campaign and all its parts: in, out and what is left, source by source. Goods are counted apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from campaigns.models import Campaign, Contribution, FundingSource, GiftGroup, GoodsItem, Promise, Spending
from organisation.access import units_where
from organisation.roles import Permission


@dataclass
class SourceLine:
    """VND of one source. `reasons`: what explains that more went out than came in."""

    source: str
    received_vnd: int = 0
    spent_vnd: int = 0
    gifts_vnd: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def label(self) -> Any:
        return FundingSource(self.source).label

    @property
    def left_vnd(self) -> int:
        return self.received_vnd - self.spent_vnd - self.gifts_vnd

    @property
    def gifts_beyond_vnd(self) -> int:
        """How much of what is missing was handed over as gifts."""
        return min(max(-self.left_vnd, 0), self.gifts_vnd)


@dataclass
class Balance:
    lines: list[SourceLine]
    promised_vnd: int  # still to come, of promises neither kept nor withdrawn
    goods_vnd: int  # the value of goods received, where it is known

    @property
    def received_vnd(self) -> int:
        return sum(line.received_vnd for line in self.lines)

    @property
    def spent_vnd(self) -> int:
        return sum(line.spent_vnd for line in self.lines)

    @property
    def gifts_vnd(self) -> int:
        return sum(line.gifts_vnd for line in self.lines)

    @property
    def left_vnd(self) -> int:
        return self.received_vnd - self.spent_vnd - self.gifts_vnd


def _of(rows: QuerySet[Any], campaign: Campaign, user: Any, way: str) -> QuerySet[Any]:
    """Rows of the campaign and its parts; of one's own units where `user` is somebody."""
    rows = rows.filter(**{f"{way}path__startswith": campaign.path}).order_by()
    units = None if user is None else units_where(user, Permission.VIEW_MONEY)
    return rows if units is None else rows.filter(**{f"{way}managing_unit__in": units})


def by_source(campaign: Campaign, user: Any = None) -> dict[str, SourceLine]:
    """Every source that has any money. Three queries, and one for the reasons where a source is overdrawn."""
    found: dict[str, SourceLine] = defaultdict(lambda: SourceLine(""))
    money = _of(Contribution.objects.filter(item=None), campaign, user, "campaign__")
    gifts = _of(GiftGroup.objects.with_delivered(), campaign, user, "gift_list__campaign__")
    sums = {
        "received_vnd": money.values_list("source").annotate(n=Sum("amount_vnd")),
        "spent_vnd": _of(Spending.objects.all(), campaign, user, "campaign__")
        .values_list("source")
        .annotate(n=Sum("amount_vnd")),
        "gifts_vnd": gifts.values_list("gift_list__source").annotate(n=Sum("delivered_vnd")),
    }
    for name, rows in sums.items():
        for source, amount in rows:
            found[source].source = source
            setattr(found[source], name, int(amount or 0))
    _explain(found, campaign, user)
    return found


def _explain(found: dict[str, SourceLine], campaign: Campaign, user: Any) -> None:
    overdrawn = [source for source, line in found.items() if line.left_vnd < 0]
    if not overdrawn:
        return
    standing = Spending.objects.filter(source__in=overdrawn, reverses=None, reversed_by=None).exclude(over_reason="")
    for spending in _of(standing, campaign, user, "campaign__").order_by("spent_on", "pk"):
        found[spending.source].reasons.append(spending.over_reason)


def left_of_source(campaign: Campaign, source: str) -> int:
    """VND that the source has left in this campaign and its parts; less than 0 where more was given than came in."""
    return by_source(campaign).get(source, SourceLine(source)).left_vnd


def balance(campaign: Campaign, user: Any = None) -> Balance:
    """As far as `user` may see money; everything where `user` is None."""
    found = by_source(campaign, user)
    promises = _of(Promise.objects.with_received().open().filter(item=None), campaign, user, "campaign__")
    goods = _of(Contribution.objects.exclude(item=None), campaign, user, "campaign__")
    return Balance(
        lines=[found[source] for source in FundingSource.values if source in found],
        promised_vnd=promises.aggregate(n=Sum(F("amount_vnd") - F("received_vnd")))["n"] or 0,
        goods_vnd=goods.aggregate(n=Sum("amount_vnd"))["n"] or 0,
    )


def goods_of(campaign: Campaign, user: Any) -> QuerySet[GoodsItem]:
    """The goods of the campaign and its parts: `came` in, went `out`, and what is left."""
    inward = Q(moves__kind__in=["donated", "bought", "found"])
    rows = _of(GoodsItem.objects.all(), campaign, user, "campaign__")
    return rows.annotate(came=Sum("moves__quantity", filter=inward, default=0)).order_by("name_folded", "pk")
