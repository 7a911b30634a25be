"""What a kept report would say today, and why: who is in a list now and was not then, and what was done since."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from children.models import Child
from donors.models import Donor
from organisation.models import User
from organisation.templatetags.vietnamese import dmy
from reports.indicators import INDICATORS, VND, Indicator
from reports.keeping import list_of, scope_of
from reports.models import Snapshot
from sponsorship.models import Handover, Pledge, RateChange, Receipt

NAMED = 100  # of each figure; what is left out is counted
OF_PLEDGE = ["state", "active_from", "ended_on", "child_id", "donor_id", "managing_unit_id", "connecting_unit_id",
             "campaign_id"]  # fmt: skip
OF_TERMS = ["rate_vnd", "per", "starts_on", "ends_on", "months_count", "stated_total_vnd"]
OF_PLACE = ["managing_unit_id", "commune_id", "former_commune_id"]
OF_CHILD = ["needs_since", "need_ended_on", "is_union_member_child", *OF_PLACE]
OF_DONOR = ["kind"]


@dataclass(frozen=True)
class Cause:
    at: datetime.datetime | None
    text: str
    by: str = ""


@dataclass(frozen=True)
class Changed:
    """A record that is in the list now and was not then ("in"), the other way round ("out"), or counts another sum."""

    pk: int
    code: str
    how: str
    was: int | None
    now: int | None
    cause: Cause


@dataclass(frozen=True)
class Difference:
    indicator: Indicator
    was: int
    now: int
    records: list[Changed]
    more_count: int
    is_listed: bool


def differences(snapshot: Snapshot) -> list[Difference]:
    """One for each figure that would be another today, or whose list would."""
    scope = scope_of(snapshot.unit, snapshot.as_of, snapshot.filters)
    found = []
    for key, indicator in INDICATORS.items():
        was, now = snapshot.content["figures"][key], indicator.value(scope)
        kept, present = snapshot.lists[key], list_of(scope, key)
        if kept is None or present is None:
            if was != now:
                found.append(Difference(indicator, was, now, [], 0, is_listed=False))
            continue
        rows = _changed(indicator, kept, present)
        if rows or was != now:
            causes = CAUSES[key]([row[0] for row in rows[:NAMED]], snapshot.taken_at)
            records = [Changed(*row, causes.get(row[0], _unknown())) for row in rows[:NAMED]]
            found.append(Difference(indicator, was, now, records, max(len(rows) - NAMED, 0), is_listed=True))
    return found


def _unknown() -> Cause:
    return Cause(None, _("a change in what belongs to it"))


Row = tuple[int, str, str, int | None, int | None]


def _changed(indicator: Indicator, kept: Sequence[Any], present: Sequence[Any]) -> list[Row]:
    """(pk, code, how, was, now) for each record that differs; sums where the figure is money."""
    is_money = indicator.unit == VND
    then = {row[0]: (row[1], row[-1] if is_money else None) for row in kept}
    today = {row[0]: (row[1], row[-1] if is_money else None) for row in present}
    rows: list[Row] = [(pk, code, "in", None, vnd) for pk, (code, vnd) in today.items() if pk not in then]
    rows += [(pk, code, "out", vnd, None) for pk, (code, vnd) in then.items() if pk not in today]
    both = [(pk, code, vnd, today[pk][1]) for pk, (code, vnd) in then.items() if pk in today]
    return rows + [(pk, code, "sum", was, now) for pk, code, was, now in both if was != now]


# --- Why -----------------------------------------------------------------------------------------

Causes = dict[int, Cause]


def _events(model: Any, since: datetime.datetime, columns: list[str], where: Q) -> Iterable[tuple[Any, list[str]]]:
    """(event after `since`, which of `columns` it changed), in order; a new record has changed them all."""
    history = model._meta.get_field("events").related_model
    before: dict[int, list[Any]] = {}
    rows = history.objects.filter(where).select_related("pgh_context").order_by("pgh_id")
    for event in rows:
        values = [getattr(event, column) for column in columns]
        earlier = before.get(event.pgh_obj_id)
        before[event.pgh_obj_id] = values
        if event.pgh_created_at <= since:
            continue
        old = earlier or [None] * len(columns)
        changed = [name for name, one, other in zip(columns, values, old, strict=True) if one != other]
        if changed or earlier is None:
            yield event, changed if earlier is not None else []


Pairs = Callable[[list[int]], Iterable[tuple[int, int]]]


def _changes(model: Any, columns: list[str], pairs: Pairs, link: str = "pgh_obj_id") -> Callable[..., Causes]:
    """What was done to records of `model`. `pairs` are (key, record of the list behind which it stands) of those in the
    list, `link` is the column of the events that holds the key.
    """

    def causes(pks: list[int], since: datetime.datetime) -> Causes:
        listed: dict[int, list[int]] = defaultdict(list)
        for key, pk in pairs(pks):
            listed[key].append(pk)
        found: Causes = {}
        people: dict[int, list[int]] = defaultdict(list)
        for event, changed in _events(model, since, columns, Q(**{f"{link}__in": list(listed)})):
            behind = listed[getattr(event, link)]
            found |= dict.fromkeys(behind, Cause(event.pgh_created_at, _said(model, changed)))
            people[(event.pgh_context and event.pgh_context.metadata.get("user")) or 0] += behind
        return _named(found, people)

    return causes


def _itself(pks: list[int]) -> Iterable[tuple[int, int]]:
    return zip(pks, pks, strict=True)


def _behind(model: Any, key: str, of: str = "pk") -> Pairs:
    """`key` leads from a row of `model` to the record that may have changed, `of` to the one in the list."""
    return lambda pks: model._default_manager.filter(**{f"{of}__in": pks}).order_by().values_list(key, of)


def _said(model: Any, changed: list[str]) -> str:
    if model is RateChange:  # the day and the sum of a change stand for good
        changed = ["rate_vnd"]
    if not changed:
        return _("the pledge was entered later") if model is Pledge else _("entered later")
    labels = [str(model._meta.get_field(name.removesuffix("_id")).verbose_name) for name in changed]
    return capfirst(_("changed: %(what)s") % {"what": ", ".join(labels)})


def _named(found: Causes, people: dict[int, list[int]]) -> Causes:
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=[pk for pk in people if pk])}
    by = {pk: names.get(user, "") for user, pks in people.items() for pk in pks}
    return {pk: Cause(cause.at, cause.text, by.get(pk, "")) for pk, cause in found.items()}


def _entered(model: type[Receipt] | type[Handover], to: str, day: str) -> Callable[..., Causes]:
    """Entries booked since: late, or taking another back."""

    def causes(pks: list[int], since: datetime.datetime) -> Causes:
        rows = model._default_manager.filter(**{f"{to}__in": pks}, recorded_at__gt=since).select_related("recorded_by")
        found: Causes = {}
        for entry in rows.order_by("pk"):
            said = {"code": entry.code, "day": dmy(getattr(entry, day))}
            text = (
                _("%(code)s of %(day)s takes another entry back")
                if entry.reverses_id
                else _("%(code)s of %(day)s was entered late")
            )
            found[getattr(entry, to)] = Cause(entry.recorded_at, text % said, str(entry.recorded_by))
        return found

    return causes


def _latest(*askers: Callable[..., Causes]) -> Callable[..., Causes]:
    """Of several causes the one that came last."""

    def causes(pks: list[int], since: datetime.datetime) -> Causes:
        found: Causes = {}
        for ask in askers:
            for pk, cause in ask(pks, since).items():
                if pk not in found or (cause.at or since) >= (found[pk].at or since):
                    found[pk] = cause
        return found

    return causes


def _whose(model: Any, to_pledge: str = "", of: str = "pk") -> list[Callable[..., Causes]]:
    """Where the child belongs and what the donor is, for rows of `model`; `to_pledge` leads to their pledge."""
    child, donor = _behind(model, f"{to_pledge}child_id", of), _behind(model, f"{to_pledge}donor_id", of)
    return [_changes(Child, OF_PLACE, child), _changes(Donor, OF_DONOR, donor)]


def _entries(model: type[Receipt] | type[Handover], day: str) -> Callable[..., Causes]:
    """An entry goes with its pledge and child from one round, unit or commune to another."""
    pledges = _changes(Pledge, OF_PLEDGE, _behind(model, "pledge_id"))
    return _latest(_entered(model, "pk", day), pledges, *_whose(model, "pledge__"))


_PLEDGES = _latest(*_whose(Pledge), _changes(Pledge, OF_PLEDGE, _itself))
_CHILDREN = _latest(
    _changes(Child, OF_CHILD, _itself),
    _changes(Donor, OF_DONOR, _behind(Pledge, "donor_id", of="child_id")),
    _changes(Pledge, OF_PLEDGE, _itself, link="child_id"),
)
CAUSES: dict[str, Callable[..., Causes]] = {
    "donors_active": _latest(*_whose(Pledge, of="donor_id"), _changes(Pledge, OF_PLEDGE, _itself, link="donor_id")),
    "pledges_active": _PLEDGES,
    "children_sponsored": _CHILDREN,
    "children_helped": _CHILDREN,
    "children_waiting": _CHILDREN,
    "children_waiting_union": _CHILDREN,
    "pledged_vnd": _latest(
        *_whose(Pledge),
        _changes(Pledge, OF_PLEDGE + OF_TERMS, _itself),
        _changes(RateChange, ["rate_vnd"], _itself, link="pledge_id"),
    ),
    "received_vnd": _entries(Receipt, "received_on"),
    "delivered_vnd": _entries(Handover, "handed_on"),
    "held_vnd": _latest(
        _PLEDGES, _entered(Receipt, "pledge_id", "received_on"), _entered(Handover, "pledge_id", "handed_on")
    ),
}
