"""Thanh Chương, 14/10/2024: three years of the programme, by the women's union's channel and the union's own line."""

import datetime
from typing import Any

from campaigns.models import Campaign, CampaignKind, Event, EventGuest, EventKind, EventSpeech, FollowUpTask, Presence
from campaigns.operations.events import recognise_units
from campaigns.operations.plan import set_joint_units
from donors.models import Donor, DonorKind
from organisation.models import Unit
from organisation.models.unit import UnitKind
from organisation.operations import start_programme
from reports.articles import people
from reports.articles.world import World
from sponsorship import operations
from sponsorship.models import Pledge
from sponsorship.models.states import EndRule, Per

DISTRICT = "428"
PAPER = ("Báo Lao động Nghệ An", datetime.date(2024, 10, 14))
SPONSORED, DONORS = 150, 132
WAITING, OF_UNION_MEMBERS = 885, 137
# What each organisation gave to which child of the round (by number): round 1 is derived from the totals.
ROUND_1 = [(1, 9_000_000), (2, 9_000_000), (3, 8_000_000)]
ROUND_2 = [(1, 12_000_000), (2, 10_000_000), (3, 7_000_000), (3, 5_000_000)]
EXEMPLARY_UNIONS = [
    "Công đoàn xã Thanh Tùng",
    "Công đoàn Trường Tiểu học Ngọc Sơn",
    "Công đoàn Trường Mầm non xã Thanh Thịnh",
    "Công đoàn Tòa án nhân dân huyện",
    "Công đoàn Viện kiểm sát nhân dân huyện",
    "Công đoàn Chi cục Thi hành án dân sự huyện",
]
EXEMPLARY_WOMEN = [
    f"Hội Liên hiệp Phụ nữ xã {name}" for name in ("Thanh Tùng", "Thanh Phong", "Thanh Lĩnh", "Đồng Văn")
]

# The article names them; here their titles are enough.
GUESTS = [
    ("Chủ tịch", "UBND huyện Thanh Chương"),
    ("Phó Chủ tịch", "Liên đoàn Lao động tỉnh Nghệ An"),
    ("Phó Chủ tịch", "Hội Liên hiệp Phụ nữ tỉnh Nghệ An"),
]


def tell(world: World) -> Campaign:
    made = start_programme(name="Ban Chỉ đạo chương trình Mẹ đỡ đầu huyện Thanh Chương", district_code=DISTRICT)
    programme = world.appoint(made["unit"])
    federation, women = made["labour_federation"], made["womens_union"]
    unions = world.units(federation, UnitKind.GRASSROOTS_UNION, EXEMPLARY_UNIONS)
    womens = world.units(women, UnitKind.WOMENS_UNION, EXEMPLARY_WOMEN)
    campaign = Campaign.objects.create(
        name="Chương trình Mẹ đỡ đầu – kết nối yêu thương",
        kind=CampaignKind.PROGRAMME_PHASE,
        managing_unit=programme,
        starts_on=datetime.date(2021, 10, 20),
        ends_on=PAPER[1],
    )
    set_joint_units(campaign=campaign, units=[federation, women], by=world.officer)
    womens_line = _part(campaign, "Kênh Hội Liên hiệp Phụ nữ", programme)
    union_line = _part(campaign, "Kênh Công đoàn", programme)
    people.sponsored(world, programme, women, womens_line, SPONSORED, DONORS)
    people.waiting(world, programme, unions, WAITING, OF_UNION_MEMBERS)
    for number, given in ((1, ROUND_1), (2, ROUND_2)):
        _round(world, _part(union_line, f"Đợt {number}", programme), federation, given)
    event = _review(campaign, federation, women)
    recognise_units(campaign=campaign, units=[*unions, *womens], year=2024, event=event, by=world.officer)
    _stated(world, campaign, union_line, women)
    return campaign


def _part(whole: Campaign, name: str, unit: Unit) -> Campaign:
    return Campaign.objects.create(
        name=name,
        kind=CampaignKind.SPONSORSHIP_ROUND,
        parent=whole,
        managing_unit=unit,
        starts_on=whole.starts_on,
        ends_on=whole.ends_on,
    )


def _round(world: World, part: Campaign, federation: Unit, given: list[tuple[int, int]]) -> None:
    """The last child of round 2 has two sponsors."""
    numbers = sorted({number for number, _amount in given})
    children = {number: people.child(part, number, places=sum(n == number for n, _a in given)) for number in numbers}
    for position, (number, amount_vnd) in enumerate(given, 1):
        donor = _office(part, federation, position)
        _agreed(
            world,
            donor=donor,
            child=children[number],
            campaign=part,
            connecting_unit=federation,
            rate_vnd=amount_vnd,
            per=Per.ONCE,
            end_rule=EndRule.DATE,
            starts_on=part.ends_on,
        )


def _office(part: Campaign, federation: Unit, position: int) -> Donor:
    is_own = part.name == "Đợt 2" and position == 1
    name = f"Cơ quan {federation.name}" if is_own else f"Công đoàn cơ sở số {position}, {part.name.lower()}"
    return Donor.objects.create(kind=DonorKind.ORGANISATION, name=name, managing_unit=part.managing_unit)


def _agreed(world: World, **terms: Any) -> Pledge:
    pledge = operations.propose_pledge(by=world.officer, **terms)
    operations.approve_pledge(pledge=pledge, by=world.officer)
    return operations.activate_pledge(pledge=pledge, by=world.officer)


def _review(campaign: Campaign, *hosts: Unit) -> Event:
    event = Event.objects.create(
        campaign=campaign,
        kind=EventKind.INTERIM_REVIEW,
        title="Hội nghị sơ kết 03 năm thực hiện chương trình “Mẹ đỡ đầu – kết nối yêu thương”",
        held_on=PAPER[1],
        place="Huyện Thanh Chương",
    )
    event.hosts.set(hosts)
    for position, (title, organisation) in enumerate(GUESTS):
        EventGuest.objects.create(
            event=event,
            position=position,
            title=title,
            organisation=organisation,
            is_guest_of_honour=position == 0,
            presence=Presence.CAME,
        )
    EventSpeech.objects.create(
        event=event,
        speaker="Chủ tịch UBND huyện",
        title="Chủ tịch UBND huyện",
        text="Ghi nhận kết quả sau 03 năm; đề nghị tiếp tục rà soát, kết nối người đỡ đầu cho trẻ còn khó khăn.",
    )
    FollowUpTask.objects.create(event=event, what="Rà soát trẻ cần đỡ đầu trong giai đoạn tiếp theo", unit=hosts[0])
    return event


def _stated(world: World, campaign: Campaign, union_line: Campaign, women: Unit) -> None:
    through_women = {"unit": women, "scope_text": "Qua kênh Hội Liên hiệp Phụ nữ"}
    world.stated(
        campaign,
        PAPER,
        ("Tổ chức, cá nhân nhận đỡ đầu", DONORS, "pledge_donors", through_women),
        ("Em được đỡ đầu", SPONSORED, "pledge_children", through_women),
        ("Cháu cần được đỡ đầu", WAITING, "children_waiting"),
        ("Trong đó con đoàn viên công đoàn, người lao động", OF_UNION_MEMBERS, "children_waiting_union"),
    )
    scope = {"scope_text": "Kênh Công đoàn"}
    world.stated(
        union_line,
        PAPER,
        ("Cháu được đỡ đầu qua hai đợt", 6, "pledge_children", scope),
        ("Tổng kinh phí hai đợt", 60_000_000, "pledge_vnd", scope),
    )
    second = union_line.parts.get(name="Đợt 2")
    world.stated(
        second,
        PAPER,
        ("Tổ chức nhận đỡ đầu", 4, "pledge_donors", scope),
        ("Cháu được đỡ đầu", 3, "pledge_children", scope),
        ("Kinh phí", 34_000_000, "pledge_vnd", scope),
    )
