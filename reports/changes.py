"""How the figures have changed since the last period."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.states import years_before
from organisation.templatetags.vietnamese import dmy
from reports.indicators import INDICATORS, figures
from reports.scope import Scope
from reports.shown import list_url, written

MINUS = "\N{MINUS SIGN}"


def _end_of_quarter_before(day: datetime.date) -> datetime.date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1) - datetime.timedelta(1)


# What a reader may compare with: (what it is called, its last day).
PERIODS: dict[str, tuple[Any, Callable[[datetime.date], datetime.date]]] = {
    "quarter": (gettext_lazy("end of the last quarter"), _end_of_quarter_before),
    "year": (gettext_lazy("end of last year"), lambda day: datetime.date(day.year - 1, 12, 31)),
    "year_ago": (gettext_lazy("the same day last year"), lambda day: years_before(day, 1)),
}
USUAL = "quarter"


@dataclass(frozen=True)
class Change:
    """Of one figure: what it was, how much more or less it is now, and the list of then."""

    key: str
    icon: str
    by: str
    text: str
    was: str
    url: str


def since(scope: Scope, period: str) -> datetime.date:
    """The last day of the period before the scope's day."""
    return PERIODS[period][1](scope.as_of)


def changes(total: dict[str, int], scope: Scope, day: datetime.date) -> dict[str, Change]:
    """By key. Both days are told by what is known today: what was entered late counts on its own day."""
    then = replace(scope, as_of=day)
    before = figures(then)
    shown = [key for key, indicator in INDICATORS.items() if indicator.by_channel or not scope.has_channel]
    return {key: _change(key, total[key], before[key], then) for key in shown}


def _change(key: str, now: int, before: int, then: Scope) -> Change:
    said = {"day": dmy(then.as_of), "by": signed(key, now - before)}
    if now == before:
        text, icon = _("unchanged since %(day)s") % said, "minus"
    else:
        text, icon = _("%(by)s since %(day)s") % said, "arrow-up" if now > before else "arrow-down"
    return Change(key, icon, said["by"], text, written(INDICATORS[key], before), list_url(key, then))


def signed(key: str, difference: int) -> str:
    text = written(INDICATORS[key], abs(difference))
    return f"+{text}" if difference > 0 else f"{MINUS}{text}" if difference else text
