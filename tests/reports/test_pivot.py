import datetime
import io
import re
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Cluster, ClusterMember
from organisation.roles import Role
from reports.crossed_shown import CrossedCell
from reports.indicators import INDICATORS
from reports.pivot import DIMENSIONS, counted, possible
from reports.scope import NOT_KNOWN, Scope
from tests import factories as make
from tests.every_page import signed_in
from tests.reports.worlds import World, create_world

pytestmark = pytest.mark.django_db


def make_world() -> World:
    return create_world(71)


@pytest.mark.parametrize("key", INDICATORS)
def test_each_cell_and_total_is_the_figure_that_its_list_would_count(key, world):
    overlapping_clusters(world)
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
def test_clusters_that_share_a_unit_count_it_each_and_the_total_once(key, world):
    overlapping_clusters(world)
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
    found = counted(Scope(unit=unit), "children_sponsored", "campaign")
    assert (list(found.rows.values()), found.whole) == ([1, 1], 1)


def test_who_waits_cannot_be_divided_by_what_a_pledge_says():
    make.create_child()
    assert not {"campaign", "connecting_unit", "donor_kind"} & set(possible("children_waiting"))
    assert counted(Scope(as_of=timezone.localdate()), "children_waiting", "campaign").whole == 0
    assert set(possible("donors_active")) == set(DIMENSIONS)


# --- The page --------------------------------------------------------------------------------------


def page_of(world: World, **asked: str) -> Any:
    client = signed_in(make.create_user(role=Role.LEADER, unit=world.root))
    chosen = {"key": "received_vnd", "row": "commune", "column": "campaign", "as_of": "17/02/2025"}
    return client.get(reverse("reports:pivot"), chosen | asked)


def numbers(cell: CrossedCell) -> int:
    return int(re.sub(r"\D", "", cell.text))


def test_rows_are_sorted_by_name_or_by_any_column(world: World) -> None:
    by_name = page_of(world).context["table"]
    names = [row.name for row in by_name.rows]
    assert names == [*sorted(names[:-1]), "Chưa rõ xã"]

    for place, (_name, sort) in enumerate(by_name.headings):
        rows = page_of(world, sort=sort).context["table"].rows
        column = [numbers(row.cells[place]) for row in rows]
        assert column == sorted(column, reverse=True) != [numbers(row.cells[place]) for row in by_name.rows]


def test_the_sheet_has_the_numbers_and_the_order_of_the_page(world: World) -> None:
    table = page_of(world, sort="total").context["table"]
    answer = page_of(world, sort="total", export="xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active.values)

    assert list(rows[0][1:]) == [name for name, _sort in table.headings]
    assert [list(row) for row in rows[1:]] == [
        [row.name, *map(numbers, row.cells)] for row in (*table.rows, table.total)
    ]


@pytest.mark.parametrize("key", ["received_vnd", "children_sponsored", "donors_active"])
def test_each_number_of_the_page_opens_the_list_that_says_it(key: str, world: World) -> None:
    table = page_of(world, key=key).context["table"]
    client = signed_in(make.create_user(role=Role.LEADER, unit=world.root))
    cells = [cell for row in (*table.rows, table.total) for cell in row.cells]

    assert len([cell for cell in cells if cell.url]) > 8
    assert {cell.text for cell in cells if not cell.url} <= {"0", "0\xa0đ"}
    assert [client.get(cell.url).context["figure"] for cell in cells if cell.url] == [c.text for c in cells if c.url]
