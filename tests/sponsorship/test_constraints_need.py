"""PostgreSQL itself refuses an order of need that says nothing."""

import pytest

from sponsorship.models import NeedOrder
from tests.factories import create_unit
from tests.sponsorship.test_constraints import refuses

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [0, 366])
def test_waiting_is_counted_in_steps_of_a_day_to_a_year(days: int) -> None:
    with refuses("need_order_days_plausible"):
        NeedOrder.objects.create(unit=create_unit(), waiting_days=days)


def test_nobody_is_very_young_and_nearly_grown() -> None:
    with refuses("need_order_ages_in_order"):
        NeedOrder.objects.create(unit=create_unit(), very_young_age=16, nearly_grown_age=15)
