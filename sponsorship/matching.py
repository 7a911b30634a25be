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
from children.states import years_before
from donors.models import Donor
from donors.models.donor import DonorKind
from donors.sponsoring import promised_count
from organisation.models import Area
from sponsorship import reasons
from sponsorship.families import Sibling, of_siblings, siblings_of
from sponsorship.helped import helps_of
from sponsorship.models import Hold, NeedOrder, Pledge
from sponsorship.need import first_of, points, total, with_need, with_told_points
from sponsorship.reasons import Reason

SUGGESTIONS = 20
OWN_UNION = 1000  # the programme's rule: first the child of a member of the union's own unit, whatever the order says
FAMILY = 60  # who sponsors a brother or sister
WISHED_AREA = 30
SCHOOL = 15  # the school wished for
NEARBY = 12  # can visit; less than what the donor said it wishes


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
    # Asked beforehand: an OR over all children would read them all, where the index holds those without a donor.
    partly = list(children.needing_on(timezone.localdate()).partly_met().values_list("pk", flat=True))
    if not partly:
        return children.waiting()
    return children.needing_on(timezone.localdate()).filter(Q(pk__in=partly) | Q(sponsors_count=0))


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
    areas, home = areas_within(donor.wished_area), areas_within(donor.commune)
    order = NeedOrder.objects.of_reader(user)
    in_one_process()
    fit = total(_wishes_of(donor, areas, home))
    best = (
        with_need(waiting_children(user), order)
        .exclude(pk__in=fully_held().exclude(donor=donor))
        .order_by((F("need_points") + fit).desc(), "waiting_on", "pk")
        .values_list("pk", flat=True)[:SUGGESTIONS]
    )
    return one_of_each_family(with_reasons(list(best), donor, user, order, areas, home))


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
    areas: set[int] | None = None,
    home: set[int] | None = None,
) -> list[Suggestion]:
    """What speaks for and against each of these children for `donor`, and what they get already."""
    areas = areas_within(donor.wished_area) if areas is None else areas
    home = areas_within(donor.commune) if home is None else home
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


def _named_union(donor: Donor) -> Q:
    """By a query of its own: the name of the union is not in the index that the ranking reads."""
    named = Child.objects.filter(~Q(parents_union=""), parents_union__iexact=donor.name)
    return Q(pk__in=named.order_by().values("pk"))


def _wishes_of(donor: Donor, areas: set[int], home: set[int]) -> list[Any]:
    """What speaks for a child in the eyes of this donor, and what against; of each expression one condition holds."""
    own = [_named_union(donor)] if donor.kind == DonorKind.ORGANISATION else []
    own += [Q(parents_union_unit=donor.unit_id)] if donor.unit_id else []
    found = [first_of(*((condition, OWN_UNION) for condition in own))] if own else []
    found.append(first_of((Q(sibling_group__in=_groups_of(donor)), FAMILY)))
    if areas or home:
        found.append(first_of(*_places(areas, home)))
    if donor.wished_sex:
        found.append(first_of((Q(sex=donor.wished_sex), 10), (~Q(sex=""), -30)))
    if donor.wishes_double_orphan:
        found.append(first_of((Q(orphan_status=OrphanStatus.BOTH), 25)))
    if donor.wishes_union_member_child:
        found.append(first_of((Q(is_union_member_child=True), 25)))
    if donor.wished_school:
        at_school = Child.objects.filter(school__iexact=donor.wished_school).order_by()
        found.append(first_of((Q(pk__in=at_school.values("pk")), SCHOOL)))
    return found + _ages_of(donor)


def _places(areas: set[int], home: set[int]) -> list[tuple[Q, int]]:
    """The areas wished for, the donor's own, and best of all both."""
    kinds = [(areas & home, WISHED_AREA + NEARBY), (areas - home, WISHED_AREA), (home - areas, NEARBY)]
    return [(Q(commune__in=kind) | Q(former_commune__in=kind), worth) for kind, worth in kinds if kind]


def _groups_of(donor: Donor) -> QuerySet:
    """The sibling groups of the children whom the donor has promised to sponsor."""
    pledges = Pledge.objects.open().filter(donor=donor, child__sibling_group__isnull=False)
    return pledges.order_by().values("child__sibling_group")


def _ages_of(donor: Donor) -> list[Any]:
    today = timezone.localdate()
    outside = Q()
    if donor.wished_age_from is not None:
        outside |= Q(birth_date__gt=years_before(today, donor.wished_age_from))
    if donor.wished_age_to is not None:
        outside |= Q(birth_date__lte=years_before(today, donor.wished_age_to + 1))
    return [first_of((outside, -20), (Q(birth_date__isnull=False), 15))] if outside else []


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
