"""One donor's line: the next term, another child, another donor; and the money that was left."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from children.models import Child
from sponsorship import operations
from sponsorship.exceptions import AlreadyContinued, IllegalMove, ReviewedAlready, WrongDay
from sponsorship.models import MoneyMove, Pledge
from sponsorship.models.states import EndReason, EndRule, PledgeState
from sponsorship.terms import add_months
from tests.factories import create_child, create_unit
from tests.sponsorship.test_pledge_pages import text, url
from tests.sponsorship.worlds import PAST, World, numbers

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 6, 10)


@pytest.fixture
def world():
    return World()


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_pledge_whose_time_is_over_is_renewed_by_a_new_one_without_a_gap(world, page):
    old = world.activate()
    typed = {"rate_vnd": "600.000", "end_rule": "months", "months_count": "24", "agreement_number": "12/BB"}
    typed["version"] = str(Pledge.objects.get().version)
    answer = page.post(url("pledge_renew", old), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    new = Pledge.objects.get(replaces=old)
    old.refresh_from_db()
    assert answer.url == url("pledge", new)
    assert (old.state, old.end_reason, old.ended_on) == (PledgeState.ENDED, EndReason.COMPLETED, dt.date(2026, 1, 1))
    assert (new.state, new.starts_on, new.active_from) == (PledgeState.ACTIVE, old.ended_on, old.ended_on)
    assert (new.ends_on, numbers(new)[0], numbers(old)[0]) == (dt.date(2027, 12, 31), 14_400_000, 6_000_000)
    assert new.agreement_number == "12/BB"
    assert Child.objects.get(pk=world.child.pk).sponsors_count == 1
    with pytest.raises(AlreadyContinued, match=new.code):
        operations.renew_pledge(pledge=old, by=world.officer, rate_vnd=1, end_rule=EndRule.AGE_18)


def test_another_child_gets_the_rate_of_that_day_and_the_changes_still_to_come(world):
    pledge = world.activate()
    for month, rate_vnd in ((3, 900_000), (9, 950_000)):
        world.rate_from(pledge, dt.date(2025, month, 1), rate_vnd)
    new = operations.replace_pledge(pledge=pledge, on=DAY, by=world.officer, child=create_child(unit=world.unit))
    amounts = dict(new.instalments.values_list("due_on__month", "amount_vnd"))
    assert amounts == {month: 900_000 if month < 9 else 950_000 for month in range(7, 13)}


def test_a_pledge_that_still_runs_becomes_longer_and_its_new_rate_counts_after_the_old_end(world):
    start = timezone.localdate().replace(day=1)
    pledge = world.activate(starts_on=start, months_count=2)
    same = operations.renew_pledge(
        pledge=pledge, by=world.officer, rate_vnd=700_000, end_rule=EndRule.MONTHS, months_count=3
    )
    assert (same.pk, same.ends_on) == (pledge.pk, add_months(start, 5) - dt.timedelta(days=1))
    amounts = list(same.instalments.order_by("due_on").values_list("amount_vnd", flat=True))
    assert amounts == [500_000] * 2 + [700_000] * 3


def test_what_cannot_be_renewed(world):
    pledge = world.activate()
    terms: dict[str, Any] = {"rate_vnd": 1, "end_rule": EndRule.MONTHS, "months_count": 1}
    suspended = operations.suspend_pledge(pledge=pledge, by=world.officer, reason="x", from_on=DAY)
    for each in (suspended, world.propose(child=create_child(unit=world.unit))):
        with pytest.raises(IllegalMove):
            operations.renew_pledge(pledge=each, by=world.officer, **terms)


def test_another_child_keeps_the_donors_line_and_the_money_is_moved_by_name(world, page):
    old, other = world.activate(), create_child(unit=world.unit, full_name="Trẻ Tiếp Theo")
    world.receive(old, 3_000_000)
    world.hand_over(old, 2_000_000)
    page.post(url("pledge_replace", old), {"kind": "child", "code": other.code, "on": "10/06/2025"})
    new = Pledge.objects.get(replaces=old)
    assert (new.donor, new.child) == (old.donor, other)
    assert numbers(old) == (3_000_000, 3_000_000, 2_000_000, 1_000_000)  # not the other child's until somebody says so
    shown = page.get(url("pledge", old))
    assert [each.pk for each in shown.context["line"]] == [old.pk, new.pk]
    move = url("move_add", old, to=new.code)
    assert move in text(shown)
    form = page.get(move).context["form"]
    assert (form["to"].value(), form["amount_vnd"].value()) == (new.code, 1_000_000)
    typed = {
        "key": form["key"].value(),
        "to": new.code,
        "amount_vnd": "1.000.000",
        "on": "11/06/2025",
        "reason": "Đồng ý",
    }
    page.post(move, typed)
    assert MoneyMove.objects.get().to_pledge == new
    assert (numbers(old)[3], numbers(new)[3]) == (0, 1_000_000)


def test_a_child_that_left_is_followed_by_another_in_the_same_line(world):
    old = world.activate()
    operations.leave_programme(child=world.child, reason="moved_away", on=DAY, by=world.officer)
    other = create_child(unit=world.unit)
    with pytest.raises(WrongDay):
        operations.replace_pledge(pledge=old, on=dt.date(2025, 6, 9), by=world.officer, child=other)
    new = operations.replace_pledge(pledge=old, on=DAY, by=world.officer, child=other)
    assert (new.replaces, new.state, new.active_from) == (old, PledgeState.ACTIVE, DAY)
    with pytest.raises(AlreadyContinued):
        operations.replace_pledge(pledge=old, on=DAY, by=world.officer, child=create_child(unit=world.unit))


def test_a_pledge_of_another_unit_in_the_line_is_not_told(world, page):
    old = world.activate()
    elsewhere = create_child(unit=create_unit(), full_name="Trẻ Nơi Khác")
    operations.replace_pledge(pledge=old, on=DAY, by=world.officer, child=elsewhere)
    shown = page.get(url("pledge", old))
    assert shown.context["line"][1] is None
    assert "Trẻ Nơi Khác" not in text(shown)


def test_a_review_is_recorded_once_a_day_and_the_next_is_due_a_year_later(world, page):
    pledge = world.activate()
    typed = {"decision": "stop", "reviewed_on": "10/06/2025", "note": ""}
    assert "note" in page.post(url("pledge_review", pledge), typed).context["form"].errors
    answer = page.post(url("pledge_review", pledge), typed | {"note": "Gia đình đã khá hơn"})
    assert answer.url == url("pledge_end", pledge)
    assert page.get(url("pledge", pledge)).context["review_due_on"] == dt.date(2026, 6, 10)
    with pytest.raises(ReviewedAlready):
        operations.review_pledge(pledge=pledge, reviewed_on=DAY, decision="continue", by=world.officer)
    for day in (PAST - dt.timedelta(days=1), timezone.localdate() + dt.timedelta(days=1)):
        with pytest.raises(WrongDay):
            operations.review_pledge(pledge=pledge, reviewed_on=day, decision="continue", by=world.officer)
