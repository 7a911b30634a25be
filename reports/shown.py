"""How figures are put before the reader: tiles, cells with the address of the list behind them, charts, sheets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from organisation.cells import below, cell, escaped, heading, joined, link, row, safe
from organisation.sheets import Column
from organisation.templatetags.vietnamese import NOTHING, number, vnd
from reports.breakdown import Line, Summary
from reports.indicators import INDICATORS, VND, Indicator
from reports.ledger import SUMS
from reports.scope import Scope

COMMUNES_IN_CHART, COMMUNES_IN_THE_HALL, ROUNDS_IN_CHART = 12, 7, 8
LINES_AT_ONCE = 500  # of 3,321 communes, all lines cost far more than the rest of the page
LONG = 15  # characters: from 10.000.000.000 đ on
# Of which other figure a figure is a part, and how that is said.
SHARES = {
    "children_waiting_union": "children_waiting",
    "received_vnd": "pledged_vnd",
    "delivered_vnd": "received_vnd",
    "held_vnd": "received_vnd",
}


@dataclass(frozen=True)
class Tile:
    indicator: Indicator
    text: str
    url: str
    note: str
    part: int | None = None  # per cent, where a bar helps the eye
    leads: bool = False

    @property
    def size(self) -> str:
        """How large the figure may be written so that it stays on one line."""
        if self.indicator.unit != VND:
            return ""
        return "in-vnd long" if len(self.text) > LONG else "in-vnd"


@dataclass(frozen=True)
class Cell:
    label: str
    text: str
    url: str
    is_zero: bool


def written(indicator: Indicator, value: int) -> str:
    return vnd(value) if indicator.unit == VND else number(value)


def list_url(key: str, scope: Scope, **narrowed: Any) -> str:
    return _with(reverse("reports:list", args=[key]), scope.asked() | {k: str(v) for k, v in narrowed.items()})


def summary_url(scope: Scope, **narrowed: Any) -> str:
    return _with(reverse("reports:summary"), scope.asked() | {k: str(v) for k, v in narrowed.items()})


def _with(address: str, parameters: dict[str, str]) -> str:
    return f"{address}?{urlencode(parameters)}" if parameters else address


def tiles(total: dict[str, int], scope: Scope) -> list[Tile]:
    return [_tile(indicator, total, scope) for indicator in INDICATORS.values()]


def _tile(indicator: Indicator, total: dict[str, int], scope: Scope) -> Tile:
    key = indicator.key
    if scope.has_channel and not indicator.by_channel:
        return Tile(indicator, NOTHING, "", _("A waiting child has no connecting unit and no round."))
    url = list_url(key, scope)
    part = percent(total[key], total[SHARES[key]]) if key in SHARES else None
    return Tile(
        indicator, written(indicator, total[key]), url, _note(key, total, part), part, key == "children_waiting"
    )


def _note(key: str, total: dict[str, int], part: int | None) -> str:
    if key == "children_sponsored":
        known = total["children_sponsored"] + total["children_waiting"]
        part = percent(total[key], known)
        return _("%(part)s %% of those sponsored or waiting") % {"part": part} if part is not None else ""
    said = {
        "children_waiting_union": _("%(part)s %% of the children waiting"),
        "received_vnd": _("%(part)s %% of what is pledged"),
        "delivered_vnd": _("%(part)s %% of what was received"),
        "held_vnd": _("%(part)s %% of what was received"),
    }
    return said[key] % {"part": part} if part is not None and key in said else ""


def percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole > 0 else None


# --- Tables --------------------------------------------------------------------------------------


def drawn(summary: Summary, *, whole: bool) -> SafeString:
    """A row for each line, or the first of them; each number leads to its list, each name to the page of that place."""
    scope, by = summary.scope, summary.division.key
    labels = {key: safe(escaped(INDICATORS[key].label)) for key in summary.division.figures}
    lists = {key: escaped(list_url(key, scope, **{by: ""})) for key in labels}  # the line's id is put behind it
    page = escaped(summary_url(scope, by=by, **{by: ""}))
    return joined(
        *(
            row(
                heading(line.name, safe(f"{page}{line.key}"), below(line.under) if line.under else ""),
                *(_cell(key, labels[key], line, lists[key]) for key in labels),
            )
            for line in summary.lines[: None if whole else LINES_AT_ONCE]
        )
    )


def _cell(key: str, label: SafeString, line: Line, address: str) -> SafeString:
    """Label and address come escaped: they are the same on every line."""
    value = line.figures[key]
    text = written(INDICATORS[key], value)
    return cell(label, link(text, safe(f"{address}{line.key}")), "num") if value else cell(label, text, "num zero")


def total_cells(summary: Summary) -> list[Cell]:
    return [
        Cell(str(INDICATORS[key].label), written(INDICATORS[key], value), list_url(key, summary.scope), not value)
        for key in summary.division.figures
        for value in [summary.total[key]]
    ]


def _figure(key: str, line: Line) -> int:
    return line.figures[key]


def sheet(summary: Summary) -> tuple[list[Column], list[Line]]:
    """The table as an Excel sheet, its sum in the last row."""
    division = summary.division
    columns = [Column(division.heading, "name", 30)]
    if any(line.under for line in summary.lines):
        columns.append(Column(_("Former district"), "under", 24))
    columns += [Column(INDICATORS[key].label, partial(_figure, key), 18) for key in division.figures]
    total = Line(_("In all"), 0, {key: summary.total[key] for key in division.figures})
    return columns, [*summary.lines, total]


# --- Charts --------------------------------------------------------------------------------------


def charts(summary: Summary, communes_at_most: int) -> dict[str, Any]:
    """What templates/reports/charts.html draws."""
    communes, others_count = communes_chart(summary, communes_at_most)
    months_title, money_unit = unit_of_months(summary)
    return {
        "communes": communes,
        "others_count": others_count,
        "people_names": [_("Sponsored"), _("Waiting")],
        "rounds": [
            (line.name, list(line.figures.values()), summary_url(summary.scope, campaign=line.key))
            for line in summary.rounds(ROUNDS_IN_CHART)
        ],
        "round_names": [INDICATORS[key].label for key in SUMS],
        "months": months_chart(summary),
        "months_title": months_title,
        "money_unit": money_unit,
        "money_names": [INDICATORS["received_vnd"].label, INDICATORS["delivered_vnd"].label],
    }


def communes_chart(summary: Summary, at_most: int) -> tuple[list[tuple[str, list[int], str]], int]:
    """The communes with most children, and how many more there are."""
    lines = summary.communes
    bars = [
        (line.name, list(line.figures.values()), summary_url(summary.scope, commune=line.key))
        for line in lines[:at_most]
    ]
    return bars, max(len(lines) - at_most, 0)


def months_chart(summary: Summary) -> list[tuple[tuple[str, str], tuple[int, int]]]:
    """((month, year), sums) for each month; the year only where it begins, since a column is narrow."""
    months = summary.months
    first = months[0][0]
    with_year = {day for day, *_sums in months if day.month == 1 or (day == first and day.month < 11)}
    return [
        ((f"{day:%m}", f"{day:%Y}" if day in with_year else ""), (received, delivered))
        for day, received, delivered in months
    ]


def unit_of_months(summary: Summary) -> tuple[str, int]:
    """The title of the months' chart and its unit in VND, so that the numbers above the columns stay short."""
    highest = max((max(received, delivered) for _day, received, delivered in summary.months), default=0)
    if highest >= 10**9:
        return _("Money received and handed over by month (billion đ)"), 10**9
    return _("Money received and handed over by month (million đ)"), 10**6
