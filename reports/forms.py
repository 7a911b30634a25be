"""What a reader may ask of the figures: a day, a unit, a place, a channel."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign
from children.areas import communes_to_filter_by
from organisation.access import units_where
from organisation.listing import Chip, FilterForm
from organisation.models import Area, Unit
from organisation.models.unit import UnitKind
from organisation.roles import Permission
from reports.breakdown import DIVISIONS
from reports.indicators import pledges
from reports.scope import NARROWED_BY, NOT_KNOWN, Scope

ALL = gettext_lazy("All")
FIRST_DAY = datetime.date(2010, 1, 1)
# Units that never manage records themselves would only make the list long.
NOT_MANAGING = [UnitKind.GRASSROOTS_UNION, UnitKind.SCHOOL, UnitKind.OTHER]


class PlaceField(forms.TypedChoiceField):
    """An area's id. Children may live outside the units' own areas: any id is understood, only some are offered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, widget=forms.Select({"data-combobox": ""}), **kwargs)

    def valid_value(self, value: Any) -> bool:
        return is_id(value)

    def offer(self, areas: list[Area], chosen: Any) -> None:
        choices = [(str(area.pk), area.name) for area in areas]
        if is_id(chosen) and chosen not in dict(choices):
            choices += [(chosen, place_name(int(chosen)))]
        self.choices = [("", ALL), *choices]


def is_id(value: Any) -> bool:
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) <= 18


def place_name(pk: int) -> str:
    if pk == NOT_KNOWN:
        return _("Not known")
    area = Area.objects.filter(pk=pk).first()
    if area is None:
        raise Http404
    return area.name


class ScopeForm(FilterForm):
    as_of = forms.DateField(label=gettext_lazy("As of"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=ALL)
    commune = PlaceField(label=gettext_lazy("Commune of today"))
    former_commune = PlaceField(label=gettext_lazy("Commune before 7/2025"))
    former_district = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    connecting_unit = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    campaign = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    by = forms.ChoiceField(widget=forms.HiddenInput, choices=[(key, key) for key in DIVISIONS])

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["as_of"].widget.attrs["placeholder"] = f"{timezone.localdate():%d/%m/%Y}"
        units = units_where(user, Permission.VIEW_REPORTS).exclude(kind__in=NOT_MANAGING)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a ModelChoiceField
        present, former = communes_to_filter_by(user)
        self.fields["commune"].offer(present, self.data.get("commune"))  # type: ignore[attr-defined]  # a PlaceField
        self.fields["former_commune"].offer(former, self.data.get("former_commune"))  # type: ignore[attr-defined]  # as above
        self.understood  # noqa: B018  # a hidden field cannot show its error
        if any(bound.errors for bound in self.hidden_fields()):
            raise Http404

    def clean_as_of(self) -> datetime.date | None:
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Figures can be given up to today."))
        if day and day < FIRST_DAY:
            raise ValidationError(_("Write a day from 01/01/2010 on."))
        return day

    @cached_property
    def scope(self) -> Scope:
        chosen = self.understood
        places = {name: self.cleaned_data[name] for name in NARROWED_BY if self.cleaned_data.get(name) is not None}
        return Scope(
            user=self.user, as_of=chosen.get("as_of") or timezone.localdate(), unit=chosen.get("unit"), **places
        )

    @property
    def division(self) -> str:
        return self.understood.get("by") or "commune"

    @cached_property
    def chips(self) -> list[Chip]:
        """The hidden filters in words. A unit or round of somebody else's pledges is not named: 404."""
        scope, found = self.scope, []
        if scope.former_district is not None:
            found.append(Chip(_("Former district"), place_name(scope.former_district), "former_district"))
        for key, model in (("connecting_unit", Unit), ("campaign", Campaign)):
            pk = getattr(scope, key)
            if pk is not None:
                found.append(Chip(str(DIVISIONS[key].heading), self._channel_name(key, model, pk), key))
        return found

    def _channel_name(self, key: str, model: Any, pk: int) -> str:
        if pk == NOT_KNOWN:
            return str(DIVISIONS[key].not_known)
        mine = pledges(Scope(user=self.user)).filter(**{key: pk})
        record = model.objects.filter(pk=pk).first()
        if record is None or not mine.exists():
            raise Http404
        return str(record)


class SummaryForm(ScopeForm):
    """The page of figures has nothing to search."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["q"]
