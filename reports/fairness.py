"""Who was helped, how often, and who never: across pledges, gifts, houses and loans, in a period.

One help is a pledge of which something was handed over, one gift handed over, a house of the child's family, or a loan
fund from which the family borrows. What other channels give is no help of ours and is not counted. Houses and funds are
counted by commune too, whether or not they name children of the register.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Greatest

from campaigns.models import GiftRecipient, HelpedChild, House, Loan
from campaigns.places import label
from children.models import Child
from organisation.models import Area
from organisation.roles import Permission
from reports.breakdown import in_order
from reports.scope import NOT_KNOWN, Scope, same
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
    loans: int = 0
    other_gifts: int = 0  # handed over to names on a paper that are no child of the register

    @property
    def is_untouched(self) -> bool:
        """Children are in need in this commune, and nobody was helped. Where nobody knows is no commune."""
        others = self.houses or self.loans or self.other_gifts
        return self.key != NOT_KNOWN and 0 < self.children == self.never and not others


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


def _registered(scope: Scope, period: Period, model: Any) -> Any:
    """Houses handed over, or loan funds as they stood at some day of the period: what the register's page lists."""
    rows = model.objects.all() if scope.user is None else model.objects.visible_to(scope.user)
    below = rows if scope.unit is None else rows.filter(managing_unit__path__startswith=scope.unit.path)
    return below.helped_in(*period.days)


def _families(scope: Scope, period: Period) -> QuerySet[HelpedChild]:
    """A fund told of twice is one help. As with gifts, it need not be of the unit that keeps the child."""
    everywhere = scope.narrowed(unit=None)
    houses, loans = (_registered(everywhere, period, model) for model in (House, Loan))
    mine = HelpedChild.objects.filter(Q(house__in=houses) | Q(loan__in=loans))
    fund = {f"loan__{name}": OuterRef(f"loan__{name}") for name in ("campaign", "managing_unit", "name_folded")}
    told_before = mine.filter(**fund, child=OuterRef("child"), pk__lt=OuterRef("pk"))
    return mine.filter(~Exists(told_before)).annotate(day=Coalesce("house__handed_over_on", "loan__as_of"))


def _in_need(scope: Scope, period: Period, to_child: str = "") -> Q:
    """`to_child` leads from the record to its child ("pledge__child__")."""
    since, ended = f"{to_child}needs_since__lte", f"{to_child}need_ended_on"
    at_some_time = Q(**{since: period.until}) & (Q(**{ended: None}) | Q(**{f"{ended}__gt": period.since}))
    mine = scope.in_units(f"{to_child}managing_unit", Permission.VIEW_CHILDREN)
    return at_some_time & mine & scope.places(to_child)


def children_with_helps(scope: Scope, period: Period, how_often: str = "") -> QuerySet[Any]:
    """Children in need at some time of the period, with `pledge_helps`, `gift_helps`, `family_helps` (houses and loans
    of the family), `helps` and `last_help_on`; only those helped as often as `how_often` says.

    As far as the reader of `scope` may see the children, the gift lists, the houses and the funds.
    """
    handed = _handed(period).filter(pledge__child=OuterRef("pk")).annotate(of=F("pledge__child"))
    gifts = _given(scope, period).filter(child=OuterRef("pk")).annotate(of=F("child"))
    families = _families(scope, period).filter(child=OuterRef("pk")).annotate(of=F("child"))
    last_handed = handed.order_by().values("of").annotate(n=Max("handed_on")).values("n")
    last_gift, last_family = (
        rows.order_by().values("of").annotate(n=Max("day")).values("n") for rows in (gifts, families)
    )
    found = Child.objects.filter(_in_need(scope, period))
    if how_often:
        found = found.filter(pk__in=_helped(scope, period, how_often))
    return (
        found.annotate(
            pledge_helps=_helps(handed, Count("pledge", distinct=True)),
            gift_helps=_helps(gifts, Count("pk")),
            family_helps=_helps(families, Count("pk")),
        )
        .annotate(helps=F("pledge_helps") + F("gift_helps") + F("family_helps"))
        .annotate(last_help_on=Greatest(Subquery(last_handed), Subquery(last_gift), Subquery(last_family)))
    )


def _each_help(scope: Scope, period: Period) -> tuple[str, tuple[Any, ...]]:
    """SQL of rows (child, its commune, help): one without a help for each child in need, and one for each help.

    All in one pass; asking each child for its helps takes twenty times as long at 50,000.
    """
    columns = ("of_child", "of_commune", "help")
    children = Child.objects.filter(_in_need(scope, period)).order_by()
    pledges = Pledge.objects.filter(_in_need(scope, period, "child__"), pk__in=_handed(period).values("pledge"))
    of_children = [_given(scope, period), _families(scope, period)]
    others = [rows.filter(_in_need(scope, period, "child__")) for rows in of_children]
    parts = [
        rows.order_by()
        .annotate(of_child=F("child"), of_commune=Coalesce("child__commune", Value(NOT_KNOWN)), help=F("pk"))
        .values_list(*columns)
        for rows in (pledges, *others)
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
    """Every commune of today with children in need, a house, a loan fund or a gift to somebody else; five queries."""
    found = {line.key: line for line in _lines(scope, period)}
    beside = {"houses": _placed(scope, period, House), "loans": _placed(scope, period, Loan)}
    for name, counts in (beside | {"other_gifts": _gifts_to_others(scope, period)}).items():
        for area, count in counts.items():
            setattr(found.setdefault(area, CommuneLine(area, "")), name, count)
    names = {area.pk: label(area) for area in Area.objects.filter(pk__in=[key for key in found if key])}
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


def _placed(scope: Scope, period: Period, model: Any) -> Counter[int]:
    """Area of today → houses handed over, or loan funds."""
    rows = _registered(scope, period, model)
    rows = (rows.newest() if model is Loan else rows).placed()
    if scope.commune is not None:
        rows = rows.at(scope.commune or None)
    counted = rows.order_by().values_list("here").annotate(n=Count("pk"))
    return Counter({area or NOT_KNOWN: n for area, n in counted})


def gifts_to_others(scope: Scope, period: Period) -> QuerySet[GiftRecipient]:
    """Gifts handed over to names that are no record, with their `day`; only lists of the unit that is asked for."""
    gifts = _given(scope, period).filter(same("commune", scope.commune), child=None)
    if scope.unit is not None:
        gifts = gifts.filter(gift_group__gift_list__managing_unit__path__startswith=scope.unit.path)
    return gifts


def _gifts_to_others(scope: Scope, period: Period) -> Counter[int]:
    counted = gifts_to_others(scope, period).order_by().values_list("commune").annotate(n=Count("pk"))
    return Counter({area or NOT_KNOWN: n for area, n in counted})
