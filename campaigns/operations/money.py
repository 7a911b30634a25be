"""Promises, contributions and spending of a campaign. What was received or paid is never changed, only taken back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from django.utils import timezone

from campaigns import money_refusals as refused
from campaigns.balance import left_of_source
from campaigns.models import Campaign, Contribution, GoodsItem, GoodsMove, GoodsMoveKind, Promise, Spending
from campaigns.operations.refusals import operation
from donors.models import Donor
from organisation.models import Unit, User
from organisation.templatetags.vietnamese import vnd

ROOT_LENGTH = len("/0000000001/")  # of Campaign.path


def _not_ahead(day: dt.date) -> None:
    if day > timezone.localdate():
        raise refused.WrongDay


class Given(TypedDict, total=False):
    """From whom (donor, unit or given_by) and what; `amount_vnd` in whole VND, of goods their value if known."""

    donor: Donor | None
    unit: Unit | None
    given_by: str
    source: str
    item: GoodsItem | None
    quantity: int | None
    amount_vnd: int | None
    promise: Promise | None
    method: str
    people_count: int | None
    note: str


@operation
def contribute(
    *, campaign: Campaign, by: User, key: uuid.UUID, received_on: dt.date, **values: Unpack[Given]
) -> Contribution:
    """Money, or goods (`item`, `quantity`) that go into the stock, were received on a day not in the future.

    Raises WrongDay, PromiseClosed, NotAsPromised (another campaign's promise, or of something else), OthersGoods,
    AlreadyRecorded (the same `key` again).
    """
    _not_ahead(received_on)
    promise = values.get("promise")
    if promise and Promise.objects.select_for_update().get(pk=promise.pk).withdrawn_on:
        raise refused.PromiseClosed
    made = Contribution.objects.create(
        campaign=campaign, received_on=received_on, recorded_by=by, idempotency_key=key, **values
    )
    if made.item:
        _move(made.item, GoodsMoveKind.DONATED, made.quantity or 0, received_on, by, contribution=made)
    return made


def _move(item: GoodsItem, kind: str, quantity: int, on: dt.date, by: User, **links: Any) -> GoodsMove:
    return GoodsMove.objects.create(item=item, kind=kind, quantity=quantity, moved_on=on, recorded_by=by, **links)


@operation
def take_back_contribution(*, contribution: Contribution, note: str, by: User) -> Contribution:
    """A mistake: the same less, on the same day; its goods leave the stock.

    Raises AlreadyTakenBack, NothingLeft when the goods were given out meanwhile.
    """
    if contribution.reverses_id:
        raise refused.AlreadyTakenBack
    same = ("campaign", "donor", "unit", "given_by", "source", "item", "promise", "received_on", "method")
    taken = Contribution.objects.create(
        **{name: getattr(contribution, name) for name in same},
        amount_vnd=None if contribution.amount_vnd is None else -contribution.amount_vnd,
        quantity=None if contribution.quantity is None else -contribution.quantity,
        note=note,
        reverses=contribution,
        recorded_by=by,
    )
    for move in contribution.goods_moves.all():
        _take_back(move, by, contribution=taken)
    return taken


def _take_back(move: GoodsMove, by: User, **links: Any) -> GoodsMove:
    return _move(move.item, move.kind, -move.quantity, move.moved_on, by, reverses=move, **links)


@operation
def collect(
    *, campaign: Campaign, lines: Iterable[tuple[Unit, int | None, int]], received_on: dt.date, by: User,
    key: uuid.UUID, source: str, note: str = "",
) -> list[Contribution]:  # fmt: skip
    """What units collected among their people: (unit, how many gave, VND), all of them in one transaction.

    Raises WrongDay, AlreadyRecorded when the sheet `key` was entered before.
    """
    return [
        contribute(
            campaign=campaign, unit=unit, people_count=people, amount_vnd=amount, received_on=received_on, by=by,
            key=uuid.uuid5(key, str(unit.pk)), source=source, note=note,
        )
        for unit, people, amount in lines
    ]  # fmt: skip


@operation
def withdraw_promise(*, promise: Promise, reason: str, by: User) -> Promise:
    """Nothing more is to come of it; what came stays. Raises PromiseClosed."""
    locked = Promise.objects.select_for_update().get(pk=promise.pk)
    if locked.withdrawn_on:
        raise refused.PromiseClosed
    locked.withdrawn_on, locked.withdrawn_reason = timezone.localdate(), reason
    locked.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    return locked


def lock(campaign: Campaign) -> None:
    """Two who pay at once see each other's payment: the root of the tree, whose parts draw on the same sources."""
    Campaign.objects.select_for_update(no_key=True).get(path=campaign.path[:ROOT_LENGTH])


class Paid(TypedDict, total=False):
    what: str
    payee: str
    document: str
    over_reason: str
    note: str


@operation
def spend(
    *, campaign: Campaign, by: User, key: uuid.UUID, spent_on: dt.date, amount_vnd: int, source: str,
    item: GoodsItem | None = None, quantity: int = 0, **values: Unpack[Paid],
) -> Spending:  # fmt: skip
    """Paid out of the campaign's money (whole VND), perhaps for `quantity` pieces of `item`, which go into the stock.

    Raises WrongDay, AlreadyRecorded (the same `key` again), and
    MoreThanCameIn where the source has less left and no over_reason is given.
    """
    _not_ahead(spent_on)
    lock(campaign)
    left = left_of_source(campaign, source)
    if amount_vnd > left and not values.get("over_reason"):
        raise refused.MoreThanCameIn(left=vnd(max(left, 0)))
    made = Spending.objects.create(
        campaign=campaign, spent_on=spent_on, amount_vnd=amount_vnd, source=source, recorded_by=by,
        idempotency_key=key, **values,
    )  # fmt: skip
    if item:
        _move(item, GoodsMoveKind.BOUGHT, quantity, spent_on, by, spending=made)
    return made


@operation
def take_back_spending(*, spending: Spending, note: str, by: User) -> Spending:
    """A mistake: the same less, on the same day; goods bought with it leave the stock.

    Raises AlreadyTakenBack, NothingLeft.
    """
    if spending.reverses_id:
        raise refused.AlreadyTakenBack
    same = ("campaign", "spent_on", "what", "payee", "document", "source")
    taken = Spending.objects.create(
        **{name: getattr(spending, name) for name in same},
        amount_vnd=-spending.amount_vnd,
        note=note,
        reverses=spending,
        recorded_by=by,
    )
    for move in spending.goods_moves.all():
        _take_back(move, by, spending=taken)
    return taken


@operation
def move_goods(
    *, item: GoodsItem, kind: str, quantity: int, moved_on: dt.date, note: str, by: User, key: uuid.UUID
) -> GoodsMove:
    """Counted in (FOUND), or gone without a list (LOST): `quantity` pieces, more than 0.

    Raises WrongDay, NothingLeft, AlreadyRecorded (the same `key` again).
    """
    _not_ahead(moved_on)
    signed = -quantity if kind == GoodsMoveKind.LOST else quantity
    return _move(item, kind, signed, moved_on, by, note=note, idempotency_key=key)


@operation
def take_back_move(*, move: GoodsMove, by: User) -> GoodsMove:
    """A move by hand that was a mistake. Raises AlreadyTakenBack, NothingLeft."""
    if move.reverses_id or move.kind not in (GoodsMoveKind.FOUND, GoodsMoveKind.LOST):
        raise refused.AlreadyTakenBack
    return _take_back(move, by)
