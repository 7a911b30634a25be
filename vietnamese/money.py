"""Amounts of money as people write them. Whole VND, never float."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean, fold

Per = Literal["month", "quarter", "semester", "school_year", "year", "once"]

NOT_AN_AMOUNT = gettext_noop("“%(text)s” cannot be read as an amount of money. Write it as 500.000 đ/tháng.")
NOT_EXACT = gettext_noop("“%(text)s” is not one exact amount. Enter the amount that was promised.")
TOO_SMALL = gettext_noop("“%(text)s” is too small for an amount in đồng. Is it in thousands?")

_SCALES = {"d": 1, "k": 10**3, "m": 10**6, "b": 10**9}
_UNIT_WORDS = (  # order matters: longer words first
    (re.compile(r"(ty|ti)\b(\s*(dong|vnd|d)\b)?"), "b"),
    (re.compile(r"(trieu|tr)\b(\s*(dong|vnd|d)\b)?"), "m"),
    (re.compile(r"(tr)(?=\d)"), "m"),
    (re.compile(r"(nghin|ngan|ng|k)\b(\s*(dong|vnd|d)\b)?"), "k"),
    (re.compile(r"(dong|vnd|d)\b"), "d"),
)
_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_RANGE = re.compile(r"\d[^/]*?(?:\s*[-–~]\s*|\bden\b|\btoi\b|\bhoac\b)\s*\d")
_VAGUE = re.compile(r"\b(hon|tren|gan|khoang|duoi|tu|toi thieu|it nhat)\b")
_PER: tuple[tuple[re.Pattern[str], Per], ...] = (
    (re.compile(r"\b(mot|1|01) lan\b|\bone ?off\b|\bonce\b"), "once"),
    (re.compile(r"\b(nam hoc|school.?year)\b"), "school_year"),
    (re.compile(r"\b(hoc ky|hoc ki|hk|ky|semester)\b"), "semester"),
    (re.compile(r"\b(quy|quarter)\b"), "quarter"),
    (re.compile(r"\b(thang|th|month)\b"), "month"),
    (re.compile(r"\b(nam|year)\b"), "year"),
)
_TIMES = re.compile(r"\s*[x*×]\s*\d+\s*(thang|quy|ky|nam)\b.*")  # "… x 12 tháng": how long, not how much
_SMALLEST = 10_000  # nobody promises a child less; a smaller number is thousands or a mistake


@dataclass(frozen=True, slots=True)
class Rate:
    """So much money each time: whole VND, and how often (None when the text does not say)."""

    amount_vnd: int
    per: Per | None


def parse_rate(value: object, *, unit_vnd: int = 1, default_per: Per | None = None) -> Rate:
    """What is given each time: "300 nghìn/tháng", "1tr5/quý", "8 triệu/năm học", "10 triệu (một lần)", 500000.

    `unit_vnd`: what a bare number counts (1000 under "ĐVT: nghìn đồng"). `default_per`: from the heading.
    Raises Unreadable: no amount, a range, a vague or a mistyped amount, less than 10.000 đ.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Rate(_large_enough(Fraction(value).limit_denominator(100) * unit_vnd, f"{value:g}"), default_per)
    text = clean(str(value))
    if text.startswith(("-", "−", "–")):
        raise Unreadable(NOT_AN_AMOUNT, text=text[:60])
    amount_part, per = _split_per(_TIMES.sub("", fold(text)))
    if _RANGE.search(amount_part) or _VAGUE.search(amount_part):
        raise Unreadable(NOT_EXACT, text=text[:60])
    return Rate(_large_enough(_amount(amount_part, unit_vnd, text), text), per or default_per)


def parse_amount(value: object, *, unit_vnd: int = 1) -> int:
    """An amount in VND ("26,5 triệu", "1.250.000 đ", 500000); raises Unreadable as parse_rate does."""
    return parse_rate(value, unit_vnd=unit_vnd).amount_vnd


def parse_per(text: str) -> Per | None:
    """How often, from a heading such as "Mức hỗ trợ/tháng"; None when it does not say."""
    return _split_per(fold(clean(text)))[1]


def parse_unit(text: str) -> int | None:
    """How many VND a number counts: "ĐVT: nghìn đồng", "Số tiền (triệu đồng)", "(đồng)"; None when not said."""
    m = re.search(r"(?:dvt|don vi tinh|\()\s*:?\s*(nghin|ngan|1000|1\.000|trieu|dong|d\b|vnd)", fold(clean(text)))
    if not m:
        return None
    return {"nghin": 1000, "ngan": 1000, "1000": 1000, "1.000": 1000, "trieu": 10**6}.get(m[1], 1)


def _split_per(plain: str) -> tuple[str, Per | None]:
    for pattern, per in _PER:
        if m := pattern.search(plain):
            return plain[: m.start()].rstrip(" (/,-") + " " + plain[m.end() :].lstrip(" )"), per
    return plain, None


def _amount(plain: str, unit_vnd: int, text: str) -> Fraction:
    """Sum of number-unit pairs: "1 triệu 500 nghìn"; a bare digit after a unit is its tenths: "1tr5", "1 triệu 5"."""
    total, last_scale, rest = Fraction(0), 0, plain.strip()
    while m := _NUMBER.search(rest):
        number, rest = _number(m[0], text), rest[m.end() :].lstrip()
        scale, rest = _unit(rest)
        if scale is None and last_scale:
            number, scale = number / 10 ** len(m[0]), last_scale
        elif scale is None:
            scale = unit_vnd
        elif last_scale and scale >= last_scale:
            raise Unreadable(NOT_EXACT, text=text[:60])
        total, last_scale = total + number * scale, scale
    if not total:
        raise Unreadable(NOT_AN_AMOUNT, text=text[:60])
    return total


def _unit(rest: str) -> tuple[int | None, str]:
    for pattern, scale in _UNIT_WORDS:
        if m := pattern.match(rest):
            return _SCALES[scale], rest[m.end() :]
    return None, rest


def _number(digits: str, text: str) -> Fraction:
    digits = digits.replace("\xa0", " ")
    if digits.isdigit():
        return Fraction(int(digits))
    if _GROUPED.fullmatch(digits):
        return Fraction(int(re.sub(r"\D", "", digits)))
    if _DECIMAL.fullmatch(digits):
        return Fraction(digits.replace(",", "."))
    raise Unreadable(NOT_AN_AMOUNT, text=text[:60])


def _large_enough(amount: Fraction, text: str) -> int:
    if amount.denominator != 1 or amount > 10**13:
        raise Unreadable(NOT_AN_AMOUNT, text=text[:60])
    if amount < _SMALLEST:
        raise Unreadable(TOO_SMALL if amount > 0 else NOT_AN_AMOUNT, text=text[:60])
    return int(amount)


def format_vnd(amount_vnd: int) -> str:
    """34000000 -> "34.000.000 đ"."""
    return f"{amount_vnd:,} đ".replace(",", ".")


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ")


def in_words(amount_vnd: int) -> str:
    """The amount as documents spell it: 34000000 -> "Ba mươi tư triệu đồng"."""
    if amount_vnd < 0:
        return "Âm " + in_words(-amount_vnd)[:1].lower() + in_words(-amount_vnd)[1:]
    words = _spell(amount_vnd) or "không"
    return f"{words[0].upper()}{words[1:]} đồng"


def _spell(number: int) -> str:
    if number >= 10**12:  # beyond a thousand billion, count the billions
        head, tail = divmod(number, 10**9)
        return f"{_spell(head)} tỷ {_spell(tail)}".strip()
    words: list[str] = []
    for power in (3, 2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words.append(_three(group, full=bool(words)))
            words.append(_GROUPS[power])
    return " ".join(word for word in words if word)


def _three(group: int, *, full: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens > 1:
        words.append(f"{_DIGITS[tens]} mươi")
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_last_digit(ones, tens))
    return " ".join(words)


def _last_digit(ones: int, tens: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    if ones == 4 and tens > 1:
        return "tư"
    if ones == 5 and tens:
        return "lăm"
    return _DIGITS[ones]
