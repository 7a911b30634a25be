"""Tasks that are a filter of a list, so that number and list are one: what to follow up, what colleagues changed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from children.filters import to_follow
from children.models import Child
from donors.models import Donor
from organisation.history import changed_by_others
from reports.counting import Pending
from sponsorship.filters import to_do
from sponsorship.models import Pledge


def changed_children(user: Any) -> Pending:
    label = _("Records of children changed by others in the last 7 days")
    return _pending(user, Child, label, "children:list")


def changed_donors(user: Any) -> Pending:
    return _pending(user, Donor, _("Donors changed by others in the last 7 days"), "donors:list")


def changed_pledges(user: Any) -> Pending:
    return _pending(user, Pledge, _("Pledges changed by others in the last 7 days"), "sponsorship:pledges")


def _pending(user: Any, model: Any, label: str, name: str) -> Pending:
    rows = changed_by_others(model.objects.visible_to(user), user)
    return Pending(label, rows, list_at(name, changed="others"), "history")


def pledges_to_follow(pledges: Any) -> list[Pending]:
    """Each is a filter of the list of pledges (sponsorship.filters.to_do), so that number and list are one."""
    lists = [
        ("overdue", _("Overdue handovers"), "alert-triangle", "bad"),
        ("no_handover", _("No handover for two periods"), "hand-stop", "bad"),
        ("review", _("Yearly reviews that are due"), "checklist", ""),
        ("resume", _("Suspended longer than expected"), "player-pause", "wait"),
        ("book", _("Savings books that have matured"), "building-bank", "wait"),
        ("birth", _("Pledges until 18 whose last day no longer fits the birth date"), "cake", "wait"),
    ]
    return [
        Pending(label, to_do(pledges, key), list_at("sponsorship:pledges", todo=key), icon, tone)
        for key, label, icon, tone in lists
    ]


def usable_surpluses(user: Any) -> Pending:
    rows = to_do(Pledge.objects.visible_to(user), "surplus")
    label = _("Surpluses that could meet instalments")
    return Pending(label, rows, list_at("sponsorship:pledges", todo="surplus"), "coins")


def children_to_follow(user: Any) -> list[Pending]:
    children = Child.objects.visible_to(user)
    lists = [
        ("turns_16", _("Children who turn 16 within 60 days"), "cake"),
        ("turns_18", _("Children 18 within 60 days, or already"), "cake"),
        ("no_visit", _("Sponsored children not visited this year"), "home-heart"),
    ]
    return [
        Pending(label, children.filter(to_follow(key)), list_at("children:list", follow=key), icon)
        for key, label, icon in lists
    ]


def list_at(name: str, **parameters: str) -> str:
    return f"{reverse(name)}?{urlencode(parameters)}" if parameters else reverse(name)
