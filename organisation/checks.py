"""What the start-up check refuses: a server that would lose a commit when the power goes, and with `--deploy` whatever
is good for a trial and not for real children's records.

Before each start in production: manage.py check --deploy --database default --fail-level WARNING
"""

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


# --- Only with --deploy -------------------------------------------------------------------------

LEAST_SECRET = 50  # characters


@register(Tags.security, deploy=True)
def no_trial_settings(**kwargs: Any) -> list[CheckMessage]:
    refused = [
        ("E010", settings.DEBUG, "DEBUG is on: error pages show whole records.", "Leave DEBUG out of .env."),
        ("E011", settings.UNSAFE_DATABASE, "UNSAFE_DATABASE is on.", "Leave it out of .env."),
        ("E012", not settings.HTTPS, "HTTPS is off: passwords travel in the clear.", "Set HTTPS=true."),
        ("E013", _is_weak(settings.SECRET_KEY), "SECRET_KEY is weak or an example.", "Leave it out, or make it long."),
        ("E014", settings.SECOND_FACTOR != "required", "No second step is required.", "Set SECOND_FACTOR=required."),
        ("E015", _is_open_to_all(settings.ALLOWED_HOSTS), "ALLOWED_HOSTS lets any name in.", "Name the site's hosts."),
        ("E017", _may_be_set_elsewhere(), "Another site of the domain can set our cookies.", "Leave their names."),
    ]
    return [Error(what, hint=hint, id=f"organisation.{number}") for number, is_wrong, what, hint in refused if is_wrong]


def _is_weak(secret: str) -> bool:
    return len(secret) < LEAST_SECRET or len(set(secret)) < 10 or secret.startswith("django-insecure-")


def _may_be_set_elsewhere() -> bool:
    return not all(name.startswith("__Host-") for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME))


def _is_open_to_all(hosts: Sequence[str]) -> bool:
    return not hosts or any(host.startswith(("*", ".")) for host in hosts)


@register(Tags.database, deploy=True)
def triggers_hold_for_us(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Whoever is superuser may switch the triggers off that keep ledgers, history and access log."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                found.append(
                    Error(
                        "The program signs in to PostgreSQL as a superuser.",
                        hint="Make a role of its own that owns the database and nothing else.",
                        id="organisation.E016",
                    )
                )
    return found
