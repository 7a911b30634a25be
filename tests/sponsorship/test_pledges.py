import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from children.models import Child
from sponsorship import operations
from sponsorship.exceptions import (
    IllegalMove,
    LessThanReceived,
    NoNeed,
    PlaceTaken,
    RateAlreadyChanged,
    StalePledge,
    WrongDay,
    WrongTerms,
)
from sponsorship.models import Pledge
from sponsorship.models.states import EndReason, EndRule, Per, PledgeState
from sponsorship.terms import add_months
from tests.factories import create_child, create_donor, create_pledge
from tests.sponsorship.worlds import PAST, World, numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def today() -> dt.date:
    return timezone.localdate()


def test_a_proposed_pledge_takes_a_place_and_has_its_schedule(world):
    pledge = world.propose()
    world.child.refresh_from_db()
    assert (world.child.taken_places, world.child.sponsors_count) == (1, 0)
    assert numbers(pledge) == (6_000_000, 0, 0, 0)
    assert pledge.proposed_by == world.officer
    assert pledge.ends_on == dt.date(2025, 12, 31)


def test_the_child_counts_as_sponsored_only_when_the_pledge_is_active(world):
    pledge = operations.approve_pledge(pledge=world.propose(), by=world.officer)
    assert not Child.objects.sponsored().exists()
    pledge = operations.activate_pledge(pledge=pledge, by=world.officer)
    assert Child.objects.sponsored().get() == world.child
    assert pledge.active_from == PAST


def test_an_active_pledge_that_starts_later_counts_from_today(world):
    later = today() + dt.timedelta(days=40)
    assert world.activate(starts_on=later).active_from == today()


def test_a_second_donor_for_the_same_place_reads_who_took_it(world):
    world.propose()
    with pytest.raises(PlaceTaken) as refused:
        world.propose(donor=create_donor(unit=world.unit, name="Người đến sau"))
    assert world.officer.full_name in str(refused.value)
    assert world.donor.name in str(refused.value)


def test_two_donors_share_a_child_that_has_two_places(world):
    Child.objects.filter(pk=world.child.pk).update(places=2)
    first, second = world.propose(), world.propose(donor=create_donor(unit=world.unit, name="Người thứ hai"))
    assert {first.place, second.place} == {1, 2}


def test_a_child_whose_need_has_ended_gets_no_pledge(world):
    Child.objects.filter(pk=world.child.pk).update(need_ended_on=PAST, need_ended_reason="adopted")
    with pytest.raises(NoNeed):
        world.propose()


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"end_rule": EndRule.DATE, "ends_on": None}, "ends_on"),
        ({"starts_on": dt.date(2025, 6, 1), "months_count": 3, "active_months": [9]}, "active_months"),
        ({"end_rule": EndRule.GRADE, "end_grade": 9}, "end_grade"),
    ],
)
def test_terms_without_a_schedule_are_refused_beside_their_field(world, terms, field):
    with pytest.raises(WrongTerms) as refused:
        world.propose(**terms)
    assert refused.value.details["field"] == field
    assert not Pledge.objects.exists()


STEPS = {
    "approve": lambda pledge, by: operations.approve_pledge(pledge=pledge, by=by),
    "activate": lambda pledge, by: operations.activate_pledge(pledge=pledge, by=by),
    "suspend": lambda pledge, by: operations.suspend_pledge(pledge=pledge, by=by, reason="x"),
    "resume": lambda pledge, by: operations.resume_pledge(pledge=pledge, by=by),
    "end": lambda pledge, by: (
        operations.end_pledge(pledge=pledge, reason=EndReason.COMPLETED, on=timezone.localdate(), by=by).pledge
    ),
}
ALLOWED = {
    (PledgeState.PROPOSED, "approve"): PledgeState.APPROVED,
    (PledgeState.PROPOSED, "end"): PledgeState.ENDED,
    (PledgeState.APPROVED, "activate"): PledgeState.ACTIVE,
    (PledgeState.APPROVED, "end"): PledgeState.ENDED,
    (PledgeState.ACTIVE, "suspend"): PledgeState.SUSPENDED,
    (PledgeState.ACTIVE, "end"): PledgeState.ENDED,
    (PledgeState.SUSPENDED, "resume"): PledgeState.ACTIVE,
    (PledgeState.SUSPENDED, "end"): PledgeState.ENDED,
}


@pytest.mark.parametrize("state", PledgeState.values)
@pytest.mark.parametrize("step", STEPS)
def test_only_the_moves_of_the_state_table_are_possible(world, state, step):
    end: dict[str, Any] = {"ended_on": today(), "end_reason": EndReason.COMPLETED}
    ended = end if state == PledgeState.ENDED else {}
    pledge = create_pledge(child=world.child, donor=world.donor, state=state, **ended)
    if (state, step) in ALLOWED:
        assert STEPS[step](pledge, world.officer).state == ALLOWED[state, step]
    else:
        with pytest.raises(IllegalMove):
            STEPS[step](pledge, world.officer)


def test_a_step_decided_on_an_old_page_is_refused(world):
    pledge = world.propose()
    seen = Pledge.objects.get(pk=pledge.pk).version
    operations.change_terms(pledge=pledge, by=world.officer, rate_vnd=600_000)
    with pytest.raises(StalePledge):
        operations.approve_pledge(pledge=pledge, by=world.officer, version=seen)


def test_the_end_of_a_pledge_cuts_what_is_still_to_come(world):
    pledge = world.activate()
    operations.end_pledge(pledge=pledge, reason=EndReason.DONOR_STOPPED, on=dt.date(2025, 4, 15), by=world.officer)
    assert numbers(pledge) == (2_000_000, 0, 0, 0)


def test_money_received_ahead_keeps_its_instalments_when_the_pledge_ends(world):
    pledge = world.activate()
    world.receive(pledge, 2_600_000)
    ending = operations.end_pledge(
        pledge=pledge, reason=EndReason.DONOR_STOPPED, on=dt.date(2025, 3, 15), by=world.officer
    )
    assert ending.kept_count == 3  # January to March had fallen due; 2.6 million reach into the sixth
    assert numbers(pledge) == (3_000_000, 2_600_000, 0, 2_600_000)


@pytest.mark.parametrize("day", [dt.timedelta(days=1), dt.timedelta(days=-4000)])
def test_a_pledge_ends_between_its_first_day_in_force_and_today(world, day):
    pledge = world.activate()
    with pytest.raises(WrongDay):
        operations.end_pledge(pledge=pledge, reason=EndReason.COMPLETED, on=today() + day, by=world.officer)


def test_after_the_donor_stopped_the_child_waits_again(world):
    Child.objects.filter(pk=world.child.pk).update(needs_since=None)
    pledge = world.activate()
    assert not Child.objects.waiting().exists()
    operations.end_pledge(pledge=pledge, reason=EndReason.DONOR_STOPPED, on=today(), by=world.officer)
    child = Child.objects.waiting().get()
    assert (child.needs_since, child.waiting_since) == (today(), today())


def test_when_a_child_leaves_its_need_ends_and_the_other_pledges_are_told(world):
    Child.objects.filter(pk=world.child.pk).update(places=2)
    first, second = world.activate(), world.activate(donor=create_donor(unit=world.unit, name="Người thứ hai"))
    ending = operations.end_pledge(pledge=first, reason=EndReason.MOVED_AWAY, on=today(), by=world.officer)
    world.child.refresh_from_db()
    assert ending.others == [second]
    assert (world.child.need_ended_on, world.child.need_ended_reason) == (today(), "moved_away")


def test_when_a_child_leaves_all_its_pledges_can_end_in_one_step(world):
    Child.objects.filter(pk=world.child.pk).update(places=2)
    first = world.activate()
    world.activate(donor=create_donor(unit=world.unit, name="Người thứ hai"))
    ending = operations.end_pledge(
        pledge=first, reason=EndReason.AGED_OUT, on=today(), by=world.officer, with_others=True
    )
    assert ending.others == []
    assert not Pledge.objects.open().exists()
    assert not Child.objects.waiting().exists()


def test_an_entry_by_mistake_does_not_make_a_child_wait(world):
    Child.objects.filter(pk=world.child.pk).update(needs_since=None)
    operations.end_pledge(pledge=world.activate(), reason=EndReason.ERROR, on=today(), by=world.officer)
    world.child.refresh_from_db()
    assert world.child.needs_since is None


def test_a_donor_whose_child_left_keeps_the_line_with_another_child(world):
    pledge = world.activate(months_count=36)
    other = create_child(unit=world.unit, full_name="Phạm Văn Thử")
    new = operations.replace_pledge(pledge=pledge, child=other, on=dt.date(2025, 6, 15), by=world.officer)
    pledge.refresh_from_db()
    assert (new.replaces, new.donor, new.child) == (pledge, world.donor, other)
    assert (pledge.state, pledge.end_reason) == (PledgeState.ENDED, EndReason.REPLACED)
    assert (new.state, new.active_from, new.ends_on) == (PledgeState.ACTIVE, dt.date(2025, 6, 15), pledge.ends_on)
    assert numbers(pledge)[0] + numbers(new)[0] == 36 * 500_000


def test_a_child_whose_donor_stopped_gets_another_donor_in_the_same_place(world):
    pledge = world.activate(months_count=36)
    other = create_donor(unit=world.unit, name="Người tiếp tục")
    new = operations.replace_pledge(pledge=pledge, donor=other, on=dt.date(2025, 6, 1), by=world.officer)
    assert (new.child, new.place, new.donor) == (world.child, pledge.place, other)
    assert numbers(pledge)[0] + numbers(new)[0] == 36 * 500_000
    world.child.refresh_from_db()
    assert (world.child.taken_places, world.child.sponsors_count) == (1, 1)


def test_a_replacement_by_a_child_that_is_taken_changes_nothing(world):
    pledge = world.activate()
    other = create_child(unit=world.unit, full_name="Phạm Văn Thử")
    create_pledge(child=other)
    with pytest.raises(PlaceTaken):
        operations.replace_pledge(pledge=pledge, child=other, on=today(), by=world.officer)
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.ACTIVE


def this_year(world, months=12):
    """A pledge that began with this month, and the first day of its seventh month."""
    starts_on = today().replace(day=1)
    return world.activate(starts_on=starts_on, months_count=months), add_months(starts_on, 6)


def test_a_new_rate_changes_what_falls_due_from_that_day_on(world):
    pledge, day = this_year(world)
    operations.change_rate(pledge=pledge, from_on=day, rate_vnd=700_000, by=world.officer)
    amounts = list(pledge.instalments.order_by("due_on").values_list("amount_vnd", flat=True))
    assert amounts == [500_000] * 6 + [700_000] * 6
    assert numbers(pledge)[0] == 7_200_000


def test_a_new_rate_works_when_everything_was_received_already(world):
    pledge, day = this_year(world)
    world.receive(pledge, 6_000_000, received_on=today())
    operations.change_rate(pledge=pledge, from_on=day, rate_vnd=700_000, by=world.officer)
    assert numbers(pledge) == (7_200_000, 6_000_000, 0, 6_000_000)


def test_a_lower_rate_cannot_take_the_pledge_below_what_was_received(world):
    pledge, day = this_year(world)
    world.receive(pledge, 6_000_000, received_on=today())
    with pytest.raises(LessThanReceived):
        operations.change_rate(pledge=pledge, from_on=day, rate_vnd=100_000, by=world.officer)
    assert numbers(pledge)[0] == 6_000_000
    assert not pledge.rate_changes.exists()


def test_the_rate_changes_once_a_day(world):
    pledge, day = this_year(world)
    operations.change_rate(pledge=pledge, from_on=day, rate_vnd=700_000, by=world.officer)
    with pytest.raises(RateAlreadyChanged):
        operations.change_rate(pledge=pledge, from_on=day, rate_vnd=800_000, by=world.officer)


def test_a_new_rate_never_changes_what_fell_due(world):
    pledge = world.activate(months_count=36)
    with pytest.raises(WrongDay, match=f"01/{today():%m/%Y}"):
        operations.change_rate(pledge=pledge, from_on=dt.date(2025, 7, 1), rate_vnd=700_000, by=world.officer)
    assert numbers(pledge)[0] == 36 * 500_000
    assert not pledge.rate_changes.exists()


def test_a_rate_cannot_change_after_the_last_instalment(world):
    with pytest.raises(WrongTerms):
        operations.change_rate(pledge=world.activate(), from_on=dt.date(2026, 7, 1), rate_vnd=700_000, by=world.officer)


def test_terms_are_free_until_the_pledge_is_in_force(world):
    pledge = operations.change_terms(
        pledge=world.propose(), by=world.officer, rate_vnd=1_000_000, per=Per.QUARTER, months_count=24
    )
    assert numbers(pledge)[0] == 8_000_000


def test_a_pledge_in_force_can_be_extended_but_its_rate_is_not_simply_edited(world):
    starts_on = today().replace(day=1)
    pledge = world.activate(starts_on=starts_on)
    with pytest.raises(IllegalMove):
        operations.change_terms(pledge=pledge, by=world.officer, rate_vnd=1)
    operations.change_terms(pledge=pledge, by=world.officer, months_count=24)
    assert numbers(pledge)[0] == 24 * 500_000


def test_schedules_of_a_list_are_written_at_once_and_only_once(world, django_assert_max_num_queries):
    pledges = [
        Pledge.objects.create(
            child=create_child(unit=world.unit),
            donor=world.donor,
            managing_unit=world.unit,
            rate_vnd=300_000,
            per=Per.MONTH,
            starts_on=dt.date(2022, 1, 1),
            ends_on=dt.date(2025, 12, 31),
        )
        for _ in range(20)
    ]
    ids = [pledge.pk for pledge in pledges]
    with django_assert_max_num_queries(3):
        assert operations.write_schedules(pledge_ids=ids) == 20 * 48
    assert operations.write_schedules(pledge_ids=ids) == 0
    assert numbers(pledges[0])[0] == 14_400_000
