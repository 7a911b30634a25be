"""The officer's lists of what would be too late: each number is the count of the list that it opens."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from children.models import Visit
from children.states import years_before
from organisation.roles import Role
from sponsorship import operations
from sponsorship.terms import add_months
from tests import factories as make
from tests.every_page import signed_in
from tests.sponsorship.life_records import make_book, make_book_pledge
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def today() -> dt.date:
    return timezone.localdate()


def in_days(days: int) -> dt.date:
    return today() + dt.timedelta(days=days)


def child(world, **values):
    return make.create_child(unit=world.unit, needs_since=dt.date(2025, 1, 1), **values)


def running(world, **terms):
    return world.activate(child=child(world), **{"starts_on": add_months(today(), -4)} | terms)


def found(world, name, **query):
    return signed_in(world.officer).get(reverse(name), query).context["listing"]


def test_every_number_is_the_count_of_its_list(world):
    book = make_book_pledge(world.unit, world.officer, child=child(world))
    make_book(book, world.officer, matures_on=dt.date(2026, 3, 1))
    pledge = running(world)
    operations.suspend_pledge(pledge=pledge, by=world.officer, reason="x", from_on=in_days(-9), until_on=in_days(-1))
    running(world, starts_on=add_months(today(), -13), months_count=30)
    child(world, birth_date=years_before(in_days(30), 16))
    child(world, birth_date=years_before(in_days(30), 18))
    page = signed_in(world.officer).get(reverse("home"))
    tasks = {task.url: task.figure for section in page.context["sections"] for task in section.tasks}
    follow = [url for url in tasks if "follow=" in url or "todo=" in url]
    assert {url.partition("=")[2] for url in follow} >= {
        "no_handover", "review", "resume", "book", "turns_16", "turns_18", "no_visit", "overdue",
    }  # fmt: skip
    client = signed_in(world.officer)
    assert {url: tasks[url] for url in follow} == {url: str(client.get(url).context["listing"].count) for url in follow}


@pytest.mark.parametrize(
    ("age", "days", "expected"),
    [(16, 60, True), (16, 61, False), (16, 1, True), (16, 0, False), (18, 60, True), (18, 61, False), (18, -400, True)],
)
def test_birthdays_of_the_next_sixty_days(world, age, days, expected):
    child(world, birth_date=years_before(in_days(days), age))
    assert found(world, "children:list", follow=f"turns_{age}").count == expected


def test_who_has_left_the_programme_is_not_followed(world):
    gone = child(world, birth_date=years_before(in_days(5), 18))
    operations.leave_programme(child=gone, reason="moved_away", on=today(), by=world.officer)
    assert found(world, "children:list", follow="turns_18").count == 0


def test_a_visit_of_this_year_takes_a_child_off_the_list(world):
    visited = running(world).child
    running(world)
    world.activate(child=child(world))
    assert found(world, "children:list", follow="no_visit").count == 3
    for day in (dt.date(today().year - 1, 12, 31), today()):
        Visit.objects.create(child=visited, visited_on=day, visitors="Chị Hòa", recorded_by=world.officer)
    assert visited.code not in [row.code for row in found(world, "children:list", follow="no_visit").rows]


@pytest.mark.parametrize(
    ("more", "expected"), [(None, True), (0, True), (1, False), (500_000, False), (1_000_000, False)]
)
def test_two_periods_without_a_handover(world, more, expected):
    """Of the last two months that fell due the child has had nothing, or something; None: nothing at all, ever."""
    pledge = running(world, starts_on=add_months(today().replace(day=1), -4))
    fallen = list(pledge.instalments.filter(due_on__lt=today()).values_list("amount_vnd", flat=True))
    if more is not None:
        delivered = sum(fallen[:-2]) + more
        world.receive(pledge, delivered, received_on=today())
        world.hand_over(pledge, delivered, handed_on=today())
    assert found(world, "sponsorship:pledges", todo="no_handover").count == expected


def test_the_lists_are_exported_and_say_so_when_they_are_empty(world):
    client = signed_in(world.officer)
    assert make.create_user(role=Role.MATCHING_OFFICER, unit=world.unit)
    for name, query in (("children:list", {"follow": "turns_16"}), ("sponsorship:pledges", {"todo": "book"})):
        assert client.get(reverse(name), query).status_code == 200
        sheet = client.get(reverse(name), query | {"export": "xlsx"})
        assert sheet["Content-Type"].endswith("sheet")
