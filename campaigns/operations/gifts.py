"""Gift lists: children of the register go onto one, and afterwards who received is said in one step."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from campaigns import money_refusals as refused
from campaigns.models import Delivery, GiftGroup, GiftList, GiftRecipient, GoodsMove, GoodsMoveKind
from campaigns.operations.refusals import operation
from children.models import Child
from organisation.models import User

CHILDREN_AT_MOST = 2_000


@operation
def add_children(*, group: GiftGroup, children: QuerySet[Child], by: User) -> int:
    """Put children of the register into a group of a list, each once; gives how many were added.

    Who stands in that group already is passed over; more than CHILDREN_AT_MOST are cut.
    """
    GiftGroup.objects.select_for_update().get(pk=group.pk)
    known = group.recipients.exclude(child=None).values("child")
    wanted = children.exclude(pk__in=known).select_related("commune").order_by("name_sort", "pk")[:CHILDREN_AT_MOST]
    made = GiftRecipient.objects.bulk_create([recipient_of(child, group) for child in wanted], batch_size=500)
    return len(made)


def recipient_of(child: Child, group: GiftGroup) -> GiftRecipient:
    """As a list would name the child today: the list stays as it was when the record changes."""
    return GiftRecipient(
        gift_group=group,
        child=child,
        full_name=child.full_name,
        birth_date=child.birth_date,
        birth_date_precision=child.birth_date_precision,
        sex=child.sex,
        parent_name=child.father_name or child.mother_name,
        unit_name=child.parents_union,
        school=child.school,
        grade=child.grade,
        address_as_written=child.address_as_written or child.hamlet,
        commune=child.commune,
        amount_vnd=group.rate_vnd,
        goods=group.goods,
    )


@operation
def record_delivery(
    *,
    gifts: GiftList,
    shown: Iterable[int],
    absent: Iterable[int],
    on: dt.date,
    by: User,
    given_by: str = "",
    counted: dict[int, int] | None = None,
) -> int:
    """Everybody of `shown` (ids of recipients) received on day `on`, but the `absent`; gives how many did
    (less than none where a count was made smaller).

    Who is recorded as having received already is passed over, so that two forms sent at once count nobody twice.
    `counted`: groups without names → how many in all received. Goods of the stock go out with the gifts.
    Raises WrongDay, NobodyLeft, NothingLeft.
    """
    if on > timezone.localdate():
        raise refused.WrongDay
    away = set(absent)
    waiting = GiftRecipient.objects.filter(gift_group__gift_list=gifts).exclude(delivery=Delivery.DELIVERED)
    waiting.filter(pk__in=away).exclude(delivery=Delivery.ABSENT).update(delivery=Delivery.ABSENT)
    given = _receive(waiting.filter(pk__in=set(shown) - away), on, given_by)
    given.update(_count(gifts, counted or {}))  # += would drop what is made smaller
    if not any(given.values()) and not away:
        raise refused.NobodyLeft
    _move_goods(gifts, given, GoodsMoveKind.GIVEN, on, by)
    return given.total()


def _receive(waiting: QuerySet[GiftRecipient], on: dt.date, given_by: str) -> Counter[int]:
    """Group → how many received now. Rows that another transaction has changed meanwhile are looked at anew."""
    locked = list(waiting.select_for_update(of=("self",)).order_by("pk").values_list("pk", "gift_group_id"))
    GiftRecipient.objects.filter(pk__in=[pk for pk, _group in locked]).update(
        delivery=Delivery.DELIVERED, delivered_on=on, given_by=given_by
    )
    return Counter(group for _pk, group in locked)


def _count(gifts: GiftList, counted: dict[int, int]) -> Counter[int]:
    """Group → how many more (or less) received than was said before."""
    found: Counter[int] = Counter()
    groups = gifts.groups.select_for_update().filter(pk__in=counted, recipients_count__isnull=False)
    for group in groups.order_by("pk"):
        now = min(counted[group.pk], group.recipients_count or 0)
        found[group.pk] = now - (group.delivered_count or 0)
        GiftGroup.objects.filter(pk=group.pk).update(delivered_count=now)
    return found


def _move_goods(gifts: GiftList, counts: Counter[int], kind: str, on: dt.date, by: User) -> None:
    """Pieces leave the stock for gifts handed over (kind GIVEN), or come back (RETURNED, or a count made smaller)."""
    sign = -1 if kind == GoodsMoveKind.GIVEN else 1
    moves = []
    for group in (
        gifts.groups.filter(pk__in=counts)
        .exclude(goods_item=None)
        .select_related("goods_item")
        .order_by("goods_item", "pk")
    ):
        pieces = sign * counts[group.pk] * group.goods_each
        if pieces:
            back = GoodsMoveKind.RETURNED if pieces > 0 else GoodsMoveKind.GIVEN
            moves.append(_move(group, back, pieces, on, by))
    GoodsMove.objects.bulk_create(moves)


def _move(group: GiftGroup, kind: str, pieces: int, on: dt.date, by: User) -> GoodsMove:
    return GoodsMove(item=group.goods_item, kind=kind, quantity=pieces, moved_on=on, gift_group=group, recorded_by=by)


@operation
def take_back_delivery(
    *, gifts: GiftList, recipients: Iterable[int], by: User, was_absent: bool = True, on: dt.date | None = None
) -> int:
    """These did not receive after all: absent, or (`was_absent` False) nothing is said of them any more.

    The history keeps what was said before. Goods come back into the stock on day `on` (today). Raises NothingWas.
    """
    given = GiftRecipient.objects.given().filter(gift_group__gift_list=gifts, pk__in=list(recipients))
    locked = list(given.select_for_update(of=("self",)).order_by("pk").values_list("pk", "gift_group_id"))
    if not locked:
        raise refused.NothingWas
    now = Delivery.ABSENT if was_absent else Delivery.OPEN
    GiftRecipient.objects.filter(pk__in=[pk for pk, _group in locked]).update(
        delivery=now, delivered_on=None, given_by=""
    )
    back = Counter(group for _pk, group in locked)
    _move_goods(gifts, back, GoodsMoveKind.RETURNED, on or timezone.localdate(), by)
    return len(locked)


@operation
def save_group(*, group: GiftGroup, by: User) -> GiftGroup:
    """Keep a group; a new one goes to the end of its list. A new rate goes to who had the old one. Raises SameGift."""
    if group.pk is None:
        last = group.gift_list.groups.order_by("-position").values_list("position", flat=True).first()
        group.position = (last or 0) + 1
    else:
        before = GiftGroup.objects.select_for_update().get(pk=group.pk)
        waiting = group.recipients.exclude(delivery=Delivery.DELIVERED)
        waiting.filter(amount_vnd=before.rate_vnd, goods=before.goods).update(
            amount_vnd=group.rate_vnd, goods=group.goods
        )
    group.save()
    return group


@operation
def remove_recipient(*, recipient: GiftRecipient, by: User) -> None:
    """Take somebody off a list who has not received. Raises AlreadyRecorded."""
    gone, _each = GiftRecipient.objects.filter(pk=recipient.pk).exclude(delivery=Delivery.DELIVERED).delete()
    if not gone:
        raise refused.AlreadyRecorded


@operation
def remove_group(*, group: GiftGroup, by: User) -> None:
    """Take an empty group off a list: one with recipients, with goods that went out, or counted as received stays.

    Raises AlreadyRecorded.
    """
    locked = GiftGroup.objects.select_for_update().get(pk=group.pk)
    if locked.recipients.exists() or locked.goods_moves.exists() or locked.delivered_count:
        raise refused.AlreadyRecorded
    locked.delete()
