"""Why a child and a donor fit, or do not, in words that an officer can repeat to the donor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from children.models import Child
from children.models.choices import OrphanStatus
from children.states import age_text, waited
from donors.models import Donor
from organisation.templatetags.vietnamese import dmy, vnd
from sponsorship import need
from sponsorship.models import NeedOrder


class Reason(NamedTuple):
    """`points`: what it adds in the order of need; `is_note`: neither for nor against, but to be known first."""

    text: str
    fits: bool
    points: int = 0
    is_note: bool = False


def sum_of(reasons: Iterable[Reason]) -> int:
    """The points that give a child its place."""
    return sum(reason.points for reason in reasons)


def for_child(child: Child, donor: Donor, areas: set[int], home: set[int]) -> list[Reason]:
    """Why `donor` should take this child. `areas`: what the wished area covers; `home`: the donor's own commune."""
    lives_in = {child.commune_id, child.former_commune_id}
    place = _place(donor, wished=bool(lives_in & areas), near=bool(lives_in & home))
    return [*of_need(child), *place, *_wishes(child, donor)]


def for_donor(child: Child, donor: Donor, areas: set[int]) -> list[Reason]:
    """Why this donor should take `child`. `areas`: those that the child lives in, of both generations."""
    place = _place(donor, wished=donor.wished_area_id in areas, near=donor.commune_id in areas)
    return [*of_room(donor), *place, *_wishes(child, donor)]


def _wishes(child: Child, donor: Donor) -> list[Reason]:
    return [*_union(child, donor), *_age(child, donor), *_sex(child, donor), *_other(child, donor)]


def of_need(child: Any) -> list[Reason]:
    """What gives the child its place in the order of need, with the points, the weightiest first.

    The child was fetched through need.with_told_points.
    """
    told = [(name, getattr(child, f"need_{name}")) for name in need.REASONS]
    found = [Reason(_need_text(child, name), True, points) for name, points in told if points]
    if since := child.waiting_since:
        days = (timezone.localdate() - since).days
        found.append(Reason(waited(days), True, child.need_waiting))
    return sorted(found, key=lambda reason: -reason.points)


def _need_text(child: Child, name: str) -> str:
    if name == "lost_one":
        return str(OrphanStatus(child.orphan_status).label)
    if name == "lost_donor" and child.last_pledge_ended_on:
        return _("lost its donor on %(day)s") % {"day": dmy(child.last_pledge_ended_on)}
    if name == "very_young":
        return _("still small: %(age)s") % {"age": age_text(child, timezone.localdate())}
    if name == "nearly_grown":
        return _("soon grown up: %(age)s") % {"age": age_text(child, timezone.localdate())}
    field: Any = NeedOrder._meta.get_field(name)
    return str(field.verbose_name)


def of_room(donor: Donor) -> list[Reason]:
    """How much more the donor can take on; needs `children_count`."""
    found = []
    count = donor.children_count  # type: ignore[attr-defined]  # annotated by matching.donors_for
    if donor.capacity_children:
        left = donor.capacity_children - count
        text = ngettext("can take %(n)s more child", "can take %(n)s more children", left)
        full = _("has as many children as it wished to take: %(n)s") % {"n": count}
        found.append(Reason(text % {"n": left}, True) if left > 0 else Reason(full, False))
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
        return [Reason(_("age not known, though one was wished for"), False)]
    if low is not None and age < low:
        return [Reason(_("%(age)s years old, younger than wished (from %(low)s)") % {"age": age, "low": low}, False)]
    if high is not None and age > high:
        return [Reason(_("%(age)s years old, older than wished (up to %(high)s)") % {"age": age, "high": high}, False)]
    return [Reason(_("%(age)s years old, as wished") % {"age": age}, True)]


def _sex(child: Child, donor: Donor) -> list[Reason]:
    if not donor.wished_sex:
        return []
    if not child.sex:
        return [Reason(_("boy or girl: not recorded, though it was wished for"), False)]
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
