"""A total that is shared out by instalments and does not come out even; and what is paid more, less or taken back."""

import datetime as dt

import pytest

from sponsorship import operations, terms
from sponsorship.models.states import Per
from sponsorship.progress import schedule_lines
from tests.sponsorship.worlds import World, numbers

START = dt.date(2025, 1, 1)


def shared_out(total: int | None, rate: int, months: int) -> list[int]:
    ends_on = terms.add_months(START, months) - dt.timedelta(days=1)
    due = terms.schedule(rate_vnd=rate, per=Per.MONTH, starts_on=START, ends_on=ends_on, total_vnd=total)
    return [amount for _day, amount in due]


@pytest.mark.parametrize(
    ("total", "rate", "months", "last"),
    [
        (10_000_000, 3_333_333, 3, 3_333_334),
        (10_000_000, 3_333_000, 3, 3_334_000),
        (10_000_000, 3_334_000, 3, 3_332_000),
        (34_000_000, 2_833_000, 12, 2_837_000),
        (26_500_000, 500_000, 53, 500_000),  # Phú Thọ: comes out even
        (105_000_000, 1_250_000, 84, 1_250_000),  # Ngọc Lâm: over seven years
        (None, 3_333_000, 3, 3_333_000),
    ],
)
def test_the_last_instalment_takes_the_rounding(total, rate, months, last):
    due = shared_out(total, rate, months)
    assert due == [*[rate] * (months - 1), last]
    assert total is None or sum(due) == total


@pytest.mark.parametrize("total", [9_000_000, 12_000_000, 10_003_000, 0, -1])
def test_a_larger_difference_is_no_rounding_and_stays_a_warning(total):
    assert shared_out(total, 3_333_333, 3) == [3_333_333] * 3


def test_one_instalment_is_not_rounded_away():
    assert shared_out(500_400, 500_000, 1) == [500_000]


# --- More, less, and taken back: by the instalments that a treasurer sees ------------------------------


@pytest.fixture
def world(db):
    return World()


def met(pledge) -> list[int]:
    """What of each of the first instalments has come in."""
    pledge.balance.refresh_from_db()
    balance = pledge.balance
    lines = schedule_lines(pledge.instalments.all(), balance.received_vnd, balance.delivered_vnd, None)
    return [line.received_vnd for line in lines][:4]


def test_what_is_missing_stays_open_and_is_met_first_by_the_next_payment(world):
    pledge = world.activate()
    world.receive(pledge, 300_000)
    assert met(pledge) == [300_000, 0, 0, 0]
    world.receive(pledge, 500_000)
    assert met(pledge) == [500_000, 300_000, 0, 0]


def test_what_is_too_much_meets_the_next_instalments(world):
    pledge = world.activate()
    world.receive(pledge, 1_200_000)
    assert met(pledge) == [500_000, 500_000, 200_000, 0]


def test_a_reversal_opens_what_it_paid(world):
    pledge = world.activate()
    world.receive(pledge, 700_000)
    second = world.receive(pledge, 600_000)
    assert met(pledge) == [500_000, 500_000, 300_000, 0]
    operations.reverse_receipt(receipt=second, by=world.officer, note="x")
    assert met(pledge) == [500_000, 200_000, 0, 0]


def test_the_pledge_of_a_total_that_does_not_come_out_even_can_be_paid_to_the_dong(world):
    pledge = world.activate(rate_vnd=3_333_000, months_count=3, stated_total_vnd=10_000_000)
    assert numbers(pledge)[0] == 10_000_000
    for amount in (3_333_000, 3_333_000, 3_334_000):
        world.receive(pledge, amount)
        world.hand_over(pledge, amount)
    assert numbers(pledge) == (10_000_000, 10_000_000, 10_000_000, 0)
