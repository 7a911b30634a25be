"""Units named as people write them, one or one a line: thousands of units fit in no list to choose from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from organisation.models import Unit
from vietnamese.text import clean, fold

MOST_LINES = 2_000


class UnitNameField(forms.CharField):
    """One unit out of `among` by its name (marks may be left out) or code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.among: QuerySet[Unit] = Unit.objects.none()

    def prepare_value(self, value: Any) -> Any:
        """A unit's id, as a model form has it, is shown as the unit's name."""
        if isinstance(value, int):
            return Unit.objects.filter(pk=value).values_list("name", flat=True).first() or ""
        return value.name if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        found, unknown = units_named(self.among, [text])
        if unknown:
            raise ValidationError(unknown[0])
        return found[0]


class UnitNamesField(forms.CharField):
    """Units out of `among`, one a line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100_000, **kwargs)
        self.among: QuerySet[Unit] = Unit.objects.none()

    def clean(self, value: Any) -> list[Unit]:
        text = super().clean(value)
        lines = list(dict.fromkeys(line for line in (clean(raw) for raw in text.splitlines()) if line))
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Too many lines at once. Send at most 2.000."))
        found, unknown = units_named(self.among, lines)
        if unknown:
            raise ValidationError(unknown)
        return found


def units_named(among: QuerySet[Unit], names: list[str]) -> tuple[list[Unit], list[str]]:
    """The units of these names or codes, and a sentence for each name that is none or several."""
    keys = [fold(name) for name in names]
    meant = among.filter(ends_on=None).filter(
        Q(name_folded__in=keys) | Q(code__in=[name.strip().upper() for name in names])
    )
    by_key: dict[str, list[Unit]] = {}
    for unit in meant:
        for key in {fold(unit.name), fold(unit.code)}:
            by_key.setdefault(key, []).append(unit)
    found, unknown = [], []
    for name, key in zip(names, keys, strict=True):
        units = by_key.get(key, [])
        if len(units) == 1:
            found.append(units[0])
        elif units:
            codes = ", ".join(unit.code for unit in units[:5])
            unknown.append(
                _("Several units are called “%(name)s”. Write the code: %(codes)s.") % {"name": name, "codes": codes}
            )
        else:
            unknown.append(_("There is no open unit called “%(name)s” here.") % {"name": name[:80]})
    return found, unknown
