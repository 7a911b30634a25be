"""Everything a child gets from all sources, and the warning before more is promised."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from children.models import OtherSupport
from organisation.templatetags.vietnamese import vnd
from sponsorship import helped, operations
from tests.factories import create_child, create_gift, create_gift_list, create_unit
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def world():
    return World(places=3)


def support(child, **values):
    defaults = {"channel": "study_promotion", "giver_name": "Hội Khuyến học", "amount_vnd": 300_000}
    return OtherSupport.objects.create(child=child, **defaults | values)


def gift(child, given_on=None, unit=None, **values):
    gifts = create_gift_list(unit=unit or child.managing_unit, given_on=given_on or timezone.localdate())
    return create_gift(gift_list=gifts, child=child, delivery="delivered", **values)


def said(child, user):
    return [note.text for note in helped.helps_of([child], user).get(child.pk, [])]


def test_everything_is_gathered_ended_pledges_too(world):
    world.activate()
    ended = world.activate()
    operations.end_pledge(pledge=ended, reason="donor_stopped", on=timezone.localdate(), by=world.officer)
    support(world.child)
    gift(world.child)
    received = helped.everything(world.child, world.officer)
    assert [row.state for row in received.pledges] == ["ended", "active"]
    assert (len(received.supports), len(received.gifts)) == (1, 1)
    assert not received.is_nothing


def test_what_comes_regularly_is_reckoned_by_the_month(world):
    world.activate(rate_vnd=500_000)
    world.activate(rate_vnd=900_000, per="quarter")
    world.activate(rate_vnd=400_000, active_months=[9, 10, 11, 12, 1, 2, 3, 4, 5])
    support(world.child, per="year", amount_vnd=1_200_000)
    support(world.child, per="once", amount_vnd=9_000_000)
    support(world.child, until=timezone.localdate() - dt.timedelta(days=1))
    support(world.child, amount_vnd=None, what="gạo")
    assert helped.everything(world.child, world.officer).monthly_vnd == 500_000 + 300_000 + 300_000 + 100_000


def test_help_of_today_is_told_before_more_is_promised(world):
    assert said(world.child, world.officer) == []
    world.child.receives_social_allowance = True
    world.child.save()
    support(world.child, since=dt.date(2025, 9, 1))
    support(world.child, giver_name="Đã thôi", until=dt.date(2025, 1, 1))
    gift(world.child)
    gift(world.child, given_on=dt.date(2020, 1, 1))
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert said(world.child, world.officer) == [
        f"is helped already: Hội Khuyến học, {vnd(300_000)} a month, since 01/09/2025",
        "receives the social allowance",
        f"1 gift this past year, on {today}",
    ]


def test_a_donor_the_child_has_is_told(world):
    world.activate()
    world.child.refresh_from_db()
    assert said(world.child, world.officer) == [f"has a donor already: {world.donor}, {vnd(500_000)} a month"]


def test_gifts_of_a_list_that_the_reader_may_not_see_are_not_told(world):
    gift(world.child, unit=create_unit())
    assert said(world.child, world.officer) == []
    assert helped.everything(world.child, world.officer).gifts == []


@pytest.mark.parametrize("name", ["suggest_for_child", "suggest_for_donor", "pledge_add"])
def test_the_warning_stands_where_a_pledge_begins(world, client, name):
    support(world.child)
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    sides = f"child={world.child.public_id}&donor={world.donor.public_id}"
    pages = {
        "suggest_for_child": reverse("sponsorship:suggest_for_child", args=[world.child.public_id]),
        "suggest_for_donor": reverse("sponsorship:suggest_for_donor", args=[world.donor.public_id]),
        "pledge_add": f"{reverse('sponsorship:pledge_add')}?{sides}",
    }
    assert f"Hội Khuyến học, {vnd(300_000)}" in client.get(pages[name]).content.decode()


def test_many_children_are_asked_about_at_once(world, django_assert_num_queries):
    children = [create_child(unit=world.unit) for _ in range(5)]
    for child in children:
        support(child)
        gift(child)
    officer = type(world.officer).objects.get(pk=world.officer.pk)
    with django_assert_num_queries(3):  # appointments, other channels, gifts
        assert len(helped.helps_of(children, officer)) == 5
