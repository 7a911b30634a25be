"""What PostgreSQL itself refuses, whoever writes."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from children.models import Child, ChildTotal, Consent, Need, Photo, Progress
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 1)
BEFORE = datetime.date(2025, 2, 1)


def refused(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("child_has_name", {"full_name": ""}),
        ("child_birth_plausible", {"birth_date": datetime.date(1979, 12, 31)}),
        ("child_need_end_has_reason", {"need_ended_on": DAY}),
        ("child_need_end_has_reason", {"need_ended_reason": "died"}),
        ("child_need_dates_in_order", {"needs_since": DAY, "need_ended_on": BEFORE, "need_ended_reason": "died"}),
        ("child_places_1_to_9", {"places": 0}),
        ("child_places_1_to_9", {"places": 10}),
        ("child_personal_id_12_digits", {"personal_id_number": "12345"}),
    ],
)
def test_an_impossible_child_is_refused(constraint: str, values: dict[str, Any]) -> None:
    with refused(constraint), transaction.atomic():
        factories.create_child(**values)


def test_no_fewer_places_than_donors() -> None:
    child = factories.create_child(places=2)
    for place in (1, 2):
        factories.create_pledge(child=child, place=place)
    with refused("child_places_not_exceeded"), transaction.atomic():
        Child.objects.filter(pk=child.pk).update(places=1)


def test_a_pledge_is_managed_where_its_child_is() -> None:
    """What the constraint child_with_unit is for."""
    pledge = factories.create_pledge()
    with refused("pledge_in_childs_unit"), transaction.atomic():
        type(pledge).objects.filter(pk=pledge.pk).update(managing_unit=factories.create_unit())


def test_a_nameless_caregiver_is_refused() -> None:
    with refused("caregiver_has_name"), transaction.atomic():
        factories.create_caregiver(child=factories.create_child(), full_name="")


def test_a_caregiver_who_neither_cares_nor_guards_is_refused() -> None:
    with refused("caregiver_has_part"), transaction.atomic():
        factories.create_caregiver(child=factories.create_child(), is_carer=False, is_guardian=False)


def test_a_purpose_has_one_consent_in_force() -> None:
    child = factories.create_child()
    given = {"child": child, "purpose": "process", "given_by": "Lê Thị Mẫu", "given_on": DAY}
    Consent.objects.create(**given, withdrawn_on=DAY)
    Consent.objects.create(**given)
    with refused("consent_one_in_force"), transaction.atomic():
        Consent.objects.create(**given)


def test_a_consent_is_not_withdrawn_before_it_is_given() -> None:
    child = factories.create_child()
    with refused("consent_dates_in_order"), transaction.atomic():
        Consent.objects.create(child=child, purpose="share", given_by="Lê Thị Mẫu", given_on=DAY, withdrawn_on=BEFORE)


def test_a_need_is_not_met_before_it_is_recorded() -> None:
    with refused("need_dates_in_order"), transaction.atomic():
        Need.objects.create(child=factories.create_child(), kind="bicycle", recorded_on=DAY, met_on=BEFORE)


def test_a_school_year_stands_once_in_a_record() -> None:
    child = factories.create_child()
    Progress.objects.create(child=child, school_year=2024)
    with refused("progress_once_a_year"), transaction.atomic():
        Progress.objects.create(child=child, school_year=2024)


@pytest.mark.parametrize("year", [1999, 2101])
def test_a_school_year_of_another_century_is_refused(year: int) -> None:
    with refused("progress_year_plausible"), transaction.atomic():
        Progress.objects.create(child=factories.create_child(), school_year=year)


@pytest.mark.parametrize("days", [367, 10_000])
def test_nobody_is_absent_longer_than_a_year_has_days(days: int) -> None:
    child = factories.create_child()
    Progress.objects.create(child=child, school_year=2023, days_absent=366)
    with refused("progress_days_plausible"), transaction.atomic():
        Progress.objects.create(child=child, school_year=2024, days_absent=days)


def test_a_kept_total_of_children_stands_once() -> None:
    factories.create_child()
    total = ChildTotal.objects.get()
    total.pk = None
    with refused("child_total_once"), transaction.atomic():
        total.save(force_insert=True)


def test_two_photos_never_share_a_file() -> None:
    child, user = factories.create_child(), factories.create_user()
    photo = {"child": child, "file": "a" * 32 + ".jpg", "width": 1, "height": 1, "added_by": user}
    Photo.objects.create(**photo)
    with refused("children_photo_file"), transaction.atomic():
        Photo.objects.create(**photo)
