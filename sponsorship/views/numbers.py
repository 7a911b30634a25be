"""The four numbers of a period, by unit, round, donor or child."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign
from children.models import Child
from donors.models import Donor
from organisation.access import SignedInRequest, can, requires, units_where
from organisation.access_log import log_access
from organisation.listing import FilterForm, Listing
from organisation.models import Unit
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sheets import Column
from sponsorship.filters import months, period_of
from sponsorship.models import Pledge
from sponsorship.numbers import DIMENSIONS, Numbers, altogether, four_numbers

# Kind → (records that may have money, its column on the pledge, the order of the list, the page of a record)
KINDS: dict[str, tuple[Any, list[str], str]] = {
    "unit": (Unit, ["path"], ""),
    "campaign": (Campaign, ["-id"], "campaigns:detail"),
    "donor": (Donor, ["name_sort", "id"], "donors:detail"),
    "child": (Child, ["name_sort", "id"], "children:detail"),
}


# Of each row: the record and its four numbers.
SHEET = [
    Column(gettext_lazy("Code"), "record.code", 14),
    Column(gettext_lazy("Name"), lambda row: str(row.record), 44),
    Column(gettext_lazy("Pledged"), "numbers.pledged_vnd", 18),
    Column(gettext_lazy("Money received"), "numbers.received_vnd", 18),
    Column(gettext_lazy("Handed over"), "numbers.delivered_vnd", 18),
    Column(gettext_lazy("Held"), "numbers.held_vnd", 18),
]
AT_ONCE = 500


class Row(NamedTuple):
    record: Any
    numbers: Numbers


class NumbersListing(Listing):
    """A list of records of the kind `by`; its sheet counts what is in units where the reader may export."""

    by = "unit"
    period: tuple[dt.date | None, dt.date | None] = (None, None)

    def _stream(self) -> Iterator[Row]:
        units = units_where(self.request.user, Permission.VIEW_MONEY)
        units = units.filter(pk__in=units_where(self.request.user, Permission.EXPORT).values("pk"))
        records = self.all_rows.filter(_has_pledge(self.by, units)).iterator(chunk_size=AT_ONCE)
        while some := list(islice(records, AT_ONCE)):
            found = four_numbers(self.by, some, units, *self.period)
            yield from (Row(record, found[record.pk]) for record in some)


def _has_pledge(by: str, units: QuerySet) -> Exists:
    return Exists(Pledge.objects.filter(managing_unit__in=units, **{DIMENSIONS[by][0]: OuterRef("pk")}))


class NumbersFilters(FilterForm):
    by = forms.ChoiceField(
        label=gettext_lazy("Of each"),
        choices=[
            ("unit", gettext_lazy("Unit")),
            ("campaign", gettext_lazy("Campaign round")),
            ("donor", gettext_lazy("Donor")),
            ("child", gettext_lazy("Child")),
        ],
    )
    month = forms.ChoiceField(label=gettext_lazy("Month"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month: Any = self.fields["month"]
        month.choices = months()

    def apply(self, rows: Any) -> Any:
        q = self.understood.get("q")
        if not q:
            return rows
        return rows.search(q) if hasattr(rows, "search") else rows.filter(name__icontains=q)


@requires(Permission.VIEW_MONEY)
def four_numbers_page(request: SignedInRequest) -> HttpResponse:
    by = request.GET.get("by", "unit")
    by = by if by in KINDS else "unit"
    model, order, page = KINDS[by]
    units = units_where(request.user, Permission.VIEW_MONEY)
    listing = NumbersListing(
        request,
        model.objects.filter(_has_pledge(by, units)),
        form_class=NumbersFilters,
        sorts={"name": order},
        default_sort="name",
        columns=SHEET,
        filename="bon-con-so",
        may_export=can(request.user, Permission.EXPORT),
        audit=lambda action, rows_count: log_access(request.user, AccessAction(action), model, rows_count=rows_count),
    )
    first, last = period_of(listing.form.understood.get("month", ""))
    listing.by, listing.period = by, (first, last)
    found = four_numbers(by, listing.rows, units, first, last)
    context = {
        "page_title": _("Four numbers"),
        "rows": [(record, found[record.pk], _url(page, record)) for record in listing.rows],
        "together": altogether(units, first, last) if not listing.form.understood.get("q") else None,
        "by": by,
    }
    return listing.render("sponsorship/numbers.html", context)


def _url(page: str, record: Any) -> str:
    return reverse(page, args=[record.public_id]) if page else ""
