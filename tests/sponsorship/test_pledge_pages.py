import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from children.models import Child
from organisation.models import AccessLog
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import PledgeState
from sponsorship.terms import add_months
from tests.factories import (
    create_area,
    create_campaign,
    create_child,
    create_donor,
    create_pledge,
    create_unit,
    create_user,
)
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name, record=None, **query):
    address = reverse(f"sponsorship:{name}", args=[record.public_id] if record else [])
    return address + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def text(response):
    return response.content.decode()


def terms(**values):
    return {
        "form": "cash",
        "rate_vnd": "500.000",
        "per": "month",
        "starts_on": "01/01/2025",
        "end_rule": "months",
        "months_count": "12",
        "agreed": "agreed",
    } | values


def add_url(world):
    return url("pledge_add", child=world.child.public_id, donor=world.donor.public_id)


# --- The list ---


def test_the_list_finds_by_child_donor_and_code_without_marks(world, page):
    found = create_pledge(child=create_child(unit=world.unit, full_name="Nguyễn Thị Bình"), donor=world.donor)
    other = create_pledge(
        child=create_child(unit=world.unit, full_name="Phạm Văn Thử"), donor=create_donor(unit=world.unit, name="Bà Tư")
    )
    for q in ("nguyen thi binh", "truong mau", found.code, found.child.code, found.donor.code):
        shown = text(page.get(url("pledges"), {"q": q}))
        assert found.code in shown, q
        assert other.code not in shown, q


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"todo": "overdue"}, {"nothing", "held"}),
        ({"todo": "held"}, {"held"}),
        ({"todo": "no_money"}, {"nothing"}),
        ({"todo": "ending"}, {"nothing", "held", "done", "proposed"}),
        ({"state": "proposed"}, {"proposed"}),
        ({"state": "open"}, {"nothing", "held", "done", "proposed"}),
        ({"state": "ended"}, {"ended"}),
        ({"per": "year"}, set()),
    ],
)
def test_the_filters_of_the_list(world, page, query, expected):
    ended: dict[str, Any] = {"ended_on": dt.date(2025, 3, 1), "end_reason": "completed"}
    pledges = {
        name: create_pledge(child=create_child(unit=world.unit, full_name=name), donor=world.donor, state=state, **more)
        for name, state, more in (
            ("nothing", PledgeState.ACTIVE, {}),
            ("held", PledgeState.ACTIVE, {}),
            ("done", PledgeState.ACTIVE, {}),
            ("proposed", PledgeState.PROPOSED, {}),
            ("ended", PledgeState.ENDED, ended),
        )
    }
    world.receive(pledges["held"], 6_000_000)
    world.hand_over(pledges["held"], 5_000_000)
    world.receive(pledges["done"], 6_000_000)
    world.hand_over(pledges["done"], 6_000_000)
    shown = text(page.get(url("pledges"), query))
    assert {name for name, pledge in pledges.items() if pledge.code in shown} == expected


def test_the_list_narrows_by_place_round_and_channel(world, page):
    area, round_ = create_area(), create_campaign(unit=world.unit)
    inside = create_pledge(
        child=create_child(unit=world.unit, commune=area),
        donor=world.donor,
        campaign=round_,
        connecting_unit=world.unit,
    )
    outside = create_pledge(child=create_child(unit=world.unit), donor=world.donor)
    world.unit.areas.add(area)
    for query in ({"commune": area.pk}, {"campaign": round_.pk}, {"channel": world.unit.pk}):
        shown = text(page.get(url("pledges"), query))
        assert inside.code in shown, query
        assert outside.code not in shown, query


def test_pledges_of_another_unit_are_nowhere(world, page):
    stranger = create_pledge()
    for query in ({}, {"q": stranger.code}, {"q": stranger.child.full_name}):
        assert page.get(url("pledges"), query).context["listing"].rows == []
    assert page.get(url("pledge", stranger)).status_code == 404


def test_a_unit_that_only_connects_elsewhere_is_not_offered(world, page):
    elsewhere = create_unit(name="Hội Nơi Khác")
    create_pledge(connecting_unit=elsewhere)
    assert elsewhere.name not in text(page.get(url("pledges")))


def test_the_sheet_holds_the_same_numbers(world, page):
    pledge = create_pledge(child=world.child, donor=world.donor)
    world.receive(pledge, 1_500_000)
    response = page.get(url("pledges"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    row = [cell.value for cell in sheet[2]]
    assert pledge.code in row
    assert [value for value in row if isinstance(value, int)] == [6_000_000, 1_500_000, 0, 1_500_000]
    assert AccessLog.objects.filter(action="export", record_kind="sponsorship.pledge", rows_count=1).exists()


@pytest.mark.parametrize("query", [{"q": "\u200b"}, {"state": "nonsense"}, {"commune": "9" * 30}, {"page": "10" * 20}])
def test_hostile_addresses_of_the_list_are_harmless(page, query):
    assert page.get(url("pledges"), query).status_code == 200


# --- One pledge ---


def test_the_page_of_a_pledge_shows_four_numbers_and_what_is_met(world, page):
    pledge = create_pledge(child=world.child, donor=world.donor)
    world.receive(pledge, 1_200_000)
    world.hand_over(pledge, 500_000)
    response = page.get(url("pledge", pledge))
    shown = text(response).replace("\u00a0", " ")
    for number in ("6.000.000 đ", "1.200.000 đ", "500.000 đ", "700.000 đ"):
        assert number in shown
    lines = response.context["open_lines"]
    assert len(response.context["done_lines"]) == 1
    assert [(line.received_vnd, line.delivered_vnd) for line in lines[:3]] == [(500_000, 0), (200_000, 0), (0, 0)]
    assert AccessLog.objects.filter(action="view", record_kind="sponsorship.pledge", record_id=pledge.pk).exists()


def test_a_clerk_sees_the_pledge_and_its_money_but_no_buttons(world, client):
    pledge = create_pledge(child=world.child, donor=world.donor)
    world.receive(pledge, 1_234_000)
    client.force_login(
        create_user(role=Role.DATA_CLERK, unit=world.unit), backend="django.contrib.auth.backends.ModelBackend"
    )
    shown = text(client.get(url("pledge", pledge)))
    assert "1.234.000" in shown
    assert url("pledge_end", pledge) not in shown
    assert url("receipt_add") not in shown


def test_a_difference_to_the_paper_warns(world, page):
    pledge = create_pledge(child=world.child, donor=world.donor, stated_total_vnd=7_000_000)
    assert "1.000.000" in text(page.get(url("pledge", pledge)))


# --- A new pledge ---


def test_an_agreed_pledge_is_in_force_at_once(world, page):
    response = page.post(add_url(world), terms())
    pledge = Pledge.objects.get()
    assert response.url == url("pledge", pledge)
    assert pledge.state == PledgeState.ACTIVE
    assert numbers(pledge)[0] == 6_000_000
    assert Child.objects.sponsored().get() == world.child


def test_a_proposal_waits_for_approval_and_start(world, page):
    page.post(add_url(world), terms(agreed="proposed"))
    pledge = Pledge.objects.get()
    assert pledge.state == PledgeState.PROPOSED
    page.post(url("pledge_approve", pledge), {"approved_on": "01/03/2025", "version": pledge.version})
    page.post(url("pledge_activate", pledge), {})
    pledge.refresh_from_db()
    assert (pledge.state, pledge.approved_by) == (PledgeState.ACTIVE, world.officer)


def test_the_second_officer_reads_who_took_the_child_and_when(world, page):
    first = world.propose(donor=create_donor(unit=world.unit, name="Người đến trước"))
    response = page.post(add_url(world), terms())
    assert response.status_code == 409
    shown = text(response)
    assert world.officer.full_name in shown
    assert "Người đến trước" in shown
    assert f"{timezone.localtime(first.created_at):%H:%M %d/%m/%Y}" in shown
    assert Pledge.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rate_vnd": ""}, "rate_vnd"),
        ({"rate_vnd": "-5"}, "rate_vnd"),
        ({"rate_vnd": "9" * 40}, "rate_vnd"),
        ({"starts_on": "31/02/2025"}, "starts_on"),
        ({"end_rule": "date", "ends_on": ""}, "ends_on"),
        ({"end_rule": "date", "ends_on": "31/12/9999"}, "ends_on"),
        ({"months_count": ""}, "months_count"),
        ({"months_count": "99999999999999999999"}, "months_count"),
        ({"end_rule": "grade", "end_grade": "9"}, "end_grade"),
        ({"per": "weekly"}, "per"),
        ({"active_months": ["13"]}, "active_months"),
        ({"campaign": "1" * 30}, "campaign"),
        ({"note": "x" * 10_000}, "note"),
    ],
)
def test_wrong_terms_are_told_beside_the_field(world, page, wrong, field):
    response = page.post(add_url(world), terms(**wrong))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Pledge.objects.exists()


def test_help_in_kind_needs_no_amount(world, page):
    page.post(add_url(world), terms(form="in_kind", form_detail="Xe đạp", rate_vnd="", per="once", months_count="1"))
    assert Pledge.objects.get().rate_vnd == 0


def test_a_side_that_another_unit_owns_cannot_be_named(world, page):
    for child, donor in ((create_child(), world.donor), (world.child, create_donor())):
        address = url("pledge_add", child=child.public_id, donor=donor.public_id)
        assert page.post(address, terms()).status_code == 404


def test_the_total_is_reckoned_while_one_types(world, page):
    answer = page.post(url("pledge_total"), terms(child=world.child.public_id, stated_total_vnd="7.000.000"))
    shown = text(answer).replace("\u00a0", " ")
    assert "6.000.000 đ" in shown
    assert "1.000.000 đ" in shown  # the difference to the paper
    assert text(page.post(url("pledge_total"), {"child": world.child.public_id}))


# --- Changing and ending ---


def test_two_people_change_one_pledge_and_nothing_is_overwritten(world, page):
    pledge = world.propose()
    seen = Pledge.objects.get(pk=pledge.pk).version
    operations.edit_pledge(pledge=pledge, by=world.officer, papers={"note": "Của người kia"}, terms={})
    response = page.post(url("pledge_edit", pledge), terms(note="Của tôi", version=seen))
    assert response.status_code == 409
    assert "Của người kia" in text(response)
    pledge.refresh_from_db()
    assert pledge.note == "Của người kia"


def test_before_it_is_in_force_a_pledge_can_be_rewritten(world, page):
    pledge = world.propose()
    version = Pledge.objects.get(pk=pledge.pk).version
    response = page.post(url("pledge_edit", pledge), terms(rate_vnd="700.000", note="Sửa", version=version))
    assert response.url == url("pledge", pledge)
    assert numbers(pledge)[0] == 12 * 700_000
    pledge.refresh_from_db()
    assert pledge.note == "Sửa"


def test_the_amount_of_a_pledge_in_force_is_not_a_field_of_its_form(world, page):
    pledge = world.activate()
    version = Pledge.objects.get(pk=pledge.pk).version
    page.post(url("pledge_edit", pledge), terms(rate_vnd="1", note="Ghi", version=version))
    pledge.refresh_from_db()
    assert (pledge.rate_vnd, pledge.note) == (500_000, "Ghi")


def test_ending_asks_first_and_refuses_a_decision_from_an_old_page(world, page):
    pledge = world.activate()
    assert page.get(url("pledge_end", pledge)).status_code == 200
    stale = page.post(url("pledge_end", pledge), {"reason": "donor_stopped", "on": "01/03/2025", "version": 1})
    assert stale.status_code == 200
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.ACTIVE
    page.post(url("pledge_end", pledge), {"reason": "donor_stopped", "on": "01/03/2025", "version": pledge.version})
    pledge.refresh_from_db()
    assert (pledge.state, pledge.ended_on) == (PledgeState.ENDED, dt.date(2025, 3, 1))


def test_when_the_child_leaves_the_other_pledges_end_with_one_tick(world, page):
    Child.objects.filter(pk=world.child.pk).update(places=2)
    first, second = world.activate(), world.activate(donor=create_donor(unit=world.unit, name="Người thứ hai"))
    assert second.code in text(page.get(url("pledge_end", first)))
    page.post(url("pledge_end", first), {"reason": "moved_away", "on": "01/03/2025", "with_others": "on"})
    assert not Pledge.objects.open().exists()


def test_a_pledge_goes_on_with_another_child_found_by_its_code(world, page):
    pledge = world.activate(months_count=36)
    other = create_child(unit=world.unit, full_name="Phạm Văn Thử")
    answer = {"kind": "child", "code": other.code, "on": "15/06/2025"}
    page.post(url("pledge_replace", pledge), answer)
    assert Pledge.objects.get(replaces=pledge).child == other


def test_a_child_of_another_unit_is_not_found_as_a_replacement(world, page):
    pledge, stranger = world.activate(), create_child(full_name="Trẻ Nơi Khác")
    response = page.post(url("pledge_replace", pledge), {"kind": "child", "code": stranger.code, "on": "15/06/2025"})
    assert "code" in response.context["form"].errors
    assert not Pledge.objects.filter(replaces=pledge).exists()


def test_suspend_resume_and_a_new_amount(world, page):
    first = timezone.localdate().replace(day=1)
    pledge, today = world.activate(starts_on=first), f"{timezone.localdate():%d/%m/%Y}"
    page.post(url("pledge_suspend", pledge), {"reason": "Người đỡ đầu đi xa", "from_on": today})
    assert Pledge.objects.get().state == PledgeState.SUSPENDED
    page.post(url("pledge_resume", pledge), {"on": today})
    later = add_months(first, 6)
    page.post(url("pledge_rate", pledge), {"rate_vnd": "600.000", "from_on": f"{later:%d/%m/%Y}"})
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.ACTIVE
    assert numbers(pledge)[0] == 6_600_000


# --- Finding a match ---


def test_the_waiting_list_gives_reasons_and_says_who_holds_a_child(world, page):
    held = create_child(unit=world.unit, full_name="Trẻ Đang Giữ", orphan_status="both")
    operations.hold_child(child=held, donor=world.donor, by=world.officer)
    create_pledge(child=create_child(unit=world.unit, full_name="Đã Có Người"), donor=world.donor)
    shown = text(page.get(url("waiting")))
    assert "Trẻ Đang Giữ" in shown
    assert world.donor.name in shown
    assert "Đã Có Người" not in shown
    assert shown.index("Trẻ Đang Giữ") < shown.index(world.child.full_name)


def test_holding_extending_and_releasing(world, page):
    page.post(url("hold_add", world.child), {"donor": world.donor.public_id})
    hold = Hold.objects.get()
    assert hold.donor == world.donor
    assert world.child.full_name in text(page.get(url("holds")))
    page.post(url("hold_extend", hold))
    page.post(url("hold_release", hold))
    hold.refresh_from_db()
    assert hold.extensions_count == 1
    assert world.child.full_name not in text(page.get(url("holds")))


def test_who_holds_a_child_on_its_page_or_on_the_donors_comes_back_there(world, page):
    sides = {"donor": world.donor.public_id}
    answer = page.post(url("hold_add", world.child), sides | {"back": "child"})
    assert answer.url == url("suggest_for_child", world.child)
    other = create_child(unit=world.unit)
    assert page.post(url("hold_add", other), sides).url == url("suggest_for_donor", world.donor)


def test_a_held_child_tells_the_next_officer_who_holds_it(world, client):
    operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    other = create_user(role=Role.MATCHING_OFFICER, unit=world.unit)
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(url("hold_add", world.child))
    assert response.status_code == 409
    assert world.officer.full_name in text(response)


def test_suggestions_from_both_sides_lead_to_the_pledge(world, page):
    address = add_url(world).replace("&", "&amp;")
    assert address in text(page.get(url("suggest_for_child", world.child)))
    assert address in text(page.get(url("suggest_for_donor", world.donor)))
    assert address in text(page.get(url("suggest_for_child", world.child), {"q": "truong mau"}))
    assert address in text(page.get(url("suggest_for_donor", world.donor), {"q": world.child.code}))
    assert page.get(url("pledge_add", child=world.child.public_id)).url == url("suggest_for_child", world.child)
    assert page.get(url("pledge_add", donor=world.donor.public_id)).url == url("suggest_for_donor", world.donor)


def test_the_donor_of_a_hold_in_a_form_must_be_visible(world, page):
    assert page.post(url("hold_add", world.child), {"donor": create_donor().public_id}).status_code == 404
    assert page.post(url("hold_add", world.child), {"donor": "not-an-id"}).status_code == 400


def test_the_cards_of_child_and_donor_show_the_pledge(world, page):
    pledge = create_pledge(child=world.child, donor=world.donor)
    for address in (
        reverse("children:detail", args=[world.child.public_id]),
        reverse("donors:detail", args=[world.donor.public_id]),
    ):
        assert url("pledge", pledge) in text(page.get(address))


# --- Query budgets: the same for few rows and for many ---

BUDGETS = {
    "pledges": 12,
    "waiting": 12,
    "holds": 9,
    "signature_sheet": 11,
}


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize("name", BUDGETS)
def test_lists_take_few_queries_however_many_rows(world, page, django_assert_max_num_queries, name, count):
    fill(world, count)
    page.get(url(name))
    with django_assert_max_num_queries(BUDGETS[name]):
        page.get(url(name))


@pytest.mark.parametrize("count", [3, 30])
def test_the_pages_of_one_record_take_few_queries_however_much_it_holds(
    world, page, django_assert_max_num_queries, count
):
    pledge = world.activate(months_count=count)
    for _ in range(count):
        world.receive(pledge, 1_000)
        world.hand_over(pledge, 1_000)
    fill(world, count)
    other = Child.objects.waiting().first()
    for address, budget in (
        (url("pledge", pledge), 24),
        (url("suggest_for_child", other), 14),
        (url("suggest_for_donor", world.donor), 15),
        (url("pledge_edit", pledge), 10),
    ):
        page.get(address)
        with django_assert_max_num_queries(budget):
            page.get(address)


def fill(world, count):
    for n in range(count):
        commune = create_area()
        child = create_child(unit=world.unit, full_name=f"Trẻ {n}", commune=commune)
        waiting = create_child(unit=world.unit, full_name=f"Trẻ Chờ {n}", commune=commune)
        donor = create_donor(unit=world.unit, name=f"Nhà hảo tâm {n}", wished_area=commune)
        create_pledge(child=child, donor=donor, campaign=create_campaign(unit=world.unit, name=f"Đợt {n}"))
        operations.hold_child(child=waiting, donor=donor, by=world.officer)


def test_a_donor_pledges_the_same_help_for_a_child_once(world, page):
    world.child.places = 2
    world.child.save()
    page.post(add_url(world), terms())
    again = page.post(add_url(world), terms())
    assert again.context["form"].non_field_errors()
    assert Pledge.objects.count() == 1
