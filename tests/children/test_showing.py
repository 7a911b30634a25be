"""The one gate between a child's record and whoever gives."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from children.models import Child, Consent
from children.showing import Audience, What, may_show, shown_to_donors
from tests.factories import create_child

pytestmark = pytest.mark.django_db


def child_of(years: int | None) -> Child:
    today = timezone.localdate()
    born = None if years is None else dt.date(today.year - years, today.month, 1)
    return create_child(birth_date=born)


def consent(child: Child, purpose: str = "share", **values: Any) -> Consent:
    defaults = {"given_by": "Lê Thị Mẫu", "given_on": dt.date(2025, 1, 1), "child_assented": True}
    return Consent.objects.create(child=child, purpose=purpose, **defaults | values)


def seen(child: Child) -> set[What]:
    return {what for what in What if may_show(child, what, to=Audience.DONOR)}


def test_nothing_is_shown_without_a_consent() -> None:
    assert seen(create_child()) == set()


def test_the_consent_to_keep_the_record_shows_nothing_to_anybody() -> None:
    child = create_child()
    consent(child, "process")

    assert seen(child) == set()


def test_the_consent_to_publish_is_not_the_consent_to_show_to_the_donor() -> None:
    child = create_child()
    consent(child, "publish")

    assert seen(child) == set()
    assert may_show(child, What.NAME, to=Audience.PUBLIC)


def test_a_name_needs_one_consent_and_a_photo_or_letter_two() -> None:
    child = create_child()
    consent(child, "share")
    assert seen(child) == {What.NAME}

    consent(child, "process")
    assert seen(child) == set(What)


@pytest.mark.parametrize("purpose", ["share", "process"])
def test_what_is_withdrawn_today_is_out_of_sight_today(purpose: str) -> None:
    child = create_child()
    consents = {name: consent(child, name) for name in ("share", "process")}
    consents[purpose].withdrawn_on = timezone.localdate()
    consents[purpose].save()

    assert seen(child) == set()


def test_a_consent_given_again_holds_again() -> None:
    child = create_child()
    consent(child, "process", withdrawn_on=dt.date(2025, 2, 1))
    consent(child, "process", given_on=dt.date(2025, 3, 1))
    consent(child)

    assert seen(child) == set(What)


def test_a_consent_of_tomorrow_is_none_today() -> None:
    child = create_child()
    consent(child, given_on=timezone.localdate() + dt.timedelta(days=1))

    assert seen(child) == set()


@pytest.mark.parametrize(("years", "is_shown"), [(6, True), (7, False), (15, False), (None, False)])
def test_from_seven_years_and_where_the_age_is_unknown_the_child_has_to_agree(
    years: int | None, is_shown: bool
) -> None:
    child = child_of(years)
    consent(child, child_assented=None)

    assert may_show(child, What.NAME, to=Audience.DONOR) is is_shown


def test_many_children_are_asked_after_at_once(django_assert_num_queries: Any) -> None:
    shown, hidden = create_child(), create_child()
    consent(shown)

    with django_assert_num_queries(1):
        assert shown_to_donors([shown, hidden]) == {shown.pk}
