"""Sheets made in tests, and the engine's context."""

import datetime as dt
from collections.abc import Mapping, Sequence

from imports.fields import ListKind
from imports.reading import Cell, Merge, Sheet, Workbook
from imports.understanding import Context, SheetCorrection, Understanding, understand
from tests.imports.places import THANH_CHUONG, country

CONTEXT = Context(country().preferring(THANH_CHUONG), today=dt.date(2026, 11, 1))


def sheet(*rows: Sequence[Cell], name: str = "Sheet1", merges: Sequence[Merge] = (), visible: bool = True) -> Sheet:
    return Sheet(name, visible, [list(row) for row in rows], list(merges))


def read(
    kind: ListKind, *sheets: Sheet, context: Context = CONTEXT, corrections: Mapping[str, SheetCorrection] | None = None
) -> Understanding:
    understanding = understand(Workbook(list(sheets)), kind, context, corrections=corrections)
    assert understanding.rows is not None  # all of them, read now
    return understanding


def known(values: Mapping[str, object]) -> dict[str, object]:
    """The values that are known, without the areas' keys."""
    return {key: value for key, value in values.items() if value not in (None, False) and not key.endswith("_key")}
