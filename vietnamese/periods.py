"""How long a support lasts, as lists say it."""

import datetime as dt
import re
from dataclasses import dataclass

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean, fold

NOT_A_PERIOD = gettext_noop("“%(text)s” cannot be read as a period. Write it as “Từ 01/2024 đến 12/2026”.")
TWO_LENGTHS = gettext_noop("“%(text)s” says how long in two ways that do not agree.")
ENDS_BEFORE_START = gettext_noop("“%(text)s” ends before it starts.")

_MONTH = re.compile(
    r"(?<![\d/])(?:\d{1,2}\s*[/.\-]\s*)?(\d{1,2})\s*[/.\-]\s*(20\d\d)(?!\d)|thang\s*(\d{1,2})\s*,?\s*nam\s*(20\d\d)"
    r"|(?<!\d)(20\d\d)-(\d\d)(?:-\d\d)?(?!\d)"
)
_SCHOOL_YEARS = re.compile(
    r"(?:nam hoc|\bnh)\s*(20\d\d)\s*[-–]\s*(20\d\d)"
    r"(?:\s*(?:den|-|–|va|,)\s*(?:nam hoc|nh)?\s*(20\d\d)\s*[-–]\s*(20\d\d))?"
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*[-–]\s*(20\d\d)(?!\d)")
# "từ năm học 2023-2024 đến hết lớp 12": that school year only begins it
_GOES_ON = re.compile(r"(?:.*\b)?(?:tu|bat dau|ke tu)\b[^|]*\|(?!\s*(?:den|-|–)\s*20\d\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# "từ tháng 9 đến tháng 12 năm 2023", "tháng 1-6/2024", "T9 - T12/2023": one year for both
_ONE_YEAR = re.compile(
    r"(?<![\d/])(?:thang\s*|t)?(\d{1,2})\s*(?:-|–|den)\s*(?:het\s*)?(?:thang\s*|t)?(\d{1,2})\s*(?:/|nam|,)\s*(?:nam\s*)?(20\d\d)(?!\d)"
)
_QUARTER = re.compile(r"quy\s*(iv|i{1,3}|[1-4])\b(?:\s*(?:/|nam|,|-)?\s*(?:nam\s*)?(20\d\d))?")
# "6 tháng cuối năm 2024"; what "cuối năm", "giữa năm" begins and "đầu năm" ends is no month
_PART_OF_YEAR = re.compile(r"(?<![\d/])(\d{1,2})\s*thang\s*(dau|cuoi)\s*nam\s*(20\d\d)(?!\d)(?!\s*[-–]\s*20)")
_VAGUE = re.compile(r"\b(?:(?:tu|bat dau)\s+(?:cuoi|giua)|(?:den|het|toi)\s+(?:dau|giua))\s+nam\b")
_SHORT = re.compile(r"(?<![\d/])(\d{1,2})/([1-4]\d)(?![\d/])")  # "09/23": 1 to 12 of 2010 to 2049
_LENGTH = re.compile(
    r"(?<![\d/])(?<!ngay )(\d{1,3})\s*(thang|nam hoc|nam|quy|hoc ky)\b(\s*ruoi\b)?(?!\s*20\d\d)"
    r"(?!\s*\d{1,2}\s*,?\s*nam\s*20)(?!\s*/\s*(?:nam|quy|thang|lan))"  # not "1 tháng 9 năm 2023"
)
_A_YEAR = re.compile(r"(?<![\d/])(\d{1,2})\s*thang\s*/\s*(?:mot |1 )?nam(?: hoc)?\b")
_UNTIL_GRADE = re.compile(
    r"(?:het|xong|tot nghiep)\s*(?:chuong trinh\s*)?"
    r"(?:lop\s*(\d{1,2})|(?:cap|bac)\s*([1-3])|(?:bac\s*)?(thpt|thcs|tieu hoc))\b"
)
_LAST_GRADES = {"1": 5, "2": 9, "3": 12, "tieu hoc": 5, "thcs": 9, "thpt": 12}
_UNTIL = re.compile(r"\b(?:den|het|toi)\s*(?:khi\s*)?(?:het\s*)?(?:ngay\s*)?(?:thang\s*)?(?:nam\s*)?$")
_ONCE = re.compile(r"\b(mot|1|01) lan\b(?!\s*(?:/|mot nam|moi))(?! tren)")
_SEMESTER = re.compile(r"\b(?:hk|hoc ky|hoc ki)\s*(?:i{1,2}|[12])\b")
_IN_MONTHS = {"thang": 1, "quy": 3, "nam": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTS = {
    word: str(count)
    for count, word in enumerate("mot hai ba bon nam sau bay tam chin muoi".split(), 1)
    if word != "nam"  # "năm" is the year
}
_COUNTED = re.compile(rf"\b({'|'.join(_COUNTS)})\s+(?=(?:thang|nam|quy)\b)")


@dataclass(frozen=True, slots=True)
class Period:
    """From and to as "YYYY-MM" (None: not said), a length in months, and ends that are no date.

    `months_a_year`: support is given in so many months of each (school) year.
    """

    starts: str | None = None
    ends: str | None = None
    months: int | None = None
    until_age_18: bool = False
    until_grade: int | None = None
    once: bool = False
    months_a_year: int | None = None


def parse_period(value: object) -> Period:
    """ "Từ 01/2022 đến 12/2025", "Từ 01/2022", "Tháng 01/2024", "tháng 1-6/2024", "quý I/2024", "2022-2025",
    "năm học 2023-2024", "3 năm", "1 năm 6 tháng", "3 năm từ 01/2024", "đến khi đủ 18 tuổi", "đến hết lớp 9",
    "đến hết THCS", "9 tháng/năm học", "một lần", or a date cell (its month starts it).

    A length with a start gives the end. Raises Unreadable when nothing can be read, it ends before it starts, or the
    length is not that from the start to the end.
    """
    if isinstance(value, dt.date):
        return Period(starts=f"{value.year:04}-{value.month:02}")
    text = clean(f"{value:g}" if isinstance(value, float) else str(value))
    plain = _COUNTED.sub(lambda m: _COUNTS[m[1]] + " ", fold(text))
    starts, ends = _bounds(plain, text)
    months = _length(_A_YEAR.sub("", plain))
    if starts and months and not ends:
        ends = last_month(starts, months)
    if starts and ends and ends < starts:
        raise Unreadable(ENDS_BEFORE_START, text=text[:60])
    if starts and ends and months and ends != last_month(starts, months):
        raise Unreadable(TWO_LENGTHS, text=text[:60])
    a_year = _A_YEAR.search(plain)
    period = Period(
        starts=starts,
        ends=ends,
        months=months,
        until_age_18=bool(re.search(r"\b18\s*(?:tuoi|t\b)|truong thanh|thanh nien", plain)),
        until_grade=_grade(plain),
        once=bool(_ONCE.search(plain)),
        months_a_year=int(a_year[1]) if a_year and 1 <= int(a_year[1]) <= 12 else None,
    )
    if period == Period():
        raise Unreadable(NOT_A_PERIOD, text=text[:60])
    return period


def _grade(plain: str) -> int | None:
    m = _UNTIL_GRADE.search(plain)
    if not m:
        return None
    return int(m[1]) if m[1] else _LAST_GRADES[m[2] or m[3]]


def _bounds(plain: str, text: str) -> tuple[str | None, str | None]:
    if _SEMESTER.search(plain) or _VAGUE.search(plain):  # a semester's months differ from province to province
        raise Unreadable(NOT_A_PERIOD, text=text[:60])
    if (m := _PART_OF_YEAR.search(plain)) and 1 <= int(m[1]) <= 12:
        first = 1 if m[2] == "dau" else 13 - int(m[1])
        return f"{m[3]}-{first:02}", f"{m[3]}-{first + int(m[1]) - 1:02}"
    if several := _several_school_years(plain):
        return several
    if m := _SCHOOL_YEARS.search(plain):
        if not m[4] and _GOES_ON.match(plain[: m.start()] + "|" + plain[m.end() :]):
            return f"{m[1]}-09", None
        return f"{m[1]}-09", f"{m[4] or m[2]}-05"
    if m := _ONE_YEAR.search(plain):
        return _year_month(m[1], m[3], text), _year_month(m[2], m[3], text)
    if quarters := _quarters(plain):
        return quarters
    months = [(_month(m, text), m.start(), m.end()) for m in _MONTH.finditer(plain)] or _short_months(plain, text)
    if len(months) >= 2:
        return months[0][0], months[1][0]
    if months:
        return _one_month(plain, *months[0])
    return _years(plain)


def _several_school_years(plain: str) -> tuple[str, str] | None:
    """ "2 năm học (2023-2024; 2024-2025)": from the first one's beginning to the last one's end."""
    years = _YEARS.findall(plain)
    if len(years) < 2 or not re.search(r"\bnam hoc|\bnh\b", plain) or any(int(b) - int(a) != 1 for a, b in years):
        return None
    return f"{years[0][0]}-09", f"{years[-1][1]}-05"


def _one_month(plain: str, month: str, start: int, end: int) -> tuple[str | None, str | None]:
    if m := re.search(r"(?:den|het)\s*(?:het\s*)?(?:nam\s*)?(20\d\d)\s*$", plain[end:]):
        return month, f"{m[1]}-12"
    before = plain[:start]
    if _UNTIL.search(before):
        began = _YEAR.search(before)
        return (f"{began[1]}-01" if began else None), month
    return month, None


def _years(plain: str) -> tuple[str | None, str | None]:
    years = _YEAR.findall(plain)
    if len(years) >= 2:
        return f"{years[0]}-01", f"{years[1]}-12"
    if years:
        if re.search(r"\b(tu|bat dau)\b", plain) and not re.search(r"\b(den|het)\s*(het\s*)?(nam\s*)?20", plain):
            return f"{years[0]}-01", None
        return (None if re.search(r"\b(den|het)\b", plain) else f"{years[0]}-01"), f"{years[0]}-12"
    return None, None


def _quarters(plain: str) -> tuple[str, str] | None:
    found = list(_QUARTER.finditer(plain))
    year = next((m[2] for m in reversed(found) if m[2]), None)
    if not year:
        return None
    first, last = (_ROMAN.get(m[1]) or int(m[1]) for m in (found[0], found[-1]))
    return f"{found[0][2] or year}-{3 * first - 2:02}", f"{year}-{3 * last:02}"


def _month(m: re.Match[str], text: str) -> str:
    return _year_month(m[1] or m[3] or m[6], m[2] or m[4] or m[5], text)


def _short_months(plain: str, text: str) -> list[tuple[str, int, int]]:
    found = _SHORT.finditer(plain) if not _YEAR.search(plain) else ()
    return [(_year_month(m[1], f"20{m[2]}", text), m.start(), m.end()) for m in found]


def _year_month(month: str, year: str, text: str) -> str:
    if not 1 <= int(month) <= 12:
        raise Unreadable(NOT_A_PERIOD, text=text[:60])
    return f"{year}-{int(month):02}"


def _length(plain: str) -> int | None:
    """In months; "1 năm 6 tháng" is 18, "2 năm rưỡi" 30."""
    total = 0
    for m in _LENGTH.finditer(plain):
        if unit := _IN_MONTHS.get(m[2]):
            total += int(m[1]) * unit + (unit // 2 if m[3] else 0)
    return total or None


def last_month(starts: str, months: int) -> str:
    """The last of so many months from `starts` on, both as "YYYY-MM": 36 from "2024-01" end with "2026-12"."""
    count = int(starts[:4]) * 12 + int(starts[5:]) - 1 + months - 1
    return f"{count // 12:04}-{count % 12 + 1:02}"
