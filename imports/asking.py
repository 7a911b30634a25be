"""What cannot be read without guessing is asked: the day and the month of a date, one of two amounts."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from imports.fields import Asked, ColumnContext, DateOrder, words
from imports.reading import Cell, Sheet
from organisation.sheets import OWN_SHEET
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.money import format_vnd, parse_rate
from vietnamese.text import clean, fold

DAY_OR_MONTH = gettext_noop("Is it %(first)s or %(second)s? Nothing in the column tells which comes first.")
ONLY_SWAPPED = gettext_noop("There is no such date: %(text)s. Was %(swapped)s meant?")
DAY_FIRST = gettext_noop("In this column the day comes first.")
MONTH_FIRST = gettext_noop("In this column the month comes first.")

if TYPE_CHECKING:
    from imports.columns import ColumnGuess
    from imports.results import SheetCorrection, SheetResult

BIRTHS = ("birth", "male", "female")  # how the keys of columns with dates of birth end
_DATE = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d)")

Order = Literal["dmy", "mdy", "open"]
SLIPS = 9  # so many times as often as the other, an order is the column's


def order_of(cells: Iterable[Cell]) -> DateOrder:
    """What the cells of a column tell about the order of day and month.

    One day above 12 tells. Texts are day first unless another order shows; one month above 12 among many days is a
    slip of the pen. Cells that are dates may all have been swapped by Excel when none shows a day above 12.
    """
    first = second = 0
    days: set[bool] = set()  # whether a date cell's day is above 12; day and month alike tell nothing
    for cell in cells:
        if isinstance(cell, dt.date):
            if cell.day != cell.month:
                days.add(cell.day > 12)
        elif isinstance(cell, str) and (m := _DATE.search(cell)):
            first += int(m[1]) > 12 >= int(m[2])
            second += int(m[2]) > 12 >= int(m[1])
    texts: Order = "dmy" if first > SLIPS * second or not second else "mdy" if second > SLIPS * first else "open"
    return DateOrder(texts, "open" if days == {False} else "dmy")


def orders_of(sheet: Sheet, understood: "SheetResult", correction: "SheetCorrection") -> dict[int, DateOrder]:
    """The order of the dates in each column of births; boys' and girls' columns are one."""
    births = [c for c in understood.columns if c.field and c.field.endswith(BIRTHS)]
    if not births or not understood.header:
        return {}
    if sheet.name == OWN_SHEET:
        return {}
    rows = sheet.rows[understood.header.last_row :]
    found = order_of({row[c.index] for row in rows for c in births if c.index < len(row)})
    decided: Any = {c.index: correction.dates.get(c.letter) or _remembered(understood, c) for c in births}
    return {index: DateOrder(order, order) if order in ("dmy", "mdy") else found for index, order in decided.items()}


def _remembered(understood: "SheetResult", column: "ColumnGuess") -> str:
    return understood.remembered.dates.get(" ".join(words(column.heading)), "") if understood.remembered else ""


def in_order(cell: Cell, column: ColumnContext) -> Cell:
    """The cell with its day before its month. Raises Asked when nobody can tell."""
    if isinstance(cell, dt.date):
        if cell.day > 12 or cell.day == cell.month or column.order.cells == "dmy":
            return cell
        swapped = dt.date(cell.year, cell.day, cell.month)
        if column.order.cells == "mdy":
            return swapped
        raise _which(cell, swapped)
    if isinstance(cell, str) and (m := _DATE.search(cell)):
        return _text_in_order(cell, m, column.order.texts)
    return cell


def _text_in_order(cell: str, m: re.Match[str], order: Order) -> str:
    day, month = int(m[1]), int(m[2])
    if day > 12 or day == month:
        return cell
    swapped = f"{cell[: m.start()]}{m[2]}/{m[1]}/{m[3]}{cell[m.end() :]}"
    if order == "mdy":
        return swapped
    year = int(m[3]) + (2000 if len(m[3]) == 2 else 0)
    try:
        other = dt.date(year, day, month)
    except ValueError:
        return cell
    if month > 12:
        raise Asked(ONLY_SWAPPED, [_choice(other)], text=clean(cell)[:40], swapped=_shown(other))
    if order == "open":
        raise _which(dt.date(year, month, day), other)
    return cell


def _which(first: dt.date, second: dt.date) -> Asked:
    asked = Asked(DAY_OR_MONTH, [_choice(first), _choice(second)], first=_shown(first), second=_shown(second))
    asked.about["column_choices"] = [
        {"label": DAY_FIRST, "dates": "dmy"},
        {"label": MONTH_FIRST, "dates": "mdy"},
    ]
    return asked


def _shown(date: dt.date) -> str:
    return f"{date.day:02}/{date.month:02}/{date.year}"


def _choice(date: dt.date) -> tuple[str, str]:
    return _shown(date), date.isoformat()


_BETWEEN = re.compile(r"\s*(?:[-–~]|\bđến\b|\bden\b|\btới\b|\bhoặc\b)\s*", re.IGNORECASE)
_AMOUNT = re.compile(r"(?P<number>\d[\d.,\s]*\d|\d)\s*(?P<unit>[^\d/\s(]*)")


def amounts_in(text: str, column: ColumnContext) -> list[tuple[str, str]]:
    """The two ends of "300 đến 500 000 đồng/tháng", as label and text; [] when there are not two good ones."""
    parts = _BETWEEN.split(clean(text))
    numbers = [m for part in parts if (m := _AMOUNT.search(part))]
    if len(parts) != 2 or len(numbers) != 2:
        return []
    tail = parts[1][numbers[1].end("number") :]
    found = []
    for m in numbers:
        if amount := _end_of_range(m, numbers[1], tail, column):
            found.append(amount)
    return [(shown, shown) for shown in dict.fromkeys(found)] if len(found) == 2 else []


def _end_of_range(m: re.Match[str], last: re.Match[str], tail: str, column: ColumnContext) -> str:
    """The first end borrows what it leaves unsaid from the last: its unit, or its thousands."""
    number = " ".join(m["number"].split())
    candidates = [f"{number} {m['unit']}"] if m["unit"] else [number + tail]
    if m is not last and not re.search(r"[.,\s]\d{3}$", number) and re.search(r"[.,\s]000$", last["number"]):
        candidates.insert(0, number + ".000" + tail)
    for candidate in candidates:
        try:
            rate = parse_rate(candidate if "/" in candidate else candidate + _per(tail), unit_vnd=column.unit_vnd)
        except Unreadable:
            continue
        return format_vnd(rate.amount_vnd) + _per(tail)
    return ""


def _per(tail: str) -> str:
    return f"/{tail.rpartition('/')[2].strip()}" if "/" in tail else ""


def looks_like_age(heading: str, text: str) -> bool:
    """Whether a bare number under this heading is an age: "Tuổi", not "Năm sinh"."""
    plain = fold(heading)
    return text.isdecimal() and int(text) <= 25 and "tuoi" in plain and "sinh" not in plain
