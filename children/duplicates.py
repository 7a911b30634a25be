"""Records that may be the same child, children who may be brothers or sisters: suggestions, a person decides."""

import datetime

from django.db.models import Q, QuerySet

from children.models import Caregiver, Child
from vietnamese.text import fold

AT_MOST = 10


def possible_duplicates(
    visible: QuerySet[Child], *, full_name: str, birth_date: datetime.date | None, phones: list[str]
) -> list[Child]:
    """Records of `visible` with the same folded name, born at most a year apart, or with a carer's phone in common."""
    same = Q(name_folded=fold(full_name))
    if birth_date:
        years = range(birth_date.year - 1, birth_date.year + 2)
        same &= Q(birth_date=None) | Q(birth_date__year__in=years)
    found = list(visible.filter(same).select_related("commune", "managing_unit")[:AT_MOST])
    if phones:
        shared = Caregiver.objects.filter(Q(phone__in=phones) | Q(other_phone__in=phones)).values("child")
        found += (
            visible.filter(pk__in=shared)
            .exclude(pk__in=[c.pk for c in found])
            .select_related("commune", "managing_unit")[:AT_MOST]
        )
    return found[:AT_MOST]


def possible_siblings(visible: QuerySet[Child], child: Child, caregivers: list[Caregiver]) -> list[Child]:
    """Children of `visible` with a carer's phone, or both parents' names, in common, and not linked yet."""
    phones = [phone for c in caregivers for phone in (c.phone, c.other_phone) if phone]
    alike = Q()
    if phones:
        alike |= Q(pk__in=Caregiver.objects.filter(Q(phone__in=phones) | Q(other_phone__in=phones)).values("child"))
    if child.father_name and child.mother_name:
        alike |= Q(father_name__iexact=child.father_name, mother_name__iexact=child.mother_name)
    if not alike:
        return []
    others = visible.filter(alike).exclude(pk=child.pk)
    if child.sibling_group_id:
        others = others.exclude(sibling_group=child.sibling_group_id)
    return list(others.order_by("birth_date", "pk")[:AT_MOST])
