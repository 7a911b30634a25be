"""The head of a unit's papers: who is above, who issues, where, and who signs for it."""

import re
from dataclasses import dataclass

from organisation.models import Area, Unit
from organisation.models.unit import UnitKind

SYMBOLS = {
    UnitKind.LABOUR_FEDERATION: "LĐLĐ",
    UnitKind.COMMUNE_UNION: "CĐ",
    UnitKind.GRASSROOTS_UNION: "CĐCS",
    UnitKind.WOMENS_UNION: "BTV",
    UnitKind.RED_CROSS: "CTĐ",
    UnitKind.PEOPLES_COMMITTEE: "UBND",
    UnitKind.PROGRAMME: "BTC",
}
COMMITTEE, EXECUTIVE = "TM. BAN THƯỜNG VỤ", "TM. BAN CHẤP HÀNH"
SIGNERS = {  # (on whose behalf, as what)
    UnitKind.LABOUR_FEDERATION: (COMMITTEE, "CHỦ TỊCH"),
    UnitKind.COMMUNE_UNION: (EXECUTIVE, "CHỦ TỊCH"),
    UnitKind.GRASSROOTS_UNION: (EXECUTIVE, "CHỦ TỊCH"),
    UnitKind.WOMENS_UNION: (COMMITTEE, "CHỦ TỊCH"),
    UnitKind.RED_CROSS: (COMMITTEE, "CHỦ TỊCH"),
    UnitKind.PEOPLES_COMMITTEE: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    UnitKind.SCHOOL: ("", "HIỆU TRƯỞNG"),
    UnitKind.PROGRAMME: ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"),
    UnitKind.OTHER: ("", "ĐẠI DIỆN ĐƠN VỊ"),
}
ORGANISERS = (UnitKind.LABOUR_FEDERATION, UnitKind.WOMENS_UNION)  # a programme's papers bear their names
_PLACE = re.compile(r"\b(?:huyện|xã|phường|thị trấn|thị xã|thành phố|tỉnh|quận|đặc khu)\s+([^,(]+)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class Head:
    """`unit` in lines; `symbol` ends a paper's number ("05/BB-LĐLĐ"); `place` "" is filled in by hand."""

    over: str
    unit: tuple[str, ...]
    symbol: str
    place: str
    on_behalf: str
    signer: str

    @property
    def name(self) -> str:
        return " và ".join(self.unit)

    def number(self, kind: str, number: str = "") -> str:
        """The number as it stands on the paper, or with room to write it in: "……/BB-LĐLĐ"."""
        return number or f"……/{'-'.join(part for part in (kind, self.symbol) if part)}"


def issuer(managing_unit: Unit, connecting_unit: Unit | None) -> Unit:
    """A programme is no organisation that signs: the unit that brought both sides together does, where it is known."""
    if managing_unit.kind == UnitKind.PROGRAMME and connecting_unit:
        return connecting_unit
    return managing_unit


def head_of(unit: Unit) -> Head:
    """Three queries at most: the units above, the organisers of a programme, the unit's areas."""
    above = list(Unit.objects.filter(pk__in=_ids(unit)[:-1]))
    above.sort(key=lambda each: len(each.path), reverse=True)
    over = next((each.name for each in above if each.kind != UnitKind.PROGRAMME), "")
    lines = [unit.name]
    if unit.kind == UnitKind.PROGRAMME:
        organisers = Unit.objects.open().filter(parent=unit, kind__in=ORGANISERS).order_by("kind", "pk")
        lines = [each.name for each in organisers] or lines
    kind = UnitKind(unit.kind)
    return Head(over, tuple(lines), SYMBOLS.get(kind, ""), _place([unit, *above]), *SIGNERS[kind])


def _ids(unit: Unit) -> list[int]:
    return [int(number) for number in unit.path.strip("/").split("/")]


def _place(units: list[Unit]) -> str:
    """The town that papers are dated from: by the unit's name, its only area, or the same of a unit above."""
    areas: dict[int, list[str]] = {}
    for pk, name in Area.objects.filter(units__in=units).values_list("units", "name"):
        areas.setdefault(pk, []).append(name)
    for unit in units:
        if named := _PLACE.search(unit.name) or _IN_BRACKETS.search(unit.name):
            return named[1].strip()
        if len(areas.get(unit.pk, [])) == 1:
            name = areas[unit.pk][0]
            only = _PLACE.search(name)
            return only[1] if only else name
    return ""
