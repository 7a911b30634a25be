import datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from organisation.roles import Role
from reports.breakdown import DIVISIONS, MONEY_KEYS, PLACE_KEYS, Summary
from reports.indicators import INDICATORS, figures
from reports.scope import NOT_KNOWN, Scope
from sponsorship.models import LedgerSum
from sponsorship.models.ledger import Dimension
from tests import factories as make
from tests.reports.worlds import RATE, create_world, hand_over, receive

pytestmark = pytest.mark.django_db
PAST = datetime.date(2025, 2, 17)


@pytest.mark.parametrize("by", DIVISIONS)
@pytest.mark.parametrize("day", [None, PAST], ids=["today", "past"])
def test_each_cell_is_the_figure_that_its_list_would_count(by, day):
    world = create_world(31)
    reader = make.create_user(role=Role.LEADER, unit=world.root)
    scope = Scope(user=reader, as_of=day or timezone.localdate())
    summary = Summary(scope, by)
    assert len(summary.lines) > 2
    for line in summary.lines:
        one_line: dict[str, Any] = {by: line.key}
        narrowed = Scope(user=reader, as_of=scope.as_of, **one_line)
        expected = {key: INDICATORS[key].value(narrowed) for key in DIVISIONS[by].figures}
        assert line.figures == expected, line.name


@pytest.mark.parametrize("by", DIVISIONS)
@pytest.mark.parametrize("day", [None, PAST], ids=["today", "past"])
def test_the_sum_row_is_the_ten_figures_themselves(by, day):
    world = create_world(32)
    for narrowed in (
        {},
        {"unit": world.units[0]},
        {"commune": world.communes[1].pk},
        {"campaign": world.campaigns[0].pk},
    ):
        scope = Scope(as_of=day or timezone.localdate(), **narrowed)
        assert Summary(scope, by).total == figures(scope)


def test_places_divide_the_children_without_overlap():
    create_world(33)
    for by in ("commune", "former_commune"):
        summary = Summary(Scope(), by)
        assert summary.overlaps == []
        for key in PLACE_KEYS:
            assert sum(line.figures[key] for line in summary.lines) == summary.total[key]


def test_a_child_with_two_rounds_stands_in_both_and_counts_once():
    unit = make.create_unit()
    child = make.create_child(unit=unit, places=2)
    for place in (1, 2):
        campaign = make.create_campaign(unit=unit, name=f"Đợt {place}")
        make.create_pledge(child=child, place=place, campaign=campaign)
    summary = Summary(Scope(), "campaign")
    assert [line.figures["children_sponsored"] for line in summary.lines] == [1, 1]
    assert summary.total["children_sponsored"] == 1
    assert summary.overlaps == ["children_sponsored"]


def test_records_without_a_commune_stand_on_the_last_line():
    make.create_child(commune=make.create_area(name="Xã Đầu"))
    make.create_child()
    assert [line.key == NOT_KNOWN for line in Summary(Scope(), "commune").lines] == [False, True]


def test_lines_are_in_the_order_of_a_vietnamese_list():
    for name in ("Xã Đồng Văn", "Xã Dùng", "Xã Ân Phú"):
        make.create_child(commune=make.create_area(name=name))
    assert [line.name for line in Summary(Scope(), "commune").lines] == ["Xã Ân Phú", "Xã Dùng", "Xã Đồng Văn"]


def test_the_months_end_with_that_of_the_day_and_leave_out_what_came_after_it():
    officer, pledge = make.create_user(), make.create_pledge()
    receive(pledge, RATE, datetime.date(2025, 2, 17), officer)
    receive(pledge, RATE, datetime.date(2025, 2, 18), officer)
    receive(pledge, RATE, datetime.date(2024, 3, 1), officer)
    hand_over(pledge, RATE, datetime.date(2025, 2, 3), officer)
    months = Summary(Scope(as_of=PAST), "commune").months
    assert [day for day, *_ in months][:: len(months) - 1] == [datetime.date(2024, 3, 1), datetime.date(2025, 2, 1)]
    assert months[0][1:] == (RATE, 0)
    assert months[-1][1:] == (RATE, RATE)


def test_nobody_without_a_role_gets_a_line():
    create_world(34)
    summary = Summary(Scope(user=make.create_user()), "commune")
    assert summary.lines == []
    assert set(summary.total.values()) == {0}


def test_money_dated_ahead_is_not_counted_today():
    officer, pledge = make.create_user(), make.create_pledge(connecting_unit=make.create_unit())
    today = timezone.localdate()
    receive(pledge, RATE, datetime.date(2025, 2, 17), officer)
    receive(pledge, RATE, today, officer)
    receive(pledge, RATE, today + datetime.timedelta(1), officer)
    assert figures(Scope())["received_vnd"] == 2 * RATE
    summary = Summary(Scope(), "connecting_unit")
    assert summary.total["received_vnd"] == summary.lines[0].figures["received_vnd"] == 2 * RATE
    assert sum(received for _day, received, _delivered in summary.months) == RATE


@pytest.mark.parametrize("by", DIVISIONS)
def test_the_kept_sums_say_what_is_counted(by, monkeypatch):
    """Of money: only books copied in have a pledge that begins later, whose child counts as sponsored at once."""
    world, today = create_world(63), timezone.localdate()
    tomorrow, officer = today + datetime.timedelta(1), make.create_user()
    channels: dict[str, Any] = {"campaign": world.campaigns[0], "connecting_unit": world.connecting_units[0]}
    begun = make.create_pledge(child=make.create_child(unit=world.root, commune=world.communes[0]), **channels)
    receive(begun, RATE, today, officer)
    receive(begun, RATE, tomorrow, officer)
    hand_over(begun, RATE, today, officer)
    make.create_pledge(active_from=tomorrow, starts_on=today.replace(day=1), **channels)

    def told() -> dict[str, Any]:
        summary = Summary(Scope(), by)
        lines = {line.key: [line.figures[key] for key in MONEY_KEYS] for line in summary.lines}
        return {
            "total": [summary.total[key] for key in MONEY_KEYS],
            "lines": {key: vnd for key, vnd in lines.items() if any(vnd)},
            "months": summary.months,
            "rounds": summary.rounds(at_most=9),
        }

    kept = told()
    assert kept["months"][-1] == (today.replace(day=1), RATE, RATE)
    monkeypatch.setattr(Scope, "is_today", False)
    assert told() == kept


@pytest.mark.parametrize("seed", [61, 62])
def test_the_kept_sums_are_those_of_the_ledgers(seed):
    create_world(seed)
    for side, table, day in (("received", "receipt", "received_on"), ("delivered", "handover", "handed_on")):
        for dimension in Dimension:
            column = f"to_char({day}, 'YYYYMM')::bigint" if dimension == "month" else f"coalesce({dimension}_id, 0)"
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT unit_id, {column}, sum(amount_vnd) FROM sponsorship_{table} GROUP BY 1, 2"
                    " HAVING sum(amount_vnd) <> 0"
                )
                by_sql = {(unit, key): int(amount) for unit, key, amount in cursor.fetchall()}
            kept = LedgerSum.objects.filter(dimension=dimension).values_list("unit_id", "key", f"{side}_vnd")
            assert {(unit, key): vnd for unit, key, vnd in kept if vnd} == by_sql != {}
