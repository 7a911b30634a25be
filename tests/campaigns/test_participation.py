"""Units are asked, plan, report or are excused; who is late follows from the due days."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.coverage import coverage, total
from campaigns.exceptions import HasAnswered, NoUnits
from campaigns.models import ActivityFigure, Participation, Result
from campaigns.operations import participation as operations
from campaigns.reminding import reminder_text
from campaigns.waiting import asked_of, campaigns_with_late_units
from organisation.models import Unit
from organisation.models.unit import UnitKind
from organisation.roles import Role
from tests import factories as make
from tests.campaigns.plan_records import make_activity, make_campaign, make_participation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)
GRASSROOTS = UnitKind.GRASSROOTS_UNION


@pytest.fixture
def unit() -> Unit:
    return make.create_unit(name="LĐLĐ huyện Mẫu", kind=UnitKind.LABOUR_FEDERATION)


@pytest.fixture
def campaign(unit):
    return make_campaign(unit)


@pytest.fixture
def officer(unit):
    return make.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def school(unit) -> Unit:
    return make.create_unit(name="CĐCS Trường Mẫu", kind=GRASSROOTS, parent=unit)


@pytest.fixture
def clerk(school):
    return make.create_user(role=Role.DATA_CLERK, unit=school)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


# --- Asking -------------------------------------------------------------------------------------


def test_all_units_of_a_kind_below_a_node_are_asked_once(unit, campaign, officer):
    branch = make.create_unit(name="Cụm 1", kind=UnitKind.OTHER, parent=unit)
    for number in range(3):
        make.create_unit(name=f"CĐCS {number}", kind=GRASSROOTS, parent=branch)
    make.create_unit(name="CĐCS khác cụm", kind=GRASSROOTS, parent=unit)
    ended = make.create_unit(name="CĐCS đã giải thể", kind=GRASSROOTS, parent=branch)
    Unit.objects.filter(pk=ended.pk).update(ends_on=TODAY)

    first = operations.ask_units(campaign=campaign, node=branch, kinds=[GRASSROOTS], by=officer)
    again = operations.ask_units(campaign=campaign, node=unit, kinds=[GRASSROOTS], by=officer)

    assert (first, again) == ((3, 0), (1, 3))
    assert campaign.participations.count() == 4


def test_where_there_is_no_such_unit_nobody_is_asked(unit, campaign, officer):
    with pytest.raises(NoUnits):
        operations.ask_units(campaign=campaign, node=unit, kinds=[UnitKind.SCHOOL], by=officer)


def test_the_page_says_how_many_were_added_and_how_many_stood(unit, campaign, officer, school):
    page = reverse("campaigns:units_ask", args=[campaign.public_id])
    make.create_unit(name="CĐCS Hai", kind=GRASSROOTS, parent=unit)
    client = signed_in(officer)
    client.post(page, {"node": unit.pk, "named": "cdcs truong mau"})
    answer = client.post(page, {"node": unit.pk, "kinds": [GRASSROOTS]}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said[-1] == "Đã yêu cầu 1 đơn vị. 1 đơn vị đã có trong danh sách từ trước."


def test_names_that_are_no_unit_or_several_are_said_line_by_line(unit, campaign, officer, school):
    for parent in (unit, school):
        make.create_unit(name="CĐCS Trùng", kind=GRASSROOTS, parent=parent)
    page = reverse("campaigns:units_ask", args=[campaign.public_id])
    answer = signed_in(officer).post(page, {"named": "CĐCS Trùng\nCĐCS Không Có\nCĐCS Trường Mẫu"})
    errors = answer.context["form"].errors["named"]
    assert len(errors) == 2
    assert "CĐCS Không Có" in errors[1]
    assert not campaign.participations.exists()


def test_a_unit_that_answered_is_not_taken_off_the_list(campaign, school, clerk):
    part = make_participation(campaign, school)
    operations.record_plan(participation=part, text="Tặng quà", planned={}, by=clerk)
    with pytest.raises(HasAnswered):
        operations.take_back_asking(participation=part, by=clerk)


# --- Answering ----------------------------------------------------------------------------------


def test_a_report_keeps_unknown_apart_from_zero_and_counts_in_the_results(campaign, school, clerk):
    gifts, talks = make_activity(campaign), make_activity(campaign, name="Tuyên truyền", measure="session")
    part = make_participation(campaign, school)
    operations.record_plan(participation=part, text="", planned={gifts.pk: 20, talks.pk: None}, by=clerk)
    done = {gifts.pk: operations.Done(done_quantity=0, amount_vnd=None), talks.pk: operations.Done(done_quantity=None)}
    operations.record_report(participation=part, text="Chưa tặng được", done=done, by=clerk)

    figure = ActivityFigure.objects.get()  # nothing was said of the talks
    assert (figure.planned_quantity, figure.done_quantity, figure.amount_vnd) == (20, 0, None)
    line = Result.objects.get()
    assert (line.quantity, line.amount_vnd, line.category, line.managing_unit) == (0, None, "gifts", school)


def test_a_report_said_again_replaces_its_line_and_one_taken_back_goes(campaign, school, clerk):
    gifts = make_activity(campaign)
    part = make_participation(campaign, school)

    def report(said: operations.Done) -> None:
        operations.record_report(participation=part, text="Xong", done={gifts.pk: said}, by=clerk)

    report(operations.Done(done_quantity=20, amount_vnd=2_000_000))
    report(operations.Done(done_quantity=22, people_count=22, times_count=22, amount_vnd=None))
    assert list(Result.objects.values_list("quantity", "people_count", "amount_vnd")) == [(22, 22, None)]
    report(operations.Done(done_quantity=None, people_count=None, times_count=None))
    assert not Result.objects.exists()


def test_the_units_own_clerk_reports_from_the_first_page(campaign, school, clerk):
    gifts = make_activity(campaign)
    part = make_participation(campaign, school)
    client = signed_in(clerk)
    assert reverse("campaigns:participation", args=[part.public_id]) in client.get("/").content.decode()

    page = reverse("campaigns:participation_report", args=[part.public_id])
    said = {"version": part.version, "report_text": "Đã tặng 12 suất", f"a{gifts.pk}-done": "12", "people_count": "12"}
    assert client.post(page, said).status_code == 302
    part.refresh_from_db()
    assert (part.state, part.people_count, part.times_count) == ("reported", 12, None)
    assert str(part.public_id) not in client.get("/").content.decode()


def test_fewer_times_than_people_and_an_empty_report_are_refused(campaign, school, clerk):
    part = make_participation(campaign, school)
    page = reverse("campaigns:participation_report", args=[part.public_id])
    client = signed_in(clerk)
    wrong = client.post(page, {"version": part.version, "people_count": "5", "times_count": "3"})
    empty = client.post(page, {"version": part.version})
    assert list(wrong.context["form"].errors) == ["times_count"]
    assert list(empty.context["form"].errors) == ["report_text"]


def test_another_units_clerk_neither_sees_nor_answers(campaign, school, unit):
    part = make_participation(campaign, school)
    neighbour = make.create_unit(name="CĐCS Láng giềng", kind=GRASSROOTS, parent=unit)
    make_participation(campaign, neighbour)
    client = signed_in(make.create_user(role=Role.DATA_CLERK, unit=neighbour))
    assert client.get(reverse("campaigns:participation_report", args=[part.public_id])).status_code == 404
    listed = client.get(reverse("campaigns:units", args=[campaign.public_id])).context["listing"].rows
    assert [row.unit for row in listed] == [neighbour]


def test_an_excused_unit_is_not_waited_for_until_it_reports(campaign, school, officer, clerk):
    part = make_participation(campaign, school)
    operations.excuse(participation=part, reason="Sáp nhập", by=officer)
    assert not Participation.objects.awaited().exists()
    operations.record_report(participation=part, text="Vẫn tặng", done={}, by=clerk)
    part.refresh_from_db()
    assert (part.state, part.excused_reason) == ("reported", "")


# --- Late, covered, reminded --------------------------------------------------------------------


def test_what_is_late_is_nobodys_work_60_days_after_the_campaigns_last_day(unit, school, officer, clerk):
    due = TODAY - 60 * DAY
    old = make_campaign(unit, name="Năm ngoái", starts_on=due - 30 * DAY, ends_on=due - DAY, report_due_on=due - DAY)
    part = make_participation(
        make_campaign(unit, starts_on=due - 30 * DAY, ends_on=due - DAY, report_due_on=due), school
    )
    make_participation(old, school)

    assert list(asked_of(clerk)) == [part]
    assert [(key, n) for _name, key, n in campaigns_with_late_units(officer)] == [(part.campaign.public_id, 1)]
    page = signed_in(officer).get(reverse("campaigns:units", args=[old.public_id]))
    assert page.context["past_days"] == 60
    assert school.name in page.content.decode()


def test_late_follows_from_the_due_days(unit, school):
    campaign = make_campaign(unit, plan_due_on=TODAY - DAY, report_due_on=TODAY)
    part = make_participation(campaign, school)
    assert (part.plan_is_late, part.report_is_late) == (True, False)
    Participation.objects.filter(pk=part.pk).update(planned_on=TODAY, planned_by=make.create_user())
    assert not Participation.objects.late().exists()
    assert Participation.objects.late(TODAY + DAY).get() == part


def test_coverage_by_kind_level_and_branch(unit, officer):
    campaign = make_campaign(unit, report_due_on=TODAY - DAY)
    branch = make.create_unit(name="Cụm 1", kind=UnitKind.OTHER, parent=unit)
    units = [make.create_unit(name=f"CĐCS {n}", kind=GRASSROOTS, parent=branch if n < 3 else unit) for n in range(4)]
    parts = [make_participation(campaign, each) for each in units]
    operations.record_report(participation=parts[0], text="Xong", done={}, by=officer)
    operations.excuse(participation=parts[1], reason="Sáp nhập", by=officer)

    def lines(by):
        found = coverage(campaign.participations.all(), campaign, by)
        return {line.label: (line.asked, line.reported, line.late, line.reported_percent) for line in found}

    assert lines("kind") == {"Công đoàn cơ sở": (4, 1, 2, 33)}
    assert lines("level") == {"Dưới đơn vị chủ trì 1 cấp": (1, 0, 1, 0), "Dưới đơn vị chủ trì 2 cấp": (3, 1, 1, 50)}
    assert lines("branch") == {"Cụm 1": (3, 1, 1, 50), "CĐCS 3": (1, 0, 1, 0)}
    assert total(coverage(campaign.participations.all(), campaign, "kind")).expected == 3


def test_one_click_shows_who_has_not_answered(unit, officer, school):
    campaign = make_campaign(unit)
    silent = make_participation(campaign, school)
    other = make_participation(campaign, make.create_unit(name="CĐCS Hai", kind=GRASSROOTS, parent=unit))
    operations.record_report(participation=other, text="Xong", done={}, by=officer)
    page = reverse("campaigns:units", args=[campaign.public_id])
    answer = signed_in(officer).get(page, {"answer": "awaited"})
    assert list(answer.context["listing"].rows) == [silent]


def test_the_reminder_names_what_is_awaited_and_from_whom_in_vietnamese(unit, school):
    campaign = make_campaign(unit, name="Tháng hành động", report_due_on=dt.date(2026, 6, 30))
    make_participation(campaign, school)
    text = reminder_text(campaign, campaign.participations.select_related("unit"))
    assert "LĐLĐ huyện Mẫu xin nhắc về “Tháng hành động”." in text
    assert "30/06/2026" in text
    assert "1. CĐCS Trường Mẫu" in text


def test_whom_to_call_are_the_units_people_with_a_telephone(campaign, school, officer):
    make.create_user(role=Role.DATA_CLERK, unit=school, full_name="Lê Thị Gọi", phone="0912345678")
    make_participation(campaign, school)
    page = signed_in(officer).get(reverse("campaigns:reminder", args=[campaign.public_id])).content.decode()
    assert 'href="tel:0912345678"' in page
