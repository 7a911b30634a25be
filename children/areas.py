"""The communes that a person's units cover, in both generations."""

from collections.abc import Collection, Iterable
from typing import Any

from organisation.access import paths_where, units_where
from organisation.areas import covered_by
from organisation.models import Area
from organisation.models.area import AreaSuccession
from organisation.remembering import remembered
from organisation.roles import Permission
from organisation.selects import Choices

REMEMBERED_SECONDS = 300


class Areas(list[Area]):
    """Areas to choose from; what forms make of them is made once for all pages that get the same list."""

    def __init__(self, areas: Iterable[Area] = ()) -> None:
        super().__init__(areas)
        self.by_id = {area.pk: area for area in self}
        self._choices: dict[str, Choices] = {}

    def choices(self, empty_label: Any) -> Choices:
        said = str(empty_label)
        if said not in self._choices:
            self._choices[said] = Choices([("", said), *((area.pk, area.name) for area in self)])
        return self._choices[said]


def communes_of(user: Any, permission: Permission = Permission.VIEW_CHILDREN) -> tuple[Areas, Areas]:
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
    return Areas(a for a in rows if a.valid_to is None), Areas(a for a in rows if a.valid_to is not None)


def successors_of(former: list[Area]) -> dict[int, list[int]]:
    """Former commune → the present communes it went into."""
    successors: dict[int, list[int]] = {}
    for old, new in AreaSuccession.objects.filter(old__in=former).values_list("old", "new"):
        successors.setdefault(old, []).append(new)
    return successors


def communes_to_filter_by(user: Any, permission: Permission = Permission.VIEW_CHILDREN) -> tuple[Areas, Areas]:
    """communes_of(), remembered for some minutes: every opening of the list shows them, and they hardly ever change."""
    key = ("communes", *paths_where(user, permission))
    return remembered(key, REMEMBERED_SECONDS, lambda: communes_of(user, permission))


def units_to_filter_by(
    user: Any, every: Any, permission: Permission = Permission.VIEW_CHILDREN, leave_out: Collection[str] = ()
) -> Choices:
    """The units where the user holds the permission, but for some kinds, as a tree behind the choice of `every`."""
    key = ("units", str(every), *leave_out, "of", *paths_where(user, permission))
    units = units_where(user, permission).exclude(kind__in=leave_out).order_by("path").values_list("pk", "name")
    return remembered(key, 60, lambda: Choices([("", str(every)), *units]))
