"""What must never be of gifts handed over, goods, promises, contributions and payments."""

import uuid
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from campaigns.gift_forms import GiftListForm
from campaigns.models import (
    Appeal,
    Campaign,
    Contribution,
    ContributionCounter,
    GiftGroup,
    GiftList,
    GiftRecipient,
    GoodsItem,
    GoodsMove,
    Promise,
    Spending,
)
from campaigns.money_refusals import OthersGoods
from campaigns.operations.money import take_back_spending
from organisation.models import User
from organisation.roles import Role
from tests import factories as make
from tests.campaigns.money_records import DAY, count_in, give, goods, pay, promise
from tests.sponsorship.test_constraints import refuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return make.create_user()


@pytest.fixture
def campaign() -> Campaign:
    return make.create_campaign()


def gift() -> GiftRecipient:
    return make.create_gift(gift_list=make.create_gift_list())


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"delivered_count": 3, "recipients_count": 2}, "gift_group_delivered_at_most"),
        ({"delivered_count": 3, "recipients_count": None}, "gift_group_delivered_at_most"),
        ({"goods_each": 0}, "gift_group_pieces"),
    ],
)
def test_gift_groups(values: dict[str, Any], name: str) -> None:
    group = gift().gift_group
    with refuses(name):
        GiftGroup.objects.filter(pk=group.pk).update(**values)


def test_nobody_handed_over_what_was_not_received() -> None:
    one = gift()
    with refuses("gift_giver_only_when_delivered"):
        GiftRecipient.objects.filter(pk=one.pk).update(given_by="Bà Mẫu")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"name": ""}, "goods_have_name_and_measure"),
        ({"measure": ""}, "goods_have_name_and_measure"),
        ({"value_vnd": 0}, "goods_value_plausible"),
        ({"wanted_quantity": 0}, "goods_wanted_plausible"),
        ({"on_hand": -1}, "goods_never_below_zero"),
    ],
)
def test_goods(campaign: Campaign, values: dict[str, Any], name: str) -> None:
    item = goods(campaign.managing_unit)
    with refuses(name):
        GoodsItem.objects.filter(pk=item.pk).update(**values)


def test_the_same_goods_stand_once_in_a_stock(campaign: Campaign) -> None:
    goods(campaign.managing_unit, name="Xe đạp")
    with refuses("goods_item_once"):
        goods(campaign.managing_unit, name="XE ĐẠP")


def move(item: GoodsItem, by: User, **values: Any) -> GoodsMove:
    return GoodsMove.objects.create(**{"item": item, "moved_on": DAY, "recorded_by": by} | values)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind": "found", "quantity": -1}, "goods_move_sign"),
        ({"kind": "lost", "quantity": 1}, "goods_move_sign"),
        ({"kind": "given", "quantity": 0}, "goods_move_sign"),
        ({"kind": "found", "quantity": 10_000_001}, "goods_move_plausible"),
        ({"kind": "lost", "quantity": -6}, "goods_never_below_zero"),
    ],
)
def test_moves_of_goods(campaign: Campaign, by: User, values: dict[str, Any], name: str) -> None:
    item = goods(campaign.managing_unit)
    count_in(item, by, 5)
    with refuses(name):
        move(item, by, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"given_by": ""},
        {"amount_vnd": None},
        {"amount_vnd": 0},
        {"quantity": 2},
        {"withdrawn_on": DAY},
        {"withdrawn_reason": "đổi ý"},
    ],
)
def test_promises(campaign: Campaign, values: dict[str, Any]) -> None:
    made = promise(campaign)
    name = {"given_by": "promise_has_giver"}.get(next(iter(values)), "promise_")
    name = "promise_withdrawn_with_reason" if "withdrawn" in next(iter(values)) else name
    with refuses("promise_money_or_goods" if name == "promise_" else name):
        Promise.objects.filter(pk=made.pk).update(**values)


def test_goods_are_promised_and_given_by_the_piece(campaign: Campaign, by: User) -> None:
    item = goods(campaign.managing_unit)
    with refuses("promise_money_or_goods"):
        promise(campaign, None, item=item)
    with refuses("given_money_or_goods"):
        Contribution.objects.create(campaign=campaign, given_by="x", received_on=DAY, item=item, recorded_by=by)


def test_a_promise_is_kept_in_its_campaign_with_what_was_promised(campaign: Campaign, by: User) -> None:
    money, item = promise(campaign), goods(campaign.managing_unit)
    wrong: list[dict[str, Any]] = [
        {"campaign": make.create_campaign(), "amount_vnd": 1},
        {"campaign": campaign, "item": item, "quantity": 1, "amount_vnd": 1},
    ]
    for values in wrong:
        with refuses("given_as_promised"):
            Contribution.objects.create(promise=money, given_by="x", received_on=DAY, recorded_by=by, **values)


def test_goods_of_another_campaign_are_neither_given_nor_promised(campaign: Campaign, by: User) -> None:
    own, free = goods(campaign.managing_unit, campaign), goods(campaign.managing_unit, name="Sữa")
    others = goods(campaign.managing_unit, make.create_campaign(unit=campaign.managing_unit, name="Đợt 2"))
    entry: dict[str, Any] = {"campaign": campaign, "given_by": "x", "received_on": DAY, "recorded_by": by}
    for item in (own, free):
        Contribution.objects.create(**entry, item=item, quantity=1)
    kept = promise(campaign, None, item=own, quantity=1)

    with refuses("given_goods_of_its_campaign"):
        Contribution.objects.create(**entry, item=others, quantity=1)
    with refuses("promise_goods_of_its_campaign"):
        promise(campaign, None, item=others, quantity=1)
    with refuses("promise_goods_of_its_campaign"):
        Promise.objects.filter(pk=kept.pk).update(item=others)
    with refuses("goods_stay_with_campaign"):
        GoodsItem.objects.filter(pk=free.pk).update(campaign=others.campaign)
    GoodsItem.objects.filter(pk=free.pk).update(campaign=campaign)


def test_goods_of_another_campaign_are_neither_bought_nor_on_a_list(campaign: Campaign, by: User) -> None:
    unit = campaign.managing_unit
    own, free = goods(unit, campaign), goods(unit, name="Sữa")
    others = goods(unit, make.create_campaign(unit=unit, name="Đợt 2"))
    give(campaign, by, 9_000_000)
    payment = pay(campaign, by, item=free, quantity=1)
    group = make.create_gift(gift_list=make.create_gift_list(unit=unit, campaign=campaign)).gift_group
    for item in (own, free):
        GiftGroup.objects.filter(pk=group.pk).update(goods_item=item)

    with pytest.raises(OthersGoods):
        pay(campaign, by, item=others, quantity=1)
    with refuses("bought_goods_of_its_campaign"):
        move(others, by, kind="bought", quantity=1, spending=payment)
    with refuses("gift_group_goods_of_its_campaign"):
        GiftGroup.objects.filter(pk=group.pk).update(goods_item=others)
    with refuses("goods_stay_with_campaign"):  # it was bought for this one, and its list gives it
        GoodsItem.objects.filter(pk=free.pk).update(campaign=others.campaign)
    GiftGroup.objects.filter(pk=group.pk).update(goods_item=own)
    for campaign_of_the_list in (others.campaign, None):
        with refuses("list_stays_with_its_goods"):
            GiftList.objects.filter(pk=group.gift_list_id).update(campaign=campaign_of_the_list)


def now_of(item: GoodsItem, campaign: Campaign) -> None:
    """As it could be before the database refused it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        GoodsItem.objects.filter(pk=item.pk).update(campaign=campaign)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_goods_that_were_bought_for_a_wrong_campaign_before_can_be_taken_back(campaign: Campaign, by: User) -> None:
    item = goods(campaign.managing_unit, campaign)
    give(campaign, by, 9_000_000)
    payment = pay(campaign, by, item=item, quantity=1)
    now_of(item, make.create_campaign(unit=campaign.managing_unit, name="Đợt 2"))

    take_back_spending(spending=payment, note="Ghi nhầm đợt", by=by)

    assert Spending.objects.filter(reverses=payment).exists()


def test_a_list_with_goods_of_another_campaign_from_before_can_be_edited(campaign: Campaign, by: User) -> None:
    item = goods(campaign.managing_unit, campaign)
    gifts = make.create_gift_list(unit=campaign.managing_unit, campaign=campaign)
    GiftGroup.objects.filter(pk=make.create_gift(gift_list=gifts).gift_group_id).update(goods_item=item)
    now_of(item, make.create_campaign(unit=campaign.managing_unit, name="Đợt 2"))
    officer = make.create_user(role=Role.MATCHING_OFFICER, unit=campaign.managing_unit)
    asked = {"title": "Quà Tết cho trẻ mồ côi", "source": gifts.source, "campaign": campaign.pk}
    asked["version"] = gifts.version

    form = GiftListForm(asked, instance=gifts, user=officer)

    assert form.is_valid(), form.errors
    assert form.save().title == asked["title"]


def test_a_list_without_a_campaign_gives_goods_of_none(campaign: Campaign) -> None:
    own, free = goods(campaign.managing_unit, campaign), goods(campaign.managing_unit, name="Sữa")
    group = gift().gift_group

    GiftGroup.objects.filter(pk=group.pk).update(goods_item=free)

    with refuses("gift_group_goods_of_its_campaign"):
        GiftGroup.objects.filter(pk=group.pk).update(goods_item=own)
    with refuses("goods_stay_with_campaign"):
        GoodsItem.objects.filter(pk=free.pk).update(campaign=campaign)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"given_by": ""}, "given_has_giver"),
        ({"amount_vnd": -5}, "given_money_or_goods"),
        ({"amount_vnd": None}, "given_money_or_goods"),
        ({"quantity": 3}, "given_money_or_goods"),
        ({"amount_vnd": 10**13 + 1}, "given_amount_plausible"),
    ],
)
def test_contributions(campaign: Campaign, by: User, values: dict[str, Any], name: str) -> None:
    entry = {"given_by": "Bà Mẫu", "received_on": DAY, "amount_vnd": 1_000, "recorded_by": by}
    with refuses(name):
        Contribution.objects.create(campaign=campaign, **entry | values)


def test_numbers_of_contributions(campaign: Campaign, by: User) -> None:
    first = give(campaign, by)
    ContributionCounter.objects.update(last=0)
    with refuses("given_number_once"):
        give(campaign, by)
    with refuses("contribution_counter_once"):
        ContributionCounter.objects.create(unit=campaign.managing_unit, year=first.number_year, last=9)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"amount_vnd": -1}, "spending_amount_sign"),
        ({"what": ""}, "spending_says_what_for"),
        ({"amount_vnd": 10**13 + 1}, "spending_amount_plausible"),
    ],
)
def test_payments(campaign: Campaign, by: User, values: dict[str, Any], name: str) -> None:
    entry = {"what": "Thuê xe", "spent_on": DAY, "amount_vnd": 1_000, "recorded_by": by}
    with refuses(name):
        Spending.objects.create(campaign=campaign, **entry | values)


def test_a_reversal_takes_back_one_entry_whole(campaign: Campaign, by: User) -> None:
    give(campaign, by, 1_000_000)
    payment, given = pay(campaign, by, 400_000), give(campaign, by, 1_000)
    moved = count_in(goods(campaign.managing_unit), by, 5)
    with refuses("reversal_is_exact"):
        Spending.objects.create(
            campaign=campaign, what="x", spent_on=DAY, amount_vnd=-1, reverses=payment, recorded_by=by
        )
    with refuses("reversal_is_exact"):
        Contribution.objects.create(
            campaign=campaign, given_by="x", received_on=DAY, amount_vnd=-999, reverses=given, recorded_by=by
        )
    kept = give(campaign, by, 5, promise=promise(campaign))
    with refuses("reversal_is_exact"):  # what kept a promise is taken back from that promise
        Contribution.objects.create(
            campaign=campaign, given_by="x", received_on=DAY, amount_vnd=-5, reverses=kept, recorded_by=by
        )
    with refuses("reversal_is_exact"):
        move(moved.item, by, kind="found", quantity=-4, reverses=moved)


def test_an_appeal_calls_for_something(campaign: Campaign) -> None:
    with refuses("appeal_target_plausible"):
        Appeal.objects.create(campaign=campaign, target_vnd=0)


def refuses_change() -> AbstractContextManager[Any]:
    return pytest.raises(DatabaseError)


@pytest.mark.parametrize("what", ["contribution", "payment", "move"])
def test_what_was_recorded_is_never_changed_or_deleted(campaign: Campaign, by: User, what: str) -> None:
    give(campaign, by)
    made: dict[str, Any] = {
        "contribution": lambda: give(campaign, by),
        "payment": lambda: pay(campaign, by),
        "move": lambda: count_in(goods(campaign.managing_unit), by, 5),
    }
    record = made[what]()
    rows = type(record)._default_manager.filter(pk=record.pk)
    with refuses_change(), transaction.atomic():
        rows.update(note=str(uuid.uuid4()))
    with refuses_change(), transaction.atomic():
        rows.delete()
