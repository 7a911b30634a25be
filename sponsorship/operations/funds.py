"""Money into a pooled fund, from many hands."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from donors.models import Donor, DonorKind
from organisation.models import User
from sponsorship.days import MONEY_SINCE
from sponsorship.exceptions import AlreadyReversed, NoFund, not_before, not_in_future
from sponsorship.models import FundContribution
from sponsorship.models.states import Method
from sponsorship.operations.holds import keep_donor
from sponsorship.operations.refusals import operation


@operation
def contribute(
    *,
    fund: Donor,
    amount_vnd: int,
    received_on: dt.date,
    given_by: str,
    by: User,
    method: str = Method.CASH,
    note: str = "",
    idempotency_key: uuid.UUID | None = None,
) -> FundContribution:
    """`amount_vnd` (whole VND, > 0) came into the fund from `given_by`; it is for no child yet.

    Raises NoFund for a donor of another kind, WrongDay, AlreadyBooked (the same `idempotency_key` again).
    """
    keep_donor(fund)
    if fund.kind != DonorKind.FUND:
        raise NoFund
    _check(received_on, MONEY_SINCE)
    return FundContribution.objects.create(
        donor=fund,
        amount_vnd=amount_vnd,
        received_on=received_on,
        given_by=given_by,
        method=method,
        note=note,
        recorded_by=by,
        idempotency_key=idempotency_key or uuid.uuid4(),
    )


@operation
def take_back_contribution(*, contribution: FundContribution, note: str, by: User) -> FundContribution:
    """A mistake: the same amount less, on the same day. Raises AlreadyReversed."""
    if contribution.reverses_id:
        raise AlreadyReversed
    return FundContribution.objects.create(
        donor=contribution.donor,
        amount_vnd=-contribution.amount_vnd,
        received_on=contribution.received_on,
        given_by=contribution.given_by,
        method=contribution.method,
        note=note,
        reverses=contribution,
        recorded_by=by,
    )


def _check(day: dt.date, first: dt.date) -> None:
    if day > timezone.localdate():
        raise not_in_future(day)
    if day < first:
        raise not_before(first, day)
