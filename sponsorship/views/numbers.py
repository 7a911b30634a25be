"""The four numbers of a period, by unit, round, donor or child."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign
from children.models import Child
from donors.models import Donor
from organisation.access import SignedInRequest, requires, units_where
from organisation.access_log import log_access
from organisation.listing import FilterForm, Listing
from organisation.models import Unit
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship.filters import months, period_of
from sponsorship.models import Pledge
from sponsorship.numbers import DIMENSIONS, altogether, four_numbers

# Kind → (records that may have money, its column on the pledge, the order of the list, the page of a record)
KINDS: dict[str, tuple[Any, list[str], str]] = {
    "unit": (Unit, ["path"], ""),
    "campaign": (Campaign, ["-id"], "campaigns:detail"),
    "donor": (Donor, ["name_sort", "id"], "donors:detail"),
    "child": (Child, ["name_sort", "id"], "children:detail"),
}


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
    column = DIMENSIONS[by][0]
    pledges = Pledge.objects.filter(managing_unit__in=units, **{column: OuterRef("pk")})
    listing = Listing(
        request,
        model.objects.filter(Exists(pledges)),
        form_class=NumbersFilters,
        sorts={"name": order},
        default_sort="name",
        audit=lambda action, rows_count: log_access(request.user, AccessAction(action), model, rows_count=rows_count),
    )
    first, last = period_of(listing.form.understood.get("month", ""))
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
