"""What was read and found, as a person reads it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from imports.models import ImportBatch, ImportRow
from vietnamese.errors import gettext_noop
from vietnamese.text import fold

DAY = re.compile(r"\d{1,2}(?:[/.-]\d{1,4}){1,2}")
NUMBERS = re.compile(r"[/.-]")
# A CSV has no sheets to name.
WITHOUT_SHEET = {"Says the same as row %(row)s of sheet “%(sheet)s”.": gettext_noop("Says the same as row %(row)s.")}


def sentence(error: dict[str, Any]) -> str:
    """A note of the engine or of a check in the reader's language."""
    said, params = error["message"], error.get("params")
    if params and params.get("sheet") == "":
        said = WITHOUT_SHEET.get(said, said)
    return _(said) % params if params else _(said)


def text(key: str) -> Callable[[dict[str, Any]], str]:
    """A function that gives a value as it is."""
    return lambda values: str(values.get(key) or "")


def day(key: str) -> Callable[[dict[str, Any]], str]:
    """A function that gives a date as far as it is known: "2012-10-17" as 17/10/2012, "2012-10" as 10/2012."""
    return lambda values: "/".join(reversed((values.get(key) or "").split("-")))


def choice(key: str, choices: type[models.TextChoices]) -> Callable[[dict[str, Any]], str]:
    """A function that gives the label of a value of `choices`."""
    labels = dict(choices.choices)
    return lambda values: str(labels[values[key]]) if values.get(key) in labels else ""


def typed(batch: ImportBatch, row: ImportRow) -> Mapping[str, str]:
    """What was typed here in place of the row's cells, by column letter."""
    return batch.corrections.get("sheets", {}).get(row.sheet, {}).get("cells", {}).get(str(row.row), {})


def corrected(batch: ImportBatch, row: ImportRow, letters: Mapping[int, str]) -> list[str]:
    """The row's cells from column A on, with what was typed here in place of what the file says."""
    said = typed(batch, row)
    width = max([len(row.as_written), *(index + 1 for index, letter in letters.items() if letter in said)])
    cells = [*row.as_written, *[""] * (width - len(row.as_written))]
    return [said.get(letters.get(index, ""), text) for index, text in enumerate(cells)]


def field_label(model: type[models.Model], name: str) -> str:
    """How a record's field is called, with a capital."""
    try:
        field: Any = model._meta.get_field(name.removesuffix("_id"))
        label = str(field.verbose_name)
    except FieldDoesNotExist:
        label = _(name)
    return label[:1].upper() + label[1:]


def field_text(model: type[models.Model], name: str, value: str) -> str:
    """A record's value as a check tells it (a code, an ISO date, a text), as a person reads it."""
    try:
        field: Any = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return value
    if isinstance(field, models.DateField):
        return "/".join(reversed(value.split("-")))
    if isinstance(field, models.BooleanField):
        return {"true": _("yes"), "false": _("no")}.get(value, value)
    return str(dict(field.flatchoices).get(value, value))


def bare(text: str) -> str:
    """Letters and digits without marks: what two ways of writing the same share."""
    return "".join(c for c in fold(text) if c.isalnum())


def says_the_same(written: str, understood: str) -> bool:
    """Whether a cell and what was understood differ only in dots, marks and leading zeros: 5/4/2022, 05/04/2022."""
    if bare(written) in (bare(understood), bare(understood.removesuffix(" đ"))):
        return True
    return _numbers(written) == _numbers(understood) != []


def _numbers(text: str) -> list[int]:
    return [int(number) for number in NUMBERS.split(text)] if DAY.fullmatch(text) else []


def address_of(record: Any) -> str:
    """The page of a record; "" where it has none."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
