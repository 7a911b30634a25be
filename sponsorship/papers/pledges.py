"""Agreements and certificates out of pledges."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from children.models import Caregiver
from children.showing import shown_to_donors
from sponsorship.models import Pledge
from sponsorship.models.states import EndReason, PledgeState
from sponsorship.papers.contents import Agreement, Certificate
from sponsorship.papers.heads import Head, head_of, issuer
from sponsorship.papers.legal import legal_basis
from sponsorship.papers.named import for_donor
from sponsorship.papers.wording import counted, dong, long_day, months, period, support
from vietnamese.money import in_words

PARTS = ("child__commune", "child__former_commune", "donor", "balance", "campaign", "connecting_unit", "managing_unit")


def agreement(pledge: Pledge) -> Agreement:
    """The guardian stands in it by name only where the donor may know the child; else all sign by hand."""
    head = head_of(issuer(pledge.managing_unit, pledge.connecting_unit))
    child = for_donor(pledge.child, shown_to_donors([pledge.child]))
    guardian = _guardian(pledge) if child.is_named else None
    total = pledge.balance.pledged_vnd
    count = pledge.instalments.count()
    return Agreement(
        head=head,
        number=head.number("BB", pledge.agreement_number),
        day=long_day(pledge.agreed_on),
        campaign=pledge.campaign.name if pledge.campaign else "",
        legal_basis=legal_basis(pledge.campaign),
        donor=str(pledge.donor),
        donor_contact=pledge.donor.contact_name,
        donor_position=pledge.donor.position_title,
        donor_address=pledge.donor.address,
        guardian=guardian.full_name if guardian else "",
        guardian_relationship=guardian.relationship if guardian else "",
        child=child,
        support=support(pledge),
        months=months(pledge.active_months, pledge.pays_every),
        period=period(pledge),
        instalments_count=counted(count) if count else "",
        total=dong(total) if total else "",
        total_in_words=in_words(total) if total else "",
        code=pledge.code,
    )


def _guardian(pledge: Pledge) -> Caregiver | None:
    return pledge.child.caregivers.order_by("-is_guardian", "-is_carer", "pk").first()


def worth_a_certificate(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """Decided, and not undone as a mistake."""
    undone = Q(end_reason__in=[EndReason.NOT_APPROVED, EndReason.ERROR])
    return pledges.exclude(Q(state=PledgeState.PROPOSED) | undone)


def certificates(pledges: Iterable[Pledge], head: Head, day: dt.date, shown: set[int]) -> list[Certificate]:
    """One for each donor, in the order in which the donors first appear; `pledges` come with PARTS."""
    by_donor = defaultdict(list)
    for pledge in pledges:
        by_donor[pledge.donor_id].append(pledge)
    return [_certificate(theirs, head, day, shown) for theirs in by_donor.values()]


def _certificate(pledges: list[Pledge], head: Head, day: dt.date, shown: set[int]) -> Certificate:
    only: Any = pledges[0] if len(pledges) == 1 else None
    total = sum(pledge.balance.pledged_vnd for pledge in pledges)
    campaigns = {pledge.campaign.name for pledge in pledges if pledge.campaign}
    children = {pledge.child_id: for_donor(pledge.child, shown) for pledge in pledges}
    return Certificate(
        head=head,
        number=head.number("GCN"),
        day=long_day(day),
        campaign=campaigns.pop() if len(campaigns) == 1 else "",
        donor=str(pledges[0].donor),
        children=tuple(children.values()),
        children_count=f"{counted(len(children))} cháu",
        support=support(only) if only else "",
        period=period(only) if only else "",
        total=dong(total) if total else "",
        total_in_words=in_words(total) if total else "",
        code=only.code if only else pledges[0].donor.code,
    )
