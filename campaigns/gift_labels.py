"""What a heading inside a gift list says: which group follows, at which rate, how many; or which place or unit."""

import re
from dataclasses import dataclass

from vietnamese.errors import Unreadable
from vietnamese.money import parse_amount
from vietnamese.names import is_organisation
from vietnamese.text import clean, fold

_NUMERAL = re.compile(r"\(?(?:[IVXL]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)\s*(?:[.):-](?!\d)|/\s)\s*")
_ONLY_NUMERAL = re.compile(r"\(?(?:[IVXL]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.):/-]?")
_MONEY = r"\d[\d.,]*\s*(?:triệu đồng|nghìn đồng|ngàn đồng|triệu|nghìn|ngàn|tr|k|đồng|đ|vnđ|vnd)(?:\d+)?(?!\w)"
_EACH = r"(?:cháu|em|suất|phần|học sinh|hs|trẻ|người|giải|1 cháu|1 suất|bạn)"
_RATE = re.compile(
    rf"(?:mức|mỗi {_EACH}|trị giá|[x×*])\s*(?:quà|thưởng|chi|:)?\s*:?\s*({_MONEY})"
    rf"(?:\s*/\s*(?:01 |1 )?{_EACH})?|({_MONEY})\s*/\s*(?:01 |1 )?{_EACH}",
    re.IGNORECASE,
)
_ANY_MONEY = re.compile(rf"({_MONEY}|\d{{1,3}}(?:\.\d{{3}})+)", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(\d{{1,6}})\s*(?:{_EACH}|quà|suất quà|phần quà)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:xã|phường|thị trấn|xóm|thôn|khối|bản|ấp|huyện|tổ|cụm|đơn vị|lớp|trường|mầm non|tiểu học|thcs|thpt|khu|chi hội|"
    r"phòng|ban|cđ|cđcs|công đoàn|cơ quan|liên đội|chi đoàn)\b(?! giỏi| thưởng)",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(r"hội thi|học sinh|quà|thưởng|giải|học bổng|cấp (?:tỉnh|huyện|trường|quốc gia)", re.IGNORECASE)
_SHORT = set(
    "HSG HSNK HKPĐ QG IOE TNTP HS CB GV NV CBGV CNVCLĐ CNLĐ NLĐ ĐVCĐ CĐ CĐCS LĐLĐ UBND TH THCS THPT MN GDTX BHYT BHXH "
    "UBMTTQ LHPN CTĐ ATGT STEM KHKT II III IV VI VII VIII IX TDTT TT".split()
)
_NAMED_AFTER = {"huyện", "xã", "tỉnh", "trường", "phường", "trấn", "thôn", "xóm", "bản"}
_NOT_NAMES = set(
    "năm học và cấp đạt được có các môn lớp giải vượt khó nghèo tiên tiến mầm non tiểu trung thcs thpt th".split()
)
_ALWAYS = (
    ("tết", "Tết"), ("trung thu", "Trung thu"), ("quốc tế thiếu nhi", "Quốc tế Thiếu nhi"), ("covid", "COVID"),
    ("noel", "Noel"), ("nguyên đán", "Nguyên đán"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a list. `rate_vnd`, `count` and `stated_vnd` are None when it does not say them."""

    label: str
    rate_vnd: int | None = None
    count: int | None = None
    stated_vnd: int | None = None
    is_place: bool = False
    level: int = 1


def sentence_case(text: str) -> str:
    """ "HỌC SINH GIỎI HUYỆN THANH CHƯƠNG" -> "Học sinh giỏi huyện Thanh Chương"; mixed case stays as written."""
    text = clean(text).strip(" .,;:-–")
    if not text.isupper() or (" " not in text and text in _SHORT):
        return text
    words: list[str] = []
    names_left = 0
    for word in text.split():
        low = word.lower()
        bare = re.sub(r"\W", "", word)
        if bare in _SHORT or (len(bare) == 1 and words and words[-1] in ("loại", "nhóm", "diện", "giải", "hạng")):
            words.append(word)
            names_left = 0
        elif names_left and low not in _NOT_NAMES:
            words.append(low.capitalize())
            names_left -= 1
        else:
            words.append(low)
            names_left = 2 if low in _NAMED_AFTER else 0
    said = " ".join(words)
    for plain, proper in _ALWAYS:
        said = said.replace(plain, proper)
    return said[:1].upper() + said[1:]


def read_heading(texts: list[str]) -> Heading:
    """What the filled cells of a heading's row say: its numeral, its words, rate, number and sum in them."""
    numeral = texts[0] if len(texts) > 1 and _ONLY_NUMERAL.fullmatch(texts[0]) else ""
    rest = texts[1:] if numeral else texts
    written = clean(rest[0] if rest else numeral)
    if m := _NUMERAL.match(written):
        numeral = numeral or m[0]
        written = written[m.end() :]
    level = 2 if numeral and numeral.strip("( ")[:1].isdigit() else 1
    label, rate, count, stated = split_figures(written)
    is_place = not _NO_PLACE.search(written) and (bool(_PLACE.match(written)) or is_organisation(written))
    return Heading(sentence_case(label)[:200], rate, count, stated, is_place, level)


def split_figures(written: str) -> tuple[str, int | None, int | None, int | None]:
    """(label, rate, number, sum) of "Học sinh giỏi (44 cháu x 100.000đ = 4.400.000đ)"."""
    starts: list[int] = []
    rate = count = stated = None
    rest = written
    if m := _RATE.search(rest):
        rate = _amount(m[1] or m[2])
        if rate:
            starts.append(m.start())
            rest = rest[: m.start()] + " " * (m.end() - m.start()) + rest[m.end() :]
    if m := _COUNTED.search(rest):
        count = int(m[1])
        starts.append(m.start())
        rest = rest[: m.start()] + " " * (m.end() - m.start()) + rest[m.end() :]
    sums = [(m.start(), amount) for m in _ANY_MONEY.finditer(rest) if (amount := _amount(m[1]))]
    if sums:
        starts.append(sums[-1][0])
        if rate is None and (len(sums) > 1 or "=" not in rest):
            rate = sums[0][1]
        stated = sums[-1][1] if len(sums) > 1 or rate != sums[-1][1] else None
        starts.append(sums[0][0])
    return _before(written, starts), rate, count, stated


def _amount(text: str) -> int | None:
    try:
        return parse_amount(text)
    except Unreadable:
        return None


def _before(written: str, starts: list[int]) -> str:
    """The words in front of the figures; all of them when the figures come first."""
    label = written[: min(starts)] if starts else written
    label = re.sub(r"[\s(:;,=x×*\-–]+$", "", label)
    label = re.sub(r"\s*[(:,;\-–]*\s*(?:gồm|có|mức quà|mức|trị giá|mỗi)\s*$", "", label, flags=re.IGNORECASE)
    return label or written


_TITLE = re.compile(r"danh sach|bang tong hop|bieu tong hop|bang ke|bieu|tong hop|bang")
_WHAT = re.compile(r"(?:tặng|nhận|trao|phát|được)\s+((?:quà|học bổng|thưởng|tiền).*)|(khen thưởng.*)", re.IGNORECASE)


def title_of(lines: tuple[str, ...]) -> str:
    """The line above the list that names it, with the line that goes on under it; "" when none does."""
    for i, line in enumerate(lines):
        if _TITLE.match(fold(line)):
            more = lines[i + 1] if i + 1 < len(lines) else ""
            goes_on = more.isupper() and line.isupper() and not _TITLE.match(fold(more)) and len(more) > 8
            return clean(f"{line} {more}" if goes_on else line)[:300]
    return ""


def label_of_title(title: str) -> str:
    """What is given, by a list's title: "DANH SÁCH CHÁU NHẬN QUÀ TẾT 2025" -> "Quà Tết 2025"."""
    if m := _WHAT.search(title):
        return sentence_case(m[1] or m[2])[:200]
    return sentence_case(title)[:200]
