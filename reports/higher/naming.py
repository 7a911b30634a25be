"""Which commune or unit a row of a form speaks of: by its name, or by what somebody chose for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from children.areas import communes_to_filter_by
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.roles import Permission
from reports.indicators import children
from reports.models import HigherForm, RowsBy
from reports.scope import Scope
from vietnamese.text import fold

NUMBER_BEFORE = re.compile(r"^(?:\d{1,3}|[ivxl]{1,5}|[a-e])\s*[.)/-]\s*")
Place = Area | Unit


def plain(name: str) -> str:
    """As names are compared: folded, without a number before it."""
    return NUMBER_BEFORE.sub("", fold(name)).strip()


def places_of(form: HigherForm, user: Any) -> list[Place]:
    """The communes or units that a row may speak of, as far as the reader sees figures."""
    if form.rows_by == RowsBy.UNIT:
        below = units_where(user, Permission.VIEW_REPORTS).filter(path__startswith=form.unit.path)
        return list(below.order_by("path"))
    if form.rows_by in (RowsBy.WHOLE, RowsBy.FIGURE):
        return []
    present, former = communes_to_filter_by(user, Permission.VIEW_REPORTS)
    lived_in = children(Scope(user=user, unit=form.unit)).order_by().values(form.rows_by)
    outside = Area.objects.filter(pk__in=lived_in)  # a child may live beyond the areas of its unit
    return [*{*(present if form.rows_by == RowsBy.COMMUNE else former), *outside}]


def known_by_name(form: HigherForm, places: Iterable[Place]) -> dict[str, Place]:
    """{a name as it is compared: the place}; a name that two places share is nobody's, unless somebody chose."""
    found: dict[str, set[Place]] = {}
    by_id = {place.pk: place for place in places}
    for place in by_id.values():
        names = {plain(place.name), plain(place.short_name) if isinstance(place, Area) else ""}
        for name in names - {""}:
            found.setdefault(name, set()).add(place)
    sure = {name: next(iter(them)) for name, them in found.items() if len(them) == 1}
    return sure | {name: by_id[pk] for name, pk in form.named.items() if isinstance(pk, int) and pk in by_id}
