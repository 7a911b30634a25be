"""Names of people and of organisations, as lists hold them."""

import re
from dataclasses import dataclass
from typing import Literal

from vietnamese.text import clean, fold

DonorKind = Literal["individual", "organisation", "group", "fund"]

_HONORIFIC = re.compile(
    r"(?:ông bà|ông/bà|ông|bà|anh|chị|cô giáo|cô|chú|bác sĩ|bác sỹ|bác|cụ|em|cháu|bé|thầy giáo|thầy|đồng chí|đ/?c|"
    r"mr|mrs|ms)"
    r"(?:\s*[.:]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_BEFORE_ONE_WORD = {"ông", "bà", "cháu", "em", "bé", "chị", "đ/c", "đồng chí", "ông bà", "ông/bà"}
# "(con bà Hoa, xóm 3)", "(0912345678) - GV Trường Mẫu": the brackets and what goes on behind them
_NOTE = re.compile(r"\s*\(([^()]*)(?:\)\s*([-–,;:/(].*)?)?$")
# Two people of one cell who are one donor, one carer: "Ông Lê Văn A và bà Trần Thị B". In capitals a title must follow,
# for "Và" is a family name.
_AND = re.compile(r"\s+(?:và|&|VÀ(?=\s+(?:ÔNG|BÀ|ANH|CHỊ|CÔ|CHÚ)\s))\s+")
_TRAILING = re.compile(r"\s+[-–]\s*([a-zà-ỹđ].*)$|\s*[;*]\s*(.*)$")
# "Lê Văn A em ruột STT 5", "Lê Văn A con bà B": small letters that go on about the person
_GOES_ON = re.compile(
    r"(?<=\S)\s+((?:(?:em|anh|chị)\s+(?:ruột|sinh đôi|trai|gái|của)|con\s+(?:của|ông|bà|anh|chị|nuôi)|"
    r"cháu\s+(?:của|ông|bà)|"
    r"đã\s|đang\s|bị\s|mồ côi|khuyết tật|học\s+(?:lớp|sinh)|lớp\s+\d|sinh\s+(?:năm|ngày|đôi)|sn\s*\d|stt\s).*)$"
)
_NGUYEN = re.compile(r"^Ng(?:uy)?\.\s*(?=\S)|^Ng\s+(?=\S)", re.IGNORECASE)  # the one family name that is written so
_LONE_LETTER = re.compile(r"(?:h|k|y|a|r|n|m|đ)['’]", re.IGNORECASE)

_SHORT = set(
    "TH THCS THPT MN TH&THCS PTDT PTDTNT GDTX GDNN LĐLĐ LHPN UBND HĐND MTTQ UBMTTQ CĐ CĐCS CNVCLĐ NLĐ BTV BCH TNHH CP "
    "MTV HTX CLB TNCS TT NHCSXH NHNN VNPT BHXH TP XN SXKD TM DV CTĐ II III IV VI VII VIII IX XI".split()
)
_SMALL = set(
    "và của các tại cho đoàn học nông nghiệp vụ thiện nguyện hữu hạn thành viên cổ phần sự án dân xã huyện tỉnh sở "
    "cơ cấp số phụ nữ liên hiệp lao động phát triển thương mại dịch đốc xây dựng trách nhiệm hội mầm non tiểu "
    "trung phổ thông".split()
)
_FIRST_WORDS = re.compile(
    r"(?:công đoàn|công ty|trường|ngân hàng|tập thể|hội|chi hội|liên đoàn|quỹ|nhóm|câu lạc bộ|doanh nghiệp|hợp tác xã|"
    r"trung tâm|bệnh viện|phòng|ban|đoàn thanh niên|đoàn trường|đoàn xã|ủy ban|uỷ ban|uỷ|đảng ủy|đảng bộ|chi bộ|"
    r"chi cục|chi đoàn|tòa án|toà án|viện kiểm sát|viện|bưu điện|công an|trạm|hạt|xí nghiệp|nhà máy|chùa|giáo xứ|"
    r"giáo họ|tổ chức|mặt trận|sở|huyện ủy|thành ủy|tỉnh ủy|kho bạc|đội|tổ công đoàn|thi hành án|"
    r"cơ quan|đơn vị|khối|cửa hàng|siêu thị|xã đoàn|huyện đoàn|thành đoàn|tỉnh đoàn|tổng công ty|tập đoàn|"
    r"bộ chỉ huy|ban chỉ huy|đồn|hạt kiểm lâm|nhà thuốc|nhà hàng|chi nhánh|văn phòng|khách sạn|đại lý|cụm|liên hiệp|"
    r"xưởng|lớp|các|cựu|đồng hương|phật tử|tổng)\b"
)
_ANYWHERE = re.compile(
    r"\b(?:cd|cdcs|ldld|lhpn|ubnd|tnhh|cong doan|cong ty|cty|ngan hang|nhcsxh|clb|htx|thcs|thpt|ubmttq|mttq|bhxh|"
    r"truong (?:th|mn|mam non|tieu hoc)|lien doan lao dong|hoi lien hiep|hoi phu nu|chi hoi|tap the|tnxk|bch|btv|dntn|"
    r"chi nhanh|vnpt|viettel|bidv|[a-z]{3,}bank|evn|pgd|hdnd|tand|vksnd|ttyt|hlhpn|hpn|shop)\b"
)
_ABBREVIATIONS = {
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "MTTQ": "Mặt trận Tổ quốc",
    "CĐCS": "Công đoàn cơ sở",
    "CĐGD": "Công đoàn Giáo dục",
    "LĐLĐ": "Liên đoàn Lao động",
    "HLHPN": "Hội Liên hiệp Phụ nữ",
    "LHPN": "Liên hiệp Phụ nữ",
    "HPN": "Hội Phụ nữ",
    "TH&THCS": "Tiểu học và Trung học cơ sở",
    "THCS&THPT": "Trung học cơ sở và Trung học phổ thông",
    "TH": "Tiểu học",
    "MN": "Mầm non",
    "THCS": "Trung học cơ sở",
    "THPT": "Trung học phổ thông",
    "PTDTNT": "Phổ thông dân tộc nội trú",
    "PTDTBT": "Phổ thông dân tộc bán trú",
    "PGD&ĐT": "Phòng Giáo dục và Đào tạo",
    "GD&ĐT": "Giáo dục và Đào tạo",
    "PGD": "Phòng Giáo dục",
    "GDTX": "Giáo dục thường xuyên",
    "TTYT": "Trung tâm Y tế",
    "TYT": "Trạm Y tế",
    "BV": "Bệnh viện",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "TAND": "Tòa án nhân dân",
    "VKSND": "Viện kiểm sát nhân dân",
    "BHXH": "Bảo hiểm xã hội",
    "NHCSXH": "Ngân hàng Chính sách xã hội",
    "NHNN": "Ngân hàng Nhà nước",
    "ĐTN": "Đoàn Thanh niên",
    "CNVCLĐ": "công nhân viên chức lao động",
    "CTY": "Công ty",
}
_BY_LETTERS = {fold(short): full for short, full in _ABBREVIATIONS.items()}
# "CĐ" is a union but after "trường", where it is a college
_UNION, _COLLEGE = (
    re.compile(r"(?<![\w&])c[đd](?![\w&])", re.IGNORECASE),
    re.compile(r"trường\s+$|truong\s+$", re.IGNORECASE),
)
_SCHOOL_LETTERS = re.compile(r"(?<=\s)(th|mn|thcs|thpt|th&thcs)(?=\s)", re.IGNORECASE)
_AMPERSAND = re.compile(r"(?<=[A-ZĐ])\s*&\s*(?=[A-ZĐ])")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name apart from what was written around it: "Bà NGUYỄN THỊ A (em ruột STT 5)"."""

    name: str
    honorific: str = ""
    note: str = ""


def parse_person(text: str) -> PersonName:
    """A person's name from a cell: cleaned, proper case, without honorific and trailing note (both returned apart)."""
    name = clean(text).strip(" ,.;:-*")
    if name.istitle() and "(" not in name and "." not in name and not _HONORIFIC.match(name):
        return PersonName(name)
    name, note = _split_note(name)
    name, honorific = _split_honorific(name)
    pair = _AND.split(name, maxsplit=1)
    return PersonName(" và ".join([_in_print(pair[0]), *map(_second, pair[1:])]), honorific, note)


def _in_print(name: str) -> str:
    return proper_case(_NGUYEN.sub("Nguyễn ", name).strip(" ,.;:-*"))


def _second(name: str) -> str:
    name, honorific = _split_honorific(name)
    return f"{honorific.lower()} {_in_print(name)}".strip()


def _split_note(name: str) -> tuple[str, str]:
    if "(" in name and (m := _NOTE.search(name)):
        return name[: m.start()], _whole_note(m)
    if m := _TRAILING.search(name):
        return name[: m.start()], (m[1] or m[2] or "").strip()
    if (m := _GOES_ON.search(name)) and " " in name[: m.start()]:
        return name[: m.start()], m[1].strip()
    return name, ""


def _whole_note(m: re.Match[str]) -> str:
    behind = m[2] or ""
    return clean(m[1] + (behind if behind[:1] in ",;:" else f" {behind}"))


def _split_honorific(name: str) -> tuple[str, str]:
    m = _HONORIFIC.match(name)
    if not m:
        return name, ""
    honorific, rest = m[0].rstrip(" .:"), name[m.end() :]
    if " " in rest or honorific.lower() in _BEFORE_ONE_WORD:
        return rest, honorific
    return name, ""


def proper_case(name: str) -> str:
    """ "LÝ BẢO ANH", "lý bảo anh" or "Lý bảo ANH" -> "Lý Bảo Anh"; a word of mixed case stays as written."""
    return " ".join(_capital(word) if word.isupper() or word.islower() else word for word in name.split())


def _capital(word: str) -> str:
    if "-" in word:
        return "-".join(_capital(part) for part in word.split("-"))
    if _LONE_LETTER.match(word):  # H'Hen, K’Sor
        return word[0].upper() + word[1] + word[2:].capitalize()
    return word.capitalize()


def organisation_name(text: str) -> str:
    """An organisation's name: cleaned; ALL CAPS becomes sentence style with its abbreviations kept ("THCS", "LĐLĐ")."""
    name = clean(text).strip(" ,;:-")
    if not name.isupper() or " " not in name:
        return name
    words = [_organisation_word(word) for word in name.split()]
    return words[0][:1].upper() + words[0][1:] + "".join(f" {word}" for word in words[1:])


def _organisation_word(word: str) -> str:
    if word in _SHORT or any(char.isdigit() for char in word):
        return word
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def is_organisation(name: str) -> bool:
    """Whether a donor's name is an organisation's (a union, school, firm, fund, group), not a person's."""
    low = clean(name).lower()
    # "Trường" begins an organisation, "Trương" is a family name: only text with marks may be judged by its first word.
    return bool(_FIRST_WORDS.match(low) or _ANYWHERE.search(fold(low)))


# The family names of nearly everybody: "Phan Văn Giáp - PCT UBND xã" is a person, "Hải Yến - Công ty TNHH" is none.
_FAMILIES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý mai đinh trịnh đoàn lương trương cao tạ "
    "hà tô lâm phùng đào vương thái chu châu quách kiều đậu đàm lưu vi lô lò kha la hờ vừa cụt moong ngân quang lữ "
    "lục hứa triệu nông ma sầm giàng sùng thào hoa tống từ tăng doãn ông khổng nghiêm ninh thân trà bạch đồng viên "
    "văn phú thạch sơn danh kim tôn cù cung chử giáp hán khuất lại mạc mạch nhữ phí tiêu trang ứng uông vàng vạn xa "
    "y bế bàng biện cấn cầm điêu đường giang hạ lang lều liễu lỗ mã nghê nhan phương quản sử thang thi thiều trác "
    "trình trưng tưởng ung hồng".split()
)
_POST = re.compile(r"\s*(?:\(|\s[-–]\s?|[,;])\s*(.+?)\)?\s*$")


def has_family_name(name: str) -> bool:
    """Whether a name begins as a person's: "Lê Văn An", not "Một nhà hảo tâm"."""
    return name.lower().partition(" ")[0] in _FAMILIES


def as_written(text: str, found: PersonName) -> str:
    """A donor who is no person by name ("Gia đình ông Lê Văn An", "Một nhà hảo tâm") without capitals of its own."""
    written = clean(text).strip(" ,.;:-*")
    start = written.lower().find(found.name.lower())
    return written[start : start + len(found.name)] if start >= 0 and found.name else found.name


def person_with_post(name: str) -> tuple[str, str]:
    """A person's name and what is written behind it: "Lê Văn An - Bí thư Đảng ủy xã", "Bà Lê Thị Hà (GV trường MN)".

    ("", "") where the name is no person's, or nothing stands behind it.
    """
    written = clean(name)
    m = _POST.search(written)
    if not m:
        return "", ""
    head = written[: m.start()]
    bare, _honorific = _split_honorific(head)
    words = bare.lower().split()
    if not 2 <= len(words) <= 6 or words[0] not in _FAMILIES or is_organisation(head):
        return "", ""
    in_brackets = _NOTE.search(written, m.start())
    return head, _whole_note(in_brackets) if in_brackets and in_brackets.start() == m.start() else m[1]


def donor_kind(name: str) -> DonorKind:
    """individual, organisation, group ("Nhóm …", "Gia đình … và …") or fund ("Quỹ …")."""
    if person_with_post(name)[0]:
        return "individual"
    low = clean(name).lower()
    if low.startswith("quỹ "):
        return "fund"
    if low.startswith(("nhóm ", "câu lạc bộ ", "clb ")):
        return "group"
    return "organisation" if is_organisation(low) else "individual"


def expand_union_name(name: str) -> str:
    """Write out the usual abbreviations: "CĐ Trường TH Ngọc Sơn" -> "Công đoàn Trường Tiểu học Ngọc Sơn".

    Abbreviations are capitals, with or without marks ("LDLD"); a school's also small letters after "trường".
    """
    expanded = _AMPERSAND.sub("&", clean(name))
    expanded = re.sub(r"(?i)\b(trường|truong)\b.*", lambda m: _SCHOOL_LETTERS.sub(_in_capitals, m[0]), expanded)
    return _union_or_college(" ".join(_ABBREVIATED_WORD.sub(_written_out, expanded).split()))


_ABBREVIATED_WORD = re.compile(r"(?<![\w&])[A-ZĐ]{2,}(?:&[A-ZĐ]{2,})?(?![\w&])|\b[Cc]ty\b")


def _in_capitals(m: re.Match[str]) -> str:
    return m[0].upper()


def _written_out(m: re.Match[str]) -> str:
    return _BY_LETTERS.get(fold(m[0]), m[0])


def _union_or_college(name: str) -> str:
    return _UNION.sub(lambda m: "Cao đẳng" if _COLLEGE.search(name[: m.start()]) else "Công đoàn", name)


def organisation_key(name: str) -> str:
    """What is the same for all ways to write an organisation's name: written out, without marks and punctuation.

    "CĐ trường TH Ngọc Sơn", "CÔNG ĐOÀN TRƯỜNG TIỂU HỌC NGỌC SƠN" and "Cong doan Truong TH Ngoc Son" have one key.
    """
    return " ".join(re.findall(r"\w+", fold(expand_union_name(name))))
