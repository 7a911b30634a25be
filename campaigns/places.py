"""Where something was done: the areas of one's units in both generations, as one list to choose from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from children.areas import communes_to_filter_by
from children.fields import AreaField
from organisation.areas import covered_by
from organisation.models import Area
from organisation.models.area import AreaLevel
from organisation.roles import Permission


class PlaceField(AreaField):
    """A commune of either generation, or the whole area of a unit; `offer` says whose."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([], **kwargs)

    def offer(self, user: Any, permission: Permission, kept: Area | None = None) -> None:
        """`kept` stays to choose wherever it lies."""
        present, former = communes_to_filter_by(user, permission)
        larger = Area.objects.filter(pk__in=covered_by(user, permission)).exclude(level=AreaLevel.COMMUNE)
        found = [*larger.order_by("name_folded"), *present, *former]
        if kept and kept not in found:
            found.append(kept)
        self.areas = {area.pk: area for area in found}
        self.queryset = Area.objects.filter(pk__in=self.areas)
        self.choices = [("", self.empty_label), *((area.pk, label(area)) for area in found)]


NOWHERE = "none"  # in place of an area: the records that name no place


class PlaceFilter(PlaceField):
    """A place to look for; any area may be asked for by an address, and NOWHERE too."""

    def look_among(self, user: Any, permission: Permission, asked: Any) -> None:
        is_id = str(asked).isascii() and str(asked).isdigit() and len(str(asked)) < 18
        self.offer(user, permission, Area.objects.filter(pk=int(asked)).first() if is_id else None)
        offered: Any = self.choices
        self.choices = [*offered, (NOWHERE, _("Place not known"))]

    def to_python(self, value: Any) -> Any:
        return NOWHERE if value == NOWHERE else super().to_python(value)


def label(area: Area) -> str:
    """Names came back after the mergers, so a former commune says that it is one."""
    if area.is_present:
        return area.name
    return pgettext("area", "%(name)s (until 2025)") % {"name": area.name}
