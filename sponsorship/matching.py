"""Which child for this donor, which donor for this child: ranked by PostgreSQL, with the reasons in words.

A suggestion only orders; the officer decides. The programme's order of need comes first (sponsorship/need.py), then
what the donor wished for; among equals who has waited longest. Brothers and sisters are suggested together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from children.models import Child
from children.models.choices import OrphanStatus
from donors.models import Donor
from donors.sponsoring import promised_count
from organisation.areas import areas_within
from organisation.models import Area
from sponsorship import reasons, wishes
from sponsorship.best import best_of, most_besides_class, most_of, worth_of_classes
from sponsorship.families import Sibling, of_siblings, siblings_of
from sponsorship.helped import helps_of
from sponsorship.models import Hold, NeedOrder, Pledge
from sponsorship.need import points, total, with_need, with_told_points
from sponsorship.reasons import Reason
from sponsorship.wishes import FAMILY, NEARBY, OWN_UNION, WISHED_AREA

SUGGESTIONS = 20


@dataclass
class Suggestion:
    """`record`: the child or donor suggested; `reasons`: what fits, what does not, and what is to be known, in words.

    `together`: the child's brothers and sisters who wait too.
    """

    record: Any
    reasons: list[Reason]
    together: list[Sibling] = field(default_factory=list)


def fully_held() -> QuerySet[Hold]:
    """The children whose free places are all kept by live holds."""
    held = Hold.objects.live().values("child").annotate(held_count=Count("pk"))
    return held.filter(held_count__gte=F("child__places") - F("child__taken_places")).values("child")


def waiting_children(user: Any) -> QuerySet[Child]:
    """Children in need whom `user` may see, with a place that no pledge has taken: without a donor, or with some who
    together give less than is aimed at."""
    children = Child.objects.visible_to(user).with_free_place()
    partly = partly_met(user)
    if not partly:
        return children.waiting()
    return children.needing_on(timezone.localdate()).filter(Q(pk__in=partly) | Q(sponsors_count=0))


def partly_met(user: Any) -> list[int]:
    """Those of them with some donors. Asked beforehand: an OR over all children would read them all, where the index
    holds those without a donor."""
    children = Child.objects.visible_to(user).with_free_place().needing_on(timezone.localdate())
    return list(children.partly_met().values_list("pk", flat=True))


def promised_children(user: Any) -> QuerySet[Child]:
    """Children in need whom `user` may see and nobody sponsors yet, though every place has a pledge to be decided."""
    return Child.objects.visible_to(user).waiting().filter(taken_places__gte=F("places"))


def in_one_process() -> None:
    """Until the transaction ends: ranking a narrow index is quicker than sharing out the whole table, and leaves the
    other cores to other readers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")


def ranked(user: Any, order: NeedOrder) -> Any:
    """The keys of the waiting children, in the order of need."""
    in_one_process()
    in_need = with_need(waiting_children(user), order)
    return in_need.order_by("-need_points", "waiting_on", "pk").values_list("pk", flat=True)


def children_for(donor: Donor, user: Any) -> list[Suggestion]:
    """The 20 waiting children that fit `donor` best, brothers and sisters together with the first of them.

    Children held for others are left out.
    """
    areas, home = areas_of(donor)
    order = NeedOrder.objects.of_reader(user)
    in_one_process()
    best = best_children(donor, user, order, areas, home)
    return one_of_each_family(with_reasons(best, donor, user, order, areas, home))


def areas_of(donor: Donor) -> tuple[set[int], set[int]]:
    """Those that the donor wishes for, and those of its own commune."""
    within = areas_within([donor.wished_area_id, donor.commune_id])
    return within[donor.wished_area_id], within[donor.commune_id]


def best_children(donor: Donor, user: Any, order: NeedOrder, areas: set[int], home: set[int]) -> list[int]:
    """Their keys, by need and by what the donor wishes for; among equals who has waited longest."""
    fit = total(wishes.weighed(donor, areas, home))

    def by_points(children: QuerySet[Child]) -> Any:
        rows = with_need(children, order).exclude(pk__in=fully_held().exclude(donor=donor))
        rows = rows.annotate(total_points=F("need_points") + fit).order_by("-total_points", "waiting_on", "pk")
        return rows.values_list("total_points", "waiting_on", "pk")

    children, partly = Child.objects.visible_to(user).with_free_place(), partly_met(user)
    rest = most_besides_class(order) + most_of(wishes.others(donor, areas, home))
    found = best_of(by_points(children.waiting()), SUGGESTIONS, worth_of_classes(order, wishes.settled(donor)), rest)
    if apart := _apart(donor, partly):
        in_need = children.needing_on(timezone.localdate()).filter(Q(pk__in=partly) | Q(sponsors_count=0))
        found += by_points(in_need.filter(pk__in=apart))[:SUGGESTIONS]
    ranked = sorted({row[2]: row for row in found}.values(), key=lambda row: (-row[0], *row[1:]))
    return [key for _points, _day, key in ranked[:SUGGESTIONS]]


def _apart(donor: Donor, partly: list[int]) -> Any:
    """Children with points that few have (of the donor's own union, or with a brother or sister who is its already), or
    with some donors: found by other indexes than those of need."""
    conditions = [*wishes.own_union(donor), *([Q(pk__in=partly)] if partly else [])]
    if groups := list(wishes.groups_of(donor).values_list("child__sibling_group", flat=True)):
        conditions.append(Q(sibling_group__in=groups))
    parts = [Child.objects.filter(condition).order_by().values("pk") for condition in conditions]
    return parts[0].union(*parts[1:]) if parts else None


def one_of_each_family(suggestions: list[Suggestion]) -> list[Suggestion]:
    told: set[int] = set()
    kept = []
    for each in suggestions:
        if each.record.pk not in told:
            kept.append(each)
            told |= {sibling.child.pk for sibling in each.together}
    return kept


def with_reasons(
    children: list[int],
    donor: Donor,
    user: Any,
    order: NeedOrder,
    areas: set[int],
    home: set[int],
) -> list[Suggestion]:
    """What speaks for and against each of these children for `donor`, and what they get already."""
    records = told_children(children, order)
    siblings, helps = siblings_of(records, user), helps_of(records, user)
    found = []
    for child in records:
        family = siblings.get(child.pk, [])
        said = reasons.for_child(child, donor, areas, home) + of_siblings(family, donor) + helps.get(child.pk, [])
        found.append(Suggestion(child, said, [sibling for sibling in family if sibling.is_waiting]))
    return found


def told_children(keys: Iterable[int], order: NeedOrder) -> list[Any]:
    """The children of these keys, in their order, with the points of each reason."""
    return in_order(with_told_points(Child.objects.select_related("commune", "former_commune"), order), keys)


def in_order(records: QuerySet, keys: Iterable[int]) -> list[Any]:
    """The records of these keys, in their order: ranking narrow rows is what makes the ranking quick."""
    wanted = list(keys)
    found = records.in_bulk(wanted)
    return [found[key] for key in wanted]


def donors_for(child: Child, user: Any, siblings: list[Sibling] | None = None) -> list[Suggestion]:
    """The 20 donors that fit `child` best: with room for one more child, or without any, and their wishes.

    Who sponsors a brother or sister comes among the first, with or without room.
    """
    areas = {pk for pk in (child.commune_id, child.former_commune_id) if pk} | _above(child)
    siblings = siblings_of([child], user).get(child.pk, []) if siblings is None else siblings
    family = {donor.pk for sibling in siblings for donor in sibling.donors}
    fits = [*_fits(child, areas), *([(Q(pk__in=family), FAMILY)] if family else [])]
    room = Q(capacity_children__gt=F("children_count")) | Q(capacity_children=None, children_count=0)
    best = (
        Donor.objects.visible_to(user)
        .exclude(Exists(Pledge.objects.open().filter(child=child, donor=OuterRef("pk"))))
        .values("pk")
        .annotate(children_count=promised_count())
        .filter(room | Q(pk__in=family))
        .order_by(points(*fits).desc(), "children_count", "name_sort", "pk")
        .values_list("pk", "children_count")[:SUGGESTIONS]
    )
    counts = dict(best)
    rows = in_order(Donor.objects.select_related("wished_area", "commune"), counts)
    for donor in rows:
        donor.children_count = counts[donor.pk]
    return [
        Suggestion(
            donor,
            [r for r in of_siblings(siblings, donor) if r.fits] + reasons.for_donor(child, donor, areas),
        )
        for donor in rows
    ]


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
        (Q(capacity_children__isnull=False), 20),  # only those with room are left, and the family's
        (Q(wished_area__in=areas), WISHED_AREA),
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
