"""A child's circumstances from free text: who is dead, how poor the household is. Who cares for it: carers.py."""

import re
from dataclasses import dataclass, field
from typing import Literal

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean, fold

OrphanStatus = Literal["both", "father", "mother", "none"]
Poverty = Literal["poor", "near_poor", "none"]
Sex = Literal["male", "female"]

NOT_A_SEX = gettext_noop("“%(text)s” is neither male nor female. Write Nam or Nữ.")
NOT_POVERTY = gettext_noop("“%(text)s” does not say whether the household is poor or near-poor.")

_WORD = re.compile(r"[\w’']+|[,;.:()+&/]")
_FATHER = {"bố", "cha", "ba", "tía", "thầy", "father", "paternal"}
_MOTHER = {"mẹ", "má", "mạ", "bầm", "me", "mother", "maternal"}
_BOTH = {"hai", "2", "both", "double", "toàn"}
_JOINING = set("và lẫn với cùng cả hoặc va lan ca đều deu & + / , ( ) cũng đã da bị bi đẻ ruột của cháu em là".split())
_BARE = {"bo", "orphan", "orphaned"}
_BREAKS = {";", ".", "còn", "con"}
_GONE = set("bỏ bo đi di lấy lay tái tai ly li ốm bệnh bị tàn khuyết làm".split())
_OF_CHILD = set("ở sống do vì từ năm lúc khi nên hiện được sớm hoàn không . ; ( )".split())  # of the child or its loss
_DEAD = {"chết", "chet", "hy", "hi", "die", "died", "dead"}
_CAUSE = set("bị bi do vì vi mắc mac ốm om bệnh benh tai đuối ung".split())  # "bố bị bệnh mất": why, then that
_NOT_DEATH_AFTER_MAT = {"tích", "tich", "việc", "viec", "sức", "suc", "liên", "lien", "khả", "trí", "tri", "ngủ", "tin"}
_OTHER_PARENT_WORDS = {"nội", "ngoại", "nuôi", "kế", "noi", "ngoai", "nuoi", "ke", "dượng", "ghẻ", "đỡ"}
_MISSPELT = (
    (
        re.compile(r"\bm[oồôốò]\.? ?c(?:[oôồố]|[oô][iỉì]|[oô]y)\b|\bm ?côi\b|\bmc(?= (?:cả|ca|cha|mẹ|me|bố|bo|hai|2))"),
        "mồ côi",
    ),
    (re.compile(r"\bkhông còn (?=(?:cả )?(?:bố|cha|ba|mẹ|má)\b)"), "mồ côi "),
    (re.compile(r"\b(?:không|ko) còn(?: nữa| sống)?(?=\s*(?:$|[,.;()]))"), "chết"),
    (re.compile(r"\b(?:tự tử|tự vẫn|liệt sĩ|liệt sỹ|đột tử|bạo bệnh mất|qđ|qua dời)\b"), "chết"),
    (re.compile(r"\bm[ấâ]t\b"), "mất"),
    # of whom nothing is known
    (
        re.compile(
            r"\b(?:không|chưa|ko) (?:rõ|biết|có|xác định(?: được)?) (?:bố|cha|ba|mẹ|má)(?: (?:là )?(?:ai|đẻ))?\b"
        ),
        ";",
    ),
    (re.compile(r"\b(cha|bố|mẹ|ba|má)\s*:\s*"), r"\1 "),
)


def parse_orphan_status(text: str) -> OrphanStatus | None:
    """Who is dead: both, father, mother; none when the text says the child is no orphan; None when it does not say.

    Reads "mồ côi cả cha và mẹ", "bố mẹ đều mất", "cha mất do TNGT", "bố mất, mẹ bỏ đi", "mồ cô cha", "Cha", "both".
    """
    words = _words(text)
    joined = " ".join(words)
    if re.search(r"\b(không|khong|ko) (phải )?(mồ côi|mo coi)\b", joined) or joined in ("none", "không", "khong"):
        return "none"
    # nothing but parents ("Cả cha và mẹ") stands in a column about the dead
    reading = _Deaths(mourned=not set(words) - _FATHER - _MOTHER - _BOTH - _JOINING - _BARE)
    for word, after in zip(words, [*words[1:], ""], strict=False):
        reading.take(word, after)
    return _status(reading.dead)


@dataclass(slots=True)
class _Deaths:
    """Reads on word by word: who is spoken of, whether as dead ("mồ côi …" before them, "… mất" after them)."""

    mourned: bool
    subject: list[str] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)
    paused: bool = False  # a comma since the last parent: what follows is about the child
    apart: bool = False  # the last parent stands behind a comma: "mồ côi cha, mẹ già yếu"
    caused: bool = False  # "bố bị bệnh …": what follows may still say that he is dead

    def take(self, word: str, after: str) -> None:
        was_paused = self.paused
        self.paused = word == "," or (self.paused and not _parent(word, after))
        if self.caused and self._goes_on(word, after):
            return
        if word in ("mồ", "mo") and after[:2] in ("cô", "co", "cồ", "cố"):
            self._turn(mourned=True)
        elif parent := _parent(word, after):
            self.subject.append(parent)
            self.apart = was_paused
            if self.mourned:
                self.dead.add(parent)
        elif self.mourned and word in _BOTH:
            self.dead |= {"father", "mother"}
        elif _means_dead(word, after):
            self.dead |= set(self.subject)
            # "mất bố" says it before the parent
            self._turn(mourned=not self.subject and word in ("mất", "mat"))
        elif self.subject and not self.mourned and word in _CAUSE:
            self.caused = True
        elif word in _BREAKS or (self.subject and word not in _JOINING):
            lives = word in _GONE or (self.apart and word not in _OF_CHILD)
            if self.subject and self.mourned and lives and not self.paused:
                self.dead.discard(self.subject[-1])  # "mồ côi cha, mẹ bỏ đi"
            self._turn(mourned=False)

    def _goes_on(self, word: str, after: str) -> bool:
        """Whether a cause is still being told; it ends where somebody dies, or another parent or sentence comes."""
        if _means_dead(word, after):
            self.caused = False
        elif _parent(word, after) or word in _BREAKS or (word == "," and not _means_dead(after, "")):
            self.caused = False
            self._turn(mourned=False)
        return self.caused

    def _turn(self, *, mourned: bool) -> None:
        self.subject, self.mourned = [], mourned


def _words(text: str) -> list[str]:
    low = clean(text).lower()
    for pattern, instead in _MISSPELT:
        low = pattern.sub(instead, low)
    return _WORD.findall(low)


def _parent(word: str, after: str) -> str | None:
    if after in _OTHER_PARENT_WORDS:
        return None
    if word in _FATHER or (word == "bo" and after not in ("di", "roi", "nha", "con", "mac")):
        return "father"
    return "mother" if word in _MOTHER else None


def _means_dead(word: str, after: str) -> bool:
    if word in ("mất", "mat"):
        return after not in _NOT_DEATH_AFTER_MAT
    return word in _DEAD or (word in ("qua", "tử", "tu", "từ") and after in ("đời", "doi", "vong", "trần", "tran"))


def _status(dead: set[str]) -> OrphanStatus | None:
    if len(dead) == 2:
        return "both"
    return "father" if "father" in dead else "mother" if dead else None


def parse_poverty(text: str) -> Poverty | None:
    """near_poor for "Hộ cận nghèo", poor for "nghèo", none for "Không"; None for an empty cell.

    Raises Unreadable for anything else.
    """
    plain = fold(clean(text))
    if not plain:
        return None
    if plain in _POVERTY:
        return _POVERTY[plain]
    if re.search(r"\b(khong|thoat|binh thuong|trung binh|ko|tb|kha|du an|trung luu)\b", plain):
        return "none"
    classes = _CLASS.findall(plain.replace("hiem ngheo", ""))
    if len(classes) > 1:  # "nghèo/cận nghèo"
        raise Unreadable(NOT_POVERTY, text=clean(text)[:40])
    if classes:
        return "near_poor" if "c" in classes[0] else "poor"
    raise Unreadable(NOT_POVERTY, text=clean(text)[:40])


_CLASS = re.compile(r"\b(can\s*(?:ngh?eo|gheo)|hcn|cn|can|ngh?eo|gheo|hn)\b")
_POVERTY: dict[str, Poverty] = {
    "poor": "poor", "near_poor": "near_poor", "near poor": "near_poor", "none": "none", "hn": "poor",
    "hcn": "near_poor", "cn": "near_poor", "n": "poor", "k": "none", "kg": "none",
}  # fmt: skip

_SEXES: dict[str, Sex] = {
    "nam": "male", "nu": "female", "m": "male", "f": "female", "male": "male", "female": "female", "trai": "male",
    "gai": "female", "be trai": "male", "be gai": "female", "con trai": "male", "con gai": "female", "boy": "male",
    "girl": "female",
}  # fmt: skip


def parse_sex(text: str) -> Sex | None:
    """male for Nam, trai, m; female for Nữ, gái, f; None for an empty cell. Raises Unreadable for anything else."""
    plain = fold(clean(text)).strip(" .")
    if not plain:
        return None
    if sex := _SEXES.get(plain):
        return sex
    raise Unreadable(NOT_A_SEX, text=clean(text)[:40])
