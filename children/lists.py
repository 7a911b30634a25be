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
from vietnamese.text import fold

NO_NAME = gettext_noop("The child's name is missing.")
TWO_SEXES = gettext_noop("By this row the child is both a boy and a girl. Leave what is right.")
TWO_BIRTHS = gettext_noop("This row has two dates of birth, %(first)s and %(second)s. Leave the right one.")
HAS_DONOR = gettext_noop("By this list the child has a donor already: %(text)s.")
GONE = gettext_noop("Is the child to be entered? The list says: %(text)s.")
_GONE = re.compile(
    r"\s*(?:(?:chau|tre|em|be) )?(?:(?:da|moi|vua|bi) )*(?:chet|mat|qua doi|tu vong|(?:duoc )?nhan (?:lam )?con nuoi|"
    r"(?:chuyen|don) (?:di|vao|ve|den|khau|cho|noi|sang|ra)|khong con (?:o|cu tru|song|tren dia ban|tai))\b"
    r"(?! (?:cha|bo|me|ba|ca|suc|tich|lien lac|dat|nha|viec|kha nang)\b)"
)
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
    for note in (values.get("_note_full_name"), values.get("_note")):
        pieces = [fold(piece) for piece in re.split(r"[;,.]", str(note or ""))]
        said += [
            (message, str(note))
            for message, pattern in ((GONE, _GONE), (HAS_DONOR, _SPONSORED))
            if any(pattern.match(piece) for piece in pieces)
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
