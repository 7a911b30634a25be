"""A child leaves the programme: everything that runs for it ends in one step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from children.models import Child
from organisation.models import User
from sponsorship.exceptions import AlreadyLeft, not_in_future
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import CHILD_LEAVES
from sponsorship.operations.holds import lock_child
from sponsorship.operations.pledges import child_left, finish_all
from sponsorship.operations.refusals import operation


@dataclass
class Leaving:
    """What leave_programme ended and set free."""

    pledges: list[Pledge] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)


@operation
def leave_programme(*, child: Child, reason: str, on: dt.date, by: User, note: str = "") -> Leaving:
    """End every open pledge of the child and release its holds; from `on` it needs no donor any more.

    `reason`: one of CHILD_LEAVES. A pledge that came into force only after `on` ends on that day of its own, a proposal
    today. Money held stays with its pledges. Raises AlreadyLeft, WrongDay (in the future), Gone.
    """
    if reason not in CHILD_LEAVES:
        raise ValueError(reason)
    if on > timezone.localdate():
        raise not_in_future(on)
    locked = lock_child(child)
    pledges = finish_all(Pledge.objects.open().filter(child=locked), reason, on, by, note)
    if locked.need_ended_on and not pledges:
        raise AlreadyLeft(day=f"{locked.need_ended_on:%d/%m/%Y}")
    return Leaving(pledges, child_left(locked, reason, on, by))
