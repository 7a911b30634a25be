"""The communes that a person's units cover, in both generations."""

from typing import Any

from django.db.models import Q

from organisation.access import units_where
from organisation.models import Area
from organisation.models.area import AreaSuccession
from organisation.models.unit import UnitArea
from organisation.roles import Permission


def communes_of(user: Any, permission: Permission = Permission.VIEW_CHILDREN) -> tuple[list[Area], list[Area]]:
    """(present, former) communes below the areas of the user's units; a merger brings in the other generation."""
    covered = UnitArea.objects.filter(unit__in=units_where(user, permission)).values("area")
    own = Area.objects.communes().filter(Q(pk__in=covered) | Q(parent__in=covered) | Q(parent__parent__in=covered))
    ids = own.values("pk")
    found = Area.objects.filter(
        Q(pk__in=ids)
        | Q(pk__in=AreaSuccession.objects.filter(old__in=ids).values("new"))
        | Q(pk__in=AreaSuccession.objects.filter(new__in=ids).values("old"))
    ).order_by("name_folded", "pk")
    communes = list(found.only("pk", "name", "valid_to"))
    return [a for a in communes if a.valid_to is None], [a for a in communes if a.valid_to is not None]


def successors_of(former: list[Area]) -> dict[int, list[int]]:
    """Former commune → the present communes it went into."""
    successors: dict[int, list[int]] = {}
    for old, new in AreaSuccession.objects.filter(old__in=former).values_list("old", "new"):
        successors.setdefault(old, []).append(new)
    return successors
