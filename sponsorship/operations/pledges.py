"""The life of a pledge: proposed → approved → active ⇄ suspended → ended.

The reason of the end decides whether the child waits again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from children.models import Child
from donors.models import Donor
from organisation.models import User
from sponsorship.days import check_day
from sponsorship.exceptions import PlaceTaken, not_before
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import CHILD_LEAVES, OPEN, EndReason, PledgeState
from sponsorship.operations.holds import check_need, free_place, keep_donor, lock_child, release_hold, who_took
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import (
    change_terms,
    check_state,
    cut_after,
    fit_terms,
    lock_pledge,
    write_schedule,
)
from sponsorship.operations.suspensions import close_suspension


@dataclass
class Ending:
    """What end_pledge did: `kept_count` later instalments stay because their money is in; `others` are the child's
    other open pledges, which must end too when the child has left (empty when they were ended along)."""

    pledge: Pledge
    kept_count: int = 0
    others: list[Pledge] = field(default_factory=list)


@operation
def propose_pledge(*, child: Child, donor: Donor, by: User, hold: Hold | None = None, **terms: Any) -> Pledge:
    """A new pledge of `donor` for `child`, with its schedule, in the state proposed.

    `terms` are fields of Pledge: rate_vnd, per, starts_on are needed; end_rule with ends_on, months_count or
    end_grade gives the last day. A live hold for this donor (or this officer's own, or `hold`) gives its place and
    ends. Raises PlaceTaken (telling who took it), NoNeed, Gone, WrongTerms (with `field`).
    """
    locked = lock_child(child)
    keep_donor(donor)
    check_need(locked)
    hold = hold or _hold_for(child, donor, by)
    place = hold.place if hold and hold.held_until > timezone.now() else free_place(locked)
    if hold:
        release_hold(hold=hold, by=by)
    if place is None:
        raise PlaceTaken(taken=who_took(child, by=by))
    return create_pledge(child=locked, donor=donor, place=place, proposed_by=by, **terms)


def _hold_for(child: Child, donor: Donor, by: User) -> Hold | None:
    holds = Hold.objects.live().filter(child=child)
    return holds.filter(donor=donor).first() or holds.filter(donor=None, launch=None, held_by=by).first()


def create_pledge(*, child: Child, **values: Any) -> Pledge:
    """A pledge with its schedule, on a place that the caller has found free; raises WrongTerms."""
    pledge = prepare_pledge(child=child, **values)
    pledge.save()
    write_schedule(pledge)
    return pledge


def prepare_pledge(*, child: Child, **values: Any) -> Pledge:
    """The pledge as create_pledge saves it, not saved yet; raises WrongTerms."""
    pledge = Pledge(child=child, managing_unit_id=child.managing_unit_id, **values)
    fit_terms(pledge)
    return pledge


def move(pledge: Pledge, state: PledgeState, to: PledgeState, version: int | None, **values: Any) -> Pledge:
    locked = lock_pledge(pledge, version)
    check_state(locked, {state})
    for name, value in values.items():
        setattr(locked, name, value)
    locked.state = to
    locked.save(update_fields=["state", *values])
    return locked


@operation
def approve_pledge(
    *, pledge: Pledge, by: User, approved_on: dt.date | None = None, version: int | None = None
) -> Pledge:
    """Proposed → approved on `approved_on` (default today).

    Raises IllegalMove, StalePledge, WrongDay (in the future, or over a year before the pledge starts).
    """
    on = approved_on or timezone.localdate()
    check_day(pledge, on)
    return move(pledge, PledgeState.PROPOSED, PledgeState.APPROVED, version, approved_on=on, approved_by=by)


@operation
def activate_pledge(*, pledge: Pledge, by: User, version: int | None = None) -> Pledge:
    """Approved → active: from now on the child counts as sponsored.

    It counts from today, or from its start where that lies in the past. Raises IllegalMove, StalePledge.
    """
    active_from = min(timezone.localdate(), pledge.starts_on)
    return move(pledge, PledgeState.APPROVED, PledgeState.ACTIVE, version, active_from=active_from)


@operation
def end_pledge(
    *,
    pledge: Pledge,
    reason: str,
    on: dt.date,
    by: User,
    version: int | None = None,
    with_others: bool = False,
    note: str = "",
) -> Ending:
    """End an open pledge on `on`, the first day on which it is no longer in force.

    Instalments due from then on are deleted, except those that money received ahead already covers. A reason of
    CHILD_LEAVES ends the child's need and its holds too, and the child's other open pledges are told in
    `Ending.others`, or ended for the same reason `with_others`; `note` is kept beside it. After any other reason the
    child waits again; `needs_since` is set if it was empty (not after ERROR). Raises IllegalMove, StalePledge, WrongDay
    (in the future, or before it was in force).
    """
    pledge = lock_pledge(pledge, version)
    ending = finish(pledge, reason, on, by, note)
    others = list(Pledge.objects.open().filter(child=pledge.child).select_related("donor", "child").order_by("pk"))
    if reason not in CHILD_LEAVES:
        child_waits_again(pledge.child, reason, on)
        return ending
    if with_others:
        finish_all(Pledge.objects.open().filter(child=pledge.child), reason, on, by, note)
    else:
        ending.others = others
    child_left(pledge.child, reason, on, by)
    return ending


def finish(pledge: Pledge, reason: str, on: dt.date, by: User, note: str = "") -> Ending:
    """End a locked pledge, whatever becomes of its child; a suspension that still runs is over with it."""
    check_state(pledge, OPEN)
    check_day(pledge, on)
    if pledge.active_from and on < pledge.active_from:
        raise not_before(pledge.active_from, on)
    pledge.state, pledge.ended_on, pledge.end_reason, pledge.end_note = PledgeState.ENDED, on, reason, note
    pledge.save(update_fields=["state", "ended_on", "end_reason", "end_note"])
    close_suspension(pledge, on, by)
    return Ending(pledge, kept_count=cut_after(pledge, on))


def finish_all(open_ones: QuerySet[Pledge], reason: str, on: dt.date, by: User, note: str) -> list[Pledge]:
    """End the pledges of a child that leaves: one that came into force later on its own day, a proposal today."""
    pledges = list(open_ones.select_for_update(of=("self",)).order_by("pk"))
    for pledge in pledges:
        finish(pledge, reason, max(on, pledge.active_from) if pledge.active_from else timezone.localdate(), by, note)
    return pledges


def child_left(child: Child, reason: str, on: dt.date, by: User) -> list[Hold]:
    """The child needs no donor any more, and no place of it is kept. Gives the holds that were released."""
    if child.need_ended_on is None:
        day = max(on, child.needs_since) if child.needs_since else on
        Child.objects.filter(pk=child.pk).update(need_ended_on=day, need_ended_reason=reason)
    return [release_hold(hold=hold, by=by) for hold in Hold.objects.live().filter(child=child)]


def child_waits_again(child: Child, reason: str, on: dt.date) -> None:
    if child.needs_since is None and child.need_ended_on is None and reason != EndReason.ERROR:
        Child.objects.filter(pk=child.pk).update(needs_since=on)


@operation
def edit_pledge(*, pledge: Pledge, by: User, papers: dict[str, Any], terms: dict[str, Any]) -> Pledge:
    """Save what an officer corrected: `papers` (agreement, campaign, connecting unit, note …) and `terms`.

    Errors as in change_terms; nothing is saved then. Papers of an ended pledge may still be corrected.
    """
    pledge = lock_pledge(pledge)
    for name, value in papers.items():
        setattr(pledge, name, value)
    if papers:
        pledge.save(update_fields=[*papers])
    return change_terms(pledge=pledge, by=by, **terms) if terms else pledge
