"""What a cell's value looks like, whatever its column is called."""

import datetime as dt
import re
from functools import lru_cache

from imports.fields import is_mark, text_of
from imports.reading import Cell
from vietnamese.carers import is_relation
from vietnamese.circumstances import parse_orphan_status
from vietnamese.names import is_organisation
from vietnamese.text import fold

_LOOKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sex", re.compile(r"(nam|nu|m|f|male|female|trai|gai)\.?")),
    ("poverty", re.compile(r"(ho )?(can )?ngheo|khong( thuoc)?|poor|near_poor|h?c?n")),
    ("date", re.compile(r"(.*\D)?\d{1,2}\s*[/.-]\s*(\d{1,2}\s*[/.-]\s*)?\d{2,4}|.*thang.*|\d{4}-\d\d-\d\d|.*tuoi")),
    ("date", re.compile(r"(sinh )?(nam )?(19|20)\d\d")),
    ("year", re.compile(r"(sinh nam )?(19|20)\d\d")),
    ("phone", re.compile(r"\+?(84|0)?[\s.]?[35789]\d([\s.-]?\d){7,8}(\D.*)?")),
    ("money", re.compile(r".*\d\s*(k|tr|trieu|nghin|ngan|d|dong|vnd)\b.*|\d{1,3}([.,]\d{3})+.*|\d{5,}|.*\dtr\d?.*")),
    ("period", re.compile(r".*\b(tu|den)\b.*\d.*|\d+ (thang|nam).*|.*20\d\d.*|.*18 tuoi.*|mot lan")),
    ("place", re.compile(r"(.*\b)?(xa|phuong|thi tran|xom|thon|khoi|ban|ap|huyen|to dan pho)\b.*")),
    ("number", re.compile(r"\d+([.,]\d+)?")),
)  # fmt: skip


_PARENTS = re.compile(r"(ho ten )?(bo|cha|ba|me|ma)\s*[:.–-]\s*\w")


@lru_cache(maxsize=20_000)
def _looks_of_text(text: str) -> frozenset[str]:
    plain = fold(text)
    found = {name for name, pattern in _LOOKS if pattern.fullmatch(plain)}
    if is_relation(text):
        found.add("relation")
    if is_organisation(text):
        found.add("organisation")
    if _PARENTS.match(plain):
        found.add("parents")
    if "orphan" in found and parse_orphan_status(text):
        found.add("death")
    bits = text.split()
    if len(bits) == 1 and text.isalpha() and text[0].isupper() and "sex" not in found:
        found.add("given")
    if 2 <= len(bits) <= 7 and not any(char.isdigit() for char in text) and len(text) < 50:
        found.add("name")
    found.add("text")
    return frozenset(found)


def look(cell: Cell) -> frozenset[str]:
    """What a cell's value looks like: mark, date, year, phone, money, sex, name, place, relation, …"""
    if isinstance(cell, dt.date):
        return frozenset(("date",))
    if is_mark(cell):
        return frozenset(("mark", "number")) if text_of(cell).isdigit() else frozenset(("mark",))
    return _looks_of_text(text_of(cell))
