"""Which days can be true of a pledge and its money: a year typed wrongly hides in every total."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from sponsorship import terms
from sponsorship.exceptions import WrongDay, not_in_future
from sponsorship.models import Pledge

MONEY_SINCE = dt.date(2015, 1, 1)  # older money is in closed books
MONTHS_AHEAD = 12  # money and decisions come before the pledge starts, but not longer before


def earliest_day(pledge: Pledge) -> dt.date:
    """The first day that money or a step of this pledge can have: a year before it starts, never before 2015.

    Today is always possible, however far ahead the pledge starts.
    """
    return min(timezone.localdate(), max(MONEY_SINCE, terms.add_months(pledge.starts_on, -MONTHS_AHEAD)))


def check_day(pledge: Pledge, on: dt.date) -> None:
    """Raises WrongDay for a day too long before the pledge starts, or still to come."""
    first = earliest_day(pledge)
    if on < first:
        facts = {"on": f"{on:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
        raise WrongDay(reason=_("%(on)s cannot be right for this pledge: the earliest day is %(first)s.") % facts)
    if on > timezone.localdate():
        raise not_in_future(on)
