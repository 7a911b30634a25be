"""Telephone numbers: one form, whatever the sheet made of them."""

import re

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean

NOT_A_PHONE = gettext_noop("“%(text)s” is not a Vietnamese telephone number.")

# Eleven-digit mobile prefixes of before 15 September 2018 and what they became.
_OLD_PREFIXES = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
    "0169": "039", "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083",
    "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_MOBILE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])\d{7}", re.ASCII)
_SEPARATOR = re.compile(r"[/;,|\n]|\s[-–]\s|\bhoặc\b|\bvà\b", re.IGNORECASE)
_EXPONENT = re.compile(r"\d\.(\d+)E\+?(\d+)", re.IGNORECASE)  # "9.12345678E8": all digits are still there
_NOT_DIGIT = re.compile(r"\D", re.ASCII)
_NONE = re.compile(
    r"(?:(?:không|khong|ko|kg|k|chưa|chua)(?: (?:có|co|rõ|ro|dùng|dung|biết|nhớ|sử dụng))?"
    r"(?: (?:sđt|sdt|đt|số|máy|điện thoại|dien thoai|liên lạc))*|x|-+|\.+|…|0)",
    re.IGNORECASE,
)
_LETTER_O = re.compile(r"(?<=\d)[oO](?=\d)|\b[oO](?=\d{8})")  # the letter for the digit


def parse_phones(value: object) -> list[str]:
    """The numbers in a cell, each as 0xxxxxxxxx without spaces; [] for an empty cell or "không có".

    Takes numbers that lost their 0 to Excel (364436803.0), +84, dots and spaces, several in a cell, and old
    eleven-digit mobile numbers (given their present form). Raises Unreadable when one of them is no number of Vietnam.
    """
    if isinstance(value, str) and (m := _EXPONENT.fullmatch(value.strip())) and len(m[1]) == int(m[2]):
        value = float(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = re.sub(r"^(\d{9,11})\.0$", r"\1", _LETTER_O.sub("0", clean(str(value))))
    if _MOBILE.fullmatch(text):
        return [text]
    if not text or _NONE.fullmatch(text):
        return []
    found: list[str] = []
    for part in _SEPARATOR.split(text):
        digits = _NOT_DIGIT.sub("", part)
        if not digits:
            continue
        for phone in _numbers(digits, text):
            if phone not in found:
                found.append(phone)
    if not found or re.match(r"[-–−][1-9]", text):  # a number below zero is none that lost its 0
        raise Unreadable(NOT_A_PHONE, text=text[:40])
    return found


def _numbers(digits: str, text: str) -> list[str]:
    if phone := _normal(digits):
        return [phone]
    # several numbers with nothing but spaces between them
    for cut in (10, 11):
        first, rest = digits[:cut], digits[cut:]
        if first[0] == "0" and rest[:1] == "0" and len(rest) <= 33 and (phone := _normal(first)):
            return [phone, *_numbers(rest, text)]
    raise Unreadable(NOT_A_PHONE, text=text[:40])


def _normal(digits: str) -> str | None:
    if digits.startswith("0084"):
        digits = digits[4:]
    elif digits.startswith("84") and len(digits) >= 11:
        digits = digits[2:]
    if not digits.startswith("0"):
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in _OLD_PREFIXES:
        digits = _OLD_PREFIXES[digits[:4]] + digits[4:]
    if _MOBILE.fullmatch(digits):
        return digits
    # behind 00 the library looks for a country, and stops where there is none
    return digits if 10 <= len(digits) <= 11 and digits[1] != "0" and _is_landline(digits) else None


def _is_landline(digits: str) -> bool:
    import phonenumbers  # 20 ms to load: only for what is no mobile number

    return phonenumbers.is_valid_number(phonenumbers.parse(digits, "VN"))


def format_phone(phone: str) -> str:
    """ "0984631588" -> "0984 631 588"; another length as it is."""
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if len(phone) == 10 else phone
