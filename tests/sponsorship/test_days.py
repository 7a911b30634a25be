import datetime as dt

import pytest
from django.utils import timezone

from sponsorship import operations
from sponsorship.days import check_day, earliest_day
from sponsorship.exceptions import WrongDay
from sponsorship.models import Pledge
from tests.sponsorship.worlds import World


def starting(day: dt.date) -> Pledge:
    return Pledge(starts_on=day)


@pytest.mark.parametrize(
    ("starts_on", "first"),
    [
        (dt.date(2025, 6, 15), dt.date(2024, 6, 15)),
        (dt.date(2024, 2, 29), dt.date(2023, 2, 28)),
        (dt.date(2015, 6, 1), dt.date(2015, 1, 1)),
        (dt.date(2008, 9, 1), dt.date(2015, 1, 1)),
    ],
)
def test_money_is_dated_a_year_before_the_pledge_at_the_earliest(starts_on, first):
    assert earliest_day(starting(starts_on)) == first
    check_day(starting(starts_on), first)
    with pytest.raises(WrongDay, match=f"{first:%d/%m/%Y}"):
        check_day(starting(starts_on), first - dt.timedelta(days=1))


def test_today_is_possible_and_tomorrow_is_not():
    today = timezone.localdate()
    far_ahead = starting(today + dt.timedelta(days=900))
    check_day(far_ahead, today)
    with pytest.raises(WrongDay):
        check_day(far_ahead, today + dt.timedelta(days=1))


@pytest.mark.django_db
def test_steps_cannot_be_dated_in_the_year_1():
    world, wrong = World(), dt.date(1, 1, 1)
    pledge = world.propose()
    with pytest.raises(WrongDay):
        operations.approve_pledge(pledge=pledge, by=world.officer, approved_on=wrong)
    with pytest.raises(WrongDay):
        operations.change_rate(pledge=pledge, by=world.officer, from_on=wrong, rate_vnd=600_000)
    with pytest.raises(WrongDay):
        operations.end_pledge(pledge=pledge, by=world.officer, reason="donor_stopped", on=wrong)
    pledge.refresh_from_db()
    assert (pledge.state, pledge.approved_on) == ("proposed", None)
