"""The figures in tables and by month. Each table is one pass over the very rows that the figures count."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import F, Value
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from organisation.models import Area, Unit
from organisation.models.area import short_name
from reports import indicators, ledger
from reports.grouping import WHOLE, Grouped, grouped
from reports.kept import children_kept
from reports.scope import NOT_KNOWN, Scope
from sponsorship.models.ledger import Side
from vietnamese.text import sort_key

MONEY_KEYS = [*ledger.SUMS, "held_vnd"]
PLACE_KEYS = [
    "children_sponsored",
    "children_waiting",
    "children_waiting_union",
    *MONEY_KEYS,
]
CHANNEL_KEYS = ["donors_active", "children_sponsored", *MONEY_KEYS]
MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Division:
    """By what a table divides the figures. `key` is the name of the Scope's field."""

    key: str
    title: Any
    heading: Any
    not_known: Any
    figures: Sequence[str]
    model: Any

    @property
    def is_place(self) -> bool:
        return self.figures is PLACE_KEYS


DIVISIONS = {
    division.key: division
    for division in [
        Division("commune", _("By commune of today"), _("Commune"), _("Commune not known"), PLACE_KEYS, Area),
        Division(
            "former_commune",
            _("By commune before July 2025"),
            _("Former commune"),
            _("Former commune not known"),
            PLACE_KEYS,
            Area,
        ),
        Division(
            "connecting_unit",
            _("By connecting unit"),
            _("Connecting unit"),
            _("Without a connecting unit"),
            CHANNEL_KEYS,
            Unit,
        ),
        Division(
            "campaign", _("By campaign round"), _("Campaign round"), _("Outside any round"), CHANNEL_KEYS, Campaign
        ),
    ]
}


@dataclass
class Line:
    name: str
    key: int  # the record's id, or NOT_KNOWN
    figures: dict[str, int]
    under: str = ""


class Name(NamedTuple):
    name: str
    plain: str  # by which it is sorted: a commune without its kind
    under: str = ""  # the former district of a former commune


class Summary:
    """The figures of one scope, divided by `by`, each with the sum over all of it."""

    def __init__(self, scope: Scope, by: str) -> None:
        self.scope, self.division = scope, DIVISIONS[by]

    # --- the passes over the records ---

    @cached_property
    def _kept(self) -> dict[str, Grouped] | None:
        return children_kept(self.scope, **self._places)

    @cached_property
    def _sponsored(self) -> Grouped:
        if self._kept is not None:
            return self._kept["children_sponsored"]
        rows = indicators.children_sponsored(self.scope)
        return grouped(rows.values(**_named(self._places)), [*self._places], ["count(*)"])

    @cached_property
    def _waiting(self) -> Grouped:
        if self._kept is not None:
            return self._kept["children_waiting"]
        rows = indicators.children_waiting(self.scope).values("is_union_member_child", **_named(self._places))
        return grouped(rows, [*self._places], ["count(*)", "count(*) FILTER (WHERE is_union_member_child)"])

    @property
    def _helped(self) -> int:
        if self._kept is not None:
            return _first(self._kept["children_helped"][WHOLE], 1)[0]
        return indicators.INDICATORS["children_helped"].value(self.scope)

    @property
    def _places(self) -> dict[str, str]:
        """The table's places, and always the communes of today for the chart."""
        wanted = {"commune", self.division.key} if self.division.is_place else {"commune"}
        return {f"by_{place}": f"{place}_id" for place in sorted(wanted)}

    @cached_property
    def _money(self) -> ledger.Sums:
        kept = ledger.kept_sums(self.scope, self._money_keys, self._months_shown[0])
        return self._money_counted() if kept is None else kept

    def _money_counted(self) -> ledger.Sums:
        keys = self._money_keys
        columns = _named({f"by_{key}": f"balance__{key}_id" for key in keys} | {"vnd": "balance__pledged_vnd"})
        rows = indicators.pledges_counted(self.scope).values(**columns)
        pledged = grouped(rows, [f"by_{key}" for key in keys], ["sum(vnd)"])
        sides = [f"sum(amount_vnd) FILTER (WHERE side = '{side}')" for side in Side]
        booked = grouped(ledger.kept_totals(self.scope), [*keys, ledger.MONTH], sides)
        found = {ledger.MONTH: {ledger.month_key(day): (0, *vnd) for day, vnd in booked[ledger.MONTH].items()}}
        for key in keys:
            promised, paid = pledged[f"by_{key}"], booked[key]
            found[key] = {
                of or NOT_KNOWN: (*promised.get(of, (0,)), *paid.get(of, (0, 0))) for of in {*promised, *paid}
            }
        return found

    @property
    def _money_keys(self) -> list[str]:
        """The table's places or channels, and always the rounds for the chart."""
        return sorted({self.division.key, ledger.CAMPAIGN})

    @cached_property
    def _in_force(self) -> Grouped:
        columns = {"by_key": f"{self.division.key}_id", "donor": "donor_id", "child": "child_id"}
        rows = indicators.pledges_in_force(self.scope).values(**_named(columns, suffix="_of"))
        return grouped(rows, ["by_key_of"], ["count(DISTINCT donor_of)", "count(DISTINCT child_of)"])

    # --- what the page shows ---

    @cached_property
    def total(self) -> dict[str, int]:
        """The ten figures. People are counted anew, since a child or donor may stand on several lines; money is the sum
        of its lines, since every pledge and entry stands on one.
        """
        waiting, union = _first(self._waiting[WHOLE], 2)
        pledged, received, delivered = map(sum, zip((0, 0, 0), *self._money[self.division.key].values(), strict=True))
        return {
            **indicators.in_force_counts(self.scope),
            "children_sponsored": _first(self._sponsored[WHOLE], 1)[0],
            "children_helped": self._helped,
            "children_waiting": waiting,
            "children_waiting_union": union,
            "pledged_vnd": pledged,
            "received_vnd": received,
            "delivered_vnd": delivered,
            "held_vnd": received - delivered,
        }

    @cached_property
    def _by_key(self) -> dict[int, dict[str, int]]:
        """The figures of each place or channel that has anything to show."""
        by_key: dict[int, dict[str, int]] = {}
        for names, groups in self._columns():
            for key, values in groups.items():
                line = by_key.setdefault(key or NOT_KNOWN, dict.fromkeys(self.division.figures, 0))
                line.update(zip(names, values, strict=True))
        for figures in by_key.values():
            figures["held_vnd"] = figures["received_vnd"] - figures["delivered_vnd"]
        return {key: figures for key, figures in by_key.items() if any(figures.values())}

    def _columns(self) -> list[tuple[list[str], dict[Any, tuple[int, ...]]]]:
        money = (ledger.SUMS, self._money[self.division.key])
        if not self.division.is_place:
            return [(["donors_active", "children_sponsored"], self._in_force["by_key_of"]), money]
        place = f"by_{self.division.key}"
        return [
            (["children_sponsored"], self._sponsored[place]),
            (["children_waiting", "children_waiting_union"], self._waiting[place]),
            money,
        ]

    @cached_property
    def _names(self) -> dict[int, Name]:
        keys = [key for key in self._by_key if key != NOT_KNOWN]
        if self.division.model is not Area:
            return {each.pk: Name(str(each), str(each)) for each in self.division.model.objects.filter(pk__in=keys)}
        return _area_names(keys, with_district=self.division.key == "former_commune")

    @cached_property
    def lines(self) -> list[Line]:
        """One for each place or channel that has anything to show, by name; the records that name none come last."""
        by_key, names = self._by_key, self._names
        order = sorted(
            by_key.keys() - {NOT_KNOWN}, key=lambda key: (in_order(names[key].under), in_order(names[key].plain), key)
        )
        lines = [Line(names[key].name, key, by_key[key], names[key].under) for key in order]
        if NOT_KNOWN in by_key:
            lines.append(Line(str(self.division.not_known), NOT_KNOWN, by_key[NOT_KNOWN]))
        return lines

    @property
    def overlaps(self) -> list[str]:
        """The figures whose lines add up to more than their sum: somebody stands on several lines."""
        people = [key for key in self.division.figures if key not in MONEY_KEYS]
        return [key for key in people if sum(line.figures[key] for line in self.lines) > self.total[key]]

    @cached_property
    def months(self) -> list[tuple[datetime.date, int, int]]:
        """The last twelve months up to the day: (first day of the month, received, delivered) in VND."""
        booked = self._money[ledger.MONTH]
        sums = {day: booked.get(ledger.month_key(day), (0, 0, 0)) for day in self._months_shown}
        return [(day, received, delivered) for day, (_pledged, received, delivered) in sums.items()]

    @property
    def _months_shown(self) -> list[datetime.date]:
        return [_months_before(self.scope.month, n) for n in range(MONTHS_SHOWN - 1, -1, -1)]

    def rounds(self, at_most: int) -> list[Line]:
        """Pledged, received and delivered in the largest campaign rounds, without what lies outside any."""
        sums = {key: vnd for key, vnd in self._money[ledger.CAMPAIGN].items() if key != NOT_KNOWN and any(vnd)}
        largest = sorted(sums, key=lambda key: (*(-vnd for vnd in sums[key]), key))[:at_most]
        names = Campaign.objects.in_bulk(largest)
        return [Line(str(names[key]), key, dict(zip(ledger.SUMS, sums[key], strict=True))) for key in largest]

    @cached_property
    def communes(self) -> list[Line]:
        """Children sponsored and waiting in each commune of today, those with most children first."""
        sponsored, waiting = self._sponsored["by_commune"], self._waiting["by_commune"]
        counts = {
            key: (sponsored.get(key, (0,))[0], waiting.get(key, (0, 0))[0])
            for key in {*sponsored, *waiting}
            if key is not None
        }
        names = self._names if self.division.key == "commune" else _area_names(counts)
        largest = sorted(counts, key=lambda key: (-sum(counts[key]), names[key].name))
        keys = ["children_sponsored", "children_waiting"]
        return [Line(names[key].name, key, dict(zip(keys, counts[key], strict=True))) for key in largest]


def _area_names(keys: Iterable[int], *, with_district: bool = False) -> dict[int, Name]:
    """There may be thousands: no record is made of each, and one array asks for all, not thousands of parameters."""
    wanted = RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])
    under = F("parent__name") if with_district else Value("")
    rows = Area.objects.filter(pk__in=wanted).values_list("pk", "name", "kind", under)
    return {pk: Name(name, short_name(name, kind), district or "") for pk, name, kind, district in rows}


def _named(columns: Mapping[str, str], suffix: str = "") -> dict[str, F]:
    return {f"{name}{suffix}": F(path) for name, path in columns.items()}


def _first(groups: dict[Any, tuple[int, ...]], size: int) -> tuple[int, ...]:
    return next(iter(groups.values()), (0,) * size)


def _months_before(day: datetime.date, count: int) -> datetime.date:
    months = day.year * 12 + day.month - 1 - count
    return datetime.date(months // 12, months % 12 + 1, 1)


@lru_cache(20_000)  # the names of places come again on every page
def in_order(name: str) -> tuple[str, ...]:
    """Word by word in the order of the Vietnamese alphabet; Phường 2 before Phường 10."""
    return tuple(word.zfill(6) if word.isdigit() else sort_key(word) for word in name.split())
