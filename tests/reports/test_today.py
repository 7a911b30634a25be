import datetime
from typing import Any
from unittest import mock

import pghistory
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from children.models import Child
from donors.models import Registration
from imports.models import ImportBatch
from organisation import subjects
from organisation.history import changed_by_others
from organisation.models import AccessLog, Appointment, SubjectRequest, Unit, User
from organisation.models.subject_request import Outcome
from organisation.roles import Role
from reports.indicators import figures
from reports.scope import Scope
from sponsorship.models import Hold, Instalment
from sponsorship.models.states import PledgeState
from tests import factories as make
from tests.campaigns.plan_records import make_campaign, make_participation
from tests.reports.worlds import RATE, hand_over, receive

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.timedelta(days=1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def home(user: User):
    return signed_in(user).get(reverse("home"))


def tasks(user: User) -> dict[str, str]:
    """The address of each task without its host → its figure."""
    return {task.url: task.figure for section in home(user).context["sections"] for task in section.tasks}


@pytest.fixture
def unit() -> Unit:
    return make.create_unit()


def fill(unit: Unit, officer: User) -> None:
    """Something for everybody to do, here and in a unit of others."""
    today = timezone.localdate()
    make.create_child(unit=unit, birth_date=None)
    held = make.create_child(unit=unit)
    make.create_caregiver(child=held)
    now = timezone.now()
    Hold.objects.create(child=held, held_by=officer, held_from=now, held_until=now + ONE_DAY)
    make.create_pledge(child=make.create_child(unit=unit), state=PledgeState.PROPOSED, starts_on=today.replace(day=1))
    pledge = make.create_pledge(child=make.create_child(unit=unit), starts_on=datetime.date(2025, 1, 1))
    receive(pledge, 2 * RATE, datetime.date(2025, 2, 1), officer)
    hand_over(pledge, RATE, datetime.date(2025, 2, 2), officer)
    running = make.create_pledge(child=make.create_child(unit=unit), starts_on=today.replace(month=1, day=1))
    Instalment.objects.create(pledge=running, number=99, due_on=today, amount_vnd=RATE)
    Registration.objects.create(kind="individual", name="Bà Mẫu", phone="0900000000", managing_unit=unit)
    ImportBatch.objects.create(kind="children", managing_unit=unit, file_name="a.xlsx", file_sha256="0" * 64)


@pytest.fixture
def filled(unit: Unit) -> Unit:
    fill(make.create_unit(), make.create_user())
    return unit


def test_a_clerk_sees_what_the_records_lack_and_the_lists_to_finish(filled):
    clerk = make.create_user(role=Role.DATA_CLERK, unit=filled)
    fill(filled, clerk)
    assert tasks(clerk) == {
        "/imports/?state=checked": "1",
        "/donors/registrations/": "1",
        "/children/?missing=birth": "1",
        "/children/?missing=carer": "4",
        "/children/?missing=consent": "5",
        "/children/duplicates/": "6",  # four of one name and birth date
        "/donors/duplicates/": "3",
    }


def test_an_officer_sees_who_waits_what_runs_out_and_what_is_overdue(filled):
    officer = make.create_user(role=Role.MATCHING_OFFICER, unit=filled)
    fill(filled, officer)
    today = timezone.localdate()
    runs_out = (today.replace(month=12, day=28) - today).days <= 60
    found = tasks(officer)
    assert found == {
        "/match/": "2",  # whoever has a proposed donor waits, but not for a match
        "/holds/?whose=mine": "1",
        "/pledges/?state=proposed": "1",
        "/pledges/?todo=ending": "2" if runs_out else "1",  # one is past its last day, the running one ends in December
        "/pledges/?todo=overdue": "2",
        "/pledges/?todo=no_handover": "2",
        "/pledges/?todo=review": "1",
        "/children/?follow=no_visit": "2",
        "/donors/registrations/": "1",
        "/imports/?state=checked": "1",
        "/children/duplicates/": "6",
        "/donors/duplicates/": "3",
    }


def test_each_figure_of_the_officers_page_is_the_count_of_the_list_it_opens(filled):
    officer = make.create_user(role=Role.MATCHING_OFFICER, unit=filled)
    Appointment.objects.create(user=officer, role=Role.DATA_CLERK, unit=filled, starts_on=datetime.date(2020, 1, 1))
    Appointment.objects.create(user=officer, role=Role.TREASURER, unit=filled, starts_on=datetime.date(2020, 1, 1))
    fill(filled, officer)
    client = signed_in(officer)
    for url, figure in tasks(officer).items():
        listing = client.get(url).context.get("listing")
        if listing is not None:
            assert str(listing.count) == figure, url


@pytest.mark.parametrize("role", [Role.DATA_CLERK, Role.MATCHING_OFFICER])
def test_whoever_answers_for_a_unit_is_told_that_a_campaign_waits_for_it(role, unit):
    asked = make_participation(make_campaign(make.create_unit(), report_due_on=timezone.localdate()), unit)
    assert tasks(make.create_user(role=role, unit=unit))[asked.get_absolute_url()] == "1"


@pytest.mark.parametrize("role", [Role.DATA_CLERK, Role.MATCHING_OFFICER])
def test_records_that_may_be_the_same_are_counted_before_anybody_looks(role, unit):
    reader = make.create_user(role=role, unit=unit)
    for _ in range(2):
        make.create_child(unit=unit)
        make.create_donor(unit=unit, phone="0984631588")
    found = {url: figure for url, figure in tasks(reader).items() if "duplicates" in url}
    assert found == {"/children/duplicates/": "1", "/donors/duplicates/": "1"}
    for url in found:
        assert signed_in(reader).get(url).context["pairs_count"] == 1


def test_of_very_many_records_the_list_counts_which_may_be_the_same(unit, monkeypatch):
    monkeypatch.setattr("organisation.counting_pairs.FEW", 1)
    clerk = make.create_user(role=Role.DATA_CLERK, unit=unit)
    for _ in range(2):
        make.create_child(unit=unit)
    assert tasks(clerk)["/children/duplicates/"] == "—"
    signed_in(clerk).get("/children/duplicates/")
    assert tasks(clerk)["/children/duplicates/"] == "1"


def test_very_many_who_wait_are_counted_as_far_as_their_list_counts(unit, monkeypatch):
    officer = make.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    for _ in range(3):
        make.create_child(unit=unit)
    monkeypatch.setattr("reports.todo.COUNT_LIMIT", 3)
    assert tasks(officer)["/match/"] == "3"
    monkeypatch.setattr("reports.todo.COUNT_LIMIT", 2)
    assert tasks(officer)["/match/"] == "hơn 2"


def change(record, by: User, **values: Any) -> None:
    with pghistory.context(user=by.pk):
        type(record).objects.filter(pk=record.pk).update(**values)


@pytest.mark.parametrize("role", Role)
def test_everybody_sees_what_colleagues_changed_and_not_what_they_changed_themselves(role, unit):
    reader, colleague = make.create_user(role=role, unit=unit), make.create_user()
    pledge, own = (make.create_pledge(child=make.create_child(unit=unit)) for _ in range(2))
    donor = make.create_donor(unit=unit)
    foreign = make.create_child(unit=make.create_unit())
    with pghistory.context(user=colleague.pk):
        make.create_child(unit=unit)  # new is not changed
    change(own, reader, note="Tôi ghi")
    for record in (pledge, donor, pledge.child, foreign):
        change(record, colleague, note="Đồng nghiệp ghi")
    seen = {
        Role.DATA_CLERK: ["children", "donors"],
        Role.MATCHING_OFFICER: ["children", "pledges"],
        Role.TREASURER: ["pledges"],
        Role.LEADER: ["pledges"],
        Role.ADMINISTRATOR: ["children", "donors"],
    }
    changed = {url: figure for url, figure in tasks(reader).items() if "changed=others" in url}
    assert changed == {f"/{name}/?changed=others": "1" for name in seen[role]}
    for url in changed:
        assert signed_in(reader).get(url).context["listing"].count == 1


def test_what_was_changed_long_ago_is_no_news(unit):
    reader, child = make.create_user(role=Role.DATA_CLERK, unit=unit), make.create_child(unit=unit)
    change(child, make.create_user(), note="Mới")
    in_eight_days = timezone.now() + datetime.timedelta(days=8)
    rows = Child.objects.all()
    assert changed_by_others(rows, reader).get() == child
    with mock.patch("organisation.history.timezone.now", return_value=in_eight_days):
        assert not changed_by_others(rows, reader).exists()


def test_a_treasurer_sees_the_money_held_what_falls_due_and_the_latest_entries(filled):
    treasurer = make.create_user(role=Role.TREASURER, unit=filled)
    fill(filled, treasurer)
    page = home(treasurer)
    notes = {task.url: task.note for section in page.context["sections"] for task in section.tasks}
    assert notes["/pledges/?todo=held"] == "500.000\u00a0đ"
    assert "/reports/due/" in notes
    assert [entry.amount_vnd for entry in page.context["latest_money"]] == [RATE, 2 * RATE]


def test_a_leader_sees_the_ten_figures(filled):
    leader = make.create_user(role=Role.LEADER, unit=filled)
    fill(filled, make.create_user())
    page = home(leader)
    assert len(page.context["tiles"]) == 10
    assert page.context["tiles"][1].text == str(figures(Scope(user=leader))["children_sponsored"])
    (section,) = page.context["sections"]
    assert "/pledges/?state=proposed" in {task.url for task in section.tasks}


def test_an_administrator_sees_units_with_records_and_without_people(unit):
    lonely = make.create_unit(parent=unit, kind="womens_union")
    make.create_child(unit=lonely)
    make.create_unit(parent=unit, kind="womens_union")  # keeps nothing: looked after from above
    administrator = make.create_user(role=Role.ADMINISTRATOR, unit=unit)
    ((task,),) = [section.tasks for section in home(administrator).context["sections"]]
    assert task.names == [(lonely.name, lonely.get_absolute_url())]


def test_an_administrator_is_told_of_requests_about_personal_data_until_they_are_answered(unit):
    administrator = make.create_user(role=Role.ADMINISTRATOR, unit=unit)
    add = reverse("organisation:subject_request_add", args=["child", make.create_child(unit=unit).public_id])
    today = f"{timezone.localdate():%d/%m/%Y}"
    sent = {"wish": "see", "received_on": today, "asked_by": "Bà nội", "evidence": "Căn cước"}
    signed_in(administrator).post(add, sent)
    (section,) = home(administrator).context["sections"]
    assert "/requests/?state=open" in section.tasks[0].url
    asked = SubjectRequest.objects.get()
    subjects.close(request=asked, outcome=Outcome.HANDED_OVER, answer="Đã gửi", by=administrator)
    assert not [task for task in home(administrator).context["sections"][0].tasks if "requests" in task.url]


def test_somebody_with_all_roles_sees_everything(filled):
    everybody = make.create_user()
    for role in Role:
        Appointment.objects.create(user=everybody, role=role, unit=filled, starts_on=datetime.date(2020, 1, 1))
    page = home(everybody)
    assert len(page.context["sections"]) == 5
    assert page.context["tiles"]


def test_the_first_time_the_page_leads_to_the_import(unit):
    assert home(make.create_user(role=Role.DATA_CLERK, unit=unit)).context["begins"]
    make.create_child(unit=unit)
    assert not home(make.create_user(role=Role.DATA_CLERK, unit=unit)).context["begins"]


def test_without_a_role_the_page_says_whom_to_ask():
    page = home(make.create_user())
    assert not page.context["has_role"]
    assert "empty-state" in page.content.decode()


def test_the_page_asks_as_many_questions_for_much_work_as_for_little(unit, django_assert_max_num_queries):
    everybody = make.create_user()
    for role in Role:
        Appointment.objects.create(user=everybody, role=role, unit=unit, starts_on=datetime.date(2020, 1, 1))
    for _ in range(3):
        make.create_child(unit=unit)
        make.create_pledge(child=make.create_child(unit=unit))
    client = signed_in(everybody)
    with django_assert_max_num_queries(42):
        client.get(reverse("home"))


def test_a_treasurer_books_money_from_the_first_page_and_a_leader_does_not(filled):
    pages = {role: home(make.create_user(role=role, unit=filled)).content.decode() for role in Role}

    books = {role for role, page in pages.items() if reverse("sponsorship:receipt_add") + '"' in main_of(page)}

    assert books == {Role.TREASURER}


def main_of(page: str) -> str:
    """Without the menu."""
    return page.partition("<main")[2]


def test_the_list_of_what_is_due_sums_to_the_treasurers_figure(filled):
    treasurer = make.create_user(role=Role.TREASURER, unit=filled)
    fill(filled, treasurer)
    client = signed_in(treasurer)
    page = client.get(reverse("reports:due"))
    assert page.context["total"] == sum(i.amount_vnd for i in page.context["listing"].rows) > 0
    assert client.get(reverse("reports:due"), {"q": "khong co ai"}).context["total"] == 0


def test_looking_for_somebody_in_what_is_due_is_logged(filled):
    treasurer = make.create_user(role=Role.TREASURER, unit=filled)
    signed_in(treasurer).get(reverse("reports:due"), {"q": "nguyen"})
    assert AccessLog.objects.filter(user=treasurer, action="search", record_kind="sponsorship.pledge").count() == 1
