"""Money in and money to the child. Nothing is edited: a mistake is taken back by one entry of the opposite sign."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models.sources import FundingSource
from organisation.models import User
from organisation.templatetags.vietnamese import vnd
from sponsorship import exceptions as refused
from sponsorship.days import check_day
from sponsorship.models import BankLine, Handover, Pledge, PledgeBalance, Receipt
from sponsorship.models.bank import LineState
from sponsorship.models.states import Method, PledgeState
from sponsorship.operations.checks import check_held_since, check_moved_on
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import cut_again


def lock_money(pledge: Pledge) -> PledgeBalance:
    """The pledge's balance, locked and as it is now; the pledge before it, as whoever changes terms does."""
    locked = Pledge.objects.select_for_update(no_key=True).get(pk=pledge.pk)
    balance = PledgeBalance.objects.select_for_update().get(pk=pledge.pk)
    balance.pledge = locked
    if balance.pledge.state == PledgeState.PROPOSED:
        raise refused.IllegalMove(state=balance.pledge.get_state_display())
    return balance


def lock_all(pledges: Iterable[Pledge]) -> None:
    """Pledges, then balances, each in order: what books on many at once waits for nobody in a circle."""
    ids = sorted({pledge.pk for pledge in pledges})
    list(Pledge.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    list(PledgeBalance.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def recorded_as(key: uuid.UUID) -> dict[str, Any]:
    """What AlreadyRecorded tells: the entry that the first sending of the form made."""
    entry = Receipt.objects.filter(idempotency_key=key).first() or Handover.objects.get(idempotency_key=key)
    return {"code": entry.code, "entry": entry}


def _was_recorded(ledger: type[Receipt] | type[Handover], key: uuid.UUID) -> None:
    if ledger.objects.filter(idempotency_key=key).exists():
        raise refused.AlreadyRecorded(**recorded_as(key))


@operation
def record_receipt(
    *,
    pledge: Pledge,
    amount_vnd: int,
    received_on: dt.date,
    by: User,
    method: str = Method.CASH,
    source: str = FundingSource.SOCIAL_MOBILISATION,
    reference: str = "",
    note: str = "",
    idempotency_key: uuid.UUID | None = None,
    allow_surplus: bool = False,
) -> Receipt:
    """Book `amount_vnd` (whole VND, > 0) received from the pledge's donor on `received_on`.

    More than is still to be received is refused unless `allow_surplus`: then the excess is booked as a surplus by
    name. Money may be booked once the pledge is approved, after its end too (late money). Raises MoreThanPledged,
    IllegalMove (still proposed), WrongDay (in the future), AlreadyRecorded (the same `idempotency_key` again; nothing
    is added and the first entry is in `.entry`).
    """
    check_day(pledge, received_on)
    key = idempotency_key or uuid.uuid4()
    balance = lock_money(pledge)
    left = balance.pledged_vnd + balance.surplus_vnd - balance.received_vnd
    surplus = max(0, amount_vnd - left)
    if surplus and not allow_surplus:
        _was_recorded(Receipt, key)
        raise refused.MoreThanPledged(left=vnd(left))
    return Receipt.objects.create(
        pledge=pledge,
        amount_vnd=amount_vnd,
        surplus_vnd=surplus,
        received_on=received_on,
        method=method,
        source=source,
        reference=reference,
        note=note,
        idempotency_key=key,
        recorded_by=by,
    )


@operation
def record_handover(
    *,
    pledge: Pledge,
    amount_vnd: int,
    handed_on: dt.date,
    received_by: str,
    by: User,
    relationship: str = "",
    given_by: str = "",
    method: str = Method.CASH,
    is_signed: bool = False,
    occasion: str = "",
    detail: str = "",
    note: str = "",
    idempotency_key: uuid.UUID | None = None,
) -> Handover:
    """Book `amount_vnd` (whole VND, > 0) handed to the child's side on `handed_on`; `received_by` is who took it.

    Of a savings book or of goods it is the value; `detail` is the book's number or what the goods were.
    Raises NotEnoughHeld (more than was received and not yet handed over), IllegalMove, WrongDay, AlreadyRecorded.
    """
    check_day(pledge, handed_on)
    key = idempotency_key or uuid.uuid4()
    balance = lock_money(pledge)
    if amount_vnd > balance.held_vnd:
        _was_recorded(Handover, key)
        raise refused.NotEnoughHeld(held=vnd(balance.held_vnd))
    handover = Handover.objects.create(
        pledge=pledge,
        amount_vnd=amount_vnd,
        handed_on=handed_on,
        received_by=received_by,
        relationship=relationship,
        given_by=given_by,
        method=method,
        is_signed=is_signed,
        occasion=occasion,
        detail=detail,
        note=note,
        idempotency_key=key,
        recorded_by=by,
    )
    check_held_since(pledge, handed_on)
    return handover


@operation
def record_direct(
    *,
    pledge: Pledge,
    amount_vnd: int,
    handed_on: dt.date,
    received_by: str,
    by: User,
    idempotency_key: uuid.UUID | None = None,
    source: str = FundingSource.SOCIAL_MOBILISATION,
    reference: str = "",
    method: str = Method.CASH,
    allow_surplus: bool = False,
    **handover: Any,
) -> tuple[Receipt, Handover]:
    """The donor gave straight to the child: a receipt and a handover of the same sum on the same day, or neither.

    `given_by` defaults to the donor's name. What is given in kind was not promised in money, so its value is never too
    much. Errors as in record_receipt.
    """
    allow_surplus = allow_surplus or pledge.rate_vnd == 0
    key = idempotency_key or uuid.uuid4()
    receipt = record_receipt(
        pledge=pledge,
        amount_vnd=amount_vnd,
        received_on=handed_on,
        by=by,
        method=method,
        source=source,
        reference=reference,
        idempotency_key=key,
        allow_surplus=allow_surplus,
        note=_("Given straight to the child"),
    )
    given = record_handover(
        pledge=pledge,
        amount_vnd=amount_vnd,
        handed_on=handed_on,
        received_by=received_by,
        by=by,
        method=method,
        idempotency_key=uuid.uuid5(key, "handover"),
        **{"given_by": str(pledge.donor)} | {name: value for name, value in handover.items() if value},
    )
    return receipt, given


def _check_reversal(entry: Receipt | Handover, booked_on: dt.date, on: dt.date) -> None:
    check_day(entry.pledge, on)
    if on < booked_on:
        raise refused.not_before(booked_on, on)
    if entry.reverses_id or type(entry).objects.filter(reverses=entry).exists():
        raise refused.AlreadyReversed


def reopen_bank_lines(receipt: Receipt) -> None:
    """Also a line whose rest was set aside: its money waits again."""
    BankLine.objects.filter(receipts=receipt).exclude(state=LineState.OPEN).update(
        state=LineState.OPEN, confidence=0, note=""
    )


@operation
def reverse_receipt(
    *, receipt: Receipt, by: User, note: str, on: dt.date | None = None, idempotency_key: uuid.UUID | None = None
) -> Receipt:
    """Take back one receipt, whole, by an entry of the opposite sign; both stay readable.

    `on` is the day it is booked: by default the receipt's own (a mistake never happened, so its month is put right);
    name the later day when the money was really given back. The line of a bank statement that it was booked from waits
    again. Raises AlreadyReversed (also for a reversal itself), AlreadyDelivered when the money went on to the child,
    MoneyMovedOn when it went to another pledge, PartOfMove, SurplusStands (part of another receipt was booked as a
    surplus over this one), SurplusUsed (its own surplus was booked on later instalments), WrongDay.
    """
    if receipt.move_id:
        raise refused.PartOfMove
    balance = lock_money(receipt.pledge)
    on = on or receipt.received_on
    _check_reversal(receipt, receipt.received_on, on)
    if balance.received_vnd - receipt.amount_vnd < balance.delivered_vnd:
        moved = receipt.pledge.receipts.standing().filter(move__isnull=False, amount_vnd__lt=0)
        raise refused.MoneyMovedOn if moved.exists() else refused.AlreadyDelivered
    if balance.surplus_vnd and not receipt.surplus_vnd:
        raise refused.SurplusStands
    check_moved_on(receipt, balance)
    reopen_bank_lines(receipt)
    reversal = Receipt.objects.create(
        pledge=receipt.pledge,
        reverses=receipt,
        amount_vnd=-receipt.amount_vnd,
        surplus_vnd=-receipt.surplus_vnd,
        received_on=on,
        method=receipt.method,
        source=receipt.source,
        reference=receipt.reference,
        note=note,
        recorded_by=by,
        idempotency_key=idempotency_key or uuid.uuid4(),
    )
    check_held_since(receipt.pledge, on)
    cut_again(receipt.pledge)
    return reversal


@operation
def reverse_handover(
    *, handover: Handover, by: User, note: str, on: dt.date | None = None, idempotency_key: uuid.UUID | None = None
) -> Handover:
    """Take back one handover, whole; the money counts as held again. `on` and errors as in reverse_receipt."""
    lock_money(handover.pledge)
    on = on or handover.handed_on
    _check_reversal(handover, handover.handed_on, on)
    return Handover.objects.create(
        pledge=handover.pledge,
        reverses=handover,
        amount_vnd=-handover.amount_vnd,
        handed_on=on,
        method=handover.method,
        given_by=handover.given_by,
        received_by=handover.received_by,
        relationship=handover.relationship,
        occasion=handover.occasion,
        detail=handover.detail,
        note=note,
        recorded_by=by,
        idempotency_key=idempotency_key or uuid.uuid4(),
    )
