"""The lists of letters and of donors to be called, as their pages and sheets show them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from organisation.cells import addresses, below, cell, heading, joined, link, row, strong
from organisation.sheets import Column
from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import NOTHING, dmy, vnd
from sponsorship.models.letter import Direction, LetterState
from sponsorship.models.touch import Answer
from sponsorship.rows import donor_text
from vietnamese.phones import format_phone

TONES = {LetterState.WAITING: "wait", LetterState.FORWARDED: "good", LetterState.KEPT: "quiet"}
ICONS = {LetterState.WAITING: "clock", LetterState.FORWARDED: "check", LetterState.KEPT: "folder"}
LETTER_SORTS = {"day": ["written_on", "id"], "child": ["pledge__child__name_sort", "id"]}
REMINDER_SORTS = {
    "late": ["-unpaid_since", "id"],
    "open": ["open_vnd", "id"],
    "name": ["name_sort", "id"],
    "contact": ["contacted_on", "id"],
}


def letter_rows(letters: QuerySet) -> QuerySet:
    sides = {
        "child_name": "pledge__child__full_name",
        "child_code": "pledge__child__code",
        "donor_title": "pledge__donor__title",
        "donor_name": "pledge__donor__name",
        "donor_code": "pledge__donor__code",
        "pledge_code": "pledge__code",
        "by_name": "decided_by__full_name",
    }
    columns = ("public_id", "code", "direction", "written_on", "state", "decided_on", "decision_note", "text")
    return letters.annotate(**{name: F(path) for name, path in sides.items()}).values_list(*columns, *sides, named=True)


def draw_letters(letters: Iterable[Any]) -> SafeString:
    """Rows of letter_rows() under the headings of templates/sponsorship/letters.html."""
    address = addresses("sponsorship:letter")
    way, donor, day, state = _("Which way"), _("Donor"), _("Written on"), _("State")
    return joined(
        *[
            row(
                heading(each.child_name, address(each.public_id), below(each.code)),
                cell(way, capfirst(Direction(each.direction).label)),
                cell(donor, joined(donor_text(each), below(each.pledge_code))),
                cell(day, dmy(each.written_on)),
                cell(state, joined(letter_badge(each.state), below(_decided(each)) if each.decided_on else "")),
            )
            for each in letters
        ]
    )


def letter_badge(state: str) -> SafeString:
    kind = LetterState(state)
    return badge(kind.label, TONES[kind], ICONS[kind])


def _decided(letter: Any) -> str:
    return f"{dmy(letter.decided_on)}, {letter.by_name}"


def draw_late(donors: Iterable[Any]) -> SafeString:
    """Donors of late_donors() under the headings of templates/sponsorship/reminders.html."""
    address, today = addresses("sponsorship:reminder"), timezone.localdate()
    labels = [_("Phone"), _("Still missing"), _("Late"), _("Due"), _("Last contact")]
    drawn = []
    for each in donors:
        received = below(_("received %(amount)s") % {"amount": vnd(each.received_vnd)})
        drawn.append(
            row(
                heading(each, address(each.public_id), below(each.code)),
                cell(labels[0], _phones(each), "nowrap" if each.phone or each.other_phone else "row-empty"),
                cell(labels[1], strong(vnd(each.open_vnd)), "num"),
                cell(labels[2], _late(each, today)),
                cell(labels[3], joined(vnd(each.due_vnd), received), "num"),
                cell(labels[4], _contact(each, today)),
            )
        )
    return joined(*drawn)


def _phones(donor: Any) -> SafeString | str:
    numbers = [number for number in (donor.phone, donor.other_phone) if number]
    return joined(*[link(format_phone(each), f"tel:{each}") for each in numbers], between=", ") or NOTHING


def days_text(days: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _late(donor: Any, today: dt.date) -> SafeString:
    days = (today - donor.unpaid_since).days
    tone = "bad" if days > 60 else "wait"
    since = _("since %(day)s") % {"day": dmy(donor.unpaid_since)}
    return joined(badge(days_text(days), tone), below(since, "nowrap"))


def _contact(donor: Any, today: dt.date) -> SafeString | str:
    if not donor.contacted_on:
        return _("not yet")
    promised = donor.contact_promised_on
    said = str(Answer(donor.contact_answer).label)
    if promised:
        said = _("promised for %(day)s") % {"day": dmy(promised)}
    late = badge(_("the promised day has passed"), "bad") if promised and promised < today else ""
    return joined(dmy(donor.contacted_on), below(f"{said} · {donor.contact_by}"), late)


def _days_late(donor: Any) -> int:
    return (timezone.localdate() - donor.unpaid_since).days


LETTER_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Letter"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Written on"), "written_on", 12),
    Column(pgettext_lazy("column of the sheet", "Which way"), "direction", 30, lambda: dict(Direction.choices)),
    Column(pgettext_lazy("column of the sheet", "Child's name"), "child_name", 24),
    Column(pgettext_lazy("column of the sheet", "Child's code"), "child_code", 11),
    Column(pgettext_lazy("column of the sheet", "Donor"), donor_text, 32),
    Column(pgettext_lazy("column of the sheet", "Donor's code"), "donor_code", 11),
    Column(pgettext_lazy("column of the sheet", "Pledge"), "pledge_code", 11),
    Column(pgettext_lazy("column of the sheet", "State"), "state", 14, lambda: dict(LetterState.choices)),
    Column(pgettext_lazy("column of the sheet", "Decided on"), "decided_on", 12),
    Column(pgettext_lazy("column of the sheet", "Decided by"), "by_name", 20),
    Column(pgettext_lazy("column of the sheet", "How, or why not"), "decision_note", 26),
]
REMINDER_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Donor's code"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Donor"), str, 32),
    Column(pgettext_lazy("column of the sheet", "Contact person"), "contact_name", 22),
    Column(pgettext_lazy("column of the sheet", "Phone"), "phone", 14),
    Column(pgettext_lazy("column of the sheet", "Other phone"), "other_phone", 14),
    Column(pgettext_lazy("column of the sheet", "Due (VND)"), "due_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Received (VND)"), "received_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Missing (VND)"), "open_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Late since"), "unpaid_since", 12),
    Column(pgettext_lazy("column of the sheet", "Days late"), _days_late, 10),
    Column(pgettext_lazy("column of the sheet", "Last contact"), "contacted_on", 12),
    Column(pgettext_lazy("column of the sheet", "Result"), "contact_answer", 22, lambda: dict(Answer.choices)),
    Column(pgettext_lazy("column of the sheet", "Promised for"), "contact_promised_on", 12),
]
