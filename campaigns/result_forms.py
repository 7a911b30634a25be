"""A line of results with the sources it was paid from, what a paper states, and what narrows the list of lines."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.measures import MEASURES
from campaigns.models import Campaign, MeasureUnit, Qualifier, Result, ResultCategory, StatedFigure, UnionLevel
from campaigns.models.sources import FundingSource
from campaigns.operations.results import Shares
from campaigns.places import PlaceField
from organisation.access import can, own_post, units_where
from organisation.fields import TidyForm
from organisation.formkit import MoneyField
from organisation.listing import FilterForm
from organisation.models import Unit
from organisation.roles import Permission

ALL = gettext_lazy("All")
SHARES = range(1, 5)  # more sources than one line ever had
UNION = FundingSource.UNION_FINANCE


def labelled(choices: Any, empty: Any = None) -> list[tuple[str, Any]]:
    first = [] if empty is None else [("", empty)]
    return first + [(choice.value, capfirst(str(choice.label))) for choice in choices if choice.value]


def qualifiers() -> list[tuple[str, Any]]:
    return labelled(Qualifier, capfirst(str(Qualifier.EXACT.label)))


def sources() -> list[tuple[str, Any]]:
    """Each source; union finance by level too."""
    found: list[tuple[str, Any]] = [("", _("none"))]
    for source in FundingSource:
        found.append((source.value, capfirst(str(source.label))))
        if source == UNION:
            found += [
                (f"{source.value}:{level.value}", f"{capfirst(str(source.label))}, {level.label}")
                for level in UnionLevel
            ]
    return found


def offer_units(field: Any, user: Any, kept: int | None) -> None:
    own = units_where(user, Permission.EDIT_CAMPAIGNS).open()
    field.empty_label = None
    field.queryset = Unit.objects.filter(Q(pk__in=own.values("pk")) | Q(pk=kept)).order_by("path")


class ResultFilters(FilterForm):
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=lambda: labelled(ResultCategory, ALL))
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=ALL, widget=forms.Select({"data-combobox": ""})
    )
    area = PlaceField(label=gettext_lazy("Area"), empty_label=ALL)
    since = forms.DateField(label=pgettext_lazy("period", "From"))
    until = forms.DateField(label=pgettext_lazy("period", "Until"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_where(user, Permission.VIEW_PLEDGES).order_by("path")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["q"].widget.attrs |= {"placeholder": _("Words or code of a line; marks may be left out")}
        self.fields["area"].offer(user, Permission.VIEW_PLEDGES)  # type: ignore[attr-defined]  # a PlaceField

    def apply(self, rows: Any) -> Any:
        rows, chosen = super().apply(rows), self.understood
        if category := chosen.get("category"):
            rows = rows.filter(category=category)
        if unit := chosen.get("unit"):
            rows = rows.filter(managing_unit__path__startswith=unit.path)
        if area := chosen.get("area"):
            rows = rows.in_area(area)
        if since := chosen.get("since"):
            rows = rows.filter(ends_on__gte=since)
        if until := chosen.get("until"):
            rows = rows.filter(ends_on__lte=until)
        return rows


class ResultForm(TidyForm, forms.ModelForm):
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=lambda: labelled(ResultCategory))
    measure = forms.ChoiceField(label=gettext_lazy("Unit of measure"), choices=lambda: labelled(MeasureUnit))
    qualifier = forms.ChoiceField(label=gettext_lazy("The numbers are"), choices=qualifiers, required=False)
    money_qualifier = forms.ChoiceField(label=gettext_lazy("The amount is"), choices=qualifiers, required=False)
    area = PlaceField(
        label=gettext_lazy("Area"),
        help_text=gettext_lazy("For lists and sums by commune, before the mergers or after."),
    )

    fieldsets = [
        (
            gettext_lazy("What was done"),
            ["label", "category", "managing_unit", "parent", "has_examples"],
        ),
        (
            gettext_lazy("Numbers and money"),
            [
                "quantity", "measure", "qualifier", "people_count", "times_count", "rate_vnd", "amount_vnd",
                "goods_vnd", "money_qualifier",
            ],
            gettext_lazy("Empty means not known, never zero. Somebody helped thrice is 1 person, 3 times."),
        ),
        (
            gettext_lazy("From whose money"),
            [name for n in SHARES for name in (f"source_{n}", f"share_{n}_vnd")],
            gettext_lazy("Leave a share empty where the source is known and its amount is not."),
        ),
        (gettext_lazy("When, where, from what paper"), ["starts_on", "ends_on", "area", "place", "told_by", "note"]),
    ]  # fmt: skip
    widths = {
        "label": "full", "parent": "full", "has_examples": "full", "quantity": "third", "measure": "third",
        "qualifier": "third", "goods_vnd": "third", "money_qualifier": "third", "amount_vnd": "third",
        "told_by": "full",
    }  # fmt: skip

    class Meta:
        model = Result
        fields = [
            "label", "category", "managing_unit", "parent", "has_examples", "quantity", "measure", "qualifier",
            "people_count", "times_count", "rate_vnd", "amount_vnd", "goods_vnd", "money_qualifier", "starts_on",
            "ends_on", "area", "place", "told_by", "note",
        ]  # fmt: skip
        widgets = {
            "managing_unit": forms.Select(attrs={"data-combobox": ""}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"place": gettext_lazy("Place, as the paper has it")}
        help_texts = {
            "has_examples": gettext_lazy("“Such as …”: the parts need not add up to this line."),
            "told_by": gettext_lazy("The newspaper with its day, or the unit's report with its number."),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["managing_unit"], user, self.instance.managing_unit_id)
        self.fields["area"].offer(user, Permission.EDIT_CAMPAIGNS, self.instance.area)  # type: ignore[attr-defined]  # a PlaceField
        parent: Any = self.fields["parent"]
        parent.empty_label = _("Nothing: it is a whole line")
        wholes = Result.objects.filter(campaign=self.instance.campaign_id, parent=None)
        parent.queryset = wholes.exclude(pk=self.instance.pk).order_by("-ends_on", "id")

    def add_fields(self) -> None:
        for number in SHARES:
            label = _("Source %(n)s") % {"n": number}
            self.fields[f"source_{number}"] = forms.ChoiceField(label=label, choices=sources(), required=False)
            self.fields[f"share_{number}_vnd"] = MoneyField(label=_("Of it"), required=False, min_value=1)

    def beside(self, record: Result) -> dict[str, Any]:
        """The sources as they are kept with the line, in pairs."""
        found: dict[str, Any] = {}
        for number, funding in zip_longest(SHARES, record.funding.order_by("id")[: len(SHARES)]):
            found[f"source_{number}"] = f"{funding.source}:{funding.level}".rstrip(":") if funding else ""
            found[f"share_{number}_vnd"] = funding.amount_vnd if funding else None
        return found

    @property
    def shares(self) -> Shares:
        found: dict[tuple[str, str], int | None] = {}
        for number in SHARES:
            if said := self.cleaned_data.get(f"source_{number}"):
                source, _colon, level = said.partition(":")
                found[source, level] = self.cleaned_data.get(f"share_{number}_vnd")
        return found

    def clean(self) -> dict[str, Any]:
        super().clean()
        got = self.cleaned_data.get
        people, times = got("people_count"), got("times_count")
        if people is not None and times is not None and people > times:
            self.add_error("times_count", _("Fewer times than people: whoever was helped was helped at least once."))
        starts_on, ends_on = got("starts_on"), got("ends_on")
        if starts_on and ends_on and starts_on > ends_on:
            self.add_error("ends_on", _("This day is before the first one."))
        self._check_shares()
        return self.cleaned_data

    def _check_shares(self) -> None:
        said = [source for n in SHARES if (source := self.cleaned_data.get(f"source_{n}"))]
        for number in SHARES:
            source, share = (self.cleaned_data.get(name) for name in (f"source_{number}", f"share_{number}_vnd"))
            if share and not source:
                self.add_error(f"source_{number}", _("From which source is this amount?"))
            if source and said.count(source) > 1:
                self.add_error(f"source_{number}", _("This source is named twice."))
        known = sum(amount or 0 for amount in self.shares.values())
        value = (self.cleaned_data.get("amount_vnd") or 0) + (self.cleaned_data.get("goods_vnd") or 0)
        if known > value:
            self.add_error(
                "amount_vnd", _("The shares of the sources come to more than the money and goods of the line.")
            )


class StatedForm(TidyForm, forms.ModelForm):
    measure = forms.ChoiceField(
        label=gettext_lazy("Compare with"),
        required=False,
        choices=lambda: [("", _("nothing in the records")), *((key, m.label) for key, m in MEASURES.items())],
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Only of the category"), required=False, choices=lambda: labelled(ResultCategory, ALL)
    )
    qualifier = forms.ChoiceField(label=gettext_lazy("The figure is"), choices=qualifiers, required=False)

    fieldsets = [
        (gettext_lazy("What the paper says"), ["label", "number", "qualifier", "scope_text", "paper", "said_on"]),
        (
            gettext_lazy("What to compare it with"),
            ["measure", "category", "unit", "explanation"],
            gettext_lazy("A difference is shown, never corrected. Whoever explains it is named with the explanation."),
        ),
    ]
    widths = {"label": "full", "unit": "full", "explanation": "full"}

    class Meta:
        model = StatedFigure
        fields = [
            "label", "number", "qualifier", "scope_text", "paper", "said_on", "measure", "category", "unit",
            "explanation",
        ]  # fmt: skip
        widgets = {"unit": forms.Select(attrs={"data-combobox": ""}), "explanation": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"number": gettext_lazy("Money in đồng, written in full.")}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.empty_label = ALL
        unit.queryset = units_where(user, Permission.VIEW_PLEDGES).order_by("path")


def first_post(user: Any, campaign: Campaign | None) -> Unit | None:
    """The unit a form begins with: the campaign's own, else the first one where the person may edit."""
    if campaign and can(user, Permission.EDIT_CAMPAIGNS, campaign.managing_unit):
        return campaign.managing_unit
    return own_post(user, Permission.EDIT_CAMPAIGNS)
