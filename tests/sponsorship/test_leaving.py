"""A child leaves: everything ends in one step, and the officer is told whom to write to."""

import datetime as dt
from typing import Any

import pytest

from children.models import Child
from sponsorship import operations
from sponsorship.exceptions import AlreadyLeft, WrongDay
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import PledgeState
from tests.factories import create_donor, create_unit
from tests.sponsorship.test_pledge_pages import text, url
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 6, 10)


@pytest.fixture
def world():
    """A child with two donors, one of them kept by another unit, and a place on hold."""
    world: Any = World(places=4, full_name="Nguyễn Văn Đi Xa")
    world.donor.phone, world.donor.address = "0912345678", "Số 1 đường Mẫu"
    world.donor.save()
    world.ours = world.activate()
    world.theirs = world.activate(donor=create_donor(unit=create_unit(), name="Quỹ Nơi Khác", phone="0987654321"))
    world.proposed = world.propose(donor=create_donor(unit=world.unit, name="Ông Mới"))
    operations.hold_child(child=world.child, by=world.officer)
    world.receive(world.ours, 3_000_000)
    world.hand_over(world.ours, 2_500_000)
    return world


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def leave(world, reason="moved_away", on=DAY):
    return operations.leave_programme(child=world.child, reason=reason, on=on, by=world.officer)


def test_one_step_ends_every_pledge_releases_the_holds_and_ends_the_need(world):
    left = leave(world)
    assert {pledge.pk for pledge in left.pledges} == {world.ours.pk, world.theirs.pk, world.proposed.pk}
    assert {(p.state, p.end_reason) for p in Pledge.objects.all()} == {(PledgeState.ENDED, "moved_away")}
    assert not Hold.objects.live().exists()
    child = Child.objects.get(pk=world.child.pk)
    assert (child.need_ended_on, child.need_ended_reason, child.taken_places) == (DAY, "moved_away", 0)
    assert numbers(world.ours) == (3_000_000, 3_000_000, 2_500_000, 500_000)  # held under its name
    with pytest.raises(AlreadyLeft):
        leave(world)


def test_a_child_does_not_leave_in_the_future(world):
    with pytest.raises(WrongDay):
        leave(world, on=dt.date(2999, 1, 1))
    assert Pledge.objects.open().count() == 3


def test_the_page_asks_first_and_then_tells_whom_to_write_to(world, page):
    asked = text(page.get(url("child_leave", world.child)))
    assert world.ours.code in asked
    assert "500.000" in asked
    answer = page.post(url("child_leave", world.child), {"reason": "moved_away", "on": "10/06/2025", "note": "vào Nam"})
    assert answer.url == url("child_left", world.child)
    told = text(page.get(answer.url))
    assert "0912345678" in told
    assert "Số 1 đường Mẫu" in told
    assert "Quỹ Nơi Khác" in told
    assert "0987654321" not in told  # another unit's donor: its record is not ours to read
    assert "Ông Mới" not in told  # was only proposed
    assert url("move_add", world.ours) in told
    assert {p.end_note for p in Pledge.objects.all()} == {"vào Nam"}


def test_the_text_names_the_child_only_with_consent_and_keeps_an_adoption_to_itself(world, page):
    leave(world, "adopted")
    ours = next(each for each in page.get(url("child_left", world.child)).context["told"] if each.sees_donor)
    assert "Đi Xa" not in ours.text
    assert world.child.code in ours.text
    assert "nhận con nuôi" not in ours.text
    assert "500.000 đồng" in ours.text
    assert "trao nốt cho cháu," in ours.text


def test_what_is_held_for_a_child_that_died_is_offered_to_its_family(world, page):
    leave(world, "died")
    ours = next(each for each in page.get(url("child_left", world.child)).context["told"] if each.sees_donor)
    assert "trao nốt cho gia đình cháu," in ours.text
