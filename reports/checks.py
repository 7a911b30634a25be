"""The demo's accounts have no place beside real records: their names are known, and their passwords were printed."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from organisation.models import User


@register(Tags.database, deploy=True)
def no_demo_accounts(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    from reports.demo import ACCOUNTS

    found: list[CheckMessage] = []
    for alias in databases or []:
        people = {(name, person) for name, person, _role in ACCOUNTS}  # a real person may be called like one of them
        active = User.objects.using(alias).filter(is_active=True, username__in=[name for name, _person in people])
        try:
            names = [user.username for user in active if (user.username, user.full_name) in people]
        except DatabaseError:  # no tables yet: migrate comes first
            continue
        found += [
            Error(
                f"The demo's account {name} may sign in.",
                hint="Begin with an empty database, or disable it.",
                id="reports.E001",
            )
            for name in names
        ]
    return found
