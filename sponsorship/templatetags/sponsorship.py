"""What pages show of pledges: states and terms in words, and the cards for the pages of children and donors.

Buttons appear only where the reader may use them.
"""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import ngettext

from children.models import Child
from donors.models import Donor, DonorKind
from organisation.access import can
from organisation.roles import Permission
from sponsorship.cells import ends_soon as ends_soon_on
from sponsorship.cells import state_badge
from sponsorship.funds import fund_numbers
from sponsorship.models import Hold, Pledge
from sponsorship.models.hold import HOLD_DAYS, HoldKind
from sponsorship.models.states import OPEN, EndRule
from sponsorship.rows import donor_text, pledge_rows
from sponsorship.terms import day_before_18
from sponsorship.words import months_text, period_text, rate_text, rhythm_text

register = template.Library()
register.filter("donor_text", donor_text)


@register.simple_tag
def pledge_state(state: str) -> SafeString:
    """The badge of a pledge's state."""
    return state_badge(state)


@register.filter
def rate(pledge: Any) -> str:
    return rate_text(pledge.rate_now_vnd, pledge.per, pledge.form)


@register.filter
def months(pledge: Any) -> str:
    return months_text(pledge.active_months)


@register.filter
def rhythm(pledge: Any) -> str:
    return rhythm_text(pledge.rate_now_vnd, pledge.pays_every)


@register.filter
def period(pledge: Any) -> str:
    return period_text(pledge.starts_on, pledge.ends_on)


@register.filter
def ends_soon(pledge: Any) -> bool:
    return ends_soon_on(pledge, timezone.localdate())


@register.simple_tag
def hold_kinds() -> list[tuple[str, str]]:
    """What a person may hold a child for, each with its length: "the donor is thinking it over (7 days)"."""
    kinds = [kind for kind in HoldKind if kind != HoldKind.LAUNCH]
    said = ((kind, ngettext("%(why)s (%(n)s day)", "%(why)s (%(n)s days)", HOLD_DAYS[kind])) for kind in kinds)
    return [(kind.value, capfirst(text % {"why": kind.label, "n": HOLD_DAYS[kind]})) for kind, text in said]


@register.inclusion_tag("sponsorship/tags/child_pledges.html", takes_context=True)
def child_pledges(context: Any, child: Child) -> dict[str, Any]:
    """A card with the child's pledges: donor, terms, the four numbers."""
    user = context["request"].user
    found = pledge_rows(Pledge.objects.visible_to(user).filter(child=child), "end_rule")
    rows = list(found.order_by("ended_on", "-starts_on", "-id"))
    return {
        "rows": rows,
        "misfits": _misfits(rows, child),
        "may_match": can(user, Permission.MATCH, child.managing_unit),
        "totals": together(rows),
        "hold": _hold_of(child, user),
        "sees_money": can(user, Permission.VIEW_MONEY, child.managing_unit),
        "sees_donor": can(user, Permission.VIEW_DONORS),
    }


def _misfits(rows: list[Any], child: Child) -> list[Any]:
    """Those agreed until 18 that end on another day than by the birth date as it stands now."""
    if child.birth_date is None:
        return []
    last = day_before_18(child.birth_date, child.birth_date_precision)
    return [row for row in rows if row.state in OPEN and row.end_rule == EndRule.AGE_18 and row.ends_on != last]


def _hold_of(child: Child, user: Any) -> Hold | None:
    holds = Hold.objects.visible_to(user).live().filter(child=child)
    return holds.select_related("held_by", "donor", "launch", "campaign").first()


@register.inclusion_tag("sponsorship/tags/child_actions.html", takes_context=True)
def child_actions(context: Any, child: Child) -> dict[str, Any]:
    """Buttons for a child's page: find a donor; or everything for it ends."""
    may = can(context["request"].user, Permission.MATCH, child.managing_unit)
    free = child.has_free_place and child.need_ended_on is None
    return {"child": child, "may_match": may and free, "may_leave": may and child.taken_places > 0}


@register.inclusion_tag("sponsorship/tags/donor_pledges.html", takes_context=True)
def donor_pledges(context: Any, donor: Donor) -> dict[str, Any]:
    """A card with the donor's pledges: child, terms, the four numbers. Only children that the reader may see."""
    user = context["request"].user
    rows = list(
        pledge_rows(Pledge.objects.visible_to(user).filter(donor=donor)).order_by("ended_on", "-starts_on", "-id")
    )
    sees_money = can(user, Permission.VIEW_MONEY)
    return {"rows": rows, "totals": together(rows), "sees_money": sees_money}


@register.inclusion_tag("sponsorship/tags/fund_card.html", takes_context=True)
def fund_card(context: Any, donor: Donor) -> dict[str, Any]:
    """A card for a donor that is a fund: what was put in, what it gave, what is left."""
    shown = donor.kind == DonorKind.FUND and can(context["request"].user, Permission.VIEW_MONEY, donor.managing_unit)
    return {"donor": donor, "numbers": fund_numbers(donor) if shown else None}


def together(rows: list[Any]) -> dict[str, int] | None:
    """The four numbers of several pledges; of one alone they stand beside it already."""
    names = ("pledged_vnd", "received_vnd", "delivered_vnd", "held_vnd")
    return {name: sum(getattr(row, name) for row in rows) for name in names} if len(rows) > 1 else None


@register.inclusion_tag("sponsorship/tags/donor_actions.html", takes_context=True)
def donor_actions(context: Any, donor: Donor) -> dict[str, Any]:
    """Buttons for a donor's page: find a child."""
    return {"donor": donor, "may_match": can(context["request"].user, Permission.MATCH)}
