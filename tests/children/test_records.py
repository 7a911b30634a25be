import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from children.models import Caregiver, Child, Consent, Need
from organisation.models import AccessLog, Unit, User
from organisation.models.unit import UnitArea
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def clerk(unit: Unit) -> User:
    return factories.create_user(role=Role.DATA_CLERK, unit=unit)


@pytest.fixture
def staff(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def url(name: str, child: Child) -> str:
    return reverse(f"children:{name}", args=[child.public_id])


def filled(unit: Unit, **values: Any) -> dict[str, Any]:
    return {"full_name": "Trần Thị Mẫu", "managing_unit": unit.pk, "places": "1"} | values


# --- Reading ------------------------------------------------------------------------------------


def test_reading_a_child_leaves_a_row_in_the_access_log(staff, unit, officer) -> None:
    child = factories.create_child(unit=unit)
    assert staff.get(url("detail", child)).status_code == 200
    logged = AccessLog.objects.get()
    assert (logged.user, logged.action, logged.record_id) == (officer, "view", child.pk)


@pytest.mark.parametrize("name", ["detail", "edit", "photo", "photo_add", "need_end", "caregiver_add", "visit_add"])
def test_another_units_child_is_not_there(staff, name) -> None:
    child = factories.create_child()
    assert staff.get(url(name, child)).status_code == 404
    assert not AccessLog.objects.exists()


def test_restricted_groups_are_for_those_who_may_see_them(client, unit, officer, clerk) -> None:
    child = factories.create_child(unit=unit, circumstance_groups=["d", "l"])
    seen = {}
    for user in (officer, clerk):
        client.force_login(user)
        seen[user] = client.get(url("detail", child)).content.decode()
    assert "xâm hại" in seen[officer]
    assert "xâm hại" not in seen[clerk]
    assert "Khuyết tật" in seen[clerk]


def test_a_clerk_neither_sees_nor_loses_restricted_groups_when_editing(client, unit, clerk) -> None:
    child = factories.create_child(unit=unit, circumstance_groups=["d", "l"])
    client.force_login(clerk)
    page = client.get(url("edit", child)).content.decode()
    assert "xâm hại" not in page
    client.post(url("edit", child), filled(unit, circumstance_groups=["b"], version=child.version))
    child.refresh_from_db()
    assert child.circumstance_groups == ["b", "l"]


def test_a_clerk_cannot_write_a_restricted_group(client, unit, clerk) -> None:
    client.force_login(clerk)
    response = client.post(reverse("children:add"), filled(unit, circumstance_groups=["l"]))
    assert "circumstance_groups" in response.context["form"].errors


def test_the_page_of_a_child_costs_a_bounded_number_of_queries(staff, unit, django_assert_max_num_queries) -> None:
    child = factories.create_child(unit=unit)
    for _ in range(5):
        factories.create_caregiver(child=child, phone="0984631588")
        factories.create_caregiver(child=factories.create_child(unit=unit), phone="0984631588")
    with django_assert_max_num_queries(26):
        staff.get(url("detail", child))


def test_children_with_the_same_phone_are_suggested_as_siblings_and_never_linked(staff, unit) -> None:
    child, other = factories.create_child(unit=unit), factories.create_child(unit=unit, full_name="Trần Văn Em")
    for one in (child, other, factories.create_child(full_name="Trần Ở Xa")):
        factories.create_caregiver(child=one, phone="0984631588")
    response = staff.get(url("detail", child))
    assert response.context["suggested_siblings"] == [other]
    assert not response.context["siblings"]
    staff.post(url("sibling_link", child), {"code": other.code.lower()})
    assert staff.get(url("detail", child)).context["siblings"] == [other]


def test_another_units_child_cannot_be_linked(staff, unit) -> None:
    child, stranger = factories.create_child(unit=unit), factories.create_child()
    staff.post(url("sibling_link", child), {"code": stranger.code})
    child.refresh_from_db()
    assert child.sibling_group is None


# --- Adding -------------------------------------------------------------------------------------


def test_the_name_is_all_that_is_forced(staff, unit) -> None:
    staff.post(reverse("children:add"), {"full_name": "TRẦN THỊ MẪU", "managing_unit": unit.pk})
    child = Child.objects.get()
    assert (child.full_name, child.orphan_status, child.places) == ("Trần Thị Mẫu", "unknown", 1)
    assert child.needs_since is None


def test_names_get_their_capitals_also_where_some_words_have_them(staff, unit) -> None:
    names = {"full_name": "  nguyễn   THỊ  lùi ", "carer_name": "Lê thị H'Hen"}
    staff.post(reverse("children:add"), filled(unit, **names))
    assert (Child.objects.get().full_name, Caregiver.objects.get().full_name) == ("Nguyễn Thị Lùi", "Lê Thị H'Hen")


def test_a_union_without_areas_of_its_own_has_those_of_the_nearest_unit_above(client, unit) -> None:
    commune, elsewhere = factories.create_area(name="Xã Bích Hào"), factories.create_area(name="Xã Xa")
    UnitArea.objects.create(unit=unit, area=elsewhere)
    middle = factories.create_unit(parent=unit)
    UnitArea.objects.create(unit=middle, area=commune)
    union = factories.create_unit(parent=factories.create_unit(parent=middle))
    client.force_login(factories.create_user(role=Role.DATA_CLERK, unit=union))
    form = client.get(reverse("children:add")).context["form"]
    assert [pk for pk, _name in form.fields["commune"].choices] == ["", commune.pk]
    donor_form = client.get(reverse("donors:add")).context["form"]
    assert list(donor_form.fields["wished_area"].queryset) == [commune]


def test_a_whole_paper_form(staff, unit) -> None:
    present = factories.create_area()
    former = factories.create_former_commune(into=present)
    UnitArea.objects.create(unit=unit, area=present)
    response = staff.post(
        reverse("children:add"),
        filled(
            unit,
            birth="7/2015",
            former_commune=former.pk,
            carer_name="Lê Thị Bà",
            carer_relationship="bà nội",
            carer_phone="+84 984.631.588",
            needs=["bicycle", "house"],
            needs_since="30/9/2024",
            receives_social_allowance="False",
        ),
    )
    child = Child.objects.get()
    assert response.url == url("detail", child)
    assert (child.birth_date, child.birth_date_precision) == (datetime.date(2015, 7, 1), "month")
    assert child.commune == present
    assert child.receives_social_allowance is False
    assert Caregiver.objects.get().phone == "0984631588"
    assert Need.objects.filter(child=child).count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("full_name", "\u200b\u200b"),
        ("full_name", "x" * 10_000),
        ("full_name", "12345"),
        ("full_name", "Trần\0Mẫu" * 40),
        ("birth", "31/02/2015"),
        ("birth", "9999-12-31"),
        ("birth", "1/1/1950"),
        ("birth", "hôm qua"),
        ("carer_phone", "12345"),
        ("carer_phone", "0984631588; 0912345678"),
        ("circumstances", "a\0b"),
        ("circumstances", "x" * 10_000),
        ("needs_since", "31/02/2025"),
        ("needs_since", "9999-12-31"),
        ("places", "10"),
        ("places", "1" + "0" * 30),
        ("personal_id_number", "12345"),
        ("managing_unit", "9" * 30),
        ("commune", "1" + "0" * 30),
        ("sex", "'; DROP TABLE"),
        ("circumstance_groups", "zz"),
    ],
)
def test_a_wrong_field_is_told_beside_it_and_nothing_is_saved(staff, unit, field, value) -> None:
    response = staff.post(reverse("children:add"), filled(unit, carer_name="Lê Thị Bà") | {field: value})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not Child.objects.exists()


def test_direction_marks_do_not_enter_a_name(staff, unit) -> None:
    staff.post(reverse("children:add"), filled(unit, full_name="Trần \u202eThị\u202c Mẫu", note="a\u202eb\r\nc"))
    child = Child.objects.get()
    assert (child.full_name, child.note) == ("Trần Thị Mẫu", "ab\nc")


def test_a_clerk_cannot_add_to_another_unit(staff, unit) -> None:
    response = staff.post(reverse("children:add"), filled(factories.create_unit()))
    assert "managing_unit" in response.context["form"].errors


def test_a_possible_duplicate_is_shown_before_saving(staff, unit) -> None:
    known = factories.create_child(unit=unit, full_name="Trần Thị Mẫu", birth_date=datetime.date(2014, 12, 31))
    sent = filled(unit, full_name="Trần Thị Mậu", birth="2015")
    response = staff.post(reverse("children:add"), sent)
    assert response.context["duplicates"] == [known]
    assert Child.objects.count() == 1
    staff.post(reverse("children:add"), sent | {"save_anyway": "1"})
    assert Child.objects.count() == 2


def test_a_shared_phone_is_shown_and_another_units_child_is_not(staff, unit) -> None:
    known = factories.create_child(unit=unit, full_name="Lê Văn Anh")
    factories.create_caregiver(child=known, other_phone="0984631588")
    factories.create_caregiver(child=factories.create_child(), phone="0984631588")
    response = staff.post(reverse("children:add"), filled(unit, carer_name="Lê Thị Bà", carer_phone="0984 631 588"))
    assert response.context["duplicates"] == [known]


def test_the_same_form_sent_twice_makes_one_record(staff, unit) -> None:
    token = staff.get(reverse("children:add")).context["form"]["token"].value()
    answers = [staff.post(reverse("children:add"), filled(unit, token=token, save_anyway="1")) for _ in range(2)]
    assert Child.objects.count() == 1
    assert answers[0].url == answers[1].url
    assert Child.objects.get().code in str(list(staff.get(answers[1].url).context["messages"])[-1])


@pytest.mark.parametrize(
    "changed",
    [
        {"full_name": "Lê Văn Khác"},
        {"birth": "2015"},
        {"note": "khác"},
        {"carer_name": "Lê Thị Bà"},
        {"needs": ["bicycle"]},
    ],
)
def test_another_child_typed_into_the_form_sent_before_is_not_lost(staff, unit, changed) -> None:
    sent = filled(unit, token=str(uuid.uuid4()), save_anyway="1")
    staff.post(reverse("children:add"), sent)
    answer = staff.post(reverse("children:add"), sent | changed)
    assert answer.status_code == 200
    assert Child.objects.get().code in str(next(iter(answer.context["messages"])))
    fresh = answer.context["form"]["token"].value()
    staff.post(reverse("children:add"), sent | changed | {"token": fresh})
    assert Child.objects.count() == 2


def test_a_form_without_its_token_is_only_a_second_form(staff, unit) -> None:
    """The control twin: what the token guards against does happen without it."""
    for _ in range(2):
        staff.post(reverse("children:add"), filled(unit, save_anyway="1"))
    assert Child.objects.count() == 2


# --- Changing -----------------------------------------------------------------------------------


def test_a_change_is_saved_and_the_birth_stays_as_exact_as_it_was(staff, unit) -> None:
    child = factories.create_child(unit=unit, birth_date=datetime.date(2015, 7, 1), birth_date_precision="estimated")
    sent = filled(unit, birth="khoảng 2015", note="mới", version=child.version)
    assert staff.post(url("edit", child), sent).url == url("detail", child)
    child.refresh_from_db()
    assert (child.birth_date, child.birth_date_precision) == (datetime.date(2015, 7, 1), "estimated")
    assert child.note == "mới"


def test_a_stale_form_shows_both_versions_and_overwrites_nothing(staff, unit) -> None:
    child = factories.create_child(unit=unit, note="cũ", birth_date=datetime.date(2015, 5, 20))
    stale = filled(unit, birth="2016", note="của tôi", version=child.version)
    Child.objects.filter(pk=child.pk).update(note="của người khác")
    response = staff.post(url("edit", child), stale)
    assert response.status_code == 409
    page = response.content.decode()
    assert "của người khác" in page
    assert "của tôi" in page
    assert "20/05/2015" in page
    child.refresh_from_db()
    assert (child.note, str(child.birth_date)[:4]) == ("của người khác", "2015")
    chosen = stale | {"version": child.version, "choose-note": "theirs", "choose-birth": "mine"}
    assert staff.post(url("edit", child), chosen).status_code == 302
    child.refresh_from_db()
    assert (child.note, str(child.birth_date)[:4]) == ("của người khác", "2016")


@pytest.mark.parametrize("field", ["managing_unit", "commune", "sex", "birth"])
def test_a_stale_form_with_a_wrong_field_says_so_beside_it(staff, unit, field) -> None:
    child = factories.create_child(unit=unit)
    stale = filled(unit, version=child.version) | {field: "không có"}
    Child.objects.filter(pk=child.pk).update(note="của người khác")
    response = staff.post(url("edit", child), stale)
    assert response.status_code == 200
    assert field in response.context["form"].errors


def test_a_leader_reads_and_changes_nothing(client, unit) -> None:
    child = factories.create_child(unit=unit)
    client.force_login(factories.create_user(role=Role.LEADER, unit=unit))
    assert client.get(url("detail", child)).status_code == 200
    assert client.get(url("edit", child)).status_code == 403


# --- The need -----------------------------------------------------------------------------------


def test_ending_the_need_asks_for_a_reason(staff, unit) -> None:
    child = factories.create_child(unit=unit)
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert "reason" in staff.post(url("need_end", child), {"on": today}).context["form"].errors
    staff.post(url("need_end", child), {"on": today, "reason": "moved_away"})
    child.refresh_from_db()
    assert child.need_ended_reason == "moved_away"
    staff.post(url("need_reopen", child), {"on": today})
    child.refresh_from_db()
    assert child.needs_sponsor


def test_a_need_does_not_end_before_it_began(staff, unit) -> None:
    child = factories.create_child(unit=unit, needs_since=datetime.date(2025, 3, 1))
    response = staff.post(url("need_end", child), {"on": "28/02/2025", "reason": "died"})
    assert "on" in response.context["form"].errors


def test_places_cannot_fall_below_the_donors_there_are(staff, unit) -> None:
    child = factories.create_child(unit=unit, places=2)
    for place in (1, 2):
        factories.create_pledge(child=child, place=place)
    response = staff.post(url("edit", child), filled(unit, places="1", version=child.version))
    assert "places" in response.context["form"].errors


def test_a_consent_seen_by_its_age_rule() -> None:
    consent = Consent(purpose="process", given_on=timezone.localdate(), withdrawn_on=timezone.localdate())
    assert not consent.is_in_force
