"""What PostgreSQL refused, said with the name that the rest of the program knows."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pghistory
import psycopg.errors
from django.db import IntegrityError, OperationalError, transaction

from organisation.refusals import violated
from sponsorship import exceptions as refused

P = ParamSpec("P")
R = TypeVar("R")

BY_CONSTRAINT: dict[str, type[refused.Refused]] = {
    "pledge_place_once": refused.PlaceTaken,
    "child_places_not_exceeded": refused.PlaceTaken,
    "hold_place_once": refused.PlaceTaken,
    "child_target_not_exceeded": refused.AboveTarget,
    "pledge_in_childs_unit": refused.Gone,
    "hold_extended_twice_at_most": refused.HoldExtendedTwice,
    "rate_change_once_a_day": refused.RateAlreadyChanged,
    "sponsorship_receipt_reverses_id_key": refused.AlreadyReversed,
    "sponsorship_handover_reverses_id_key": refused.AlreadyReversed,
    "sponsorship_receipt_idempotency_key_key": refused.AlreadyRecorded,
    "sponsorship_handover_idempotency_key_key": refused.AlreadyRecorded,
    "sponsorship_moneymove_idempotency_key_key": refused.AlreadyBooked,
    "sponsorship_surplususe_reverses_id_key": refused.AlreadyReversed,
    "sponsorship_surplususe_idempotency_key_key": refused.AlreadyBooked,
    "sponsorship_bookinterest_reverses_id_key": refused.AlreadyReversed,
    "sponsorship_bookinterest_idempotency_key_key": refused.AlreadyBooked,
    "review_once_a_day": refused.ReviewedAlready,
    "sponsorship_fundcontribution_reverses_id_key": refused.AlreadyReversed,
    "sponsorship_fundcontribution_idempotency_key_key": refused.AlreadyBooked,
    "statement_file_once": refused.FileKnown,
}


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """One transaction (a savepoint inside a request's own), the history names `by`, refusals have names of ours."""

    @wraps(function)
    def atomic(*args: P.args, **kwargs: P.kwargs) -> R:
        actor: Any = kwargs.get("by")
        history = pghistory.context(user=actor.pk) if actor else nullcontext()
        try:
            with transaction.atomic(), history:
                return function(*args, **kwargs)
        except IntegrityError as error:
            name = BY_CONSTRAINT.get(violated(error))
            if name is None:
                raise
            raise name(**_details(name, kwargs)) from error
        except OperationalError as error:
            if isinstance(error.__cause__, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected):
                raise refused.Busy from error
            raise

    return atomic


def _details(name: type[refused.Refused], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Asked after the savepoint is undone, so that the question can still be put."""
    if name is refused.PlaceTaken and "child" in kwargs:
        from sponsorship.operations.holds import who_took

        return {"taken": who_took(kwargs["child"], by=kwargs["by"])}
    if name is refused.AboveTarget:
        return _above_target(kwargs)
    if name is refused.AlreadyRecorded:
        from sponsorship.operations.money import recorded_as

        return recorded_as(kwargs["idempotency_key"])
    return {}


def _above_target(kwargs: dict[str, Any]) -> dict[str, Any]:
    """What is aimed at and what is missing now, for the field of the amount."""
    from sponsorship.words import rate_text

    child = kwargs["child"] if kwargs.get("child") else kwargs["pledge"].child
    child.refresh_from_db()
    target = rate_text(child.target_vnd, child.target_per)
    return {"field": "rate_vnd", "target": target, "missing": rate_text(child.missing_vnd or 0, child.target_per)}
