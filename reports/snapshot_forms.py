"""What is asked before a report is kept."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.fields import capitalised
from organisation.access import units_where
from organisation.formkit import DayField, PaperForm
from organisation.models import Unit
from organisation.roles import Permission
from reports.forms import FIRST_DAY, NOT_MANAGING
from reports.models import ReportKind


def end_of_half_year_before(day: datetime.date) -> datetime.date:
    """30 June or 31 December before the day."""
    return (
        datetime.date(day.year, 6, 30) if day > datetime.date(day.year, 6, 30) else datetime.date(day.year - 1, 12, 31)
    )


SINCE = {
    ReportKind.HALF_YEAR: end_of_half_year_before,
    ReportKind.YEAR: lambda day: datetime.date(day.year - 1, 12, 31),
}


class SnapshotForm(PaperForm, forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ReportKind.choices)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Unit"))
    as_of = DayField(label=gettext_lazy("As of"))
    since = DayField(
        label=gettext_lazy("Compared with"),
        required=False,
        help_text=gettext_lazy("Left empty: the end of the half-year or year before."),
    )

    fieldsets = [(gettext_lazy("The report"), ["title", "kind", "unit", "as_of", "since"])]
    widths = {"title": "full"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = capitalised(ReportKind.choices)
        self.fields["title"].widget.attrs["title"] = self.initial.get("title", "")  # on a telephone it is cut off
        units: Any = self.fields["unit"]
        units.queryset = units_where(user, Permission.VIEW_REPORTS).exclude(kind__in=NOT_MANAGING).order_by("path")

    def clean_as_of(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Figures can be given up to today."))
        if day < FIRST_DAY:
            raise ValidationError(_("Write a day from 01/01/2010 on."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        day, kind = found.get("as_of"), found.get("kind")
        if day and kind and not found.get("since") and "since" not in self.errors:
            found["since"] = SINCE.get(ReportKind(kind), end_of_half_year_before)(day)
        if day and found.get("since") and found["since"] >= day:
            self.add_error("since", _("Compare with a day before the day of the report."))
        return found


class CorrectionForm(PaperForm, forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why the report is issued anew"), max_length=400, widget=forms.Textarea)
    widths = {"reason": "full"}
