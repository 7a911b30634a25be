"""Rows grouped by several columns in one pass, with the sum over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

WHOLE = ""
Grouped = dict[str, dict[Any, tuple[int, ...]]]


def grouped(rows: QuerySet, sets: Sequence[str], sums: Sequence[str]) -> Grouped:
    """`rows` grouped by each column of `sets` in one pass: {column: {its value: the sums}}; WHOLE is all of them.

    Django knows no GROUPING SETS. `sums` is SQL over the columns of `rows`.
    """
    found: Grouped = {name: {} for name in [*sets, WHOLE]}
    try:
        inner, parameters = rows.order_by().query.sql_with_params()
    except EmptyResultSet:  # the reader may see nothing, or the figure does not exist here
        return found
    listed, wanted = ", ".join(sets), ", ".join([*(f"({name})" for name in sets), "()"])
    columns = ", ".join([f"GROUPING({listed})" if sets else "0", *sets, *sums])
    sql = f"SELECT {columns} FROM ({inner}) r GROUP BY GROUPING SETS ({wanted})"  # noqa: S608 - names of this file; values are parameters
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        for mask, *values in cursor.fetchall():
            name, key = _set_of(mask, sets, values)
            found[name][key] = tuple(int(value or 0) for value in values[len(sets) :])
    return found


def _set_of(mask: int, sets: Sequence[str], values: Sequence[Any]) -> tuple[str, Any]:
    """GROUPING() has a 0 bit for the column that a row is grouped by; the last column's bit is the lowest."""
    for index, name in enumerate(sets):
        if not mask >> (len(sets) - 1 - index) & 1:
            return name, values[index]
    return WHOLE, None


@dataclass(frozen=True)
class Crossed:
    """Cells by (row, column), and the measure of each row, each column and all: counted anew, never added up."""

    cells: dict[tuple[Any, Any], int]
    rows: dict[Any, int]
    columns: dict[Any, int]
    whole: int


def crossed(rows: QuerySet, measure: str) -> Crossed:
    """The columns `by_row` and `by_column` of `rows` against each other, with both sums, in one pass.

    `measure` is SQL over the columns of `rows`: count(DISTINCT who), sum(vnd).
    """
    try:
        inner, parameters = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return Crossed({}, {}, {}, 0)
    return _cube(inner, parameters, measure, "by_row, by_column")


def crossed_by_cluster(rows: QuerySet, measure: str, of_unit: str, members: QuerySet) -> Crossed:
    """As crossed(), with the clusters in place of the units that stand in the column `of_unit`.

    A unit below several clusters counts in each, so the sums over the clusters say too much: the caller has others.
    `members` are rows of ClusterMember.
    """
    try:
        inner, parameters = rows.order_by().query.sql_with_params()
        joined, more = members.order_by().values("cluster_id", "unit_id").query.sql_with_params()
    except EmptyResultSet:
        return Crossed({}, {}, {}, 0)
    sql = (
        "SELECT r.*, k.cluster_id AS by_cluster "  # noqa: S608  # our own querysets, put together
        f"FROM ({inner}) r LEFT JOIN (SELECT DISTINCT m.cluster_id, below.id FROM ({joined}) m "
        "JOIN organisation_unit above ON above.id = m.unit_id "
        f"JOIN organisation_unit below ON starts_with(below.path, above.path)) k ON k.id = r.{of_unit}"
    )
    sides = "by_cluster, by_column" if of_unit == "by_row" else "by_row, by_cluster"
    return _cube(sql, (*parameters, *more), measure, sides)


def _cube(inner: str, parameters: Sequence[Any], measure: str, sides: str) -> Crossed:
    found, whole = Crossed({}, {}, {}, 0), 0
    groups = f"SELECT GROUPING({sides}), {sides}, {measure}"  # ours alone; values are parameters
    with connection.cursor() as cursor:
        cursor.execute(f"{groups} FROM ({inner}) r GROUP BY CUBE ({sides})", parameters)
        for mask, row, column, value in cursor.fetchall():
            number = int(value or 0)
            if mask == 0:
                found.cells[row, column] = number
            elif mask == 1:
                found.rows[row] = number
            elif mask == 2:
                found.columns[column] = number
            else:
                whole = number
    return replace(found, whole=whole)


def by_unit_and_above(rows: QuerySet, measure: str, units: Sequence[int]) -> dict[int, int]:
    """The measure of `rows` for each of these units, whose column `by_row` names it or a unit below it.

    A person who stands below two of them counts in both; a unit without rows is left out.
    """
    try:
        inner, parameters = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return {}
    sql = (
        f"SELECT above.id, {measure} FROM ({inner}) r "  # noqa: S608  # as above
        "JOIN organisation_unit below ON below.id = r.by_row "
        "JOIN organisation_unit above ON starts_with(below.path, above.path) AND above.id = ANY(%s) GROUP BY above.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, list(units)])
        return {unit: int(value or 0) for unit, value in cursor.fetchall()}
