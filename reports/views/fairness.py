"""Who was never helped and who several times: by commune, and the children behind each number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.places import NOWHERE
from children.areas import communes_to_filter_by
from organisation.access import can, requires, units_where
from organisation.access_log import log_access
from organisation.listing import FilterForm, Listing, frame_of
from organisation.models import Unit
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sheets import Column, xlsx_response
from reports.fairness import (
    HOW_OFTEN,
    NEVER,
    ONCE,
    SEVERAL,
    CommuneLine,
    Period,
    by_commune,
    children_with_helps,
    gifts_to_others,
)
from reports.forms import ALL, NOT_MANAGING, PlaceField
from reports.scope import Scope

OFTEN = [
    (NEVER, gettext_lazy("Never helped")),
    (ONCE, gettext_lazy("Helped once")),
    (SEVERAL, gettext_lazy("Helped several times")),
]
SORTS = {
    "name": ["name_sort", "id"],
    "commune": ["commune__name_folded", "name_sort", "id"],
    "helps": ["helps", "name_sort", "id"],
    "last": ["last_help_on", "name_sort", "id"],
}
GIFT_SORTS = {name: SORTS[name] for name in ("name", "commune")} | {"day": ["day", "id"]}
CHILD_SHEET = [
    Column(gettext_lazy("Code"), "code", 11),
    Column(gettext_lazy("Full name"), "full_name", 26),
    Column(gettext_lazy("Commune"), "commune.name", 24),
    Column(gettext_lazy("Pledges handed over"), "pledge_helps", 12),
    Column(gettext_lazy("Gifts handed over"), "gift_helps", 12),
    Column(gettext_lazy("Houses and loans"), "family_helps", 12),
    Column(gettext_lazy("Times helped"), "helps", 10),
    Column(gettext_lazy("Last helped on"), "last_help_on", 12),
]
COUNTS = [
    Column(gettext_lazy("Children in need"), "children", 12),
    Column(gettext_lazy("Never helped"), "never", 12),
    Column(gettext_lazy("Helped once"), "once", 12),
    Column(gettext_lazy("Helped several times"), "several", 14),
    Column(gettext_lazy("Houses handed over"), "houses", 12),
    Column(gettext_lazy("Loan funds"), "loans", 12),
    Column(gettext_lazy("Gifts to children not on record"), "other_gifts", 16),
]
NAMES = [str(column.value) for column in COUNTS]
OF_CHILDREN = ("children", *HOW_OFTEN)  # where a nought says something too
COMMUNE_SHEET = [Column(gettext_lazy("Commune"), lambda line: line.name or _("Place not known"), 28), *COUNTS]
GIFT_SHEET = [
    Column(gettext_lazy("Full name"), "full_name", 26),
    Column(gettext_lazy("Commune"), "commune.name", 24),
    Column(gettext_lazy("Gift list"), "gift_group.gift_list.title", 36),
    Column(gettext_lazy("Gift or award"), "gift_group.label", 26),
    Column(gettext_lazy("Handed over on"), "day", 12),
]


class FairnessForm(FilterForm):
    since = forms.DateField(label=gettext_lazy("From"))
    until = forms.DateField(label=gettext_lazy("Until"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=ALL)
    commune = PlaceField(label=gettext_lazy("Commune of today"))
    helped = forms.ChoiceField(label=gettext_lazy("How often"), choices=[("", ALL), *OFTEN])

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        units: Any = self.fields["unit"]
        units.queryset = units_where(user, Permission.VIEW_REPORTS).exclude(kind__in=NOT_MANAGING)
        present, _former = communes_to_filter_by(user)
        self.fields["commune"].offer(present, self.data.get("commune"))  # type: ignore[attr-defined]  # a PlaceField
        for name, day in zip(("since", "until"), self.period.days, strict=True):
            self.fields[name].widget.attrs["placeholder"] = f"{day:%d/%m/%Y}"

    @cached_property
    def period(self) -> Period:
        """This year until today, unless other days are asked for."""
        until = self.understood.get("until") or timezone.localdate()
        since = self.understood.get("since") or dt.date(until.year, 1, 1)
        return Period(min(since, until), until)

    @cached_property
    def scope(self) -> Scope:
        return Scope(user=self.user, unit=self.understood.get("unit"), commune=self.cleaned_data.get("commune"))

    def asked(self, **more: Any) -> str:
        """The address's parameters for the same period, unit and commune, narrowed further."""
        commune = self.scope.commune
        return urlencode(self._kept | ({} if commune is None else {"commune": commune}) | more)

    def registers(self, commune: int | None) -> dict[str, str]:
        """The lists of the same houses and loan funds."""
        here = self._kept | ({} if commune is None else {"area": commune or NOWHERE})
        return {
            "houses": f"{reverse('campaigns:houses')}?{urlencode(here)}",
            "loans": f"{reverse('campaigns:register', args=['loans'])}?{urlencode(here | {'newest': 'last'})}",
        }

    @property
    def _kept(self) -> dict[str, Any]:
        unit = self.understood.get("unit")
        days = {"since": f"{self.period.since:%d/%m/%Y}", "until": f"{self.period.until:%d/%m/%Y}"}
        return days | ({"unit": unit.pk} if unit else {})


class GiftsForm(FairnessForm):
    """Of who is no child on record nobody knows how often he was helped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["helped"]


class CommunesForm(FairnessForm):
    """The table has nothing to search, and shows how often beside each other."""

    communes = forms.ChoiceField(
        label=gettext_lazy("Communes to show"),
        choices=[("", ALL), ("untouched", gettext_lazy("Where nobody was helped"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["q"], self.fields["helped"]


@requires(Permission.VIEW_REPORTS)
def fairness(request: HttpRequest) -> HttpResponseBase:
    form = CommunesForm(request.GET, user=request.user)
    every = by_commune(form.scope, form.period)
    untouched = [line for line in every if line.is_untouched]
    lines = untouched if form.understood.get("communes") else every
    if request.GET.get("export") == "xlsx":
        if not can(request.user, Permission.EXPORT):
            raise PermissionDenied
        return xlsx_response("ai-chua-duoc-giup", COMMUNE_SHEET, lines)[0]
    links = _links(form)
    context = {
        "page_title": _("Who was helped, who never"),
        "form": form,
        "period": form.period,
        "labels": [column.heading for column in COUNTS],
        "lines": [(line, _cells(vars(line), _links(form, line), but=OF_CHILDREN)) for line in lines],
        "total": _total(every),
        "total_links": links,
        "foot": _cells(_total(lines), {} if form.understood.get("communes") else links, but=NAMES),
        "untouched": len(untouched),
        "untouched_link": form.asked(communes="untouched"),
        "may_export": can(request.user, Permission.EXPORT),
        "frame": frame_of(request),
    }
    response = render(request, "reports/fairness.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _total(lines: list[CommuneLine]) -> dict[str, int]:
    return {name: sum(getattr(line, name) for line in lines) for name in NAMES}


def _links(form: FairnessForm, line: CommuneLine | None = None) -> dict[str, str]:
    """The list behind each number of a line, or of all of them."""
    commune = form.scope.commune if line is None else line.key
    here = {} if commune is None else {"commune": commune}
    children, gifts = reverse("reports:fairness_list"), reverse("reports:fairness_gifts")
    often = {name: f"{children}?{form.asked(**here, helped=name)}" for name in HOW_OFTEN}
    others = {"children": f"{children}?{form.asked(**here)}", "other_gifts": f"{gifts}?{form.asked(**here)}"}
    return often | others | form.registers(commune)


class Cell(NamedTuple):
    label: str
    number: int
    url: str
    is_empty: bool  # nothing to look at: left out on a telephone


def _cells(counts: Mapping[str, int], links: Mapping[str, str], *, but: Collection[str]) -> list[Cell]:
    """The numbers of a line with the lists behind them; a nought is empty, `but` in these columns."""
    found = []
    for name, column in zip(NAMES, COUNTS, strict=True):
        is_empty = not counts[name] and name not in but
        found.append(Cell(str(column.heading), counts[name], "" if is_empty else links.get(name, ""), is_empty))
    return found


@requires(Permission.VIEW_REPORTS)
def fairness_list(request: HttpRequest) -> Any:
    form = FairnessForm(request.GET, user=request.user)
    rows = children_with_helps(form.scope, form.period, form.understood.get("helped", "")).select_related("commune")
    listing = _listing(
        request,
        form,
        rows,
        sorts=SORTS,
        columns=CHILD_SHEET,
        filename="tre-va-so-lan-duoc-giup",
        export_unit_field="managing_unit",
    )
    context = {
        "page_title": _("Children and how often they were helped"),
        "period": form.period,
        "back": form.asked(),
    }
    return listing.render("reports/fairness_list.html", context)


@requires(Permission.VIEW_REPORTS)
def fairness_gifts(request: HttpRequest) -> Any:
    """Gifts to names on a paper that are no child of the register."""
    form = GiftsForm(request.GET, user=request.user)
    listing = _listing(
        request,
        form,
        gifts_to_others(form.scope, form.period).select_related("commune", "gift_group__gift_list"),
        sorts=GIFT_SORTS,
        columns=GIFT_SHEET,
        filename="qua-cho-tre-chua-co-ho-so",
        export_unit_field="gift_group__gift_list__managing_unit",
    )
    context = {"page_title": _("Gifts to children not on record"), "back": form.asked()}
    return listing.render("reports/fairness_gifts.html", context)


def _listing(request: HttpRequest, form: FairnessForm, rows: QuerySet[Any], **shown: Any) -> Listing:
    """The rows by name; that they were looked at or taken out is logged."""
    user: Any = request.user
    listing = Listing(
        request,
        rows,
        form_class=type(form),
        form_kwargs={"user": user},
        default_sort="name",
        audit=lambda action, n: log_access(user, AccessAction(action), rows.model, rows_count=n),
        **shown,
    )
    log_access(user, AccessAction.VIEW, rows.model, rows_count=len(listing.rows))
    return listing
