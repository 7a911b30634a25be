"""A surplus meets instalments that came to be after it: when somebody says so, and until somebody takes that back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organisation.models import User
from sponsorship import exceptions as refused
from sponsorship.models import Pledge, SurplusUse
from sponsorship.operations.checks import by_source
from sponsorship.operations.money import lock_all, lock_money
from sponsorship.operations.moves import move_money
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import cut_again


@dataclass(frozen=True, slots=True)
class Offer:
    """Whole VND of a pledge's own surplus, and of those still held by pledges that it continues."""

    own_vnd: int
    moved: tuple[tuple[Pledge, int], ...]

    @property
    def total_vnd(self) -> int:
        return self.own_vnd + sum(amount for _pledge, amount in self.moved)


def surplus_offer(pledge: Pledge, earlier: Iterable[Pledge]) -> Offer:
    """How much of a surplus could meet what the schedule of `pledge` leaves open: its own first, then that of the
    `earlier` pledges of its line by the same donor for the same child. All come with their balance."""
    balance = pledge.balance
    left = balance.pledged_vnd + balance.surplus_vnd - balance.received_vnd
    own = min(balance.surplus_vnd, left)
    left, moved = left - own, []
    for each in earlier:
        amount = min(each.balance.surplus_vnd, each.balance.held_vnd, left)
        if amount > 0 and (each.donor_id, each.child_id) == (pledge.donor_id, pledge.child_id):
            moved.append((each, amount))
            left -= amount
    return Offer(own, tuple(moved))


def continued_by(pledge: Pledge) -> Iterator[Pledge]:
    """The pledges before this one in its line, as long as they were by the same donor for the same child."""
    before = pledge.replaces
    while before and (before.donor_id, before.child_id) == (pledge.donor_id, pledge.child_id):
        yield before
        before = before.replaces


@operation
def use_surplus(*, pledge: Pledge, by: User, note: str = "", idempotency_key: uuid.UUID | None = None) -> int:
    """Book the donor's surplus for this child on what the schedule of `pledge` leaves open; gives how much, whole VND.

    Its own surplus becomes money for instalments where it is; what is still held as a surplus by pledges that it
    continues is moved here. What was received altogether does not change. Raises NothingToUse, IllegalMove (still
    proposed), AlreadyBooked (the same `idempotency_key` again).
    """
    key = idempotency_key or uuid.uuid4()
    earlier = list(continued_by(pledge))
    lock_all([pledge, *earlier])
    for each in (pledge, *earlier):
        each.balance = lock_money(each)
    if SurplusUse.objects.filter(idempotency_key=key).exists():
        raise refused.AlreadyBooked
    offer = surplus_offer(pledge, earlier)
    if not offer.total_vnd:
        raise refused.NothingToUse
    if offer.own_vnd:
        SurplusUse.objects.create(
            pledge=pledge, amount_vnd=offer.own_vnd, note=note, decided_by=by, idempotency_key=key
        )
    reason = note or _("Surplus of the donor for the instalments of the pledge that follows")
    return offer.own_vnd + sum(_move(source, pledge, amount, reason, by) for source, amount in offer.moved)


def _move(source: Pledge, pledge: Pledge, amount_vnd: int, reason: str, by: User) -> int:
    """As much as one source of funding gave: a move keeps its source."""
    amount_vnd = min(amount_vnd, max(by_source(source).values()))
    move_money(from_pledge=source, to_pledge=pledge, amount_vnd=amount_vnd, reason=reason, by=by)
    return amount_vnd


@operation
def take_back_use(*, use: SurplusUse, by: User, note: str) -> SurplusUse:
    """It is a surplus again, whole, by an entry of the opposite sign; instalments that it met are open again.

    Raises AlreadyReversed (also for an entry that takes another back).
    """
    lock_money(use.pledge)
    if use.reverses_id or SurplusUse.objects.filter(reverses=use).exists():
        raise refused.AlreadyReversed
    entry = SurplusUse.objects.create(
        pledge=use.pledge, reverses=use, amount_vnd=-use.amount_vnd, note=note, decided_by=by
    )
    cut_again(use.pledge)
    return entry
