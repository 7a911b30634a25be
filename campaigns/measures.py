"""What the records of a campaign can be asked for: the figures beside which a stated one is put.

Other apps add their own (`register`): those of pledges and children come from sponsorship.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import (
    Agreement,
    Campaign,
    GiftGroup,
    GiftList,
    GiftRecipient,
    House,
    Loan,
    Result,
)
from organisation.models import Unit

VND = "VND"


@dataclass(frozen=True)
class Asked:
    """Of which campaign (with its parts), category and unit (with those below it) a figure speaks."""

    campaign: Campaign
    category: str = ""
    unit: Unit | None = None


@dataclass(frozen=True)
class Computed:
    """`value` is None where nothing is known; `unknown` of `lines` lines do not say; `is_about`: some only about."""

    value: int | None
    unknown: int = 0
    lines: int = 0
    is_about: bool = False


@dataclass(frozen=True)
class Measure:
    key: str
    label: Any
    of: str  # VND, or what is counted
    compute: Callable[[Asked], Computed]
    url: Callable[[Asked], str]
    by_category: bool = False


MEASURES: dict[str, Measure] = {}


def register(*measures: Measure) -> None:
    MEASURES.update({measure.key: measure for measure in measures})


def compute(key: str, asked: Asked) -> Computed:
    """The figure of one measure. Raises KeyError for a measure that nobody registered."""
    return MEASURES[key].compute(asked)


# --- Results ------------------------------------------------------------------------------------


def lines(asked: Asked) -> QuerySet[Result]:
    found = Result.objects.of_campaign(asked.campaign).counted(asked.category)
    return found.filter(managing_unit__path__startswith=asked.unit.path) if asked.unit else found


def _summed(*columns: str) -> Callable[[Asked], Computed]:
    """The sum over the lines in which at least one of the columns is known."""

    def sum_up(asked: Asked) -> Computed:
        some = Q(*(Q(**{f"{column}__isnull": False}) for column in columns), _connector=Q.OR)
        qualifier = "money_qualifier" if columns[0].endswith("_vnd") else "qualifier"
        found = lines(asked).aggregate(
            lines=Count("pk"),
            known=Count("pk", filter=some),
            about=Count("pk", filter=some & ~Q(**{qualifier: ""})),
            **{f"sum_{column}": Sum(column) for column in columns},
        )
        sums = [found[f"sum_{column}"] for column in columns if found[f"sum_{column}"] is not None]
        return Computed(
            sum(sums) if sums else None, found["lines"] - found["known"], found["lines"], found["about"] > 0
        )

    return sum_up


def _quantity(asked: Asked) -> Computed:
    """Teams and bags do not add up: nothing is known of lines with several units of measure."""
    found = _summed("quantity")(asked)
    mixed = lines(asked).order_by().values("measure").distinct().count() > 1
    return Computed(None, found.lines, found.lines) if mixed else found


def _lines_url(asked: Asked) -> str:
    query = {"category": asked.category} if asked.category else {}
    query |= {"unit": str(asked.unit.pk)} if asked.unit else {}
    return reverse("campaigns:results", args=[asked.campaign.public_id]) + (f"?{urlencode(query)}" if query else "")


# --- Registers and gift lists -------------------------------------------------------------------


def _of(model: Any, asked: Asked) -> QuerySet:
    found = model.objects.of_campaign(asked.campaign)
    return found.filter(managing_unit__path__startswith=asked.unit.path) if asked.unit else found


def _register(model: Any, column: str = "", **only: Any) -> Callable[[Asked], Computed]:
    def sum_up(asked: Asked) -> Computed:
        rows = _of(model, asked).filter(**only)
        if not column:
            return Computed(rows.count())
        found = rows.aggregate(rows=Count("pk"), known=Count(column), total=Sum(column))
        return Computed(found["total"], found["rows"] - found["known"], found["rows"])

    return sum_up


def _list_url(kind: str) -> Callable[[Asked], str]:
    return lambda asked: f"{reverse('campaigns:register', args=[kind])}?campaign={asked.campaign.pk}"


def _gift_lists(asked: Asked) -> QuerySet[GiftList]:
    found = GiftList.objects.filter(campaign__path__startswith=asked.campaign.path)
    return found.filter(managing_unit__path__startswith=asked.unit.path) if asked.unit else found


def _gifts(column: str) -> Callable[[Asked], Computed]:
    def sum_up(asked: Asked) -> Computed:
        groups = GiftGroup.objects.filter(gift_list__in=_gift_lists(asked)).with_sums()
        amounts = [getattr(group, column) for group in groups]
        known = [amount for amount in amounts if amount is not None]
        return Computed(sum(known) if known else None, len(amounts) - len(known), len(amounts))

    return sum_up


def _gift_children(asked: Asked) -> Computed:
    """Different children among named recipients; groups that only count tell nothing of them."""
    named = GiftRecipient.objects.filter(gift_group__gift_list__in=_gift_lists(asked))
    counted = GiftGroup.objects.filter(gift_list__in=_gift_lists(asked), recipients=None).count()
    children = named.children_count()
    return Computed(children or None, counted, counted + (children > 0))


def _gifts_url(asked: Asked) -> str:
    return reverse("campaigns:gift_lists")


register(
    Measure("results_quantity", _("Quantity of the results"), "count", _quantity, _lines_url, True),
    Measure("results_people", _("Different people helped"), "people", _summed("people_count"), _lines_url, True),
    Measure("results_times", _("Times helped"), "times", _summed("times_count"), _lines_url, True),
    Measure(
        "results_vnd", _("Money and goods of the results"), VND, _summed("amount_vnd", "goods_vnd"), _lines_url, True
    ),
    Measure("houses", _("Houses in the register"), "count", _register(House), _list_url("houses")),
    Measure(
        "houses_handed_over",
        _("Houses handed over"),
        "count",
        _register(House, handed_over_on__isnull=False),
        _list_url("houses"),
    ),
    Measure(
        "houses_vnd", _("Support for houses"), VND, _register(House, "support_vnd"), _list_url("houses")
    ),
    Measure("loans_vnd", _("Put into loan funds"), VND, _register(Loan, "put_in_vnd"), _list_url("loans")),
    Measure(
        "loans_projects", _("Projects of loan funds"), "count", _register(Loan, "projects_count"),
        _list_url("loans"),
    ),
    Measure(
        "loans_borrowers", _("Borrowers"), "people", _register(Loan, "borrowers_count"), _list_url("loans")
    ),
    Measure(
        "agreements", _("Welfare agreements"), "count", _register(Agreement), _list_url("agreements")
    ),
    Measure("gifts", _("Gifts on gift lists"), "count", _gifts("gifts_count"), _gifts_url),
    Measure("gifts_children", _("Different children on gift lists"), "people", _gift_children, _gifts_url),
    Measure("gifts_vnd", _("Gift lists come to"), VND, _gifts("computed_vnd"), _gifts_url),
)  # fmt: skip
