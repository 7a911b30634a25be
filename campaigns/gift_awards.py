"""Columns that are gifts themselves: "Quà 1/6 | Học sinh giỏi | Học sinh giỏi tỉnh", with amounts or marks below."""

import re
from collections.abc import Callable

from campaigns.gift_labels import sentence_case, split_figures
from imports.columns import SEPARATOR, ColumnGuess
from imports.fields import is_mark, text_of
from imports.reading import Cell
from imports.results import RowResult, SheetResult
from vietnamese.errors import Unreadable
from vietnamese.money import parse_amount
from vietnamese.text import fold

_NEVER = re.compile(r"\b(?:tai khoan|cccd|cmnd|dien thoai|sdt|ma|so the|diem|ky|ngay|nam|ghi chu)\b")
_SUMS = re.compile(r"\b(?:tong|cong|thanh tien)\b")
MAY_GIVE = {None, "group", "goods", "rate", "amount"}
SURE = 0.9  # a column that was surely understood as something else gives nothing
ONE_GIFT_VND = 50_000_000  # a gift to one child


class AwardColumns:
    """The columns of a list of names that give each child something of their own; two of them at least."""

    def __init__(self, understood: SheetResult, rows: list[RowResult], unit: Callable[[str], int]) -> None:
        self.unit_vnd = unit("amount")
        records = [row for row in rows if row.status != "skipped"]
        found = [c for c in understood.columns if c.heading and (c.field in MAY_GIVE or c.confidence < SURE)]
        gives = [c for c in found if not _NEVER.search(fold(c.heading)) and self._gives(c, records)]
        parts = [c for c in gives if not (c.field == "amount" and _SUMS.search(fold(c.heading)))]
        own = [c for c in parts if c.field != "amount"]
        self.columns = (parts if len(parts) > 1 else []) if own and not _is_rate_and_amount(parts) else []
        self.amounts = [c for c in found if c.field == "amount" and c not in self.columns]

    def _gives(self, column: ColumnGuess, records: list[RowResult]) -> bool:
        cells = [cell for row in records if (cell := _cell(row, column.index)) != ""]
        return bool(cells) and all(is_mark(cell) or self._amount(cell) for cell in cells)

    def _amount(self, cell: Cell) -> int | None:
        try:
            amount = parse_amount(cell, unit_vnd=self.unit_vnd)
        except Unreadable:
            return None
        return amount if amount <= ONE_GIFT_VND and amount % 500 == 0 else None

    def of(self, row: RowResult) -> list[tuple[str, int | None]]:
        """(label, amount or None) for each gift of the row; its cells leave the row's note."""
        found = []
        for column in self.columns:
            cell = _cell(row, column.index)
            if cell == "":
                continue
            label, rate, _count, _stated = split_figures(column.heading.rpartition(SEPARATOR)[2])
            found.append((sentence_case(label), rate if is_mark(cell) else self._amount(cell)))
            _forget(row, column, text_of(cell))
        return found

    def sum_of(self, row: RowResult) -> int | None:
        """What a row of sums says under these columns together."""
        said = [_money(_cell(row, c.index), self.unit_vnd) for c in self.columns]
        return sum(amount for amount in said if amount) or None


def _is_rate_and_amount(columns: list[ColumnGuess]) -> bool:
    return {c.field for c in columns} <= {"rate", "amount"}


def _money(cell: Cell, unit_vnd: int) -> int | None:
    try:
        return parse_amount(cell, unit_vnd=unit_vnd)
    except Unreadable:
        return None


def _cell(row: RowResult, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else ""


def _forget(row: RowResult, column: ColumnGuess, text: str) -> None:
    """What the cell was taken for before: a note, a value of another field, a problem."""
    leaf = column.heading.rpartition(SEPARATOR)[2]
    parts = str(row.values.get("note") or "").split("; ")
    kept = [part for part in parts if part and part not in (f"{column.heading}: {text}", f"{leaf}: {text}")]
    row.values["note"] = "; ".join(kept) or None
    row.problems = [problem for problem in row.problems if problem.column != leaf]
    if column.field and column.field != "amount" and column.field in row.values:
        row.values[column.field] = None
