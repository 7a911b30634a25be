"""Kon Tum, June 2024: awards in the action month for children, whose stated total is 1.000.000 more than its lines."""

import datetime

from campaigns.models import Campaign, CampaignKind, GiftGroup, GiftList, LegalDocument
from organisation.models.unit import UnitKind
from reports.articles.world import World

PAPER = ("Bài báo về Tháng hành động vì trẻ em tỉnh Kon Tum", datetime.date(2024, 6, 1))
STATED_VND = 18_300_000
# (label, how many, rate): the two last are awards that a pupil may get besides.
LINES = [
    ("Tặng quà cho con đoàn viên nhân Ngày Quốc tế Thiếu nhi", 118, 100_000),
    ("Khen thưởng học sinh giỏi", 44, 100_000),
    ("Khen thưởng học sinh đạt giải cấp tỉnh", 2, 300_000),
    ("Khen thưởng học sinh đạt giải quốc gia", 1, 500_000),
]
DOCUMENTS = [
    ("1600/KH-UBND", "UBND tỉnh"),
    ("440/KH-UBND", "UBND tỉnh"),
    ("1583/KH-UBND", "UBND tỉnh"),
    ("135-KH/TU", "Tỉnh ủy"),
    ("28-CT/TW", "Ban Bí thư"),
]


def tell(world: World) -> Campaign:
    root = world.root("Công đoàn tỉnh Kon Tum (cũ)", UnitKind.LABOUR_FEDERATION)
    campaign = Campaign.objects.create(
        name="Tháng hành động vì trẻ em năm 2024",
        kind=CampaignKind.ACTION_MONTH,
        managing_unit=root,
        starts_on=datetime.date(2024, 6, 1),
        ends_on=datetime.date(2024, 6, 30),
    )
    for number, issuer in DOCUMENTS:
        LegalDocument.objects.create(campaign=campaign, number=number, issuer=issuer)
    gifts = GiftList.objects.create(
        title="Quà và khen thưởng nhân Tháng hành động vì trẻ em 2024",
        campaign=campaign,
        managing_unit=root,
        given_on=PAPER[1],
        stated_total_vnd=STATED_VND,
    )
    for position, (label, count, rate) in enumerate(LINES):
        category = "gifts" if position == 0 else "scholarships"
        world.result(
            campaign,
            label,
            category=category,
            measure="award",
            quantity=count,
            times_count=count,
            rate_vnd=rate,
            amount_vnd=count * rate,
            ends_on=PAPER[1],
        )
        GiftGroup.objects.create(gift_list=gifts, position=position, label=label, recipients_count=count, rate_vnd=rate)
    world.stated(campaign, PAPER, ("Tổng kinh phí quà và khen thưởng", STATED_VND, "results_vnd"))
    return campaign
