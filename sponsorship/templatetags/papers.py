"""Cards and buttons that lead to the papers; only for those who may print them."""

from typing import Any

from django import template
from django.utils import timezone

from campaigns.models import Campaign
from children.models import Child
from children.showing import shown_to_donors
from donors.models import Donor
from organisation.access import can
from organisation.roles import Permission
from sponsorship.models import Pledge
from sponsorship.models.states import EndReason, PledgeState

register = template.Library()
CARD = "sponsorship/tags/papers_card.html"


@register.inclusion_tag(CARD, takes_context=True)
def pledge_papers(context: Any, pledge: Pledge) -> dict[str, Any]:
    """Agreement and certificate, and a word on what they may say of the child."""
    may = can(context["request"].user, Permission.EXPORT, pledge.managing_unit)
    decided = pledge.state != PledgeState.PROPOSED and pledge.end_reason not in (
        EndReason.NOT_APPROVED,
        EndReason.ERROR,
    )
    is_nameless = may and not shown_to_donors([pledge.child])
    return {"may_print": may, "pledge": pledge, "is_decided": decided, "is_nameless": is_nameless}


@register.inclusion_tag(CARD, takes_context=True)
def donor_papers(context: Any, donor: Donor) -> dict[str, Any]:
    may = can(context["request"].user, Permission.EXPORT, donor.managing_unit)
    year = timezone.localdate().year
    return {"may_print": may, "donor": donor, "years": [str(year), str(year - 1)]}


@register.inclusion_tag(CARD, takes_context=True)
def child_papers(context: Any, child: Child) -> dict[str, Any]:
    return {"may_print": can(context["request"].user, Permission.EXPORT, child.managing_unit), "child": child}


@register.simple_tag(takes_context=True)
def may_print(context: Any, record: Any = None) -> bool:
    """For `record`'s unit, or anywhere."""
    unit = record.managing_unit if record is not None and not isinstance(record, Campaign) else None
    return can(context["request"].user, Permission.EXPORT, unit)
