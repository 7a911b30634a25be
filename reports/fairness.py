"""Who was helped, how often, and who never: across pledges, gifts and houses, in a period.

One help is a pledge of which something was handed over, or one gift handed over. What other channels give is no help of
ours and is not counted. Houses name a household, not a child: they are counted by commune; loans name no place.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from campaigns.models import GiftRecipient, House
from children.models import Child
from organisation.models import Area
from organisation.roles import Permission
from reports.breakdown import in_order
from reports.grouping import grouped
from reports.scope import NOT_KNOWN, Scope
from sponsorship.models import Handover

NEVER, ONCE, SEVERAL = "never", "once", "several"
HOW_OFTEN: dict[str, Q] = {NEVER: Q(helps=0), ONCE: Q(helps=1), SEVERAL: Q(helps__gt=1)}


@dataclass(frozen=True)
class Period:
    since: dt.date
    until: dt.date

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return self.since, self.until


@dataclass
class CommuneLine:
    key: int  # the commune's id, or NOT_KNOWN
    name: str
    children: int = 0
    never: int = 0
    once: int = 0
    several: int = 0
    houses: int = 0


def _helps(helps: Any, count: Any) -> Coalesce:
    counted = helps.order_by().values("of").annotate(n=count).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def children_with_helps(scope: Scope, period: Period) -> QuerySet[Any]:
    """Children in need at some time of the period, with `pledge_helps`, `gift_helps`, `helps` and `last_help_on`.

    As far as the reader of `scope` may see both the children and the gift lists.
    """
    in_need = Q(needs_since__lte=period.until) & (Q(need_ended_on=None) | Q(need_ended_on__gt=period.since))
    handed = Handover.objects.filter(
        pledge__child=OuterRef("pk"), handed_on__range=period.days, reverses=None, reversed_by=None
    ).annotate(of=F("pledge__child"))
    lists = GiftRecipient.objects.all() if scope.user is None else GiftRecipient.objects.visible_to(scope.user)
    dated = lists.given().annotate(day=Coalesce("delivered_on", "gift_group__gift_list__given_on"), of=F("child"))
    gifts = dated.filter(child=OuterRef("pk"), day__range=period.days)
    last_handed = handed.order_by().values("of").annotate(n=Max("handed_on")).values("n")
    last_gift = gifts.order_by().values("of").annotate(n=Max("day")).values("n")
    return (
        Child.objects.filter(in_need, scope.in_units("managing_unit", Permission.VIEW_CHILDREN), scope.places())
        .annotate(pledge_helps=_helps(handed, Count("pledge", distinct=True)), gift_helps=_helps(gifts, Count("pk")))
        .annotate(helps=F("pledge_helps") + F("gift_helps"))
        .annotate(last_help_on=Greatest(Subquery(last_handed), Subquery(last_gift)))
    )


def by_commune(scope: Scope, period: Period) -> list[CommuneLine]:
    """Every commune of today with children in need or a house; three queries."""
    rows = (
        children_with_helps(scope, period).order_by().values("helps", by_commune=Coalesce("commune", Value(NOT_KNOWN)))
    )
    counts = ["count(*)", *(f"count(*) FILTER (WHERE helps {how})" for how in ("= 0", "= 1", "> 1"))]
    found: dict[int, CommuneLine] = {}
    for key, figures in grouped(rows, ["by_commune"], counts)["by_commune"].items():
        found[key] = CommuneLine(key, "", *figures)
    for area, count in _houses(scope, period).items():
        found.setdefault(area, CommuneLine(area, "")).houses = count
    names = dict(Area.objects.filter(pk__in=[key for key in found if key]).values_list("pk", "name"))
    for key, line in found.items():
        line.name = names.get(key, "")
    return sorted(found.values(), key=lambda line: (line.key == NOT_KNOWN, in_order(line.name), line.key))


def _houses(scope: Scope, period: Period) -> Counter[int]:
    """Commune → houses handed over there."""
    houses = House.objects.filter(
        scope.in_units("managing_unit", Permission.VIEW_PLEDGES),
        handed_over_on__range=period.days,
    )
    if scope.commune is not None:
        houses = houses.filter(area=scope.commune or None)
    counted = houses.order_by().values_list("area").annotate(n=Count("pk"))
    return Counter({area or NOT_KNOWN: n for area, n in counted})
