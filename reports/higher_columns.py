"""What is asked about the columns and rows of a form of a higher level."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donors.models import DonorKind
from imports.columns import letter
from organisation.formkit import PaperForm, dress
from organisation.models import User
from reports.forms import channels_of
from reports.higher.figure_rows import VALUES, FigureRow, figure_rows
from reports.higher.filling import NAME, NUMBER, TEXT, Filled
from reports.higher.guessing import named_figures
from reports.higher.measures import BEFORE, CHANGE, UNTIL
from reports.higher.naming import places_of, plain
from reports.higher.reading import Shape
from reports.indicators import INDICATORS, VND
from reports.models import HigherForm, RowsBy

STAYS, UNDECIDED = "0", ""
IN = [(1, gettext_lazy("đồng")), (1_000, gettext_lazy("thousand đồng")), (1_000_000, gettext_lazy("million đồng"))]
CHANNELS = [
    ("donor_kind", gettext_lazy("Kind of donor")),
    ("campaign", gettext_lazy("Campaign round")),
    ("connecting_unit", gettext_lazy("Connecting unit")),
    ("cluster", gettext_lazy("Cluster")),
    ("former_district", gettext_lazy("Former district")),
]


class ColumnsForm(PaperForm, forms.Form):
    """What each column holds, and whom a row means whose name is not known."""

    rows_by = forms.ChoiceField(label=gettext_lazy("The rows are"), choices=RowsBy.choices)

    def __init__(self, *args: Any, form: HigherForm, user: User, **kwargs: Any) -> None:
        self.form, self.user, self.shape = form, user, Shape.of(form.shape)
        super().__init__(*args, **kwargs)
        self.fields["rows_by"].initial = form.rows_by
        self.only = only_choices(user)
        for n in range(len(self.shape.headings)):
            self._add_column(n, form.columns.get(str(n), {}))
        self._add_rows()

    def _add_column(self, n: int, said: dict[str, Any]) -> None:
        what = f"{said['what']}:{said['of']}" if said.get("of") else said.get("what", "")
        heading = self.shape.headings[n] or _("Column %(letter)s") % {"letter": letter(n)}
        self._add(f"what_{n}", forms.ChoiceField(label=heading, choices=WHAT, initial=what, required=False))
        self._add_exactly(f"only_{n}", f"in_{n}", said)
        text = forms.CharField(label=_("The text"), max_length=200, initial=said.get("text", ""), required=False)
        self._add(f"text_{n}", text)

    def _add_exactly(self, only: str, money: str, said: dict[str, Any]) -> None:
        initial = {"only": said.get("only", ""), "in": said.get("in", 1)}
        narrowed = forms.ChoiceField(label=_("Only"), choices=self.only, initial=initial["only"], required=False)
        self._add(only, narrowed)
        counted_in = forms.TypedChoiceField(
            label=_("Money in"), choices=IN, coerce=int, initial=initial["in"], required=False
        )
        self._add(money, counted_in)

    def _add(self, name: str, field: forms.Field) -> None:
        dress(field)
        self.fields[name] = field

    # --- whom the rows mean ---

    def _add_rows(self) -> None:
        self.strange = self._strange_names()
        for number, name in enumerate(self.strange):
            self._add(f"row_{number}", self._place_field(name))

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

    @property
    def figures(self) -> list[tuple[int, str, list[forms.BoundField]]]:
        """(row, its name, its fields) for each row that is a figure."""
        return []

    # --- what was chosen ---

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        columns = range(len(self.shape.headings))
        chosen = [found.get(f"what_{n}") or "" for n in columns]
        rows_by = found.get("rows_by")
        if rows_by != RowsBy.WHOLE and chosen.count(NAME) != 1:
            self.add_error("rows_by", NO_NAMES[rows_by == RowsBy.FIGURE])
        elif rows_by == RowsBy.FIGURE and not set(chosen) & set(VALUES):
            self.add_error("rows_by", _("Choose for one column at least which value of the row's figure it holds."))
        for n in columns:
            self._check_column(n, found, is_figure=rows_by == RowsBy.FIGURE)
        return found

    def _check_column(self, n: int, found: dict[str, Any], *, is_figure: bool) -> None:
        what, _sep, key = (found.get(f"what_{n}") or "").partition(":")
        if what == TEXT and not found.get(f"text_{n}"):
            self.add_error(f"text_{n}", _("Write the text that stands in this column."))
        if (key and is_figure) or (what in VALUES and not key and not is_figure):
            self.add_error(f"what_{n}", FIGURE_IS[is_figure])
        self._check_only(f"only_{n}", key, found)

    def _check_only(self, field: str, key: str, found: dict[str, Any]) -> None:
        is_channel = (found.get(field) or "").startswith(("donor_kind", "campaign", "connecting_unit"))
        if key and is_channel and not INDICATORS[key].by_channel:
            self.add_error(field, _("A waiting child has no round, no connecting unit and no donor."))

    def save(self) -> HigherForm:
        found, form = self.cleaned_data, self.form
        kept = {str(n): said for n in range(len(self.shape.headings)) if (said := self._column(n))}
        is_other = (found["rows_by"] == RowsBy.FIGURE) != (form.rows_by == RowsBy.FIGURE)
        form.named = self._guessed_rows(kept) if is_other else form.named | self._rows()
        form.columns, form.rows_by = kept, found["rows_by"]
        form.save()
        return form

    def _guessed_rows(self, columns: dict[str, Any]) -> dict[str, Any]:
        """Rows that were places until now become figures, or the other way round."""
        names = [int(n) for n, said in columns.items() if said["what"] == NAME]
        is_figure = self.cleaned_data["rows_by"] == RowsBy.FIGURE
        return named_figures(self.shape, names[0], None) if is_figure else {}

    def _column(self, n: int) -> dict[str, Any]:
        found = self.cleaned_data
        what, _sep, key = found[f"what_{n}"].partition(":")
        if key:
            return {"what": what} | self._exactly(key, f"only_{n}", f"in_{n}")
        if what in VALUES:
            return {"what": what, "only": found[f"only_{n}"]}
        return {"what": what} | ({"text": found[f"text_{n}"]} if what == TEXT else {}) if what else {}

    def _exactly(self, key: str, only: str, money: str) -> dict[str, Any]:
        found = self.cleaned_data
        unit = int(found[money] or 1) if INDICATORS[key].unit == VND else 1
        return {"of": key, "only": found[only], "in": unit}

    def _rows(self) -> dict[str, Any]:
        chosen = {plain(name): self.cleaned_data[f"row_{number}"] for number, name in enumerate(self.strange)}
        return {name: int(pk) for name, pk in chosen.items() if pk}


class FigureRowsForm(ColumnsForm):
    """What each column holds, and which figure each row is."""

    def _add_rows(self) -> None:
        names = [int(n) for n, said in self.form.columns.items() if said["what"] == NAME]
        self.figure_rows: list[FigureRow] = list(figure_rows(self.shape, names[0] if names else None))
        choices = [(UNDECIDED, _("not decided yet")), (STAYS, _("stays as it came"))]
        choices += [(key, capfirst(str(indicator.label))) for key, indicator in INDICATORS.items()]
        for row in self.figure_rows:
            said = self.form.named.get(row.key)
            exactly = said if isinstance(said, dict) else {}
            initial = exactly.get("of") or (STAYS if said == 0 else UNDECIDED)
            field = forms.ChoiceField(label=row.name, choices=choices, initial=initial, required=False)
            self._add(f"figure_{row.row}", field)
            self._add_exactly(f"figure_only_{row.row}", f"figure_in_{row.row}", exactly)

    @property
    def unanswered(self) -> list[str]:
        return [row.name for row in self.figure_rows if row.key not in self.form.named]

    @property
    def rows(self) -> list[forms.BoundField]:
        return []

    @property
    def figures(self) -> list[tuple[int, str, list[forms.BoundField]]]:
        names = ("figure", "figure_only", "figure_in")
        return [(row.row, row.name, [self[f"{name}_{row.row}"] for name in names]) for row in self.figure_rows]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for row in self.figure_rows:
            key = found.get(f"figure_{row.row}") or UNDECIDED
            self._check_only(f"figure_only_{row.row}", key if key in INDICATORS else "", found)
        return found

    def _rows(self) -> dict[str, Any]:
        chosen = [(row, self.cleaned_data[f"figure_{row.row}"]) for row in self.figure_rows]
        return {
            row.key: self._exactly(key, f"figure_only_{row.row}", f"figure_in_{row.row}") if key in INDICATORS else 0
            for row, key in chosen
            if key != UNDECIDED
        }


def columns_form(form: HigherForm) -> type[ColumnsForm]:
    return FigureRowsForm if form.rows_by == RowsBy.FIGURE else ColumnsForm


NO_NAMES = (
    gettext_lazy("One column has to hold the names of the communes or units."),
    gettext_lazy("One column has to hold the names of the figures."),
)
FIGURE_IS = (
    gettext_lazy("Which figure is this? Only where the rows are figures does the row say it."),
    gettext_lazy("The row says which figure it is. Choose which of its values stands here."),
)


def _what() -> list[Any]:
    values = [
        (UNTIL, gettext_lazy("up to the day")),
        (CHANGE, gettext_lazy("added in the period")),
        (BEFORE, gettext_lazy("up to the day before the period")),
    ]
    return [
        ("", gettext_lazy("stays as it came")),
        (NAME, gettext_lazy("name of the commune, unit or figure")),
        (NUMBER, gettext_lazy("running number")),
        (TEXT, gettext_lazy("a fixed text")),
        (gettext_lazy("Of the figure that the row names"), values),
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
