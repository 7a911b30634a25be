"""Sóc Sơn, 2021: what the district's union did for its members in the year of the epidemic."""

import datetime

from campaigns.models import Agreement, Campaign, CampaignKind, Loan
from campaigns.models.sources import FundingSource
from organisation.areas import former_district
from organisation.operations import start_programme
from reports.articles.world import World

DISTRICT = "16"
PAPER = ("Bài báo về Liên đoàn Lao động huyện Sóc Sơn", None)
LAST_DAY = datetime.date(2021, 12, 31)
DISTRICT_UNION = (FundingSource.UNION_FINANCE, "district")


def tell(world: World) -> Campaign:
    made = start_programme(name="Công đoàn huyện Sóc Sơn chăm lo đoàn viên", district_code=DISTRICT)
    world.appoint(made["unit"])
    campaign = Campaign.objects.create(
        name="Chăm lo đoàn viên, người lao động năm 2021",
        kind=CampaignKind.WELFARE_BAGS,
        managing_unit=made["labour_federation"],
        starts_on=datetime.date(2021, 1, 1),
        ends_on=LAST_DAY,
    )
    teams = world.result(
        campaign,
        "Thành lập Tổ An toàn Covid-19",
        category="teams",
        measure="team",
        quantity=135,
        people_count=540,
    )
    world.result(
        campaign,
        "Doanh nghiệp có Tổ An toàn Covid-19",
        parent=teams,
        category="teams",
        measure="company",
        quantity=64,
    )
    _help(world, campaign)
    _lasting(world, campaign)
    _stated(world, campaign)
    return campaign


def _help(world: World, campaign: Campaign) -> None:
    world.result(
        campaign,
        "Hỗ trợ Tổ An toàn Covid-19 hoạt động",
        (*DISTRICT_UNION, None),
        category="cash",
        measure="team",
        quantity=33,
        rate_vnd=2_000_000,
        amount_vnd=66_000_000,
    )
    world.result(
        campaign,
        "Hỗ trợ đoàn viên bị ảnh hưởng, mang thai, nuôi con dưới 6 tuổi",
        category="cash",
        measure="person",
        amount_vnd=11_500_000,
    )
    world.result(
        campaign,
        "Hỗ trợ đoàn viên, người lao động khó khăn",
        category="cash",
        measure="person",
        amount_vnd=110_000_000,
    )
    world.result(
        campaign,
        "Hỗ trợ đoàn viên có hoàn cảnh đặc biệt khó khăn",
        (FundingSource.SOCIAL_MOBILISATION, "", None),
        (*DISTRICT_UNION, None),
        category="cash",
        measure="person",
        quantity=188,
        people_count=188,
        amount_vnd=127_500_000,
    )
    world.result(
        campaign,
        "Trao Túi An sinh công đoàn",
        (*DISTRICT_UNION, 27_000_000),
        category="welfare_bags",
        measure="bag",
        quantity=135,
        rate_vnd=200_000,
        goods_vnd=27_000_000,
    )
    world.result(
        campaign,
        "Phối hợp với Liên đoàn Lao động Thành phố trao Túi An sinh công đoàn",
        (FundingSource.UNION_FINANCE, "province", None),
        category="welfare_bags",
        measure="bag",
        quantity=1_200,
    )


def _lasting(world: World, campaign: Campaign) -> None:
    world.result(
        campaign,
        "Hỗ trợ xây, sửa nhà Mái ấm Công đoàn",
        (*DISTRICT_UNION, 90_000_000),
        category="houses",
        measure="house",
        quantity=3,
        rate_vnd=30_000_000,
        amount_vnd=90_000_000,
    )
    district = former_district(DISTRICT)
    for number, work, month in ((1, "new", 4), (2, "new", 7), (3, "repair", 10)):
        world.houses(
            campaign,
            {
                "name": f"Gia đình đoàn viên số {number}",
                "work": work,
                "area": district,
                "place": "Huyện Sóc Sơn (cũ)",
                "support_vnd": 30_000_000,
                "approved_on": datetime.date(2021, month - 2, 10),
                "started_on": datetime.date(2021, month - 1, 1),
                "handed_over_on": datetime.date(2021, month, 20),
            },
        )
    world.register(
        Loan,
        campaign,
        name="Quỹ trợ vốn cho công nhân, viên chức, lao động",
        kind="money",
        as_of=LAST_DAY,
        area=district,  # the article names no commune of the projects
        projects_count=6,
        borrowers_count=138,
        put_in_vnd=3_000_000_000,
        put_in_qualifier="more_than",
    )
    for partner, what in (("Sữa Hà Lan", "Sữa cho đoàn viên"), ("Thiện An", "Khám, chữa bệnh cho đoàn viên")):
        world.register(Agreement, campaign, name=partner, what=what)


def _stated(world: World, campaign: Campaign) -> None:
    world.stated(
        campaign,
        PAPER,
        ("Tổ An toàn Covid-19", 135, "results_quantity", {"category": "teams", "scope_text": "64 doanh nghiệp"}),
        ("Tổ viên", 540, "results_people", {"category": "teams"}),
        ("Mái ấm Công đoàn", 90_000_000, "results_vnd", {"category": "houses"}),
        ("Nhà trong danh sách", 3, "houses_handed_over"),
        ("Dự án vay Quỹ trợ vốn", 6, "loans_projects"),
        ("Người vay Quỹ trợ vốn", 138, "loans_borrowers"),
        ("Vốn của Quỹ trợ vốn", 3_000_000_000, "loans_vnd", {"qualifier": "more_than"}),
        ("Thỏa thuận phúc lợi", 2, "agreements"),
    )
