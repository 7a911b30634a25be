"""Readers of cells that only lists of children have. See imports.parsers."""

import re

from imports.fields import ColumnContext, Parse, Values, is_mark, text_of
from imports.parsers import grade, unit_name
from imports.reading import Cell
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.names import parse_person
from vietnamese.text import clean, fold

TWO_PARENTS = gettext_noop("Which of the names is the father, which the mother? Write “Bố: …; Mẹ: …”.")

_DEAD_NOTE = re.compile(r"\b(mat|chet|qua doi|tu vong|hy sinh)\b(?! (?:tich|viec|suc|lien lac|kha nang|tri))")
_NO_PARENT = re.compile(
    r"(?:(?:da|bi|moi|vua) )?(?:mat|chet|qua doi|tu vong|hy sinh)\b.*|khong(?: (?:co|ro|biet|xac dinh|ten)\b.*)?|"
    r"ko(?: ro)?|bo di\b.*|di lay chong\b.*|di tu\b.*|con song|[-–./?]+"
)


def parent(which: str) -> Parse:
    """father_name or mother_name; "(đã mất)" beside it says who is dead."""
    key = f"{which}_name"

    def parse(cell: Cell, column: ColumnContext) -> Values:
        return _parent(which, text_of(cell), column.heading) if not is_mark(cell) else {key: None}

    return parse


def _parent(which: str, written: str, heading: str) -> Values:
    plain = fold(written)
    if _NO_PARENT.fullmatch(plain):  # no name stands there, only what became of the parent
        said: Values = {f"{which}_name": None, f"_note_{which}_name": f"{heading}: {written}"}
        return said | {f"_said_dead_{which}": True} if _DEAD_NOTE.search(plain) else said
    found = parse_person(written)
    values: Values = {f"{which}_name": found.name or None}
    if found.note:
        values[f"_note_{which}_name"] = f"{heading}: {found.note}"
        if _DEAD_NOTE.search(fold(found.note)):
            values[f"_said_dead_{which}"] = True
    return values


# "Bố: Lê Văn A; Mẹ: …", or each parent on a line of the cell
_PARENTS = re.compile(r"[;,\n/]|\s[-–]\s|\s+(?=(?:mẹ|má|bố|cha)\s*[:.])", re.IGNORECASE)
_PARENT = re.compile(r"\s*(?:họ tên\s+)?(?:(bố|cha|ba|bo)|(mẹ|má|me))\s*[:.\-–]?\s+(.+)", re.IGNORECASE)


def parents(cell: Cell, column: ColumnContext) -> Values:
    """Both parents in one cell: "Bố: Lê Văn A; Mẹ: Trần Thị B"."""
    values: Values = {}
    for piece in _PARENTS.split(str(cell)):
        piece = clean(piece)
        m = _PARENT.fullmatch(piece)
        if piece.strip() and not m:
            raise Unreadable(TWO_PARENTS)
        if m:
            values |= _parent("father" if m[1] else "mother", m[3], column.heading)
    return values


_CLASS_AND_SCHOOL = re.compile(r"(?:lớp\s*)?(\d{1,2})\s*[A-Za-zĐđ]?\d?\s*(?:[-–,/;:]\s*|\s+)(\D.{3,})", re.IGNORECASE)


def school(cell: Cell, column: ColumnContext) -> Values:
    """school; under "Lớp/Trường" the grade too: "4A - Trường TH Thanh Tùng"."""
    written = text_of(cell)
    if "lop" in fold(column.heading):
        if m := _CLASS_AND_SCHOOL.fullmatch(written):
            return {"grade": int(m[1]), "school": m[2].strip()} if 1 <= int(m[1]) <= 12 else {"school": written}
        if re.fullmatch(r"(?:lớp\s*)?\d{1,2}\s*[A-Za-zĐđ]?\d?", written, re.IGNORECASE):
            return grade(cell, column)
    return {"school": written or None}


_BARELY_DEAD = {"mat", "da mat", "chet", "da chet", "qua doi", "da qua doi"}


def state(which: str) -> Parse:
    """A column that tells what became of the father or the mother: dead only where the text says so."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        written = text_of(cell)
        note: Values = {f"_note_dead_{which}": f"{column.heading}: {written}"}
        if not _DEAD_NOTE.search(fold(written)):
            return note
        return {f"_dead_{which}": True} if fold(written) in _BARELY_DEAD else note | {f"_dead_{which}": True}

    return parse


_NO_DONOR = re.compile(r"(chua|khong|ko|-+|0|none)\b.{0,20}|-+")


def has_donor(cell: Cell, column: ColumnContext) -> Values:
    """A children's list may say that a child has a donor already: noted, and said."""
    written = text_of(cell)
    if _NO_DONOR.fullmatch(fold(written)):
        return {}
    heading = re.sub(r"\s*\(.*", "", column.heading)
    return {"_has_donor": written, "_note_has_donor": heading if is_mark(cell) else f"{heading}: {written}"}


def union(cell: Cell, column: ColumnContext) -> Values:
    """union_child, and the parents' union where the cell names it; a mark says no more than yes."""
    if is_mark(cell):
        return {"union_child": True}
    found = unit_name("union_unit")(cell, column)
    return found | {"union_child": True} if found["union_unit"] else found
