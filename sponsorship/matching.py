"""Which child for this donor, which donor for this child: ranked by PostgreSQL, with the reasons in words.

A suggestion only orders; the officer decides. Need comes first (both parents lost, poverty, never helped), then what
the donor wished for; among equals who has waited longest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models import IntegerField as Integer
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from children.models import Child
from children.models.choices import OrphanStatus, Poverty
from children.states import years_before
from donors.models import Donor
from donors.sponsoring import promised_count
from organisation.models import Area
from sponsorship import reasons
from sponsorship.models import Hold, Pledge
from sponsorship.reasons import Reason

SUGGESTIONS = 50
OWN_UNION = 100  # the programme's rule: first the child of a member of the union's own unit
NEARBY = 12  # can visit; less than what the donor said it wishes
LAST = dt.date(9999, 1, 1)


@dataclass
class Suggestion:
    """`record`: the child or donor suggested; `reasons`: what fits and what does not, in words."""

    record: Any
    reasons: list[Reason]


def points(*cases: tuple[Q, int]) -> Any:
    """The sum of the points of the cases that hold; at least one case."""
    worths = [Case(When(condition, then=worth), default=0, output_field=Integer()) for condition, worth in cases]
    return reduce(add, worths)


NEED = (
    (Q(orphan_status=OrphanStatus.BOTH), 40),
    (Q(orphan_status__in=[OrphanStatus.FATHER, OrphanStatus.MOTHER]), 15),
    (Q(poverty=Poverty.POOR), 20),
    (Q(poverty=Poverty.NEAR_POOR), 10),
    (Q(last_pledge_ended_on=None), 10),
    (Q(is_union_member_child=True), 5),
)


def with_need(children: QuerySet[Child]) -> QuerySet[Any]:
    """Adds `need_points` and `waiting_on`, the day since which the child waits."""
    return children.annotate(
        need_points=points(*NEED),
        waiting_on=Coalesce(Greatest("needs_since", "last_pledge_ended_on"), Value(LAST)),
    )


def fully_held() -> QuerySet[Hold]:
    """The children whose free places are all kept by live holds."""
    held = Hold.objects.live().values("child").annotate(held_count=Count("pk"))
    return held.filter(held_count__gte=F("child__places") - F("child__taken_places")).values("child")


def waiting_children(user: Any) -> QuerySet[Child]:
    """Children in need whom `user` may see, without a donor and with a place that no pledge has taken."""
    return Child.objects.visible_to(user).waiting().with_free_place()


def promised_children(user: Any) -> QuerySet[Child]:
    """Children in need whom `user` may see and nobody sponsors yet, though every place has a pledge to be decided."""
    return Child.objects.visible_to(user).waiting().filter(taken_places__gte=F("places"))


def areas_within(area: Area | None) -> set[int]:
    """The area itself, what lies in it, and the same ground in the other generation."""
    if area is None:
        return set()
    inside = Area.objects.filter(Q(pk=area.pk) | Q(parent=area.pk) | Q(parent__parent=area.pk))
    rows = inside.values_list("pk", "successions__new", "origins__old")
    return {pk for row in rows for pk in row if pk}


def children_for(donor: Donor, user: Any) -> list[Suggestion]:
    """The 50 waiting children that fit `donor` best, in three queries. Children held for others are left out."""
    areas, home = areas_within(donor.wished_area), areas_within(donor.commune)
    fit = points(*_wishes_of(donor, areas, home))
    ranked = (
        with_need(waiting_children(user))
        .exclude(pk__in=fully_held().exclude(donor=donor))
        .order_by((F("need_points") + fit).desc(), "waiting_on", "pk")
        .values_list("pk", flat=True)[:SUGGESTIONS]
    )
    found = in_order(Child.objects.select_related("commune", "former_commune"), ranked)
    return with_reasons(found, donor, areas, home)


def with_reasons(
    children: list[Child], donor: Donor, areas: set[int] | None = None, home: set[int] | None = None
) -> list[Suggestion]:
    """What speaks for and against each of these children for `donor`."""
    areas = areas_within(donor.wished_area) if areas is None else areas
    home = areas_within(donor.commune) if home is None else home
    siblings = siblings_of(children)
    return [
        Suggestion(child, reasons.for_child(child, donor, areas, home, siblings.get(child.pk, 0))) for child in children
    ]


def in_order(records: QuerySet, keys: Iterable[int]) -> list[Any]:
    """The records of these keys, in their order: ranking narrow rows is what makes the ranking quick."""
    wanted = list(keys)
    found = records.in_bulk(wanted)
    return [found[key] for key in wanted]


def _wishes_of(donor: Donor, areas: set[int], home: set[int]) -> list[tuple[Q, int]]:
    """What speaks for a child in the eyes of this donor, and what against."""
    cases = [(Q(parents_union__iexact=donor.name), OWN_UNION)]
    if donor.unit_id:
        cases.append((Q(parents_union_unit=donor.unit_id), OWN_UNION))
    if areas:
        cases.append((Q(commune__in=areas) | Q(former_commune__in=areas), 30))
    if home:
        cases.append((Q(commune__in=home) | Q(former_commune__in=home), NEARBY))
    if donor.wished_sex:
        cases += [(Q(sex=donor.wished_sex), 10), (~Q(sex=donor.wished_sex) & ~Q(sex=""), -30)]
    if donor.wishes_double_orphan:
        cases.append((Q(orphan_status=OrphanStatus.BOTH), 25))
    if donor.wishes_union_member_child:
        cases.append((Q(is_union_member_child=True), 25))
    if donor.wished_school:
        cases.append((Q(school__iexact=donor.wished_school), 15))
    return cases + _ages_of(donor)


def _ages_of(donor: Donor) -> list[tuple[Q, int]]:
    today = timezone.localdate()
    outside = Q()
    if donor.wished_age_from is not None:
        outside |= Q(birth_date__gt=years_before(today, donor.wished_age_from))
    if donor.wished_age_to is not None:
        outside |= Q(birth_date__lte=years_before(today, donor.wished_age_to + 1))
    return [(outside, -20), (Q(birth_date__isnull=False) & ~outside, 15)] if outside else []


def siblings_of(children: list[Child]) -> dict[int, int]:
    """Child → how many brothers and sisters it has among our records (one query)."""
    groups = [child.sibling_group_id for child in children if child.sibling_group_id]
    if not groups:
        return {}
    rows = Child.objects.filter(sibling_group__in=groups).values("sibling_group").annotate(n=Count("pk"))
    size = {row["sibling_group"]: row["n"] for row in rows}
    return {c.pk: size[c.sibling_group_id] - 1 for c in children if c.sibling_group_id}


def donors_for(child: Child, user: Any) -> list[Suggestion]:
    """The 50 donors that fit `child` best: with room for one more child, or without any, and their wishes."""
    areas = {pk for pk in (child.commune_id, child.former_commune_id) if pk} | _above(child)
    ranked = (
        Donor.objects.visible_to(user)
        .exclude(Exists(Pledge.objects.open().filter(child=child, donor=OuterRef("pk"))))
        .values("pk")
        .annotate(children_count=promised_count())
        .filter(Q(capacity_children__gt=F("children_count")) | Q(capacity_children=None, children_count=0))
        .order_by(points(*_fits(child, areas)).desc(), "children_count", "name_sort", "pk")
        .values_list("pk", "children_count")[:SUGGESTIONS]
    )
    counts = dict(ranked)
    rows = in_order(Donor.objects.select_related("wished_area", "commune"), counts)
    for donor in rows:
        donor.children_count = counts[donor.pk]
    return [Suggestion(donor, reasons.for_donor(child, donor, areas)) for donor in rows]


def _above(child: Child) -> set[int]:
    """The areas that the child's commune lies in, or lay in, in either generation."""
    communes = [pk for pk in (child.commune_id, child.former_commune_id) if pk]
    rows = Area.objects.filter(pk__in=communes).values_list(
        "parent", "parent__parent", "successions__new", "origins__old", "origins__old__parent"
    )
    return {pk for row in rows for pk in row if pk}


def _fits(child: Child, areas: set[int]) -> list[tuple[Q, int]]:
    """What speaks for a donor of this child, and what against."""
    cases = [
        (Q(capacity_children__isnull=False), 20),  # only those with room are left
        (Q(wished_area__in=areas), 30),
        (Q(commune__in=areas), NEARBY),
        (Q(wished_area__isnull=False) & ~Q(wished_area__in=areas), -20),
        (Q(wishes_double_orphan=True), 25 if child.orphan_status == OrphanStatus.BOTH else -20),
        (Q(wishes_union_member_child=True), 25 if child.is_union_member_child else -20),
    ]
    if child.parents_union_unit_id:
        cases.append((Q(unit=child.parents_union_unit_id), OWN_UNION))
    if child.parents_union:
        cases.append((Q(name__iexact=child.parents_union), OWN_UNION))
    if child.sex:
        cases += [(Q(wished_sex=child.sex), 10), (~Q(wished_sex="") & ~Q(wished_sex=child.sex), -30)]
    if child.school:
        cases.append((Q(wished_school__iexact=child.school), 15))
    age = child.age
    if age is not None:
        outside = Q(wished_age_from__gt=age) | Q(wished_age_to__lt=age)
        wished = Q(wished_age_from__isnull=False) | Q(wished_age_to__isnull=False)
        cases += [(outside, -20), (wished & ~outside, 15)]
    return cases
