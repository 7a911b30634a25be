"""Where a child stands between needing a donor and having one; computed, never stored."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from children.models.choices import NeedEndReason
from organisation.templatetags.vietnamese import number

ADULT_AGE, MONTHS_BEFORE = 18, 6


@dataclass(frozen=True, slots=True)
class State:
    """A badge: what it says, its tone in the component kit, and one line more for the child's own page."""

    label: str
    tone: str
    detail: str = ""


def years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years ago; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def age_text(child: Any, today: datetime.date) -> str:
    """9 years; the birth date is known."""
    years = today.year - child.birth_date.year
    years -= child.birth_date > years_before(today, years)
    return _years_text(years, get_language())


@lru_cache(256)
def _years_text(years: int, language: str) -> str:
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def leaving_born_before(today: datetime.date | None = None) -> datetime.date:
    """Who was born before this day turns 18 within six months, or has."""
    today = today or timezone.localdate()
    month = today.month - 1 + MONTHS_BEFORE
    ahead = datetime.date(today.year + month // 12, month % 12 + 1, min(today.day, 28))
    return years_before(ahead, ADULT_AGE)


def on_the_way_out() -> Q:
    """Still sponsored or in need, and 18 within six months."""
    return Q(birth_date__lt=leaving_born_before()) & (
        Q(sponsors_count__gt=0) | Q(needs_since__isnull=False, need_ended_on=None)
    )


SOON_DAYS = 60


def counted_on() -> Q:
    """Still sponsored or in need: the programme counts on them."""
    return Q(sponsors_count__gt=0) | Q(needs_since__isnull=False, need_ended_on=None)


def turning(age: int, today: datetime.date | None = None) -> Q:
    """Children of the programme who become so old within SOON_DAYS; of 18 also those who have already.

    By the date of birth as it is kept: where only month or year is known, that is the first day of it.
    """
    today = today or timezone.localdate()
    born_by = years_before(today + datetime.timedelta(days=SOON_DAYS), age)
    soon = Q(birth_date__lte=born_by) & counted_on()
    return soon if age == ADULT_AGE else soon & Q(birth_date__gt=years_before(today, age))


def state_of(row: Any, today: datetime.date | None = None) -> State:
    """The state of a Child, or of any row with its columns."""
    today = today or timezone.localdate()
    if row.sponsors_count:
        return _sponsored(row.sponsors_count, get_language())
    in_need = row.needs_since and row.needs_since <= today and not (row.need_ended_on and row.need_ended_on <= today)
    if in_need:
        since = max(day for day in (row.needs_since, row.last_pledge_ended_on) if day)
        days = (today - since).days
        return _waiting(days, get_language())
    reason = getattr(row, "need_ended_reason", "")
    return State(str(_("not in need")), "quiet", str(NeedEndReason(reason).label) if reason else "")


@lru_cache(256)
def _sponsored(donors: int, language: str) -> State:
    text = ngettext("sponsored by %(n)s donor", "sponsored by %(n)s donors", donors)
    return State(str(_("sponsored")), "good", text % {"n": donors})


@lru_cache(10_000)
def _waiting(days: int, language: str) -> State:
    return State(str(_("waiting")), "wait", waited(days))


def waited(days: int) -> str:
    """How long a child has waited; nobody says "0 days"."""
    if not days:
        return str(_("waiting since today"))
    return ngettext("waiting for %(n)s day", "waiting for %(n)s days", days) % {"n": number(days)}


def leaving(row: Any, today: datetime.date | None = None) -> str:
    """What is said of a child who is or will be 18 within six months while the programme still counts on them."""
    counted_on = row.sponsors_count or (row.needs_since and not row.need_ended_on)
    if not counted_on or not row.birth_date:
        return ""
    today = today or timezone.localdate()
    if row.birth_date >= leaving_born_before(today):
        return ""
    is_adult = row.birth_date <= years_before(today, ADULT_AGE)
    return str(_("18 already") if is_adult else _("soon 18"))
