"""What weighs in the order of need and changes seldom, as one number a child: an index of it finds those who weigh
most without reading the others."""

from __future__ import annotations

from functools import reduce
from itertools import product
from operator import add
from typing import Any

from django.db.models import Case, IntegerField, Q, When

from children.models.choices import CircumstanceGroup, OrphanStatus, Poverty

# Of the reasons of one part at most one holds, the first that does. Groups of article 10 only where they may be told.
PARTS: list[dict[str, Q]] = [
    {
        "lost_both": Q(orphan_status=OrphanStatus.BOTH),
        "lost_one": Q(orphan_status__in=[OrphanStatus.FATHER, OrphanStatus.MOTHER]),
    },
    {"poor": Q(poverty=Poverty.POOR), "near_poor": Q(poverty=Poverty.NEAR_POOR)},
    {"union_member": Q(is_union_member_child=True)},
    {
        "lost_donor": Q(last_pledge_ended_on__isnull=False),
        "never_helped": Q(last_pledge_ended_on=None, got_gifts=False, got_support=False),
    },
    {"disabled": Q(circumstance_groups__overlap=[CircumstanceGroup.DISABILITY])},
    {"ill": Q(circumstance_groups__overlap=[CircumstanceGroup.ILLNESS])},
    {
        "without_support": Q(
            circumstance_groups__overlap=[CircumstanceGroup.ABANDONED, CircumstanceGroup.WITHOUT_SUPPORT]
        )
    },
]
SETTLED = {name: condition for part in PARTS for name, condition in part.items()}


def _digits() -> list[tuple[int, dict[str, Q]]]:
    """Each part with what its digit is worth."""
    worth, found = 1, []
    for part in PARTS:
        found.append((worth, part))
        worth *= len(part) + 1
    return found


def need_class() -> Any:
    """The number, as an expression over children; it must stay as it is in the index child_need_class."""
    digits = [
        Case(
            *(When(condition, then=worth * nth) for nth, condition in enumerate(part.values(), 1)),
            default=0,
            output_field=IntegerField(),
        )
        for worth, part in _digits()
    ]
    return reduce(add, digits)


def classes() -> dict[int, tuple[str, ...]]:
    """Every number with the reasons that it stands for."""
    choices = [[(0, ""), *((worth * n, name) for n, name in enumerate(part, 1))] for worth, part in _digits()]
    return {
        sum(number for number, _name in each): tuple(name for _number, name in each if name)
        for each in product(*choices)
    }
