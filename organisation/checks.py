"""What the start-up check refuses: a server that would lose a commit when the power goes."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")
SAFE = {"on", "remote_apply", "remote_write", "local"}  # "local" waits for this server's own disk


@register(Tags.database)
def commits_survive_power_loss(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Runs with every migrate and with `check --database default`; whoever develops may trade safety for speed."""
    if settings.DEBUG or settings.UNSAFE_DATABASE:
        return []
    return [error for alias in databases or [] for error in _unsafe(alias)]


def _unsafe(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(MUST_BE_ON)])
        found = dict(cursor.fetchall())
    return [
        Error(
            f"PostgreSQL runs with {name} = {found[name]}: a power cut can lose what was saved.",
            hint=f"Set {name} = on in postgresql.conf and reload the server.",
            id="organisation.E001",
        )
        for name in MUST_BE_ON
        if found[name] not in SAFE
    ]
