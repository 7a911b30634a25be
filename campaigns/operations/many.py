"""Thousands of units put on a list in one statement: object by object, 12,000 take the time of a cup of tea."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.utils import timezone

from campaigns.models import Campaign, Event, Presence
from organisation.models import User

ASK = """
    INSERT INTO campaigns_participation
        (campaign_id, unit_id, asked_on, asked_by_id, plan_text, report_text, excused_reason)
    SELECT %s, unit.id, %s, %s, '', '', '' FROM unnest(%s::bigint[]) WITH ORDINALITY AS unit(id, place) ORDER BY place
"""
INVITE = """
    INSERT INTO campaigns_eventguest
        (event_id, unit_id, presence, position, full_name, title, organisation, is_guest_of_honour)
    SELECT %s, unit.id, %s, 0, '', '', '', false FROM unnest(%s::bigint[]) WITH ORDINALITY AS unit(id, place)
    ORDER BY place
"""


def ask(campaign: Campaign, units: Sequence[int], by: User) -> None:
    """`units`: ids of those that were not asked yet, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, [campaign.pk, timezone.localdate(), by.pk, list(units)])


def invite(event: Event, units: Sequence[int]) -> None:
    """`units`: ids of those that are not on the attendance list yet, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(INVITE, [event.pk, Presence.INVITED, list(units)])
