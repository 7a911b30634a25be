"""A pause: what would fall due meanwhile is not due, and what is pledged is less by it."""

import datetime as dt

import pytest

from sponsorship import operations
from sponsorship.exceptions import IllegalMove, WrongDay
from sponsorship.models import Pledge, Suspension
from sponsorship.models.states import PledgeState
from sponsorship.proof import differences
from tests.sponsorship.test_pledge_pages import text, url
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db
MAY, JULY = dt.date(2025, 4, 10), dt.date(2025, 7, 1)


@pytest.fixture
def world():
    return World()


def suspend(world, pledge, from_on=MAY, until_on=None):
    return operations.suspend_pledge(
        pledge=pledge, by=world.officer, reason="Người đỡ đầu đi xa", from_on=from_on, until_on=until_on
    )


def months(pledge):
    assert not any(differences().values())
    return [day.month for day in pledge.instalments.order_by("due_on").values_list("due_on", flat=True)]


def test_nothing_is_due_until_it_goes_on_and_then_the_rest_is(world):
    pledge = suspend(world, world.activate())
    assert (months(pledge), numbers(pledge)[0]) == ([1, 2, 3, 4], 2_000_000)
    pledge = operations.resume_pledge(pledge=pledge, by=world.officer, on=JULY)
    assert (months(pledge), numbers(pledge)[0]) == ([1, 2, 3, 4, 7, 8, 9, 10, 11, 12], 5_000_000)
    assert pledge.ends_on == dt.date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (dt.date(2025, 6, 15), [1, 2, 3, 4, 7, 8, 9, 10, 11, 12]),
        (dt.date(2025, 6, 1), [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]),
        (dt.date(2025, 8, 2), [1, 2, 3, 4, 9, 10, 11, 12]),
    ],
    ids=["as expected", "earlier", "later"],
)
def test_a_pause_of_known_length_ends_when_it_ends(world, day, left):
    pledge = suspend(world, world.activate(), until_on=dt.date(2025, 6, 15))
    assert months(pledge) == [1, 2, 3, 4, 7, 8, 9, 10, 11, 12]
    assert months(operations.resume_pledge(pledge=pledge, by=world.officer, on=day)) == left


def test_money_received_ahead_keeps_its_instalments(world):
    pledge = world.activate()
    world.receive(pledge, 3_000_000)
    suspend(world, pledge)
    assert numbers(pledge) == (3_000_000, 3_000_000, 0, 3_000_000)
    operations.resume_pledge(pledge=pledge, by=world.officer, on=JULY)
    assert numbers(pledge)[0] == 5_000_000


def test_a_pause_leaves_nothing_overdue(world):
    pledge = world.activate()
    world.receive(pledge, 2_000_000)
    world.hand_over(pledge, 2_000_000)
    today = dt.date(2025, 12, 1)
    assert Pledge.objects.overdue_on(today).exists()
    suspend(world, pledge)
    assert not Pledge.objects.overdue_on(today).exists()


def test_the_end_of_the_pledge_ends_its_pause(world):
    pledge = suspend(world, world.activate())
    operations.end_pledge(pledge=pledge, reason="donor_stopped", on=JULY, by=world.officer)
    pause = Suspension.objects.get()
    assert (pause.over_on, pause.over_by) == (JULY, world.officer)
    assert numbers(pledge)[0] == 2_000_000


def test_a_suspended_pledge_changes_neither_rate_nor_end(world):
    pledge = suspend(world, world.activate())
    with pytest.raises(IllegalMove):
        operations.change_rate(pledge=pledge, from_on=JULY, rate_vnd=1, by=world.officer)
    with pytest.raises(IllegalMove):
        operations.change_terms(pledge=pledge, by=world.officer, months_count=24)


def test_days_that_cannot_be(world):
    pledge = world.activate()
    for days in ({"from_on": dt.date(2024, 12, 31)}, {"until_on": MAY}, {"from_on": dt.date(2999, 1, 1)}):
        with pytest.raises(WrongDay):
            suspend(world, pledge, **days)
    suspend(world, pledge)
    with pytest.raises(WrongDay):
        operations.resume_pledge(pledge=pledge, by=world.officer, on=dt.date(2025, 4, 1))
    operations.resume_pledge(pledge=pledge, by=world.officer, on=JULY)
    with pytest.raises(WrongDay):  # the second pause would begin in the first
        suspend(world, pledge)
    assert Pledge.objects.get().state == PledgeState.ACTIVE


def test_the_page_says_who_paused_it_why_and_until_when(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    pledge = world.activate()
    typed = {"reason": "Mất việc", "from_on": "10/04/2025", "until_on": "10/04/2025"}
    assert "until_on" in client.post(url("pledge_suspend", pledge), typed).context["form"].errors
    assert "reason" in client.post(url("pledge_suspend", pledge), typed | {"reason": ""}).context["form"].errors
    client.post(url("pledge_suspend", pledge), typed | {"until_on": "01/07/2025"})
    client.post(url("pledge_resume", pledge), {"on": "15/06/2025"})
    shown = client.get(url("pledge", pledge)).context["timeline"]
    resumed = next(event for event in shown if event["icon"] == "player-play")
    pause = next(event for event in shown if event["text"].startswith("Mất việc"))
    assert ("14/06/2025" in pause["title"], "01/07/2025" in pause["text"]) == (True, True)
    assert pause["by"] == resumed["by"] == str(world.officer)
    assert "Mất việc" in text(client.get(url("pledge", pledge)))
