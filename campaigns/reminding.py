"""Whom to remind, and the words for it: Vietnamese, whatever the screen speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.models import Campaign, Participation
from organisation.models import Appointment
from organisation.templatetags.vietnamese import dmy, number

NAMED_AT_MOST = 200


def contacts_of(rows: Sequence[Participation]) -> list[tuple[Participation, list[Any]]]:
    """Each unit with the people who hold a role there today and have left a telephone number."""
    held = Appointment.objects.current().filter(unit__in=[row.unit_id for row in rows], user__is_active=True)
    people: dict[int, dict[int, Any]] = defaultdict(dict)
    for post in held.exclude(user__phone="").select_related("user").order_by("user__full_name"):
        people[post.unit_id][post.user_id] = post.user
    return [(row, list(people[row.unit_id].values())) for row in rows]


def reminder_text(campaign: Campaign, awaited: QuerySet[Participation]) -> str:
    """A message for the units' group in Zalo: what is awaited until when, and from whom. "" where from nobody."""
    rows = list(awaited[: NAMED_AT_MOST + 1])
    if not rows:
        return ""
    with override("vi"):
        parts = [_("Dear colleagues,"), _intro(campaign), *_deadlines(campaign)]
        names = [f"{place}. {row.unit.name}" for place, row in enumerate(rows[:NAMED_AT_MOST], 1)]
        if len(rows) > NAMED_AT_MOST:
            names.append(_("… and %(n)s more units.") % {"n": number(awaited.count() - NAMED_AT_MOST)})
        end = _("Please sign in, open “Today's work” and answer there; it takes a few minutes on the phone. Thank you!")
        return "\n".join([*parts, "", _("Still awaited:"), *names, "", end])


def _intro(campaign: Campaign) -> str:
    return _("%(unit)s reminds you of “%(campaign)s”.") % {"unit": campaign.managing_unit, "campaign": campaign.name}


def _deadlines(campaign: Campaign) -> list[str]:
    today = timezone.localdate()
    texts = [
        (campaign.plan_due_on, _("The plan was due on %(day)s."), _("The plan is due on %(day)s.")),
        (campaign.report_due_on, _("The report was due on %(day)s."), _("The report is due on %(day)s.")),
    ]
    return [(past if day < today else ahead) % {"day": dmy(day)} for day, past, ahead in texts if day]
