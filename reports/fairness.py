"""Who was helped, how often, and who never: across pledges, gifts and houses, in a period.

One help is a pledge of which something was handed over, or one gift handed over. What other channels give is no help of
ours and is not counted. Houses name a household, not a child: they are counted by commune; loans name no place.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Greatest

from campaigns.models import GiftRecipient, House
from children.models import Child
from organisation.models import Area
from organisation.roles import Permission
from reports.breakdown import in_order
from reports.scope import NOT_KNOWN, Scope
from sponsorship.models import Handover, Pledge

NEVER, ONCE, SEVERAL = "never", "once", "several"
HOW_OFTEN = {NEVER: "= 0", ONCE: "= 1", SEVERAL: "> 1"}


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


def _handed(period: Period) -> QuerySet[Handover]:
    """The reversed ones as a set of their own: joined, PostgreSQL expects next to nothing and asks row by row."""
    reversed_ones = Handover.objects.filter(reverses__isnull=False).values("reverses")
    return Handover.objects.filter(handed_on__range=period.days, reverses=None).exclude(pk__in=reversed_ones)


def _given(scope: Scope, period: Period) -> QuerySet[GiftRecipient]:
    lists = GiftRecipient.objects.all() if scope.user is None else GiftRecipient.objects.visible_to(scope.user)
    dated = lists.given().annotate(day=Coalesce("delivered_on", "gift_group__gift_list__given_on"))
    return dated.filter(day__range=period.days)


def _in_need(scope: Scope, period: Period, to_child: str = "") -> Q:
    """`to_child` leads from the record to its child ("pledge__child__")."""
    since, ended = f"{to_child}needs_since__lte", f"{to_child}need_ended_on"
    at_some_time = Q(**{since: period.until}) & (Q(**{ended: None}) | Q(**{f"{ended}__gt": period.since}))
    mine = scope.in_units(f"{to_child}managing_unit", Permission.VIEW_CHILDREN)
    return at_some_time & mine & scope.places(to_child)


def children_with_helps(scope: Scope, period: Period, how_often: str = "") -> QuerySet[Any]:
    """Children in need at some time of the period, with `pledge_helps`, `gift_helps`, `helps` and `last_help_on`;
    only those helped as often as `how_often` says.

    As far as the reader of `scope` may see both the children and the gift lists.
    """
    handed = _handed(period).filter(pledge__child=OuterRef("pk")).annotate(of=F("pledge__child"))
    gifts = _given(scope, period).filter(child=OuterRef("pk")).annotate(of=F("child"))
    last_handed = handed.order_by().values("of").annotate(n=Max("handed_on")).values("n")
    last_gift = gifts.order_by().values("of").annotate(n=Max("day")).values("n")
    found = Child.objects.filter(_in_need(scope, period))
    if how_often:
        found = found.filter(pk__in=_helped(scope, period, how_often))
    return (
        found.annotate(
            pledge_helps=_helps(handed, Count("pledge", distinct=True)), gift_helps=_helps(gifts, Count("pk"))
        )
        .annotate(helps=F("pledge_helps") + F("gift_helps"))
        .annotate(last_help_on=Greatest(Subquery(last_handed), Subquery(last_gift)))
    )


def _each_help(scope: Scope, period: Period) -> tuple[str, tuple[Any, ...]]:
    """SQL of rows (child, its commune, help): one without a help for each child in need, and one for each help.

    All in one pass; asking each child for its helps takes twenty times as long at 50,000.
    """
    columns = ("of_child", "of_commune", "help")
    children = Child.objects.filter(_in_need(scope, period)).order_by()
    pledges = Pledge.objects.filter(_in_need(scope, period, "child__"), pk__in=_handed(period).values("pledge"))
    gifts = _given(scope, period).filter(_in_need(scope, period, "child__"))
    parts = [
        rows.order_by()
        .annotate(of_child=F("child"), of_commune=Coalesce("child__commune", Value(NOT_KNOWN)), help=F("pk"))
        .values_list(*columns)
        for rows in (pledges, gifts)
    ]
    place = Coalesce("commune", Value(NOT_KNOWN))
    nobody = Value(None, output_field=IntegerField())
    rows = (
        children.annotate(of_child=F("pk"), of_commune=place, help=nobody).values_list(*columns).union(*parts, all=True)
    )
    return rows.query.sql_with_params()


def _helped(scope: Scope, period: Period, how_often: str) -> RawSQL:
    inner, parameters = _each_help(scope, period)
    sql = f"SELECT of_child FROM ({inner}) r GROUP BY 1 HAVING count(help) {HOW_OFTEN[how_often]}"  # noqa: S608  # ours
    return RawSQL(sql, parameters)  # noqa: S611  # our own querysets, put together


def by_commune(scope: Scope, period: Period) -> list[CommuneLine]:
    """Every commune of today with children in need or a house; three queries."""
    found = {line.key: line for line in _lines(scope, period)}
    for area, count in _houses(scope, period).items():
        found.setdefault(area, CommuneLine(area, "")).houses = count
    names = dict(Area.objects.filter(pk__in=[key for key in found if key]).values_list("pk", "name"))
    for key, line in found.items():
        line.name = names.get(key, "")
    return sorted(found.values(), key=lambda line: (line.key == NOT_KNOWN, in_order(line.name), line.key))


def _lines(scope: Scope, period: Period) -> list[CommuneLine]:
    try:
        inner, parameters = _each_help(scope, period)
    except EmptyResultSet:  # the reader may see no children
        return []
    counts = ", ".join(f"count(*) FILTER (WHERE helps {how})" for how in HOW_OFTEN.values())
    each = f"SELECT of_commune, count(help) AS helps FROM ({inner}) r GROUP BY of_child, of_commune"  # noqa: S608  # as above
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT of_commune, count(*), {counts} FROM ({each}) c GROUP BY 1", parameters)  # noqa: S608 - its pieces are ours, values are parameters
        return [CommuneLine(key, "", *figures) for key, *figures in cursor.fetchall()]


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
