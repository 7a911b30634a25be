"""Communes and hamlets in what people write as an address; communes of before and of since 7/2025."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vietnamese.addresses import FORMERLY, NEWLY, Generation, Parts, generation_word, take_apart
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean, fold

AMBIGUOUS = gettext_noop("“%(text)s” may be one of several places: %(candidates)s.")
UNKNOWN = gettext_noop("No commune is known by the name “%(text)s”.")

_NOW = r"\s*(?:nay là|nay thuộc|nay|nay la|nay thuoc|hiện nay là|bây giờ là)\s*:?\s+([^()]+?)\s*"
_NOW_IS = re.compile(rf"\({_NOW}(?:\)|$)|,{_NOW}\)?$", re.IGNORECASE)
_ONCE = r"\b(?:trước(?: đây)? (?:là|thuộc)|nguyên là|tên cũ|truoc (?:day )?la)\b"
_WAS = re.compile(
    rf"\(\s*(?P<said>{_ONCE})?\s*:?\s*(?P<name>[^()]+?)\s*\)|,\s*{_ONCE}\s*:?\s*(?P<behind>[^(),]+)", re.IGNORECASE
)
_NUMBERED_HAMLET = re.compile(r"(\S+\s*\d+[A-Za-zĐđ]?)\s+(\D{2,})")


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One area as the database or areas.csv holds it; `name` with or without its kind ("Xã Thanh Tùng")."""

    key: str
    name: str
    kind: str = ""
    level: str = "commune"  # commune, district, province
    generation: Generation = "present"
    parent: str = ""
    successors: tuple[str, ...] = ()

    @property
    def short_name(self) -> str:
        """The name without its kind: "Thanh Tùng"."""
        bare = self.name
        if self.kind and bare.lower().startswith(self.kind.lower() + " "):
            bare = bare[len(self.kind) + 1 :]
        # "Quận 1", "Phường 5" are named by their number
        return self.name if bare.isdigit() else bare


@dataclass(frozen=True, slots=True)
class Place:
    """What an address says: the commune of before 7/2025, the present one, the hamlet; what is not said stays empty."""

    former: PlaceRecord | None = None
    present: PlaceRecord | None = None
    hamlet: str = ""


class Ambiguous(Unreadable):
    """The name fits several places; `candidates` are their records."""

    def __init__(self, text: str, candidates: list[PlaceRecord], shown: str) -> None:
        super().__init__(AMBIGUOUS, text=text, candidates=shown)
        self.candidates = candidates


class PlaceIndex:
    """Finds communes by what people write. Build it once for the whole country; `preferring()` narrows it cheaply."""

    def __init__(self, records: Iterable[PlaceRecord], preferred: Iterable[str] = ()) -> None:
        """`preferred`: keys of the communes (either generation) where the unit works: they win over namesakes."""
        self._by_key = {record.key: record for record in records}
        self._by_name: dict[str, list[PlaceRecord]] = {}
        for record in self._by_key.values():
            if record.level == "commune":
                self._by_name.setdefault(fold(record.short_name), []).append(record)
        self._prefer(preferred)

    def _prefer(self, preferred: Iterable[str]) -> None:
        self._preferred = set(preferred)
        for key in tuple(self._preferred):
            if record := self._by_key.get(key):
                self._preferred.update(record.successors)
        self._preferred |= {r.key for r in self._by_key.values() if not self._preferred.isdisjoint(r.successors)}
        self._around = {fold(r.short_name) for key in self._preferred for r in self._above(key)}

    def preferring(self, preferred: Iterable[str]) -> "PlaceIndex":
        """The same index for another unit's communes; a preferred commune brings its predecessors and successors."""
        other = object.__new__(PlaceIndex)
        other._by_key, other._by_name = self._by_key, self._by_name
        other._prefer(preferred)
        return other

    def preferred(self) -> list[PlaceRecord]:
        """The communes that win over namesakes, of both generations; [] for an index without preference."""
        return [r for key in sorted(self._preferred) if (r := self._by_key.get(key)) and r.level == "commune"]

    def by_key(self, key: str) -> PlaceRecord | None:
        """The record with this key, or None."""
        return self._by_key.get(key)

    def resolve(self, text: str, *, former_first: bool = False, preferred_only: bool = False) -> Place:
        """The place that an address names.

        "xã Thanh Tùng", "Thanh tùng", "Xóm Kim Sơn, xã Thanh Tùng, huyện Thanh Chương, Nghệ An", "xã Thanh Tùng cũ",
        "xã Thanh Tùng (nay là xã Bích Hào)". `former_first`: a name both generations have means the former one (lists
        of before July 2025; naming a huyện says so too). `preferred_only`: no commune elsewhere in the country.
        Raises Ambiguous when several places fit; a name nobody knows gives a Place without commune.
        """
        whole = clean(text)
        text, former, present = self._both_names(whole, preferred_only)
        if present and not former and text:
            former_first = True
        text, only = generation_word(text)
        if former and not present:  # "xã Bích Hào (Thanh Tùng cũ)": what is left is the name of today
            only = only or "present"
        parts = take_apart(text)
        parts.commune, of_commune = generation_word(parts.commune)  # "xã Thanh Tùng (cũ), huyện Thanh Chương"
        only = of_commune or only
        if parts.hamlet and not parts.commune:
            parts.hamlet, behind = self._behind_hamlet(parts.hamlet)
            parts.bare[:0] = [behind] if behind else []
        record = self._find(parts, text, only, former_first or parts.district, preferred_only)
        place = self._place(record, former, present, parts.hamlet or _first_bare(parts, record))
        self._refuse_other_successor(place, whole)
        return place

    def _refuse_other_successor(self, place: Place, text: str) -> None:
        """ "xã Thanh Tùng (nay là xã Kim Bảng)", which it never became."""
        was, now = place.former, place.present
        if was and now and was.successors and now.key not in was.successors:
            raise Ambiguous(text[:60], [was, now], f"{self.full_name(was)}; {self.full_name(now)}")

    def _both_names(self, text: str, preferred_only: bool) -> tuple[str, PlaceRecord | None, PlaceRecord | None]:
        """Cut "(nay là xã Bích Hào)", ", trước là xã Thanh Tùng" or "(xã Thanh Tùng cũ)" out and look it up."""
        if m := _NOW_IS.search(text):
            name = m[1] or m[2]
            now = self._lookup(take_apart(name), name, "present", False, preferred_only)
            return _without(text, m), None, now
        for m in _WAS.finditer(text):
            if not m.start() or FORMERLY.fullmatch(m[0]) or NEWLY.fullmatch(m[0]):
                continue
            inner, only = generation_word(m["name"] or m["behind"])
            if m["name"] and not (m["said"] or only or m.end() == len(text)):
                continue  # in mid-text another name in brackets may be a hamlet's
            if was := self._lookup(take_apart(inner), inner, only or "former", True, preferred_only):
                return _without(text, m), (was if only != "present" else None), (was if only == "present" else None)
        return text, None, None

    def _lookup(
        self, parts: Parts, text: str, only: Generation | None, former_first: bool, preferred_only: bool
    ) -> PlaceRecord | None:
        try:
            return self._find(parts, text, only, former_first, preferred_only)
        except Ambiguous:
            return None

    def _behind_hamlet(self, hamlet: str) -> tuple[str, str]:
        """ "xóm 3 Thanh Hà": a numbered hamlet, and the unit's commune right behind its number."""
        m = _NUMBERED_HAMLET.fullmatch(hamlet)
        found = self._by_name.get(fold(m[2]), ()) if m else ()
        return (m[1], m[2]) if m and any(r.key in self._preferred for r in found) else (hamlet, "")

    def _find(
        self, parts: Parts, text: str, only: Generation | None, former_first: bool, preferred_only: bool
    ) -> PlaceRecord | None:
        names = [parts.commune] if parts.commune else parts.bare
        for name in names:
            found = self._candidates(name, parts, only)
            if preferred_only or not parts.commune:
                # a word without "xã" before it is a commune only where one is expected
                found = [r for r in found if r.key in self._preferred] if self._preferred else found
            if found:
                return self._choose(found, name, text, former_first)
        if not parts.commune and len(parts.bare) == 1 and not parts.hamlet:
            found = self._candidates(parts.bare[0], parts, only)
            if found and not preferred_only:
                return self._choose(found, parts.bare[0], text, former_first)
        return None

    def _candidates(self, name: str, parts: Parts, only: Generation | None) -> list[PlaceRecord]:
        found = self._by_name.get(fold(name), [])
        if only:
            found = [r for r in found if r.generation == only]
        for wider in parts.wider:
            if len(found) > 1:
                found = [r for r in found if self._within(r, wider)] or found
        # the unit's own town before another's commune of that name: "xã Hùng Sơn" is what people say
        found = [r for r in found if r.key in self._preferred] or found
        if parts.kind and len(found) > 1:
            found = [r for r in found if fold(r.kind) == parts.kind] or found
        return found

    def _within(self, record: PlaceRecord, wider: str) -> bool:
        return any(fold(parent.short_name) == wider for parent in self._above(record.key))

    def _above(self, key: str) -> Iterator[PlaceRecord]:
        record = self._by_key.get(key)
        while record and (record := self._by_key.get(record.parent)):
            yield record

    def is_only_wider(self, text: str) -> bool:
        """Whether an address names a district or province and nothing within it: "Thanh Chương, Nghệ An"."""
        parts = take_apart(clean(text))
        is_bare = all(fold(name) in self._around for name in parts.bare)
        return not parts.hamlet and not parts.commune and is_bare and bool(parts.wider or parts.bare)

    def _choose(self, found: list[PlaceRecord], name: str, text: str, former_first: bool) -> PlaceRecord:
        found = [r for r in found if r.key in self._preferred] or found
        exact = [r for r in found if r.short_name.lower() == name.lower()]
        found = exact or found
        wanted = "former" if former_first else "present"
        found = [r for r in found if r.generation == wanted] or found
        if len(found) == 1:
            return found[0]
        raise Ambiguous(text[:60], found, "; ".join(self.full_name(r) for r in found[:6]))

    def _place(
        self, record: PlaceRecord | None, former: PlaceRecord | None, present: PlaceRecord | None, hamlet: str
    ) -> Place:
        if record and record.generation == "former":
            former = record
        elif record:
            present = record
        return Place(former, present or (self.successor(former) if former else None), hamlet)

    def successor(self, former: PlaceRecord) -> PlaceRecord | None:
        """The present commune of a former one; None when it was divided among several."""
        return self._by_key.get(former.successors[0]) if len(former.successors) == 1 else None

    def full_name(self, record: PlaceRecord) -> str:
        """ "Xã Thanh Tùng, Huyện Thanh Chương, Tỉnh Nghệ An"."""
        names: list[str] = []
        seen: PlaceRecord | None = record
        while seen and len(names) < 4:
            names.append(seen.name)
            seen = self._by_key.get(seen.parent)
        return ", ".join(names)

    @staticmethod
    def names_commune(text: str) -> bool:
        """Whether an address says "xã …", "phường …" in words, whether or not that commune is known."""
        return bool(take_apart(clean(text)).commune)

    def bare_commune(self, text: str) -> str:
        """What stands behind a hamlet without "xã" and is a commune's name: "Thanh Văn" of "Xóm 3, Thanh Văn"; else
        ""."""
        parts = take_apart(clean(text))
        names = parts.bare if parts.hamlet and not parts.commune else []
        return next((name for name in names if fold(name) in self._by_name and fold(name) not in self._around), "")

    def in_title(self, text: str, *, former_first: bool = True) -> Place | None:
        """The commune that a title, a section or a sheet's name speaks of: "… TRÊN ĐỊA BÀN XÃ THANH TÙNG NĂM 2024"."""
        for m in re.finditer(r"\b(xã|phường|thị trấn|đặc khu|xa|phuong|thi tran)\s+(\S.*)", clean(text), re.IGNORECASE):
            words = re.split(r"[\s,;:.()–-]+", m[2])[:5]
            for count in range(min(5, len(words)), 0, -1):
                if place := self._exact(f"{m[1]} {' '.join(words[:count])}", former_first):
                    return place
        return None

    def _exact(self, text: str, former_first: bool) -> Place | None:
        try:
            place = self.resolve(text, former_first=former_first, preferred_only=bool(self._preferred))
        except Ambiguous:
            return None
        return replace(place, hamlet="") if place.former or place.present else None


def _without(text: str, m: re.Match[str]) -> str:
    return f"{text[: m.start()].rstrip()} {text[m.end() :].lstrip()}".replace(" ,", ",").strip()


def _first_bare(parts: Parts, record: PlaceRecord | None) -> str:
    """ "Liên Sơn, Thanh Tùng": what stands before the commune is the hamlet."""
    if not record or not parts.bare or fold(parts.bare[0]) in (fold(record.short_name), *parts.wider[: parts.named]):
        return ""
    return parts.bare[0]
