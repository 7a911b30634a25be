"""Contributions, promises, payments and goods of a campaign, made by the operations. Everybody here is invented."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from campaigns.models import Campaign, Contribution, GoodsItem, GoodsMove, Promise, Spending
from campaigns.operations import money
from organisation.models import Unit, User
from tests import factories as make

DAY = dt.date(2025, 5, 20)


def give(campaign: Campaign, by: User, amount_vnd: int | None = 1_000_000, **values: Any) -> Contribution:
    entry: dict[str, Any] = {"given_by": "Nhà hảo tâm Mẫu", "received_on": DAY, "key": uuid.uuid4()} | values
    return money.contribute(campaign=campaign, by=by, amount_vnd=amount_vnd, **entry)


def pay(campaign: Campaign, by: User, amount_vnd: int = 400_000, **values: Any) -> Spending:
    entry: dict[str, Any] = {
        "what": "Thuê xe chở quà",
        "spent_on": DAY,
        "source": "social_mobilisation",
        "key": uuid.uuid4(),
    } | values
    return money.spend(campaign=campaign, by=by, amount_vnd=amount_vnd, **entry)


def promise(campaign: Campaign, amount_vnd: int | None = 5_000_000, **values: Any) -> Promise:
    entry: dict[str, Any] = {"given_by": "Công ty Mẫu", "promised_on": DAY} | values
    made = Promise.objects.create(campaign=campaign, amount_vnd=amount_vnd, **entry)
    made.refresh_from_db()
    return made


def goods(unit: Unit, campaign: Campaign | None = None, name: str = "Xe đạp", **values: Any) -> GoodsItem:
    item = GoodsItem.objects.create(
        name=name, managing_unit=unit, campaign=campaign, **{"measure": "chiếc", "wanted_quantity": 10} | values
    )
    item.refresh_from_db()
    return item


def count_in(item: GoodsItem, by: User, pieces: int, kind: str = "found", **values: Any) -> GoodsMove:
    entry: dict[str, Any] = {"moved_on": DAY, "note": "kiểm kê", "key": uuid.uuid4()} | values
    return money.move_goods(item=item, kind=kind, quantity=pieces, by=by, **entry)


def left(item: GoodsItem) -> int:
    item.refresh_from_db()
    return item.on_hand


def fill(campaign: Campaign, unit: Unit, by: User, number: int, write: Any = str) -> dict[str, Any]:
    """One of everything, for the pages."""
    donor = make.create_donor(unit=unit, name=write(f"Công ty Mẫu {number}"), is_public=number % 2 == 0)
    item = goods(unit, campaign, name=write(f"Xe đạp {number}"), measure=write("chiếc"))
    given = give(campaign, by, donor=donor, given_by="", received_on=timezone.localdate())
    give(campaign, by, None, item=item, quantity=3, given_by=write("Bà Mẫu"))
    other = give(campaign, by, 2_000, given_by=write("Ông Mẫu"))
    money.take_back_contribution(contribution=other, note=write("ghi nhầm"), by=by)
    return {
        "money_item": item,
        "given": given,
        "promise": promise(campaign, donor=donor, given_by="", note=write("Trước Tết")),
        "payment": pay(campaign, by, 1_000, what=write("Thuê xe")),
        "goods_move": count_in(item, by, 2, note=write("kiểm kê")),
    }
