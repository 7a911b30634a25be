"""One proposal for all of a launch: the pairing of seats and children that serves need and wishes best.

A pair is worth what matching.py says: the child's need and what the donor wished for. Brothers and sisters who are
reserved together go to one donor with seats for all of them, or wait; then every other seat gets its child by an exact
assignment (SciPy). Among equals those who have waited longest are taken.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from children.models import Child
from donors.models import Donor, DonorKind
from organisation.areas import areas_within
from sponsorship import wishes
from sponsorship.models import Pledge

if TYPE_CHECKING:
    import numpy as np

NEVER = -1_000_000  # points of a pair that cannot be


@dataclass(frozen=True, slots=True)
class Seat:
    """`donor` is None while nobody knows who will sit there."""

    key: int
    donor: Donor | None


class Columns:
    """The children's fields as arrays, on which the wishes of matching.py (Q objects) are weighed all at once."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self._codes: dict[tuple[str, bool], tuple[dict[Any, int], Any]] = {}
        self._known: dict[tuple[str, Any], Any] = {}

    def holds(self, condition: Q) -> Any:
        """For each child whether `condition` holds. An unknown value fulfils no comparison."""
        import numpy as np

        parts = [
            self.holds(part) if isinstance(part, Q) else self._lookup(part[0], part[1]) for part in parts_of(condition)
        ]
        if parts:
            found = np.logical_or.reduce(parts) if condition.connector == Q.OR else np.logical_and.reduce(parts)
        else:
            found = np.ones(len(self.children), bool)
        return ~found if condition.negated else found

    def _lookup(self, name: str, value: Any) -> Any:
        key = (name, frozenset(value) if isinstance(value, set) else value)
        if key not in self._known:
            field, _sep, kind = name.partition("__")
            self._known[key] = self._compare(field, kind, value)
        return self._known[key]

    def _compare(self, field: str, kind: str, value: Any) -> Any:
        import numpy as np

        codes, column = self._coded(field, kind == "iexact")
        if kind in ("", "exact", "iexact"):
            wanted = value.casefold() if kind == "iexact" else value
            fits = {codes[wanted]} if wanted in codes else set()
        else:
            fits = {code for known, code in codes.items() if FITS[kind](known, value)}
        table = np.zeros(len(codes), bool)
        table[list(fits)] = True
        return table[column]

    def _coded(self, field: str, folded: bool) -> tuple[dict[Any, int], Any]:
        """Value → number, and the children's numbers. A foreign key is its id."""
        import numpy as np

        if (field, folded) not in self._codes:
            name = _attribute(field)
            values = [getattr(child, name) for child in self.children]
            if folded:
                values = [value.casefold() for value in values]
            codes = {value: code for code, value in enumerate(dict.fromkeys(values))}
            self._codes[field, folded] = codes, np.fromiter((codes[value] for value in values), int, len(values))
        return self._codes[field, folded]


def parts_of(condition: Q) -> list[Any]:
    """The conditions and pairs of lookup and value that a condition is made of."""
    return list(condition.children)


def _attribute(field: str) -> str:
    found: Any = Child._meta.get_field(field)
    return found.attname


FITS = {
    "in": lambda known, wanted: known in wanted,
    "gt": lambda known, limit: known is not None and known > limit,
    "gte": lambda known, limit: known is not None and known >= limit,
    "lt": lambda known, limit: known is not None and known < limit,
    "lte": lambda known, limit: known is not None and known <= limit,
    "isnull": lambda known, wanted: (known is None) == wanted,
}


def wishes_of(donor: Donor, areas: set[int], home: set[int], groups: set[int]) -> list[list[tuple[Q, int]]]:
    """wishes.weighed, with what it looks up by a query for each donor put in: of each list the first that holds.

    `groups`: the sibling groups of the children whom the donor sponsors.
    """
    said = wishes.weighed(donor, areas, home)
    cases = [[(when.condition, when.result.value) for when in case.cases] for case in said]
    found = [case for case in cases if case[0][1] != wishes.OWN_UNION and not any(_asks(q) for q, _worth in case)]
    own = [Q(parents_union__iexact=donor.name)] if donor.kind == DonorKind.ORGANISATION else []
    own += [Q(parents_union_unit=donor.unit_id)] if donor.unit_id else []
    found.append([(condition, wishes.OWN_UNION) for condition in own])
    found.append([(Q(sibling_group__in=groups), wishes.FAMILY)])
    if donor.wished_school:
        found.append([(Q(school__iexact=donor.wished_school), wishes.SCHOOL)])
    return found


def _asks(condition: Q) -> bool:
    """Whether a condition holds a query."""
    return any(_asks(part) if isinstance(part, Q) else isinstance(part[1], QuerySet) for part in parts_of(condition))


def points_of(donors: Sequence[Donor], columns: Columns) -> np.ndarray:
    """Donors × children: what speaks for each pair beyond the child's need. In whole points, by matching.py."""
    import numpy as np

    areas = areas_within(pk for donor in donors for pk in (donor.wished_area_id, donor.commune_id))
    groups = _groups_of_each(donors)
    points = np.zeros((len(donors), len(columns.children)), np.int64)
    for row, donor in enumerate(donors):
        for case in wishes_of(donor, areas[donor.wished_area_id], areas[donor.commune_id], groups[donor.pk]):
            left = np.ones(len(columns.children), bool)
            for condition, worth in case:
                here = left & columns.holds(condition)
                points[row] += worth * here
                left &= ~here
    return points


def _groups_of_each(donors: Iterable[Donor]) -> dict[int, set[int]]:
    """Donor → the sibling groups of its children, in one query."""
    found: dict[int, set[int]] = defaultdict(set)
    pledges = Pledge.objects.open().filter(donor__in=[donor.pk for donor in donors], child__sibling_group__isnull=False)
    for donor, group in pledges.order_by().values_list("donor", "child__sibling_group"):
        found[donor].add(group)
    return found


def propose(
    seats: Sequence[Seat],
    children: Sequence[Child],
    *,
    keeps_siblings: bool = True,
    not_together: Iterable[tuple[int, int]] = (),
) -> dict[int, Child]:
    """The seats' keys with the child proposed for each; seats or children that are left over are left out.

    `children` come from matching.with_need, those who should be taken first in front. `not_together`: (donor, child)
    by their ids, pairs that cannot be. Exact for the seats and children that remain after families are placed.
    """
    if not seats or not children:
        return {}
    table = Table(seats, children, not_together)
    chosen = place_families(table) if keeps_siblings else {}
    alone = [c for c, child in enumerate(children) if c not in chosen and not (keeps_siblings and c in table.in_family)]
    free = sorted(set(range(len(seats))) - set(chosen.values()))
    chosen |= table.assign(alone, free)
    return {seats[seat].key: children[child] for child, seat in chosen.items()}


class Table:
    """What each pair is worth. `rows`: for each seat its donor's row of `worth`."""

    def __init__(
        self, seats: Sequence[Seat], children: Sequence[Child], not_together: Iterable[tuple[int, int]]
    ) -> None:
        import numpy as np

        self.seats, self.children = seats, children
        donors = list({seat.donor.pk: seat.donor for seat in seats if seat.donor}.values())
        nobody = len(donors)  # the last row: who is not known yet wishes nothing
        row_of = {donor.pk: row for row, donor in enumerate(donors)}
        self.rows = np.array([row_of[seat.donor.pk] if seat.donor else nobody for seat in seats])
        self.worth = np.zeros((nobody + 1, len(children)), np.int64)
        self.worth[:nobody] = points_of(donors, Columns(children))
        self.worth += np.fromiter((child.need_points for child in children), np.int64, len(children))  # type: ignore[attr-defined]  # annotated by matching.with_need
        columns = {child.pk: column for column, child in enumerate(children)}
        for donor, child in not_together:
            if donor in row_of and child in columns:
                self.worth[row_of[donor], columns[child]] = NEVER
        self.families = _families(children)
        self.in_family = {c for members in self.families for c in members}

    def assign(self, children: Sequence[int], seats: Sequence[int]) -> dict[int, int]:
        """The best pairing of these children and seats: child → seat."""
        import numpy as np
        from scipy.optimize import linear_sum_assignment

        if not children or not seats:
            return {}
        worth = self.worth[np.ix_(self.rows[np.array(seats)], np.array(children))]
        taken = np.full(len(seats), -1)  # the seats' children
        where, whom = linear_sum_assignment(worth, maximize=True)
        taken[where] = whom
        first_come(worth, taken)
        pairs = [(s, c) for s, c in enumerate(taken) if c >= 0 and worth[s, c] > NEVER // 2]
        return {children[c]: seats[s] for s, c in pairs}


def first_come(worth: np.ndarray, taken: np.ndarray) -> None:
    """Among pairings of the same worth those further in front are taken: a child who is left over gets the seat of
    one further back wherever it is worth as much there. (As weights in the assignment the order costs 50 times its
    time.)"""
    import numpy as np

    seats = np.flatnonzero(taken >= 0)
    left_over = sorted(set(range(worth.shape[1])) - set(taken[seats].tolist()))  # a sorted list is a heap
    while left_over:
        child = heapq.heappop(left_over)
        same = seats[(worth[seats, child] == worth[seats, taken[seats]]) & (taken[seats] > child)]
        if same.size:
            seat = same[np.argmax(taken[same])]
            heapq.heappush(left_over, int(taken[seat]))
            taken[seat] = child


def _families(children: Sequence[Child]) -> list[list[int]]:
    """The children of one family who are reserved together, two or more."""
    found: dict[int, list[int]] = defaultdict(list)
    for column, child in enumerate(children):
        if child.sibling_group_id:
            found[child.sibling_group_id].append(column)
    return [members for members in found.values() if len(members) > 1]


def place_families(table: Table) -> dict[int, int]:
    """Child → seat for families that one donor can take whole, in rounds of the best assignment; one donor may take
    several families, one after the other."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    chosen: dict[int, int] = {}
    free: dict[int, list[int]] = defaultdict(list)
    for seat, row in enumerate(table.rows):
        if table.seats[seat].donor:
            free[int(row)].append(seat)
    waiting = list(table.families)
    while waiting and (rows := [row for row, seats in free.items() if len(seats) > 1]):
        worth = np.array([_worth_of_family(table, rows, members, free) for members in waiting])
        pairs = [(f, r) for f, r in zip(*linear_sum_assignment(worth, maximize=True), strict=True) if worth[f, r] > 0]
        if not pairs:
            break
        for family, row in pairs:
            for member in waiting[family]:
                chosen[member] = free[rows[row]].pop(0)
        placed = {family for family, _row in pairs}
        waiting = [members for family, members in enumerate(waiting) if family not in placed]
    return chosen


def _worth_of_family(
    table: Table, rows: Sequence[int], members: Sequence[int], free: Mapping[int, Sequence[int]]
) -> list[int]:
    """What a family is worth to each donor: at least 1, or nothing where it cannot be."""
    sums = table.worth[:, members].sum(axis=1)
    fits = {row for row in rows if len(free[row]) >= len(members) and sums[row] > NEVER // 2}
    least = min((int(sums[row]) for row in fits), default=0)
    return [int(sums[row]) - least + 1 if row in fits else 0 for row in rows]
