"""A pledge pauses: what would fall due meanwhile is not due, and what is pledged is less by it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.models import User
from sponsorship.days import check_day
from sponsorship.exceptions import WrongDay, not_before
from sponsorship.models import Pledge, Suspension
from sponsorship.models.states import PledgeState
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import check_state, cut_after, due_now, lock_pledge, rewrite_from


@operation
def suspend_pledge(
    *,
    pledge: Pledge,
    by: User,
    reason: str,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
    version: int | None = None,
) -> Pledge:
    """Active → suspended from `from_on` (default today); the place stays taken.

    What falls due from then until `until_on`, the first day on which it is expected to go on (None: not known, so
    everything later), leaves the schedule, except what money received ahead covers. Raises IllegalMove, StalePledge,
    WrongDay (still to come, before the pledge was in force or the last suspension was over, or `until_on` not after).
    """
    pledge = lock_pledge(pledge, version)
    check_state(pledge, {PledgeState.ACTIVE})
    on = from_on or timezone.localdate()
    check_day(pledge, on)
    last = pledge.suspensions.order_by("from_on").last()
    first = max(day for day in (pledge.active_from, last and last.over_on) if day)
    if on < first:
        raise not_before(first, on)
    if until_on and until_on <= on:
        raise WrongDay(
            reason=_("The pledge goes on only after it was suspended: choose a later day."), field="until_on"
        )
    pledge.state = PledgeState.SUSPENDED
    pledge.save(update_fields=["state"])
    Suspension.objects.create(pledge=pledge, from_on=on, until_on=until_on, reason=reason, decided_by=by)
    cut_after(pledge, on, until_on)
    return pledge


@operation
def resume_pledge(*, pledge: Pledge, by: User, on: dt.date | None = None, version: int | None = None) -> Pledge:
    """Suspended → active from `on` (default today): what falls due from then on is in the schedule again.

    The agreed last day stays. Raises IllegalMove (an approved pledge is activated, not resumed), StalePledge, WrongDay
    (still to come, or before the suspension).
    """
    pledge = lock_pledge(pledge, version)
    check_state(pledge, {PledgeState.SUSPENDED})
    day = on or timezone.localdate()
    check_day(pledge, day)
    pause = pledge.suspensions.filter(over_on=None).first()
    if pause and day < pause.from_on:
        raise not_before(pause.from_on, day)
    pledge.state = PledgeState.ACTIVE
    pledge.save(update_fields=["state"])
    close_suspension(pledge, day, by)
    if pause:
        rewrite_from(pledge, day, due_now(pledge))
        cut_after(pledge, pause.from_on, day)
    return pledge


def close_suspension(pledge: Pledge, on: dt.date, by: User) -> None:
    """The suspension that runs, if any, is over from `on`."""
    for pause in pledge.suspensions.filter(over_on=None):
        pause.over_on, pause.over_by, pause.over_at = max(on, pause.from_on), by, timezone.now()
        pause.save(update_fields=["over_on", "over_by", "over_at"])
