"""The communes that a person's units cover, in both generations."""

import hashlib
from typing import Any

from django.core.cache import cache

from organisation.access import paths_where, units_where
from organisation.areas import covered_by
from organisation.models import Area
from organisation.models.area import AreaSuccession
from organisation.roles import Permission

REMEMBERED_SECONDS = 300


def communes_of(user: Any, permission: Permission = Permission.VIEW_CHILDREN) -> tuple[list[Area], list[Area]]:
    """(present, former) communes below the areas of the user's units; a merger brings in the other generation."""
    covered = covered_by(user, permission)
    communes = Area.objects.communes()
    # One union of small sets: the same with OR reads every area of the country.
    own = [communes.filter(**{f"{above}in": covered}) for above in ("pk__", "parent__", "parent__parent__")]
    ids = own[0].values("pk").union(*(each.values("pk") for each in own[1:]))
    went_into = AreaSuccession.objects.filter(old__in=ids).values("new")
    came_from = AreaSuccession.objects.filter(new__in=ids).values("old")
    found = Area.objects.filter(pk__in=ids.union(went_into, came_from)).order_by("name_folded", "pk")
    rows = list(found.only("pk", "name", "valid_to"))
    return [a for a in rows if a.valid_to is None], [a for a in rows if a.valid_to is not None]


def successors_of(former: list[Area]) -> dict[int, list[int]]:
    """Former commune → the present communes it went into."""
    successors: dict[int, list[int]] = {}
    for old, new in AreaSuccession.objects.filter(old__in=former).values_list("old", "new"):
        successors.setdefault(old, []).append(new)
    return successors


def communes_to_filter_by(
    user: Any, permission: Permission = Permission.VIEW_CHILDREN
) -> tuple[list[Area], list[Area]]:
    """communes_of(), remembered for some minutes: every opening of the list shows them, and they hardly ever change."""
    paths = ",".join(paths_where(user, permission))
    key = f"communes:{hashlib.sha256(paths.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: communes_of(user, permission), REMEMBERED_SECONDS) or ([], [])


def units_to_filter_by(user: Any, permission: Permission = Permission.VIEW_CHILDREN) -> list[tuple[int, str]]:
    """(id, name) of the units where the user holds the permission, as a tree; remembered for a minute."""
    paths = ",".join(paths_where(user, permission))
    key = f"units:{hashlib.sha256(paths.encode()).hexdigest()}"
    units = units_where(user, permission).order_by("path").values_list("pk", "name")
    return cache.get_or_set(key, lambda: list(units), 60) or []
