"""The pledge that a treasurer means by what was typed: a code, a child's name, a donor's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from organisation.access import units_where
from organisation.roles import Permission
from sponsorship.models import Pledge
from sponsorship.models.states import IN_FORCE, PledgeState
from vietnamese.text import clean

FOUND_AT_MOST = 8
CODE = re.compile(r"\bCK\s?(\d{6,12})\b", re.IGNORECASE)


def bookable(user: Any) -> Any:
    """The pledges on which this person may book money."""
    units = units_where(user, Permission.RECORD_MONEY)
    return (
        Pledge.objects.visible_to(user)
        .filter(managing_unit__in=units)
        .exclude(state=PledgeState.PROPOSED)
        .select_related("child", "donor", "balance")
    )


def label(pledge: Any) -> str:
    """CK000012 · Trần Thị Mẫu – Công đoàn Trường Mẫu: what the field shows, and reads back by the code."""
    return f"{pledge.code} · {pledge.child.full_name} – {pledge.donor}"


def search(user: Any, text: str, limit: int = FOUND_AT_MOST) -> list[Any]:
    """The likeliest first: pledges in force before the others."""
    text = clean(text)[:100]
    if len(text) < 2:
        return []
    rows = list(bookable(user).search(text).order_by("-starts_on", "-id")[: 5 * limit])
    return sorted(rows, key=lambda row: row.state not in IN_FORCE)[:limit]


def resolve(user: Any, texts: Sequence[str]) -> list[tuple[Any | None, str]]:
    """For each typed text the pledge, or why none is meant. All codes take one query, a name one each."""
    codes = [f"CK{found[1]}" if (found := CODE.search(text)) else "" for text in texts]
    known = {pledge.code: pledge for pledge in bookable(user).filter(code__in=set(filter(None, codes)))}
    pairs = zip(texts, codes, strict=True)
    return [(known[code], "") if code in known else _named(user, text, code) for text, code in pairs]


def _named(user: Any, text: str, code: str) -> tuple[Any | None, str]:
    if not text.strip():
        return None, ""
    found = [] if code else search(user, text)
    in_force = [pledge for pledge in found if pledge.state in IN_FORCE]
    if len(found) == 1 or len(in_force) == 1:
        return (in_force or found)[0], ""
    if not found:
        return None, _("No pledge is found by “%(text)s”.") % {"text": text[:60]}
    return None, _("Several pledges fit; write the code of one: %(labels)s.") % {"labels": labels(found[:4])}


def labels(pledges: Iterable[Any]) -> str:
    return "; ".join(label(pledge) for pledge in pledges)
