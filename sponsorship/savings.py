"""What a savings book bears: counted, for whoever waits for it; what was paid is recorded apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from sponsorship.models import SavingsBook
from sponsorship.terms import add_months

DAYS_OF_A_YEAR = 365  # as Vietnamese banks count (circular 14/2017/TT-NHNN)


def yearly_interest(principal_vnd: int, percent: Decimal) -> int:
    """Whole VND of one year, rounded down."""
    return int((principal_vnd * percent / 100).to_integral_value(ROUND_DOWN))


def expected_at(
    day: dt.date,
    *,
    principal_vnd: int,
    percent: Decimal,
    opened_on: dt.date,
    paid: Sequence[tuple[dt.date, int]] = (),
) -> int:
    """What stands in the book on `day`, whole VND, when each year's interest stays in it and bears interest itself.

    `paid`: (day, VND) of interest that was taken out, which bears none from the anniversary before that day; the days
    of the last, unfinished year bear simple interest. An estimate: a bank may change its rate with each term.
    """
    balance, year, start = principal_vnd, 1, opened_on
    while (end := add_months(opened_on, 12 * year)) <= day:
        balance -= _between(paid, start, end)
        balance += yearly_interest(balance, percent)
        start, year = end, year + 1
    balance -= _between(paid, start, day + dt.timedelta(days=1))
    rest = yearly_interest(balance, percent) * (day - start).days // DAYS_OF_A_YEAR
    return max(balance + rest, principal_vnd)


def _between(paid: Sequence[tuple[dt.date, int]], first: dt.date, last: dt.date) -> int:
    """Taken out on or after `first` and before `last`."""
    return sum(amount for on, amount in paid if first <= on < last)


@dataclass(frozen=True, slots=True)
class BookFigures:
    """Of one book, whole VND: estimates."""

    yearly_vnd: int
    in_the_book_vnd: int
    at_maturity_vnd: int


def figures_of(book: SavingsBook, today: dt.date) -> BookFigures | None:
    """None where the rate of interest is not known. `book` comes with its interests."""
    if book.interest_percent is None:
        return None
    paid = [(each.paid_on, each.amount_vnd) for each in book.interests.all()]
    facts: dict[str, Any] = {"principal_vnd": book.principal_vnd, "percent": book.interest_percent}
    facts |= {"opened_on": book.opened_on, "paid": paid}
    day = max(book.opened_on, min(today, book.matures_on))
    taken_since = _between(paid, day + dt.timedelta(days=1), today + dt.timedelta(days=1))
    return BookFigures(
        yearly_interest(book.principal_vnd, book.interest_percent),
        max(expected_at(day, **facts) - taken_since, book.principal_vnd),
        expected_at(book.matures_on, **facts),
    )
