"""A child's name from a cell that may hold more: the birth, the address, or a second child."""

import re

from imports.fields import ColumnContext, Parse, Values, text_of
from imports.looks import look
from imports.odd_names import ODD_NAME
from imports.parsers import birth, person
from imports.reading import Cell
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.names import has_family_name
from vietnamese.text import clean, fold

SEVERAL = gettext_noop("Several children stand in one cell. Give each of them a row.")

_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[/.-]\d{4}|(?:19|20)\d\d"
_MORE = re.compile(
    r"(?P<name>[^\d,;()]+?)[\s,;(–-]*(?:\b(?:sinh(?:\s+(?:ngày|năm))?|sn|ns)\s*[:.]?\s*)?(?P<birth>{date})\)?"
    r"\s*(?:[,;–-]\s*(?P<rest>.+))?".replace("{date}", _DATE),
    re.IGNORECASE,
)
ITEM = re.compile(r"\s*(?:\d+\s*[.)/-]|[-–+*•])\s*")
_BETWEEN = re.compile(r"\s*(?:;|\+|&|\bvà\b)\s*", re.IGNORECASE)


def child_name(key: str) -> Parse:
    """The name under `key`; _name_birth, _name_birth_precision and _name_address where the cell says them too."""
    only_name = person(key)

    def parse(cell: Cell, column: ColumnContext) -> Values:
        written = text_of(cell)
        if isinstance(cell, str) and (cell != written or " và " in cell or not written.replace(" ", "").isalpha()):
            if _are_several(cell):
                raise Unreadable(SEVERAL)
            if (m := _MORE.fullmatch(written)) and (more := _more(m["birth"], m["rest"] or "", column)):
                return only_name(m["name"], column) | more
            name, comma, rest = written.partition(",")
            if comma and "(" not in name and "place" in look(rest.strip()):
                return only_name(name, column) | {"_name_address": rest.strip()}
        found = only_name(cell, column)
        return found | {"_look": ODD_NAME} if " và " in str(found[key]) else found

    return parse


def _are_several(cell: str) -> bool:
    lines = [line for line in cell.splitlines() if line.strip()]
    if len(lines) > 1:
        numbered = all(ITEM.match(line) for line in lines)
        return numbered or sum(1 for line in lines if len(line.split()) >= 3 and _is_name(line)) > 1
    pieces = _BETWEEN.split(cell)
    if len(pieces) > 1 and all(_is_name(piece) for piece in pieces):
        return True
    names = [clean(piece) for piece in cell.split(",")]
    return len(names) > 1 and all(_is_name(name) and has_family_name(name) for name in names) and _are_whole(names)


def _are_whole(names: list[str]) -> bool:
    """Not "Lê An, Cao Sơn": what has two words may be a place, unless it has the first child's family name."""
    family = names[0].split()[0].lower()
    return all(len(name.split()) > 2 or name.split()[0].lower() == family for name in names)


def _is_name(text: str) -> bool:
    words = clean(ITEM.sub("", text)).split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() for word in words) and fold(words[0]) not in ("con", "em")


def _more(birth_text: str, rest: str, column: ColumnContext) -> Values:
    try:
        found = birth(birth_text, column)
    except Unreadable:
        return {}
    values: Values = {"_name_birth": found["birth"], "_name_birth_precision": found["birth_precision"]}
    if rest:
        values["_name_address" if "place" in look(rest) else "_note_name"] = rest
    return values


def take_from_name(values: Values) -> None:
    """Birth and address that stood beside the name, where the list has no column that says them."""
    if (born := values.get("_name_birth")) and not values.get("birth"):
        values["birth"], values["birth_precision"] = born, values["_name_birth_precision"]
    if (address := values.get("_name_address")) and not values.get("_address"):
        values["_address"] = address
