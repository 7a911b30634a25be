"""Days, money and telephone numbers as people write them on paper forms."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.templatetags.vietnamese import vnd
from vietnamese.errors import Unreadable
from vietnamese.money import NOT_AN_AMOUNT, parse_amount

PLAIN_AMOUNT = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(\.[0-9]{3}){1,4}")
FIRST_YEAR, LAST_YEAR = 1900, 2199
DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%d/%m/%y", "%Y-%m-%d"]


class DayInput(forms.DateInput):
    """A day typed as on paper; the browser's own calendar slows a clerk who types fifty."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        base = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "placeholder": gettext_lazy("dd/mm/yyyy"),
            "maxlength": 10,
            "data-day": "",
        }
        super().__init__(attrs=base | (attrs or {}), format="%d/%m/%Y")


class DayField(forms.DateField):
    widget = DayInput
    default_error_messages = {
        "invalid": gettext_lazy("This day does not exist, or is not written as 31/12/2015."),
        "year": gettext_lazy("Write a year between %(first)s and %(last)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": DAY_FORMATS} | kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        """Beyond these years nothing is meant, and the next month or the age of then cannot be counted."""
        day = super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                self.error_messages["year"], "year", {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
            )
        return day


class MoneyInput(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-money": "", "maxlength": 30} | (attrs or {})
        )

    def format_value(self, value: Any) -> str | None:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class MoneyField(forms.Field):
    """Whole VND. Accepts 1250000, 1.250.000, 1.250.000 đ, 1tr25, 500 nghìn; gives an int."""

    widget = MoneyInput
    suffix = "đ"
    default_error_messages = {
        "invalid": gettext_lazy("“%(text)s” cannot be read as an amount of money. Write it as 500.000."),
        "not_positive": gettext_lazy("Write an amount of money that is more than 0."),
        "min_value": gettext_lazy("The amount must be at least %(limit)s."),
        "max_value": gettext_lazy("The amount must be at most %(limit)s."),
    }

    def __init__(self, *, min_value: int | None = 0, max_value: int | None = 10**13, **kwargs: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        text = str(value).strip()
        if PLAIN_AMOUNT.fullmatch(text):
            return int(re.sub(r"\D", "", text))
        if re.match(r"[-−–]\s*\d", text):
            raise ValidationError(self.error_messages["not_positive"], "not_positive")
        try:
            return parse_amount(text)
        except Unreadable as error:
            said = self.error_messages["invalid"] if error.message == NOT_AN_AMOUNT else _(error.message)
            raise ValidationError(said, code="invalid", params=error.params) from error

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.min_value and value <= 0:
            raise ValidationError(self.error_messages["not_positive"], "not_positive")
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(self.error_messages["min_value"], "min_value", {"limit": vnd(self.min_value)})
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(self.error_messages["max_value"], "max_value", {"limit": vnd(self.max_value)})


class PhoneInput(forms.TextInput):
    input_type = "tel"
