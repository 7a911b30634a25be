"""What waits for a person in campaigns: the own unit's answers, and units that are late."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Participation
from campaigns.models.participation import late
from organisation.access import units_where
from organisation.roles import Permission, Role
from organisation.templatetags.vietnamese import dmy

NAGGED_DAYS = 60  # afterwards a missing report is a fact about the past and nobody's work


def last_day_of(campaign: Campaign) -> dt.date | None:
    """The last of its days by which something was due; None for a campaign without such a day."""
    days = [day for day in (campaign.ends_on, campaign.plan_due_on, campaign.report_due_on) if day]
    return max(days, default=None)


def is_past(campaign: Campaign) -> bool:
    """Whether what is missing is no longer asked for on the first page of its people."""
    last = last_day_of(campaign)
    return last is not None and last < _oldest()


def _oldest() -> dt.date:
    return timezone.localdate() - dt.timedelta(days=NAGGED_DAYS)


def present(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Those of campaigns that are not past."""
    last = Greatest(F("campaign__ends_on"), F("campaign__plan_due_on"), F("campaign__report_due_on"))
    return rows.alias(last=last).filter(Q(last=None) | Q(last__gte=_oldest()))


def asked_of(user: Any) -> QuerySet[Participation]:
    """Plans and reports awaited from the very units in which `user` is appointed to answer; the most pressing first."""
    posts = [a.unit_id for a in user.current_appointments if Permission.ANSWER_CAMPAIGNS in Role(a.role).permissions]
    rows = present(Participation.objects.awaited()).filter(unit__in=posts).select_related("campaign", "unit")
    return rows.order_by("campaign__report_due_on", "id")


def asked_text(row: Participation) -> str:
    """The campaign, and what is awaited until when."""
    campaign = row.campaign
    if row.is_late:
        return _("%(campaign)s: late") % {"campaign": campaign.name}
    due = campaign.report_due_on if row.planned_on else campaign.plan_due_on or campaign.report_due_on
    if due is None:
        return campaign.name
    text = _("%(campaign)s: report until %(day)s") if row.planned_on else _("%(campaign)s: answer until %(day)s")
    return text % {"campaign": campaign.name, "day": dmy(due)}


def campaigns_with_late_units(user: Any) -> QuerySet[Any]:
    """(name, public id, how many units are late) of each campaign that `user` leads; the newest first."""
    led = Campaign.objects.filter(managing_unit__in=units_where(user, Permission.EDIT_CAMPAIGNS))
    rows = present(Participation.objects.filter(late(), campaign__in=led))
    counted = rows.order_by().values("campaign").annotate(n=Count("pk")).order_by("-campaign__starts_on", "campaign")
    return counted.values_list("campaign__name", "campaign__public_id", "n")
