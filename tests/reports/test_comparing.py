"""Units held up as examples: the page tells of as many as plain SQL counts, and lists each of them."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.urls import reverse

from campaigns.models import Recognition
from organisation.roles import Role
from reports.comparing import recognised
from reports.scope import Scope
from tests import factories as make
from tests.every_page import signed_in
from tests.reports.worlds import World, create_world

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 2, 17)
COUNTED = """
SELECT count(*) FROM campaigns_recognition r JOIN organisation_unit u ON u.id = r.unit_id
WHERE r.year IN (2024, 2025) AND u.path LIKE %s AND (%s::bigint IS NULL OR r.campaign_id = %s)
"""


@pytest.fixture
def world() -> World:
    """Two rounds and five units, each recognised in each of three years; one belongs to another programme."""
    made = create_world(3, children_count=4, pledges_count=2)
    for campaign in made.campaigns:
        for unit in (made.root, *made.units, made.stranger):
            for year in (2023, 2024, 2025):
                Recognition.objects.create(campaign=campaign, unit=unit, year=year, reason=f"Nhất khối {year}")
    return made


def counted(path: str, campaign: int | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [f"{path}%", campaign, campaign])
        return int(cursor.fetchone()[0])


def test_recognised_units_of_any_part_are_those_that_plain_sql_counts(world: World) -> None:
    leader = make.create_user(role=Role.LEADER, unit=world.root)
    for unit in (world.root, *world.units):
        for campaign in (None, world.campaigns[0].pk):
            found = recognised(Scope(user=leader, as_of=DAY, unit=unit, campaign=campaign))
            assert len(found) == counted(unit.path, campaign) > 0
    assert len(recognised(Scope(user=leader, as_of=DAY))) == counted(world.root.path) == 16


def test_the_page_tells_how_many_and_lists_each(world: World) -> None:
    leader_below = make.create_user(role=Role.LEADER, unit=world.units[0])
    page = signed_in(leader_below).get(reverse("reports:compare"), {"as_of": "17/02/2025"}).content.decode()
    part = page.partition('id="recognised-title"')[2].partition("</section>")[0]

    number = counted(world.units[0].path)
    assert re.findall(r'class="decisions-whose">(\d+) ', part) == [str(number)]
    assert part.count("<li>") == part.count("Nhất khối") == number == 8
    assert "2023" not in part
    assert world.stranger.name not in part
