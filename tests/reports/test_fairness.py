"""Who was never helped and who several times: the numbers by commune and the lists behind them are one."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import House
from children.models import Child
from organisation.models import Area, User
from organisation.roles import Role
from reports.fairness import Period, by_commune
from reports.scope import Scope
from tests import factories as make
from tests.every_page import signed_in
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
THIS_YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
DAY = dt.date(2025, 6, 1)


class Communes(World):
    """Two communes; the child of the world lives in the first, and its donor gives."""

    def __init__(self) -> None:
        self.near, self.far = make.create_area(name="Xã Bích Hào"), make.create_area(name="Xã Xuân Lâm")
        super().__init__(commune=self.near)
        self.leader: User = make.create_user(role=Role.LEADER, unit=self.unit)

    def another(self, commune: Area | None, **values: Any) -> Child:
        return make.create_child(unit=self.unit, commune=commune, **values)

    def gift(self, child: Child, day: dt.date = DAY, delivery: str = "delivered", **values: Any) -> None:
        gifts = make.create_gift_list(unit=self.unit, given_on=day)
        received = {"delivered_on": day} if delivery == "delivered" else {}
        make.create_gift(gift_list=gifts, child=child, delivery=delivery, **received | values)

    def lines(self, period: Period = THIS_YEAR) -> dict[str, tuple[int, ...]]:
        found = by_commune(Scope(user=self.leader), period)
        return {line.name: (line.children, line.never, line.once, line.several, line.houses) for line in found}


@pytest.fixture
def world() -> Communes:
    return Communes()


@pytest.fixture
def client(world: Communes) -> Client:
    return signed_in(world.leader)


def test_pledges_and_gifts_handed_over_count_promises_and_plans_do_not(world: Communes) -> None:
    pledge = world.activate()
    world.receive(pledge, 2_000_000)
    assert world.lines() == {"Xã Bích Hào": (1, 1, 0, 0, 0)}

    world.hand_over(pledge, 500_000)
    world.hand_over(pledge, 500_000)  # the same pledge again is the same help
    planned = world.another(world.far)
    world.gift(planned, delivery="")
    world.gift(planned, delivery="absent")
    assert world.lines() == {"Xã Bích Hào": (1, 0, 1, 0, 0), "Xã Xuân Lâm": (1, 1, 0, 0, 0)}

    world.gift(world.child)
    assert world.lines()["Xã Bích Hào"] == (1, 0, 0, 1, 0)


def test_only_what_was_given_in_the_period_counts_and_only_children_in_need_then(world: Communes) -> None:
    world.another(world.far, needs_since=dt.date(2026, 2, 1))
    world.another(world.far, needs_since=None)
    world.gift(world.child, day=dt.date(2024, 12, 31))

    assert world.lines() == {"Xã Bích Hào": (1, 1, 0, 0, 0)}
    assert world.lines(Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))["Xã Bích Hào"][2] == 1


def test_houses_count_by_commune_also_where_no_child_is_in_need(world: Communes) -> None:
    campaign = make.create_campaign(unit=world.unit)
    House.objects.create(
        campaign=campaign, managing_unit=world.unit, name="Hộ bà Mẫu", area=world.far, work="new", handed_over_on=DAY
    )

    assert world.lines()["Xã Xuân Lâm"] == (0, 0, 0, 0, 1)


def test_gifts_of_a_list_that_the_reader_may_not_see_are_not_told(world: Communes) -> None:
    gifts = make.create_gift_list(given_on=DAY)
    make.create_gift(gift_list=gifts, child=world.child, delivery="delivered", delivered_on=DAY)

    assert world.lines()["Xã Bích Hào"] == (1, 1, 0, 0, 0)


def test_every_number_of_the_table_is_the_length_of_its_list(world: Communes, client: Client) -> None:
    today = timezone.localdate()
    children = [world.another(commune) for commune in (world.near, world.far, world.far, None)]
    for child, times in zip(children, (0, 1, 2, 3), strict=True):
        for _n in range(times):
            world.gift(child, day=today)
    make.create_child()  # of another unit

    page = client.get(reverse("reports:fairness"))
    lists = reverse("reports:fairness_list")

    assert page.context["total"] | {"houses": 0} == {"children": 5, "never": 2, "once": 1, "several": 2, "houses": 0}
    for line, links in page.context["lines"]:
        for often, count in (
            ("all", line.children),
            ("never", line.never),
            ("once", line.once),
            ("several", line.several),
        ):
            assert client.get(f"{lists}?{links[often]}").context["listing"].count == count, (line, often)
    for often in ("never", "once", "several"):
        shown = client.get(f"{lists}?{page.context['total_links'][often]}").context["listing"].count
        assert shown == page.context["total"][often]


def test_the_table_and_the_list_leave_as_sheets(client: Client) -> None:
    for name in ("fairness", "fairness_list"):
        answer = client.get(reverse(f"reports:{name}"), {"export": "xlsx"})
        assert answer.headers["Content-Disposition"].endswith('.xlsx"'), name
