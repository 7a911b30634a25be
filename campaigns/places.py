"""Where something was done: the areas of one's units in both generations, as one list to choose from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext

from children.areas import communes_to_filter_by
from children.fields import AreaField
from organisation.areas import covered_by
from organisation.models import Area
from organisation.models.area import AreaLevel
from organisation.roles import Permission


class PlaceField(AreaField):
    """A commune of either generation, or the whole area of a unit; `kept` stays to choose wherever it lies."""

    def __init__(self, user: Any, permission: Permission, kept: Area | None = None, **kwargs: Any) -> None:
        present, former = communes_to_filter_by(user, permission)
        larger = Area.objects.filter(pk__in=covered_by(user, permission)).exclude(level=AreaLevel.COMMUNE)
        wide = list(larger.order_by("name_folded"))
        other = [kept] if kept and kept not in (*wide, *present, *former) else []
        super().__init__([*wide, *present, *former, *other], **kwargs)
        self.choices = [("", self.empty_label), *((area.pk, label(area)) for area in self.areas.values())]


def label(area: Area) -> str:
    """Names came back after the mergers, so a former commune says that it is one."""
    if area.is_present:
        return area.name
    return pgettext("area", "%(name)s (until 2025)") % {"name": area.name}
