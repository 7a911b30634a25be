"""What the page for the hall shows of a campaign, in large type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.figures import by_category
from campaigns.measures import MEASURES, VND, Asked
from campaigns.models import Campaign, MeasureUnit, Qualifier, Result, ResultCategory, Standing
from organisation.templatetags.vietnamese import vnd_short

MOST_TILES = 8
SAID_ABOVE = {"results_quantity", "results_people", "results_times", "results_vnd", "houses"}


@dataclass(frozen=True)
class Tile:
    label: str
    figure: str
    note: str = ""


def hall_tiles(campaign: Campaign) -> list[Tile]:
    """What is known of the campaign: its results by category, then its measures; at most as many as fit the wall."""
    asked = Asked(campaign)
    rows = by_category(Result.objects.of_campaign(campaign))
    tiles = [tile for row in rows if row["standing"] == Standing.WHOLE for tile in _of_category(row)]
    tiles += [
        _tile(str(measure.label), found.value, measure.of == VND, found.unknown)
        for key, measure in MEASURES.items()
        if key not in SAID_ABOVE and (found := measure.compute(asked)).value
    ]
    return tiles[:MOST_TILES]


def _of_category(row: dict[str, Any]) -> list[Tile]:
    """What the lines of a category count, then what they are worth. A single line keeps its "over" and "nearly"."""
    single = row["lines_count"] == 1
    label = capfirst(str(ResultCategory(row["category"]).label))
    tiles: list[Tile] = []
    for name, measure in (("quantity", row["measure"]), ("times", "time"), ("people", "person")):
        if row[f"{name}_sum"] is not None and not tiles:
            counted = f"{label}: {MeasureUnit(measure).label}"
            unknown = row["lines_count"] - row[f"{name}_lines"]
            tiles.append(_tile(counted, row[f"{name}_sum"], False, unknown, row["count_qualifier"] if single else ""))
    known = [row[f"{name}_sum"] for name in ("amount", "goods") if row[f"{name}_sum"] is not None]
    if known:
        tiles.append(_tile(label, sum(known), True, 0, row["value_qualifier"] if single else ""))
    return tiles


def _tile(label: str, value: Any, is_vnd: bool, unknown: int, qualifier: str = "") -> Tile:
    figure = vnd_short(value) if is_vnd else number_format(value, force_grouping=True)
    note = _("not known for %(n)s lines") % {"n": unknown} if unknown else ""
    return Tile(label, f"{Qualifier(qualifier).label} {figure}" if qualifier else figure, note)
