"""A donor from a cell that may hold more: the telephone, the post, a second donor."""

import re
from dataclasses import replace

from imports.fields import ColumnContext, Values, text_of
from imports.names import ITEM
from imports.odd_names import is_no_name, oddity_of
from imports.reading import Cell
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.names import (
    as_written,
    donor_kind,
    has_family_name,
    is_organisation,
    organisation_name,
    parse_person,
    person_with_post,
)
from vietnamese.phones import parse_phones
from vietnamese.text import clean, fold

SEVERAL = gettext_noop("Several donors stand in one cell. Give each of them a row.")
PERHAPS_SEVERAL = gettext_noop("Is “%(text)s” one donor or two? It is taken for one.")

_PHONE = re.compile(
    r"(?i)(?:[\s,;:(–-]+(?:sđt|đt|sdt|dt|tel|điện thoại)?[\s.:]*(\+?\d[\d .]{7,14}\d)\)?\s*$"
    r"|\s*\((?:sđt|đt|sdt|dt|tel|điện thoại)?[\s.:]*(\+?\d[\d .]{7,14}\d)\))"
)
_APART = re.compile(r"\s*[;\n]\s*|\s+\+\s+")
_JOINED = re.compile(r"\s+(?:&|và|VÀ)\s+")
_COUPLES = ({"ông", "bà"}, {"anh", "chị"}, {"cô", "chú"}, {"cụ ông", "cụ bà"}, {"mr", "mrs"})
_BEHIND_NAME = re.compile(r"[\d().\s+-]+$")  # a telephone


def donor(cell: Cell, column: ColumnContext) -> Values:
    """donor, donor_kind (individual, organisation, group, fund), donor_honorific; _donor_phone if it stands behind.

    Raises Unreadable for two donors; a couple, and an organisation with "và" in its name, are one.
    """
    if is_no_name(text_of(cell)):
        return {"donor": None}
    if isinstance(cell, str) and are_several(cell):
        raise Unreadable(SEVERAL)
    written, phone = _phone_beside(text_of(cell))
    found = donor_kind(written)
    may_be_two: Values = {"_look": PERHAPS_SEVERAL} if _may_be_two(written) else {}
    if found != "individual":
        return {"donor": organisation_name(written) or None, "donor_kind": found, "_donor_phone": phone} | may_be_two
    head, post = person_with_post(written)
    name = parse_person(head or written)
    if not head and not has_family_name(name.name) and not (written.isupper() or written.islower()):
        name = replace(name, name=as_written(written, name))
    return {
        "_look": oddity_of(name.name),
        "_donor_phone": phone,
        "donor": name.name or None,
        "donor_kind": found,
        "donor_honorific": name.honorific or None,
        "_note_donor": post or name.note,
    } | may_be_two


def _phone_beside(text: str) -> tuple[str, str | None]:
    """The text without the telephone at its end or in brackets, and the telephone."""
    m = _PHONE.search(text)
    if not m or not m.start():
        return text, None
    try:
        phones = parse_phones(m[1] or m[2])
    except Unreadable:
        return text, None
    return (text[: m.start()] + text[m.end() :], phones[0]) if len(phones) == 1 else (text, None)


def are_several(cell: str) -> bool:
    """Whether a cell holds two donors: "Bà Lê Thị A; Ông Trần B", "CĐ Trường A + Hội Phụ nữ", a list within it."""
    lines = [line for line in cell.splitlines() if line.strip()]
    if len(lines) > 1 and all(ITEM.match(line) for line in lines):
        return True
    for pieces in (_APART.split(cell), cell.split(",")):
        named = [piece for piece in pieces if piece.strip()]
        if len(named) > 1 and all(_is_person(piece) for piece in named):
            return True
    organisations = [piece for piece in re.split(r"\s*;\s*|\s+[+&]\s+", clean(cell)) if piece]
    if len(organisations) > 1 and all(_begins_organisation(piece) for piece in organisations):
        return True
    alike = [clean(piece) for piece in re.split(r"[,\n]", cell) if piece.strip()]  # "CĐ Trường A, CĐ Trường B"
    if len(alike) > 1 and all(_begins_organisation(piece) for piece in alike):
        return len({fold(piece.split()[0]) for piece in alike}) == 1
    joined = [clean(piece) for piece in _JOINED.split(cell)]
    titles = {parse_person(piece).honorific.lower() for piece in joined}
    is_titled = len(joined) > 1 and "" not in titles and all(_is_person(piece) for piece in joined)
    return is_titled and not (len(joined) == 2 and titles in _COUPLES)


def _may_be_two(text: str) -> bool:
    """ "Lê Văn A và Trần Văn B", "Đảng ủy, Công đoàn xã": perhaps one donor, perhaps two."""
    for pieces in (_JOINED.split(text), text.split(",")):
        if len(pieces) > 1 and all(_begins_organisation(piece) for piece in pieces):
            return True
    pieces = _JOINED.split(text)
    return len(pieces) > 1 and all(_is_person(piece) and not parse_person(piece).honorific for piece in pieces)


def _is_person(text: str) -> bool:
    piece = _BEHIND_NAME.sub("", clean(ITEM.sub("", text, count=1)))
    found = parse_person(piece)
    words = found.name.split()
    if is_organisation(piece) or not all(word[0].isupper() for word in words):
        return False
    return 2 <= len(words) <= 5 and (has_family_name(found.name) or bool(found.honorific))


_SHORT = frozenset(
    "cd cdcs ldld ubnd hdnd mttq ubmttq cty clb htx nhcsxh bhxh hpn hlhpn lhpn ttyt tyt pgd dtn bch btv".split()
)
_SCHOOLS = frozenset("th thcs thpt mn th&thcs".split())


def _begins_organisation(text: str) -> bool:
    """Whether a text begins as an organisation's name, not merely goes on as one ("… & THCS Mẫu")."""
    words = clean(text).split() or [""]
    if fold(words[0]) in _SHORT:
        return True
    if len(words) < 2 or fold(words[0]) in _SCHOOLS:
        return False
    return words[0][0].isupper() and is_organisation(" ".join(words[:2]))
