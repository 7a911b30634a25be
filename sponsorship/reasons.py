"""Why a child and a donor fit, or do not, in words that an officer can repeat to the donor."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from children.models import Child
from children.models.choices import OrphanStatus, Poverty
from donors.models import Donor
from organisation.templatetags.vietnamese import vnd


class Reason(NamedTuple):
    text: str
    fits: bool


def for_child(child: Child, donor: Donor, areas: set[int], home: set[int], siblings_count: int = 0) -> list[Reason]:
    """Why `donor` should take this child. `areas`: what the wished area covers; `home`: the donor's own commune."""
    lives_in = {child.commune_id, child.former_commune_id}
    place = _place(donor, wished=bool(lives_in & areas), near=bool(lives_in & home))
    return [*of_need(child), *place, *_wishes(child, donor), *of_siblings(siblings_count)]


def for_donor(child: Child, donor: Donor, areas: set[int]) -> list[Reason]:
    """Why this donor should take `child`. `areas`: those that the child lives in, of both generations."""
    place = _place(donor, wished=donor.wished_area_id in areas, near=donor.commune_id in areas)
    return [*of_room(donor), *place, *_wishes(child, donor)]


def _wishes(child: Child, donor: Donor) -> list[Reason]:
    return [*_union(child, donor), *_age(child, donor), *_sex(child, donor), *_other(child, donor)]


def of_need(child: Child) -> list[Reason]:
    """What makes the child's need greater: shown in the waiting list too."""
    found = []
    if child.orphan_status in (OrphanStatus.BOTH, OrphanStatus.FATHER, OrphanStatus.MOTHER):
        found.append(Reason(str(OrphanStatus(child.orphan_status).label), True))
    if child.poverty in (Poverty.POOR, Poverty.NEAR_POOR):
        found.append(Reason(str(Poverty(child.poverty).label), True))
    if since := child.waiting_since:
        days = (timezone.localdate() - since).days
        text = ngettext("waiting for %(n)s day", "waiting for %(n)s days", days)
        found.append(Reason(text % {"n": number_format(days, force_grouping=True)}, True))
    if child.last_pledge_ended_on is None:
        found.append(Reason(_("never had a donor"), True))
    return found


def of_room(donor: Donor) -> list[Reason]:
    """How much more the donor can take on; needs `children_count`."""
    found = []
    count = donor.children_count  # type: ignore[attr-defined]  # annotated by matching.donors_for
    if donor.capacity_children:
        left = donor.capacity_children - count
        text = ngettext("can take %(n)s more child", "can take %(n)s more children", left)
        found.append(Reason(text % {"n": left}, True))
    if count == 0:
        found.append(Reason(_("has no child yet"), True))
    if donor.capacity_vnd:
        found.append(Reason(_("can give %(amount)s a month") % {"amount": vnd(donor.capacity_vnd)}, True))
    return found


def _union(child: Child, donor: Donor) -> list[Reason]:
    own_unit = donor.unit_id and donor.unit_id == child.parents_union_unit_id
    own_name = child.parents_union and child.parents_union.casefold() == donor.name.casefold()
    if own_unit or own_name:
        return [Reason(_("a parent is a member of this very union"), True)]
    if donor.wishes_union_member_child:
        if child.is_union_member_child:
            return [Reason(_("child of a union member, as wished"), True)]
        return [Reason(_("not a union member's child, which was wished for"), False)]
    return []


def _place(donor: Donor, *, wished: bool, near: bool) -> list[Reason]:
    found = []
    if donor.wished_area:
        text = _("lives in %(area)s, as wished") if wished else _("lives outside %(area)s, the area wished for")
        found.append(Reason(text % {"area": donor.wished_area}, wished))
    if near and donor.commune_id != donor.wished_area_id:
        found.append(Reason(_("same commune as the donor: %(area)s") % {"area": donor.commune}, True))
    return found


def _age(child: Child, donor: Donor) -> list[Reason]:
    low, high = donor.wished_age_from, donor.wished_age_to
    if low is None and high is None:
        return []
    age = child.age
    if age is None:
        return [Reason(_("age not known"), False)]
    if low is not None and age < low:
        return [Reason(_("%(age)s years old, younger than wished (from %(low)s)") % {"age": age, "low": low}, False)]
    if high is not None and age > high:
        return [Reason(_("%(age)s years old, older than wished (up to %(high)s)") % {"age": age, "high": high}, False)]
    return [Reason(_("%(age)s years old, as wished") % {"age": age}, True)]


def _sex(child: Child, donor: Donor) -> list[Reason]:
    if not donor.wished_sex or not child.sex:
        return []
    if donor.wished_sex == child.sex:
        return [Reason(_("a boy, as wished") if child.sex == "male" else _("a girl, as wished"), True)]
    return [
        Reason(_("a boy; a girl was wished for") if child.sex == "male" else _("a girl; a boy was wished for"), False)
    ]


def _other(child: Child, donor: Donor) -> list[Reason]:
    found = []
    if donor.wishes_double_orphan:
        fits = child.orphan_status == OrphanStatus.BOTH
        text = _("lost both parents, as wished") if fits else _("a child who lost both parents was wished for")
        found.append(Reason(text, fits))
    if donor.wished_school:
        fits = donor.wished_school.casefold() == child.school.casefold()
        text = _("at the school wished for") if fits else _("not at %(school)s, the school wished for")
        found.append(Reason(text % {"school": donor.wished_school}, fits))
    return found


def of_siblings(count: int) -> list[Reason]:
    if not count:
        return []
    text = ngettext("%(n)s brother or sister in our records", "%(n)s brothers and sisters in our records", count)
    return [Reason(text % {"n": count}, True)]
