"""A report is taken once, and says the same for ever."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from organisation.models import Unit, User
from reports.indicators import figures
from reports.keeping import content_of, lists_of, scope_of
from reports.models import ReportKind, Snapshot


class NothingWrong(Exception):
    """A new edition would say the same as the last."""


@transaction.atomic
def take_snapshot(
    *,
    unit: Unit,
    kind: ReportKind | str,
    title: str,
    as_of: datetime.date,
    since: datetime.date,
    filters: dict[str, Any] | None = None,
    by: User,
) -> tuple[Snapshot, bool]:
    """Keeps the report of a unit and day, compared with `since`, an earlier day; gives it, and whether it is new.

    The report that already stands is given as it is; one of another kind, or compared with another day, takes over the
    figures of that day. Where another was issued anew since, so is this one, with its reason.

    `filters`: fields of a Scope besides unit and day. Raises IntegrityError for days in the wrong order.
    """
    filters = filters or {}
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # two at once would each keep their own
    kept = Snapshot.objects.of(unit, as_of, filters)
    standing, same_day = kept.filter(kind=kind, since=since).first(), kept.first()
    if standing and same_day and standing.agrees_with(same_day):
        return standing, False
    content = same_day.content if same_day else content_of(scope_of(unit, as_of, filters))
    lists = same_day.lists if same_day else lists_of(scope_of(unit, as_of, filters))
    content = content | {"before": _figures_on(unit, since, filters)}
    anew = {"edition": standing.edition + 1, "reason": kept.exclude(reason="")[0].reason} if standing else {}
    taken = Snapshot.objects.create(
        unit=unit, kind=kind, title=title, as_of=as_of, since=since, filters=filters, content=content, lists=lists,
        taken_by=by, **anew,
    )  # fmt: skip
    taken.refresh_from_db()
    return taken, True


@transaction.atomic
def correct_snapshot(*, snapshot: Snapshot, reason: str, by: User) -> Snapshot:
    """A new edition with what is known now, because of `reason`; the old one stays. Raises NothingWrong."""
    Unit.objects.select_for_update(no_key=True).get(pk=snapshot.unit_id)
    same = Snapshot.objects.of(snapshot.unit, snapshot.as_of, snapshot.filters)
    latest = same.filter(kind=snapshot.kind, since=snapshot.since).order_by("-edition")[0]
    scope = scope_of(snapshot.unit, snapshot.as_of, snapshot.filters)
    content, lists = content_of(scope), lists_of(scope)
    content["before"] = _figures_on(snapshot.unit, snapshot.since, snapshot.filters)
    if (content, lists) == (latest.content, latest.lists):
        raise NothingWrong
    taken = Snapshot.objects.create(
        unit=snapshot.unit, kind=snapshot.kind, title=snapshot.title, as_of=snapshot.as_of, since=snapshot.since,
        filters=snapshot.filters, edition=latest.edition + 1, reason=reason, content=content, lists=lists, taken_by=by,
    )  # fmt: skip
    taken.refresh_from_db()
    return taken


def _figures_on(unit: Unit, day: datetime.date, filters: dict[str, Any]) -> dict[str, int]:
    """What a report of that day said, if one is kept: two reports on the same day agree."""
    kept = Snapshot.objects.of(unit, day, filters).values_list("content", flat=True).first()
    return kept["figures"] if kept else figures(scope_of(unit, day, filters))
