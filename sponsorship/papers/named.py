"""How a paper that reaches a donor may call the child.

Where children/showing.py allows it: name, year of birth and commune, never more. Else the code of the record, and
nothing besides.
"""

from dataclasses import dataclass

from children.models import Child
from organisation.templatetags.vietnamese import birth_text


@dataclass(frozen=True, slots=True)
class ChildForDonor:
    """`name` begins with the word for a child: "cháu Trần Thị Mẫu", "cháu (mã số TE000012)".

    `text` says all that may be said: "cháu Trần Thị Mẫu, sinh năm 2015, xã Bích Hào".
    """

    name: str
    text: str
    code: str
    birth_year: str = ""
    commune: str = ""
    is_named: bool = False


def for_donor(child: Child, shown: set[int]) -> ChildForDonor:
    """`shown`: the children whom children.showing.shown_to_donors() allows. `child` comes with its commune."""
    if child.pk not in shown:
        neutral = f"cháu (mã số {child.code})"
        return ChildForDonor(neutral, neutral, child.code)
    name, year, commune = f"cháu {child.full_name}", birth_year(child), commune_of(child)
    text = ", ".join(part for part in (name, f"sinh năm {year}" if year else "", commune) if part)
    return ChildForDonor(name, text, child.code, year, commune, is_named=True)


def birth_year(child: Child) -> str:
    return str(child.birth_date.year) if child.birth_date else ""


def birth(child: Child) -> str:
    """As far as it is known: 23/02/2017, 02/2017, 2017, khoảng 2017."""
    return birth_text(child.birth_date, child.birth_date_precision) if child.birth_date else ""


def commune_of(child: Child) -> str:
    """xã Bích Hào; the former commune where the present one is not known."""
    area = child.commune or child.former_commune
    return area.name[:1].lower() + area.name[1:] if area else ""
