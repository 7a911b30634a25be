"""Who cares for a child, and how they are related, as lists say it."""

import re
from dataclasses import dataclass

from vietnamese.names import has_family_name, is_organisation, organisation_name, parse_person
from vietnamese.text import clean, fold

_KIN = (
    "mẹ|bố|cha|ba|má|tía|bà|ông|cô|dì|chú|bác|cậu|mợ|thím|dượng|anh|chị|em|cụ|cố|o|mự|mệ|bá|ông bà|bố mẹ|cha mẹ|ba má|"
    "cô chú|cô dượng|dì dượng|chú thím|cậu mợ|hai bác|anh chị|anh em|chị em|anh chị em"
).split("|")
_SIDES = "nội|ngoại|ruột|đẻ|nuôi|kế|ghẻ|họ|trai|gái|rể|dâu|bên nội|bên ngoại".split("|")
_OTHERS = (
    "bố dượng|cha dượng|bà cô|bà dì|bà trẻ|ông bác|ông chú|ông cậu|họ hàng|người thân|người quen|hàng xóm|người giám hộ"
).split("|")
_PARENTS = {"mẹ", "bố", "cha", "ba", "má", "tía", "bố mẹ", "cha mẹ", "ba má"}  # none is on a parent's side
_ALONE = [
    *_KIN,
    *(
        f"{kin} {side}"
        for kin in _KIN
        for side in _SIDES
        if kin not in _PARENTS or side in ("đẻ", "ruột", "nuôi", "kế")
    ),
]
_RELATIONS = (
    *_ALONE,
    *(f"{kin} {side} {more}" for kin in _KIN for side in ("nội", "ngoại", "gái", "trai") for more in ("ruột", "họ")),
    *(f"{pair} {kin}" for pair in ("vợ chồng", "gia đình", "nhà") for kin in _ALONE),
    *(f"{kin}{of}{parent}" for kin in ("em", "em gái", "em trai", "chị", "chị gái", "anh", "anh trai")
      for of in (" ", " của ", " ruột của ") for parent in ("mẹ", "bố", "cha", "ba", "má")),
    *_OTHERS,
)  # fmt: skip
_KNOWN = frozenset(_RELATIONS)
_BY_FOLD = {fold(relation): relation for relation in reversed(_RELATIONS)}
_LONGEST = max(len(relation.split()) for relation in _RELATIONS)
_KIN_WORDS = frozenset(word for relation in _BY_FOLD for word in relation.split())
_WORD = re.compile(r"[^\W\d_]+")

_LEAD = re.compile(
    r"^(?:(?:hiện|hiện nay|đang|cháu|trẻ|em)\s+)*(?:sống|ở|sinh sống)\s+(?:chung\s+)?(?:với|cùng)\s*:?\s+|^là\s+|"
    r"^do\s+|^được\s+|^(?:với|cùng)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:(?:đang|trực tiếp|nhận|hiện)\s+)*(?:nuôi dưỡng|chăm sóc|nuôi|trông nom|chăm nuôi)$", re.IGNORECASE
)
_PIECE = re.compile(
    r"(?i:\s+(?:tên\s+)?là\s+|\s+tên\s+)|\s*[()\[\]–,:;/]+\s*|\s*-\s+|\s+-\s*|(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})"
)
_OF_CHILD = re.compile(r"\s+(?:của\s+)?(?:cháu|trẻ|em|bé)$", re.IGNORECASE)
# "Dì Hai", "cậu Út": called by the order of birth
_ORDER = re.compile(r"(?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười|út|cả|lớn|nhỏ)", re.IGNORECASE)
# Titles of politeness too: "Bà Lê Thị A" says nothing about the relation.
_ALSO_TITLES = {"ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "em", "ba", "cha", "ma", "ong", "chi", "chu",
                "bac", "co", "cu"}  # fmt: skip


_NOBODY = re.compile(
    r"(?:không|ko|khong|chưa|x|-)(?: (?:có|rõ|ai).*)?|tự (?:nuôi|lập|chăm sóc|lo).*|(?:(?:sống|ở) )?một mình",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Carer:
    """Who cares for a child: name and relation ("" when not said), and words beside them that are neither."""

    name: str = ""
    relation: str = ""
    rest: str = ""


def parse_relation(text: str) -> str:
    """How the carer is related to the child, in small letters: "Bà nội" -> "bà nội"; missing marks are restored."""
    low = _bare(text)
    return low if low in _KNOWN else _BY_FOLD.get(low, low)


def is_relation(text: str) -> bool:
    """Whether the text is nothing but a relation: "Bà nội"."""
    low = _bare(text)
    return low in _KNOWN or low in _BY_FOLD


def _bare(text: str) -> str:
    """Without what stands around a relation, however often: "Do (là bà nội của cháu)"."""
    low, before = clean(text).lower(), ""
    while low != before and low not in _KNOWN and low not in _BY_FOLD:
        before, low = low, _LEAD.sub("", low.strip(" .,:()"))
        low = _OF_CHILD.sub("", low) if " " in low else low
    return low


def read_caregiver(text: str) -> Carer:
    """Who cares for the child.

    Reads "Nghiêm Khánh Yến (dì)", "Bà nội: Lê Thị A", "Lê Thị A - bà nội", "bà nội Lê Thị A", "Ở với bà nội",
    "do bà ngoại Lê Thị A nuôi dưỡng", "Ngoại: bà Trần Thị Út", "Dì Hai (Nguyễn Thị Hai)", "mẹ, Lê Thị B, 45 tuổi".
    """
    whole = _TAIL.sub("", _LEAD.sub("", clean(text)))
    has_kin = not _KIN_WORDS.isdisjoint(_WORD.findall(fold(whole)))
    if has_kin and is_relation(whole):
        return Carer(relation=parse_relation(whole))
    if _NOBODY.fullmatch(clean(text)):
        return Carer(rest=clean(text) if "mình" in text.lower() or "tự" in text.lower() else "")
    if is_organisation(whole):
        return Carer(name=organisation_name(whole))
    found = Carer()
    pieces = [piece for piece in _PIECE.split(whole) if piece.strip(" .")]
    if len(pieces) == 1 and not has_kin:  # a name, as nearly everywhere
        return Carer(name=parse_person(pieces[0]).name)
    sides = [piece for piece in pieces if piece.strip(" .").lower() in ("nội", "ngoại")]
    beside = [piece for piece in pieces if piece not in sides and not _take(found, piece, alone=len(pieces) == 1)]
    for side in sides:  # "Ngoại: bà Trần Thị Út"
        titles = {"bà", "ông"} & {word.lower() for piece in pieces for word in piece.split()[:1]}
        if found.relation or len(titles) != 1:
            beside.append(side)
        else:
            found.relation = f"{titles.pop()} {side.strip(' .').lower()}"
    found.rest = ", ".join(beside)
    return found


def _take(found: Carer, piece: str, *, alone: bool) -> bool:
    """Whether the piece says the relation, the name, or both, and they were not known."""
    if is_relation(piece):
        relation = parse_relation(piece)
        if found.relation and found.relation != relation:
            return False
        found.relation = relation
        return True
    if any(char.isdigit() for char in piece) and not alone:
        return False
    relation, name = _relation_and_name(piece)
    if relation and not name:
        found.relation = found.relation or relation
        return bool(_ORDER.fullmatch(piece.split()[-1]))
    if name and not found.name:
        found.name = name
    elif name and fold(name) != fold(found.name):
        return False
    found.relation = found.relation or relation
    return True


def _relation_and_name(piece: str) -> tuple[str, str]:
    words = piece.split()
    if len(words) == 2 and is_relation(words[0]) and _ORDER.fullmatch(words[1]):
        return parse_relation(words[0]), ""
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        lead, rest = " ".join(words[:count]), words[count:]
        is_one = len(rest) == 1 and count > 1  # "bà ngoại Lan"
        if (len(rest) >= 2 or is_one) and is_relation(lead) and not (count == 1 and lead.lower() in _ALSO_TITLES):
            name = parse_person(" ".join(rest)).name
            is_name = any(word[0].isupper() for word in rest) or has_family_name(name)  # not "bà nội già yếu"
            return parse_relation(lead), name if is_name else ""
    return "", parse_person(piece).name
