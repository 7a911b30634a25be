"""From the terms of a pledge to its last day and to what is due when. Pure functions over dates and whole VND."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from children.models.choices import Precision
from sponsorship.exceptions import WrongTerms
from sponsorship.models.states import EndRule, Per

ADULT_AGE = 18  # the programme's own limit (guidance 62/HD-ĐCT of 9/12/2021); the Law on Children says 16
STEP_MONTHS = {Per.QUARTER: 3, Per.SEMESTER: 6, Per.YEAR: 12}
SCHOOL_YEAR_MONTH = 9  # school years begin in September and end with May
LONGEST_YEARS = 25
ROUNDED_TO = 1000  # VND: who shares a sum out by month rounds no further
FIRST_YEAR, LAST_YEAR = 2000, 2100  # a pledge that starts outside has its year typed wrongly


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, or the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def grade_number(grade: str) -> int | None:
    """The school grade in "8", "8A1", "Lớp 8"; None for "mầm non" and what else is no grade 1 to 12."""
    found = re.search(r"(?<!\d)(1[0-2]|[1-9])(?!\d)", grade)
    return int(found[1]) if found else None


def school_year_of(day: dt.date) -> int:
    """The year in which the school year of `day` began; the summer belongs to the year just over."""
    return day.year if day.month >= SCHOOL_YEAR_MONTH else day.year - 1


def day_before_18(birth_date: dt.date, precision: str = Precision.DAY) -> dt.date:
    """The last day of being 17.

    Where only the month or the year of birth is known (or estimated), the child gets the benefit of the doubt:
    the last day of that month or year in which 18 is reached. Born on 29 February: 28 February.
    """
    year = birth_date.year + ADULT_AGE
    if precision == Precision.DAY:
        leap_day = (birth_date.month, birth_date.day) == (2, 29)
        birthday = dt.date(year, 3, 1) if leap_day and not calendar.isleap(year) else birth_date.replace(year=year)
        return birthday - dt.timedelta(days=1)
    return end_of_month(year, birth_date.month if precision == Precision.MONTH else 12)


def end_of_grade(end_grade: int, present_grade: int, on: dt.date) -> dt.date:
    """31 May of the school year in which a child ends `end_grade`, being in `present_grade` on the day `on`."""
    return dt.date(school_year_of(on) + 1 + end_grade - present_grade, 5, 31)


def last_day(
    *,
    end_rule: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    months_count: int | None = None,
    birth_date: dt.date | None = None,
    birth_date_precision: str = Precision.DAY,
    end_grade: int | None = None,
    grade: str = "",
    today: dt.date | None = None,
) -> dt.date | None:
    """The last day of a pledge by its end rule; None for the rule DATE without a date (a single gift).

    DATE: `ends_on` as given. MONTHS: `months_count` whole months from `starts_on`. AGE_18: see day_before_18.
    GRADE: see end_of_grade; `grade` is the child's grade as written, on `today` (default: on `starts_on`).
    Raises WrongTerms (with `field`) when something is missing, the end lies before the start or a day cannot be right.
    """
    if not FIRST_YEAR <= starts_on.year <= LAST_YEAR:
        raise WrongTerms(reason=_("This day cannot be right: look at the year."), field="starts_on")
    if end_rule == EndRule.DATE:
        last = ends_on
    elif end_rule == EndRule.MONTHS:
        last = _after_months(starts_on, months_count)
    elif end_rule == EndRule.AGE_18:
        if birth_date is None:
            raise WrongTerms(reason=_("The child's birth date is not known: choose another end."), field="end_rule")
        last = day_before_18(birth_date, birth_date_precision)
    else:
        last = _after_grade(end_grade, grade, today or starts_on)
    if last is not None and last < starts_on:
        raise WrongTerms(
            reason=_("The last day would be %(day)s, before the pledge starts.") % {"day": f"{last:%d/%m/%Y}"},
            field="end_rule",
        )
    if last is not None and last.year > starts_on.year + LONGEST_YEARS:
        raise WrongTerms(
            reason=_("A pledge lasts %(years)s years at most.") % {"years": LONGEST_YEARS},
            field="ends_on" if end_rule == EndRule.DATE else "end_rule",
        )
    return last


def _after_months(starts_on: dt.date, months_count: int | None) -> dt.date:
    if not months_count:
        raise WrongTerms(reason=_("Write for how many months."), field="months_count")
    if months_count > 12 * LONGEST_YEARS:
        raise WrongTerms(
            reason=_("A pledge lasts %(years)s years at most.") % {"years": LONGEST_YEARS}, field="months_count"
        )
    return add_months(starts_on, months_count) - dt.timedelta(days=1)


def _after_grade(end_grade: int | None, grade: str, on: dt.date) -> dt.date:
    if not end_grade:
        raise WrongTerms(reason=_("Write until the end of which grade."), field="end_grade")
    present = grade_number(grade)
    if present is None:
        raise WrongTerms(
            reason=_("The child's present grade is not known: add it to the child's record or choose another end."),
            field="end_grade",
        )
    return end_of_grade(end_grade, present, on)


def schedule(
    *,
    rate_vnd: int,
    per: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    active_months: Sequence[int] = (),
    rate_changes: Iterable[tuple[dt.date, int]] = (),
    total_vnd: int | None = None,
    pays_every: int = 1,
    pauses: Collection[tuple[dt.date, dt.date | None]] = (),
) -> list[tuple[dt.date, int]]:
    """What is due when: [(due_on, amount in VND)], in order, both days of the period included.

    Month: the first day of each month in the period, only in `active_months` where some are named. Quarter, semester,
    year: the start and every 3, 6, 12 months after it. School year: each 1 September; a pledge that starts later in a
    first semester (September to December) is for that school year too and due at its start. Once: the start.
    A period too short to meet any such day has one instalment, at its start. `rate_changes`: (from_on, rate); what
    fell due before stays at the old rate. A rate of 0 (in kind) has nothing due. `total_vnd`: the total as agreed;
    where the rate is that total shared out and rounded, to a thousand at most, the last one takes the difference.
    `pays_every`: so many months of a monthly rate are paid together, at the first of them, by the rate of that day; a
    month without support begins a new payment, so 9 months a year by threes are due in September, December and March.
    `pauses`: (first day, first day after it; None: not known yet); what would be due within one is not, of months paid
    together only those months.
    """
    changes = sorted(rate_changes)
    days = _due_days(per, starts_on, ends_on, active_months)
    due = []
    for day, count in _together(_outside(days, pauses) if pays_every > 1 else days, pays_every):
        amount = count * next((rate for from_on, rate in reversed(changes) if from_on <= day), rate_vnd)
        if amount:
            due.append((day, amount))
    due = due if changes else _rounded(due, total_vnd)
    outside = set(_outside(days, pauses))
    return [(day, amount) for day, amount in due if day in outside]


def _rounded(due: list[tuple[dt.date, int]], total_vnd: int | None) -> list[tuple[dt.date, int]]:
    """10 triệu over 3 months at 3.333.000: the last one is 3.334.000. A larger difference is no rounding."""
    left = (total_vnd or 0) - sum(amount for day, amount in due)
    if total_vnd is None or len(due) < 2 or abs(left) >= len(due) * ROUNDED_TO or due[-1][1] + left <= 0:
        return due
    return [*due[:-1], (due[-1][0], due[-1][1] + left)]


def _together(days: Iterable[dt.date], months: int) -> list[tuple[dt.date, int]]:
    """(the first day, how many) of each run of `days`, a month apart, that are paid at once."""
    runs: list[tuple[dt.date, int]] = []
    for day in days:
        first, count = runs[-1] if runs else (day, months)
        if count < months and day == add_months(first, count):
            runs[-1] = (first, count + 1)
        else:
            runs.append((day, 1))
    return runs


def _outside(days: Iterable[dt.date], pauses: Collection[tuple[dt.date, dt.date | None]]) -> list[dt.date]:
    return [day for day in days if not any(start <= day and (end is None or day < end) for start, end in pauses)]


def _due_days(per: str, starts_on: dt.date, ends_on: dt.date | None, active_months: Sequence[int]) -> list[dt.date]:
    if per == Per.ONCE or ends_on is None:
        return [starts_on]
    if per == Per.MONTH:
        days = list(_first_days(starts_on, ends_on)) or [starts_on]
        return [day for day in days if not active_months or day.month in active_months]
    if per == Per.SCHOOL_YEAR:
        return list(_school_years(starts_on, ends_on)) or [starts_on]
    return list(_steps(starts_on, ends_on, STEP_MONTHS[Per(per)]))


def _first_days(starts_on: dt.date, ends_on: dt.date) -> Iterator[dt.date]:
    day = starts_on if starts_on.day == 1 else add_months(starts_on.replace(day=1), 1)
    while day <= ends_on:
        yield day
        day = add_months(day, 1)


def _school_years(starts_on: dt.date, ends_on: dt.date) -> Iterator[dt.date]:
    first = dt.date(starts_on.year, SCHOOL_YEAR_MONTH, 1)
    if starts_on > first:
        yield starts_on
    for year in range(starts_on.year, ends_on.year + 1):
        if starts_on <= dt.date(year, SCHOOL_YEAR_MONTH, 1) <= ends_on:
            yield dt.date(year, SCHOOL_YEAR_MONTH, 1)


def _steps(starts_on: dt.date, ends_on: dt.date, months: int) -> Iterator[dt.date]:
    """Counted from the start each time, so that the 31st comes back after a short month."""
    n, day = 0, starts_on
    while day <= ends_on:
        yield day
        n += 1
        day = add_months(starts_on, months * n)
