"""The first of very many waiting children, without counting the points of all.

What a child's class is worth (children/models/need_class.py) is known beforehand, and how much it can have besides. The
classes worth most are read first, by their index; once the last of those found has more than any other can come to, the
others are never read. The order is exactly that of all children.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from children.models.need_class import classes, need_class
from sponsorship.models import NeedOrder

Row = tuple[Any, ...]
FIRST_PART = 2  # of all classes a half first: in most programmes few children are in it, and those needed are


def most_of(cases: Iterable[Any]) -> int:
    """The most points that these sums of first_of can give."""
    return sum(max(0, *(when.result.value for when in case.cases)) for case in cases)


def worth_of_classes(order: NeedOrder, wished: Mapping[str, int]) -> dict[int, int]:
    """Class → its points by the order of need, and by what of it a donor wishes for."""
    return {
        number: sum(getattr(order, name) + wished.get(name, 0) for name in names) for number, names in classes().items()
    }


def most_besides_class(order: NeedOrder) -> int:
    """The most points of need that do not follow from the class."""
    waiting = order.waiting_most if order.waiting_points else 0
    return max(order.very_young, order.nearly_grown) + order.sibling_waits + waiting


def best_of(rows: Any, count: int, worth: Mapping[int, int], rest: int) -> list[Row]:
    """The first `count` of `rows`, a values_list of children ordered by its first column, their points, descending.

    `worth`: the points that follow from each class; `rest`: the most that a child can have besides.
    """
    ranked = sorted(worth, key=lambda number: -worth[number])
    by_class = rows.alias(need_class=need_class())
    taken = len(ranked) // FIRST_PART
    while taken < len(ranked):
        found = list(by_class.filter(need_class__in=ranked[:taken])[:count])
        if len(found) < count:
            taken *= 2
            continue
        last = found[-1][0]
        if worth[ranked[taken]] + rest < last:
            return found
        taken = sum(worth[number] + rest >= last for number in ranked)
    return list(rows[:count])
