"""Readers of cells that several lists share. Each takes a cell and its column, returns values, raises Unreadable.
Keys that begin with "_" are for the list's finish() alone and do not leave the engine.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from imports.asking import amounts_in, in_order, looks_like_age
from imports.fields import Asked, ColumnContext, Parse, Values, is_mark, text_of
from imports.odd_names import is_no_name, oddity_of
from imports.reading import Cell
from vietnamese.carers import parse_relation, read_caregiver
from vietnamese.circumstances import parse_orphan_status, parse_poverty, parse_sex
from vietnamese.dates import parse_birth
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.money import parse_rate
from vietnamese.names import organisation_name, parse_person
from vietnamese.periods import parse_period
from vietnamese.phones import parse_phones
from vietnamese.text import fold

NOT_A_NUMBER = gettext_noop("“%(text)s” is not a number.")
NO_EMAIL = gettext_noop("“%(text)s” is not an e-mail address.")

_NOTHING = {"", "-", "--", "không", "khong", "không có", "khong co", "0", "/", "x"}


def text(key: str) -> Parse:
    """The cell's text as it is."""
    return lambda cell, column: {key: text_of(cell) or None}


def ignored(cell: Cell, column: ColumnContext) -> Values:
    """A column that is known and not kept: the row number, the signature."""
    return {}


def note(cell: Cell, column: ColumnContext) -> Values:
    """The list's own note."""
    return {"_note": text_of(cell)}


def unit_name(key: str) -> Parse:
    """An organisation's name; "không", "-" and x are none."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        name = organisation_name(text_of(cell))
        return {key: None if name.lower() in _NOTHING else name}

    return parse


def person(key: str) -> Parse:
    """A person's name in proper case; what stands in brackets behind it goes into the note."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        written = text_of(cell)
        if is_no_name(written):
            return {key: None}
        found = parse_person(written)
        values: Values = {key: found.name or None, "_look": oddity_of(found.name)}
        if found.note:
            values[f"_note_{key}"] = found.note
        return values

    return parse


def birth(cell: Cell, column: ColumnContext) -> Values:
    """birth (ISO, as precise as birth_precision: day, month, year or estimated)."""
    said = in_order(cell, column)
    if looks_like_age(column.heading, text_of(said)):
        said = f"{text_of(said)} tuổi"
    found = parse_birth(said, list_date=column.list_date, today=column.today)
    return {"birth": found.iso(), "birth_precision": found.precision, "_birth": found.iso()}


def number(key: str, most: int) -> Parse:
    """A whole number from 1 to `most`."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        written = text_of(cell)
        if not written.isdecimal() or not 1 <= int(written) <= most:
            raise Unreadable(NOT_A_NUMBER, text=written[:40])
        return {key: int(written)}

    return parse


def birth_of(sex: str) -> Parse:
    """A "Nam" or "Nữ" column: the date of birth written under it, or a mark, says the sex too."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        written = fold(text_of(cell))
        if written in ("0", "-", "khong"):  # lists of 1 and 0
            return {}
        if is_mark(cell) or written in ("nam", "nu"):
            return {"sex": sex, f"_{sex}": True}
        found = birth(cell, column)
        del found["_birth"]
        return {"sex": sex, f"_{sex}": True, **found, f"_{sex}_birth": found["birth"]}

    return parse


def sex(cell: Cell, column: ColumnContext) -> Values:
    """sex: male or female."""
    found = parse_sex(text_of(cell))
    return {"sex": found, f"_{found}": True}


def phone(key: str) -> Parse:
    """The first number under `key`, the others joined under other_`key`."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        numbers = parse_phones(cell)
        values: Values = {key: numbers[0] if numbers else None}
        if len(numbers) > 1:
            values[f"other_{key}"] = ", ".join(numbers[1:])
        return values

    return parse


_PHONE = re.compile(
    r"[,;(\s–-]*(?:(?:SĐT|ĐT|Số điện thoại|Điện thoại|Tel|Phone)\s*[:.]?\s*)?(\+?\d[\d.\s-]{7,13}\d)\s*\)?\s*$",
    re.IGNORECASE,
)
_AGED = re.compile(r"[,;(\s–-]+\d{2,3}\s*(?:tuổi|t)\b\s*\)?", re.IGNORECASE)
_BORN = re.compile(r"[,;(\s–-]*(?:sinh năm|sinh|sn)\s*[:.]?\s*((?:19|20)\d\d)\s*\)?", re.IGNORECASE)


def email(cell: Cell, column: ColumnContext) -> Values:
    """An e-mail address; "-" is none."""
    written = text_of(cell).strip().rstrip(".,;")
    if written in ("-", "–"):
        return {}
    try:
        validate_email(written)
    except ValidationError:
        raise Unreadable(NO_EMAIL, text=written[:60]) from None
    return {"email": written}


def caregiver(cell: Cell, column: ColumnContext) -> Values:
    """caregiver_name; caregiver_relation and _carer_phone where the cell says them too. A year of birth is noted."""
    written = text_of(cell)
    values: Values = {}
    if any(char.isdigit() for char in written):
        if m := _PHONE.search(written):
            numbers = parse_phones(m[1])
            values["_carer_phone"] = numbers[0] if numbers else None
            written = written[: m.start()]
        if m := _BORN.search(written) or _AGED.search(written):
            values["_note_carer"] = f"{column.heading}: {text_of(cell)}"
            written = written[: m.start()] + written[m.end() :]
    found = read_caregiver(written)
    if found.rest:
        values["_note_carer"] = f"{column.heading}: {text_of(cell)}"
    said = (("caregiver_name", found.name), ("caregiver_relation", found.relation))
    return values | {key: value for key, value in said if value}


def relation(cell: Cell, column: ColumnContext) -> Values:
    """caregiver_relation in small letters."""
    return {"caregiver_relation": parse_relation(text_of(cell)) or None}


_BARE_NO = {"khong", "none"}  # "no" to what the heading asks


def circumstances(cell: Cell, column: ColumnContext) -> Values:
    """circumstances as written, orphan_status when the text says it, _poverty when it names the household's class."""
    written = text_of(cell)
    values: Values = {"circumstances": written or None}
    status = parse_orphan_status(written)
    if status and not (fold(written) in _BARE_NO and "mo coi" not in fold(column.heading)):
        values["orphan_status"] = status
    if "ho ngheo" in fold(written) or "can ngheo" in fold(written) or written in ("poor", "near_poor"):
        values["_poverty"] = parse_poverty(written)
    return values


_DEAD = {"mat", "da mat", "chet", "da chet", "qua doi"}
_NOT_DEAD = re.compile(
    r"(?:da |bi )?(?:con\b|bo (?:di|nha|con)|ly hon|ly than|mat (?:tich|suc|lien lac|kha nang)|di (?:tu|lam|lay)|"
    r"lay|tai|khong (?:ro|biet)|chua|tan tat|khuyet tat|om|tam than)"
)


def dead(status: str) -> Parse:
    """A column to be marked when the father, the mother or both are dead; a text in it is read as circumstances."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        written = text_of(cell)
        if is_mark(cell) or fold(written) in _DEAD:
            return {f"_dead_{status}": True}
        if fold(written) in ("khong", "-", "0", "con", "con song"):
            return {}
        if _NOT_DEAD.match(fold(written)):
            return {f"_note_dead_{status}": f"{column.heading}: {written}"}
        return {f"_dead_{status}": True, f"_note_dead_{status}": written}

    return parse


def poverty(marked: str | None = None) -> Parse:
    """poverty: poor, near_poor, none. `marked`: what a bare mark in this column means."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        if marked and is_mark(cell):
            return {"poverty": marked}
        return {"poverty": parse_poverty(text_of(cell))}

    return parse


def place(key: str) -> Parse:
    """Part of an address, for finish() to put together: hamlet, commune, former, present or address."""
    return lambda cell, column: {f"_{key}": text_of(cell)}


# "500k/tháng + quà Tết", "xe đạp trị giá 2.000.000đ"
_BESIDES = re.compile(
    r"\+|\b(?:và|kèm|cùng|ngoài ra|trị giá|xe đạp|quà|gạo|sữa|sách|vở|thẻ|sổ|học phí|học bổng|quần áo)\b", re.IGNORECASE
)


def rate(cell: Cell, column: ColumnContext) -> Values:
    """amount_vnd and, when cell or heading say it, per. A range is asked: which of its ends."""
    try:
        found = parse_rate(cell, unit_vnd=column.unit_vnd, default_per=column.per)
    except Unreadable as error:
        if isinstance(cell, str) and (choices := amounts_in(cell, column)):
            raise Asked(error.message, choices, **error.params) from error
        raise
    values: Values = {"amount_vnd": found.amount_vnd, "per": found.per}
    if isinstance(cell, str) and _BESIDES.search(cell):
        values["_note_rate"] = f"{column.heading}: {text_of(cell)}"
    return values


def stated_total(cell: Cell, column: ColumnContext) -> Values:
    """stated_total_vnd: the total as the list has it."""
    return {"stated_total_vnd": parse_rate(cell, unit_vnd=column.unit_vnd).amount_vnd}


def period(cell: Cell, column: ColumnContext) -> Values:
    """starts, ends ("YYYY-MM"), months, until_age_18, until_grade, _once."""
    found = parse_period(cell)
    return {
        "starts": found.starts, "ends": found.ends, "months": found.months, "until_age_18": found.until_age_18,
        "until_grade": found.until_grade, "_once": found.once,
        "_note_period": text_of(cell) if found.months_a_year else None,  # a record has no place for it
    }  # fmt: skip


def bound(key: str) -> Parse:
    """One end of the period in a column of its own: starts or ends."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        found = parse_period(cell)
        if key == "starts":
            return {"starts": found.starts}
        if found.until_age_18 or found.until_grade:
            return {"until_age_18": found.until_age_18, "until_grade": found.until_grade}
        return {"ends": found.ends or found.starts}

    return parse


_NO_GRADE = re.compile(
    r"\b(?:dh|dai hoc|cd|cao dang|trung cap|sinh vien|sv|mam non|mn|mau giao|mg|nha tre|nam (?:thu )?\d)\b|"
    r"\d\s*(?:t|tuoi)\b"
)


def months(cell: Cell, column: ColumnContext) -> Values:
    """_months: how long, in a column of its own: 6, "6 tháng"."""
    m = re.fullmatch(r"(\d{1,3})(?: thang)?", fold(text_of(cell)))
    if not m or not int(m[1]):
        raise Unreadable(NOT_A_NUMBER, text=text_of(cell)[:40])
    return {"_months": int(m[1])}


def grade(cell: Cell, column: ColumnContext) -> Values:
    """grade as a number when the text says one ("Lớp 5A", "10A1"), else as written ("ĐH năm 1", "mẫu giáo 5 tuổi")."""
    written = text_of(cell)
    if re.match(r"[-–−]\s*\d", written):
        raise Unreadable(NOT_A_NUMBER, text=written[:40])
    plain = fold(written)
    m = re.search(r"\blop\s*(\d+)", plain) or (None if _NO_GRADE.search(plain) else re.search(r"(\d+)", plain))
    return {"grade": int(m[1]) if m and 1 <= int(m[1]) <= 12 else written or None}
