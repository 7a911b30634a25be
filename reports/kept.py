"""The children of today, from what is kept by unit and place: a summary of a large programme counts none of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, QuerySet, Value, When

from children.models import Child, ChildTotal
from children.models.totals import COUNTS
from organisation.roles import Permission
from reports.grouping import WHOLE, Grouped, grouped
from reports.scope import Scope

FIGURES = {
    "children_sponsored": ("sponsored_count",),
    "children_helped": ("helped_count",),
    "children_waiting": ("waiting_count", "waiting_union_count"),
}


def children_kept(scope: Scope, **places: str) -> dict[str, Grouped] | None:
    """For each of FIGURES what grouped() gives, by `places` (name="commune_id"), without what counts nobody.

    None where children must be counted: of another day, or of a channel.
    """
    if not scope.is_today or scope.has_channel:
        return None
    kept = ChildTotal.objects.filter(scope.in_units("unit", Permission.VIEW_CHILDREN), scope.places())
    rows = [kept, *_by_the_day(scope)]
    named = [each.values(*COUNTS, **{name: F(column) for name, column in places.items()}) for each in rows]
    found = grouped(named[0].union(*named[1:], all=True), [*places], [f"sum({name})" for name in COUNTS])
    at = {name: number for number, name in enumerate(COUNTS)}
    return {
        figure: {
            by: {key: shown for key, sums in groups.items() if any(shown := tuple(sums[at[name]] for name in names))}
            for by, groups in found.items()
        }
        for figure, names in FIGURES.items()
    }


def _by_the_day(scope: Scope) -> list[QuerySet[Any]]:
    """What must be added to the totals: they take who needs a donor from some day on, without an end, for waiting."""
    mine = Child.objects.order_by().filter(scope.in_units("managing_unit", Permission.VIEW_CHILDREN), scope.places())
    ahead = mine.filter(sponsors_count=0, need_ended_on=None, needs_since__gt=scope.as_of)
    not_over = mine.filter(sponsors_count=0, need_ended_on__gt=scope.as_of, needs_since__lte=scope.as_of)
    return [
        rows.annotate(
            sponsored_count=Value(0),
            helped_count=Value(0),
            waiting_count=Value(sign),
            waiting_union_count=Case(When(is_union_member_child=True, then=Value(sign)), default=Value(0)),
        )
        for rows, sign in ((ahead, -1), (not_over, 1))
    ]


def children_counts(scope: Scope) -> dict[str, int]:
    """The four figures of today's children by their keys; nothing where they must be counted."""
    kept = children_kept(scope)
    if kept is None:
        return {}
    whole = {figure: next(iter(groups[WHOLE].values()), (0, 0)) for figure, groups in kept.items()}
    union = whole["children_waiting"][1]
    return {figure: sums[0] for figure, sums in whole.items()} | {"children_waiting_union": union}
