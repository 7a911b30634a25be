"""How long a support lasts, as lists say it."""

import datetime as dt
import re
from dataclasses import dataclass

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean, fold

NOT_A_PERIOD = gettext_noop("“%(text)s” cannot be read as a period. Write it as “Từ 01/2024 đến 12/2026”.")
ENDS_BEFORE_START = gettext_noop("“%(text)s” ends before it starts.")

_MONTH = re.compile(
    r"(?<![\d/])(?:\d{1,2}\s*[/.\-]\s*)?(\d{1,2})\s*[/.\-]\s*(20\d\d)(?!\d)|thang\s*(\d{1,2})\s*nam\s*(20\d\d)"
)
_SCHOOL_YEARS = re.compile(
    r"nam hoc\s*(20\d\d)\s*[-–]\s*(20\d\d)(?:\s*(?:den|-|–)\s*(?:nam hoc)?\s*(20\d\d)\s*[-–]\s*(20\d\d))?"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LENGTH = re.compile(r"(?<![\d/])(\d{1,3})\s*(thang|nam hoc|nam|quy|hoc ky)\b(?!\s*20\d\d)")
_UNTIL_GRADE = re.compile(r"(?:het|xong|tot nghiep)\s*lop\s*(\d{1,2})")
_IN_MONTHS = {"thang": 1, "quy": 3, "nam": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From and to as "YYYY-MM" (None: not said), a length in months, and ends that are no date."""

    starts: str | None = None
    ends: str | None = None
    months: int | None = None
    until_age_18: bool = False
    until_grade: int | None = None
    once: bool = False


def parse_period(value: object) -> Period:
    """ "Từ 01/2022 đến 12/2025", "Từ 01/2022", "Tháng 01/2024", "2022-2025", "năm học 2023-2024", "3 năm",
    "3 năm từ 01/2024", "đến khi đủ 18 tuổi", "đến hết lớp 9", "một lần", or a date cell (its month starts it).

    A length with a start gives the end. Raises Unreadable when nothing can be read or it ends before it starts.
    """
    if isinstance(value, dt.date):
        return Period(starts=f"{value.year:04}-{value.month:02}")
    text = clean(f"{value:g}" if isinstance(value, float) else str(value))
    plain = fold(text)
    starts, ends = _bounds(plain, text)
    months = _length(plain)
    if starts and months and not ends:
        ends = _shift(starts, months - 1)
    if starts and ends and ends < starts:
        raise Unreadable(ENDS_BEFORE_START, text=text[:60])
    grade = _UNTIL_GRADE.search(plain)
    period = Period(
        starts=starts,
        ends=ends,
        months=months,
        until_age_18=bool(re.search(r"18\s*tuoi|truong thanh|thanh nien", plain)),
        until_grade=int(grade[1]) if grade else None,
        once=bool(re.search(r"\b(mot|1|01) lan\b", plain)),
    )
    if period == Period():
        raise Unreadable(NOT_A_PERIOD, text=text[:60])
    return period


def _bounds(plain: str, text: str) -> tuple[str | None, str | None]:
    if m := _SCHOOL_YEARS.search(plain):
        return f"{m[1]}-09", f"{m[4] or m[2]}-05"
    months = [_month(m, text) for m in _MONTH.finditer(plain)]
    if len(months) >= 2:
        return months[0], months[1]
    if months and (m := re.search(r"(?:den|het)\s*(?:het\s*)?(?:nam\s*)?(20\d\d)\s*$", plain)):
        return months[0], f"{m[1]}-12"
    if months:
        return (None, months[0]) if re.match(r"\s*(den|het|toi)\b", plain) else (months[0], None)
    years = _YEAR.findall(plain)
    if len(years) >= 2:
        return f"{years[0]}-01", f"{years[1]}-12"
    if years:
        if re.search(r"\b(tu|bat dau)\b", plain):
            return f"{years[0]}-01", None
        return (None if re.search(r"\b(den|het)\b", plain) else f"{years[0]}-01"), f"{years[0]}-12"
    return None, None


def _month(m: re.Match[str], text: str) -> str:
    month, year = int(m[1] or m[3]), m[2] or m[4]
    if not 1 <= month <= 12:
        raise Unreadable(NOT_A_PERIOD, text=text[:60])
    return f"{year}-{month:02}"


def _length(plain: str) -> int | None:
    for m in _LENGTH.finditer(plain):
        if unit := _IN_MONTHS.get(m[2]):
            return int(m[1]) * unit
    return None


def _shift(month: str, by: int) -> str:
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04}-{count % 12 + 1:02}"
