"""Numbers of official documents: 1600/KH-UBND of the state and the unions, 135-KH/TU of the Party."""

import re
from dataclasses import dataclass
from enum import StrEnum

from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean


class DocumentStyle(StrEnum):
    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """`number`: 1600; `year`: 2025 where the number has one (91/2025/QH15); `symbol`: KH-UBND or KH/TU."""

    number: int
    year: int | None
    symbol: str
    style: DocumentStyle
    text: str


NOT_A_NUMBER = gettext_noop(
    "“%(text)s” is not a document number. The state writes 1600/KH-UBND or 91/2025/QH15, the Party 135-KH/TU."
)
LETTERS = "A-ZĐƯƠÂÊÔĂ"
STATE = re.compile(rf"(\d{{1,6}})/(?:(\d{{4}})/)?([{LETTERS}][{LETTERS}0-9]*(?:[-–][{LETTERS}][{LETTERS}0-9]*)*)")
PARTY = re.compile(rf"(\d{{1,6}})-([{LETTERS}]{{1,8}}/[{LETTERS}][{LETTERS}0-9]*(?:-[{LETTERS}]+)*)")


def parse_document_number(text: str) -> DocumentNumber:
    """The number of an official document, in capitals and without spaces around its signs.

    The state and the unions put a slash behind the number (1600/KH-UBND, 06/KH-LĐLĐ, 91/2025/QH15: decree
    30/2020/NĐ-CP, appendix III), the Party a hyphen (135-KH/TU, 28-CT/TW: regulation 66-QĐ/TW of 2017).
    Raises Unreadable for others.
    """
    tidy = re.sub(r"\s*([-–/])\s*", r"\1", clean(text)).replace("–", "-").upper().removeprefix("SỐ").lstrip(": ")
    if found := STATE.fullmatch(tidy):
        year = int(found[2]) if found[2] else None
        return DocumentNumber(int(found[1]), year, found[3], DocumentStyle.STATE, tidy)
    if found := PARTY.fullmatch(tidy):
        return DocumentNumber(int(found[1]), None, found[2], DocumentStyle.PARTY, tidy)
    raise Unreadable(NOT_A_NUMBER, text=clean(text)[:60])
