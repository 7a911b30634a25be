"""A house, a loan fund, an agreement; a cluster of units and its members of a year."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms import CampaignChoice
from campaigns.models import Agreement, Campaign, Cluster, House, HouseWork, Loan, LoanKind
from campaigns.models.help import STAGES
from campaigns.places import PlaceField
from campaigns.result_forms import labelled, offer_units, qualifiers
from children.models import Child
from organisation.access import units_where
from organisation.fields import TidyForm
from organisation.models import Unit
from organisation.roles import Permission


class RegisterForm(TidyForm, forms.ModelForm):
    campaign = CampaignChoice(Campaign.objects.none(), label=gettext_lazy("Campaign"), empty_label=None)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["managing_unit"], user, self.instance.managing_unit_id)
        campaigns: Any = self.fields["campaign"]
        campaigns.queryset = Campaign.objects.visible_to(user).as_tree().order_by("-top", "tree")

    def in_order(self, *names: str) -> None:
        """Each day that is known not before the last one that is known."""
        known = [(name, day) for name in names if (day := self.cleaned_data.get(name))]
        for (_early, before), (late, after) in pairwise(known):
            if after < before:
                self.add_error(late, _("This day is before the one above."))


PLACE = (gettext_lazy("Campaign and unit"), ["campaign", "managing_unit", "note"])
WIDE = {"name": "full", "campaign": "full", "managing_unit": "full", "note": "full", "children": "full"}
CODES = re.compile(r"[\s,;]+")
CONTROLS = {
    "managing_unit": forms.Select(attrs={"data-combobox": ""}),
    "note": forms.Textarea(attrs={"rows": 2}),
}


class PlacedForm(RegisterForm):
    """Where the help is, and which children of the register it reaches by their families."""

    area = PlaceField(
        label=gettext_lazy("Area"),
        help_text=gettext_lazy("For lists and sums by commune, before the mergers or after."),
    )
    children = forms.CharField(
        label=gettext_lazy("Children of the register in these families"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Their codes, for example TE000012, TE000013. They count as helped by it."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.known = Child.objects.visible_to(user)
        super().__init__(*args, user=user, **kwargs)
        area: Any = self.fields["area"]
        area.offer(user, Permission.EDIT_CAMPAIGNS, self.instance.area)

    def beside(self, record: Any) -> dict[str, Any]:
        codes = self.known.filter(helped_by__in=record.children.all()).order_by("id")
        return {"children": ", ".join(codes.values_list("code", flat=True))}

    def clean_children(self) -> set[int]:
        """The ids of the named children, and of those that somebody named whom this person does not see."""
        codes = {code for code in CODES.split(self.cleaned_data["children"].upper()) if code}
        found = {child.code: child for child in self.known.filter(code__in=codes)}
        if missing := sorted(codes - found.keys()):
            raise forms.ValidationError(
                _("There is no child with the code %(code)s."), code="unknown", params={"code": missing[0][:30]}
            )
        if hidden := next((child.code for child in found.values() if child.is_hidden), None):
            raise forms.ValidationError(
                _("The place of %(code)s is kept secret: a house or fund would tell it."),
                code="hidden",
                params={"code": hidden},
            )
        unseen = self.instance.children.exclude(child__in=self.known) if self.instance.pk else []
        return {child.pk for child in found.values()} | {link.child_id for link in unseen}


class HouseForm(PlacedForm):
    work = forms.ChoiceField(label=gettext_lazy("New or repaired"), choices=lambda: labelled(HouseWork))
    fieldsets = [
        (gettext_lazy("The household"), ["name", "poverty", "work", "area", "place", "children"]),
        (gettext_lazy("Money"), ["support_vnd", "total_cost_vnd"], gettext_lazy("Leave empty what is not known yet.")),
        (gettext_lazy("Stages"), [*STAGES]),
        PLACE,
    ]
    widths = WIDE

    class Meta:
        model = House
        fields = ["name", "poverty", "work", "area", "place", "support_vnd", "total_cost_vnd", *STAGES, *PLACE[1]]
        widgets = CONTROLS

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.in_order(*STAGES)
        support, cost = self.cleaned_data.get("support_vnd"), self.cleaned_data.get("total_cost_vnd")
        if support is not None and cost is not None and support > cost:
            self.add_error("total_cost_vnd", _("The house cost less than the support that was given for it."))
        return self.cleaned_data


class LoanForm(PlacedForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=lambda: labelled(LoanKind))
    put_in_qualifier = forms.ChoiceField(label=gettext_lazy("The amount is"), choices=qualifiers, required=False)
    fieldsets = [
        (gettext_lazy("The fund"), ["name", "kind", "as_of", "area", "place", "children"]),
        (
            gettext_lazy("How it stands"),
            [
                "put_in_vnd", "put_in_qualifier", "animals_count", "projects_count", "borrowers_count", "repaid_vnd",
                "outstanding_vnd",
            ],
            gettext_lazy("This money comes back: it is never added to gifts. Leave empty what nobody knows."),
        ),
        PLACE,
    ]  # fmt: skip
    widths = WIDE

    class Meta:
        model = Loan
        fields = [
            "name", "kind", "as_of", "area", "place", "put_in_vnd", "put_in_qualifier", "animals_count",
            "projects_count", "borrowers_count", "repaid_vnd", "outstanding_vnd", *PLACE[1],
        ]  # fmt: skip
        labels = {"place": gettext_lazy("Place as the paper has it")}
        widgets = CONTROLS

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("animals_count") is not None and self.cleaned_data.get("kind") == LoanKind.MONEY:
            self.add_error("animals_count", _("Only a fund of animals has animals."))
        return self.cleaned_data


class AgreementForm(RegisterForm):
    fieldsets = [
        (gettext_lazy("The agreement"), ["name", "what", "discount", "valid_from", "valid_until"]),
        PLACE,
    ]
    widths = WIDE | {"what": "full", "discount": "full"}

    class Meta:
        model = Agreement
        fields = ["name", "what", "discount", "valid_from", "valid_until", *PLACE[1]]
        widgets = CONTROLS

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.in_order("valid_from", "valid_until")
        return self.cleaned_data


class ClusterForm(TidyForm, forms.ModelForm):
    fieldsets = [(gettext_lazy("The cluster"), ["name", "managing_unit", "note"])]
    widths = WIDE

    class Meta:
        model = Cluster
        fields = ["name", "managing_unit", "note"]
        widgets = CONTROLS

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["managing_unit"], user, self.instance.managing_unit_id)

    def clean(self) -> dict[str, Any]:
        super().clean()
        name, unit = self.cleaned_data.get("name"), self.cleaned_data.get("managing_unit")
        same = Cluster.objects.filter(name=name, managing_unit=unit).exclude(pk=self.instance.pk)
        if name and same.exists():
            self.add_error("name", _("There is a cluster with this name already."))
        return self.cleaned_data


@dataclass(frozen=True)
class Member:
    """A unit that may be ticked; `is_head` of the cluster in that year."""

    unit: Unit
    is_member: bool
    is_head: bool


@dataclass(frozen=True)
class Offered:
    """The units that may be members: below the unit that keeps the cluster, and whoever was a member once."""

    units: Any  # of units

    AT_MOST = 20

    def rows(self, units: Collection[int] = (), head: int = 0, find: str = "", **_other: Any) -> list[Member]:
        """The ticked ones, then those that the typed words find."""
        ticked = list(self.units.filter(pk__in=units).order_by("path"))
        more = self.units.open().search(find).exclude(pk__in=units).order_by("path") if len(find.strip()) > 1 else []
        rows = [Member(unit, True, unit.pk == head) for unit in ticked]
        return rows + [Member(unit, False, False) for unit in more[: self.AT_MOST]]


def members_among(user: Any, cluster: Cluster) -> Offered:
    near = units_where(user, Permission.VIEW_PLEDGES).filter(path__startswith=cluster.managing_unit.path)
    once = cluster.members.values("unit")
    return Offered(Unit.objects.filter(Q(pk__in=near.values("pk")) | Q(pk__in=once)))


def number_of(text: str | None) -> int:
    """0 for what is no number."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


class MembersForm(TidyForm, forms.Form):
    """Ticks and the head are drawn by cluster_choices.html: all units of a province fit in no list."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1930, max_value=2200)
    find = forms.CharField(
        label=gettext_lazy("Find a unit"),
        required=False,
        max_length=100,
        widget=forms.SearchInput,
        help_text=gettext_lazy("Type words of its name, marks may be left out, or its code; then tick it below."),
    )
    units = forms.ModelMultipleChoiceField(Unit.objects.none(), label=gettext_lazy("Members"))
    head = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Head of the cluster"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version_name = ""  # the operation compares it
    widths = {"year": "third", "find": "full"}

    def __init__(self, *args: Any, user: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = members_among(user, cluster)
        for name in ("units", "head"):
            field: Any = self.fields[name]
            field.queryset = self.offered.units
        self.fields["find"].widget.attrs |= {
            "autocomplete": "off",
            "hx-get": reverse("campaigns:cluster_found", args=[cluster.public_id]),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#members",
            "hx-include": "[name=units]:checked, [name=head]:checked",
        }

    @property
    def members(self) -> list[Member]:
        """As they were ticked, or as they stand."""
        if not self.is_bound:
            return self.offered.rows(**self.initial)
        units = [number_of(text) for text in self.data.getlist("units")]  # type: ignore[attr-defined]  # what a browser sends
        return self.offered.rows(units, number_of(self.data.get("head")), self.data.get("find") or "")
