"""The list behind each figure: its rows, how they are sorted, and its sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from children import rows as children_rows
from children.models import Child
from donors.models import Donor, DonorKind
from organisation.access import units_where
from organisation.roles import Permission
from organisation.sheets import Column
from reports.indicators import INDICATORS, pledges_in_force
from reports.scope import Scope
from sponsorship.models import Handover, Pledge, Receipt


@dataclass(frozen=True)
class FigureList:
    """`summed` names the column whose sum is the figure; without it the figure is the number of rows."""

    template: str
    model: Any
    rows: Callable[[Scope], QuerySet]
    sorts: Mapping[str, Sequence[str]]
    default_sort: str
    columns: Sequence[Column]
    summed: str = ""


def _children(key: str) -> Callable[[Scope], QuerySet]:
    return lambda scope: children_rows.as_rows(INDICATORS[key].rows(scope))


def _donors(scope: Scope) -> QuerySet:
    """With `children_count` in this scope, and whether the reader may open the donor's own record."""
    mine = pledges_in_force(scope).filter(donor=OuterRef("pk")).order_by().values("donor")
    visible = Q(managing_unit__in=units_where(scope.user, Permission.VIEW_DONORS))
    return (
        INDICATORS["donors_active"]
        .rows(scope)
        .annotate(children_count=Subquery(mine.annotate(n=Count("child", distinct=True)).values("n")), may_open=visible)
    )


def _pledges(key: str) -> Callable[[Scope], QuerySet]:
    return lambda scope: INDICATORS[key].rows(scope).select_related("donor", "child", "balance")


def _entries(key: str) -> Callable[[Scope], QuerySet]:
    return lambda scope: INDICATORS[key].rows(scope).select_related("pledge__donor")


def _held(scope: Scope) -> QuerySet:
    return INDICATORS["held_vnd"].rows(scope).select_related("donor")


def _child_list(key: str) -> FigureList:
    sorts = {name: children_rows.SORTS[name] for name in ("name", "born", "commune")} | {"need": ["needs_since", "id"]}
    return FigureList("reports/list_children.html", Child, _children(key), sorts, "name", children_rows.SHEET)


CHILD_LISTS = ("children_sponsored", "children_helped", "children_waiting", "children_waiting_union")
PLEDGE = [Column(_("Pledge"), "code", 11), Column(_("Donor"), "donor", 36)]
ENTRY = [
    Column(pgettext_lazy("ledger", "Amount"), "amount_vnd", 16),
    Column(_("Pledge"), "pledge.code", 11),
    Column(_("Donor"), "pledge.donor", 36),
    Column(_("Note"), "note", 30),
]


def _pledge_list(key: str, summed: str = "") -> FigureList:
    return FigureList(
        "reports/list_pledges.html",
        Pledge,
        _pledges(key),
        {"start": ["starts_on", "id"], "donor": ["donor__name_sort", "id"], "pledged": ["balance__pledged_vnd", "id"]},
        "-start",
        [
            *PLEDGE,
            Column(_("Child"), "child.full_name", 26),
            Column(_("From"), "starts_on", 12),
            Column(_("Until"), "ends_on", 12),
            Column(_("Ended on"), "ended_on", 12),
            Column(pgettext_lazy("figure", "Pledged"), "balance.pledged_vnd", 18),
        ],
        summed=summed,
    )


LISTS = {
    "donors_active": FigureList(
        "reports/list_donors.html",
        Donor,
        _donors,
        {"name": ["name_sort", "id"], "children": ["children_count", "name_sort", "id"]},
        "name",
        [
            Column(_("Code"), "code", 11),
            Column(_("Donor"), str, 36),
            Column(_("Kind"), lambda donor: capfirst(str(DonorKind(donor.kind).label)), 16),
            Column(_("Children sponsored"), "children_count", 14),
        ],
    ),
    **{key: _child_list(key) for key in CHILD_LISTS},
    "pledges_active": _pledge_list("pledges_active"),
    "pledged_vnd": _pledge_list("pledged_vnd", "balance__pledged_vnd"),
    "received_vnd": FigureList(
        "reports/list_receipts.html",
        Receipt,
        _entries("received_vnd"),
        {"day": ["received_on", "id"], "amount": ["amount_vnd", "id"]},
        "-day",
        [Column(_("Code"), "code", 11), Column(_("Received on"), "received_on", 12), *ENTRY],
        summed="amount_vnd",
    ),
    "delivered_vnd": FigureList(
        "reports/list_handovers.html",
        Handover,
        _entries("delivered_vnd"),
        {"day": ["handed_on", "id"], "amount": ["amount_vnd", "id"]},
        "-day",
        [Column(_("Code"), "code", 11), Column(_("Handed over on"), "handed_on", 12), *ENTRY],
        summed="amount_vnd",
    ),
    "held_vnd": FigureList(
        "reports/list_held.html",
        Pledge,
        _held,
        {"donor": ["donor__name_sort", "id"], "held": ["held", "id"]},
        "donor",
        [
            *PLEDGE,
            Column(pgettext_lazy("figure", "Received"), "received", 18),
            Column(pgettext_lazy("figure", "Delivered"), "delivered", 18),
            Column(pgettext_lazy("figure", "Held"), "held", 18),
        ],
        summed="held",
    ),
}
