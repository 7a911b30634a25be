"""What a reader may ask of the figures: a day, a unit, a place, a channel."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign, Cluster
from children.areas import REMEMBERED_SECONDS, Areas, communes_to_filter_by, units_to_filter_by
from children.filters import UnfoldingFilters
from children.models import Child
from children.models.life import NeedKind
from donors.models import DonorKind
from organisation.access import paths_where, units_where
from organisation.formkit import DayField
from organisation.listing import Chip
from organisation.models import Area, Unit
from organisation.models.unit import UnitKind
from organisation.remembering import remembered
from organisation.roles import Permission
from reports.breakdown import DIVISIONS, in_order
from reports.changes import PERIODS, USUAL
from reports.indicators import pledges
from reports.ledger import BOOKS
from reports.pictures import open_needs
from reports.scope import NARROWED_BY, NOT_KNOWN, Scope, overlap
from sponsorship.models import LedgerSum
from sponsorship.models.ledger import Dimension

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

    def offer(self, areas: Areas, chosen: Any) -> None:
        choices: Any = areas.choices(ALL)
        if is_id(chosen) and int(chosen) not in areas.by_id:
            choices = [*choices, (chosen, place_name(int(chosen)))]
        self.choices = choices


class ChannelField(PlaceField):
    """A unit's, a round's or a district's id; 0 is what names none. What is nobody's is not found."""

    def offer(self, choices: list[Any], chosen: Any) -> None:
        self.choices = [("", ALL), *choices]
        if is_id(chosen) and chosen not in dict(self.choices):
            self.choices += [(chosen, "…")]  # the chip tells its name, or that it is nobody's


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


def channels_of(user: Any) -> dict[str, list[tuple[str, str]]]:
    """(id, name) of the units and rounds that pledges of the reader's units came by, and of the former districts."""
    seen_by = (Permission.VIEW_REPORTS, Permission.VIEW_PLEDGES, Permission.VIEW_CHILDREN)
    key = ("channels", *(tuple(paths_where(user, permission)) for permission in seen_by))
    return remembered(key, REMEMBERED_SECONDS, lambda: _channels_of(user))


def _channels_of(user: Any) -> dict[str, list[tuple[str, str]]]:
    units = units_where(user, Permission.VIEW_REPORTS)
    used = LedgerSum.objects.filter(unit__in=units).values("key")
    _present, former = communes_to_filter_by(user)
    districts = Area.objects.filter(pk__in=Area.objects.filter(pk__in=[a.pk for a in former]).values("parent"))
    records: dict[str, Any] = {
        "connecting_unit": Unit.objects.filter(pk__in=used.filter(dimension=Dimension.CONNECTING_UNIT)),
        "campaign": Campaign.objects.filter(pk__in=used.filter(dimension=Dimension.CAMPAIGN)),
        "former_district": districts,
        "cluster": Cluster.objects.visible_to(user),
    }
    parts = [rows.order_by().annotate(of=Value(key)).values_list("of", "pk", "name") for key, rows in records.items()]
    found: dict[str, list[tuple[str, str]]] = {key: [] for key in records}
    for of, pk, name in sorted(parts[0].union(*parts[1:]), key=lambda row: in_order(row[2])):
        found[of].append((str(pk), name))
    return found


DAYS: dict[Any, str] = {model: day for model, day in BOOKS.values()}
NEVER_SHOWN_WRONG = (
    "need",
    "after",
    "former_district",
    "cluster",
    "campaign",
    "connecting_unit",
    "managing_unit",
    "by",
)


class ScopeForm(UnfoldingFilters):
    as_of = forms.DateField(label=gettext_lazy("As of"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=ALL)
    commune = PlaceField(label=gettext_lazy("Commune of today"))
    former_commune = PlaceField(label=gettext_lazy("Commune before 7/2025"))
    former_district = ChannelField(label=gettext_lazy("Former district"))
    cluster = ChannelField(label=gettext_lazy("Cluster"))
    campaign = ChannelField(label=gettext_lazy("Campaign round"))
    connecting_unit = ChannelField(label=gettext_lazy("Connecting unit"))
    donor_kind = forms.ChoiceField(label=gettext_lazy("Kind of donor"), choices=[("", ALL), *DonorKind.choices])
    managing_unit = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    by = forms.ChoiceField(widget=forms.HiddenInput, choices=[(key, key) for key in DIVISIONS])

    always_shown: tuple[str, ...] = ("as_of", "unit", "commune")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["as_of"].widget.attrs["placeholder"] = f"{timezone.localdate():%d/%m/%Y}"
        fields["unit"].queryset = units_where(user, Permission.VIEW_REPORTS).exclude(kind__in=NOT_MANAGING)
        fields["unit"].choices = units_to_filter_by(user, ALL, Permission.VIEW_REPORTS, NOT_MANAGING)
        present, former = communes_to_filter_by(user)
        fields["commune"].offer(present, self.data.get("commune"))
        fields["former_commune"].offer(former, self.data.get("former_commune"))
        for name, choices in channels_of(user).items():
            fields[name].offer(choices, self.data.get(name))
        self.understood  # noqa: B018  # a hidden field cannot show its error, nor one with a place that is nobody's
        if any(self[name].errors for name in NEVER_SHOWN_WRONG if name in self.fields):
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
        places = {n: self.cleaned_data[n] for n in NARROWED_BY if self.cleaned_data.get(n) not in (None, "")}
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
        if scope.donor_kind is not None:
            found.append(Chip(_("Kind of donor"), capfirst(str(DonorKind(scope.donor_kind).label)), "donor_kind"))
        if scope.cluster is not None:
            found.append(Chip(_("Cluster"), self._cluster_name(scope.cluster), "cluster"))
        if scope.managing_unit is not None:
            unit = units_where(self.user, Permission.VIEW_REPORTS).filter(pk=scope.managing_unit).first()
            if unit is None:
                raise Http404
            found.append(Chip(_("Managed by this unit alone"), unit.name, "managing_unit"))
        return found

    def _cluster_name(self, pk: int) -> str:
        """Who reads the figures of a member knows of the cluster, whoever keeps it."""
        if pk == NOT_KNOWN:
            return _("Outside any cluster")
        cluster = get_object_or_404(Cluster, pk=pk)
        paths = cluster.members.values_list("unit__path", flat=True)
        if not overlap(paths, paths_where(self.user, Permission.VIEW_REPORTS)):
            get_object_or_404(Cluster.objects.visible_to(self.user), pk=pk)
        return cluster.name

    def _channel_name(self, key: str, model: Any, pk: int) -> str:
        if pk == NOT_KNOWN:
            return str(DIVISIONS[key].not_known)
        mine = pledges(Scope(user=self.user)).filter(**{key: pk})
        record = model.objects.filter(pk=pk).first()
        if record is None or not mine.exists():
            raise Http404
        return str(record)


class FigureListForm(ScopeForm):
    """A part of a figure's list, as other pages point at it: whom a need is open for, what was booked after a day."""

    need = forms.ChoiceField(widget=forms.HiddenInput, choices=NeedKind.choices)
    after = DayField(widget=forms.HiddenInput)

    def apply(self, rows: Any) -> Any:
        return super().apply(self.part_of(rows))

    @property
    def is_part(self) -> bool:
        return bool(self.understood.keys() & {"need", "after"})

    def part_of(self, rows: Any) -> Any:
        """What cannot be asked of these records is not found."""
        need, after = self.understood.get("need"), self.understood.get("after")
        if (need and rows.model is not Child) or (after and rows.model not in DAYS):
            raise Http404
        if need:
            rows = rows.filter(pk__in=open_needs(self.scope).filter(kind=need).values("child"))
        return rows.filter(**{f"{DAYS[rows.model]}__gt": after}) if after else rows

    @cached_property
    def chips(self) -> list[Chip]:
        found = list(super().chips)
        if need := self.understood.get("need"):
            found.append(Chip(_("Need"), capfirst(str(NeedKind(need).label)), "need"))
        if after := self.understood.get("after"):
            found.append(Chip(_("Booked after"), f"{after:%d/%m/%Y}", "after"))
        return found


class FiguresForm(ScopeForm):
    """A page of figures has nothing to search."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["q"]


class SummaryForm(FiguresForm):
    since = forms.ChoiceField(
        label=gettext_lazy("Change since"),
        choices=[("", PERIODS[USUAL][0]), *((k, t) for k, (t, _d) in PERIODS.items())],
    )

    always_shown = ("as_of", "since", "unit", "commune")

    @property
    def period(self) -> str:
        return self.understood.get("since") or USUAL
