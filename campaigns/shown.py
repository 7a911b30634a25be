"""What the page for the hall shows of a campaign, in large type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.figures import by_category
from campaigns.measures import MEASURES, VND, Asked
from campaigns.models import Campaign, MeasureUnit, Result, ResultCategory
from organisation.templatetags.vietnamese import vnd_short

MOST_TILES = 8
LINES = {"results_quantity", "results_people", "results_times", "results_vnd"}


@dataclass(frozen=True)
class Tile:
    label: str
    figure: str
    note: str = ""
    is_vnd: bool = False


def hall_tiles(campaign: Campaign) -> list[Tile]:
    """What is known of the campaign: its measures, then its results by category; at most as many as fit the wall."""
    asked = Asked(campaign)
    tiles = [
        _tile(str(measure.label), found.value, measure.of == VND, found.unknown)
        for key, measure in MEASURES.items()
        if key not in LINES and (found := measure.compute(asked)).value
    ]
    sums = [row for row in by_category(Result.objects.of_campaign(campaign)) if row["standing"] == 0]
    for row in sums:
        label = capfirst(str(ResultCategory(row["category"]).label))
        if row["quantity_sum"] is not None:
            measure = str(MeasureUnit(row["measure"]).label)
            tiles.append(
                _tile(f"{label}: {measure}", row["quantity_sum"], False, row["lines_count"] - row["quantity_lines"])
            )
        if row["amount_sum"] is not None or row["goods_sum"] is not None:
            value = (row["amount_sum"] or 0) + (row["goods_sum"] or 0)
            tiles.append(_tile(label, value, True, 0))
    return tiles[:MOST_TILES]


def _tile(label: str, value: Any, is_vnd: bool, unknown: int) -> Tile:
    figure = vnd_short(value) if is_vnd else number_format(value, force_grouping=True)
    note = _("not known for %(n)s lines") % {"n": unknown} if unknown else ""
    return Tile(label, figure, note, is_vnd)
