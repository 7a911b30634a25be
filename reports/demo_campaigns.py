"""Campaigns in the demo: an action month for children with reports, a survey and the launch; a Tết under way."""

import datetime as dt
import uuid
from collections.abc import Sequence
from random import Random

from campaigns.models import (
    Activity,
    Campaign,
    CampaignKind,
    CampaignSurvey,
    Event,
    EventGuest,
    EventSpeech,
    FollowUpTask,
    House,
    LegalDocument,
    Loan,
    SurveyMark,
)
from campaigns.models.sources import FundingSource
from campaigns.operations import events, money, participation, plan, results, survey
from children.models import Child
from organisation.models import Area, Unit, User
from organisation.models.unit import UnitKind
from reports import demo_people as people

ASKED = 120
PLACES = ("Trường Tiểu học", "Trường THCS", "Trường Mầm non", "Trạm Y tế", "xã")
# Content group, what is done, target, counted in.
ACTIVITIES = (
    ("communication", "Tuyên truyền trên loa truyền thanh và mạng xã hội", 120, "session"),
    ("gifts", "Tặng quà Tết Thiếu nhi 1/6 cho con đoàn viên khó khăn", 1_000, "gift"),
    ("gifts", "Trao học bổng cho học sinh vượt khó", 60, "award"),
    ("play", "Tổ chức sân chơi, trại hè", None, "session"),
)
GIFT_VND = 200_000
GIVEN = (
    ("Công ty Chè Thanh Mẫu", 20_000_000),
    ("Hợp tác xã Dịch vụ Mẫu", 5_000_000),
    ("Một cựu học sinh không nêu tên", 1_000_000),
)


def plan_month(programme: Unit, federation: Unit, communes: Sequence[Area], officer: User, today: dt.date) -> Unit:
    """The month of June that last began. Returns a union from which a report is still awaited."""
    random = Random(1600)  # noqa: S311 - invented figures, no secrets
    year = today.year if today.month >= 6 else today.year - 1
    campaign = _campaign(programme, federation, officer, year)
    _more_unions(federation, communes)
    participation.ask_units(campaign=campaign, node=federation, kinds=[UnitKind.GRASSROOTS_UNION], by=officer)
    _answers(campaign, officer, random)
    _survey(campaign, officer)
    _launch(campaign, dt.date(year, 6, 1), officer, random)
    return campaign.participations.filter(reported_on=None, planned_on__isnull=False).order_by("pk")[0].unit


def plan_tet(programme: Unit, federation: Unit, officer: User, treasurer: User, today: dt.date) -> None:
    """A campaign under way: every union is asked, nobody has answered yet, the first gifts have come in."""
    day = dt.timedelta(days=1)
    campaign = Campaign.objects.create(
        name=f"Tết Sum vầy – Xuân gắn kết {today.year + 1}",
        kind=CampaignKind.TET,
        managing_unit=programme,
        starts_on=today - 5 * day,
        ends_on=today + 40 * day,
        plan_due_on=today + 10 * day,
        report_due_on=today + 45 * day,
    )
    campaign.refresh_from_db()
    Activity.objects.create(
        campaign=campaign, content_group="gifts", name="Tặng quà Tết cho con đoàn viên khó khăn", target_quantity=600,
        measure="gift",
    )  # fmt: skip
    participation.ask_units(campaign=campaign, node=federation, kinds=[UnitKind.GRASSROOTS_UNION], by=officer)
    for number, (giver, amount) in enumerate(GIVEN):
        money.contribute(
            campaign=campaign, given_by=giver, amount_vnd=amount, received_on=today - number * day, by=treasurer,
            source=FundingSource.SOCIAL_MOBILISATION, key=uuid.uuid4(),
        )  # fmt: skip


def help_families(programme: Unit, children: Sequence[Child], officer: User, today: dt.date) -> None:
    """A house for one family, cows that two others keep, and a fund whose paper names neither place nor people."""
    campaign = Campaign.objects.create(
        name=f"Mái ấm và sinh kế cho gia đình trẻ mồ côi {today.year}",
        kind=CampaignKind.HOUSES,
        managing_unit=programme,
        starts_on=today - dt.timedelta(days=120),
    )
    first, second, third = children
    whose = {"campaign": campaign, "managing_unit": programme}
    day = max(today - dt.timedelta(days=20), dt.date(today.year, 1, 1))  # this year, also in January
    house = House(
        **whose, name="Gia đình em mồ côi xóm Mẫu", work="new", area=first.commune, support_vnd=50_000_000,
        started_on=day - dt.timedelta(days=60), handed_over_on=day,
    )  # fmt: skip
    cows = Loan(
        **whose, name="Ngân hàng bò", kind="animals", as_of=day, area=second.commune, animals_count=2, borrowers_count=2
    )
    fund = Loan(**whose, name="Quỹ trợ vốn của phụ nữ", kind="money", as_of=day, put_in_vnd=120_000_000)
    for record, named in ((house, [first]), (cows, [second, third]), (fund, [])):
        results.save_record(record=record, children=[child.pk for child in named], by=officer)


def _campaign(programme: Unit, federation: Unit, officer: User, year: int) -> Campaign:
    campaign = Campaign.objects.create(
        name=f"Tháng hành động vì trẻ em {year}",
        kind=CampaignKind.ACTION_MONTH,
        theme="Ưu tiên nguồn lực cho trẻ em mồ côi, trẻ em có hoàn cảnh khó khăn",
        managing_unit=programme,
        starts_on=dt.date(year, 6, 1),
        ends_on=dt.date(year, 6, 30),
        plan_due_on=dt.date(year, 5, 25),
        report_due_on=dt.date(year, 7, 5),
    )
    plan.set_joint_units(campaign=campaign, units=[federation], by=officer)
    for position, (group, name, target, measure) in enumerate(ACTIVITIES, 1):
        said = {"content_group": group, "name": name, "target_quantity": target, "measure": measure}
        Activity.objects.create(campaign=campaign, position=position, **said)
    issued = dt.date(year, 4, 24)
    about = f"Tổ chức Tháng hành động vì trẻ em năm {year}"
    LegalDocument.objects.create(
        campaign=campaign, number="212/KH-UBND", issuer="UBND tỉnh", issued_on=issued, title=about
    )
    LegalDocument.objects.create(campaign=campaign, number="35-KH/TU", issuer="Tỉnh ủy", title="Công tác trẻ em")
    return campaign


def _more_unions(federation: Unit, communes: Sequence[Area]) -> None:
    """As many grassroots unions as there are to ask."""
    there = set(federation.units.values_list("name", flat=True))
    names = [f"Công đoàn {place} {commune.short_name}" for place in PLACES for commune in communes]
    missing = [name for name in names if name not in there][: ASKED - len(there)]
    Unit.objects.bulk_create(Unit(name=name, kind=UnitKind.GRASSROOTS_UNION, parent=federation) for name in missing)


def _answers(campaign: Campaign, officer: User, random: Random) -> None:
    talks, gifts, awards, _games = campaign.activities.all()
    asked = list(campaign.participations.order_by("pk"))
    random.shuffle(asked)
    for part in asked[:36]:
        planned = {gifts.pk: random.randint(5, 20), talks.pk: 1}
        participation.record_plan(participation=part, text="Tặng quà và thăm các cháu.", planned=planned, by=officer)
    for part in asked[:24]:
        n, scholarships = random.randint(5, 20), random.choice([None, None, 1, 2])
        done = {
            talks.pk: participation.Done(done_quantity=1),
            gifts.pk: participation.Done(
                done_quantity=n, people_count=n, times_count=n, amount_vnd=n * GIFT_VND, note=""
            ),
            awards.pk: participation.Done(done_quantity=scholarships),
        }
        text = f"Đã tặng {n} suất quà cho con đoàn viên có hoàn cảnh khó khăn."
        totals = participation.Totals(people_count=n, times_count=n + (scholarships or 0), amount_vnd=n * GIFT_VND)
        participation.record_report(participation=part, text=text, done=done, totals=totals, by=officer)
    participation.excuse(participation=asked[-1], reason="Mới sáp nhập, chưa kiện toàn ban chấp hành", by=officer)


def _survey(campaign: Campaign, officer: User) -> None:
    asked = CampaignSurvey.objects.create(
        campaign=campaign,
        title="Rà soát con đoàn viên có hoàn cảnh khó khăn",
        asks="Đề nghị các đơn vị rà soát con đoàn viên, người lao động mồ côi, mắc bệnh nặng, bị tai nạn, thương tích.",
        marks=[SurveyMark.ORPHANED, SurveyMark.ILLNESS, SurveyMark.ACCIDENT],
        due_on=campaign.plan_due_on,
    )
    for part in campaign.participations.order_by("pk")[:15]:
        survey.answer_survey(survey=asked, unit=part.unit, is_none_here=True, by=officer)


def _launch(campaign: Campaign, day: dt.date, officer: User, random: Random) -> None:
    event = Event.objects.create(
        campaign=campaign,
        kind="launch",
        title=f"Lễ phát động Tháng hành động vì trẻ em {day:%Y}",
        held_on=day,
        starts_at=dt.time(8),
        place="Nhà văn hóa huyện",
        decisions="Mỗi công đoàn cơ sở thăm, tặng quà ít nhất một cháu mồ côi.",
    )
    event.hosts.add(campaign.managing_unit)
    speaker, title = people.person(random, "f"), "Chủ tịch Liên đoàn Lao động huyện"
    EventGuest.objects.create(event=event, full_name=speaker, title=title, is_guest_of_honour=True, presence="came")
    EventSpeech.objects.create(
        event=event, speaker=speaker, title=title, text="Đề nghị các đơn vị rà soát, không bỏ sót cháu nào."
    )
    FollowUpTask.objects.create(
        event=event,
        what="Tổng hợp danh sách trẻ cần đỡ đầu sau rà soát",
        unit=campaign.managing_unit,
        due_on=campaign.report_due_on,
    )
    asked = list(campaign.participations.select_related("unit").order_by("pk")[:30])
    events.invite_units(event=event, units=[part.unit_id for part in asked], by=officer)
    events.recognise_units(
        campaign=campaign,
        units=[part.unit for part in asked if part.reported_on][:3],
        year=day.year,
        reason="Có nhiều việc làm thiết thực chăm lo cho trẻ mồ côi",
        event=event,
        by=officer,
    )
