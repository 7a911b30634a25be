"""Amounts of money as people write them. Whole VND, never float."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.number_words import OTHERWISE, THINGS, amount_in_words
from vietnamese.text import clean, fold

Per = Literal["month", "quarter", "semester", "school_year", "year", "once"]

MOST_VND = 10**13  # more in one figure is a slip of the keys
NOT_AN_AMOUNT = gettext_noop("“%(text)s” cannot be read as an amount of money. Write it as 500.000 đ/tháng.")
NOT_EXACT = gettext_noop("“%(text)s” is not one exact amount. Enter the amount that was promised.")
A_RANGE = gettext_noop(
    "“%(text)s” is not one exact amount: from %(lowest)s to %(highest)s. Enter the amount that was promised."
)
TOO_SMALL = gettext_noop("“%(text)s” is too small for an amount in đồng. Is it in thousands?")
TOO_LARGE = gettext_noop(
    "By its heading “%(text)s” counts more than đồng, which makes %(amount)s. Write the amount in full: 500.000 đ."
)
FOREIGN = gettext_noop("“%(text)s” is foreign money. Write the amount in đồng.")

_SCALES = {"d": 1, "k": 10**3, "hundred": 10**5, "m": 10**6, "b": 10**9}
_DONG = r"(?:\s*(?:dong|vnd|d)\b)?"
_UNIT_WORDS = (  # order matters: longer words first
    (re.compile(rf"(?:ty|ti)\b{_DONG}"), "b"),
    (re.compile(rf"(?:trieu|tr)\b{_DONG}"), "m"),
    (re.compile(r"tr(?=\d)"), "m"),
    (re.compile(rf"tram\s*(?:nghin|ngan|ng|k)\b{_DONG}"), "hundred"),
    (re.compile(rf"(?:nghin|ngan|ngin|nghing|ngh|ng|k)\b{_DONG}"), "k"),
    (re.compile(r"(?:dong|vnd|d)\b"), "d"),
)
_HUNDREDS = re.compile(rf"tram\b{_DONG}")  # "1 triệu 5 trăm": hundreds of thousands after millions alone
_HALF = re.compile(r"ruoi\b")
_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]00?)?")
_CENTS = re.compile(r"[.,]00?$")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_RANGE = re.compile(r"(\d[^/]*?)(?:\s*[-–~]\s*|\bden\b|\btoi\b|\bhoac\b)\s*(?=\d)")
_VAGUE = re.compile(r"\b(hon|tren|gan|khoang|duoi|tu(?=\s*\d)|toi thieu|it nhat|toi da)\b")
_FOREIGN = re.compile(
    r"[$€£¥]|\b(usd|us|eur|euro|do la|do my|kip|baht|yen(?! (?:gao|thoc))|won|krw|jpy|ndt|nhan dan te)\b"
)
_PER: tuple[tuple[re.Pattern[str], Per], ...] = (
    (re.compile(r"\b(mot|1|01) lan\b(?!\s*/)|\bone ?off\b|\bonce\b|/\s*so (?:tiet kiem|tk)\b"), "once"),
    (re.compile(r"\b(nam hoc|school.?year)\b"), "school_year"),
    (re.compile(r"\b(hoc ky|hoc ki|hk|ky(?! gao)|semester)\b"), "semester"),
    (re.compile(r"\b(quy|quarter)\b"), "quarter"),
    (re.compile(r"\b(thang|thg|th|month)\b|/\s*t\b"), "month"),
    # "năm" is five too: "năm trăm nghìn"
    (re.compile(r"\bnam\b(?!\s+(?:tram|muoi|nghin|ngan|trieu|ty|\d{4}))|\byear\b"), "year"),
)
_SPANS = r"(?:thang|quy|ky|hoc ky|nam hoc|nam)"
_TIMES = re.compile(rf"\s*[x*×]\s*\d+\s*{_SPANS}\b.*")  # "… x 12 tháng": how long, not how much
_TIMES_FIRST = re.compile(rf"^\s*\d+\s*{_SPANS}\s*[x*×]\s*")
_BRACKETED_SPAN = re.compile(rf"\(\s*\d{{1,2}}\s*{_SPANS}[^)\d]*\)")  # "(9 tháng/năm học)"
_TIMES_AT_END = re.compile(r"(/\s*[a-z ]+?)\s*[x*×]\s*\d{1,2}\s*$")  # "500.000đ/tháng x 12"
_EACH = re.compile(rf"(?<=[a-z\d)])\s*[,/]?\s+(?:mot|0?1|moi)\s+(?={_SPANS}\b)")  # "… đồng một tháng"
_EVERY = ((re.compile(r"/\s*0?1\s+(?=[a-z])"), "/"), (re.compile(r"/\s*0?3\s*thang\b"), "/quy"),
          (re.compile(r"/\s*12\s*thang\b"), "/nam"))  # fmt: skip
_BETWEEN = re.compile(r"[\s,]*(?:va|le)?\s*")
_SMALLEST = 10_000  # nobody promises a child less; a smaller number is thousands or a mistake
_LARGEST_COUNTED = 200_000_000  # more than that each time, counted in thousands, was written in full


class AmountRange(Unreadable):
    """Two amounts of which one has to be chosen: `lowest_vnd` and `highest_vnd`."""

    def __init__(self, text: str, lowest_vnd: int, highest_vnd: int) -> None:
        super().__init__(A_RANGE, text=text, lowest=format_vnd(lowest_vnd), highest=format_vnd(highest_vnd))
        self.lowest_vnd, self.highest_vnd = lowest_vnd, highest_vnd


@dataclass(frozen=True, slots=True)
class Rate:
    """So much money each time: whole VND, and how often (None when the text does not say)."""

    amount_vnd: int
    per: Per | None


def parse_rate(value: object, *, unit_vnd: int = 1, default_per: Per | None = None) -> Rate:
    """What is given each time: "300 nghìn/tháng", "1tr5/quý", "8 triệu/năm học", "10 triệu (một lần)", 500000,
    "năm trăm nghìn đồng", "2 triệu rưỡi".

    `unit_vnd`: what a bare number counts (1000 under "ĐVT: nghìn đồng"). `default_per`: from the heading, where the
    text says nothing else ("500.000đ/tuần").
    Raises AmountRange for "300 đến 500 000 đồng/tháng"; Unreadable: no amount, a vague or a mistyped amount, less than
    10.000 đ, foreign money, over 200 million by the heading's unit alone.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise Unreadable(NOT_AN_AMOUNT, text=str(value))
        return Rate(
            _plausible(Fraction(value).limit_denominator(100) * unit_vnd, f"{value:.15g}", unit_vnd), default_per
        )
    text = clean(str(value))
    if text.startswith(("-", "−", "–")):
        raise Unreadable(NOT_AN_AMOUNT, text=text[:60])
    plain = _plain(text)
    if _FOREIGN.search(plain):
        raise Unreadable(FOREIGN, text=text[:60])
    amount_part, per = _split_per(plain)
    if m := _RANGE.search(amount_part):
        raise _range(amount_part[: m.end(1)], amount_part[m.end() :], unit_vnd, text)
    if _VAGUE.search(amount_part):
        raise Unreadable(NOT_EXACT, text=text[:60])
    amount = _plausible(_amount(amount_part, unit_vnd, text), text, unit_vnd)
    if not per and OTHERWISE.search(plain):
        return Rate(amount, None)
    return Rate(amount, per or default_per or _per_of_times(text))


def _per_of_times(text: str) -> Per | None:
    """ "500.000 đ x 12 tháng" is each month's."""
    m = _TIMES.search(fold(text))
    return _split_per(m[0])[1] if m else None


def _plain(text: str) -> str:
    plain = _BRACKETED_SPAN.sub("", _TIMES_FIRST.sub("", _TIMES.sub("", fold(text))))
    plain = _EACH.sub("/", _TIMES_AT_END.sub(r"\1", plain))
    for pattern, instead in _EVERY:
        plain = pattern.sub(instead, plain)
    return plain


def _range(low: str, high: str, unit_vnd: int, text: str) -> Unreadable:
    """“300 đến 500 nghìn” is from 300 thousand, “300 đến 500 000 đồng” too."""
    try:
        highest = _large_enough(_amount(high, unit_vnd, text), text)
    except Unreadable:
        return Unreadable(NOT_EXACT, text=text[:60])
    for unit in (unit_vnd, 1000, 10**6):
        try:
            lowest = _large_enough(_amount(low, unit, text), text)
        except Unreadable:
            continue
        if highest / 20 <= lowest < highest:
            return AmountRange(text[:60], lowest, highest)
    return Unreadable(NOT_EXACT, text=text[:60])


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
    """Sum of number-unit pairs: "1 triệu 500 nghìn"; a bare number after millions is their decimals: "1tr5"."""
    total, last_scale, rest = Fraction(0), 0, plain.strip()
    if not any(char.isdigit() for char in rest):
        total, rest = Fraction(amount_in_words(rest) or 0), ""
    while m := _NUMBER.search(rest):
        if last_scale and not _BETWEEN.fullmatch(rest[: m.start()]):
            raise Unreadable(NOT_EXACT, text=text[:60])  # another number after other words: "500k x 2 cháu"
        number, rest = _number(m[0], text), rest[m.end() :].lstrip()
        scale, rest = _unit(rest, after=last_scale)
        if scale is None and last_scale:
            number, scale = _decimals(m[0], rest, last_scale, text), last_scale
        elif scale is None and THINGS.match(rest):
            raise Unreadable(NOT_AN_AMOUNT, text=text[:60])
        elif scale is None:
            scale = _bare(m[0], unit_vnd, text)
        elif last_scale and scale >= last_scale:
            raise Unreadable(NOT_EXACT, text=text[:60])
        if half := _HALF.match(rest):
            number, rest = number + Fraction(1, 2), rest[half.end() :]
        total, last_scale = total + number * scale, scale
    if not total:
        raise Unreadable(NOT_AN_AMOUNT, text=text[:60])
    return total


def _decimals(digits: str, rest: str, last_scale: int, text: str) -> Fraction:
    if last_scale < 10**6 or not digits.isdigit() or not re.match(r"$|[/().,;]|(?:dong|vnd|d)\b", rest):
        raise Unreadable(NOT_EXACT, text=text[:60])
    return Fraction(int(digits), 10 ** len(digits))


def _bare(digits: str, unit_vnd: int, text: str) -> int:
    if digits[0] == "0" and digits.isdigit() and len(digits) > 8:  # a telephone number
        raise Unreadable(NOT_AN_AMOUNT, text=text[:60])
    return unit_vnd


def _unit(rest: str, *, after: int) -> tuple[int | None, str]:
    if after >= _SCALES["m"] and (m := _HUNDREDS.fullmatch(rest)):
        return _SCALES["hundred"], rest[m.end() :]
    for pattern, scale in _UNIT_WORDS:
        if m := pattern.match(rest):
            return _SCALES[scale], rest[m.end() :].lstrip()
    return None, rest


def _number(digits: str, text: str) -> Fraction:
    digits = digits.replace("\xa0", " ")
    if digits.isdigit():
        return Fraction(int(digits))
    if _GROUPED.fullmatch(digits):
        return Fraction(int(re.sub(r"\D", "", _CENTS.sub("", digits))))
    if _DECIMAL.fullmatch(digits):
        return Fraction(digits.replace(",", "."))
    raise Unreadable(NOT_AN_AMOUNT, text=text[:60])


def _plausible(amount: Fraction, text: str, unit_vnd: int) -> int:
    whole = _large_enough(amount, text)
    if unit_vnd > 1 and whole > _LARGEST_COUNTED:
        raise Unreadable(TOO_LARGE, text=text[:60], amount=format_vnd(whole))
    return whole


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
