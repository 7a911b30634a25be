"""What the forms of a child's record share."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from children.fields import tidy
from organisation.formkit import DayField, PaperForm


class TidyForm(PaperForm):
    """Text is kept without control, zero-width and direction characters."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = tidy(value)
                if value and not cleaned[name] and self.fields[name].required:
                    self.add_error(name, ValidationError(self.fields[name].error_messages["required"], "required"))
        return self.cleaned_data


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
