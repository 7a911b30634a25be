"""Who changed a record, and who looked: {% load history %}, {% history child %}, {% who_looked child %}."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.db import models
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organisation.access import can
from organisation.models import AccessLog, User
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.templatetags.vietnamese import NOTHING, dmy, dmy_time, number, vnd

register = template.Library()
SHOWN = 30
# Kept by the database or by the history itself; nobody typed them.
SILENT = {"id", "public_id", "created_at", "updated_at", "version", "path", "date_joined"}
ICONS = {"insert": "plus", "update": "pencil", "delete": "trash"}


@register.inclusion_tag("components/history.html")
def history(record: Any, exclude: str | Iterable[str] = ()) -> dict[str, Any]:
    """The last changes of `record`, the newest first. `exclude`: fields not to show, a list or "one,two"."""
    hidden = SILENT | set(exclude.split(",") if isinstance(exclude, str) else exclude)
    rows = list(record.events.select_related("pgh_context").order_by("-pgh_id")[: SHOWN + 1])
    pairs = list(zip(rows, [*rows[1:], None], strict=False))[:SHOWN]  # a record loaded without history has no row
    fields = [f for f in record._meta.concrete_fields if f.name not in hidden and _is_tracked(f, record)]
    changes = [(row, list(_differences(row, before, fields))) for row, before in pairs]
    names = _names(changes)
    people = User.objects.in_bulk({key for row in rows if (key := _actor(row))})
    return {
        "events": [_event(row, lines, names, people) for row, lines in changes if lines or row.pgh_label != "update"]
    }


def _is_tracked(field: Any, record: Any) -> bool:
    event_fields = {f.name for f in record._meta.get_field("events").related_model._meta.concrete_fields}
    return field.name in event_fields


def _differences(row: Any, before: Any, fields: list[Any]) -> Iterator[tuple[Any, Any, Any]]:
    """What this row changed; the first row of all changes nothing, it says that the record came to be."""
    if before is None or row.pgh_label != "update":
        return
    for field in fields:
        old, new = getattr(before, field.attname), getattr(row, field.attname)
        if old != new:
            yield field, old, new


def _names(changes: list[tuple[Any, list]]) -> dict[tuple[type, Any], str]:
    """The names of the records that a changed field pointed or points at: one query for each model."""
    keys = defaultdict(set)
    for _row, lines in changes:
        for field, old, new in lines:
            if field.is_relation:
                keys[field.related_model].update({old, new} - {None})
    return {
        (model, pk): str(found)
        for model, wanted in keys.items()
        for pk, found in model._base_manager.in_bulk(wanted).items()
    }


def _actor(row: Any) -> int | None:
    return row.pgh_context and row.pgh_context.metadata.get("user")


def _event(row: Any, lines: list, names: dict, people: dict[int, User]) -> dict[str, Any]:
    titles = {"insert": _("Recorded"), "update": _("Changed"), "delete": _("Deleted")}
    actor = people.get(_actor(row) or 0)
    return {
        "title": titles[row.pgh_label],
        "text": _text(lines, names),
        "at": dmy_time(row.pgh_created_at),
        "by": str(actor) if actor else _("the system"),
        "icon": ICONS[row.pgh_label],
        "url": "",
    }


def _text(lines: list, names: dict) -> SafeString:
    shown = (
        (capfirst(field.verbose_name), display(field, old, names), display(field, new, names))
        for field, old, new in lines
    )
    return format_html_join(mark_safe("<br>"), "{}: {} → {}", shown)


def display(field: Any, value: Any, names: dict[tuple[type, Any], str]) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "" or value == []:
        return NOTHING
    if field.is_relation:
        return names.get((field.related_model, value), NOTHING)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return dmy_time(value)
    if isinstance(value, datetime.date):
        return dmy(value)
    if isinstance(value, int):
        return vnd(value) if field.name.endswith("_vnd") else number(value)
    if isinstance(value, list):
        return _list(field, value)
    return str(value)


def _list(field: Any, values: list) -> str:
    labels = dict(getattr(getattr(field, "base_field", None), "flatchoices", None) or [])
    return ", ".join(str(labels.get(value, value)) for value in values)


@register.inclusion_tag("organisation/who_looked.html", takes_context=True)
def who_looked(context: Any, record: models.Model) -> dict[str, Any]:
    """The last readers of a record, for whoever keeps the accounts where it is managed; for others nothing."""
    user = context["request"].user
    if not can(user, Permission.MANAGE_ACCOUNTS, getattr(record, "managing_unit", None)):
        return {"events": None}
    icons: dict[str, str] = {
        AccessAction.PHOTO: "photo",
        AccessAction.EXPORT: "file-spreadsheet",
        AccessAction.PRINT: "printer",
    }
    readings = AccessLog.objects.filter(record_kind=record._meta.label_lower, record_id=record.pk)
    return {
        "events": [
            {
                "title": str(reading.user) if reading.user else _("The donor, on the personal page"),
                "text": capfirst(reading.get_action_display()),
                "at": dmy_time(reading.at),
                "icon": icons.get(reading.action, "eye"),
            }
            for reading in readings.select_related("user").order_by("-at")[:SHOWN]
        ]
    }
