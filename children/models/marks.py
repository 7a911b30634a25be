"""Triggers that note on a child whether another table has any row of it."""

import pgtrigger

NEW, OLD, BOTH = {"new": "rows_now"}, {"old": "rows_before"}, {"old": "rows_before", "new": "rows_now"}


def marks(column: str, table: str, counts: str = "") -> list[pgtrigger.Trigger]:
    """Keep the child's boolean `column` by the rows of `table`, which refers to it as `child_id`.

    `counts`: SQL that tells which rows `r` count; all of them without it.
    """
    return [
        _mark(column, table, counts, pgtrigger.Insert, NEW, "mark_new"),
        _mark(column, table, counts, pgtrigger.Update, BOTH, "mark_changed"),
        _mark(column, table, counts, pgtrigger.Delete, OLD, "mark_deleted"),
    ]


def _mark(
    column: str, table: str, counts: str, operation: pgtrigger.Operation, rows: dict[str, str], name: str
) -> pgtrigger.Trigger:
    only = f" AND {counts}" if counts else ""
    children = " UNION ".join(f"SELECT child_id FROM {changed}" for changed in rows.values())
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=f"""
            UPDATE children_child c SET {column} = n.has_any
            FROM (
                SELECT t.child_id, EXISTS (SELECT FROM {table} r WHERE r.child_id = t.child_id{only}) AS has_any
                FROM ({children}) t
            ) n WHERE c.id = n.child_id AND c.{column} <> n.has_any;
            RETURN NULL;
        """,
    )
