"""Dates as Vietnamese clerks write them, and how precisely they are known."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean, fold

Precision = Literal["day", "month", "year", "estimated"]

NO_SUCH_DATE = gettext_noop("There is no such date: %(text)s.")
NOT_A_DATE = gettext_noop("“%(text)s” cannot be read as a date. Write it as 28/7/2012, 7/2012 or 2012.")
IN_THE_FUTURE = gettext_noop("The date of birth %(text)s is in the future.")
TOO_OLD = gettext_noop("Born %(text)s: too old for a list of children.")

MAX_AGE = 30  # years; programmes follow a child up to 22 as a student
_SERIAL_DAYS = range(20_000, 60_000)  # 1954 to 2064 as Excel counts days
_SERIAL_EPOCH = dt.date(1899, 12, 30)

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{4})(?!\d)")
_ISO_MONTH = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WORDS = re.compile(r"(?:ngay\s*(\d{1,2})\s*)?thang\s*(\d{1,2})\s*,?\s*nam\s*(\d{4})")
_AGE = re.compile(r"(?<!\d)(\d{1,3})\s*(thang|tuoi)")
_ABOUT = re.compile(r"\b(khoang|tam|uoc)\b")
_SCHOOL_YEAR = re.compile(r"nam hoc\s*(\d{4})\s*[-–]\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date and how much of it is known; unknown parts of `value` are 1."""

    value: dt.date
    precision: Precision

    def iso(self) -> str:
        """YYYY-MM-DD, YYYY-MM or YYYY, as precise as the date is (an estimate counts as a year)."""
        return self.value.isoformat()[: {"day": 10, "month": 7}.get(self.precision, 4)]


def parse_birth(value: object, *, list_date: dt.date, today: dt.date | None = None) -> PartialDate:
    """A date of birth from a cell: a date, a number (year, Excel's day count) or a text.

    Reads 28/7/2012, 13-9-2017, 3.10.2013, 2017-04-05, 05/2015, 2012, "sinh năm 2014", "Sinh ngày 17/4/2015",
    "ngày 5 tháng 4 năm 2015", "18 tháng tuổi" (counted back from `list_date`, estimated). Day before month, always.
    Raises Unreadable: no date, no such date, in the future (after `today`, or `list_date` if later), over 30 years old.
    """
    found = _read(value, list_date)
    shown = format_date(found)
    if found.value > max(list_date, today or list_date):
        raise Unreadable(IN_THE_FUTURE, text=shown)
    if found.value.year < list_date.year - MAX_AGE:
        raise Unreadable(TOO_OLD, text=shown)
    return found


def _read(value: object, list_date: dt.date) -> PartialDate:
    if isinstance(value, dt.datetime):
        return PartialDate(value.date(), "day")
    if isinstance(value, dt.date):
        return PartialDate(value, "day")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    text = clean(str(value))
    if not text:
        raise Unreadable(NOT_A_DATE, text=text)
    return _from_text(text, list_date)


def _from_number(number: float) -> PartialDate:
    if number == int(number):
        number = int(number)
        if 1900 <= number <= 2100:
            return PartialDate(dt.date(number, 1, 1), "year")
        if number in _SERIAL_DAYS:
            return PartialDate(_SERIAL_EPOCH + dt.timedelta(days=number), "day")
    raise Unreadable(NOT_A_DATE, text=f"{number:g}")


def _from_text(text: str, list_date: dt.date) -> PartialDate:
    if m := _DAY.search(text):
        return _date(int(m[3]), int(m[2]), int(m[1]), "day", text, list_date)
    if m := _ISO.search(text):
        return _date(int(m[1]), int(m[2]), int(m[3]), "day", text, list_date)
    plain = fold(text)
    if m := _WORDS.search(plain):
        return _date(int(m[3]), int(m[2]), int(m[1] or 1), "day" if m[1] else "month", text, list_date)
    if m := _MONTH.search(text):
        return _date(int(m[2]), int(m[1]), 1, "month", text, list_date)
    if m := _ISO_MONTH.search(text):
        return _date(int(m[1]), int(m[2]), 1, "month", text, list_date)
    if m := _YEAR.search(text):
        return PartialDate(dt.date(int(m[1]), 1, 1), "estimated" if _ABOUT.search(plain) else "year")
    if m := _AGE.search(plain):
        return _from_age(int(m[1]), m[2], list_date, text)
    if text.isdecimal() and int(text) in _SERIAL_DAYS:
        return _from_number(int(text))
    raise Unreadable(NOT_A_DATE, text=text[:40])


def _date(year: int, month: int, day: int, precision: Precision, text: str, list_date: dt.date) -> PartialDate:
    if year < 100:
        year += 2000 if 2000 + year <= list_date.year else 1900
    try:
        return PartialDate(dt.date(year, month, day), precision)
    except ValueError:
        raise Unreadable(NO_SUCH_DATE, text=text[:40]) from None


def _from_age(count: int, unit: str, list_date: dt.date, text: str) -> PartialDate:
    if count > 360:
        raise Unreadable(NOT_A_DATE, text=text[:40])
    months = list_date.year * 12 + list_date.month - 1 - count * (1 if unit == "thang" else 12)
    year, month = divmod(months, 12)
    return PartialDate(dt.date(year, month + 1 if unit == "thang" else 1, 1), "estimated")


def parse_list_date(text: str) -> dt.date | None:
    """The date a title gives its list: "Tính đến ngày 30/9/2024", "ngày 5 tháng 9 năm 2024", "NĂM 2024" (its last day).

    None when the text names no date.
    """
    plain = fold(clean(text))
    try:
        if m := _DAY.search(plain):
            return dt.date(int(m[3]) + (2000 if len(m[3]) == 2 else 0), int(m[2]), int(m[1]))
        if m := _WORDS.search(plain):
            return dt.date(int(m[3]), int(m[2]), int(m[1] or 1))
        if m := re.search(r"thang\s*(\d{1,2})\s*/\s*(\d{4})", plain):
            return dt.date(int(m[2]), int(m[1]), 1)
        if m := _SCHOOL_YEAR.search(plain):
            return dt.date(int(m[2]), 5, 31)
        if m := re.search(r"nam\s*(20\d\d)", plain):
            return dt.date(int(m[1]), 12, 31)
    except ValueError:
        return None
    return None


def format_date(date: PartialDate) -> str:
    """28/07/2012, 07/2012 or 2012, as precise as the date is; an estimate as its year."""
    value = date.value
    if date.precision == "day":
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if date.precision == "month":
        return f"{value.month:02}/{value.year:04}"
    return f"{value.year:04}"
