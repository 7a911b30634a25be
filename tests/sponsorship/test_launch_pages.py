"""The pages of a launch: what is typed, what is said when it cannot be."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from donors.models import Donor
from organisation.models.access_log import AccessAction, AccessLog
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import Hold, Launch, Pledge
from sponsorship.models.launch import LaunchState
from tests.factories import create_campaign, create_donor, create_user
from tests.sponsorship.test_launches import Evening

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening():
    return Evening()


@pytest.fixture
def page(client: Client, evening):
    client.force_login(evening.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(evening, step=""):
    return f"/launches/{evening.launch.public_id}/{step}"


def typed(evening, **changes):
    """What the page sends when nothing but `changes` (seat 1's fields) was typed."""
    launch = Launch.objects.get(pk=evening.launch.pk)
    data: dict[str, Any] = {"version": launch.version}
    for seat in launch.seats.select_related("donor", "child"):
        data[f"seat-{seat.pk}-donor"] = f"{seat.donor.code} {seat.donor}" if seat.donor else ""
        data[f"seat-{seat.pk}-child"] = f"{seat.child.code} {seat.child}" if seat.child else ""
    first = launch.seats.earliest("position")
    return data | {f"seat-{first.pk}-{name}": value for name, value in changes.items()}


def test_a_launch_is_prepared_with_the_terms_of_all_its_pledges(page, evening):
    campaign = create_campaign(unit=evening.unit, name="Đợt mới")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    terms = {
        "campaign": campaign.pk, "title": "Đêm hội", "day": f"{tomorrow:%d/%m/%Y}", "until": "21h30", "expected": "3",
        "keeps_siblings": "on", "rate_vnd": "600.000", "per": "month", "starts_on": "01/01/2026",
        "end_rule": "months", "months_count": "24",
    }  # fmt: skip
    asked = page.get("/launches/add/").context["form"]
    assert all(section.legend for section in asked.sections())  # no field of a single pledge is left over
    assert page.post("/launches/add/", terms).status_code == 302
    launch = Launch.objects.get(title="Đêm hội")
    assert (launch.rate_vnd, launch.months_count, launch.seats.count()) == (600_000, 24, 3)
    assert f"{timezone.localtime(launch.ends_at):%H:%M}" == "21:30"


def test_a_day_that_is_over_is_refused_beside_its_field(page):
    answer = page.post("/launches/add/", {"day": "01/01/2020", "until": "22:00"})
    assert answer.context["form"].errors["day"]


def test_donors_are_ticked_with_how_many_children_they_take(page, evening):
    donor = create_donor(unit=evening.unit, name="Hội Doanh nghiệp Mẫu", capacity_children=3)
    listing = page.get(address(evening, "donors/")).context["listing"]
    assert {each.pk: each.room for each in listing.rows}[donor.pk] == 3
    page.post(address(evening, "donors/"), {"donor": [donor.pk], f"count-{donor.pk}": "2"})
    assert evening.launch.seats.filter(donor=donor).count() == 2


def test_everything_is_paired_by_one_press_and_says_why(page, evening):
    evening.seat(evening.donor, nameless=1)
    page.post(address(evening, "reserve/"), {"count": "2"})
    page.post(address(evening), typed(evening) | {"propose": "1"})
    lines = page.get(address(evening)).context["lines"]
    assert all(line["seat"].child and line["reasons"] for line in lines)


def test_a_name_that_nobody_bears_becomes_a_donor_only_when_it_is_ticked(page, evening):
    evening.seat(nameless=1)
    answer = page.post(address(evening), typed(evening, donor="Trần Văn Khách"))
    assert "Trần Văn Khách" in answer.content.decode()
    assert not Donor.objects.filter(name="Trần Văn Khách").exists()
    page.post(address(evening), typed(evening, donor="Trần Văn Khách", is_new="on"))
    assert evening.launch.seats.get().donor.name == "Trần Văn Khách"


def test_a_donor_is_known_by_code_or_whole_name_and_two_of_a_name_are_asked_about(page, evening):
    evening.seat(nameless=1)
    page.post(address(evening), typed(evening, donor=evening.donor.code.lower()))
    assert evening.launch.seats.get().donor == evening.donor
    for _n in range(2):
        create_donor(unit=evening.unit, name="Lê Thị Trùng")
    answer = page.post(address(evening), typed(evening, donor="Lê Thị Trùng"))
    assert "ND00" in str(answer.context["table"].forms[0].errors["donor"])


def test_a_child_who_was_not_reserved_is_kept_when_its_code_is_typed(page, evening):
    evening.seat(evening.donor)
    page.post(address(evening), typed(evening, child=evening.children[2].code))
    seat = evening.launch.seats.get()
    assert (seat.child, seat.is_fixed) == (evening.children[2], True)
    assert Hold.objects.live().get().launch == evening.launch


def test_a_child_whom_another_keeps_is_refused_with_who_keeps_it(page, evening):
    evening.seat(evening.donor)
    operations.hold_child(child=evening.children[2], by=evening.officer)
    answer = page.post(address(evening), typed(evening, child=evening.children[2].code))
    assert evening.officer.full_name in str(answer.context["table"].forms[0].errors["child"])
    assert evening.launch.seats.get().child is None


def test_one_child_cannot_be_typed_into_two_seats(page, evening):
    evening.seat(*evening.donors(2))
    evening.reserve(2)
    data = typed(evening)
    data |= {key: evening.child.code for key in data if key.endswith("-child")}
    answer = page.post(address(evening), data)
    assert "child" in answer.context["table"].forms[1].errors


def test_accepting_leads_by_a_question_to_pledges_papers_and_the_handover(page, evening):
    evening.seat(evening.donor, nameless=1)
    evening.reserve(2)
    evening.pair()
    assert page.post(address(evening), typed(evening) | {"accept": "1"}).url == address(evening, "accept/")
    assert "1" in page.get(address(evening, "accept/")).context["page_title"]
    done = page.post(address(evening, "accept/"), follow=True).content.decode()
    assert Pledge.objects.get().code in done
    assert f"/papers/campaign/{evening.launch.campaign.public_id}/" in done
    assert f"/ceremonies/add/?campaign={evening.launch.campaign_id}" in done


def test_a_seat_whose_child_was_taken_is_named_and_nothing_is_made(page, evening):
    evening.seat(evening.donor)
    evening.reserve(1)
    evening.pair()
    Hold.objects.update(held_until=timezone.now())
    colleague = create_user(role=Role.MATCHING_OFFICER, unit=evening.unit, full_name="Phan Thị Nhanh")
    operations.hold_child(child=evening.child, by=colleague)
    assert page.get(address(evening)).context["lines"][0]["wrong"]
    answer = page.post(address(evening, "accept/"))
    assert answer.status_code == 409
    assert "Phan Thị Nhanh" in answer.content.decode()
    assert not Pledge.objects.exists()


def test_a_launch_that_was_given_up_is_only_shown(page, evening):
    page.post(address(evening, "drop/"))
    evening.launch.refresh_from_db()
    assert evening.launch.state == LaunchState.DROPPED
    assert page.get(address(evening)).status_code == 200
    assert page.get(address(evening, "edit/")).status_code == 302


def test_the_list_is_searched_and_goes_out_as_a_sheet(page, evening):
    assert len(page.get("/launches/?q=phat dong nao").context["listing"].rows) == 0
    assert len(page.get("/launches/?q=Đêm").context["listing"].rows) == 1
    assert page.get("/launches/?export=xlsx")["Content-Type"].startswith("application/vnd.openxml")


def test_donors_are_found_for_the_list_below_the_field(page, evening, django_assert_max_num_queries):
    sent = {"csrfmiddlewaretoken": "cong doan", "seat-1-donor": "cong doan"}
    with django_assert_max_num_queries(8):
        assert evening.donor.code in page.post("/launches/donors/", sent).content.decode()
    assert AccessLog.objects.filter(action=AccessAction.SEARCH, user=evening.officer).exists()


def test_the_terms_of_a_launch_are_changed_by_the_form_that_was_read(page, evening):
    answer = page.post(address(evening, "edit/"), {"version": evening.launch.version})

    assert answer.status_code in (200, 302)
