import datetime
from typing import Any

import pytest
from django.utils import timezone

from campaigns.models import Cluster, ClusterMember
from reports.indicators import INDICATORS
from reports.pivot import DIMENSIONS, counted, possible
from reports.scope import NOT_KNOWN, Scope
from tests import factories as make
from tests.reports.worlds import World, create_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", INDICATORS)
def test_each_cell_and_total_is_the_figure_that_its_list_would_count(key):
    overlapping_clusters(create_world(71))
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


def overlapping_clusters(world: World) -> None:
    """A second cluster, with the unit that is in the first and one below it."""
    second = Cluster.objects.create(name="Cụm 2", managing_unit=world.root)
    for unit in (world.units[0], world.units[2]):
        ClusterMember.objects.create(cluster=second, unit=unit, year=2025)


@pytest.mark.parametrize("key", ["children_sponsored", "children_waiting", "held_vnd"])
def test_clusters_that_share_a_unit_count_it_each_and_the_total_once(key):
    overlapping_clusters(create_world(71))
    scope = Scope(as_of=datetime.date(2025, 2, 17))
    found = counted(scope, key, "cluster", "commune")
    alone = counted(scope, key, "cluster")
    assert len(found.rows) == 3
    assert alone.rows == found.rows
    for cluster, value in found.rows.items():
        assert value == INDICATORS[key].value(narrowed(scope, {"cluster": cluster}))
    for commune, value in found.columns.items():
        assert value == INDICATORS[key].value(narrowed(scope, {"commune": commune}))
    assert found.whole == alone.whole == INDICATORS[key].value(scope) < sum(found.rows.values())


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
