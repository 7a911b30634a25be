"""The Red Cross cluster of seven northern provinces, 2023: totals with examples, help counted in times."""

import datetime
from typing import Any

from campaigns.models import Campaign, CampaignKind, Cluster, Loan
from campaigns.operations.results import save_record, set_members
from organisation.models.unit import UnitKind
from reports.articles.world import World

PAPER = ("Bài báo về cụm thi đua Hội Chữ thập đỏ", datetime.date(2023, 11, 27))
YEAR = 2023
PROVINCES = ["Lạng Sơn", "Bắc Giang", "Bắc Kạn", "Cao Bằng", "Quảng Ninh", "Thái Nguyên", "Tuyên Quang"]


def tell(world: World) -> Campaign:
    root = world.root("Hội Chữ thập đỏ các tỉnh miền núi phía Bắc", UnitKind.RED_CROSS)
    provinces = world.units(root, UnitKind.RED_CROSS, [f"Hội Chữ thập đỏ tỉnh {name}" for name in PROVINCES])
    head = provinces[0]
    cluster = save_record(
        record=Cluster(name="Cụm thi đua Hội Chữ thập đỏ 7 tỉnh miền núi phía Bắc", managing_unit=root),
        by=world.officer,
    )
    set_members(cluster=cluster, year=YEAR, units=provinces, head=head, by=world.officer)
    campaign = Campaign.objects.create(
        name="Công tác nhân đạo năm 2023",
        kind=CampaignKind.ADDRESSES,
        managing_unit=root,
        starts_on=datetime.date(YEAR, 1, 1),
        ends_on=PAPER[1],
    )
    told = {"managing_unit": head, "told_by": "Báo cáo của Cụm trưởng"}
    _help(world, campaign, told)
    _more(world, campaign, told)
    _stated(world, campaign)
    return campaign


def _help(world: World, campaign: Campaign, told: dict[str, Any]) -> None:
    whole = world.result(
        campaign,
        "Trợ giúp người khó khăn",
        category="all_help",
        measure="time",
        times_count=521_000,
        qualifier="over",
        amount_vnd=260_000_000_000,
        money_qualifier="nearly",
        has_examples=True,
        **told,
    )
    world.result(
        campaign,
        "Phong trào Tết Nhân ái",
        parent=whole,
        category="gifts",
        measure="gift",
        quantity=242_000,
        qualifier="over",
        amount_vnd=120_000_000_000,
        money_qualifier="over",
        **told,
    )
    world.result(
        campaign,
        "Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo",
        parent=whole,
        category="addresses",
        measure="address",
        quantity=1_468,
        people_count=6_147,
        amount_vnd=22_000_000_000,
        money_qualifier="over",
        **told,
    )


def _more(world: World, campaign: Campaign, told: dict[str, Any]) -> None:
    head = told["managing_unit"]
    world.result(campaign, "Hiến máu tình nguyện", category="blood", measure="blood_unit", quantity=46_000, **told)
    for name in ("Chương trình Dinh dưỡng", "Chương trình An toàn cho ngư dân"):
        world.result(campaign, name, category="other", measure="person", **told)  # named in the article, not counted
    world.register(Loan, campaign, name="Ngân hàng bò", kind="animals", as_of=PAPER[1], managing_unit=head)
    world.houses(
        campaign,
        {
            "name": "Một hộ nghèo",
            "poverty": "poor",
            "work": "new",
            "place": "Thôn Hố Mười, xã Minh Sơn, huyện Hữu Lũng",
            "handed_over_on": PAPER[1],
            "managing_unit": head,
        },
    )


def _stated(world: World, campaign: Campaign) -> None:
    world.stated(
        campaign,
        PAPER,
        ("Lượt người được trợ giúp", 521_000, "results_times", {"qualifier": "over"}),
        ("Tổng trị giá trợ giúp", 260_000_000_000, "results_vnd", {"qualifier": "nearly"}),
        ("Suất quà Tết", 242_000, "results_quantity", {"category": "gifts", "qualifier": "over"}),
        ("Trị giá quà Tết", 120_000_000_000, "results_vnd", {"category": "gifts", "qualifier": "over"}),
        ("Địa chỉ nhân đạo", 1_468, "results_quantity", {"category": "addresses"}),
        ("Người được giúp qua địa chỉ nhân đạo", 6_147, "results_people", {"category": "addresses"}),
        ("Trị giá địa chỉ nhân đạo", 22_000_000_000, "results_vnd", {"category": "addresses", "qualifier": "over"}),
        ("Đơn vị máu", 46_000, "results_quantity", {"category": "blood"}),
    )
