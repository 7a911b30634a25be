"""A launch from its first seat to its pledges."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from children.models import Child, SiblingGroup
from children.models.choices import OrphanStatus
from donors.models import Donor
from sponsorship import operations
from sponsorship.exceptions import (
    HoldExtendedTwice,
    LaunchOver,
    LinesRefused,
    NobodyToReserve,
    NothingToAccept,
    PlaceTaken,
    Stale,
)
from sponsorship.models import Hold, Launch, LaunchSeat, Pledge
from sponsorship.models.hold import HoldKind
from sponsorship.models.launch import LaunchState
from sponsorship.models.states import Per, PledgeState
from tests.factories import create_child, create_donor
from tests.sponsorship.launch_records import make_launch
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


class Evening(World):
    """A launch of the unit, with four children waiting; the first has lost both parents."""

    def __init__(self) -> None:
        super().__init__(full_name="Trẻ Một", orphan_status=OrphanStatus.BOTH)
        self.children = [self.child, *(self.wait(f"Trẻ {name}") for name in ("Hai", "Ba", "Bốn"))]
        values = {"orphan_status": OrphanStatus.NONE}
        Child.objects.filter(pk__in=[child.pk for child in self.children[1:]]).update(**values)
        self.launch = self.open()

    def wait(self, name: str, **values: Any) -> Child:
        return create_child(unit=self.unit, full_name=name, **values)

    def open(self) -> Launch:
        return make_launch(self.unit, self.officer)

    def seat(self, *donors: Donor, nameless: int = 0) -> list[LaunchSeat]:
        counts = {donor: donors.count(donor) for donor in dict.fromkeys(donors)}
        operations.add_seats(launch=self.launch, by=self.officer, donors=counts, nameless=nameless)
        return list(self.launch.seats.all())

    def reserve(self, count: int) -> int:
        return operations.reserve_children(launch=self.launch, by=self.officer, count=count)

    def pair(self) -> list[LaunchSeat]:
        operations.propose_pairs(launch=self.launch, by=self.officer)
        return list(self.launch.seats.select_related("child"))

    def save(self, *seats: LaunchSeat, **more: Any) -> None:
        operations.save_seats(launch=self.launch, by=self.officer, seats=seats, **more)

    def accept(self) -> list[Pledge]:
        return operations.accept_launch(launch=self.launch, by=self.officer)

    def donors(self, count: int, **values: Any) -> list[Donor]:
        return [create_donor(unit=self.unit, name=f"Nhà hảo tâm {n}", **values) for n in range(count)]


@pytest.fixture
def evening():
    return Evening()


def names(seats: list[LaunchSeat]) -> list[str]:
    return [seat.child.full_name if seat.child else "" for seat in seats]


def test_children_are_reserved_by_need_until_the_launch_ends(evening):
    assert evening.reserve(2) == 2
    holds = Hold.objects.live().order_by("pk")
    assert holds[0].child == evening.child
    assert {(hold.kind, hold.held_until, hold.launch) for hold in holds} == {
        (HoldKind.LAUNCH, evening.launch.ends_at, evening.launch)
    }


def test_reserving_takes_few_queries_however_many_children(evening, django_assert_num_queries):
    for n in range(20):
        evening.wait(f"Trẻ thêm {n}")
    with django_assert_num_queries(14):
        evening.reserve(20)


def test_nobody_is_reserved_who_is_held_for_another_or_promised(evening):
    operations.hold_child(child=evening.children[1], by=evening.officer)
    evening.propose(child=evening.children[2])
    assert evening.reserve(9) == 2
    with pytest.raises(NobodyToReserve):
        evening.reserve(1)


def test_brothers_and_sisters_are_reserved_together_or_wait_together(evening):
    family = SiblingGroup.objects.create()
    for name in ("Chị", "Em"):
        evening.wait(name, orphan_status=OrphanStatus.BOTH, sibling_group=family)
    evening.reserve(3)
    assert not Hold.objects.live().filter(child__sibling_group=family).exists()  # no donor takes two
    operations.drop_launch(launch=evening.launch, by=evening.officer)
    evening.launch = evening.open()
    evening.seat(evening.donor, evening.donor)
    evening.reserve(3)
    assert Hold.objects.live().filter(child__sibling_group=family).count() == 2


def test_one_proposal_for_all_serves_wishes_and_keeps_siblings_with_one_donor(evening):
    family = SiblingGroup.objects.create()
    for name in ("Chị", "Em"):
        evening.wait(name, sibling_group=family, orphan_status=OrphanStatus.NONE)
    wishing = create_donor(unit=evening.unit, name="Muốn trẻ mồ côi", wishes_double_orphan=True)
    evening.seat(evening.donor, evening.donor, wishing, nameless=1)
    evening.reserve(6)
    seats = evening.pair()
    by_donor = {donor: {s.child.full_name for s in seats if s.donor == donor} for donor in (evening.donor, wishing)}
    assert by_donor == {evening.donor: {"Chị", "Em"}, wishing: {"Trẻ Một"}}
    assert all(seat.child for seat in seats)


def test_what_was_chosen_by_hand_stays_when_all_is_paired_anew(evening):
    seats = evening.seat(*evening.donors(2))
    evening.reserve(2)
    seats = evening.pair()
    first, second = seats[0].child, seats[1].child
    seats[1].child, seats[1].is_fixed = first, True
    evening.save(seats[1])
    assert names(evening.pair()) == [second.full_name, first.full_name]


def test_a_child_put_in_another_seat_changes_places_with_the_one_there(evening):
    evening.seat(*evening.donors(2))
    evening.reserve(2)
    seats = evening.pair()
    one, two = names(seats)
    seats[0].child = seats[1].child
    evening.save(seats[0])
    assert names(list(evening.launch.seats.select_related("child"))) == [two, one]


def test_a_page_that_is_older_than_the_last_saving_changes_nothing(evening):
    seats = evening.seat(evening.donor)
    with pytest.raises(Stale):
        evening.save(*seats, version=evening.launch.version)


def test_a_guest_gets_the_name_that_was_written_in_the_evening(evening):
    (seat,) = evening.seat(nameless=1)
    evening.save(seat, new_donors={seat.pk: "Trần Văn Khách"})
    donor = evening.launch.seats.get().donor
    assert (donor.name, donor.managing_unit) == ("Trần Văn Khách", evening.unit)


def test_accepting_makes_pledges_in_force_and_frees_the_others(evening):
    evening.seat(*evening.donors(2), nameless=1)
    evening.reserve(4)
    seats = evening.pair()
    seats[1].rate_vnd, seats[1].per, seats[1].months_count = 900_000, Per.QUARTER, 24
    evening.save(seats[1])
    pledges = evening.accept()
    assert {pledge.state for pledge in pledges} == {PledgeState.ACTIVE}
    assert [(p.rate_vnd, p.per, p.months_count) for p in pledges] == [
        (500_000, Per.MONTH, 12),
        (900_000, Per.QUARTER, 24),
    ]
    assert {p.campaign for p in pledges} == {evening.launch.campaign}
    assert not Hold.objects.live().exists()
    evening.launch.refresh_from_db()
    assert (evening.launch.state, evening.launch.accepted_by) == (LaunchState.ACCEPTED, evening.officer)
    assert [bool(seat.pledge) for seat in evening.launch.seats.all()] == [True, True, False]


def test_accepting_takes_as_many_queries_for_four_seats_as_for_one(evening):
    def queries(count: int) -> int:
        evening.launch = evening.open()
        evening.seat(*evening.donors(count))
        evening.reserve(count)
        evening.pair()
        with CaptureQueriesContext(connection) as seen:
            assert len(evening.accept()) == count
        return len(seen)

    assert queries(1) == queries(3)
    assert all(pledge.instalments.count() == 12 for pledge in Pledge.objects.all())


def test_a_child_who_aims_at_a_sum_is_accepted_too_and_refused_where_the_seat_gives_more(evening):
    Child.objects.filter(pk=evening.child.pk).update(target_vnd=400_000, target_per=Per.MONTH, places=3)
    evening.seat(evening.donor)
    evening.reserve(1)
    (seat,) = evening.pair()
    assert seat.child == evening.child
    with pytest.raises(LinesRefused):
        evening.accept()
    seat.rate_vnd = 400_000
    evening.save(seat)
    assert [pledge.rate_vnd for pledge in evening.accept()] == [400_000]


def test_a_place_taken_meanwhile_is_named_and_nothing_is_half_done(evening):
    evening.seat(*evening.donors(2))
    evening.reserve(2)
    seats = evening.pair()
    Hold.objects.filter(child=seats[1].child).update(held_until=timezone.now())
    evening.propose(child=seats[1].child, donor=create_donor(unit=evening.unit, name="Người nhanh hơn"))
    with pytest.raises(LinesRefused) as error:
        evening.accept()
    assert set(error.value.details["lines"]) == {2}
    assert "Người nhanh hơn" in error.value.details["lines"][2]
    assert Pledge.objects.count() == 1
    assert Hold.objects.live().count() == 1


def test_the_officers_own_pledge_does_not_use_up_a_child_of_the_launch(evening):
    evening.reserve(1)
    with pytest.raises(PlaceTaken):
        evening.propose(child=evening.child)


def test_a_launch_ends_once(evening):
    with pytest.raises(NothingToAccept):
        evening.accept()
    evening.reserve(1)
    operations.drop_launch(launch=evening.launch, by=evening.officer)
    assert not Hold.objects.live().exists()
    with pytest.raises(LaunchOver):
        evening.reserve(1)


def test_a_launch_that_lasts_longer_keeps_its_children_longer_twice_at_most(evening):
    evening.reserve(1)
    for hours in (6, 7):
        values = {"ends_at": timezone.now() + dt.timedelta(hours=hours)}
        evening.launch = operations.edit_launch(launch=evening.launch, by=evening.officer, values=values)
        assert Hold.objects.get().held_until == evening.launch.ends_at
    with pytest.raises(HoldExtendedTwice):
        operations.edit_launch(
            launch=evening.launch, by=evening.officer, values={"ends_at": timezone.now() + dt.timedelta(hours=9)}
        )
