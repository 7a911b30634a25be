"""Form fields for what a clerk types: a name, a birth date as far as it is known, a commune."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.areas import Areas
from children.models import Child
from organisation.fields import proper_name
from organisation.models import Area
from organisation.selects import QuickSelect
from vietnamese.dates import PartialDate, format_date, parse_birth
from vietnamese.errors import Unreadable
from vietnamese.text import clean

COMPACT_DAY = re.compile(r"(\d{2})(\d{2})(\d{4})")


def capitalised(choices: Any) -> list[tuple[str, str]]:
    """A label that stands alone begins with a capital."""
    return [(value, capfirst(str(label))) for value, label in choices]


class NameField(forms.CharField):
    """A person's name: NFC, without invisible characters; each word begins with a capital."""

    def __init__(self, *, max_length: int = 120, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "data-person-name": "", "spellcheck": "false"}

    def to_python(self, value: Any) -> str:
        name = clean(super().to_python(value) or "")
        return proper_name(name) if len(name) <= (self.max_length or 120) else name

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(char.isalpha() for char in value):
            raise ValidationError(_("Write the name in letters."), code="invalid")


def birth_as_typed(value: PartialDate | None) -> str:
    """The text that reads back as this birth date; an estimate begins with "khoảng", as clerks write it."""
    if value is None:
        return ""
    return f"khoảng {value.value.year}" if value.precision == "estimated" else format_date(value)


def birth_of(child: Child) -> PartialDate | None:
    return PartialDate(child.birth_date, child.birth_date_precision) if child.birth_date else None  # type: ignore[arg-type]  # the choices are the literals


class BirthField(forms.CharField):
    """31/12/2015, 12/2015 or 2015; the value is the text in its usual form. `read` makes a PartialDate of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "placeholder": gettext_lazy("dd/mm/yyyy"), "data-birth": ""}

    def to_python(self, value: Any) -> str:
        text = clean(super().to_python(value) or "")
        return birth_as_typed(self.read(text)) if text and len(text) <= 40 else text

    @staticmethod
    def read(text: str) -> PartialDate | None:
        if not text:
            return None
        day = COMPACT_DAY.fullmatch(text)
        today = timezone.localdate()
        try:
            return parse_birth("/".join(day.groups()) if day else text, list_date=today, today=today)
        except Unreadable as error:
            raise ValidationError(_(error.message), code="invalid", params=error.params) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or "") != self.to_python(data)
        except ValidationError:
            return True


class AreaSelect(QuickSelect):
    """A list of communes that a little script makes searchable; a former one knows where it went."""

    def __init__(self, successors: dict[int, list[int]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.successors = successors
        self.attrs |= {"data-combobox": ""}

    def option_attributes(self, value: Any) -> str:
        went_into = self.successors.get(value, []) if isinstance(value, int) else []
        return f' data-successors="{" ".join(str(pk) for pk in went_into)}"' if went_into else ""


class AreaField(forms.ModelChoiceField):
    """One of `areas`; nothing outside them is accepted."""

    def __init__(self, areas: list[Area], successors: dict[int, list[int]] | None = None, **kwargs: Any) -> None:
        offered = areas if isinstance(areas, Areas) else Areas(areas)
        self.areas = offered.by_id
        kwargs.setdefault("empty_label", gettext_lazy("— choose —"))
        super().__init__(
            Area.objects.filter(pk__in=self.areas), widget=AreaSelect(successors or {}), required=False, **kwargs
        )
        choices = offered.choices(self.empty_label)
        self.choices = list(choices) if successors else choices  # an option that tells successors is written each time

    def to_python(self, value: Any) -> Area | None:
        if value in self.empty_values:
            return None
        area = value if isinstance(value, Area) else self.areas.get(_int(value))
        if area is None:
            raise ValidationError(_("Choose a commune of the list."), code="invalid_choice")
        return area


def _int(text: Any) -> int:
    return int(text) if str(text).isascii() and str(text).isdigit() and len(str(text)) < 18 else 0
