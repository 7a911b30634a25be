"""How a paper that reaches a donor may call the child.

With the consent to show the child to the donor (the guardian's, and the child's own from 7 years): name, year of birth
and commune, never more. Without it: the code of the record, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from children.models import Child, Consent
from children.models.consent import ConsentPurpose
from organisation.templatetags.vietnamese import birth_text

ASSENT_AGE = 7  # years; article 21, Law on Children


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
    """`shown`: the children whom shown_to_donors() allows. `child` comes with its commune."""
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


def shown_to_donors(children: Iterable[Child]) -> set[int]:
    """The ids of those whom a donor may know by name, by the consents in force today."""
    by_id = {child.pk: child for child in children}
    consents = Consent.objects.in_force().filter(child__in=by_id, purpose=ConsentPurpose.SHARE)
    return {each.child_id for each in consents if each.child_assented or _is_small(by_id[each.child_id])}


def _is_small(child: Child) -> bool:
    """Too young to be asked; a child of unknown age is asked."""
    return child.age is not None and child.age < ASSENT_AGE
