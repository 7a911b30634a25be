"""What the page for the hall shows of a campaign, in large type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.coverage import reported_of
from campaigns.figures import by_category
from campaigns.measures import MEASURES, VND, Asked
from campaigns.models import Campaign, MeasureUnit, Qualifier, Result, ResultCategory, Standing
from organisation.templatetags.vietnamese import number, vnd_short

MOST_TILES = 8
ACROSS = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}  # tiles: how many stand beside each other; four where there are more
SAID_ABOVE = {"results_quantity", "results_people", "results_times", "results_vnd", "houses", "houses_vnd"}
SIZES = ((6, "short"), (9, "medium"))


@dataclass(frozen=True)
class Tile:
    """`unit`: what the figure counts; `notes`: what else is known of the same lines."""

    label: str
    figure: str
    unit: str = ""
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> str:
        """How much room the figure takes: the type is as large as it allows."""
        return next((name for most, name in SIZES if len(self.figure) <= most), "long")


def hall_tiles(campaign: Campaign) -> list[Tile]:
    """What is known of the campaign: its results by category, then its measures; at most as many as fit the wall."""
    lines = Result.objects.of_campaign(campaign)
    names = _names(lines)
    tiles = _of_units(campaign) + [
        _of_category(row, names) for row in by_category(lines) if row["standing"] == Standing.WHOLE
    ]
    asked = Asked(campaign)
    tiles += [
        _of_measure(measure, found)
        for key, measure in MEASURES.items()
        if key not in SAID_ABOVE and (found := measure.compute(asked)).value
    ]
    return [tile for tile in tiles if tile][:MOST_TILES]


def _of_units(campaign: Campaign) -> list[Tile | None]:
    reported, expected = reported_of(campaign)
    return [Tile(_("Units that have reported"), f"{number(reported)}/{number(expected)}")] if reported else []


def _names(lines: Any) -> dict[tuple[str, str], str]:
    """What was done, where all lines of a category and measure say the same."""
    rows = lines.filter(standing=Standing.WHOLE).order_by().values("category", "measure")
    told = rows.annotate(n=Count("label", distinct=True), label=Max("label"))
    return {(row["category"], row["measure"]): row["label"] for row in told if row["n"] == 1}


def _of_category(row: dict[str, Any], names: dict[tuple[str, str], str]) -> Tile | None:
    """What the lines of a category count, then what they are worth. A single line keeps its "over" and "nearly"."""
    single = row["lines_count"] == 1
    label = names.get((row["category"], row["measure"])) or capfirst(str(ResultCategory(row["category"]).label))
    said: list[tuple[str, str]] = []
    unknown = 0
    for name, measure in (("quantity", row["measure"]), ("times", "time"), ("people", "person")):
        if (count := row[f"{name}_sum"]) is not None:
            words = str(MeasureUnit(measure).label)
            unknown = unknown if said else row["lines_count"] - row[f"{name}_lines"]
            said.append((_qualified(number(count), row["count_qualifier"] if single else ""), words))
    said = list(dict.fromkeys(said))
    known = [row[f"{name}_sum"] for name in ("amount", "goods") if row[f"{name}_sum"] is not None]
    if known:
        said.append((_qualified(vnd_short(sum(known)), row["value_qualifier"] if single else ""), ""))
    if not said:
        return None
    (figure, unit), *others = said
    notes = [f"{other} {words}".strip() for other, words in others]
    return Tile(label, figure, unit, (*notes, *_gap(unknown)))


def _of_measure(measure: Any, found: Any) -> Tile:
    figure = vnd_short(found.value) if measure.of == VND else number(found.value)
    return Tile(str(measure.label), figure, "", _gap(found.unknown))


def _gap(unknown: int) -> tuple[str, ...]:
    return (_("not known for %(n)s lines") % {"n": number(unknown)},) if unknown else ()


def _qualified(figure: str, qualifier: str) -> str:
    return f"{Qualifier(qualifier).label} {figure}" if qualifier else figure
