"""The order of need: how many points each reason gives a waiting child, in SQL; sponsorship/reasons.py has the words.

Counted whenever it is asked: the points change with every day, birthday and gift, and the programme's order may be
edited at any time. Ranking reads nothing but the indexes child_waiting and child_waiting_siblings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, Count, Exists, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models import IntegerField as Integer
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from children.models import Child
from children.models.need_class import SETTLED
from children.states import years_before
from sponsorship.models import NeedOrder

LAST = dt.date(9999, 1, 1)
WAITING_ON = Greatest("needs_since", "last_pledge_ended_on")  # NULLs are left out by PostgreSQL
Condition = Callable[[NeedOrder], Q]


def first_of(*cases: tuple[Any, int]) -> Any:
    """The points of the first case that holds."""
    whens = [When(condition, then=worth) for condition, worth in cases]
    return Case(*whens, default=0, output_field=Integer())


def total(parts: Sequence[Any]) -> Any:
    return reduce(add, parts) if parts else Value(0)


def points(*cases: tuple[Any, int]) -> Any:
    """The sum of the points of the cases that hold."""
    return total([first_of(case) for case in cases])


def _born_before(age: int) -> dt.date:
    """Who was born on that day or before has that age."""
    return years_before(timezone.localdate(), age)


def _groups_waiting() -> QuerySet:
    """The groups of siblings of whom two or more wait."""
    waiting = Child.objects.waiting().filter(sibling_group__isnull=False).order_by()
    return waiting.values("sibling_group").annotate(n=Count("*")).filter(n__gt=1).values("sibling_group")


# The names are those of NeedOrder's fields. In the order in which the page of the weights shows them.
CONDITIONS: dict[str, Condition] = {
    "lost_both": lambda order: SETTLED["lost_both"],
    "lost_one": lambda order: SETTLED["lost_one"],
    "poor": lambda order: SETTLED["poor"],
    "near_poor": lambda order: SETTLED["near_poor"],
    "union_member": lambda order: SETTLED["union_member"],
    "never_helped": lambda order: SETTLED["never_helped"],
    "lost_donor": lambda order: SETTLED["lost_donor"],
    "very_young": lambda order: Q(birth_date__gt=_born_before(order.very_young_age)),
    "nearly_grown": lambda order: Q(birth_date__lte=_born_before(order.nearly_grown_age)),
    "sibling_waits": lambda order: Q(sibling_group__in=_groups_waiting()),
}
# Of these only one can hold, so that one CASE asks for them: fifty thousand times it makes a difference.
EXCLUSIVE = [
    ("lost_both", "lost_one"),
    ("poor", "near_poor"),
    ("union_member",),
    ("lost_donor", "never_helped"),
    ("very_young", "nearly_grown"),
    ("sibling_waits",),
]
# Groups of article 10 that are not restricted (children/models/choices.py): the order shows whom it concerns.
GROUPS = ("disabled", "ill", "without_support")
REASONS = [*CONDITIONS, *GROUPS]


def _waiting_points(order: NeedOrder) -> Any:
    """Whole points for whole numbers of days, up to the most."""
    days = Func(
        Value(timezone.localdate()), WAITING_ON, template="(%(expressions)s)", arg_joiner=" - ", output_field=Integer()
    )
    steps = Func(
        days, Value(order.waiting_days), template="(%(expressions)s)", arg_joiner=" / ", output_field=Integer()
    )
    # 0 as long as it is not known since when
    return Coalesce(Least(steps * order.waiting_points, Value(order.waiting_most), output_field=Integer()), 0)


def _of_groups(order: NeedOrder, names: list[str]) -> Any:
    """Most children belong to none of the groups: comparing with nothing is quicker than looking for each."""
    cases = [(SETTLED[name], getattr(order, name)) for name in names]
    return Case(When(circumstance_groups=[], then=0), default=points(*cases), output_field=Integer())


def need_points(order: NeedOrder) -> Any:
    """The sum of all points, as an expression over waiting children; what has 0 points is not asked."""
    asked = [[name for name in names if getattr(order, name)] for names in EXCLUSIVE]
    parts = [first_of(*((CONDITIONS[name](order), getattr(order, name)) for name in names)) for names in asked if names]
    groups = [name for name in GROUPS if getattr(order, name)]
    parts += [_of_groups(order, groups)] if groups else []
    parts += [_waiting_points(order)] if order.waiting_points else []
    return total(parts)


def with_need(children: QuerySet[Child], order: NeedOrder | None = None) -> QuerySet[Any]:
    """Adds `need_points` by `order` (the standard one), and `waiting_on`, the day since which the child waits.

    Order by them with `.values("pk")`: only narrow rows are ranked quickly.
    """
    return children.annotate(
        need_points=need_points(order or NeedOrder()), waiting_on=Coalesce(WAITING_ON, Value(LAST))
    )


def with_told_points(children: QuerySet[Child], order: NeedOrder) -> QuerySet[Any]:
    """Adds `need_<reason>`, the points of each reason, and `need_waiting`: for the few children of a page."""
    told: dict[str, Any] = {
        f"need_{name}": points((CONDITIONS[name](order), getattr(order, name))) for name in CONDITIONS
    }
    told |= {f"need_{name}": _of_groups(order, [name]) for name in GROUPS}
    siblings = Child.objects.waiting().filter(sibling_group=OuterRef("sibling_group")).exclude(pk=OuterRef("pk"))
    helped = Q(last_pledge_ended_on=None, sponsors_count=0) & CONDITIONS["never_helped"](order)
    return children.annotate(
        **told
        | {
            "need_sibling_waits": points((Exists(siblings), order.sibling_waits)),
            "need_never_helped": points((helped, order.never_helped)),
            "need_waiting": _waiting_points(order),
        }
    )
