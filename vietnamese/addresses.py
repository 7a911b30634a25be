"""An address taken apart: hamlet, commune, and what lies around them; nothing is looked up here."""

import re
from dataclasses import dataclass, field
from typing import Literal

from vietnamese.text import fold

Generation = Literal["former", "present"]

_PREFIX = re.compile(
    r"(?:(?P<commune>xã|phường|thị trấn|đặc khu|xa|phuong|thi tran|dac khu|tt\.?|x\.|p\.)"
    r"|(?P<district>huyện|quận|thị xã|huyen|quan|thi xa|h\.|q\.|tx\.?)"
    r"|(?P<city>thành phố|thanh pho|tp\.?)"
    r"|(?P<province>tỉnh|tinh|t\.)"
    r"|(?P<hamlet>xóm|thôn|khối|bản|ấp|tổ dân phố|tổ|buôn|làng|khu phố|khu|đội|cụm|tdp|xom|thon|khoi|ban|ap|buon|lang))"
    r"(?=\s|\d|$|(?<=\.))\s*",
    re.IGNORECASE,
)
_INNER = re.compile(r"(?<=\S)\s+(?=(?:xã|phường|thị trấn|huyện|tỉnh|xa|phuong|huyen)\s)", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[,;\n]\s*|\s+[-–]\s+|\s+/\s+")
FORMERLY = re.compile(r"\(?\s*\b(?:cũ|cu|trước đây|trước sáp nhập)\s*\)?$", re.IGNORECASE)
NEWLY = re.compile(r"\(?\s*\b(?:mới|moi|hiện nay|sau sáp nhập)\s*\)?$", re.IGNORECASE)
_KINDS = {"tt": "thi tran", "x": "xa", "p": "phuong"}


@dataclass(slots=True)
class Parts:
    """An address taken apart; each text without its kind word, the commune with its folded kind beside it."""

    hamlet: str = ""
    commune: str = ""
    kind: str = ""
    bare: list[str] = field(default_factory=list)
    wider: list[str] = field(default_factory=list)
    named: int = 0  # how many of `wider` were written with their kind
    district: bool = False


def generation_word(text: str) -> tuple[str, Generation | None]:
    """Cut a trailing "(cũ)" or "(mới)" off."""
    if m := FORMERLY.search(text):
        return text[: m.start()].rstrip(" ("), "former"
    if m := NEWLY.search(text):
        return text[: m.start()].rstrip(" ("), "present"
    return text, None


def take_apart(text: str) -> Parts:
    parts = Parts()
    for piece in _SPLIT.split(text):
        for bit in _INNER.split(piece):
            if bit := bit.strip(" .()"):
                _sort_in(parts, f"{bit})" if "(" in bit and ")" not in bit else bit)
    if parts.bare and (parts.commune or parts.wider):
        # after the commune come district and province, often without their kind
        parts.named = len(parts.wider)
        parts.wider += [fold(name) for name in parts.bare]
    return parts


def _sort_in(parts: Parts, bit: str) -> None:
    m = _PREFIX.match(bit)
    rest = bit[m.end() :].strip() if m else bit
    if not m or not rest:
        # behind the commune or the district lies what is wider still, often without its kind
        is_wider = parts.commune or (parts.district and parts.bare)
        (parts.wider.append(fold(bit)) if is_wider else parts.bare.append(bit))
    elif m["commune"]:
        word = fold(m["commune"]).rstrip(".")
        if not parts.commune:
            kind = _KINDS.get(word, word)
            parts.commune, parts.kind = (bit if rest.isdigit() else rest), kind
    elif m["hamlet"]:
        parts.hamlet = parts.hamlet or bit
    else:
        parts.wider.append(fold(rest))
        parts.district = parts.district or bool(m["district"])
