"""Nam Từ Liêm, May 2021: the plan of an action month for children, without a single amount."""

import datetime

from campaigns.models import Activity, Campaign, CampaignKind, CampaignSurvey, ContentGroup, SurveyMark
from campaigns.operations.participation import ask_units
from organisation.models.unit import UnitKind
from organisation.operations import start_programme
from reports.articles.world import World

DISTRICT = "19"
ACTIVITIES = [
    (ContentGroup.COMMUNICATION, "Tuyên truyền về quyền trẻ em, phòng chống xâm hại và tai nạn thương tích"),
    (ContentGroup.SUPPORT, "Trợ giúp con đoàn viên, người lao động có hoàn cảnh khó khăn"),
    (ContentGroup.GIFTS, "Tặng quà, trao học bổng cho trẻ em"),
    (ContentGroup.PLAY, "Tổ chức vui chơi, giải trí phù hợp với phòng chống dịch"),
    (ContentGroup.SKILLS, "Hướng dẫn kỹ năng sống, kỹ năng tự bảo vệ"),
]
SCHOOLS = ["Mầm non", "Tiểu học", "THCS"]
PLACES = ["Cầu Diễn", "Đại Mỗ", "Mễ Trì", "Mỹ Đình", "Phú Đô", "Phương Canh", "Tây Mỗ", "Trung Văn", "Xuân Phương"]


def tell(world: World) -> Campaign:
    made = start_programme(name="Công đoàn quận Nam Từ Liêm vì trẻ em", district_code=DISTRICT)
    world.appoint(made["unit"])
    federation = made["labour_federation"]
    names = [f"Công đoàn Trường {school} {place}" for place in PLACES for school in SCHOOLS]
    world.units(federation, UnitKind.GRASSROOTS_UNION, names)
    campaign = Campaign.objects.create(
        name="Tháng hành động vì trẻ em năm 2021",
        kind=CampaignKind.ACTION_MONTH,
        managing_unit=federation,
        theme="Chung tay bảo đảm thực hiện quyền trẻ em, bảo vệ trẻ em khỏi bị xâm hại",
        starts_on=datetime.date(2021, 6, 1),
        ends_on=datetime.date(2021, 6, 30),
        report_due_on=datetime.date(2021, 7, 5),
    )
    for position, (group, name) in enumerate(ACTIVITIES):
        Activity.objects.create(campaign=campaign, position=position, content_group=group, name=name)
    ask_units(campaign=campaign, node=federation, kinds=[UnitKind.GRASSROOTS_UNION], by=world.officer)
    CampaignSurvey.objects.create(
        campaign=campaign,
        title="Rà soát con đoàn viên có hoàn cảnh khó khăn",
        asks="Phối hợp với Phòng Lao động – Thương binh và Xã hội rà soát trẻ em khó khăn, mắc bệnh, bị tai nạn.",
        marks=[mark.value for mark in SurveyMark],
        due_on=datetime.date(2021, 6, 10),
    )
    return campaign
