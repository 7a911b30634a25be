"""Pledges, children and donors fetched through the scope of who asks."""

import uuid
from typing import Any

from django.db.models import Q

from children.models import Child
from donors.models import Donor
from organisation.access import fetch, units_where
from organisation.roles import Permission
from sponsorship.models import Pledge

PARTS = ("child__commune", "child__former_commune", "donor", "balance", "campaign", "connecting_unit", "managing_unit")


# What is told on its page besides.
LIFE = (
    "suspensions__decided_by",
    "reviews__reviewed_by",
    "rate_changes__decided_by",
    "surplus_uses__decided_by",
    "surplus_uses__reversed_by",
    "savings_book__interests__recorded_by",
    "savings_book__interests__reversed_by",
)


def pledge_for(user: Any, permission: Permission, public_id: uuid.UUID, *more: str) -> Pledge:
    """Another unit's pledge is a 404, one that this person may only look at a 403. `more` is fetched beforehand."""
    pledges = Pledge.objects.visible_to(user).select_related(*PARTS)
    if more:
        pledges = pledges.select_related("savings_book", "replaces").prefetch_related(*more)
    return fetch(pledges, user, permission, public_id=public_id)


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
