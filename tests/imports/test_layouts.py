"""Lists as unions lay them out by hand: every record comes out as a careful clerk would enter it."""

import pytest

from children.lists import CHILDREN
from sponsorship.lists import PLEDGES
from tests.imports import child_layouts, pledge_layouts
from tests.imports.child_layouts import merged
from tests.imports.sheets import known, read, sheet


def records(kind, rows, merges):
    result = read(kind, sheet(*rows, merges=merged(merges)))
    assert [s.ignored for s in result.sheets] == [""]
    return {row.row: known(row.values) for row in result.rows if row.status != "skipped"}


def assert_same(found, wanted):
    """Row by row and value by value, so that what differs is what is shown."""
    assert sorted(found) == sorted(wanted)
    for row, values in wanted.items():
        assert sorted(found[row].items()) == sorted(values.items()), row


@pytest.mark.parametrize("layout", child_layouts.LAYOUTS, ids=lambda layout: layout[0])
def test_a_childrens_list_of_any_layout(layout):
    _name, rows, merges, wanted = layout
    assert_same(records(CHILDREN, rows, merges), wanted)


@pytest.mark.parametrize("layout", pledge_layouts.LAYOUTS, ids=lambda layout: layout[0])
def test_a_list_of_who_sponsors_whom_of_any_layout(layout):
    _name, rows, merges, wanted = layout
    assert_same(records(PLEDGES, rows, merges), wanted)
