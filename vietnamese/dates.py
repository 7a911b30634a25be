"""Dates as Vietnamese clerks write them, and how precisely they are known."""

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import Literal

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean, fold

Precision = Literal["day", "month", "year", "estimated"]

NO_SUCH_DATE = gettext_noop("There is no such date: %(text)s.")
NOT_A_DATE = gettext_noop("“%(text)s” cannot be read as a date. Write it as 28/7/2012, 7/2012 or 2012.")
SEVERAL_DATES = gettext_noop("“%(text)s” holds several dates. Write the one that counts.")
LUNAR = gettext_noop("“%(text)s” is a date of the lunar calendar. Write the date of the birth certificate.")
A_GRADE = gettext_noop("“%(text)s” is a school grade, not a date of birth.")
IN_THE_FUTURE = gettext_noop("The date of birth %(text)s is in the future.")
TOO_OLD = gettext_noop("Born %(text)s: too old for a list of children.")

MAX_AGE = 30  # years; programmes follow a child up to 22 as a student
_SERIAL_DAYS = range(20_000, 60_000)  # 1954 to 2064 as Excel counts days
_SERIAL_EPOCH = dt.date(1899, 12, 30)

# As nearly every list writes them: nothing is to be cleaned or weighed.
_PLAIN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)|(0?[1-9]|[12]\d|3[01])[/.-](0?[1-9]|1[0-2])[/.-](\d{4})", re.ASCII)
_SEP = r"(?:\s*[/.,\-–_\\|]+\s*|\s+)"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY = re.compile(rf"(?<!\d)(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}}|\d{{2}})(?!\d)")
_WORDS = re.compile(
    r"(?:(?<!\d)(\d{1,2})\s*[-,/.]?\s*)?\b(?:thang|thg\.?|th\.?|t(?=\d))\s*(\d{1,2})\s*[-,/.]?\s*(?:nam\s*)?"
    r"(\d{4}|(?<=-)\d\d)(?!\d)"
)
_NAMED_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})[\s\-/.]*({'|'.join(_NAMED_MONTHS)})[a-z]*[\s\-/.,]*(\d{{4}}|\d\d)(?!\d)")
_NAMED_FIRST = re.compile(rf"\b({'|'.join(_NAMED_MONTHS)})[a-z]*[\s\-/.]*(?:(\d{{1,2}}),?\s+)?(\d{{4}})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]+\s*(\d{4})(?!\d)")
_ISO_MONTH = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d\d)(?!\d)")
_ISO_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d{2})(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_AGE = re.compile(
    r"(?<![\d,.])(\d{1,3})(?:[.,](\d))?\s*(thang|tuoi|t\b|tuan|ngay)(\s*ruoi)?(?:\s*(?:va\s*)?(\d{1,2})\s*thang)?"
)
_NEWBORN = re.compile(r"\b(so sinh|moi sinh)\b")
_ABOUT = re.compile(r"\b(khoang|tam|uoc|chung|do)\b|[~≈?]")
_LUNAR = re.compile(r"\bam lich\b|\bal\b|\(a\)|\bchap\b|\bgieng\b")
_GRADE = re.compile(r"\b(lop|hoc sinh|hs|mau giao|khoi)\s*\d")
_ONE = re.compile(r"(?<![^\W\d_])[lI](?=\d?\s*[/.\-])|(?<=\d)[lI](?=\s*[/.\-]|\d)")  # the letter l for 1: "l2/5/2014"
_ROMAN_MONTH = re.compile(r"\b(i{1,3}|iv|vi{0,3}|ix|xi{0,2})\s*[/.-]\s*(?=\d{4}\b)", re.IGNORECASE)
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii".split()
_ZERO = re.compile(r"(?<=\d)[oO](?=[\d/.\-]|$)|(?<=[/.\-\d])[oO](?=\d)")  # the letter for the digit: "2O12"
# "00/5/2012", "--/--/2012": what is not known
_UNKNOWN = r"(?:0{1,2}|[x?_.…\-–]{1,6})?\s*/\s*"
_UNKNOWN_DAY = re.compile(rf"^{_UNKNOWN}(?=0?[1-9]\s*/\s*\d{{4}}$|1[0-2]\s*/\s*\d{{4}}$)", re.IGNORECASE)
_UNKNOWN_MONTH = re.compile(rf"^{_UNKNOWN}{_UNKNOWN}(?=\d{{4}}$)", re.IGNORECASE)
_PART_OF_YEAR = re.compile(r"\b(?:quy|hoc ky|hoc ki|hk)\s*(?:i{1,3}|iv|[1-4])\b")
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

    Reads 28/7/2012, 13-9-2017, 3.10.2013, 28072012, 2017-04-05, 28-Jul-2012, 05/2015, T5/2015, 00/5/2015, 2012,
    "sinh năm 2014", "Sinh ngày 17/4/2015", "ngày 5 tháng 4 năm 2015", "18 tháng tuổi", "9 tuổi rưỡi" (counted back
    from `list_date`, estimated). Day before month, always.
    Raises Unreadable: no date, no such date, several dates, a lunar date, a grade, in the future (after `today`, or
    `list_date` if later), over 30 years old.
    """
    found = _read(value, list_date)
    shown = format_date(found)
    if found.value > max(list_date, today or list_date):
        raise Unreadable(IN_THE_FUTURE, text=shown)
    if found.value.year < list_date.year - MAX_AGE:
        raise Unreadable(TOO_OLD, text=shown)
    return found


def _read(value: object, list_date: dt.date) -> PartialDate:
    if isinstance(value, dt.date):
        return PartialDate(value.date() if isinstance(value, dt.datetime) else value, "day")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, list_date)
    text = clean(str(value))
    found = _from_text(text, list_date)
    if found is None:
        raise Unreadable(A_GRADE if _GRADE.search(fold(text)) else NOT_A_DATE, text=text[:40])
    return found


def _from_number(number: float, list_date: dt.date) -> PartialDate:
    if math.isfinite(number):
        whole = math.floor(number)
        if whole in _SERIAL_DAYS:
            return PartialDate(_SERIAL_EPOCH + dt.timedelta(days=whole), "day")
        if whole == number and 1900 <= whole <= 2100:
            return PartialDate(dt.date(whole, 1, 1), "year")
        if whole == number and (found := _from_text(str(whole), list_date)):
            return found
    raise Unreadable(NOT_A_DATE, text=f"{number:.15g}")


def _from_text(text: str, list_date: dt.date) -> PartialDate | None:
    if m := _PLAIN.fullmatch(text):
        return _date(m[1] or m[6], m[2] or m[5], m[3] or m[4], "day", text, list_date)
    text = _ONE.sub("1", _ZERO.sub("0", text.strip(" '’`")))
    text = re.sub(r"^((?:19|20)\d\d)\.0$", r"\1", _UNKNOWN_DAY.sub("", _UNKNOWN_MONTH.sub("", text)))
    text = _ROMAN_MONTH.sub(lambda m: f"{_ROMANS.index(m[1].lower()) + 1}/", text)
    plain = fold(text)
    if _LUNAR.search(plain):
        raise Unreadable(LUNAR, text=text[:40])
    if _PART_OF_YEAR.search(plain) or re.match(r"[-–−]\d", plain):  # "Quý 3/2012" is no March; a minus is no bullet
        return None
    for pattern, (day, month, year), precision in _FORMS:
        if m := pattern.search(plain):
            _refuse_several(plain[: m.start()], plain[m.end() :], text)
            parts = m.group(year), m.group(month), m.group(day) if day else None
            return _date(*parts, "month" if not parts[2] else precision, text, list_date)
    if m := _YEAR.search(plain):
        _refuse_several(plain[: m.start()], plain[m.end() :], text)
        return PartialDate(dt.date(int(m[1]), 1, 1), "estimated" if _ABOUT.search(plain) else "year")
    if text.isdecimal() and text.isascii() and int(text[:9]) in _SERIAL_DAYS:
        return PartialDate(_SERIAL_EPOCH + dt.timedelta(days=int(text)), "day")
    return _from_words_of_age(plain, list_date)


# Each way to write a date: the groups of its day, month and year, and how precise it is.
_FORMS: tuple[tuple[re.Pattern[str], tuple[int, int, int], Precision], ...] = (
    (_ISO, (3, 2, 1), "day"),
    (_DAY, (1, 2, 3), "day"),
    (_WORDS, (1, 2, 3), "day"),
    (_NAMED, (1, 2, 3), "day"),
    (_NAMED_FIRST, (2, 1, 3), "day"),
    (_MONTH, (0, 1, 2), "month"),
    (_ISO_MONTH, (0, 2, 1), "month"),
    (_DIGITS, (1, 2, 3), "day"),
    (_ISO_DIGITS, (3, 2, 1), "day"),
)


def _refuse_several(before: str, after: str, text: str) -> None:
    """ "2014 hoặc 2015", "2014/2015", "15-16/3/2014", "1/2 - 3/2014"."""
    beside = re.match(r"\s*[/\-–]\s*\d", after) or re.search(r"\d\s*[/\-–,&+]\s*$", before)
    if _YEAR.search(before) or _YEAR.search(after) or beside:
        raise Unreadable(SEVERAL_DATES, text=text[:40])


def _date(year: str, month: str, day: str | None, precision: Precision, text: str, list_date: dt.date) -> PartialDate:
    number = int(year)
    if number < 100:
        number += 2000 if 2000 + number <= list_date.year else 1900
    in_year = _NAMED_MONTHS.index(month) + 1 if month in _NAMED_MONTHS else int(month)
    try:
        return PartialDate(dt.date(number, in_year, int(day or 1)), precision)
    except ValueError:
        raise Unreadable(NO_SUCH_DATE, text=text[:40]) from None


_DAYS_A_MONTH = 30.44


def _from_words_of_age(plain: str, list_date: dt.date) -> PartialDate | None:
    if _NEWBORN.search(plain):
        return _from_age(0, list_date)
    m = _AGE.search(plain)
    if not m:
        return None
    count = int(m[1]) + (int(m[2]) / 10 if m[2] else 0) + (0.5 if m[4] else 0)
    factor = {"thang": 1.0, "tuan": 7 / _DAYS_A_MONTH, "ngay": 1 / _DAYS_A_MONTH}.get(m[3], 12.0)
    months = round(count * factor) + int(m[5] or 0)
    return _from_age(months, list_date) if months <= 12 * MAX_AGE else None


def _from_age(months: int, list_date: dt.date) -> PartialDate:
    """So many months before the list's date; whole years give no month."""
    year, month = divmod(list_date.year * 12 + list_date.month - 1 - months, 12)
    return PartialDate(dt.date(year, month + 1 if months % 12 or not months else 1, 1), "estimated")


def parse_list_date(text: str) -> dt.date | None:
    """The date a title gives its list: "Tính đến ngày 30/9/2024", "ngày 5 tháng 9 năm 2024", "NĂM 2024" (its last day).

    None when the text names no date.
    """
    plain = fold(clean(text))
    try:
        if m := _DAY.search(plain):
            return dt.date(int(m[3]) + (2000 if len(m[3]) == 2 else 0), int(m[2]), int(m[1]))
        if m := _WORDS.search(plain):
            return dt.date(int(m[3]) + (2000 if len(m[3]) == 2 else 0), int(m[2]), int(m[1] or 1))
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
