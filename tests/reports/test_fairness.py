"""Who was never helped and who several times: the numbers by commune and the lists behind them are one."""

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from children.models import Child
from organisation.models import Area, User
from organisation.roles import Role
from reports.fairness import Period, by_commune, children_with_helps
from reports.scope import Scope
from tests import factories as make
from tests.campaigns.result_records import create_house, create_loan
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
        names = ("children", "never", "once", "several", "houses", "loans")
        return {line.name: tuple(getattr(line, name) for name in names) for line in found}

    def help(self, create: Any, *children: Child, **values: Any) -> Any:
        """A house or a loan fund of the world's unit, for the families of these children."""
        made = create(unit=self.unit, **values)
        for child in children:
            made.children.create(child=child)
        return made


@pytest.fixture
def world() -> Communes:
    return Communes()


@pytest.fixture
def client(world: Communes) -> Client:
    return signed_in(world.leader)


def test_pledges_and_gifts_handed_over_count_promises_and_plans_do_not(world: Communes) -> None:
    pledge = world.activate()
    world.receive(pledge, 2_000_000)
    assert world.lines() == {"Xã Bích Hào": (1, 1, 0, 0, 0, 0)}

    world.hand_over(pledge, 500_000)
    world.hand_over(pledge, 500_000)  # the same pledge again is the same help
    planned = world.another(world.far)
    world.gift(planned, delivery="")
    world.gift(planned, delivery="absent")
    assert world.lines() == {"Xã Bích Hào": (1, 0, 1, 0, 0, 0), "Xã Xuân Lâm": (1, 1, 0, 0, 0, 0)}

    world.gift(world.child)
    assert world.lines()["Xã Bích Hào"] == (1, 0, 0, 1, 0, 0)


def test_only_what_was_given_in_the_period_counts_and_only_children_in_need_then(world: Communes) -> None:
    world.another(world.far, needs_since=dt.date(2026, 2, 1))
    world.another(world.far, needs_since=None)
    world.gift(world.child, day=dt.date(2024, 12, 31))

    assert world.lines() == {"Xã Bích Hào": (1, 1, 0, 0, 0, 0)}
    assert world.lines(Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))["Xã Bích Hào"][2] == 1


def test_houses_and_loan_funds_count_where_they_stand_today_and_apart_where_nobody_knows(world: Communes) -> None:
    former = make.create_former_commune(name="Xã Thanh Tùng", into=world.far)
    for area in (world.far, former, None):
        world.help(create_house, area=area, handed_over_on=DAY)
        world.help(create_loan, area=area, as_of=DAY)
    world.help(create_house, area=world.far)  # not handed over
    world.help(create_loan, area=world.far, as_of=dt.date(2024, 12, 31))

    found = world.lines()

    assert (found["Xã Xuân Lâm"], found[""]) == ((0, 0, 0, 0, 2, 2), (0, 0, 0, 0, 1, 1))
    assert found["Xã Bích Hào"] == (1, 1, 0, 0, 0, 0)


def test_a_commune_that_was_divided_stays_what_it_was(world: Communes) -> None:
    former = make.create_former_commune(name="Xã Thanh Tùng", into=world.far)
    former.successions.create(new=world.near, is_partial=True)
    world.help(create_loan, area=former, as_of=DAY)

    assert world.lines()["Xã Thanh Tùng (cũ)"][5] == 1


def test_a_family_that_got_a_house_or_borrows_was_helped(world: Communes) -> None:
    other = world.another(world.far)
    world.help(create_loan, world.child, other, as_of=DAY)
    assert world.lines()["Xã Bích Hào"][:4] == world.lines()["Xã Xuân Lâm"][:4] == (1, 0, 1, 0)

    world.help(create_house, world.child, handed_over_on=DAY)
    world.help(create_house, other)  # still being built
    world.help(create_loan, other, as_of=dt.date(2026, 1, 1))
    assert (world.lines()["Xã Bích Hào"][3], world.lines()["Xã Xuân Lâm"][2]) == (1, 1)

    (listed,) = children_with_helps(Scope(user=world.leader), THIS_YEAR, "several")
    assert (listed, listed.family_helps, listed.helps, listed.last_help_on) == (world.child, 2, 2, DAY)


def test_a_commune_where_a_child_not_on_record_got_a_gift_is_not_untouched(world: Communes) -> None:
    world.another(world.far)
    gifts = make.create_gift_list(unit=world.unit, given_on=DAY)
    make.create_gift(gift_list=gifts, commune=world.far, delivery="delivered", delivered_on=DAY)
    make.create_gift(gift_list=gifts, commune=world.near)  # still to be given

    found = by_commune(Scope(user=world.leader), THIS_YEAR)

    assert [(line.name, line.other_gifts, line.is_untouched) for line in found] == [
        ("Xã Bích Hào", 0, True),
        ("Xã Xuân Lâm", 1, False),
    ]


def test_a_fund_told_of_twice_is_one_help_and_one_fund(world: Communes) -> None:
    june = world.help(create_loan, world.child, as_of=DAY, area=world.near)
    told = {"campaign": june.campaign, "name": june.name.upper()}
    world.help(create_loan, world.child, as_of=dt.date(2025, 12, 1), area=world.near, **told)
    assert world.lines()["Xã Bích Hào"] == (1, 0, 1, 0, 0, 1)

    world.help(create_loan, as_of=dt.date(2025, 12, 1), area=world.far, **told)
    assert world.lines()["Xã Xuân Lâm"][5] == 1


def test_houses_and_funds_that_the_reader_may_not_see_are_not_told(world: Communes) -> None:
    elsewhere = create_loan(as_of=DAY, area=world.near)
    elsewhere.children.create(child=world.child)

    assert world.lines() == {"Xã Bích Hào": (1, 1, 0, 0, 0, 0)}


def test_gifts_of_a_list_that_the_reader_may_not_see_are_not_told(world: Communes) -> None:
    gifts = make.create_gift_list(given_on=DAY)
    make.create_gift(gift_list=gifts, child=world.child, delivery="delivered", delivered_on=DAY)

    assert world.lines()["Xã Bích Hào"] == (1, 1, 0, 0, 0, 0)


def test_every_number_of_the_table_is_the_length_of_its_list(world: Communes, client: Client) -> None:
    today = timezone.localdate()
    children = [world.another(commune) for commune in (world.near, world.far, world.far, None)]
    for child, times in zip(children, (0, 1, 2, 3), strict=True):
        for _n in range(times):
            world.gift(child, day=today)
    make.create_child()  # of another unit
    for area in (world.far, None):
        world.help(create_house, handed_over_on=today, area=area)
        fund = world.help(create_loan, as_of=today.replace(month=1, day=1), area=area)
        create_loan(unit=world.unit, campaign=fund.campaign, as_of=today, area=area)  # told of again
    world.help(create_loan, as_of=today, area=make.create_former_commune(into=world.far))
    gifts = make.create_gift_list(unit=world.unit, given_on=today)
    for area in (world.near, world.near, None):
        make.create_gift(gift_list=gifts, commune=area, delivery="delivered", delivered_on=today)

    page = client.get(reverse("reports:fairness"))

    assert page.context["total"] == {
        "children": 5,
        "never": 2,
        "once": 1,
        "several": 2,
        "houses": 2,
        "loans": 3,
        "other_gifts": 3,
    }
    assert (
        page.content.decode().count('class="stat-definition"') == page.content.decode().count('class="stat-figure') == 4
    )
    for line, cells in page.context["lines"]:
        assert [cell.number for cell in cells] == [getattr(line, name) for name in page.context["total"]]
        assert all(cell.url for cell in cells[:4])  # of children "none" is a list too
        for cell in cells:
            assert cell.url or not cell.number
            if cell.url:
                assert client.get(cell.url).context["listing"].count == cell.number, (line, cell.label)
    foot = page.content.decode().partition("<tfoot>")[2].partition("</tfoot>")[0]
    followed = [(html.unescape(url), text) for url, text in re.findall(r'href="([^"]+)">([0-9.]+)<', foot)]
    assert [text for _url, text in followed] == [str(count) for count in page.context["total"].values()]
    assert [str(client.get(url).context["listing"].count) for url, _text in followed] == [text for _u, text in followed]


def test_the_communes_where_nobody_was_helped_are_one_click_away(world: Communes, client: Client) -> None:
    world.another(world.far)
    world.gift(world.child, day=timezone.localdate())
    world.help(create_loan, area=make.create_area(name="Xã Không Trẻ"), as_of=timezone.localdate())

    page = client.get(reverse("reports:fairness"))
    shown = client.get(f"{reverse('reports:fairness')}?{page.context['untouched_link']}").context["lines"]

    assert (page.context["untouched"], [line.name for line, _cells in shown]) == (1, ["Xã Xuân Lâm"])
    foot = page.content.decode().partition("<tfoot>")[2]
    assert page.context["total"]["houses"] == 0
    assert "row-empty" not in foot  # of all together "none" is told on a telephone too


def test_the_table_and_the_list_leave_as_sheets(client: Client) -> None:
    for name in ("fairness", "fairness_list", "fairness_gifts"):
        answer = client.get(reverse(f"reports:{name}"), {"export": "xlsx"})
        assert answer.headers["Content-Disposition"].endswith('.xlsx"'), name
