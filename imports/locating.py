"""Where a row's child lives: the row's own words first, then the section, the title, the sheet's name, the default."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from imports.fields import Problem, Values
from vietnamese.errors import Unreadable
from vietnamese.names import proper_case
from vietnamese.places import UNKNOWN, Place, PlaceIndex

REFORM = dt.date(2025, 7, 1)  # since then the present communes
_NOWHERE = Place()


@dataclass(slots=True)
class Locator:
    """Puts a place together from its parts; answers are kept, since most rows of a sheet share theirs."""

    places: PlaceIndex
    former_first: bool
    default: Place = _NOWHERE
    section: Place | None = None
    section_hamlet: str = ""
    _known: dict[tuple[str, ...], tuple[Values, list[Problem]]] = field(default_factory=dict)

    def enter_section(self, text: str) -> None:
        """Rows below belong to the commune or hamlet that the section's heading names."""
        if place := self.places.in_title(text, former_first=self.former_first):
            self.section, self.section_hamlet = place, ""
            self._known.clear()
            return
        found = self._resolve(text)
        if isinstance(found, Place) and (found.former or found.present):
            self.section, self.section_hamlet = found, ""
        elif isinstance(found, Place) and found.hamlet:
            self.section_hamlet = proper_case(found.hamlet)
        else:
            self.section_hamlet = ""
        self._known.clear()

    def _resolve(self, text: str, *, preferred_only: bool = True) -> Place | Unreadable:
        try:
            return self.places.resolve(text, former_first=self.former_first, preferred_only=preferred_only)
        except Unreadable as error:
            return error

    def locate(self, values: Values) -> tuple[Values, list[Problem]]:
        """The row's place values, put together from its _hamlet, _commune, _former, _present and _address.

        Gives hamlet, former_commune, commune, their keys and address_as_written; beside them what could not be found
        (never vital).
        """
        parts = tuple(str(values.get(key) or "") for key in ("_hamlet", "_commune", "_former", "_present", "_address"))
        known = self._known.get(parts)
        if known is None:
            known = self._known[parts] = self._locate(*parts)
        return known

    def _locate(
        self, hamlet: str, commune: str, former: str, present: str, address: str
    ) -> tuple[Values, list[Problem]]:
        problems: list[Problem] = []
        place = _NOWHERE
        for text, generation in ((former, "former"), (present, "present"), (commune, ""), (address, "")):
            if text:
                place = self._add(place, self._with_generation(text, generation), text, problems, vague=text == address)
        if hamlet:
            place = self._add_hamlet(place, hamlet)
        written = ", ".join(dict.fromkeys(text for text in (hamlet, address, commune, former, present) if text))
        base = self.section or self.default
        if not place.former and not place.present and not problems:
            place = Place(base.former, base.present, place.hamlet)
        return self._values(place, place.hamlet or self.section_hamlet, written), problems

    def _with_generation(self, text: str, generation: str) -> Place | Unreadable:
        if not generation:
            found = self._resolve(text)
            if isinstance(found, Place) and not (found.former or found.present):
                wider = self._resolve(text, preferred_only=False)
                return wider
            return found
        word = "cũ" if generation == "former" else "mới"
        return self._resolve(f"{text} {word}", preferred_only=False)

    def _add(
        self, place: Place, found: Place | Unreadable, text: str, problems: list[Problem], *, vague: bool
    ) -> Place:
        """`vague`: the text need not name a commune; what cannot be placed in it is the hamlet."""
        if isinstance(found, Unreadable):
            problems.append(Problem("", found.message, found.params, vital=False))
            return place
        hamlet = found.hamlet
        if not (found.former or found.present):
            if not vague or self.places.names_commune(text):
                problems.append(Problem("", UNKNOWN, {"text": text[:60]}, vital=False))
            elif not hamlet:
                hamlet = text
        return Place(place.former or found.former, place.present or found.present, hamlet or place.hamlet)

    def _add_hamlet(self, place: Place, text: str) -> Place:
        """A hamlet's own column may name the commune too ("Xóm 3, xã Thanh Hà")."""
        if "," not in text and not self.places.names_commune(text):
            return Place(place.former, place.present, text)
        found = self._resolve(text)
        if not isinstance(found, Place) or not (found.former or found.present):
            return Place(place.former, place.present, text)
        return Place(place.former or found.former, place.present or found.present, found.hamlet)

    def _values(self, place: Place, hamlet: str, written: str) -> Values:
        return {
            "hamlet": hamlet or None,
            "former_commune": place.former.short_name if place.former else None,
            "former_commune_key": place.former.key if place.former else None,
            "commune": place.present.short_name if place.present else None,
            "commune_key": place.present.key if place.present else None,
            "address_as_written": written or None,
        }


def speaks_of_former(texts: Iterable[str], places: PlaceIndex) -> bool:
    """Whether a list without a date uses the communes of before July 2025: what its unmistakable names are."""
    votes = 0
    for text in texts:
        try:
            then = places.resolve(text, former_first=True)
            now = places.resolve(text, former_first=False)
        except Unreadable:
            continue
        if then.former and then == now:
            votes += 1
        elif now.present and not then.former:
            votes -= 1
    return votes > 0
