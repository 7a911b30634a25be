"""What is asked about a form of a higher level: the file, and for which day it is filled."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.reading import RefusedFile
from organisation.access import own_post, units_where
from organisation.formkit import DayField, PaperForm
from organisation.models import User
from organisation.refusals import Refused
from organisation.roles import Permission
from reports.forms import FIRST_DAY, NOT_MANAGING
from reports.higher.guessing import guessed
from reports.higher.reading import Shape, read_form
from reports.models import HigherForm, RowsBy
from reports.snapshot_forms import end_of_half_year_before

MAX_BYTES = 5 * 1024**2


class HigherFormForm(PaperForm, forms.ModelForm):
    """A new form, or the same one with another name or a newer file."""

    upload = forms.FileField(
        label=gettext_lazy("The form’s file"),
        max_length=120,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("The empty form as it was sent: Excel (.xlsx), at most 5 MB."),
    )
    first = forms.IntegerField(label=gettext_lazy("Headings from row"), required=False, min_value=1, max_value=100)
    last = forms.IntegerField(label=gettext_lazy("to row"), required=False, min_value=1, max_value=100)

    fieldsets = [
        (gettext_lazy("The form"), ["name", "unit", "upload"]),
        (
            gettext_lazy("Where its headings stand"),
            ["first", "last"],
            gettext_lazy("Leave this empty; only if the headings were not found, write their rows."),
        ),
    ]
    widths = {"upload": "full", "first": "third", "last": "third"}

    class Meta:
        model = HigherForm
        fields = ["name", "unit"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        units: Any = self.fields["unit"]
        units.queryset = units_where(user, Permission.VIEW_REPORTS).exclude(kind__in=NOT_MANAGING).order_by("path")
        units.initial = own_post(user, Permission.VIEW_REPORTS)
        if self.instance.pk:
            self.fields["upload"].required = False
            self.fields["upload"].help_text = gettext_lazy("Only if a newer one was sent. What its columns hold stays.")

    def clean_upload(self) -> Any:
        file = self.cleaned_data["upload"]
        if file and file.size > MAX_BYTES:
            raise ValidationError(_("The file is too large for a form: at most 5 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        file, first, last = found.get("upload"), found.get("first"), found.get("last")
        if bool(first) != bool(last) or (first and last and not first <= last < first + 5):
            self.add_error("first", _("Write the first and the last row of the headings, at most five rows."))
        elif file or (first and self.instance.pk):
            self._read(file.read() if file else bytes(self.instance.file), first or 0, last or 0)
        return found

    def _read(self, data: bytes, first: int, last: int) -> None:
        try:
            shape = read_form(data, first=first, last=last)
        except RefusedFile as refused:
            self.add_error("upload", _(refused.message) % refused.params)
        except Refused as refused:
            self.add_error("upload", str(refused))
        else:
            self.instance.file = data
            self._take(shape)

    def _take(self, shape: Shape) -> None:
        """A column keeps what it held where the newer file has the same heading; else its heading is asked."""
        guess = guessed(shape)
        columns, rows_by, named = guess.columns, guess.rows_by, guess.named
        if self.instance.pk:
            rows_by, named = self.instance.rows_by, self.instance.named
            if rows_by == guess.rows_by == RowsBy.FIGURE:
                named = guess.named | named
            before = {self.instance.shape["headings"][int(n)]: said for n, said in self.instance.columns.items()}
            columns |= {str(n): before[text] for n, text in enumerate(shape.headings) if text in before}
        self.instance.shape, self.instance.columns = shape.kept(), columns
        self.instance.rows_by, self.instance.named = rows_by, named

    def save(self, commit: bool = True) -> HigherForm:
        if file := self.cleaned_data.get("upload"):
            self.instance.file_name = file.name[-120:]
        if not self.instance.pk:
            self.instance.uploaded_by = self.user
        return super().save(commit)


class PeriodForm(PaperForm, forms.Form):
    """For which day a form is filled, and from when on what was added counts. Sent by GET."""

    as_of = DayField(label=gettext_lazy("As of"), required=False)
    since = DayField(label=gettext_lazy("Added after"), required=False)
    widths = {"as_of": "third", "since": "third"}

    def clean_as_of(self) -> datetime.date:
        day = self.cleaned_data["as_of"] or timezone.localdate()
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Figures can be given up to today."))
        if day < FIRST_DAY:
            raise ValidationError(_("Write a day from 01/01/2010 on."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        day = found.get("as_of")
        if day and "since" not in self.errors:
            found["since"] = found.get("since") or end_of_half_year_before(day)
            if found["since"] >= day:
                self.add_error("since", _("Compare with a day before the day of the report."))
        return found
