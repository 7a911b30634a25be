"""Pledges, children and donors fetched through the scope of who asks."""

import uuid
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, prefetch_related_objects

from children.models import Child
from donors.models import Donor
from organisation.access import fetch, units_where
from organisation.roles import Permission
from sponsorship.models import Pledge, PledgeReview, RateChange, SurplusUse, Suspension

PARTS = ("child__commune", "child__former_commune", "donor", "balance", "campaign", "connecting_unit", "managing_unit")


# What is told on its page besides. Most pledges have none of it, and whether there is any comes with the pledge.
LIFE: dict[str, tuple[type[Model], list[str]]] = {
    "suspensions": (Suspension, ["decided_by"]),
    "reviews": (PledgeReview, ["reviewed_by"]),
    "rate_changes": (RateChange, ["decided_by"]),
    "surplus_uses": (SurplusUse, ["decided_by", "reversed_by"]),
}


def pledge_for(user: Any, permission: Permission, public_id: uuid.UUID) -> Pledge:
    """Another unit's pledge is a 404, one that this person may only look at a 403."""
    return fetch(Pledge.objects.visible_to(user).select_related(*PARTS), user, permission, public_id=public_id)


def pledge_with_its_life(user: Any, permission: Permission, public_id: uuid.UUID) -> Pledge:
    """The same with all that its page tells; `is_continued`: another pledge goes on in its line."""
    has = {f"has_{name}": Exists(_rows(name).filter(pledge=OuterRef("pk"))) for name in LIFE}
    pledges = Pledge.objects.visible_to(user).select_related(*PARTS, "savings_book", "replaces")
    followers = Pledge.objects.filter(replaces=OuterRef("pk"))
    pledge = fetch(pledges.annotate(is_continued=Exists(followers), **has), user, permission, public_id=public_id)
    prefetch_related_objects([pledge], *(_part(pledge, name) for name in LIFE))
    if hasattr(pledge, "savings_book"):
        prefetch_related_objects([pledge.savings_book], "interests__recorded_by", "interests__reversed_by")
    return pledge


def _rows(name: str) -> Any:
    model, people = LIFE[name]
    return model._base_manager.select_related(*people)


def _part(pledge: Any, name: str) -> Prefetch:
    """Nothing is asked where there is nothing."""
    return Prefetch(name, _rows(name) if getattr(pledge, f"has_{name}") else _rows(name).none())


def is_away(path: str, user: Any) -> Q:
    """For lists that keep their lines: the pledge or child at `path` went to a unit of others since, so that a page
    that still has it tells its code and nothing more."""
    units = units_where(user, Permission.VIEW_PLEDGES)
    return Q(**{f"{path}__isnull": False}) & ~Q(**{f"{path}__managing_unit__in": units})


def child_for(user: Any, permission: Permission, public_id: Any) -> Child:
    children = Child.objects.visible_to(user).select_related("commune", "former_commune", "parents_union_unit")
    return fetch(children, user, permission, public_id=public_id)


def donor_for(user: Any, public_id: Any) -> Donor:
    """Any donor that the officer may see can be matched; what is changed is the child's record."""
    return fetch(
        Donor.objects.visible_to(user).select_related("wished_area", "commune"),
        user,
        Permission.VIEW_DONORS,
        public_id=public_id,
    )
