"""What PostgreSQL refuses of launches and of what is aimed at: each rule is broken once, past the operations."""

import datetime as dt

import pytest
from django.utils import timezone

from children.models import Child
from sponsorship.models import Hold, Launch, LaunchSeat
from sponsorship.models.hold import HoldKind
from sponsorship.models.launch import LaunchState
from tests.factories import create_child, create_pledge
from tests.sponsorship.launch_records import make_full_launch
from tests.sponsorship.test_constraints import refuses
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def launch():
    world = World()
    return make_full_launch(world.unit, world.officer)


def test_a_launch_gives_something_and_is_accepted_by_somebody(launch):
    with refuses("launch_rate_positive"):
        Launch.objects.update(rate_vnd=0)
    with refuses("launch_accepted_by_name"):
        Launch.objects.update(state=LaunchState.ACCEPTED)
    with refuses("launch_accepted_by_name"):
        Launch.objects.update(accepted_at=timezone.now())


def test_a_child_and_a_number_stand_in_one_seat(launch):
    first, second = launch.seats.all()
    with refuses("launch_child_once"):
        LaunchSeat.objects.filter(pk=second.pk).update(child=first.child)
    with refuses("launch_position_once"):
        LaunchSeat.objects.create(launch=launch, position=first.position)


def test_a_seat_with_a_pledge_has_both_sides_and_its_own_rate_is_more_than_nothing(launch):
    seat = launch.seats.first()
    with refuses("launch_seat_rate_positive"):
        LaunchSeat.objects.filter(pk=seat.pk).update(rate_vnd=0)
    with refuses("launch_seat_was_complete"):
        LaunchSeat.objects.filter(pk=seat.pk).update(pledge=create_pledge(), donor=None)


def test_a_hold_of_a_launch_is_of_its_kind(launch):
    with refuses("hold_of_a_launch_is_of_its_kind"):
        Hold.objects.filter(launch=launch).update(kind=HoldKind.THINKING)


def test_a_sum_aimed_at_is_more_than_nothing_and_shared_by_several():
    child = create_child()
    with refuses("child_target_positive"):
        Child.objects.filter(pk=child.pk).update(target_vnd=0, places=2)
    with refuses("child_target_is_shared_by_several"):
        Child.objects.filter(pk=child.pk).update(target_vnd=1_000_000)


def test_what_open_pledges_come_to_is_counted_by_nobody_else():
    child = create_child()
    Child.objects.filter(pk=child.pk).update(taken_yearly_vnd=5)
    assert Child.objects.get(pk=child.pk).taken_yearly_vnd == 0


def test_no_new_pledge_goes_over_the_sum():
    child = create_child(places=9, target_vnd=1_000_000)
    create_pledge(child=child, rate_vnd=900_000, starts_on=dt.date(2025, 1, 1))
    with refuses("child_target_not_exceeded"):
        create_pledge(child=child, rate_vnd=200_000, place=2)
