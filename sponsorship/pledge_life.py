"""The life of a pledge as one reads it: each step with its day, who decided it, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organisation.models import User
from organisation.templatetags.vietnamese import dmy, dmy_time, vnd
from sponsorship.models import Pledge
from sponsorship.models.states import PledgeState

Event = dict[str, Any]


def timeline(pledge: Pledge) -> list[Event]:
    """Newest first, for components/history.html. `pledge` is from access.pledge_with_its_life."""
    events = [*_moves(pledge), *_pauses(pledge), *_rates(pledge), *_reviews(pledge), *_surpluses(pledge)]
    return sorted(events, key=lambda event: event["moment"])[::-1]  # of the same moment: the later step first


def _event(moment: dt.datetime, title: str, by: Any, icon: str, text: str = "", on: dt.date | None = None) -> Event:
    """`on`: the day it counts from, where that is not the day on which it was recorded."""
    at = dmy_time(moment)
    if on and on != timezone.localdate(moment):
        at = _("from %(day)s, recorded %(moment)s") % {"day": dmy(on), "moment": at}
    return {"moment": moment, "title": title, "text": text, "at": at, "by": str(by) if by else "", "icon": icon}


def _moves(pledge: Pledge) -> Iterator[Event]:
    """From the history: whoever changed the state, by whatever way."""
    history: Any = pledge
    rows = list(history.events.select_related("pgh_context").order_by("pgh_id"))
    people = User.objects.in_bulk({key for row in rows if (key := _actor(row))})
    before = None
    for row in rows:
        if row.state not in (before, PledgeState.SUSPENDED) and row.pgh_label != "delete":  # a pause tells its own
            title, icon, on, text = _step(pledge, before, row.state)
            yield _event(row.pgh_created_at, title, people.get(_actor(row) or 0), icon, text, on)
        before = row.state


def _actor(row: Any) -> int | None:
    return row.pgh_context and row.pgh_context.metadata.get("user")


def _step(pledge: Pledge, before: str | None, state: str) -> tuple[str, str, dt.date | None, str]:
    """(title, icon, the day it counts from, why)"""
    if state == PledgeState.ENDED:
        why = [str(pledge.get_end_reason_display()), pledge.end_note]
        return _("Ended"), "flag", pledge.ended_on, capfirst(". ".join(part for part in why if part))
    if state == PledgeState.ACTIVE:
        if before == PledgeState.SUSPENDED:
            return _("Resumed"), "player-play", None, ""
        return _("Started"), "heart", pledge.active_from, _origin(pledge)
    if state == PledgeState.APPROVED:
        return _("Approved"), "circle-check", pledge.approved_on, ""
    return _("Proposed"), "clock", None, _origin(pledge)


def _origin(pledge: Pledge) -> str:
    return _("Continues pledge %(code)s.") % {"code": pledge.replaces.code} if pledge.replaces else ""


def _pauses(pledge: Pledge) -> Iterator[Event]:
    """Why and until when; that it was resumed the moves say already."""
    for pause in pledge.suspensions.all():
        until = _("expected to go on from %(day)s") % {"day": dmy(pause.until_on)} if pause.until_on else ""
        title = _("Pause from %(day)s") % {"day": dmy(pause.from_on)}
        if pause.over_on:
            days = {"first": dmy(pause.from_on), "last": dmy(pause.over_on - dt.timedelta(days=1))}
            title = _("Pause from %(first)s to %(last)s") % days if pause.over_on > pause.from_on else title
        text = "; ".join(part for part in (pause.reason, until) if part)
        yield _event(pause.decided_at, title, pause.decided_by, "player-pause", text)


def _rates(pledge: Pledge) -> Iterator[Event]:
    for change in pledge.rate_changes.all():
        title = _("New amount: %(amount)s") % {"amount": vnd(change.rate_vnd)}
        moment = timezone.make_aware(dt.datetime.combine(change.from_on, dt.time()))
        yield _event(moment, title, change.decided_by, "cash", change.note) | {
            "at": _("from %(day)s") % {"day": dmy(change.from_on)}
        }


def _reviews(pledge: Pledge) -> Iterator[Event]:
    for review in pledge.reviews.all():
        title = _("Review: %(decision)s") % {"decision": review.get_decision_display()}
        yield _event(review.recorded_at, title, review.reviewed_by, "checklist", review.note, on=review.reviewed_on)


def _surpluses(pledge: Pledge) -> Iterator[Event]:
    for use in pledge.surplus_uses.all():
        amount = {"amount": vnd(abs(use.amount_vnd))}
        title = _("Surplus of %(amount)s booked on instalments") % amount
        if use.reverses_id:
            title = _("%(amount)s is a surplus again") % amount
        yield _event(use.recorded_at, title, use.decided_by, "coins", use.note)


LINE = """
WITH RECURSIVE back AS (
    SELECT id, replaces_id, 0 AS step FROM sponsorship_pledge WHERE id = %(pk)s
    UNION ALL SELECT p.id, p.replaces_id, back.step - 1 FROM sponsorship_pledge p JOIN back ON p.id = back.replaces_id
), ahead AS (
    SELECT id, 0 AS step FROM sponsorship_pledge WHERE id = %(pk)s
    UNION ALL SELECT p.id, ahead.step + 1 FROM sponsorship_pledge p JOIN ahead ON p.replaces_id = ahead.id
)
SELECT id, step FROM back UNION SELECT id, step FROM ahead ORDER BY step
"""


def line_of(pledge: Pledge, user: Any) -> list[Pledge | None]:
    """The pledges of one line, oldest first; None stands for one that the reader may not see. Empty for one alone."""
    with connection.cursor() as cursor:
        cursor.execute(LINE, {"pk": pledge.pk})
        keys = [row[0] for row in cursor.fetchall()]
    if len(keys) < 2:
        return []
    seen = Pledge.objects.visible_to(user).select_related("child", "donor", "balance").in_bulk(keys)
    return [seen.get(key) for key in keys]
