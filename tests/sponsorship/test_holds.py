import datetime as dt

import pytest
from django.utils import timezone

from children.models import Child
from organisation.roles import Role
from sponsorship import operations
from sponsorship.exceptions import HoldExtendedTwice, HoldOver, NoNeed, PlaceTaken
from sponsorship.models import Hold
from tests.factories import create_campaign, create_donor, create_unit, create_user
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_a_hold_keeps_the_place_for_seven_days(world):
    hold = operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    assert hold.held_until - hold.held_from == dt.timedelta(days=7)
    assert operations.free_place(world.child) is None


def test_a_second_officer_reads_who_holds_the_child_for_whom_and_since_when(world):
    first = operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    other = create_user(role=Role.MATCHING_OFFICER, unit=world.unit)
    with pytest.raises(PlaceTaken) as refused:
        operations.hold_child(child=world.child, by=other)
    message = str(refused.value)
    assert world.officer.full_name in message
    assert world.donor.name in message
    assert f"{timezone.localtime(first.held_from):%H:%M %d/%m/%Y}" in message


def test_who_took_the_place_does_not_tell_of_a_donor_that_the_officer_may_not_know(world):
    hidden = create_donor(unit=create_unit(), name="Cơ sở kín")
    operations.hold_child(child=world.child, donor=hidden, by=world.officer)
    with pytest.raises(PlaceTaken) as refused:
        operations.hold_child(child=world.child, by=world.officer)
    assert "Cơ sở kín" not in str(refused.value)
    assert world.officer.full_name in str(refused.value)


def test_a_hold_that_has_run_out_holds_nothing(world):
    now = timezone.now()
    Hold.objects.create(
        child=world.child,
        donor=world.donor,
        held_by=world.officer,
        held_from=now - dt.timedelta(days=8),
        held_until=now - dt.timedelta(days=1),
    )
    assert operations.free_place(world.child) == 1


def test_a_released_hold_frees_the_place_at_once(world):
    hold = operations.hold_child(child=world.child, by=world.officer)
    operations.release_hold(hold=hold, by=world.officer)
    again = operations.hold_child(child=world.child, campaign=create_campaign(unit=world.unit), by=world.officer)
    assert again.place == 1


def test_a_hold_is_extended_twice_at_most(world):
    hold = operations.hold_child(child=world.child, by=world.officer)
    hold = operations.extend_hold(hold=hold, by=world.officer)
    hold = operations.extend_hold(hold=hold, by=world.officer)
    assert hold.held_until - hold.held_from == dt.timedelta(days=21)
    with pytest.raises(HoldExtendedTwice):
        operations.extend_hold(hold=hold, by=world.officer)


def test_a_hold_that_is_over_is_not_extended(world):
    hold = operations.hold_child(child=world.child, by=world.officer)
    operations.release_hold(hold=hold, by=world.officer)
    with pytest.raises(HoldOver):
        operations.extend_hold(hold=hold, by=world.officer)


def test_a_child_with_two_places_can_be_held_twice(world):
    Child.objects.filter(pk=world.child.pk).update(places=2)
    assert operations.hold_child(child=world.child, by=world.officer).place == 1
    assert operations.hold_child(child=world.child, by=world.officer).place == 2
    with pytest.raises(PlaceTaken):
        operations.hold_child(child=world.child, by=world.officer)


def test_a_child_whose_need_has_ended_is_not_held(world):
    Child.objects.filter(pk=world.child.pk).update(need_ended_on=dt.date(2025, 6, 1), need_ended_reason="moved_away")
    with pytest.raises(NoNeed, match="01/06/2025"):
        operations.hold_child(child=world.child, by=world.officer)


def test_a_pledge_uses_up_the_hold_of_its_donor(world):
    hold = operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    pledge = world.propose()
    hold.refresh_from_db()
    assert pledge.place == hold.place
    assert hold.held_until <= timezone.now()


def test_a_pledge_of_another_donor_does_not_break_a_hold(world):
    operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    with pytest.raises(PlaceTaken):
        world.propose(donor=create_donor(unit=world.unit, name="Người đến sau"))
