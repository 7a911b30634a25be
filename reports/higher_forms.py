"""What is asked about a form of a higher level: the file, what its columns hold, and for which day it is filled."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donors.models import DonorKind
from imports.columns import letter
from imports.reading import RefusedFile
from organisation.access import units_where
from organisation.formkit import DayField, PaperForm, dress
from organisation.models import User
from organisation.refusals import Refused
from organisation.roles import Permission
from reports.forms import FIRST_DAY, NOT_MANAGING, channels_of
from reports.higher.filling import NAME, NUMBER, TEXT, Filled
from reports.higher.guessing import guessed
from reports.higher.measures import CHANGE, UNTIL
from reports.higher.naming import places_of, plain
from reports.higher.reading import Shape, read_form
from reports.indicators import INDICATORS, VND
from reports.models import HigherForm, RowsBy
from reports.snapshot_forms import end_of_half_year_before

MAX_BYTES = 5 * 1024**2
ZIP = b"PK\x03\x04"
IN = [(1, gettext_lazy("đồng")), (1_000, gettext_lazy("thousand đồng")), (1_000_000, gettext_lazy("million đồng"))]
CHANNELS = [
    ("donor_kind", gettext_lazy("Kind of donor")),
    ("campaign", gettext_lazy("Campaign round")),
    ("connecting_unit", gettext_lazy("Connecting unit")),
    ("cluster", gettext_lazy("Cluster")),
    ("former_district", gettext_lazy("Former district")),
]


class HigherFormForm(PaperForm, forms.ModelForm):
    """A new form, or the same one with another name or a newer file."""

    upload = forms.FileField(
        label=gettext_lazy("The file"),
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
            if not data.startswith(ZIP):
                raise RefusedFile("not_a_sheet")
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
        columns, rows_by = guessed(shape.headings)
        if self.instance.pk:
            rows_by = self.instance.rows_by
            before = {self.instance.shape["headings"][int(n)]: said for n, said in self.instance.columns.items()}
            columns |= {str(n): before[text] for n, text in enumerate(shape.headings) if text in before}
        self.instance.shape, self.instance.columns, self.instance.rows_by = shape.kept(), columns, rows_by

    def save(self, commit: bool = True) -> HigherForm:
        if file := self.cleaned_data.get("upload"):
            self.instance.file_name = file.name[-120:]
        if not self.instance.pk:
            self.instance.uploaded_by = self.user
        return super().save(commit)


class ColumnsForm(PaperForm, forms.Form):
    """What each column holds, and whom a row means whose name is not known."""

    rows_by = forms.ChoiceField(label=gettext_lazy("The rows are"), choices=RowsBy.choices)

    def __init__(self, *args: Any, form: HigherForm, user: User, **kwargs: Any) -> None:
        self.form, self.user, self.shape = form, user, Shape.of(form.shape)
        super().__init__(*args, **kwargs)
        self.fields["rows_by"].initial = form.rows_by
        only = only_choices(user)
        for n in range(len(self.shape.headings)):
            self._add_column(n, form.columns.get(str(n), {}), only)
        self.strange = self._strange_names()
        for number, name in enumerate(self.strange):
            self._add(f"row_{number}", self._place_field(name))

    def _add_column(self, n: int, said: dict[str, Any], only: list[Any]) -> None:
        what = f"{said['what']}:{said['of']}" if said.get("of") else said.get("what", "")
        heading = self.shape.headings[n] or _("Column %(letter)s") % {"letter": letter(n)}
        fields = {
            "what": forms.ChoiceField(label=heading, choices=WHAT, initial=what, required=False),
            "only": forms.ChoiceField(label=_("Only"), choices=only, initial=said.get("only", ""), required=False),
            "in": forms.TypedChoiceField(
                label=_("Money in"), choices=IN, coerce=int, initial=said.get("in", 1), required=False
            ),
            "text": forms.CharField(label=_("The text"), max_length=200, initial=said.get("text", ""), required=False),
        }
        for name, field in fields.items():
            self._add(f"{name}_{n}", field)

    def _add(self, name: str, field: forms.Field) -> None:
        dress(field)
        self.fields[name] = field

    def _strange_names(self) -> list[str]:
        """The rows' names that are not known by themselves; as the columns were saved last."""
        if self.form.rows_by == RowsBy.WHOLE:
            return []
        today = timezone.localdate()
        bare = HigherForm(unit=self.form.unit, shape=self.form.shape, rows_by=self.form.rows_by)
        bare.columns = {n: said for n, said in self.form.columns.items() if said["what"] == NAME}
        return list(dict.fromkeys(line.name for line in Filled(bare, self.user, today, today).strange))

    @property
    def unanswered(self) -> list[str]:
        return [name for name in self.strange if plain(name) not in self.form.named]

    def _place_field(self, name: str) -> forms.Field:
        chosen = self.form.named.get(plain(name))
        choices = [("", _("not known yet")), ("0", _("leave this row empty"))]
        choices += [(str(place.pk), place.name) for place in places_of(self.form, self.user)]
        widget = forms.Select({"data-combobox": ""})
        return forms.ChoiceField(label=name, choices=choices, initial=chosen, required=False, widget=widget)

    @property
    def columns(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(letter, heading, its fields) for each column."""
        return [
            (letter(n), heading, [self[f"{name}_{n}"] for name in ("what", "only", "in", "text")])
            for n, heading in enumerate(self.shape.headings)
        ]

    @property
    def rows(self) -> list[forms.BoundField]:
        return [self[f"row_{number}"] for number in range(len(self.strange))]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        names = [n for n in range(len(self.shape.headings)) if found.get(f"what_{n}") == NAME]
        if found.get("rows_by") != RowsBy.WHOLE and len(names) != 1:
            self.add_error("rows_by", _("One column has to hold the names of the communes or units."))
        for n in range(len(self.shape.headings)):
            self._check_column(n, found)
        return found

    def _check_column(self, n: int, found: dict[str, Any]) -> None:
        what, _sep, key = (found.get(f"what_{n}") or "").partition(":")
        if what == TEXT and not found.get(f"text_{n}"):
            self.add_error(f"text_{n}", _("Write the text that stands in this column."))
        is_channel = (found.get(f"only_{n}") or "").startswith(("donor_kind", "campaign", "connecting_unit"))
        if key and is_channel and not INDICATORS[key].by_channel:
            self.add_error(f"only_{n}", _("A waiting child has no round, no connecting unit and no donor."))

    def save(self) -> HigherForm:
        found, form = self.cleaned_data, self.form
        kept: dict[str, Any] = {}
        for n in range(len(self.shape.headings)):
            what, _sep, key = found[f"what_{n}"].partition(":")
            if key:
                money = int(found[f"in_{n}"] or 1) if INDICATORS[key].unit == VND else 1
                kept[str(n)] = {"what": what, "of": key, "only": found[f"only_{n}"], "in": money}
            elif what:
                kept[str(n)] = {"what": what} | ({"text": found[f"text_{n}"]} if what == TEXT else {})
        chosen = {plain(name): found[f"row_{number}"] for number, name in enumerate(self.strange)}
        form.named |= {name: int(pk) for name, pk in chosen.items() if pk}
        form.columns, form.rows_by = kept, found["rows_by"]
        form.save()
        return form


def _what() -> list[Any]:
    return [
        ("", gettext_lazy("stays as it came")),
        (NAME, gettext_lazy("name of the commune or unit")),
        (NUMBER, gettext_lazy("running number")),
        (TEXT, gettext_lazy("a fixed text")),
        (gettext_lazy("Up to the day"), [(f"{UNTIL}:{key}", i.label) for key, i in INDICATORS.items()]),
        (gettext_lazy("Added in the period"), [(f"{CHANGE}:{key}", i.label) for key, i in INDICATORS.items()]),
    ]


WHAT = _what()


def only_choices(user: Any) -> list[Any]:
    """("field:value", name) of the channels and places by which one column may be narrowed, in groups."""
    known: dict[str, Any] = {"donor_kind": DonorKind.choices} | channels_of(user)
    groups = [
        (title, [(f"{name}:{value}", capfirst(str(label))) for value, label in known.get(name, [])])
        for name, title in CHANNELS
    ]
    return [("", _("everything")), *((title, choices) for title, choices in groups if choices)]


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
