"""What a schedule loses when a pledge ends, pauses or changes, and what a rate is on a day."""

import datetime as dt

import pytest
from django.utils import timezone

from sponsorship import operations
from sponsorship.exceptions import WrongTerms
from sponsorship.helped import everything
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import EndReason, EndRule, Per, PledgeState
from sponsorship.papers.wording import support
from sponsorship.rows import pledge_rows
from sponsorship.templatetags.sponsorship import rate
from sponsorship.terms import add_months
from tests.factories import create_child, create_donor
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db
MARCH = dt.date(2025, 3, 15)


@pytest.fixture
def world():
    return World()


def due_months(pledge: Pledge) -> list[int]:
    return list(pledge.instalments.order_by("due_on").values_list("due_on__month", flat=True))


def test_what_money_ahead_kept_after_the_end_goes_when_the_money_is_taken_back(world):
    pledge = world.activate()
    receipt = world.receive(pledge, 6_000_000)
    operations.end_pledge(pledge=pledge, reason=EndReason.DONOR_STOPPED, on=MARCH, by=world.officer)
    assert due_months(pledge) == [*range(1, 13)]
    operations.reverse_receipt(receipt=receipt, by=world.officer, note="Nhầm người")
    assert due_months(pledge) == [1, 2, 3]
    assert numbers(pledge) == (1_500_000, 0, 0, 0)


def test_what_money_ahead_kept_goes_when_the_money_is_moved_to_another(world):
    pledge, other = world.activate(), world.activate(child=create_child(unit=world.unit))
    world.receive(pledge, 6_000_000)
    operations.end_pledge(pledge=pledge, reason=EndReason.DONOR_STOPPED, on=MARCH, by=world.officer)
    operations.move_money(
        from_pledge=pledge, to_pledge=other, amount_vnd=4_500_000, reason="Người đỡ đầu đồng ý", by=world.officer
    )
    assert due_months(pledge) == [1, 2, 3]
    assert (numbers(pledge)[:2], numbers(other)[:2]) == ((1_500_000, 1_500_000), (6_000_000, 4_500_000))


def test_a_pause_loses_what_money_ahead_kept_in_it(world):
    pledge = world.activate()
    receipt = world.receive(pledge, 6_000_000)
    operations.suspend_pledge(pledge=pledge, by=world.officer, reason="Đi làm xa", from_on=MARCH)
    operations.reverse_receipt(receipt=receipt, by=world.officer, note="Nhầm người")
    assert due_months(pledge) == [1, 2, 3]


def test_an_end_moved_into_the_past_leaves_nothing_due_after_it(world):
    pledge = world.activate(months_count=24)
    operations.change_terms(pledge=pledge, by=world.officer, end_rule=EndRule.DATE, ends_on=dt.date(2025, 3, 31))
    assert due_months(pledge) == [1, 2, 3]


def test_a_proposal_is_not_changed_into_one_that_gives_nothing(world):
    pledge = world.propose()
    with pytest.raises(WrongTerms):
        operations.change_terms(pledge=pledge, by=world.officer, months_count=2, active_months=[9])
    operations.change_terms(pledge=pledge, by=world.officer, active_months=[9, 10])
    changed = operations.change_terms(pledge=pledge, by=world.officer, per=Per.YEAR)
    assert (changed.active_months, due_months(pledge)) == ([], [1])


def test_the_rate_that_is_shown_is_the_one_of_today(world):
    pledge = world.activate(months_count=36, starts_on=timezone.localdate().replace(month=1, day=1))
    assert pledge.rate_on(MARCH) == 500_000
    first, later = timezone.localdate() + dt.timedelta(days=1), timezone.localdate() + dt.timedelta(days=40)
    world.rate_from(pledge, first, 900_000)
    world.rate_from(pledge, later, 950_000)
    pledge = Pledge.objects.get(pk=pledge.pk)
    assert (pledge.rate_now_vnd, pledge.rate_on(first), pledge.rate_on(later)) == (500_000, 900_000, 950_000)
    pledge.rate_changes.filter(rate_vnd=900_000).update(from_on=timezone.localdate())
    pledge = Pledge.objects.get(pk=pledge.pk)
    (row,) = pledge_rows(Pledge.objects.all())
    assert "900.000" in rate(pledge)
    assert "900.000" in rate(row)
    assert everything(pledge.child, world.officer).monthly_vnd == 900_000
    assert f"từ ngày {later:%d/%m/%Y}: 950.000 đồng/tháng" in support(pledge)


def test_a_child_that_leaves_by_the_end_of_one_pledge_ends_all_each_on_its_day_and_is_held_by_nobody(world):
    world.child.places = 4
    world.child.save()
    first = world.activate()
    later = world.activate(donor=create_donor(unit=world.unit, name="Đến sau"), starts_on=dt.date(2025, 6, 1))
    proposed = world.propose(donor=create_donor(unit=world.unit, name="Mới đề xuất"))
    operations.hold_child(child=world.child, by=world.officer)
    operations.end_pledge(pledge=first, reason=EndReason.DIED, on=MARCH, by=world.officer, with_others=True)
    for pledge in (first, later, proposed):
        pledge.refresh_from_db()
        assert pledge.state == PledgeState.ENDED
    assert later.ended_on == max(MARCH, later.active_from)
    assert proposed.ended_on == timezone.localdate()
    assert not Hold.objects.live().exists()


def test_months_paid_together_are_all_there_when_the_pledge_becomes_longer(world):
    start = add_months(timezone.localdate().replace(day=1), -6)
    pledge = world.activate(starts_on=start, months_count=7, pays_every=3)
    operations.change_terms(pledge=pledge, by=world.officer, end_rule=EndRule.MONTHS, months_count=12)
    amounts = list(pledge.instalments.order_by("due_on").values_list("amount_vnd", flat=True))
    assert amounts == [1_500_000, 1_500_000, 500_000, 1_000_000, 1_500_000]


def test_a_total_that_was_shared_out_grows_with_the_period_and_loses_nothing(world):
    start = timezone.localdate().replace(day=1)
    shared = {"rate_vnd": 3_333_000, "stated_total_vnd": 10_000_000}
    pledge = world.activate(starts_on=start, months_count=3, **shared)
    longer = operations.change_terms(pledge=pledge, by=world.officer, end_rule=EndRule.MONTHS, months_count=6)
    assert longer.stated_total_vnd == sum(pledge.instalments.values_list("amount_vnd", flat=True)) == 19_999_000


@pytest.mark.parametrize(
    ("first", "back", "months"),
    [
        (dt.date(2025, 3, 28), dt.date(2025, 4, 5), {1: 3, 5: 3, 8: 3, 11: 2}),  # April alone is not given
        (dt.date(2025, 4, 2), dt.date(2025, 6, 29), {1: 3, 4: 3, 7: 3, 10: 3}),  # was due before the pause: it stays
        (dt.date(2025, 4, 1), dt.date(2025, 7, 1), {1: 3, 7: 3, 10: 3}),
    ],
)
def test_a_pause_takes_its_own_months_out_of_what_is_paid_together(world, first, back, months):
    pledge = world.activate(pays_every=3)
    operations.suspend_pledge(pledge=pledge, by=world.officer, reason="Đi làm xa", from_on=first)
    operations.resume_pledge(pledge=pledge, by=world.officer, on=back)
    due = dict(pledge.instalments.values_list("due_on__month", "amount_vnd"))
    assert due == {month: count * 500_000 for month, count in months.items()}
