"""How donors and registrations are found, and what PostgreSQL itself refuses, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from donors.models import Donor, Registration
from organisation.roles import Role
from tests import factories
from tests.donors.offers import create_registration

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    return [donor.name for donor in Donor.objects.search(text)]


def test_search_needs_no_marks() -> None:
    factories.create_donor(name="Công đoàn xã Đồng Mẫu")
    factories.create_donor(name="Trường Mầm non Mẫu")
    assert found("cong doan dong") == ["Công đoàn xã Đồng Mẫu"]
    assert found("MAM  Non") == ["Trường Mầm non Mẫu"]


def test_exact_marks_come_first() -> None:
    for name in ("Lê Thị Hoa", "Lê Thị Hòa", "Lê Thị Hóa"):
        factories.create_donor(name=name, kind="individual")
    assert found("Lê Thị Hòa")[0] == "Lê Thị Hòa"
    assert len(found("le thi hoa")) == 3


def test_a_short_word_is_the_beginning_of_a_word_of_the_name() -> None:
    for name in ("Đặng Bảo An", "Đặng Bảo Lan"):
        factories.create_donor(name=name, kind="individual")
    assert found("an") == ["Đặng Bảo An"]


@pytest.mark.parametrize(
    "typed", ["0984631588", "0984 631 588", "+84 984 631 588", "0084984631588", "631588", "0238.631.588"]
)
def test_search_by_phone_however_it_is_written(typed: str) -> None:
    factories.create_donor(name="Người Có Số", phone="0984631588", other_phone="0238631588")
    factories.create_donor(name="Người Khác", phone="0912345678")
    assert found(typed) == ["Người Có Số"]


def test_search_by_code_whole_or_by_its_number() -> None:
    donor = factories.create_donor(name="Quỹ Mẫu", kind="fund")
    assert donor.code.startswith("ND0")
    assert found(donor.code.lower()) == ["Quỹ Mẫu"]
    assert found(f"nd {donor.pk}") == ["Quỹ Mẫu"]


def test_a_number_in_a_name_is_no_code_and_no_phone() -> None:
    factories.create_donor(name="Trường THCS số 2")
    assert found("thcs so 2") == ["Trường THCS số 2"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", "\u200b", "a" * 100, "ND999999999", "+", "0" * 90, "nd nd"])
def test_odd_searches_do_not_fail(text: str) -> None:
    factories.create_donor(name="Đặng Bảo An")
    create_registration(name="Đặng Bảo An")
    assert found(text) in ([], ["Đặng Bảo An"])
    assert len(Registration.objects.search(text)) <= 1


def test_registrations_are_found_by_name_without_marks_and_by_phone() -> None:
    offer = create_registration(name="Đinh Thị Gửi", phone="0984631588")
    create_registration(name="Nhóm Sẻ Chia", phone="0912345678")
    assert list(Registration.objects.search("dinh gui")) == [offer]
    assert list(Registration.objects.search("984 631 588")) == [offer]


def test_the_children_a_donor_sponsors_are_counted_once_each() -> None:
    donor = factories.create_donor()
    twice = factories.create_child(unit=donor.managing_unit, places=2)
    factories.create_pledge(donor=donor, child=twice)
    factories.create_pledge(donor=donor, child=twice, place=2)
    factories.create_pledge(donor=donor, state="proposed")
    idle = factories.create_donor()
    counts = dict(Donor.objects.with_children_count().values_list("pk", "children_count"))
    assert counts == {donor.pk: 1, idle.pk: 0}


def test_a_person_sees_the_donors_and_offers_of_their_own_units() -> None:
    programme = factories.create_unit()
    below = factories.create_unit(parent=programme)
    mine, _theirs = factories.create_donor(unit=below), factories.create_donor()
    offer, _other = create_registration(unit=below), create_registration()
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=programme)
    assert list(Donor.objects.visible_to(clerk)) == [mine]
    assert list(Registration.objects.visible_to(clerk)) == [offer]
    assert not Donor.objects.visible_to(factories.create_user())


def test_only_who_answers_registrations_sees_them() -> None:
    offer = create_registration()
    assert not Registration.objects.visible_to(factories.create_user(role=Role.LEADER, unit=offer.managing_unit))


# --- Constraints --------------------------------------------------------------------------------


def refused_donor(constraint: str, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.create_donor(**values)


def refused_offer(constraint: str, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        create_registration(**values)


def test_a_donor_has_a_name() -> None:
    refused_donor("donor_has_name", name="")


@pytest.mark.parametrize("amount", [0, -500_000])
def test_what_a_donor_can_give_is_more_than_nothing(amount: int) -> None:
    refused_donor("donor_capacity_positive", capacity_vnd=amount)


def test_wished_ages_stand_in_order() -> None:
    refused_donor("donor_wished_ages_in_order", wished_age_from=10, wished_age_to=9)
    assert factories.create_donor(wished_age_from=9, wished_age_to=9).pk


def test_only_an_organisation_is_one_of_our_units() -> None:
    with pytest.raises(IntegrityError, match="donor_unit_only_for_organisation"), transaction.atomic():
        Donor.objects.create(
            kind="individual", name="Lê Thị Mẫu", unit=factories.create_unit(), managing_unit=factories.create_unit()
        )


def test_a_code_belongs_to_one_donor() -> None:
    donor, other = factories.create_donor(), factories.create_donor()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE donors_donor SET id = %s WHERE id = %s", [donor.pk, other.pk])


def test_an_accepted_registration_has_a_donor() -> None:
    answer = {"answered_by": factories.create_user(), "answered_at": timezone.now()}
    refused_offer("registration_accepted_has_donor", state="accepted", **answer)


@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_an_answer_has_an_author(state: str) -> None:
    donor = factories.create_donor() if state == "accepted" else None
    refused_offer("registration_answer_has_author", state=state, donor=donor, answered_at=timezone.now())


def test_a_waiting_registration_has_no_answer_yet() -> None:
    refused_offer("registration_answer_has_author", donor=factories.create_donor())


def test_a_declined_registration_has_no_donor() -> None:
    answer = {"answered_by": factories.create_user(), "answered_at": timezone.now()}
    refused_offer("registration_declined_has_no_donor", state="declined", donor=factories.create_donor(), **answer)


def test_what_a_registration_offers_is_more_than_nothing() -> None:
    refused_offer("registration_capacity_positive", capacity_vnd=0)


def test_no_answer_is_mailed_before_there_is_one() -> None:
    refused_offer("registration_mailed_is_answered", mailed_at=timezone.now())


def test_a_registration_has_a_name() -> None:
    refused_offer("registration_has_name", name="")
