"""The pages that ask before a step in a pledge's life."""

import pytest

from organisation.roles import Role
from sponsorship import operations
from tests.factories import create_user
from tests.sponsorship.test_pledge_pages import text, url
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db

POSSIBLE = {
    "proposed": {"approve", "end"},
    "approved": {"activate", "end"},
    "active": {"suspend", "end", "rate", "replace", "renew", "review"},
    "suspended": {"resume", "end", "replace", "review"},
    "ended": {"replace"},
}


@pytest.fixture
def world():
    return World()


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def in_state(world, state):
    pledge = world.propose() if state in ("proposed", "approved") else world.activate()
    if state == "approved":
        return operations.approve_pledge(pledge=pledge, by=world.officer)
    if state == "suspended":
        return operations.suspend_pledge(pledge=pledge, by=world.officer, reason="x")
    if state == "ended":
        return operations.end_pledge(
            pledge=pledge, by=world.officer, reason="donor_stopped", on=pledge.starts_on
        ).pledge
    return pledge


@pytest.mark.parametrize("state", POSSIBLE)
def test_only_the_steps_that_a_state_allows_are_asked_for(world, page, state):
    pledge = in_state(world, state)
    steps = ("approve", "activate", "suspend", "resume", "end", "rate", "replace", "renew", "review")
    answers = {step: page.get(url(f"pledge_{step}", pledge)) for step in steps}
    assert {step for step, answer in answers.items() if answer.status_code == 200} == POSSIBLE[state]
    assert {answer.url for answer in answers.values() if answer.status_code == 302} == {url("pledge", pledge)}


def test_a_step_that_is_not_possible_is_told_on_the_page_of_the_pledge(world, page):
    pledge = in_state(world, "active")
    shown = page.get(url("pledge_approve", pledge), follow=True)
    assert [pledge.get_state_display() in str(message) for message in shown.context["messages"]] == [True]


def test_a_page_asks_its_question_once(world, page, client):
    pledge = in_state(world, "active")
    asked = page.get(url("pledge_suspend", pledge))
    assert text(asked).count(f"{asked.context['page_title']}<") == 1
    receipt = world.receive(pledge, 500_000)
    treasurer = create_user(role=Role.TREASURER, unit=world.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    asked = client.get(url("receipt_reverse", receipt))
    assert "confirm-question" not in text(asked)
    assert receipt.code in asked.context["page_title"]


@pytest.mark.parametrize("state", ["proposed", "approved", "ended"])
def test_nothing_is_overdue_in_a_pledge_that_is_not_in_force(world, page, state):
    response = page.get(url("pledge", in_state(world, state)))
    assert response.context["overdue_count"] == 0
    assert not any(line.is_overdue for line in response.context["open_lines"])


def test_what_fell_due_is_overdue_once_the_pledge_is_in_force(world, page):
    assert page.get(url("pledge", in_state(world, "active"))).context["overdue_count"] == 12
