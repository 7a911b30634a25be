"""A pledge is continued by another of the same line: the next term, another child, another donor."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from children.models import Child
from donors.models import Donor
from organisation.models import User
from sponsorship.days import check_day
from sponsorship.exceptions import AlreadyContinued, IllegalMove, PlaceTaken, WrongTerms, not_before
from sponsorship.models import Pledge, RateChange
from sponsorship.models.states import IN_FORCE, EndReason, EndRule, PledgeState
from sponsorship.operations.holds import check_need, free_place, keep_donor, lock_child, who_took
from sponsorship.operations.pledges import child_waits_again, create_pledge, finish
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import (
    change_rate,
    change_terms,
    due_now,
    lock_pledge,
    reckon_last_day,
    rewrite_from,
)

CARRIED_OVER = (
    "form", "form_detail", "rate_vnd", "per", "pays_every", "active_months", "campaign", "connecting_unit",
)  # fmt: skip
RENEWED = ("rate_vnd", "end_rule", "months_count", "end_grade", "ends_on")
PAPERS = ("agreement_number", "agreed_on", "note")


def _carried(pledge: Pledge) -> dict[str, Any]:
    return {name: getattr(pledge, name) for name in CARRIED_OVER}


def _check_open_line(pledge: Pledge) -> None:
    """Nothing continues this pledge yet, and it was more than a proposal."""
    following = Pledge.objects.filter(replaces=pledge).first()
    if following:
        raise AlreadyContinued(code=following.code)
    if pledge.active_from is None:
        raise IllegalMove(state=pledge.get_state_display())


@operation
def replace_pledge(
    *,
    pledge: Pledge,
    on: dt.date,
    by: User,
    child: Child | None = None,
    donor: Donor | None = None,
    version: int | None = None,
    **terms: Any,
) -> Pledge:
    """End `pledge` on `on` as replaced and put a new one in its place, for a new `child` or by a new `donor` (one of
    them); `replaces` keeps the line. One that has ended already (the child left) is continued all the same.

    The new pledge takes over the rate of that day with the changes still to come, form, campaign and connecting unit,
    and the old last day unless `terms` say otherwise,
    starts on `on`, which the old one then no longer covers, and is in force at once. Money held stays with the old
    pledge and its child until somebody moves it by name. Raises PlaceTaken, NoNeed, IllegalMove (never in force),
    AlreadyContinued, WrongDay, WrongTerms.
    """
    if (child is None) == (donor is None):
        raise TypeError("a replacement has a new child or a new donor")
    for each in sorted({pledge.child_id, child.pk if child else pledge.child_id}):
        Child.objects.select_for_update().get(pk=each)  # two children are locked in the order of their ids
    pledge = lock_pledge(pledge, version)
    _check_open_line(pledge)
    check_day(pledge, on)
    if pledge.state in IN_FORCE:
        finish(pledge, EndReason.REPLACED, on, by)
        child_waits_again(pledge.child, EndReason.REPLACED, on)
    elif pledge.ended_on and on < pledge.ended_on:
        raise not_before(pledge.ended_on, on)
    taker = lock_child(child or pledge.child)
    if donor:
        keep_donor(donor)
    check_need(taker)
    place = free_place(taker)
    if place is None:
        raise PlaceTaken(taken=who_took(taker, by=by))
    values = _carried(pledge) | {
        "rate_vnd": pledge.rate_on(on),
        "end_rule": EndRule.DATE,
        "ends_on": pledge.ends_on,
        "starts_on": on + dt.timedelta(days=1) if pledge.instalments.filter(due_on=on).exists() else on,
    }
    new = _continue(pledge, taker, donor or pledge.donor, place, by, on, values | terms)
    if "rate_vnd" not in terms and (changes := list(pledge.rate_changes.filter(from_on__gt=on))):
        decided = ("from_on", "rate_vnd", "decided_by_id", "note")
        RateChange.objects.bulk_create(
            RateChange(pledge=new, **{name: getattr(change, name) for name in decided}) for change in changes
        )
        rewrite_from(new, new.starts_on, due_now(new))
    return new


def _continue(
    pledge: Pledge, child: Child, donor: Donor, place: int, by: User, on: dt.date, values: dict[str, Any]
) -> Pledge:
    decided = {"state": PledgeState.ACTIVE, "active_from": on, "approved_on": on, "approved_by": by}
    return create_pledge(child=child, donor=donor, place=place, proposed_by=by, replaces=pledge, **decided | values)


@operation
def renew_pledge(*, pledge: Pledge, by: User, version: int | None = None, **terms: Any) -> Pledge:
    """The same donor goes on with the same child after the agreed last day.

    `terms`: rate_vnd and an end (fields of RENEWED), and fields of PAPERS. Once the last day has come a new pledge of
    the same line begins on the day after it, and the old one ends as completed; until then the pledge itself becomes
    longer, its rate changes from that day on, and it is what is given back. Raises IllegalMove (not active),
    AlreadyContinued, WrongTerms (with `field`), StalePledge.
    """
    pledge = lock_pledge(pledge, version)
    _check_open_line(pledge)
    if pledge.state != PledgeState.ACTIVE:
        raise IllegalMove(state=pledge.get_state_display())
    if pledge.ends_on is None:
        raise WrongTerms(reason=_("A single gift is not renewed: make a new pledge."), field=None)
    first = pledge.ends_on + dt.timedelta(days=1)
    last = _last_day_after(pledge, first, terms)
    if first > timezone.localdate():
        return _prolong(pledge, first, last, by, terms)
    finish(pledge, EndReason.COMPLETED, first, by)
    values = _carried(pledge) | terms | {"starts_on": first}
    return _continue(pledge, pledge.child, pledge.donor, pledge.place, by, first, values)


def _last_day_after(pledge: Pledge, first: dt.date, terms: dict[str, Any]) -> dt.date:
    """The last day of the next term, by its own end rule counted from its first day."""
    blank = {"ends_on": None, "months_count": None, "end_grade": None}
    term = Pledge(child=pledge.child, starts_on=first, **blank | {k: v for k, v in terms.items() if k in RENEWED})
    last = reckon_last_day(term)
    if last is None:
        raise WrongTerms(reason=_("Write the last day."), field="ends_on")
    return last


def _prolong(pledge: Pledge, first: dt.date, last: dt.date, by: User, terms: dict[str, Any]) -> Pledge:
    papers = {name: terms[name] for name in PAPERS if terms.get(name)}
    for name, value in papers.items():
        setattr(pledge, name, value)
    pledge.save(update_fields=[*papers, "updated_at"])
    end = {"end_rule": terms["end_rule"], "end_grade": terms.get("end_grade"), "months_count": None, "ends_on": last}
    if terms["end_rule"] == EndRule.MONTHS:
        end["end_rule"] = EndRule.DATE  # they are counted from the day after the old end
    change_terms(pledge=pledge, by=by, **end)
    if terms["rate_vnd"] != pledge.rate_on(first):
        change_rate(pledge=pledge, from_on=first, rate_vnd=terms["rate_vnd"], by=by)
    return Pledge.objects.select_related("child", "donor").get(pk=pledge.pk)
