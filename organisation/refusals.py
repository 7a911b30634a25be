"""What an operation refuses, and what PostgreSQL refused, said with the name that the rest of the program knows."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pghistory
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

P = ParamSpec("P")
R = TypeVar("R")


class Refused(Exception):
    """Nothing was changed. `message` may hold %(name)s places, filled from the keywords."""

    message: Any = _("This cannot be done.")

    def __init__(self, **details: Any) -> None:
        super().__init__()
        self.details = details

    def __str__(self) -> str:
        return str(self.message) % self.details


def violated(error: IntegrityError) -> str:
    """The name of the constraint, "" when PostgreSQL gave none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def operation_of(by_constraint: Mapping[str, type[Refused]]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator: one transaction, the history names `by`, a violated constraint becomes the refusal named for it."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def atomic(*args: P.args, **kwargs: P.kwargs) -> R:
            by: Any = kwargs["by"]
            try:
                with transaction.atomic(), pghistory.context(user=by.pk if by else None):
                    return function(*args, **kwargs)
            except IntegrityError as error:
                name = by_constraint.get(violated(error))
                if name is None:
                    raise
                raise name from error

        return atomic

    return decorate
