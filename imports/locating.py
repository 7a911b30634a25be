"""Where a row's child lives: the row's own words first, then the section, the title, the sheet's name, the default."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from imports.fields import Problem, Values
from vietnamese.addresses import take_apart
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.names import proper_case
from vietnamese.places import UNKNOWN, Place, PlaceIndex, PlaceRecord
from vietnamese.text import clean, fold

OUTSIDE = gettext_noop(
    "“%(text)s” is not in the area of this unit: its own unit enters the child. Or is the name written otherwise?"
)
NO_COMMUNE = gettext_noop("“%(text)s” names no commune of this unit: the row is entered without a commune.")
ELSEWHERE = gettext_noop(
    "“%(text)s” names %(name)s, which may be another commune. The child is entered for %(commune)s, of which the list"
    " speaks."
)
PARTS = ("_hamlet", "_commune", "_former", "_present", "_address", "_district")
FORMER, PRESENT = "former_commune", "present_commune"
MOST_CHOICES = 12
REMEMBERED = 20_000  # places
_COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|xa|phuong|thi tran)\s+([^,;(–]+)", re.IGNORECASE)
_BEFORE_COMMUNE = re.compile(r"[^,;]+,\s*(?=(?:xã|phường|thị trấn|xa|phuong|thi tran)\s)", re.IGNORECASE)

_SHORT = {"TDP", "KDC", "KP", "TK", "KTT"}  # of hamlets
_NUMBER = re.compile(r"^\d+\s*[.)_-]?\s*(?=\D)|\s*\(\d+\)$")

REFORM = dt.date(2025, 7, 1)  # since then the present communes
_NOWHERE = Place()


@dataclass(slots=True)
class Locator:
    """Puts a place together from its parts; answers are kept, since most rows of a sheet share theirs.

    `columns`: heading and letter of the list's columns by field.
    """

    places: PlaceIndex
    former_first: bool
    default: Place = _NOWHERE
    section: Place | None = None
    section_hamlet: str = ""
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    _known: dict[tuple[str, ...], tuple[Values, list[Problem]]] = field(default_factory=dict)
    _choices: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    _own: dict[str, PlaceRecord] | None = None

    def enter_section(self, text: str) -> bool:
        """Rows below belong to the commune or hamlet that the section's heading names; whether it names one."""
        self._known.clear()
        if place := self.places.in_title(text, former_first=self.former_first):
            self.section, self.section_hamlet = place, ""
            return True
        found = self._resolve(text)
        if isinstance(found, Place) and (found.former or found.present):
            self.section, self.section_hamlet = found, ""
            return True
        self.section_hamlet = _in_print(found.hamlet) if isinstance(found, Place) else ""
        return bool(self.section_hamlet)

    def _resolve(self, text: str, *, preferred_only: bool = True) -> Place | Unreadable:
        try:
            return self.places.resolve(text, former_first=self.former_first, preferred_only=preferred_only)
        except Unreadable as error:
            return error

    def bare(self, text: str) -> Place | None:
        """The unit's commune that a text names and nothing else ("3. Thanh Tùng", as sheets are called)."""
        found = self._resolve(_NUMBER.sub("", text))
        return found if isinstance(found, Place) and (found.former or found.present) and not found.hamlet else None

    def locate(self, values: Values) -> tuple[Values, list[Problem]]:
        """The row's place values, put together from its _hamlet, _commune, _former, _present, _district and _address.

        Gives hamlet, former_commune, commune, their keys and address_as_written; beside them what could not be found.
        A commune outside the unit's areas is vital; nothing is said about what exists there.
        """
        parts = tuple([str(values.get(key) or "") for key in PARTS])
        known = self._known.get(parts)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[parts] = self._locate(*parts)
        return known

    def _locate(
        self, hamlet: str, commune: str, former: str, present: str, address: str, district: str
    ) -> tuple[Values, list[Problem]]:
        problems: list[Problem] = []
        place = _NOWHERE
        for text, key in ((former, FORMER), (present, PRESENT), (commune, "commune"), (address, "address")):
            if text:
                wider = f"{text}, {district}" if district and district not in text else text
                place = self._add(place, self._with_generation(wider, key), text, problems, key)
        if hamlet:
            place = self._add_hamlet(place, hamlet, problems)
        written = ", ".join(
            dict.fromkeys(text for text in (hamlet, address, commune, former, present, district) if text)
        )
        base = self.section or self.default
        if not place.former and not place.present and not problems:
            place = Place(base.former, base.present, place.hamlet)
            if written and not (base.former or base.present):
                problems.append(self._problem("address" if address else "hamlet", written, None, message=NO_COMMUNE))
            elif name := self.places.bare_commune(address):
                problems.append(self._elsewhere(address, name, base))
        return self._values(place, place.hamlet or self.section_hamlet, written), problems

    def _with_generation(self, text: str, key: str) -> Place | Unreadable:
        if key not in (FORMER, PRESENT):
            found = self._resolve(text)
            if isinstance(found, Place) and not (found.former or found.present):
                return self._resolve(text, preferred_only=False)
            return found
        return self._resolve(f"{text} {'cũ' if key == FORMER else 'mới'}", preferred_only=False)

    def _add(self, place: Place, found: Place | Unreadable, text: str, problems: list[Problem], key: str) -> Place:
        """An address need not name a commune; what cannot be placed in it is the hamlet."""
        if isinstance(found, Unreadable):
            problems.append(self._problem(key, text, found))
            return place
        record, hamlet = found.former or found.present, found.hamlet
        if record is None:
            if key != "address" or self.places.names_commune(text):
                problems.append(self._problem(key, text, None))
            elif not hamlet and not self.places.is_only_wider(text):
                hamlet = text
        elif self._is_outside(found):
            problems.append(self._problem(key, text, None, outside=True))
            return Place(place.former, place.present, hamlet or place.hamlet)
        return Place(place.former or found.former, place.present or found.present, hamlet or place.hamlet)

    def _own_communes(self) -> dict[str, PlaceRecord]:
        if self._own is None:
            self._own = {record.key: record for record in self.places.preferred()}
        return self._own

    def _is_outside(self, place: Place) -> bool:
        own = self._own_communes()
        return bool(own) and not any(record and record.key in own for record in (place.former, place.present))

    def _problem(
        self, key: str, text: str, error: Unreadable | None, *, outside: bool = False, message: str = UNKNOWN
    ) -> Problem:
        """A place to be asked about: which of its namesakes, or which of the unit's communes is meant."""
        heading, at = self.columns.get(key, ("", ""))
        candidates = getattr(error, "candidates", None)
        if candidates and not (self._own_communes() and all(c.key not in self._own_communes() for c in candidates)):
            assert error
            choices = self._texts(text, candidates[:MOST_CHOICES])
            return Problem(heading, error.message, error.params, vital=False, look=True, letter=at, choices=choices)
        vital = outside or bool(candidates)
        message = OUTSIDE if vital else message
        choices = self._near(text)
        return Problem(heading, message, {"text": text[:60]}, vital=vital, look=True, letter=at, choices=choices)

    def _elsewhere(self, text: str, name: str, base: Place) -> Problem:
        """ "Xóm 3, Thanh Văn" in a list of another commune."""
        heading, at = self.columns.get("address", ("", ""))
        record = base.former or base.present
        assert record
        facts = {"text": text[:60], "name": name[:60], "commune": record.name}
        return Problem(heading, ELSEWHERE, facts, vital=False, look=True, letter=at)

    def _texts(self, text: str, records: Iterable[PlaceRecord]) -> tuple[tuple[str, str], ...]:
        """Each record's full name, and what to write for it; only what is then read as that record."""
        lead = _before_commune(text)
        found = []
        for record in records:
            name = self.places.full_name(record)
            cell = f"{lead}{name}" + (" (cũ)" if record.generation == "former" else "")
            for written in (cell, f"{lead}{record.name}" + (" (cũ)" if record.generation == "former" else "")):
                place = self._resolve(written, preferred_only=False)
                if isinstance(place, Place) and record in (place.former, place.present):
                    found.append((name, written))
                    break
        return tuple(found)

    def _near(self, text: str) -> tuple[tuple[str, str], ...]:
        """The unit's communes that the name may be mistyped for; all of them where they are few."""
        name = fold(m[1] if (m := _COMMUNE.search(text)) else text).strip()
        lead = _before_commune(text)
        known = self._choices.get(lead + name)
        if known is None:
            own = list(self._own_communes().values())
            names = [fold(record.short_name) for record in own]
            found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=70, limit=MOST_CHOICES)
            near = [own[i] for _name, _score, i in found] or (own if len(own) <= MOST_CHOICES else [])
            known = self._choices[lead + name] = self._texts(text, near)
        return known

    def _add_hamlet(self, place: Place, text: str, problems: list[Problem]) -> Place:
        """A hamlet's own column may name the commune too ("Xóm 3, xã Thanh Hà")."""
        if "," not in text and not self.places.names_commune(text):
            return Place(place.former, place.present, text)
        found = self._resolve(text)
        if not isinstance(found, Place) or not (found.former or found.present):
            if self.places.names_commune(text):
                problems.append(self._problem("hamlet", text, None))
            return Place(place.former, place.present, text)
        return Place(place.former or found.former, place.present or found.present, found.hamlet)

    def _values(self, place: Place, hamlet: str, written: str) -> Values:
        return {
            "hamlet": _in_print(hamlet) or None,
            "former_commune": place.former.short_name if place.former else None,
            "former_commune_key": place.former.key if place.former else None,
            "commune": place.present.short_name if place.present else None,
            "commune_key": place.present.key if place.present else None,
            "address_as_written": written or None,
        }


def _before_commune(text: str) -> str:
    """What stays beside another commune: "Xóm 3, " of "Xóm 3, xã Thanh Hà" and of "Xóm 3 xã Thanh Hà"."""
    if m := _BEFORE_COMMUNE.match(text):
        return m[0]
    hamlet = take_apart(clean(text)).hamlet
    return f"{hamlet}, " if hamlet else ""


def _in_print(hamlet: str) -> str:
    """A hamlet written in capitals ("THÔN LIÊN SƠN") as it is printed; any other as written."""
    if not hamlet.isupper():
        return hamlet
    return " ".join(word if word in _SHORT else proper_case(word) for word in hamlet.split())


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
