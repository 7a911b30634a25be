"""The week's work in plain words: by mail where it is set up, and to paste into Zalo. Numbers only, no names."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.models import User
from organisation.roles import Role
from organisation.templatetags.vietnamese import dmy
from reports import todo
from reports.indicators import INDICATORS, figures
from reports.scope import Scope
from reports.shown import written

# Of these the note holds nothing but numbers and days.
SHORT = ("donors_active", "children_sponsored", "children_waiting", "received_vnd", "delivered_vnd", "held_vnd")


def text_for(user: Any) -> str:
    """Lines of text. A task says its number; whoever stands behind it is read in the programme itself."""
    lines = [_("Mother sponsors – work of the week, %(day)s") % {"day": dmy(timezone.localdate())}]
    if Role.LEADER in {Role(a.role) for a in user.current_appointments}:
        found = figures(Scope(user=user))
        lines += ["", *(f"- {INDICATORS[key].label}: {written(INDICATORS[key], found[key])}" for key in SHORT)]
    for section in todo.sections(user):
        lines += ["", f"{section.title}:"]
        lines += [_line(task) for task in section.tasks] or [f"- {section.done}"]
    return "\n".join(lines)


def _line(task: Any) -> str:
    return f"- {task.label}: {task.figure}{f' ({task.note})' if task.note else ''}"


def readers() -> list[User]:
    """Active accounts with an address for mail and a role today."""
    people = User.objects.filter(is_active=True).exclude(email="").order_by("pk")
    return [person for person in people if person.current_appointments]
