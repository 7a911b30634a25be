from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.layouts import Group, groups, unread
from imports.models import BatchState, ImportBatch, RowStatus
from imports.reading import MAX_BYTES
from imports.writers import kinds_for, writer
from organisation.access import units_where
from organisation.formkit import PaperForm, dress
from organisation.listing import FilterForm
from organisation.models import Unit
from organisation.roles import Permission

LAST_HEADER_ROW = 200


def kind_choices(user: Any, unit: Unit | None = None) -> list[tuple[str, str]]:
    return [(key, _(writer(key).kind.label)) for key in kinds_for(user, unit)]


class UploadForm(PaperForm, forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        error_messages={"required": gettext_lazy("Choose the file first.")},
        help_text=gettext_lazy(
            "Excel (.xlsx, .xls), OpenDocument (.ods) or CSV, at most 20 MB. Nothing is entered yet."
        ),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind of list it is"), required=False)
    unit = forms.ModelChoiceField(label=gettext_lazy("For which unit"), queryset=Unit.objects.none(), empty_label=None)
    widths = {"file": "full"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Recognise it by its columns")), *kind_choices(user)]
        self.offer(units_where(user, Permission.IMPORT_LISTS))

    def offer(self, units: Any, first: Unit | None = None) -> None:
        """For which units; `first` is chosen if it is one of them, else the highest."""
        unit: Any = self.fields["unit"]
        unit.queryset = units.filter(ends_on=None).order_by("path")
        known = list(unit.queryset[:2])
        if known:
            unit.initial = first if first and unit.queryset.contains(first) else known[0]
        if len(known) == 1:
            unit.widget = forms.HiddenInput()

    @property
    def said(self) -> dict[str, Any]:
        """What the person says of the list beforehand, to be kept with it."""
        return {}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(most)s. Split the list into smaller files."),
                params={"most": filesizeformat(MAX_BYTES)},
            )
        return file


class LayoutForm(forms.Form):
    """How the sheets were understood; what is changed here becomes the batch's corrections."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of list it is"))
    needs_sponsor = forms.BooleanField(label=gettext_lazy("These children need a donor"), required=False)

    def __init__(self, *args: Any, batch: ImportBatch, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        kind: Any = self.fields["kind"]
        now = (batch.kind, _(writer(batch.kind).kind.label))
        kind.choices, kind.initial = sorted({now, *kind_choices(user, batch.managing_unit)}), batch.kind
        self.fields["needs_sponsor"].initial = batch.corrections.get("needs_sponsor", True)
        if batch.kind != "children":
            del self.fields["needs_sponsor"]
        self.groups = groups(batch.layout["sheets"])
        self.unread = unread(batch.layout["sheets"])
        for group in self.groups:
            self._add_group(group)
        for number, sheet in enumerate(self.unread):
            self.fields[f"u{number}-use"] = forms.BooleanField(label=sheet["name"], required=False)
            self.fields[f"u{number}-first"] = _row_field(least=0)
        for field in self.fields.values():
            dress(field)

    def _add_group(self, group: Group) -> None:
        kind = writer(self.batch.kind).kind
        choices = [("", _("(keep it in the note)")), *((f.key, _(f.label)) for f in kind.fields)]
        first, last = group.header or (1, 1)
        self.fields[f"g{group.number}-first"] = _row_field(first)
        self.fields[f"g{group.number}-last"] = _row_field(last, least=0)
        for column in group.columns:
            name = f"g{group.number}-{column['letter']}"
            self.fields[name] = forms.ChoiceField(choices=choices, required=False, initial=column["field"] or "")
        for number, sheet in enumerate(group.sheets):
            name = f"g{group.number}-use{number}"
            self.fields[name] = forms.BooleanField(label=sheet["name"], required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for group in self.groups:
            if not self._header_changed(group):
                self._check_columns(group, cleaned)
        return cleaned

    def _check_columns(self, group: Group, cleaned: dict[str, Any]) -> None:
        """No field is given to two columns."""
        taken: dict[str, str] = {}
        for column in group.columns:
            name = f"g{group.number}-{column['letter']}"
            key = cleaned.get(name)
            if key and key in taken:
                self.add_error(
                    name, _("Column %(letter)s is already understood as the same thing.") % {"letter": taken[key]}
                )
            elif key:
                taken[key] = column["letter"]

    def _header_changed(self, group: Group) -> bool:
        rows = [self.cleaned_data.get(f"g{group.number}-{end}") for end in ("first", "last")]
        return None not in rows and rows != group.header

    @property
    def corrections(self) -> dict[str, Any]:
        """What was said so far and what was changed now, as the batch keeps it."""
        kept = {key: value for key, value in self.batch.corrections.items() if key != "sheets"}
        if self.cleaned_data.get("needs_sponsor", True) != kept.get("needs_sponsor", True):
            kept["needs_sponsor"] = self.cleaned_data["needs_sponsor"]
        if self.cleaned_data["kind"] != self.batch.kind:
            return kept
        sheets = {name: dict(said) for name, said in self.batch.corrections.get("sheets", {}).items()}
        for group in self.groups:
            for number, sheet in enumerate(group.sheets):
                self._correct(sheets.setdefault(sheet["name"], {}), group, sheet, number)
        for number, sheet in enumerate(self.unread):
            first = self.cleaned_data[f"u{number}-first"]
            if self.cleaned_data[f"u{number}-use"] or first is not None:
                rows = {} if first is None else {"header_rows": [first or 1, first]}
                sheets[sheet["name"]] = {"use": True} | rows
        said_of = {name: said for name, said in sheets.items() if said}
        return kept | ({"sheets": said_of} if said_of else {})

    def _correct(self, said: dict[str, Any], group: Group, sheet: dict[str, Any], number: int) -> None:
        if not self.cleaned_data[f"g{group.number}-use{number}"]:
            said["use"] = False
        if self._header_changed(group):
            first, last = (self.cleaned_data[f"g{group.number}-{end}"] for end in ("first", "last"))
            said["header_rows"] = sorted([first, last]) if last else [1, 0]
            said.pop("columns", None)
            return
        changed = {
            column["letter"]: self.cleaned_data[f"g{group.number}-{column['letter']}"]
            for column in group.columns
            if self.cleaned_data[f"g{group.number}-{column['letter']}"] != (column["field"] or "")
        }
        if changed:
            said["columns"] = said.get("columns", {}) | changed


def _row_field(initial: int | None = None, *, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(min_value=least, max_value=LAST_HEADER_ROW, required=False, initial=initial)


class RowFilters(FilterForm):
    status = forms.ChoiceField(
        choices=[(s.value, s.label) for s in RowStatus] + [("look", "look")], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, tab: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tab = tab

    @property
    def understood(self) -> dict[str, Any]:
        """Without the tab, which filters nothing away that a person would miss."""
        return {name: value for name, value in super().understood.items() if name != "status"}

    def apply(self, rows: Any) -> Any:
        return super().apply(rows.in_tab(self.tab))


class BatchFilters(FilterForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind of list"))
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=[("", gettext_lazy("All")), *BatchState.choices])

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("All")), *kind_choices(user)]

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        return rows.filter(**{key: self.understood[key] for key in ("kind", "state") if key in self.understood})
