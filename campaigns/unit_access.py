"""A unit's part in a campaign, fetched through the scope of who asks."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from campaigns.models import Participation
from organisation.access import can
from organisation.roles import Permission


def may_answer(user: Any, participation: Participation) -> bool:
    """The unit's own people, and whoever leads the campaign: some units answer by telephone."""
    own = can(user, Permission.ANSWER_CAMPAIGNS, participation.unit)
    return own or can(user, Permission.EDIT_CAMPAIGNS, participation.campaign.managing_unit)


def require_answer(user: Any, participation: Participation) -> None:
    if not may_answer(user, participation):
        raise PermissionDenied


def readable(user: Any, public_id: uuid.UUID) -> Participation:
    """Another unit's part in a campaign is a 404."""
    parts = ("campaign__managing_unit", "campaign__parent", "unit", "planned_by", "reported_by", "excused_by")
    return get_object_or_404(Participation.objects.visible_to(user).select_related(*parts), public_id=public_id)


def answerable(user: Any, public_id: uuid.UUID) -> Participation:
    found = readable(user, public_id)
    require_answer(user, found)
    return found
