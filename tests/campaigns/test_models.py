"""How campaigns stand in a tree, and what PostgreSQL itself refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from campaigns.models import Campaign
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def tree() -> list[tuple[str, int]]:
    return [(campaign.name, campaign.depth) for campaign in Campaign.objects.as_tree().order_by("-top", "tree")]


def test_the_newest_tree_comes_first_and_parts_stand_behind_their_whole() -> None:
    unit = factories.create_unit()
    old, new = (factories.create_campaign(unit=unit, name=name) for name in ("Cũ", "Mới"))
    part = factories.create_campaign(unit=unit, name="Đợt 1", parent=old)
    factories.create_campaign(unit=unit, name="Đợt 1", parent=new)
    factories.create_campaign(unit=unit, name="Xã A", parent=part)
    assert tree() == [("Mới", 0), ("Đợt 1", 1), ("Cũ", 0), ("Đợt 1", 1), ("Xã A", 2)]


def test_what_lies_below_moves_with_its_whole() -> None:
    unit = factories.create_unit()
    one, two = (factories.create_campaign(unit=unit, name=name) for name in ("Một", "Hai"))
    part = factories.create_campaign(unit=unit, name="Phần", parent=one)
    factories.create_campaign(unit=unit, name="Nhỏ", parent=part)
    part.parent = two
    part.save()
    assert tree() == [("Hai", 0), ("Phần", 1), ("Nhỏ", 2), ("Một", 0)]


@pytest.mark.parametrize("text", ["dot 1", "Đợt  1"])
def test_search_needs_no_marks(text: str) -> None:
    campaign = factories.create_campaign(name="Đợt 1 năm 2025")
    factories.create_campaign(name="Tết Sum vầy")
    assert list(Campaign.objects.search(text)) == [campaign]


def test_search_by_code() -> None:
    campaign = factories.create_campaign()
    campaign.refresh_from_db()
    assert list(Campaign.objects.search(campaign.code.lower())) == [campaign]


@pytest.mark.parametrize("text", ["%", "_", "\\", "\u200b", "a" * 100])
def test_odd_searches_do_not_fail(text: str) -> None:
    factories.create_campaign()
    assert Campaign.objects.search(text).count() <= 1


def test_a_person_sees_the_campaigns_of_their_own_units() -> None:
    mine, _theirs = factories.create_campaign(), factories.create_campaign()
    reader = factories.create_user(role=Role.LEADER, unit=mine.managing_unit)
    assert list(Campaign.objects.visible_to(reader)) == [mine]


# --- Constraints --------------------------------------------------------------------------------


def test_the_first_day_is_not_after_the_last() -> None:
    with pytest.raises(IntegrityError, match="campaign_dates_in_order"), transaction.atomic():
        factories.create_campaign(starts_on=datetime.date(2025, 6, 2), ends_on=datetime.date(2025, 6, 1))


@pytest.mark.parametrize("below", [True, False])
def test_a_name_stands_once_in_one_place(below: bool) -> None:
    unit = factories.create_unit()
    parent = factories.create_campaign(unit=unit, name="Giai đoạn") if below else None
    factories.create_campaign(unit=unit, parent=parent)
    with pytest.raises(IntegrityError, match="campaign_name_once"), transaction.atomic():
        factories.create_campaign(unit=unit, parent=parent)


def test_a_campaign_has_a_name() -> None:
    with pytest.raises(IntegrityError, match="campaign_has_name"), transaction.atomic():
        factories.create_campaign(name="")


@pytest.mark.parametrize("levels", [0, 1, 2])
def test_a_campaign_is_never_part_of_itself(levels: int) -> None:
    unit = factories.create_unit()
    top = lowest = factories.create_campaign(unit=unit, name="0")
    for level in range(levels):
        lowest = factories.create_campaign(unit=unit, name=str(level + 1), parent=lowest)
    with pytest.raises(IntegrityError, match="part of itself"), transaction.atomic():
        Campaign.objects.filter(pk=top.pk).update(parent=lowest)
