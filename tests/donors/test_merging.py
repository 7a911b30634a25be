"""The pages for donors: likely pairs, two records side by side, one of them, two again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from donors.likely import likely_pairs
from donors.merging import DONORS
from donors.models import Donor
from organisation.merging import merge_records
from organisation.models import Unit, User
from organisation.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return make.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def staff(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


PERSON: dict[str, Any] = {"kind": "individual", "name": "Nguyễn Thị Mẫu"}
LIKELY = [
    ("the same office", {}, {}),
    ("a word left out", {"name": "Công đoàn Trường Tiểu học Mẫu Sơn"}, {"name": "Công đoàn Tiểu học Mẫu Sơn"}),
    ("the same telephone", {"phone": "0984631588"}, {"name": "CĐ Trường Mẫu", "phone": "0984631588"}),
    ("the same person", PERSON | {"phone": "0984631588"}, PERSON | {"name": "NGUYEN THI MAU"}),
    ("the same e-mail", {"email": "cd@mau.vn"}, {"name": "Trường Mẫu", "email": "CD@mau.vn"}),
]
TWO_DONORS = [
    ("persons with telephones of their own", PERSON | {"phone": "0984631588"}, PERSON | {"phone": "0912345678"}),
    ("offices of two places", {"name": "Công đoàn xã Mẫu Sơn"}, {"name": "Công đoàn xã Ngọc Lâm"}),
]


@pytest.mark.parametrize(("what", "one", "other"), LIKELY, ids=[each[0] for each in LIKELY])
def test_a_record_that_may_be_the_same_is_proposed(unit, officer, what, one, other) -> None:
    pair = make.create_donor(unit=unit, **one), make.create_donor(unit=unit, **other)
    assert [found.ids for found in likely_pairs(officer)] == [(pair[0].pk, pair[1].pk)]


@pytest.mark.parametrize(("what", "one", "other"), TWO_DONORS, ids=[each[0] for each in TWO_DONORS])
def test_two_donors_are_not_proposed(unit, officer, what, one, other) -> None:
    make.create_donor(unit=unit, **one)
    make.create_donor(unit=unit, **other)
    assert likely_pairs(officer) == []


def test_the_list_shows_pairs_until_somebody_says_that_they_are_two(staff, unit) -> None:
    one, other = make.create_donor(unit=unit), make.create_donor(unit=unit)
    page = staff.get(reverse("donors:duplicates"))
    assert one.code in page.content.decode()
    staff.post(reverse("donors:different", args=[one.public_id, other.public_id]))
    assert staff.get(reverse("donors:duplicates")).context["pairs_count"] == 0


def test_a_donor_takes_in_another_and_gives_it_back(staff, unit) -> None:
    one = make.create_donor(unit=unit, is_public=True)
    other = make.create_donor(unit=unit, phone="0984631588")
    pledge = make.create_pledge(donor=other, child=make.create_child(unit=unit))
    url = reverse("donors:merge", args=[one.public_id, other.public_id])
    assert staff.get(url).status_code == 200
    seen = {"seen_left": one.version, "seen_right": other.version, "keep": "left"}
    page = staff.post(url, seen, follow=True)
    kept = Donor.objects.get()
    assert (kept, kept.phone, kept.is_public, kept.pledges.get()) == (one, "0984631588", False, pledge)
    assert other.code in page.content.decode()
    assert staff.get(other.get_absolute_url()).headers["Location"] == one.get_absolute_url()
    assert list(Donor.objects.search(other.code)) == [one]
    staff.post(reverse("donors:merge_undo", args=[kept.merges.get().public_id]))
    one.refresh_from_db()
    assert (one.phone, one.is_public) == ("", True)
    assert other.pledges.get() == pledge


def test_only_an_organisation_keeps_the_unit_that_it_is(unit, officer) -> None:
    """Kind and unit are one choice: the database refuses a person that is a unit."""
    office = make.create_donor(unit=unit)
    Donor.objects.filter(pk=office.pk).update(unit=make.create_unit())
    person = make.create_donor(unit=unit, **PERSON)
    kept = merge_records(kind=DONORS, kept=person, other=office, by=officer, take={"kind"}).kept
    assert (kept.kind, kept.unit is not None) == ("organisation", True)


def test_a_record_of_another_unit_cannot_be_merged(staff, unit) -> None:
    one, other = make.create_donor(unit=unit), make.create_donor()
    assert staff.get(reverse("donors:merge", args=[one.public_id, other.public_id])).status_code == 404
