"""What narrows the registers: by campaign, and those of help at a place by unit, area and days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from campaigns.forms import CampaignChoice
from campaigns.models import Campaign
from campaigns.places import NOWHERE, PlaceFilter
from campaigns.result_forms import ALL
from organisation.access import units_where
from organisation.listing import FilterForm
from organisation.models import Unit
from organisation.roles import Permission


class RegisterFilters(FilterForm):
    campaign = CampaignChoice(Campaign.objects.none(), label=gettext_lazy("Campaign"), empty_label=ALL)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["campaign"]
        field.queryset = Campaign.objects.visible_to(user).as_tree().order_by("-top", "tree")

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        campaign = self.understood.get("campaign")
        return rows.of_campaign(campaign) if campaign else rows


class PlacedFilters(RegisterFilters):
    """The fairness page leads here: its numbers are the rows of the same unit, days and area."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=ALL, widget=forms.Select({"data-combobox": ""})
    )
    area = PlaceFilter(label=gettext_lazy("Present area"), empty_label=ALL)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units_where(user, Permission.VIEW_PLEDGES).order_by("path")
        area: Any = self.fields["area"]
        area.look_among(user, Permission.VIEW_PLEDGES, self.data.get("area"))

    def apply(self, rows: Any) -> Any:
        rows, chosen = super().apply(rows), self.understood
        if unit := chosen.get("unit"):
            rows = rows.filter(managing_unit__path__startswith=unit.path)
        if "since" in chosen or "until" in chosen:
            rows = rows.helped_in(chosen.get("since", dt.date.min), chosen.get("until", dt.date.max))
        if chosen.get("newest"):
            rows = rows.newest()
        area = chosen.get("area")
        return rows.at(None if area == NOWHERE else area.pk) if area else rows


class HouseFilters(PlacedFilters):
    since = forms.DateField(label=gettext_lazy("Handed over from"))
    until = forms.DateField(label=gettext_lazy("Handed over until"))


class LoanFilters(PlacedFilters):
    since = forms.DateField(label=gettext_lazy("As of, from"))
    until = forms.DateField(label=gettext_lazy("As of, until"))
    newest = forms.ChoiceField(
        label=gettext_lazy("Which entries"), choices=[("", ALL), ("last", gettext_lazy("Each fund once, as told last"))]
    )
