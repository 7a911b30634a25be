"""The figures leaders ask for. A number and the list behind it come from the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from children.models import Child
from children.models.child import ChildQuerySet
from donors.models import Donor
from organisation.roles import Permission
from reports.kept import children_counts
from reports.ledger import booked_ahead, both_sides, handovers, held, pledged, receipts
from reports.scope import Scope
from sponsorship.models import Pledge
from sponsorship.models.ledger import Side
from sponsorship.models.pledge import PledgeQuerySet

PEOPLE, PLEDGES, VND = "people", "pledges", "VND"


@dataclass(frozen=True)
class Indicator:
    """A figure, what it means, and the records it counts or sums."""

    key: str
    label: Any
    unit: str  # PEOPLE, PLEDGES or VND (whole)
    icon: str
    definition: Any
    counted: Any
    not_counted: Any
    rows: Callable[[Scope], QuerySet]
    total: Callable[[Scope], int]
    by_channel: bool = True  # whether a connecting unit or a round can be asked for

    def value(self, scope: Scope) -> int:
        """People, or VND, in this scope; equal to the length or the sum of `rows`."""
        return self.total(scope)


# --- The records ---------------------------------------------------------------------------------


def children(scope: Scope) -> ChildQuerySet:
    return Child.objects.filter(scope.in_units("managing_unit", Permission.VIEW_CHILDREN), scope.places())


def pledges(scope: Scope) -> PledgeQuerySet:
    """Every pledge of the scope, whatever its state."""
    mine = scope.in_units("managing_unit", Permission.VIEW_PLEDGES)
    return Pledge.objects.filter(mine, scope.places("child__"), scope.channels())


def pledges_in_force(scope: Scope) -> PledgeQuerySet:
    if scope.is_today:
        return pledges(scope).filter(ended_on=None, active_from__lte=scope.as_of)
    return pledges(scope).in_force_on(scope.as_of)


def pledges_counted(scope: Scope) -> PledgeQuerySet:
    """Pledges that came into force by the day; of an ended one, what had fallen due remains agreed."""
    return pledges(scope).filter(active_from__lte=scope.as_of)


def donors_active(scope: Scope) -> QuerySet[Donor]:
    """By the pledges the reader may see: the donor of a child of ours counts, whoever keeps the donor's record."""
    return Donor.objects.filter(Exists(pledges_in_force(scope).filter(donor=OuterRef("pk"))))


def children_sponsored(scope: Scope) -> ChildQuerySet:
    if scope.is_today and not scope.has_channel:
        return children(scope).sponsored()
    in_force = Pledge.objects.filter(scope.channels()).in_force_on(scope.as_of)
    return children(scope).filter(Exists(in_force.filter(child=OuterRef("pk"))))


def children_helped(scope: Scope) -> ChildQuerySet:
    """Children for whom a pledge came into force by the day, ended since or not."""
    if scope.is_today and not scope.has_channel:
        return children(scope).filter(Q(sponsors_count__gt=0) | Q(last_pledge_ended_on__isnull=False))
    begun = Pledge.objects.filter(scope.channels(), active_from__lte=scope.as_of)
    return children(scope).filter(Exists(begun.filter(child=OuterRef("pk"))))


def children_waiting(scope: Scope) -> ChildQuerySet:
    """None in a channel: a child that waits has no pledge, so no connecting unit and no round."""
    if scope.has_channel:
        return Child.objects.none()
    needing = children(scope).needing_on(scope.as_of)
    if scope.is_today:
        return needing.filter(sponsors_count=0)
    return needing.exclude(Exists(Pledge.objects.in_force_on(scope.as_of).filter(child=OuterRef("pk"))))


def children_waiting_union(scope: Scope) -> ChildQuerySet:
    return children_waiting(scope).union_members()


def pledges_with_money(scope: Scope) -> QuerySet[Any]:
    """Pledges with `received`, `delivered` and `held` (VND, by the ledgers up to the day) where something is held."""
    if scope.is_today and not booked_ahead(scope).exists():
        return _by_balance(scope)
    try:
        holding = Pledge.objects.filter(pk__in=RawSQL(*_holding(scope)))  # noqa: S611  # our own querysets, put together
    except EmptyResultSet:  # nothing that the reader may see
        holding = Pledge.objects.none()
    return holding.annotate(
        received=_sum_of(receipts(scope).filter(pledge=OuterRef("pk"))),
        delivered=_sum_of(handovers(scope).filter(pledge=OuterRef("pk"))),
    ).annotate(held=F("received") - F("delivered"))


def _by_balance(scope: Scope) -> QuerySet[Any]:
    """Today the balances say the same as the ledgers, whose entries follow their pledge and child."""
    mine = Pledge.objects.filter(scope.in_units("managing_unit", Permission.VIEW_MONEY))
    received, delivered = F("balance__received_vnd"), F("balance__delivered_vnd")
    return (
        mine.filter(scope.places("child__"), scope.channels())
        .annotate(received=received, delivered=delivered, held=received - delivered)
        .exclude(held=0)
    )


def _holding(scope: Scope) -> tuple[str, tuple[Any, ...]]:
    """Both ledgers in one pass; asking each pledge for its sums takes ten times as long on a large ledger."""
    given = handovers(scope).order_by().annotate(less=-F("amount_vnd")).values_list("pledge", "less")
    both = receipts(scope).order_by().values_list("pledge", "amount_vnd").union(given, all=True)
    sql, parameters = both.query.sql_with_params()
    return f"SELECT pledge FROM ({sql}) e GROUP BY pledge HAVING sum(amount_vnd) <> 0", parameters  # noqa: S608  # as above


def _sum_of(booked: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(booked.order_by().values("pledge").annotate(s=Sum("amount_vnd")).values("s")), Value(0))


# --- The sums ------------------------------------------------------------------------------------


def _number(key: str, rows: Callable[[Scope], QuerySet]) -> Callable[[Scope], int]:
    """Children: of today from what is kept, else counted."""

    def number(scope: Scope) -> int:
        kept = children_counts(scope)
        return kept[key] if kept else rows(scope).order_by().count()

    return number


def in_force_counts(scope: Scope) -> dict[str, int]:
    """Pledges in force and the donors who gave them, in one pass; as many as `donors_active` lists, without records."""
    by_donor = pledges_in_force(scope).order_by().values("donor").annotate(n=Count("*"))  # as an index alone can tell
    found = by_donor.aggregate(donors_active=Count("donor"), pledges_active=Sum("n"))
    return {key: int(found[key] or 0) for key in ("donors_active", "pledges_active")}


# --- The ten figures -----------------------------------------------------------------------------

INDICATORS: dict[str, Indicator] = {
    indicator.key: indicator
    for indicator in [
        Indicator(
            "donors_active",
            pgettext_lazy("figure", "Donors"),
            PEOPLE,
            "heart-handshake",
            _("People, offices, groups and funds who sponsor at least one child on that day."),
            _("Counted: a donor with several children counts once; a suspended pledge still counts."),
            _("Not counted: donors whose pledges are only proposed, approved but not begun, or already ended."),
            donors_active,
            lambda scope: in_force_counts(scope)["donors_active"],
        ),
        Indicator(
            "pledges_active",
            pgettext_lazy("figure", "Pledges in force"),
            PLEDGES,
            "affiliate",
            _("Pledges that bind a donor to a child on that day."),
            _("Counted: a child with two donors counts twice here; a suspended pledge still counts."),
            _("Not counted: pledges only proposed, approved but not begun, or already ended."),
            pledges_in_force,
            lambda scope: in_force_counts(scope)["pledges_active"],
        ),
        Indicator(
            "children_sponsored",
            pgettext_lazy("figure", "Children sponsored"),
            PEOPLE,
            "heart",
            _("Children with at least one pledge in force on that day."),
            _(
                "Counted: a child with two donors counts once; a suspended pledge still counts, and so does a child "
                "whose donors together give less than is aimed at."
            ),
            _("Not counted: children for whom a donor is only proposed, and children whose pledges have ended."),
            children_sponsored,
            _number("children_sponsored", children_sponsored),
        ),
        Indicator(
            "children_helped",
            pgettext_lazy("figure", "Children helped since the beginning"),
            PEOPLE,
            "mood-kid",
            _("Children who have or have had a donor: at least one pledge came into force by that day."),
            _("Counted: each child once, also when its pledges have ended since."),
            _("Not counted: children who only received gifts of a campaign."),
            children_helped,
            _number("children_helped", children_helped),
        ),
        Indicator(
            "children_waiting",
            pgettext_lazy("figure", "Children waiting"),
            PEOPLE,
            "hourglass",
            _("Children registered as in need of a donor on that day and without a pledge in force."),
            _("Counted: also children on hold or with a proposed donor."),
            _("Not counted: sponsored children, and children who no longer need a donor (grown up, moved away …)."),
            children_waiting,
            _number("children_waiting", children_waiting),
            by_channel=False,
        ),
        Indicator(
            "children_waiting_union",
            pgettext_lazy("figure", "Of them union members' children"),
            PEOPLE,
            "users",
            _("Of the children waiting, those whose father or mother is a union member or worker."),
            _("Counted: a part of the children waiting, never to be added to them."),
            _("Not counted: union members' children who already have a donor."),
            children_waiting_union,
            _number("children_waiting_union", children_waiting_union),
            by_channel=False,
        ),
        Indicator(
            "pledged_vnd",
            pgettext_lazy("figure", "Pledged"),
            VND,
            "signature",
            _("The instalments of all pledges that came into force by that day, over their whole time."),
            _("Counted: of an ended pledge, what remained agreed."),
            _("Not counted: pledges only proposed or approved; help in kind without a value."),
            pledges_counted,
            pledged,
        ),
        Indicator(
            "received_vnd",
            pgettext_lazy("figure", "Received"),
            VND,
            "receipt",
            _("Money received from donors up to and including that day."),
            _("Counted: every entry; a mistaken one and its reversal cancel each other."),
            _("Not counted: what is promised but has not come in."),
            receipts,
            lambda scope: both_sides(scope)[Side.RECEIVED],
        ),
        Indicator(
            "delivered_vnd",
            pgettext_lazy("figure", "Delivered"),
            VND,
            "cash-banknote",
            _("Money handed over to the children up to and including that day."),
            _("Counted: every entry; a mistaken one and its reversal cancel each other."),
            _("Not counted: money received that still has to be handed over."),
            handovers,
            lambda scope: both_sides(scope)[Side.DELIVERED],
        ),
        Indicator(
            "held_vnd",
            pgettext_lazy("figure", "Held"),
            VND,
            "wallet",
            _("Money received and not yet handed over: received less delivered."),
            _("Counted: pledge by pledge; the list shows for which of them money is kept."),
            _("Not counted: what is promised but has not come in."),
            pledges_with_money,
            held,
        ),
    ]
}


def figures(scope: Scope) -> dict[str, int]:
    """All ten, by key."""
    sides = both_sides(scope)
    found = in_force_counts(scope) | children_counts(scope)
    found |= {"received_vnd": sides[Side.RECEIVED], "delivered_vnd": sides[Side.DELIVERED]}
    found["held_vnd"] = found["received_vnd"] - found["delivered_vnd"]
    return {key: found[key] if key in found else indicator.value(scope) for key, indicator in INDICATORS.items()}
