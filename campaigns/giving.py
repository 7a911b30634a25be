"""The list of who gave to a campaign, as it may be published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, Sum

from campaigns.models import Campaign, Contribution
from organisation.templatetags.vietnamese import number


@dataclass(frozen=True)
class NamedGiver:
    name: str
    vnd: int
    goods: tuple[str, ...]  # "20 × Xe đạp (chiếc)"
    people_count: int = 0  # of a unit that collected


@dataclass(frozen=True)
class Givers:
    named: list[NamedGiver]
    anonymous_count: int
    anonymous_vnd: int
    total_vnd: int


MAY_BE_NAMED = Q(donor__is_public=True) | Q(donor=None, unit__isnull=False)


def givers_of(campaign: Campaign, user: Any) -> Givers:
    """Donors who agreed to be named in public and units that collected, the largest first.

    A name without a record agreed to nothing: it is counted. Three queries.
    """
    standing = Contribution.objects.visible_to(user).within(campaign).filter(reverses=None, reversed_by=None).order_by()
    named = standing.filter(MAY_BE_NAMED)
    money = named.values("donor", "donor__title", "donor__name", "unit", "unit__name").annotate(
        vnd=Sum("amount_vnd", filter=Q(item=None), default=0), people=Sum("people_count", default=0), last=Max("pk")
    )
    pieces: dict[tuple[Any, Any], list[str]] = {}
    goods = named.exclude(item=None).values_list("donor", "unit", "item__name", "item__measure")
    for donor, unit, name, measure, count in goods.annotate(n=Sum("quantity")).order_by("item__name"):
        pieces.setdefault((donor, unit), []).append(f"{number(count)} {measure} {name}")
    found = [
        NamedGiver(
            f"{row['donor__title']} {row['donor__name']}".strip() if row["donor"] else row["unit__name"],
            row["vnd"],
            tuple(pieces.get((row["donor"], row["unit"]), ())),
            row["people"],
        )
        for row in money.order_by("-vnd", "last")
    ]
    others = standing.exclude(pk__in=named.values("pk"))
    rest = others.aggregate(
        donors=Count("donor", distinct=True),
        names=Count("given_by", distinct=True, filter=Q(donor=None)),
        vnd=Sum("amount_vnd", filter=Q(item=None), default=0),
    )
    total = sum(giver.vnd for giver in found) + rest["vnd"]
    return Givers(found, rest["donors"] + rest["names"], rest["vnd"], total)
