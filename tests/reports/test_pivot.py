import datetime
from typing import Any

import pytest
from django.utils import timezone

from reports.indicators import INDICATORS
from reports.pivot import DIMENSIONS, counted, possible
from reports.scope import NOT_KNOWN, Scope
from tests import factories as make
from tests.reports.worlds import create_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", INDICATORS)
def test_each_cell_and_total_is_the_figure_that_its_list_would_count(key):
    create_world(71)
    scope = Scope(as_of=datetime.date(2025, 2, 17))
    row, *others = possible(key)
    for column in others:
        found = counted(scope, key, row, column)
        assert found.whole == INDICATORS[key].value(scope) > 0
        for name, totals in ((row, found.rows), (column, found.columns)):
            for pk, value in totals.items():
                assert value == INDICATORS[key].value(narrowed(scope, {name: pk})), (name, pk)
        for (one, other), value in list(found.cells.items())[::4]:
            assert value == INDICATORS[key].value(narrowed(scope, {row: one, column: other})), (one, other)


def narrowed(scope: Scope, by: dict[str, Any]) -> Scope:
    asked: dict[str, Any] = {name: NOT_KNOWN if pk is None else pk for name, pk in by.items()}
    return Scope(as_of=scope.as_of, **asked)


def test_a_child_of_two_rounds_counts_once_in_the_total():
    unit = make.create_unit()
    child = make.create_child(unit=unit, places=2)
    for place in (1, 2):
        make.create_pledge(child=child, place=place, campaign=make.create_campaign(unit=unit, name=f"Đợt {place}"))
    found = counted(Scope(), "children_sponsored", "campaign")
    assert (list(found.rows.values()), found.whole) == ([1, 1], 1)


def test_who_waits_cannot_be_divided_by_what_a_pledge_says():
    make.create_child()
    assert not {"campaign", "connecting_unit", "donor_kind"} & set(possible("children_waiting"))
    assert counted(Scope(as_of=timezone.localdate()), "children_waiting", "campaign").whole == 0
    assert set(possible("donors_active")) == set(DIMENSIONS)
