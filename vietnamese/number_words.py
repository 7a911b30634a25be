"""Amounts spelt out, as papers repeat their totals: "Bằng chữ: Mười tám triệu ba trăm nghìn đồng"."""

import re

from vietnamese.text import clean, fold

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_SILENT = {"linh", "le", "va", "dong", "chan", "viet"}
_SAID = re.compile(r"bang chu\s*:?\s*([a-z ,.]+)")


def amount_in_words(text: str) -> int | None:
    """The amount (VND) that a text spells out after "bằng chữ", or as a whole; None when it spells none.

    "Mười tám triệu ba trăm nghìn đồng chẵn" -> 18300000; "một triệu rưỡi" -> 1500000.
    """
    plain = fold(clean(text))
    m = _SAID.search(plain)
    words = re.findall(r"[a-z]+", m[1] if m else plain)
    if not m and not any(word in _SCALES or word == "tram" for word in words):
        return None
    known: list[str] = []
    for word in words:
        if word not in _DIGITS and word not in _SCALES and word not in _SILENT and word not in ("muoi", "tram", "ruoi"):
            if not m:
                return None
            break
        known.append(word)
    return _sum(known) or None


def _sum(words: list[str]) -> int:
    """The number that these words spell; 0 when they spell none."""
    total = group = last_scale = 0
    digit: int | None = None
    for word in words:
        if word in _DIGITS:
            group, digit = group + (10 * digit if digit else 0), _DIGITS[word]  # "hai lăm" is 25
        elif word == "muoi":
            group, digit = group + 10 * (digit or 1), None
        elif word == "tram":
            group, digit = group + 100 * (1 if digit is None else digit), None
        elif word == "ruoi":
            total += last_scale // 2
        elif word in _SCALES:
            last_scale = _SCALES[word]
            group += digit or 0
            total = (
                (total + group) * last_scale if last_scale == 10**9 and total < 10**9 else total + group * last_scale
            )
            group, digit = 0, None
    return total + group + (digit or 0)


# "10kg gạo" under "ĐVT: nghìn đồng", "50 % học phí", "50O k": a number that counts no money
THINGS = re.compile(
    r"%|(?:kg|kilo|ky|ki|can|yen|ta|lit|hop|quyen|cuon|the|bo|chiec|cai|bao|thung|goi|chai|loc|tui|cap|doi|xe|so|bua|"
    r"suat|phan|o)\b"
)
# "500.000đ/tuần", "1 triệu/dịp Tết", "xe đạp trị giá 2 triệu": not as often as the heading says
OTHERWISE = re.compile(
    r"(?:/|\b(?:moi|hang|dip)\b)\s*(?:(?:mot|0?1|dip)\s+)?(?:tuan|ngay|dot|dip|tet|lan|buoi)\b|\btri gia\b|\bxe dap\b"
)
