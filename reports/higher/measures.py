"""What a column of a form holds: a figure of ours up to the day, or what came since an earlier day; perhaps of one
channel alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reports.grouping import by_unit_and_above
from reports.indicators import INDICATORS
from reports.models import RowsBy
from reports.pivot import counted, source_of
from reports.scope import NOT_KNOWN, Scope

UNTIL, CHANGE, BEFORE = "until", "change", "before"  # up to the day; added in the period; up to the day before it


@dataclass(frozen=True)
class Measure:
    """`only` names one field of a Scope and its value ("donor_kind:fund", "campaign:12"), "" for everything.

    `since` None: the figure of the scope's day; a day: how much was added after it.
    """

    key: str
    only: str = ""
    since: datetime.date | None = None

    def narrowed(self, scope: Scope) -> Scope:
        if not self.only:
            return scope
        name, value = self.only.split(":", 1)
        return scope.narrowed(**{name: value if name == "donor_kind" else int(value)})

    def value(self, scope: Scope) -> int:
        return self._changed(lambda on: {NOT_KNOWN: INDICATORS[self.key].value(on)}, scope).get(NOT_KNOWN, 0)

    def by(self, scope: Scope, rows_by: str, units: Sequence[int]) -> dict[int, int]:
        """{the commune's id or NOT_KNOWN: the figure}; by units: of each of `units` with those below it."""

        def found(on: Scope) -> dict[int, int]:
            if rows_by != RowsBy.UNIT:
                return {pk or NOT_KNOWN: value for pk, value in counted(on, self.key, rows_by).rows.items()}
            source = source_of(on, self.key, "managing_unit")
            return by_unit_and_above(*source, units) if source else {}

        return self._changed(found, scope)

    def _changed(self, found: Callable[[Scope], dict[int, int]], scope: Scope) -> dict[int, int]:
        scope = self.narrowed(scope)
        now = found(scope)
        if self.since is None:
            return now
        then = found(replace(scope, as_of=self.since))
        return {pk: now.get(pk, 0) - then.get(pk, 0) for pk in {**now, **then}}
