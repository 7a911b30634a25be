import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from organisation.roles import Role
from reports.breakdown import Summary
from reports.changes import MINUS, changes, signed, since
from reports.indicators import figures
from reports.pictures import needs
from reports.scope import Scope
from tests import factories as make
from tests.every_page import signed_in
from tests.reports.worlds import RATE, create_world, hand_over, receive

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        ("2026-11-22", "quarter", "2026-09-30"),
        ("2026-09-30", "quarter", "2026-06-30"),
        ("2026-02-01", "quarter", "2025-12-31"),
        ("2026-02-01", "year", "2025-12-31"),
        ("2024-02-29", "year_ago", "2023-02-28"),
    ],
)
def test_the_last_period_ends_before_the_day(day, period, expected):
    assert f"{since(Scope(as_of=datetime.date.fromisoformat(day)), period)}" == expected


def test_a_change_is_the_difference_of_the_two_days_and_opens_the_list_of_then():
    world = create_world(61)
    leader = make.create_user(role=Role.LEADER, unit=world.root)
    now, then = datetime.date(2025, 6, 17), datetime.date(2025, 3, 31)
    total, before = figures(Scope(user=leader, as_of=now)), figures(Scope(user=leader, as_of=then))
    found = changes(total, Scope(user=leader, as_of=now), then)
    client = signed_in(leader)
    assert len(found) == 10
    for key, change in found.items():
        assert client.get(change.url).context["figure"] == change.was
        assert change.text.startswith(signed(key, total[key] - before[key])) or total[key] == before[key]


def test_a_fall_has_a_minus_and_a_rise_a_plus():
    assert [signed("donors_active", n) for n in (3, -3, 0)] == ["+3", f"{MINUS}3", "0"]


def test_waiting_has_no_change_in_a_channel():
    scope = Scope(donor_kind="fund")
    assert "children_waiting" not in changes(figures(scope), scope, scope.as_of)


def test_the_page_brings_changes_needs_and_decisions_afterwards_or_when_they_are_asked_for():
    unit = make.create_unit()
    leader = make.create_user(role=Role.LEADER, unit=unit)
    make.create_pledge(child=make.create_child(unit=unit), state="proposed")
    client, address = signed_in(leader), reverse("reports:summary")
    plain, piece, whole = (client.get(address, asked) for asked in ({}, {"part": "more"}, {"since": "year"}))
    assert "changes" not in plain.context
    assert 'hx-trigger="load"' in plain.content.decode()
    for answer in (piece, whole):
        assert len(answer.context["changes"]) == 10
        assert answer.context["decisions"][0].figure == "1"
    assert "<html" not in piece.content.decode()
    assert f"31/12/{timezone.localdate().year - 1}" in whole.content.decode()


def test_needs_count_the_children_who_wait():
    unit = make.create_unit()
    waiting, sponsored = make.create_child(unit=unit), make.create_child(unit=unit)
    make.create_pledge(child=sponsored)
    today = timezone.localdate()
    for child in (waiting, sponsored):
        child.needs.create(kind="bicycle", recorded_on=today)
    waiting.needs.create(kind="house", recorded_on=today, met_on=today)
    assert [(label, n) for label, n, _url in needs(Scope())] == [("Xe đạp", 1)]


def test_the_chart_of_rounds_has_the_figures_of_each_round():
    create_world(62)
    for day in (timezone.localdate(), datetime.date(2025, 2, 17)):
        for by in ("commune", "campaign"):
            summary = Summary(Scope(as_of=day), by)
            rounds = summary.rounds(at_most=9)
            pledged = [line.figures["pledged_vnd"] for line in rounds]
            assert pledged == sorted(pledged, reverse=True)
            assert len(rounds) == 2
            assert summary.rounds(at_most=1) == rounds[:1]
            for line in rounds:
                narrowed = figures(Scope(as_of=day, campaign=line.key))
                assert line.figures == {key: narrowed[key] for key in line.figures}


def test_a_kind_of_donor_narrows_both_ledgers():
    fund, person = make.create_donor(kind="fund"), make.create_donor(kind="individual")
    officer, day = make.create_user(), datetime.date(2025, 2, 1)
    for donor, amount in ((fund, 3 * RATE), (person, RATE)):
        pledge = make.create_pledge(donor=donor)
        receive(pledge, amount, day, officer)
        hand_over(pledge, RATE, day, officer)
    found = figures(Scope(donor_kind="fund"))
    assert (found["received_vnd"], found["delivered_vnd"], found["held_vnd"]) == (3 * RATE, RATE, 2 * RATE)
    months = Summary(Scope(as_of=datetime.date(2025, 2, 17), donor_kind="fund"), "commune").months
    assert months[-1][1:] == (3 * RATE, RATE)
