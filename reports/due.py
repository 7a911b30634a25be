"""What falls due in a month."""

from __future__ import annotations

import calendar
import datetime
from typing import Any

from django.db.models import QuerySet

from organisation.access import units_where
from organisation.roles import Permission
from sponsorship.models import Instalment
from sponsorship.models.states import IN_FORCE


def due_in_month(user: Any, day: datetime.date) -> QuerySet[Instalment]:
    """Instalments of pledges in force that fall due in the month of `day`, paid or not."""
    first, last = day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    units = units_where(user, Permission.VIEW_MONEY)
    return Instalment.objects.filter(
        due_on__range=(first, last), pledge__state__in=IN_FORCE, pledge__managing_unit__in=units
    )
