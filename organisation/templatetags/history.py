"""Who changed a record, and who looked: {% load history %}, {% history child %}, {% who_looked child %}."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organisation.access import can
from organisation.histories import history_url
from organisation.history import latest
from organisation.models import AccessLog
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.subjects import subject_model
from organisation.templatetags.vietnamese import dmy_time

register = template.Library()
SHOWN = 30


@register.inclusion_tag("components/history.html")
def history(record: Any, exclude: str | Iterable[str] = (), url: str = "") -> dict[str, Any]:
    """The last changes of `record`, the newest first. `exclude`: fields not to show, a list or "one,two".

    `url`: the page of all of them, its parts' as well, where it is another than organisation/histories.py knows.
    """
    hidden = exclude.split(",") if isinstance(exclude, str) else exclude
    return {"events": latest(record, hidden=hidden, most=SHOWN), "all_url": url or history_url(record)}


@register.simple_tag
def whole_history(record: Any) -> str:
    """The address of a record's history page: {% whole_history launch as history_url %}."""
    return history_url(record)


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
    asked = subject_model(record._meta.model_name or "")
    arguments = [record._meta.model_name, getattr(record, "public_id", None)]
    return {
        "request_url": reverse("organisation:subject_request_add", args=arguments) if asked else "",
        "events": [
            {
                "title": str(reading.user) if reading.user else _("The donor, on the personal page"),
                "text": capfirst(reading.get_action_display()),
                "at": dmy_time(reading.at),
                "icon": icons.get(reading.action, "eye"),
            }
            for reading in readings.select_related("user").order_by("-at")[:SHOWN]
        ],
    }
