"""Cards of children and donors: what happened, and how one is in touch."""

from typing import Any

from django import template
from django.conf import settings

from children.hiding import sees_place
from children.models import Child
from children.photos import may_be_seen
from donors.models import Donor
from organisation.access import can
from organisation.roles import Permission
from sponsorship.models import Contact, DonorLink
from sponsorship.timeline import moments, said
from sponsorship.touch_cells import letter_badge

register = template.Library()
register.simple_tag(letter_badge)
LATEST = 5


@register.inclusion_tag("sponsorship/tags/child_timeline.html", takes_context=True)
def child_timeline(context: Any, child: Child) -> dict[str, Any]:
    """The latest moments in the child's life; `consents` of the page are taken if it has read them."""
    user = context["request"].user
    consents = context.get("consents")
    with_photos = sees_place(user, child) and may_be_seen(child.consents.all() if consents is None else consents)
    rows = list(moments(child, user, with_photos=with_photos)[: LATEST + 1])
    return {"child": child, "moments": [said(row) for row in rows[:LATEST]], "has_more": len(rows) > LATEST}


@register.inclusion_tag("sponsorship/tags/donor_touch.html", takes_context=True)
def donor_touch(context: Any, donor: Donor) -> dict[str, Any]:
    """The last contact, and the ways to the personal page and to the reminder."""
    user = context["request"].user
    may_match = can(user, Permission.MATCH, donor.managing_unit)
    links = DonorLink.objects.visible_to(user).filter(donor=donor).live() if may_match else DonorLink.objects.none()
    return {
        "donor": donor,
        "may_match": may_match,
        "may_call": can(user, Permission.RECORD_MONEY, donor.managing_unit),
        "links": list(links),
        "contact": Contact.objects.filter(donor=donor).select_related("recorded_by").first(),
        "has_mail": settings.MAIL_IS_SET_UP,
    }
