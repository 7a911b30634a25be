"""When somebody should ask again how a pledge goes on: a year after its start, then a year after each review."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sponsorship.models.states import IN_FORCE, Per
from sponsorship.terms import add_months

EVERY_MONTHS = 12


def review_due_on(pledge: Any) -> dt.date | None:
    """None where nothing is reviewed: a single gift, or a pledge that is not in force."""
    if pledge.state not in IN_FORCE or pledge.per == Per.ONCE:
        return None
    return add_months(pledge.reviewed_on or pledge.starts_on, EVERY_MONTHS)
