import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from donors.models import Donor, Registration
from donors.wishes import wishes_in_words
from organisation.models import AccessLog, Unit, User
from organisation.models.unit import UnitArea
from organisation.roles import Role
from tests import factories
from tests.donors.offers import create_registration, history_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def staff(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def url(name: str, record: Any) -> str:
    return reverse(f"donors:{name}", args=[record.public_id])


def filled(unit: Unit, **values: Any) -> dict[str, Any]:
    return {"kind": "individual", "name": "Lê Thị Mẫu", "managing_unit": unit.pk} | values


def errors(response: Any) -> dict[str, Any]:
    return response.context["form"].errors


# --- Reading ------------------------------------------------------------------------------------


def test_reading_a_donor_leaves_a_row_in_the_access_log(staff, unit, officer) -> None:
    donor = factories.create_donor(unit=unit)
    assert staff.get(url("detail", donor)).status_code == 200
    logged = AccessLog.objects.get()
    assert (logged.user, logged.action, logged.record_kind, logged.record_id) == (
        officer, "view", "donors.donor", donor.pk,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["detail", "edit", "registration", "registration_decline"])
def test_another_units_record_is_not_there(staff, name) -> None:
    record = create_registration() if "registration" in name else factories.create_donor()
    assert staff.get(url(name, record)).status_code == 404
    assert not AccessLog.objects.exists()


def test_a_leader_reads_but_does_not_change(client, unit) -> None:
    client.force_login(factories.create_user(role=Role.LEADER, unit=unit))
    donor = factories.create_donor(unit=unit)
    assert url("edit", donor) not in client.get(url("detail", donor)).content.decode()
    assert client.get(url("edit", donor)).status_code == 403


def test_the_page_tells_the_wishes_in_words_and_shows_the_registration(staff, unit) -> None:
    donor = factories.create_donor(
        unit=unit, wished_area=factories.create_area(name="Xã Bích Mẫu"), capacity_vnd=1_500_000
    )
    answer: dict[str, Any] = {
        "state": "accepted",
        "answered_by": factories.create_user(),
        "answered_at": donor.created_at,
    }
    create_registration(unit=unit, donor=donor, offer="Xin giúp một em", **answer)
    text = staff.get(url("detail", donor)).content.decode()
    assert "Xã Bích Mẫu" in text
    assert "1.500.000" in text
    assert "Xin giúp một em" in text


def test_what_was_typed_is_shown_as_text(staff, unit) -> None:
    donor = factories.create_donor(
        unit=unit, name="<script>alert(1)</script>", note="<b>x</b>\ny", wishes_note="<i>z</i>"
    )
    text = staff.get(url("detail", donor)).content.decode()
    assert "<script>alert" not in text
    assert "<b>x" not in text
    assert "<i>z" not in text


def test_the_queries_of_a_donors_page_do_not_grow_with_what_hangs_on_it(staff, unit) -> None:
    donor = factories.create_donor(unit=unit)
    staff.get(url("detail", donor))  # once, so that everything is loaded
    with CaptureQueriesContext(connection) as before:
        staff.get(url("detail", donor))
    answer: dict[str, Any] = {
        "state": "accepted",
        "answered_by": factories.create_user(),
        "answered_at": donor.created_at,
    }
    for _ in range(4):
        create_registration(unit=unit, donor=donor, **answer)
        factories.create_pledge(donor=donor, child=factories.create_child(unit=unit))
    with CaptureQueriesContext(connection) as after:
        staff.get(url("detail", donor))
    ours = [q["sql"] for q in after if "sponsorship_" not in q["sql"]]
    assert len(ours) <= len(before) <= 16


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, []),
        ({"wished_sex": "female", "wished_age_to": 10}, ["bé gái", "đến 10 tuổi"]),
        ({"wished_age_from": 0, "wished_age_to": 6}, ["từ 0 đến 6 tuổi"]),
        ({"wished_age_from": 6, "wishes_note": "gần nhà"}, ["từ 6 tuổi", "gần nhà"]),
    ],
)
def test_wishes_in_words(values, said) -> None:
    words = wishes_in_words(Donor(**values))
    assert len(words) == len(said)
    assert words[1:] == said[1:]


# --- Adding -------------------------------------------------------------------------------------


def test_a_paper_form_becomes_a_donor(staff, unit, officer) -> None:
    commune = factories.create_area(name="Xã Bích Mẫu")
    UnitArea.objects.create(unit=unit, area=commune)
    wishes = {"wished_age_from": "6", "wished_age_to": "10", "wished_area": commune.pk, "wishes_double_orphan": "on"}
    can_give = {"capacity_children": "2", "capacity_vnd": "1tr5"}
    response = staff.post(
        "/donors/add/", filled(unit, name="Bà LÊ THỊ MẪU", phone="+84 984.631.588", **wishes, **can_give)
    )
    donor = Donor.objects.get()
    assert response.url == donor.get_absolute_url()
    assert (donor.title, donor.name, donor.phone) == ("Bà", "Lê Thị Mẫu", "0984631588")
    assert (donor.wished_area, donor.capacity_vnd, donor.capacity_children) == (commune, 1_500_000, 2)
    assert history_of(donor).get().pgh_context.metadata["user"] == officer.pk
    assert not donor.is_public


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "12345"}, "name"),
        ({"name": "\u200b\u202e"}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"kind": ""}, "kind"),
        ({"kind": "robot"}, "kind"),
        ({"phone": "12"}, "phone"),
        ({"phone": "0984631588; 0912345678"}, "phone"),
        ({"phone": "9" * 5000}, "phone"),
        ({"email": "không có"}, "email"),
        ({"wished_age_from": "12", "wished_age_to": "6"}, "wished_age_to"),
        ({"wished_age_from": "-1"}, "wished_age_from"),
        ({"wished_age_to": "99999999999"}, "wished_age_to"),
        ({"capacity_children": "0"}, "capacity_children"),
        ({"capacity_children": "1e9"}, "capacity_children"),
        ({"capacity_vnd": "0"}, "capacity_vnd"),
        ({"capacity_vnd": "nhiều"}, "capacity_vnd"),
        ({"capacity_vnd": "9" * 40}, "capacity_vnd"),
        ({"note": "x" * 4001}, "note"),
        ({"managing_unit": ""}, "managing_unit"),
        ({"managing_unit": "999999999999999999999"}, "managing_unit"),
        ({"wished_area": "abc"}, "wished_area"),
        ({"wished_sex": "other"}, "wished_sex"),
    ],
)
def test_bad_input_is_named_beside_its_field(staff, unit, values, field) -> None:
    response = staff.post("/donors/add/", filled(unit, **values))
    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert not Donor.objects.exists()


def test_a_person_is_not_one_of_our_units(staff, unit) -> None:
    response = staff.post("/donors/add/", filled(unit) | {"unit": unit.pk})
    assert list(errors(response)) == ["unit"]
    assert staff.post("/donors/add/", filled(unit, kind="organisation") | {"unit": unit.pk}).status_code == 302


@pytest.mark.parametrize("field", ["managing_unit", "unit"])
def test_another_programmes_unit_cannot_be_chosen(staff, unit, field) -> None:
    response = staff.post("/donors/add/", filled(unit, kind="organisation") | {field: factories.create_unit().pk})
    assert list(errors(response)) == [field]


def test_names_are_kept_clean_and_in_their_usual_letters(staff, unit) -> None:
    staff.post(
        "/donors/add/", filled(unit, kind="organisation", name="  CÔNG ĐOÀN TRƯỜNG THCS MẪU\u200b ", note="a\u202eb")
    )
    donor = Donor.objects.get()
    assert donor.name == "Công đoàn Trường THCS Mẫu"
    assert donor.note == "ab"


@pytest.mark.parametrize("known", [{"name": "Le thi MẪU"}, {"name": "Khác Hẳn", "other_phone": "0984631588"}])
def test_a_possible_duplicate_is_shown_before_saving(staff, unit, known) -> None:
    other = factories.create_donor(unit=unit, **known)
    typed = filled(unit, phone="0984 631 588")
    response = staff.post("/donors/add/", typed)
    assert response.context["duplicates"] == [other]
    assert Donor.objects.count() == 1
    assert staff.post("/donors/add/", typed | {"save_anyway": "1"}).status_code == 302
    assert Donor.objects.count() == 2


def test_another_units_donor_is_never_shown_as_a_duplicate(staff, unit) -> None:
    factories.create_donor(name="Lê Thị Mẫu", phone="0984631588")
    assert staff.post("/donors/add/", filled(unit, phone="0984631588")).status_code == 302


def test_donors_without_a_phone_are_no_duplicates_of_each_other(staff, unit) -> None:
    factories.create_donor(unit=unit, name="Khác Hẳn")
    assert staff.post("/donors/add/", filled(unit)).status_code == 302


def test_the_same_form_sent_twice_makes_one_donor(staff, unit) -> None:
    token = staff.get("/donors/add/").context["form"]["token"].value()
    typed = filled(unit, token=str(token), save_anyway="1")
    first, second = staff.post("/donors/add/", typed), staff.post("/donors/add/", typed)
    assert first.url == second.url
    assert Donor.objects.count() == 1


def test_another_donor_typed_into_the_form_sent_before_is_not_lost(staff, unit) -> None:
    first = filled(unit, token=str(uuid.uuid4()), save_anyway="1")
    staff.post("/donors/add/", first)
    answer = staff.post("/donors/add/", first | {"name": "Lê Thị Khác"})
    assert answer.status_code == 200
    assert Donor.objects.get().code in str(next(iter(answer.context["messages"])))
    staff.post("/donors/add/", first | {"name": "Lê Thị Khác", "token": answer.context["form"]["token"].value()})
    assert Donor.objects.count() == 2


def test_the_name_of_a_person_gets_its_capitals(staff, unit) -> None:
    staff.post("/donors/add/", filled(unit, name="  nguyễn   THỊ  lùi "))
    assert Donor.objects.get().name == "Nguyễn Thị Lùi"


def test_a_token_of_another_units_record_opens_nothing(staff, unit) -> None:
    theirs = factories.create_donor()
    response = staff.post("/donors/add/", filled(unit, token=str(theirs.public_id)))
    assert str(theirs.public_id) not in getattr(response, "url", "")
    assert theirs.name not in response.content.decode()


# --- Changing -----------------------------------------------------------------------------------


def test_a_change_is_saved_with_its_history(staff, unit) -> None:
    donor = factories.create_donor(unit=unit, kind="individual", name="Lê Thị Mẫu")
    staff.post(url("edit", donor), filled(unit, phone="0984631588", version=donor.version))
    donor.refresh_from_db()
    assert donor.phone == "0984631588"
    assert [event.pgh_label for event in history_of(donor).order_by("pgh_id")] == ["insert", "update"]


def test_who_saves_second_sees_both_versions_and_nothing_is_overwritten(staff, unit) -> None:
    donor = factories.create_donor(unit=unit, kind="individual", name="Lê Thị Mẫu")
    seen = donor.version
    Donor.objects.filter(pk=donor.pk).update(address="Xóm Một")
    response = staff.post(url("edit", donor), filled(unit, address="Xóm Hai", version=seen))
    donor.refresh_from_db()
    assert response.status_code == 409
    assert donor.address == "Xóm Một"
    text = response.content.decode()
    assert "Xóm Một" in text
    assert "Xóm Hai" in text


def test_a_unit_that_ended_may_stay_in_the_record(staff, unit) -> None:
    ended = factories.create_unit(parent=unit)
    donor = factories.create_donor(unit=ended)
    Unit.objects.filter(pk=ended.pk).update(ends_on="2025-06-30")
    response = staff.post(
        url("edit", donor), filled(ended, kind="organisation", name=donor.name, version=donor.version)
    )
    assert response.status_code == 302


def test_opening_the_form_is_reading(staff, unit) -> None:
    staff.get(url("edit", factories.create_donor(unit=unit)))
    assert AccessLog.objects.get().action == "view"


# --- Registrations ------------------------------------------------------------------------------


def test_an_officer_accepts_an_offer_as_a_new_donor(staff, unit) -> None:
    offer = create_registration(unit=unit)
    response = staff.post(url("registration_accept", offer))
    assert response.url == Donor.objects.get().get_absolute_url()


def test_a_known_donor_is_offered_and_joined(staff, unit) -> None:
    known = factories.create_donor(unit=unit, name="dinh thi mau", kind="individual")
    offer = create_registration(unit=unit)
    assert staff.get(url("registration", offer)).context["duplicates"] == [known]
    staff.post(url("registration_accept", offer), {"join": "1", "code": known.code.lower()})
    offer.refresh_from_db()
    assert offer.donor == known
    assert Donor.objects.count() == 1


@pytest.mark.parametrize("code", ["", "ND999999", "\u0000x", "ND" * 500])
def test_an_unknown_code_joins_nothing(staff, unit, code) -> None:
    offer = create_registration(unit=unit)
    staff.post(url("registration_accept", offer), {"join": "1", "code": code})
    offer.refresh_from_db()
    assert offer.is_waiting
    assert not Donor.objects.exists()


def test_another_units_donor_cannot_be_joined(staff, unit) -> None:
    offer, theirs = create_registration(unit=unit), factories.create_donor()
    staff.post(url("registration_accept", offer), {"join": "1", "code": theirs.code})
    offer.refresh_from_db()
    assert offer.is_waiting


def test_declining_asks_first(staff, unit) -> None:
    offer = create_registration(unit=unit)
    assert offer.name in staff.get(url("registration_decline", offer)).content.decode()
    assert Registration.objects.waiting().exists()
    staff.post(url("registration_decline", offer))
    assert not Registration.objects.waiting().exists()


@pytest.mark.parametrize("name", ["registration_accept", "registration_decline"])
def test_an_answered_offer_is_not_answered_again(staff, unit, officer, name) -> None:
    offer = create_registration(unit=unit)
    staff.post(url("registration_accept", offer))
    response = staff.post(url(name, offer), follow=True)
    assert response.status_code == 200
    assert Donor.objects.count() == 1
    assert Registration.objects.get().state == "accepted"


def test_accepting_needs_a_post(staff, unit) -> None:
    offer = create_registration(unit=unit)
    assert staff.get(url("registration_accept", offer)).status_code == 405
    assert Registration.objects.waiting().exists()
