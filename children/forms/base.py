"""What the forms of a child's record share."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.formkit import DayField


def plausible_day(day: datetime.date | None, *, future: bool = False) -> datetime.date | None:
    """Between 1990 and today (or ten years ahead): a slip of the keyboard is seen at once."""
    today = timezone.localdate()
    latest = today.replace(year=today.year + 10, day=min(today.day, 28)) if future else today
    if day and not datetime.date(1990, 1, 1) <= day <= latest:
        raise ValidationError(_("This day cannot be right."), code="implausible")
    return day


class PastDayField(DayField):
    def clean(self, value: Any) -> datetime.date | None:
        return plausible_day(super().clean(value))
