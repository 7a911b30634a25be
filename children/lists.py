"""What a list of children holds."""

import re

from children.list_fields import FIELDS
from imports.fields import ListKind, Problem, Values, register
from imports.names import take_from_name
from imports.rows import SheetContext
from vietnamese.circumstances import parse_orphan_status, parse_poverty
from vietnamese.dates import parse_birth
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.names import proper_case
from vietnamese.text import ACCENTED, clean, fold

NO_NAME = gettext_noop("The child's name is missing.")
TWO_SEXES = gettext_noop("By this row the child is both a boy and a girl. Leave what is right.")
TWO_BIRTHS = gettext_noop("This row has two dates of birth, %(first)s and %(second)s. Leave the right one.")
HAS_DONOR = gettext_noop("By this list the child has a donor already: %(text)s.")
GONE = gettext_noop("Is the child to be entered? The list says: %(text)s.")
_NOT_THE_CHILD = r"(?! (?:cha|bố|mẹ|ba|má|ông|bà|anh|chị|em|cả)\b)"
# Words by which the place is still in the family, at school or in the commune: "chuyển về ở với bà ngoại".
_NEAR = (
    r"(?:(?= (?:nha trang|lai châu|bà rịa|ba (?:vì|tơ|tri|bể|đình)|di linh|hồ chí|bến tre|điện biên)\b)|"
    r"(?! (?:(?:ở|sống|về) )*(?:với|cùng|chung|riêng|học|trường|lớp|nội trú|bán trú|nhà|bên|từ|lại|thôn|xóm|diện|hộ|"
    r"khối|ông|bà|cô|dì|chú|bác|cậu|mợ|bố|mẹ|cha|năm học|học kỳ)\b))"
)
_FAR = (
    r"(?: (?:sinh )?(?:ở|sống))?(?: tại)? (?:xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|tp|thị xã|miền|nam|bắc|"
    r"nơi khác|<CAPITAL>)"
)
# What follows "mất" of a person: "mất tay phải", "mất ông nội" and "mất giấy khai sinh" are no child's death.
_WHEN = (
    r"(?:\s*(?:[()]|$)| \d{1,2}\s*$| (?:\d+[/-]){0,2}\d{4}\b| (?:\d+[/-]){1,2}\d+\s*$| (?:năm(?! ngón)|rồi|ngày|tháng|"
    r"vì|do|đã|từ|khi|lúc|hồi|hôm|vào|được|cách đây|sớm|lâu|trước|sau|trong|tại|ở|(?:đầu|cuối|giữa) (?:năm|tháng))\b)"
)


def _either(pattern: str) -> str:
    """Each word with its marks or typed without any: "mất" and "mat", but not "mắt"."""
    return re.sub(
        r"[a-zà-ỹ]+", lambda word: word[0] if fold(word[0]) == word[0] else f"(?:{word[0]}|{fold(word[0])})", pattern
    )


_GONE = re.compile(
    _either(
        r"\s*(?:(?:cháu|trẻ|em|bé) )?(?:(?:đã|mới|vừa|bị) )*(?:"
        rf"(?:chết|qua đời|tử vong)\b{_NOT_THE_CHILD}|mất{_WHEN}|(?:được )?nhận (?:làm )?con nuôi\b|"
        r"(?:chuyển|dọn) (?:(?:hộ )?khẩu\b|(?:nơi|chỗ) ở\b|"
        rf"(?:đi|vào|ra|sang|đến|tới|lên|xuống)\b{_NEAR}|về{_NEAR}{_FAR})|"
        rf"không còn (?:ở|cư trú|sống|trên địa bàn|tại)\b{_NEAR})"
    ).replace("<CAPITAL>", f"(?-i:[A-Z{ACCENTED.upper()}])"),
    re.IGNORECASE,
)
# A note without one of these says neither that the child is gone nor that it has a donor.
_GONE_OR_SPONSORED = re.compile(r"chet|qua doi|tu vong|mat|nuoi|chuyen|don|khong con|do dau")
_SPONSORED = re.compile(r"\s*(?:(?:chau|tre|em|be) )?(?:hien )?da (?:duoc|co)\b.{0,40}\bdo dau\b")

OWN_CODE = re.compile(r"TE\d{6,}", re.IGNORECASE)
OUR_WORDS = {"mo coi ca cha va me", "mo coi cha", "mo coi me", "khong mo coi", "con ca cha va me", "con cha me"}
WRITTEN_PLACES = ("_hamlet", "_commune", "_former", "_present", "_address")
PLACE_KEYS = ("hamlet", "former_commune", "former_commune_key", "commune", "commune_key", "address_as_written")

VALUE_KEYS = tuple(
    """
    full_name birth birth_precision sex ethnicity hamlet former_commune commune orphan_status caregiver_name
    caregiver_relation phone poverty union_unit union_child code former_commune_key commune_key address_as_written
    circumstances father_name mother_name other_phone school grade note
    """.split()
)


def finish(values: Values, context: SheetContext) -> list[Problem]:
    """Put name, birth and place together and settle who is dead."""
    problems = _birth_from_parts(values, context) if values.get("_year") else []
    if values.get("_given") and values["full_name"]:
        values["full_name"] = f"{values['full_name']} {proper_case(str(values['_given']))}"
    problems += _contradictions(values, context)
    take_from_name(values)
    place, unplaced = context.locator.locate(values)
    values.update(place)
    if OWN_CODE.fullmatch(str(values.get("code") or "")):
        _only_what_is_written(values)
    _who_is_dead(values)
    if values.get("_poverty") and not values["poverty"]:
        values["poverty"] = values["_poverty"]
    if values.get("_carer_phone") and not values["phone"]:
        values["phone"] = values["_carer_phone"]
    if values["sex"] is None and context.only_girls_marked:
        values["sex"] = "male"
    return [*problems, *unplaced, *_no_longer_waiting(values)]


def _no_longer_waiting(values: Values) -> list[Problem]:
    """A donor that the list names, and notes by which the child is dead, has moved away or has a donor."""
    donor = values.get("_has_donor")
    said = [(HAS_DONOR, str(donor))] if donor else []
    for written in filter(None, (values.get("_note_full_name"), values.get("_note"))):
        note = clean(str(written))
        if not _GONE_OR_SPONSORED.search(fold(note)):
            continue
        pieces = re.split(r"[;,.]", note)
        said += [
            (message, str(written))
            for message, pattern, texts in ((GONE, _GONE, pieces), (HAS_DONOR, _SPONSORED, map(fold, pieces)))
            if any(map(pattern.match, texts))
        ]
    return [Problem("", message, {"text": text[:60]}, vital=False, look=True) for message, text in said]


def _contradictions(values: Values, context: SheetContext) -> list[Problem]:
    """Boy and girl at once, two dates of birth; of dates that agree the more precise one is taken."""
    found = []
    if values.get("_male") and values.get("_female"):
        found.append(Problem(context.heading_of("female") or context.heading_of("sex"), TWO_SEXES))
    keys = ("_birth", "_male_birth", "_female_birth", "_name_birth")
    said = {str(values[key]): key for key in keys if values.get(key)}
    if len(said) > 1:
        longest = max(said, key=len)
        if other := next((birth for birth in said if not longest.startswith(birth)), None):
            facts = {"first": _shown(longest), "second": _shown(other)}
            return [*found, Problem(context.heading_of("birth") or context.heading_of("female"), TWO_BIRTHS, facts)]
        values["birth"] = longest
        values["birth_precision"] = {10: "day", 7: "month"}.get(len(longest), "year")
    return found


def _shown(birth: str) -> str:
    """ "2014-07-28" as 28/07/2014."""
    return "/".join(reversed(birth.split("-")))


def from_section(title: str) -> Values:
    """What a section's title says of its children: "II. Trẻ mồ côi cha", "Hộ nghèo"."""
    said: Values = {"orphan_status": status} if (status := parse_orphan_status(title)) else {}
    if re.fullmatch(r"(?:trẻ em |trẻ |cháu )?(?:thuộc )?(?:diện )?hộ (?:cận )?nghèo", title.strip(" :.").lower()):
        said["poverty"] = parse_poverty(title)
    return said


def _only_what_is_written(values: Values) -> None:
    """A row of our own exported list: no commune that a list is thought to be from, no text that we put together."""
    if not any(values.get(key) for key in WRITTEN_PLACES):
        values.update(dict.fromkeys(PLACE_KEYS))
    if not values.get("_address"):
        values["address_as_written"] = None
    if fold(str(values.get("circumstances") or "")) in OUR_WORDS:
        values["circumstances"] = None


def _who_is_dead(values: Values) -> None:
    dead = {key[6:] for key in ("_dead_father", "_dead_mother", "_dead_both") if values.get(key)}
    if not dead and not values["orphan_status"]:
        dead = {which for which in ("father", "mother") if values.get(f"_said_dead_{which}")}
    if dead:
        values["orphan_status"] = "both" if "both" in dead or len(dead) == 2 else dead.pop()


def _birth_from_parts(values: Values, context: SheetContext) -> list[Problem]:
    """Day, month and year from columns of their own."""
    parts = [str(values[key]) for key in ("_day", "_month", "_year") if values.get(key)]
    if len(parts) == 2 and not values.get("_month"):
        parts = parts[1:]
    try:
        found = parse_birth("/".join(parts), list_date=context.list_date, today=context.today)
    except Unreadable as error:
        return [Problem(context.heading_of("birth_year"), error.message, error.params)]
    values["birth"], values["birth_precision"] = found.iso(), found.precision
    return []


CHILDREN = register(
    ListKind(
        key="children",
        label=gettext_noop("List of children"),
        fields=FIELDS,
        value_keys=VALUE_KEYS,
        name_field="full_name",
        missing_name=NO_NAME,
        finish=finish,
        from_section=from_section,
    )
)
