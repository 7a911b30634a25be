"""The figures of a row that only counts: how many, at which rate, and what is wrong with them."""

from imports.fields import Problem
from vietnamese.errors import gettext_noop
from vietnamese.money import MOST_VND, format_vnd

NO_COUNT = gettext_noop("How many recipients is missing.")
LINE_DIFFERS = gettext_noop("The row says %(stated)s; %(count)s × %(rate)s is %(computed)s.")
TOO_LARGE = gettext_noop("The amount is too large for gifts.")


def problems(count: int | None, rate: int | None, amount: int | None, computed: int | None) -> list[Problem]:
    """What is wrong with the figures of a row that only counts."""
    if count is None:
        return [Problem("", NO_COUNT)]
    if computed and computed > MOST_VND:
        return [Problem("", TOO_LARGE)]
    if not (rate and amount and computed) or computed == amount:
        return []
    facts = {"stated": format_vnd(amount), "count": count, "rate": format_vnd(rate), "computed": format_vnd(computed)}
    return [Problem("", LINE_DIFFERS, facts, vital=False)]


def complete_figures(count: int | None, rate: int | None, amount: int | None) -> tuple[int | None, int | None]:
    """How many and at which rate; one of them may follow from the amount."""
    if count is None and rate and amount and amount % rate == 0:
        count = amount // rate
    if rate is None and count and amount and amount % count == 0:
        rate = amount // count
    return count, rate
