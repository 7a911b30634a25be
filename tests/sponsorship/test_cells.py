import pytest

from sponsorship.cells import draw_pledges
from sponsorship.models import Pledge
from sponsorship.rows import pledge_rows
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


def test_a_row_of_the_list_shows_the_four_numbers_in_three_columns():
    world = World()
    pledge = world.activate()
    world.receive(pledge, 1_200_000)
    world.hand_over(pledge, 500_000)
    drawn = draw_pledges(pledge_rows(Pledge.objects.all())).replace("\u00a0", " ")
    columns = [cell for cell in drawn.split("<td")[1:] if 'class="num"' in cell]
    shown = [("6.000.000 đ",), ("1.200.000 đ", "500.000 đ"), ("700.000 đ",)]
    assert len(columns) == len(shown)
    for column, amounts in zip(columns, shown, strict=True):
        assert all(amount in column for amount in amounts)
