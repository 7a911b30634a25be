"""What every page of a campaign shares: which campaign it is, its line of tabs, what the reader may do there."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Event
from organisation.access import can
from organisation.roles import Permission

# (part, url name, label)
PARTS = [
    ("overview", "campaigns:detail", _("Overview")),
    ("units", "campaigns:units", _("Units")),
    ("surveys", "campaigns:surveys", _("Survey of children")),
    ("events", "campaigns:events", _("Events")),
    ("results", "campaigns:results", _("Results")),
    ("contributions", "campaigns:contributions", _("Contributions")),
    ("gifts", "campaigns:gifts", _("Gift lists")),
    ("stated", "campaigns:stated", _("Stated against computed")),
    ("retell", "campaigns:retell", _("Retell")),
]


def visible_campaigns(user: Any) -> QuerySet[Campaign]:
    return Campaign.objects.visible_to(user).select_related("parent", "managing_unit")


def campaign_for(user: Any, public_id: uuid.UUID) -> Campaign:
    """The campaign to read about; 404 for one that `user` may not see."""
    return get_object_or_404(visible_campaigns(user), public_id=public_id)


def tabs_of(campaign: Campaign, active: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(name, args=[campaign.public_id]), "active": part == active}
        for part, name, label in PARTS
    ]


def part_context(user: Any, campaign: Campaign, part: str) -> dict[str, Any]:
    """What templates/campaigns/part.html and tabs.html read: give it to every page that is a tab of a campaign."""
    return {
        "page_title": campaign.name,
        "campaign": campaign,
        "tabs": tabs_of(campaign, part),
        "can_edit": can(user, Permission.EDIT_CAMPAIGNS, campaign.managing_unit),
    }


def visible_events(user: Any) -> QuerySet[Event]:
    seen = Campaign.objects.visible_to(user)
    return Event.objects.filter(campaign__in=seen).select_related("campaign__managing_unit", "campaign__parent")
