"""The yearly review of a pledge."""

from __future__ import annotations

import datetime as dt

from organisation.models import User
from sponsorship.days import check_day
from sponsorship.exceptions import not_before
from sponsorship.models import Pledge, PledgeReview
from sponsorship.models.states import IN_FORCE
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import check_state, lock_pledge


@operation
def review_pledge(
    *, pledge: Pledge, reviewed_on: dt.date, decision: str, by: User, note: str = "", version: int | None = None
) -> PledgeReview:
    """Record that it was asked, on `reviewed_on`, how a pledge in force should go on; the next review is due a year
    later. Nothing else changes: a new rate or the end is a step of its own.

    Raises IllegalMove, ReviewedAlready (twice a day), WrongDay (to come, or before it was in force), StalePledge.
    """
    pledge = lock_pledge(pledge, version)
    check_state(pledge, IN_FORCE)
    check_day(pledge, reviewed_on)
    if pledge.active_from and reviewed_on < pledge.active_from:
        raise not_before(pledge.active_from, reviewed_on)
    review = PledgeReview.objects.create(
        pledge=pledge, reviewed_on=reviewed_on, decision=decision, note=note, reviewed_by=by
    )
    if pledge.reviewed_on is None or pledge.reviewed_on < reviewed_on:
        Pledge.objects.filter(pk=pledge.pk).update(reviewed_on=reviewed_on)
    return review
