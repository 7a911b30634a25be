"""Brothers and sisters: who waits too, who has a donor already. They stay together unless someone decides otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from children.models import Child
from donors.models import Donor
from sponsorship.models import Pledge
from sponsorship.reasons import Reason


@dataclass
class Sibling:
    child: Child
    donors: list[Donor] = field(default_factory=list)

    @property
    def is_waiting(self) -> bool:
        return bool(self.child.waiting_since) and self.child.has_free_place


def siblings_of(children: Iterable[Child], user: Any) -> dict[int, list[Sibling]]:
    """Child → its brothers and sisters whom `user` may see, the eldest first, with the donors of each.

    Two queries; none where no child has a brother or sister.
    """
    members = [child for child in children if child.sibling_group_id]
    if not members:
        return {}
    groups: dict[Any, list[Sibling]] = defaultdict(list)
    visible = Child.objects.visible_to(user).filter(sibling_group__in={child.sibling_group_id for child in members})
    found = {
        each.pk: Sibling(each)
        for each in visible.select_related("commune", "managing_unit").order_by("birth_date", "pk")
    }
    for pledge in Pledge.objects.open().filter(child__in=found).select_related("donor").order_by("pk"):
        found[pledge.child_id].donors.append(pledge.donor)
    for sibling in found.values():
        groups[sibling.child.sibling_group_id].append(sibling)
    return {
        child.pk: [other for other in groups[child.sibling_group_id] if other.child.pk != child.pk] for child in members
    }


def of_siblings(siblings: Iterable[Sibling], donor: Donor | None = None) -> list[Reason]:
    """What is said of brothers and sisters who have a donor: that one is asked first."""
    found: list[Reason] = []
    for sibling in siblings:
        for giver in sibling.donors:
            facts = {"name": sibling.child.full_name, "donor": giver}
            if donor and giver.pk == donor.pk:
                text = _("already sponsors the brother or sister %(name)s")
                found.insert(0, Reason(text % facts, True))
            else:
                text = _("the brother or sister %(name)s has a donor, to be asked first: %(donor)s")
                found.append(Reason(text % facts, False, is_note=True))
    return found
