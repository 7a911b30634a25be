"""Money given for one child never pays for another's, unless somebody moves it by name."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from organisation.models import User
from organisation.templatetags.vietnamese import vnd
from sponsorship import exceptions as refused
from sponsorship.days import check_day
from sponsorship.models import MoneyMove, Pledge, Receipt
from sponsorship.operations.checks import by_source, check_held_since, check_moved_on
from sponsorship.operations.money import lock_all, lock_money
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import cut_again


@operation
def move_money(
    *,
    from_pledge: Pledge,
    to_pledge: Pledge,
    amount_vnd: int,
    reason: str,
    by: User,
    on: dt.date | None = None,
    allow_surplus: bool = False,
    idempotency_key: uuid.UUID | None = None,
) -> MoneyMove:
    """Take `amount_vnd` (whole VND, > 0) that `from_pledge` holds and give it to `to_pledge`, on day `on` (today).

    A surplus goes first. Both pledges' received change, what came in altogether does not; neither half has a receipt's
    number, and the money keeps its funding source. Raises NotEnoughHeld, SeveralSources (no source gave that much),
    MoreThanPledged (unless `allow_surplus`), SamePledge, IllegalMove (still proposed), WrongDay (also a day on which
    it was not held yet), AlreadyBooked (the same `idempotency_key` again).
    """
    on = on or timezone.localdate()
    if from_pledge.pk == to_pledge.pk:
        raise refused.SamePledge
    for pledge in (from_pledge, to_pledge):
        check_day(pledge, on)
    lock_all([from_pledge, to_pledge])
    key = idempotency_key or uuid.uuid4()
    if MoneyMove.objects.filter(idempotency_key=key).exists():
        raise refused.AlreadyBooked
    source, target = lock_money(from_pledge), lock_money(to_pledge)
    if amount_vnd > source.held_vnd:
        raise refused.NotEnoughHeld(held=vnd(source.held_vnd))
    left = target.pledged_vnd + target.surplus_vnd - target.received_vnd
    surplus = max(0, amount_vnd - max(0, left))
    if surplus and not allow_surplus:
        raise refused.MoreThanPledged(left=vnd(max(0, left)))
    move = MoneyMove.objects.create(
        idempotency_key=key,
        from_pledge=from_pledge,
        to_pledge=to_pledge,
        amount_vnd=amount_vnd,
        moved_on=on,
        reason=reason,
        decided_by=by,
    )
    gone, came = min(source.surplus_vnd, amount_vnd), _came(from_pledge, amount_vnd)
    halves = [(from_pledge, -amount_vnd, -gone), (to_pledge, amount_vnd, surplus)]
    Receipt.objects.bulk_create(_half(move, *half, came=came, by=by) for half in halves)
    check_held_since(from_pledge, on)
    cut_again(from_pledge)
    return move


def _half(move: MoneyMove, pledge: Pledge, amount_vnd: int, surplus_vnd: int, *, came: Receipt, by: User) -> Receipt:
    return Receipt(
        pledge=pledge,
        move=move,
        amount_vnd=amount_vnd,
        surplus_vnd=surplus_vnd,
        received_on=move.moved_on,
        method=came.method,
        source=came.source,
        note=move.reason,
        recorded_by=by,
    )


def _came(pledge: Pledge, amount_vnd: int) -> Receipt:
    """The latest receipt of a source that gave `amount_vnd`: how the money that is moved came in."""
    sums = by_source(pledge)
    enough = [source for source, vnd_of_it in sums.items() if vnd_of_it >= amount_vnd]
    if not enough:
        raise refused.SeveralSources(most=vnd(max(sums.values())))
    return pledge.receipts.filter(amount_vnd__gt=0, source__in=enough).latest("pk")


@operation
def take_back_move(*, move: MoneyMove, by: User, note: str, on: dt.date | None = None) -> list[Receipt]:
    """Undo a move, whole, by two entries of the opposite sign; `on` is the move's own day unless named.

    Raises AlreadyReversed, AlreadyDelivered when the money has gone to the other child, MoneyMovedOn when it went on to
    a third, SurplusStands, SurplusUsed, WrongDay.
    """
    on = on or move.moved_on
    lock_all([move.from_pledge, move.to_pledge])
    halves = list(move.entries.filter(reverses=None).order_by("amount_vnd"))
    for half in halves:
        check_day(half.pledge, on)
    if on < move.moved_on:
        raise refused.not_before(move.moved_on, on)
    if move.entries.filter(reverses__isnull=False).exists():
        raise refused.AlreadyReversed
    target = lock_money(move.to_pledge)
    if target.held_vnd < move.amount_vnd:
        raise refused.AlreadyDelivered
    if target.surplus_vnd > halves[1].surplus_vnd and not halves[1].surplus_vnd:
        raise refused.SurplusStands
    check_moved_on(halves[1], target)
    _check_room(move, halves[0])
    entries = Receipt.objects.bulk_create(
        Receipt(
            pledge=half.pledge,
            move=move,
            reverses=half,
            amount_vnd=-half.amount_vnd,
            surplus_vnd=-half.surplus_vnd,
            received_on=on,
            method=half.method,
            source=half.source,
            note=note,
            recorded_by=by,
        )
        for half in halves
    )
    check_held_since(move.to_pledge, on)
    return entries


def _check_room(move: MoneyMove, gone: Receipt) -> None:
    """The place that the money left may have been filled in the meantime."""
    source = lock_money(move.from_pledge)
    room = source.pledged_vnd + source.surplus_vnd - gone.surplus_vnd - source.received_vnd
    if room < move.amount_vnd:
        raise refused.MoreThanPledged(left=vnd(max(0, source.pledged_vnd + source.surplus_vnd - source.received_vnd)))
