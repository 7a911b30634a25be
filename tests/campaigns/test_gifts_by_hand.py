"""Who is on a gift list, who received afterwards, and the goods that go out with the gifts."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns import money_refusals as refused
from campaigns.models import Delivery, GiftGroup, GiftList, GiftRecipient, GoodsItem, GoodsMove
from campaigns.operations import gifts as operations
from campaigns.operations.money import move_goods
from children.models import Child
from organisation.models import User
from organisation.roles import Role
from tests import factories as make
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 6, 1)


@pytest.fixture
def clerk() -> User:
    return make.create_user(role=Role.DATA_CLERK, unit=make.create_unit())


@pytest.fixture
def gifts(clerk: User) -> GiftList:
    return make.create_gift_list(unit=clerk.current_appointments[0].unit, given_on=DAY)


@pytest.fixture
def client(clerk: User) -> Client:
    return signed_in(clerk)


def url(name: str, record: Any) -> str:
    return reverse(f"campaigns:{name}", args=[record.public_id])


def three(gifts: GiftList) -> list[GiftRecipient]:
    return [make.create_gift(gift_list=gifts, full_name=f"Trần Thị {name}") for name in ("An", "Bình", "Chi")]


def deliver(gifts: GiftList, by: User, absent: Any = (), **values: Any) -> int:
    shown = list(GiftRecipient.objects.filter(gift_group__gift_list=gifts).values_list("pk", flat=True))
    return operations.record_delivery(gifts=gifts, shown=shown, absent=absent, by=by, **{"on": DAY} | values)


def states(gifts: GiftList) -> list[str]:
    found = GiftRecipient.objects.filter(gift_group__gift_list=gifts).order_by("pk")
    return list(found.values_list("delivery", flat=True))


def stocked(gifts: GiftList, by: User, pieces: int, each: int = 1) -> GoodsItem:
    item = GoodsItem.objects.create(name="Xe đạp", measure="chiếc", managing_unit=gifts.managing_unit)
    gifts.groups.update(goods_item=item, goods_each=each)
    if pieces:
        put_in(item, pieces, by)
    return item


def put_in(item: GoodsItem, pieces: int, by: User) -> GoodsMove:
    key = make.create_unit().public_id
    return move_goods(item=item, kind="found", quantity=pieces, moved_on=DAY, note="", by=by, key=key)


def left(item: GoodsItem) -> int:
    item.refresh_from_db()
    return item.on_hand


# --- Who is on the list -------------------------------------------------------------------------


def test_all_children_that_a_filter_finds_go_onto_the_list_in_one_step(client: Client, gifts: GiftList) -> None:
    unit = gifts.managing_unit
    waiting = [make.create_child(unit=unit, full_name=f"Lê Văn {n}") for n in ("An", "Bình")]
    make.create_child(unit=unit, needs_since=None)
    make.create_child()  # of somebody else

    form = {"label": "Quà 1/6", "rate_vnd": "100.000", "all": "1"}
    client.post(url("gift_children", gifts) + "?state=waiting", form)
    client.post(url("gift_children", gifts) + "?state=waiting", form)

    on_list = GiftRecipient.objects.filter(gift_group__gift_list=gifts)
    assert list(on_list.order_by("pk").values_list("child", "amount_vnd")) == [(c.pk, 100_000) for c in waiting]
    assert GiftGroup.objects.count() == 1


def test_a_child_of_another_unit_cannot_be_put_on_the_list(client: Client, gifts: GiftList) -> None:
    group = make.create_gift(gift_list=gifts).gift_group
    stranger = make.create_child()

    client.post(url("gift_children", gifts), {"gift_group": group.pk, "child": stranger.pk})

    assert not GiftRecipient.objects.exclude(child=None).exists()


def test_a_name_goes_onto_the_list_without_a_record(client: Client, gifts: GiftList) -> None:
    group = make.create_gift(gift_list=gifts).gift_group

    client.post(
        url("gift_name_add", gifts), {"gift_group": group.pk, "full_name": "PHAN THỊ MẪU", "birth": "2014", "sex": ""}
    )

    added = GiftRecipient.objects.latest("pk")
    assert (added.full_name, added.child, added.amount_vnd) == ("Phan Thị Mẫu", None, 100_000)
    assert (added.birth_date, added.birth_date_precision) == (dt.date(2014, 1, 1), "year")


def test_a_new_rate_goes_to_those_who_wait_for_the_old_one(clerk: User, gifts: GiftList) -> None:
    one, other, own = three(gifts)
    GiftRecipient.objects.filter(pk=own.pk).update(amount_vnd=500_000)
    operations.record_delivery(gifts=gifts, shown=[one.pk], absent=[], on=DAY, by=clerk)
    group = one.gift_group
    group.rate_vnd = 200_000

    operations.save_group(group=group, by=clerk)

    found = GiftRecipient.objects.filter(pk__in=[one.pk, other.pk, own.pk]).order_by("pk")
    assert list(found.values_list("amount_vnd", flat=True)) == [100_000, 200_000, 500_000]


def test_the_same_group_twice_is_said_beside_its_name(client: Client, gifts: GiftList) -> None:
    make.create_gift(gift_list=gifts, group="Quà 1/6")

    page = client.post(url("gift_group_add", gifts), {"label": "QUÀ 1/6", "rate_vnd": "100.000", "goods_each": 1})

    assert "label" in page.context["form"].errors


def test_who_has_received_stays_on_the_list(client: Client, clerk: User, gifts: GiftList) -> None:
    one, *_others = three(gifts)
    deliver(gifts, clerk)

    client.post(url("gift_recipient_delete", one))
    client.post(url("gift_group_delete", one.gift_group))

    assert GiftRecipient.objects.count() == 3


# --- Delivered or absent ------------------------------------------------------------------------


def test_all_receive_but_the_absent_and_they_later(client: Client, gifts: GiftList) -> None:
    one, away, third = three(gifts)
    form = {"shown": f"{one.pk},{away.pk},{third.pk}", "delivered_on": "01/06/2025", "given_by": "Bà Mẫu"}

    client.post(url("gift_delivery", gifts), form | {"absent": away.pk})
    assert states(gifts) == ["delivered", "absent", "delivered"]
    client.post(url("gift_delivery", gifts), {"shown": str(away.pk), "delivered_on": "05/06/2025"})

    assert list(GiftRecipient.objects.order_by("pk").values_list("delivered_on", "given_by")) == [
        (DAY, "Bà Mẫu"), (dt.date(2025, 6, 5), ""), (DAY, "Bà Mẫu"),
    ]  # fmt: skip


def test_somebody_added_while_the_form_was_open_is_not_recorded(clerk: User, gifts: GiftList) -> None:
    one, *_others = three(gifts)

    operations.record_delivery(gifts=gifts, shown=[one.pk], absent=[], on=DAY, by=clerk)

    assert states(gifts) == ["delivered", "", ""]


def test_the_same_form_sent_again_records_nothing(clerk: User, gifts: GiftList) -> None:
    three(gifts)
    deliver(gifts, clerk)

    with pytest.raises(refused.NobodyLeft):
        deliver(gifts, clerk, on=dt.date(2025, 6, 9))

    assert set(GiftRecipient.objects.values_list("delivered_on", flat=True)) == {DAY}


def test_nothing_is_handed_over_on_a_day_to_come(clerk: User, gifts: GiftList) -> None:
    three(gifts)
    with pytest.raises(refused.WrongDay):
        deliver(gifts, clerk, on=dt.date(2999, 1, 1))


def test_where_a_paper_only_counts_a_number_is_said(client: Client, gifts: GiftList) -> None:
    group = GiftGroup.objects.create(gift_list=gifts, label="Quà 1/6", rate_vnd=100_000, recipients_count=118)
    form = {"shown": "", "delivered_on": "01/06/2025"}

    refused_page = client.post(url("gift_delivery", gifts), form | {f"group-{group.pk}": 119})
    assert f"group-{group.pk}" in refused_page.context["form"].errors
    client.post(url("gift_delivery", gifts), form | {f"group-{group.pk}": 100})

    counted = GiftGroup.objects.with_delivered().get()
    assert (counted.delivered_gifts, counted.delivered_vnd) == (100, 10_000_000)


def test_a_count_made_smaller_is_kept_and_said_and_its_goods_come_back(
    client: Client, clerk: User, gifts: GiftList
) -> None:
    group = GiftGroup.objects.create(gift_list=gifts, label="Quà 1/6", goods="Xe đạp", recipients_count=12)
    bicycles = stocked(gifts, clerk, pieces=12)
    assert deliver(gifts, clerk, counted={group.pk: 10}) == 10

    form = {"shown": "", "delivered_on": "01/06/2025", f"group-{group.pk}": 8}
    page = client.post(url("gift_delivery", gifts), form, follow=True)

    group.refresh_from_db()
    assert (group.delivered_count, left(bicycles)) == (8, 4)
    (said,) = map(str, page.context["messages"])
    assert ("2" in said, "-" in said) == (True, False)
    with pytest.raises(refused.NobodyLeft):
        deliver(gifts, clerk, counted={group.pk: 8})


def test_only_a_gift_handed_over_marks_the_child_as_helped(clerk: User, gifts: GiftList) -> None:
    child = make.create_child(unit=gifts.managing_unit)
    gift = make.create_gift(gift_list=gifts, child=child)

    def marked() -> bool:
        return Child.objects.values_list("got_gifts", flat=True).get(pk=child.pk)

    assert not marked()
    deliver(gifts, clerk)
    assert marked()
    operations.take_back_delivery(gifts=gifts, recipients=[gift.pk], by=clerk)
    assert not marked()


def test_what_was_said_wrongly_is_taken_back_and_stays_in_the_history(client: Client, gifts: GiftList) -> None:
    one, other, _third = three(gifts)
    deliver(gifts, make.create_user())

    client.post(url("gift_delivery_undo", gifts), {"recipient": [one.pk]})
    client.post(url("gift_delivery_undo", gifts), {"recipient": [other.pk], "open": "1"})

    assert states(gifts) == ["absent", "", "delivered"]
    assert one.events.filter(delivery=Delivery.DELIVERED).exists()  # type: ignore[attr-defined]  # of pghistory


# --- Goods ---------------------------------------------------------------------------------------


def test_goods_go_out_with_the_gifts_and_come_back_when_it_is_taken_back(clerk: User, gifts: GiftList) -> None:
    one, away, _third = three(gifts)
    bicycles = stocked(gifts, clerk, pieces=5, each=2)

    deliver(gifts, clerk, absent=[away.pk])
    assert left(bicycles) == 1
    operations.take_back_delivery(gifts=gifts, recipients=[one.pk], by=clerk)

    assert left(bicycles) == 3
    assert sorted(GoodsMove.objects.values_list("kind", "quantity")) == [("found", 5), ("given", -4), ("returned", 2)]


def test_more_than_there_is_goes_to_nobody(client: Client, clerk: User, gifts: GiftList) -> None:
    people = three(gifts)
    bicycles = stocked(gifts, clerk, pieces=2)
    form = {"shown": ",".join(str(one.pk) for one in people), "delivered_on": "01/06/2025"}

    page = client.post(url("gift_delivery", gifts), form)

    assert str(refused.NothingLeft()) in page.content.decode()
    assert (states(gifts), left(bicycles)) == (["", "", ""], 2)
