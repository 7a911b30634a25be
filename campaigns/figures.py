"""The figures of one campaign: what its records come to, and what papers say beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, QuerySet, Sum

from campaigns.measures import MEASURES, VND, Asked, Computed, Measure
from campaigns.models import Campaign, GiftList, Qualifier, Result, Standing, StatedFigure
from campaigns.models.result_totals import COUNTS
from organisation.models import Area

SUMS: dict[str, Any] = {f"{name}_sum": Sum(column) for name, column in COUNTS.items()}
SUMS |= {f"{name}_lines": Count(column) for name, column in COUNTS.items()}
ABOUT = 10  # "khoảng" is still right within a tenth


@dataclass(frozen=True)
class Compared:
    """A stated figure beside the computed one; `difference` is stated less computed, None where one is not known."""

    stated: StatedFigure
    measure: Measure | None
    computed: Computed
    url: str

    @property
    def is_vnd(self) -> bool:
        return self.measure is not None and self.measure.of == VND

    @property
    def difference(self) -> int | None:
        return None if self.computed.value is None else self.stated.number - self.computed.value

    @property
    def agrees(self) -> bool | None:
        """Whether both tell the same, as exactly as the paper means it; None where nothing can be compared."""
        if self.difference is None:
            return None
        return agree(self.stated.number, self.stated.qualifier, self.computed)

    @property
    def state(self) -> str:
        """ "agrees", "explained", "flagged", or "open" where nothing can be compared."""
        if self.agrees is None:
            return "open"
        return "agrees" if self.agrees else "explained" if self.stated.explanation else "flagged"


def agree(number: int, qualifier: str, computed: Computed) -> bool:
    """Whether a computed figure fits what was said: "over 100" fits 100 and more, unless it is far away."""
    value = computed.value or 0
    if qualifier in (Qualifier.OVER, Qualifier.MORE_THAN):
        return number <= value <= number + number // ABOUT
    if qualifier == Qualifier.NEARLY:
        return number - number // ABOUT <= value <= number
    if qualifier == Qualifier.ABOUT:
        return abs(value - number) <= number // ABOUT
    return value == number


def compared(campaign: Campaign) -> list[Compared]:
    """Every stated figure of the campaign, and of what is part of it, beside what the records come to."""
    stated = StatedFigure.objects.filter(campaign__path__startswith=campaign.path)
    known: dict[tuple[str, Asked], Computed] = {}
    return [
        _beside(figure, known) for figure in stated.select_related("campaign", "unit", "explained_by").order_by("id")
    ]


def _beside(figure: StatedFigure, known: dict[tuple[str, Asked], Computed]) -> Compared:
    measure = MEASURES.get(figure.measure)
    if measure is None:
        return Compared(figure, None, Computed(None), "")
    asked = Asked(figure.campaign, figure.category, figure.unit)
    if (figure.measure, asked) not in known:
        known[figure.measure, asked] = measure.compute(asked)
    return Compared(figure, measure, known[figure.measure, asked], measure.url(asked))


def gift_lists_compared(campaign: Campaign) -> list[dict[str, Any]]:
    """The gift lists of the campaign whose paper states a total: {gifts, stated, computed, difference}."""
    rows = GiftList.objects.filter(campaign__path__startswith=campaign.path, stated_total_vnd__isnull=False)
    return [
        {
            "gifts": gifts,
            "stated": gifts.stated_total_vnd,
            "computed": gifts.computed_vnd,
            "difference": None if gifts.computed_vnd is None else gifts.stated_total_vnd - gifts.computed_vnd,
        }
        for gifts in rows.with_sums().order_by("id")
    ]


def by_category(lines: QuerySet[Result]) -> list[dict[str, Any]]:
    """The sums of the lines by category and unit of measure; parts of lines of other categories last.

    Each: category, measure, standing, lines_count, and for quantity, people, times, amount, goods `…_sum` (None where
    no line says) and `…_lines`, in how many lines it is known. `count_qualifier`, `value_qualifier`: of a line alone.
    """
    rows: Any = lines.filter(standing__lt=Standing.DETAIL).order_by("standing", "category", "measure")
    return list(
        rows.values("standing", "category", "measure").annotate(
            lines_count=Count("pk"),
            count_qualifier=Max("qualifier"),
            value_qualifier=Max("money_qualifier"),
            **SUMS,
        )
    )


def by_area(lines: QuerySet[Result]) -> list[dict[str, Any]]:
    """The sums of the whole lines by area: {area, lines_count, `…_sum`, `…_lines`}; None for what names no area, last.

    Empty where no line names one.
    """
    rows: Any = lines.filter(standing=Standing.WHOLE).order_by(F("area__name_folded").asc(nulls_last=True), "area")
    found = list(rows.values("area", "area__name_folded").annotate(lines_count=Count("pk"), **SUMS))
    areas = Area.objects.in_bulk([row["area"] for row in found if row["area"]])
    return [row | {"area": areas.get(row["area"])} for row in found] if areas else []


def figures(campaign: Campaign) -> dict[str, Any]:
    """Everything that `manage.py campaign_figures --json` prints of one campaign; its keys stand in that command."""
    asked = Asked(campaign)
    found = {key: measure.compute(asked) for key, measure in MEASURES.items()}
    return {
        "code": campaign.code,
        "name": campaign.name,
        "unit": campaign.managing_unit.name,
        "starts_on": campaign.starts_on and campaign.starts_on.isoformat(),
        "ends_on": campaign.ends_on and campaign.ends_on.isoformat(),
        "computed": {key: one.value for key, one in found.items()},
        "not_known": {key: one.unknown for key, one in found.items() if one.unknown},
        "categories": by_category(Result.objects.of_campaign(campaign)),
        "stated": [_as_json(one) for one in compared(campaign)],
        "gift_lists": [
            {
                "code": one["gifts"].code,
                "stated_vnd": one["stated"],
                "computed_vnd": one["computed"],
                "difference_vnd": one["difference"],
            }
            for one in gift_lists_compared(campaign)
        ],
    }


def _as_json(one: Compared) -> dict[str, Any]:
    stated = one.stated
    return {
        "campaign": stated.campaign.code,
        "label": stated.label,
        "scope": stated.scope_text,
        "paper": stated.paper,
        "stated": stated.number,
        "qualifier": stated.qualifier,
        "measure": stated.measure,
        "category": stated.category,
        "unit": stated.unit.name if stated.unit else "",
        "computed": one.computed.value,
        "not_known": one.computed.unknown,
        "difference": one.difference,
        "state": one.state,
        "explanation": stated.explanation,
    }
