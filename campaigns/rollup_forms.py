"""For which days, and for which cluster of units, results are rolled up."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import Cluster
from campaigns.rollup import Span, month_end
from organisation.formkit import DayField, dress


class SpanForm(forms.Form):
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)
    cluster = forms.ModelChoiceField(
        Cluster.objects.none(),
        label=gettext_lazy("Cluster of units"),
        empty_label=gettext_lazy("None: by the tree of units"),
        required=False,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = Cluster.objects.visible_to(user).order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField
        year = timezone.localdate().year
        for name, day in (("since", datetime.date(year, 1, 1)), ("until", timezone.localdate())):
            self.fields[name].widget.attrs["placeholder"] = f"{day:%d/%m/%Y}"
        for field in self.fields.values():
            dress(field)

    @cached_property
    def understood(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def span(self) -> Span:
        """This year to the end of the month where nothing else is asked for, and never backwards."""
        today = timezone.localdate()
        until = self.understood.get("until") or month_end(max(today, self.understood.get("since") or today))
        since = self.understood.get("since") or datetime.date(until.year, 1, 1)
        return Span(min(since, until), max(since, until))
