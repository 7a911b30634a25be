"""Forms as the paper forms are: parts with a legend, days and money as they are written, no silent overwriting."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from organisation.selects import QuickSelect
from organisation.templatetags.vietnamese import NOTHING, dmy, number, vnd
from organisation.written_fields import DayField, MoneyField, PhoneInput

if TYPE_CHECKING:
    Base = forms.BaseForm  # the form that PaperForm is mixed into
else:
    Base = object


def dress(field: forms.Field) -> None:
    """Give a field's control the look of the rest."""
    if type(field.widget) is forms.Select:
        field.widget = QuickSelect.instead_of(field.widget)
    widget = field.widget
    if widget.is_hidden or isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return  # their attributes would land on the box around the choices too
    if isinstance(widget, forms.FileInput):
        widget.attrs |= {"data-choose": _("Choose a file…"), "data-none": _("No file chosen yet")}
    if isinstance(widget, forms.CheckboxInput):
        css = "form-check-input"
    elif isinstance(widget, forms.Select):
        css = "form-select"
    else:
        css = "form-control"
    widget.attrs["class"] = f"{widget.attrs.get('class', '')} {css}".strip()
    if isinstance(widget, forms.Textarea) and str(widget.attrs.get("rows")) == "10":  # Django's own default
        widget.attrs["rows"] = 4


def as_written(name: str, field: forms.Field) -> forms.Field:
    """The same field, typed as on paper: days without a calendar, money with its thousands."""
    kept = ("required", "label", "help_text", "initial", "disabled")
    shared: dict[str, Any] = {option: getattr(field, option) for option in kept}
    if type(field) is forms.DateField:
        return DayField(**shared)
    if name.endswith("_vnd") and isinstance(field, forms.IntegerField):
        return MoneyField(min_value=field.min_value if isinstance(field.min_value, int) else 0, **shared)
    if "phone" in name and type(field.widget) is forms.TextInput:
        field.widget = PhoneInput(attrs=field.widget.attrs | {"autocomplete": "off", "inputmode": "tel"})
    return field


@dataclass
class Section:
    legend: str
    fields: list[forms.BoundField]
    help: str = ""


@dataclass
class Difference:
    bound: forms.BoundField
    choice_name: str
    theirs: str
    mine: str
    keep_theirs: bool  # I did not touch this line


class PaperForm(Base):
    """Mix in before forms.Form or forms.ModelForm.

    `fieldsets`: [(legend, [field names])] or [(legend, [field names], help)]; fields named nowhere come last.
    `widths`: field name → "full", "half", "third". A record with a `version` is protected against stale saves.
    """

    fieldsets: list[tuple] = []
    widths: dict[str, str] = {}
    version_name = "version"
    is_stale = False
    instance: Any  # of a ModelForm
    current: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_fields()
        if getattr(getattr(self, "instance", None), "pk", None):
            self.initial.update(self.beside(self.instance))
        for name, field in list(self.fields.items()):
            self.fields[name] = field = as_written(name, field)
            dress(field)
            if name in self.widths:
                field.width = self.widths[name]  # type: ignore[attr-defined]  # read by {% field %}
        self._guard_version()
        self._keep_what_was_chosen()
        self._set_autofocus()

    def add_fields(self) -> None:
        """Fields that hang on the record: added here, they are laid out and guarded as the others are."""

    def beside(self, record: Any) -> dict[str, Any]:
        """What stands in fields that are no columns of the record, by their names.

        Whoever saves them counts it as a change of the record (organisation/models/base.py: counting_changes).
        """
        return {}

    # --- how it is laid out ---

    def sections(self) -> list[Section]:
        sections, placed = [], set()
        for legend, names, *rest in self.fieldsets:
            here = [self[name] for name in names if name in self.fields]
            placed.update(names)
            if here:
                sections.append(Section(legend, here, *rest))
        left = [bound for bound in self.visible_fields() if bound.name not in placed]
        return [*sections, Section("", left)] if left else sections

    def visible_fields(self) -> list[forms.BoundField]:
        """In the order in which they are laid out: the summary of errors runs down the page."""
        order = [name for _legend, names, *_help in self.fieldsets for name in names]
        places = {name: at for at, name in enumerate(order)}
        return sorted(super().visible_fields(), key=lambda bound: places.get(bound.name, len(order)))

    def _set_autofocus(self) -> None:  # without a bound field: it would keep a label that the form gives anew
        names = [name for _legend, names, *_help in self.fieldsets for name in names] + list(self.fields)
        seen = [field for name in names if (field := self.fields.get(name)) and not field.widget.is_hidden]
        if seen and not self.is_bound:
            seen[0].widget.attrs["autofocus"] = True

    # --- two people, one record ---

    def _guard_version(self) -> None:
        instance = getattr(self, "instance", None)
        if instance is None or not instance.pk or not hasattr(instance, "version"):
            return
        self.fields[self.version_name] = forms.IntegerField(
            widget=forms.HiddenInput, initial=instance.version, required=False
        )
        for field in self.fields.values():
            # What stood here when the form was opened comes back with it: it tells who changed what.
            field.show_hidden_initial = not (isinstance(field, forms.FileField) or field.widget.is_hidden)

    def _keep_what_was_chosen(self) -> None:
        """After a conflict: a line left as the other person saved it takes its value from the record."""
        for name in self.fields:
            if self.is_bound and self.data.get(self._choice_name(name)) == "theirs":
                self.fields[name].disabled = True

    def _choice_name(self, name: str) -> str:
        return f"choose-{self.add_prefix(name)}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        if self.version_name in self.fields:
            self._check_version(cleaned.pop(self.version_name, None))
        return cleaned

    def _check_version(self, posted: int | None) -> None:
        """Lock the row, so that nobody saves between this check and our own saving (pages are atomic)."""
        self.current = type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
        if posted != self.current.version:
            self.is_stale = True
            raise ValidationError(_("Someone else changed this record in the meantime."), code="stale")

    @property
    def current_version(self) -> int:
        return self.current.version

    @property
    def _theirs(self) -> dict[str, Any]:
        return forms.model_to_dict(self.current, fields=list(self.fields)) | self.beside(self.current)

    @property
    def differences(self) -> list[Difference]:
        theirs = self._theirs
        return [
            Difference(
                bound,
                self._choice_name(bound.name),
                _shown(bound.field, theirs.get(bound.name)),
                _shown(bound.field, self.cleaned_data.get(bound.name, bound.value())),
                bound.name not in self.changed_data,
            )
            for bound in self.visible_fields()
            if bound.name in theirs and bound.field.has_changed(theirs[bound.name], bound.data)
        ]

    @property
    def unchanged_fields(self) -> list[forms.BoundField]:
        different = {line.bound.name for line in self.differences}
        return [
            bound
            for bound in self
            if bound.name not in different
            and bound.name != self.version_name
            and not isinstance(bound.field, forms.FileField)
        ]


def _shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, MoneyField) and isinstance(value, int):
        return vnd(value)
    if isinstance(field, forms.DateField) and hasattr(value, "year"):
        return dmy(value)
    if hasattr(field, "choices"):
        return _chosen(field, value)
    return number(value) if isinstance(value, int) else str(value)


def _chosen(field: Any, value: Any) -> str:
    values = value if hasattr(value, "__iter__") and not isinstance(value, str) else [value]
    if isinstance(field, forms.ModelChoiceField):
        records: Any = field.queryset
        return ", ".join(str(r) for r in records.filter(pk__in=[getattr(v, "pk", v) for v in values])) or NOTHING
    keys = {str(v) for v in values}
    flat = [
        pair for key, label in field.choices for pair in (label if isinstance(label, list | tuple) else [(key, label)])
    ]
    return ", ".join(str(label) for key, label in flat if str(key) in keys) or NOTHING


def form_page(request: HttpRequest, template: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    """Show a form again: the page itself, or both versions side by side when someone else saved first."""
    if getattr(form, "is_stale", False) and set(form.errors) == {NON_FIELD_ERRORS}:  # nothing to mend before choosing
        return render(request, "components/conflict_page.html", {"form": form, **context}, status=409)
    return render(request, template, {"form": form, **context})
