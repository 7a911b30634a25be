"""What a donor wishes for, in points over children that PostgreSQL adds up."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from children.models import Child
from children.models.need_class import SETTLED
from children.states import years_before
from donors.models import Donor
from donors.models.donor import DonorKind
from sponsorship.models import Pledge
from sponsorship.need import first_of

OWN_UNION = 1000  # the programme's rule: first the child of a member of the union's own unit, whatever the order says
FAMILY = 60  # who sponsors a brother or sister
WISHED_AREA = 30
SCHOOL = 15  # the school wished for
NEARBY = 12  # can visit; less than what the donor said it wishes


def _named_union(donor: Donor) -> Q:
    """By a query of its own: the name of the union is not in the index that the ranking reads."""
    named = Child.objects.filter(~Q(parents_union=""), parents_union__iexact=donor.name)
    return Q(pk__in=named.order_by().values("pk"))


def weighed(donor: Donor, areas: set[int], home: set[int]) -> list[Any]:
    """What speaks for a child in the eyes of this donor, and what against; of each expression one condition holds."""
    own = own_union(donor)
    found = [first_of(*((condition, OWN_UNION) for condition in own))] if own else []
    found.append(first_of((Q(sibling_group__in=groups_of(donor)), FAMILY)))
    found += [first_of((SETTLED[name], worth)) for name, worth in settled(donor).items()]
    return found + others(donor, areas, home)


def own_union(donor: Donor) -> list[Q]:
    own = [_named_union(donor)] if donor.kind == DonorKind.ORGANISATION else []
    return own + ([Q(parents_union_unit=donor.unit_id)] if donor.unit_id else [])


def settled(donor: Donor) -> dict[str, int]:
    """Those that the class of a child answers (children/models/need_class.py), with their points."""
    asked = {"lost_both": donor.wishes_double_orphan, "union_member": donor.wishes_union_member_child}
    return {name: 25 for name, is_wished in asked.items() if is_wished}


def others(donor: Donor, areas: set[int], home: set[int]) -> list[Any]:
    found = [first_of(*_places(areas, home))] if areas or home else []
    if donor.wished_sex:
        found.append(first_of((Q(sex=donor.wished_sex), 10), (~Q(sex=""), -30)))
    if donor.wished_school:
        at_school = Child.objects.filter(school__iexact=donor.wished_school).order_by()
        found.append(first_of((Q(pk__in=at_school.values("pk")), SCHOOL)))
    return found + _ages_of(donor)


def _places(areas: set[int], home: set[int]) -> list[tuple[Q, int]]:
    """The areas wished for, the donor's own, and best of all both."""
    kinds = [(areas & home, WISHED_AREA + NEARBY), (areas - home, WISHED_AREA), (home - areas, NEARBY)]
    return [(Q(commune__in=kind) | Q(former_commune__in=kind), worth) for kind, worth in kinds if kind]


def groups_of(donor: Donor) -> QuerySet:
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
