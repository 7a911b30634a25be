"""From a bank's file to lines of money: the day, the money in and the text, whatever the bank calls its columns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from imports.fields import text_of
from imports.reading import Cell, Sheet, Workbook
from vietnamese.text import clean, fold

SEARCHED_ROWS = 40
LONGEST_TEXT, LONGEST_REFERENCE = 600, 60
UNREAD_AT_MOST = 50

# In the order in which a heading is asked: a debit column says “nợ”, and “số dư” is neither.
HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("balance", r"so du|balance|ton quy"),
        ("reference", r"so (ct|chung tu|but toan|tham chieu|gd|giao dich)|ma (gd|giao dich|tham chieu|but toan)"
         r"|reference|\bref\b|doc(ument)? no|transaction (no|id|number)|\btrace\b|\bft\b"),
        ("debit", r"\bno\b|debit|withdraw|tien ra|chi ra|rut ra|so tien chi|phat sinh giam"),
        ("credit", r"\bco\b|credit|deposit|tien vao|thu vao|so tien thu|phat sinh tang|bao co"),
        ("day", r"^ngay|\bngay (gd|giao dich|hieu luc|hach toan|phat sinh|gia tri)|\bdate\b|thoi gian|^time"),
        ("text", r"noi dung|dien giai|mo ta|description|detail|remark|narrative|ghi chu giao dich|ly do"),
        ("party", r"doi tac|doi ung|nguoi (chuyen|gui|nop)|ten (nguoi|don vi)|remitter|sender|counter ?part|beneficia"),
        ("amount", r"so tien|amount|gia tri giao dich|phat sinh"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Money in: the row as Excel numbers it, the day, whole VND, what the bank wrote, its reference ("" if none)."""

    row: int
    booked_on: dt.date
    amount_vnd: int
    text: str
    reference: str


@dataclass
class ReadStatement:
    """`outgoing_count`: rows of money out, left aside. `unread`: [row, text] of rows that could not be understood."""

    lines: list[ReadLine] = field(default_factory=list)
    outgoing_count: int = 0
    unread: list[tuple[int, str]] = field(default_factory=list)


class NoStatement(Exception):
    """No row reads as the headings of a bank statement."""


def read_statement(workbook: Workbook) -> ReadStatement:
    """The money that came in by all sheets of a statement (csv, xlsx, xls, ods); raises NoStatement.

    A sheet needs a row within its first 40 with a day, money in (or one signed amount) and a text. Amounts may be
    numbers or texts: 1,500,000 · 1.500.000 · 1,500,000.00 · +1.500.000 VND. Days: 01/03/2025, 2025-03-01, with or
    without a time.
    """
    result, found = ReadStatement(), False
    for sheet in workbook.sheets:
        header = _header(sheet)
        if header:
            found = True
            _read_rows(sheet, *header, result)
    if not found:
        raise NoStatement
    return result


def role_of(heading: str) -> str | None:
    """What a column with this heading holds; None for one that is not needed."""
    plain = fold(clean(heading))
    return next((role for role, pattern in HEADINGS if plain and pattern.search(plain)), None)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The index of the header's last row, and the column of each role. Two rows make one where a bank splits them."""
    for i, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        below = sheet.rows[i + 1] if i + 1 < len(sheet.rows) else []
        for last, rows in ((i + 1, [row, below]), (i, [row])):
            columns = _columns(rows)
            if last > i and not _are_headings(below):
                continue
            if {"day", "text"} <= set(columns) and {"credit", "amount"} & set(columns):
                return last, columns
    return None


def _are_headings(row: Sequence[Cell]) -> bool:
    """A second row of headings: “Ghi nợ”, “Ghi có” under a group, or all of them once more in English."""
    texts = [cell for cell in row if isinstance(cell, str) and cell]
    no_data = len(texts) == sum(cell != "" for cell in row) and not any(c.isdigit() for text in texts for c in text)
    return no_data and bool({"credit", "debit"} & {role_of(text) for text in texts})


def _columns(rows: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """The first column of each role; a group's heading (“Số tiền”) reaches over the empty cells to its right."""
    width = max((len(row) for row in rows), default=0)
    found: dict[str, int] = {}
    for c in range(width):
        cells = [row[c] for row in rows if c < len(row)]
        heading = " ".join(cell for cell in cells if isinstance(cell, str) and len(cell) <= 80)
        role = role_of(heading)
        if role and role not in found:
            found[role] = c
    return found


def _read_rows(sheet: Sheet, last: int, columns: dict[str, int], result: ReadStatement) -> None:
    for number, row in enumerate(sheet.rows[last + 1 :], last + 2):
        cells = {role: row[c] if c < len(row) else "" for role, c in columns.items()}
        day, amount = day_of(cells["day"]), _money_in(cells)
        if amount == 0 or (amount is None and day is None):
            continue  # a balance, a total, a signature, an empty row
        if amount is not None and amount < 0:
            result.outgoing_count += day is not None
        elif day is None or amount is None:
            if day is not None or _says_something(cells):
                shown = " · ".join(text_of(cell) for cell in row if cell != "")
                result.unread.append((number, clean(shown)[:120]))
        else:
            text = clean(" · ".join(filter(None, (text_of(cells["text"]), text_of(cells.get("party", ""))))))
            reference = clean(text_of(cells.get("reference", "")))[:LONGEST_REFERENCE]
            result.lines.append(ReadLine(number, day, amount, text[:LONGEST_TEXT], reference))
    del result.unread[UNREAD_AT_MOST:]


def _says_something(cells: dict[str, Cell]) -> bool:
    """A total has no day and a text such as “Cộng”; a line of money has more to say."""
    text = fold(text_of(cells["text"]))
    return len(text) > 12 and not re.match(r"(tong|cong|so du|total|opening|closing)", text)


def _money_in(cells: dict[str, Cell]) -> int | None:
    """VND that came in; negative for money out, 0 where nothing stands, None for what cannot be read."""
    if "credit" in cells:
        came_in = amount_of(cells["credit"])
        went_out = amount_of(cells.get("debit", ""))
        if came_in == 0 and went_out:
            return -abs(went_out)
        return came_in
    return amount_of(cells["amount"])


_AMOUNT = re.compile(r"([+\-−–]?)\s*(\d[\d.,\s]*)\s*(vnd|vnđ|đ|d|dong)?\s*(cr|dr)?")


def amount_of(cell: Cell) -> int | None:
    """Whole VND: 0 for an empty cell, None for what is no exact amount."""
    if isinstance(cell, bool | dt.date):
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell == int(cell) else None
    text = clean(cell).lower()
    if text in ("", "-", "–"):
        return 0
    found = _AMOUNT.fullmatch(text)
    if not found:
        return None
    sign, digits, _unit, side = found.groups()
    digits = re.sub(r"\s", "", digits)
    decimals = re.search(r"[.,](\d{1,2})$", digits)
    if decimals:
        if int(decimals[1]):
            return None
        digits = digits[: decimals.start()]
    amount = int(re.sub(r"[.,]", "", digits))
    return -amount if sign in ("-", "−", "–") or side == "dr" else amount


_DAYS = (
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b.*"), (3, 2, 1)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})\b.*"), (3, 2, 1)),
    (re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d).*"), (1, 2, 3)),
    (re.compile(r"(\d{4})(\d{2})(\d{2})(\d{6})?"), (1, 2, 3)),
)  # fmt: skip


def day_of(cell: Cell) -> dt.date | None:
    """The day in a cell, written as Vietnamese banks do (day first) or as machines do (year first)."""
    if isinstance(cell, dt.date):
        return cell
    text = clean(text_of(cell))
    for pattern, order in _DAYS:
        if found := pattern.fullmatch(text):
            year, month, day = (int(found[n]) for n in order)
            try:
                return dt.date(year + 2000 if year < 100 else year, month, day)
            except ValueError:
                return None
    return None
