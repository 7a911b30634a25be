"""What narrows the lists of contributions, promises and spending."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import FundingSource
from organisation.listing import FilterForm

ALL = gettext_lazy("All")


class GivenFilters(FilterForm):
    source = forms.ChoiceField(label=gettext_lazy("Funding source"), choices=[("", ALL), *FundingSource.choices])
    what = forms.ChoiceField(
        label=gettext_lazy("Money or goods"),
        choices=[("", ALL), ("money", gettext_lazy("Money")), ("goods", gettext_lazy("Goods"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs |= {"placeholder": _("Name of who gave; marks may be left out")}

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        if source := self.understood.get("source"):
            rows = rows.filter(source=source)
        if what := self.understood.get("what"):
            rows = rows.filter(item=None) if what == "money" else rows.exclude(item=None)
        return rows


class SpendingFilters(FilterForm):
    source = forms.ChoiceField(label=gettext_lazy("Funding source"), choices=[("", ALL), *FundingSource.choices])

    def apply(self, rows: Any) -> Any:
        source, q = self.understood.get("source"), self.understood.get("q")
        rows = rows.filter(source=source) if source else rows
        return rows.filter(Q(what__icontains=q) | Q(payee__icontains=q)) if q else rows
