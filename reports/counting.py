"""What waits for a person: each a number that opens its list. All plain counts of a page are one question, bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organisation.templatetags.vietnamese import number

AT_MOST = 1_000  # beyond, the exact number helps nobody and counting costs


@dataclass(frozen=True)
class Task:
    """`figure` is written; `note` says what makes it pressing; `names` are (text, address) of a few of them."""

    label: str
    figure: str
    url: str
    icon: str
    tone: str = ""
    note: str = ""
    names: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Pending:
    """A task whose rows are still to be counted."""

    label: str
    rows: QuerySet[Any]
    url: str
    icon: str
    tone: str = ""


def counted(tasks: Sequence[Task | Pending | None]) -> list[Task]:
    """Those of which there is something, in their order."""
    numbers = iter(counts([task.rows for task in tasks if isinstance(task, Pending)]))
    found = []
    for task in tasks:
        if isinstance(task, Task):
            found.append(task)
        elif task is not None and (number := next(numbers)):
            found.append(Task(task.label, bounded(number), task.url, task.icon, task.tone))
    return found


def counts(querysets: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each has, up to AT_MOST + 1, in one question."""
    parts: list[str] = []
    parameters: list[Any] = []
    for rows in querysets:
        try:
            sql, values = rows.order_by().values("pk")[: AT_MOST + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, values = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) q)")  # noqa: S608  # our own querysets, put together
        parameters += values
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return list(cursor.fetchone())


def bounded(count: int, at_most: int = AT_MOST) -> str:
    shown = number(min(count, at_most))
    return _("over %(n)s") % {"n": shown} if count > at_most else shown
