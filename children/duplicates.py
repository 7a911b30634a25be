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
    """Children of `visible`, not linked yet, with a carer's phone or (in the commune) both parents' names in common."""
    others = visible.exclude(pk=child.pk).order_by("birth_date", "pk")
    if child.sibling_group_id:
        others = others.exclude(sibling_group=child.sibling_group_id)
    phones = [phone for c in caregivers for phone in (c.phone, c.other_phone) if phone]
    found: list[Child] = []
    if phones:  # asked apart from the parents, so that each question has its index
        found += others.filter(pk__in=Caregiver.objects.filter(phone__in=phones).values("child"))[:AT_MOST]
    if child.father_name and child.mother_name and child.commune_id:
        parents = {"father_name__iexact": child.father_name, "mother_name__iexact": child.mother_name}
        same = others.filter(commune=child.commune_id, **parents)
        found += same.exclude(pk__in=[other.pk for other in found])[:AT_MOST]
    return found[:AT_MOST]
