"""Two people at the same moment, in real transactions. Each test has a twin that shows the race without the guard."""

import datetime as dt
import uuid
from collections import Counter
from typing import Any

import pytest

from campaigns.balance import left_of_source
from campaigns.models import Contribution, GiftRecipient, GoodsItem, GoodsMove
from campaigns.operations import gifts as gift_operations
from campaigns.operations import money
from organisation.models import User
from tests import factories as make
from tests.campaigns.money_records import DAY, count_in, give, goods, left, pay
from tests.sponsorship.test_races import at_once, meeting, without_constraints

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results: list[Any]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


# --- The stock ----------------------------------------------------------------------------------


def take_three_of_five() -> tuple[GoodsItem, list[Any]]:
    by, item = make.create_user(), goods(make.create_unit())
    count_in(item, by, 5)
    return item, at_once(*(lambda: count_in(item, by, 3, kind="lost") for _ in range(2)))


def test_two_who_take_the_last_goods_do_not_both_get_them() -> None:
    item, results = take_three_of_five()

    assert kinds(results) == ["GoodsMove", "NothingLeft"]
    assert left(item) == 2


def test_control_without_the_constraint_the_stock_falls_below_zero() -> None:
    with without_constraints((GoodsItem, "goods_never_below_zero")):
        item, results = take_three_of_five()
        assert kinds(results) == ["GoodsMove", "GoodsMove"]
        assert left(item) == -1


# --- The same form twice ------------------------------------------------------------------------


def the_same_form_twice(keys: list[uuid.UUID]) -> list[Any]:
    campaign, by = make.create_campaign(), make.create_user()
    return at_once(*(lambda key=key: give(campaign, by, key=key) for key in keys))


def test_the_same_contribution_is_recorded_once() -> None:
    results = the_same_form_twice([uuid.uuid4()] * 2)

    assert kinds(results) == ["AlreadyRecorded", "Contribution"]
    assert list(Contribution.objects.values_list("number", flat=True)) == [1]


def test_control_with_keys_of_their_own_both_are_recorded() -> None:
    the_same_form_twice([uuid.uuid4(), uuid.uuid4()])

    assert Contribution.objects.count() == 2


# --- Who received -------------------------------------------------------------------------------


def two_record_the_same_gifts(by: User) -> tuple[GoodsItem, list[Any]]:
    gifts = make.create_gift_list()
    one = make.create_gift(gift_list=gifts)
    item = goods(gifts.managing_unit)
    gifts.groups.update(goods_item=item)
    count_in(item, by, 5)

    def deliver() -> int:
        return gift_operations.record_delivery(gifts=gifts, shown=[one.pk], absent=[], on=DAY, by=by)

    return item, at_once(deliver, deliver)


def test_a_gift_recorded_by_two_is_handed_over_once() -> None:
    item, results = two_record_the_same_gifts(make.create_user())

    assert kinds(results) == ["NobodyLeft", "int"]
    assert (left(item), GoodsMove.objects.filter(kind="given").count()) == (4, 1)


def test_control_without_the_lock_the_goods_go_out_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(waiting: Any) -> list[Any]:
        return list(waiting.values_list("pk", "gift_group_id"))

    def receive(waiting: Any, on: dt.date, given_by: str) -> Counter[int]:
        found = gift_operations.read(waiting)  # type: ignore[attr-defined]  # both read before the first one writes
        GiftRecipient.objects.filter(pk__in=[pk for pk, _group in found]).update(delivery="delivered")
        return Counter(group for _pk, group in found)

    monkeypatch.setattr(gift_operations, "read", read, raising=False)
    monkeypatch.setattr(gift_operations, "_receive", receive)
    meeting(monkeypatch, [(gift_operations, "read")], 2)

    item, results = two_record_the_same_gifts(make.create_user())

    assert (kinds(results), left(item)) == (["int", "int"], 3)


# --- The last money of a source -----------------------------------------------------------------


def two_pay_six_of_ten() -> tuple[Any, list[Any]]:
    campaign, by = make.create_campaign(), make.create_user()
    give(campaign, by, 10_000_000)
    return campaign, at_once(*(lambda: pay(campaign, by, 6_000_000) for _ in range(2)))


def test_two_who_pay_from_one_source_do_not_overdraw_it_unawares(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting(monkeypatch, [(money, "left_of_source")], 2)

    campaign, results = two_pay_six_of_ten()

    assert kinds(results) == ["MoreThanCameIn", "Spending"]
    assert left_of_source(campaign, "social_mobilisation") == 4_000_000


def test_control_without_the_lock_both_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money, "lock", lambda campaign: None)
    meeting(monkeypatch, [(money, "left_of_source")], 2, patience=5)

    campaign, results = two_pay_six_of_ten()

    assert kinds(results) == ["Spending", "Spending"]
    assert left_of_source(campaign, "social_mobilisation") == -2_000_000
