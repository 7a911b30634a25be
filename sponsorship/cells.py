"""The lists of pledges, receipts and handovers as their pages show them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.models.sources import FundingSource
from organisation.cells import addresses, below, cell, heading, joined, row, strong
from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import dmy, vnd
from sponsorship.models.ledger import number_text
from sponsorship.models.states import Method, PledgeState
from sponsorship.rows import donor_text
from sponsorship.words import TONES, rate_text

ENDING_DAYS = 60


def state_badge(state: str) -> SafeString:
    tone, icon = TONES[PledgeState(state)]
    return badge(PledgeState(state).label, tone, icon)


def ends_soon(pledge: Any, today: dt.date, days: int = ENDING_DAYS) -> bool:
    """An open pledge that is over in so many days, or is over already."""
    open_ = pledge.state != PledgeState.ENDED and pledge.ends_on
    return bool(open_ and (pledge.ends_on - today).days <= days)


def draw_pledges(pledges: Iterable[Any]) -> SafeString:
    """Rows of pledge_rows() under the headings of templates/sponsorship/pledge_list.html."""
    address, today = addresses("sponsorship:pledge"), timezone.localdate()
    labels = [_("Donor"), _("State"), _("Pledged"), _("Received so far"), _("Held")]
    drawn = []
    for each in pledges:
        commune = each.commune_name or each.former_commune_name
        under = below(joined(each.code, commune, between=" · "))
        donor = joined(donor_text(each), below(each.campaign_name) if each.campaign_name else "")
        held = strong(vnd(each.held_vnd)) if each.held_vnd else vnd(0)
        pledged = joined(vnd(each.pledged_vnd), below(rate_text(each.rate_now_vnd, each.per, each.form)))
        delivered = below(_("handed over %(amount)s") % {"amount": vnd(each.delivered_vnd)})
        money = [pledged, joined(vnd(each.received_vnd), delivered), held]
        drawn.append(
            row(
                heading(each.child_name, address(each.public_id), under),
                cell(labels[0], donor),
                cell(labels[1], _state(each, today)),
                *[cell(label, shown, "num") for label, shown in zip(labels[2:], money, strict=True)],
            )
        )
    return joined(*drawn)


def _state(pledge: Any, today: dt.date) -> SafeString:
    day = dmy(pledge.ended_on) if pledge.ended_on else ""
    if not day and pledge.ends_on:
        day = _("until %(day)s") % {"day": dmy(pledge.ends_on)}
    return joined(state_badge(pledge.state), below(day, "ends-soon" if ends_soon(pledge, today) else ""))


def draw_receipts(receipts: Iterable[Any]) -> SafeString:
    """Rows of ledger_rows() under the headings of templates/sponsorship/receipts.html."""
    address = addresses("sponsorship:receipt")
    day, donor, amount, child, how = _("Received on"), _("Donor"), _("Amount of money"), _("Child"), _("How")
    return joined(
        *[
            _entry(
                each,
                address(each.public_id),
                cell(day, dmy(each.received_on)),
                cell(donor, donor_text(each)),
                cell(amount, joined(vnd(each.amount_vnd), _surplus(each)), "num"),
                cell(child, joined(each.child_name, below(each.pledge_code))),
                cell(how, joined(Method(each.method).label, below(_source(each)))),
            )
            for each in receipts
        ]
    )


def _surplus(receipt: Any) -> str:
    if not receipt.surplus_vnd:
        return ""
    return below(_("of it %(amount)s surplus") % {"amount": vnd(receipt.surplus_vnd)})


def _source(receipt: Any) -> SafeString:
    return joined(FundingSource(receipt.source).label, receipt.reference, between=" · ")


def draw_handovers(handovers: Iterable[Any]) -> SafeString:
    """Rows of ledger_rows() under the headings of templates/sponsorship/handovers.html."""
    address = addresses("sponsorship:handover")
    day, child, amount, who, donor = _("Handed over on"), _("Child"), _("Amount of money"), _("Received by"), _("Donor")
    return joined(
        *[
            _entry(
                each,
                address(each.public_id),
                cell(day, dmy(each.handed_on)),
                cell(child, joined(each.child_name, below(joined(each.pledge_code, each.commune_name, between=" · ")))),
                cell(amount, joined(vnd(each.amount_vnd), below(Method(each.method).label)), "num"),
                cell(who, joined(_receiver(each), below(_occasion(each)))),
                cell(donor, donor_text(each)),
            )
            for each in handovers
        ]
    )


def _receiver(handover: Any) -> str:
    return f"{handover.received_by} ({handover.relationship})" if handover.relationship else handover.received_by


def _occasion(handover: Any) -> SafeString:
    return joined(handover.occasion, _("signed for on paper") if handover.is_signed else "", between=" · ")


def _moved(entry: Any) -> str:
    return _("moved by name") if getattr(entry, "move_id", None) else ""


def _entry(entry: Any, url: str, *cells: SafeString) -> SafeString:
    """A row of a ledger; one that was taken back, or takes another back, is struck through."""
    void = _("taken back") if entry.is_reversed else _("takes back an entry") if entry.reverses_id else ""
    number = getattr(entry, "number", None)
    shown = _("No. %(number)s") % {"number": number_text(entry)} if number else entry.code
    under = joined(entry.code if number else "", _moved(entry), void, between=" · ")
    first = heading(shown, url, below(under) if under else "")
    return row(first, *cells, css="entry-void" if void else "")
