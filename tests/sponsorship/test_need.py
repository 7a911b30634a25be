"""The order of need: what counts, for how much, and that what is told is what orders."""

import datetime as dt
import itertools

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from children.models import Child, OtherSupport, SiblingGroup
from children.models.choices import OrphanStatus, Poverty
from organisation.roles import Role
from sponsorship import matching, need, operations
from sponsorship.models import NeedOrder
from sponsorship.reasons import of_need, sum_of
from tests.factories import create_child, create_gift, create_gift_list, create_pledge, create_unit, create_user
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def gift_to(child):
    create_gift(gift_list=create_gift_list(unit=child.managing_unit), child=child, delivery="delivered")


@pytest.fixture
def world():
    """The first child has nothing that would count but its day of waiting."""
    world = World(full_name="Trẻ Bình Thường", orphan_status=OrphanStatus.NONE, needs_since=timezone.localdate())
    gift_to(world.child)
    return world


def child(world, name="Trẻ Khác", **values):
    defaults = {"orphan_status": OrphanStatus.NONE, "needs_since": timezone.localdate()}
    made = create_child(unit=world.unit, full_name=name, **defaults | values)
    return made


def told(made, order=None):
    """Text → points of one child."""
    [record] = matching.told_children([made.pk], order or NeedOrder())
    return {reason.text: reason.points for reason in of_need(record)}


def listed(world):
    order = NeedOrder.objects.of_reader(world.officer)
    return [str(record) for record in matching.told_children(matching.ranked(world.officer, order), order)]


def years_ago(years):
    return timezone.localdate().replace(day=1) - dt.timedelta(days=round(365.25 * years) + 40)


def test_each_reason_is_told_with_its_points(world):
    made = child(
        world,
        orphan_status=OrphanStatus.MOTHER,
        poverty=Poverty.NEAR_POOR,
        circumstance_groups=["d", "n", "c"],
        is_union_member_child=True,
        birth_date=years_ago(16),
        needs_since=timezone.localdate() - dt.timedelta(days=65),
    )
    assert told(made) == {
        "lost the mother": 15,
        "near-poor household": 10,
        "with a disability": 15,
        "gravely or long ill": 15,
        "abandoned or without support": 15,
        "union member's child": 5,
        "soon grown up: 16 years": 5,
        "never helped by anybody": 10,
        "waiting for 65 days": 2,
    }


def test_the_points_told_are_the_points_that_order(world):
    """Over every combination of what may count, by an order in which no two weights are alike."""
    weights = {name: 2**place for place, name in enumerate(need.REASONS[:7])}
    order = NeedOrder(**weights, waiting_points=3, waiting_days=7, waiting_most=90)
    family = SiblingGroup.objects.create()
    facts = itertools.product(
        OrphanStatus.values, ["poor", ""], [[], ["d"], ["n", "b"], ["dd"]], [family, None], [years_ago(3), None]
    )
    for number, (orphan, poverty, groups, siblings, born) in enumerate(facts):
        values = {"orphan_status": orphan, "poverty": poverty, "circumstance_groups": groups, "birth_date": born}
        since = timezone.localdate() - dt.timedelta(days=number * 5)
        made = child(world, sibling_group=siblings, needs_since=since, is_union_member_child=number % 3 == 0, **values)
        if number % 4 == 0:
            gift_to(made)
        if number % 5 == 0:
            OtherSupport.objects.create(child=made, channel="red_cross", amount_vnd=100_000)
    counted = dict(need.with_need(matching.waiting_children(world.officer), order).values_list("pk", "need_points"))
    records = matching.told_children(counted, order)
    assert len(set(counted.values())) > 50
    assert counted == {record.pk: sum_of(of_need(record)) for record in records}


def test_hidden_groups_give_no_points_and_are_not_told(world):
    made = child(world, circumstance_groups=["dd", "l"])
    gift_to(made)
    assert told(made) == {"waiting since today": 0}


@pytest.mark.parametrize("what", ["gift", "support", "pledge"])
def test_whoever_was_helped_by_anything_was_not_never_helped(world, what):
    made = child(world)
    assert "never helped by anybody" in told(made)
    if what == "gift":
        gift_to(made)
    elif what == "support":
        OtherSupport.objects.create(child=made, channel="religious", what="gạo")
    else:
        create_pledge(child=made)
        made = Child.objects.get(pk=made.pk)
    assert "never helped by anybody" not in told(made)


def test_a_lost_donor_counts_and_the_day_is_told(world):
    world.activate(child=(made := child(world)))
    pledge = made.pledges.get()
    operations.end_pledge(pledge=pledge, reason="donor_stopped", on=timezone.localdate(), by=world.officer)
    assert told(made)[f"lost its donor on {timezone.localdate():%d/%m/%Y}"] == 10


def test_a_sibling_counts_only_while_it_waits_too(world):
    family = SiblingGroup.objects.create()
    elder, younger = child(world, sibling_group=family), child(world, sibling_group=family)
    assert told(elder)["a brother or sister waits too"] == 5
    world.activate(child=younger)
    assert "a brother or sister waits too" not in told(elder)


def test_waiting_counts_in_whole_steps_and_up_to_a_limit(world):
    order = NeedOrder(waiting_points=2, waiting_days=10, waiting_most=7)
    days = {0: 0, 9: 0, 10: 2, 29: 4, 30: 6, 45: 7, 4000: 7}
    for n, points in days.items():
        made = child(world, needs_since=timezone.localdate() - dt.timedelta(days=n))
        [record] = matching.told_children([made.pk], order)
        assert record.need_waiting == points


def test_the_programme_edits_the_order_and_the_list_follows(world):
    child(world, "Mồ Côi Mẹ", orphan_status=OrphanStatus.MOTHER)
    child(world, "Hộ Nghèo", poverty=Poverty.POOR)
    assert listed(world) == ["Hộ Nghèo", "Mồ Côi Mẹ", "Trẻ Bình Thường"]
    NeedOrder.objects.create(unit=world.unit, lost_one=50, poor=0)
    assert listed(world) == ["Mồ Côi Mẹ", "Hộ Nghèo", "Trẻ Bình Thường"]


def test_a_unit_below_goes_by_the_order_of_its_programme_and_another_programme_by_its_own(world):
    branch = create_unit(parent=create_unit(parent=world.unit))
    officer = create_user(role=Role.MATCHING_OFFICER, unit=branch)
    order = NeedOrder.objects.create(unit=world.unit, lost_both=99)
    assert NeedOrder.objects.of_reader(officer) == order
    assert NeedOrder.objects.of_unit(branch) == order
    assert NeedOrder.objects.of_reader(world.officer_elsewhere()).lost_both == NeedOrder().lost_both


def test_an_order_in_which_nothing_counts_is_by_the_time_of_waiting(world):
    weights = {name: 0 for name in need.REASONS}
    NeedOrder.objects.create(unit=world.unit, waiting_points=0, **weights)
    child(world, "Chờ Lâu", needs_since=dt.date(2024, 1, 1))
    assert listed(world) == ["Chờ Lâu", "Trẻ Bình Thường"]


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("need_order_days_plausible", {"waiting_days": 0}),
        ("need_order_days_plausible", {"waiting_days": 366}),
        ("need_order_ages_in_order", {"very_young_age": 16, "nearly_grown_age": 15}),
    ],
)
def test_an_impossible_order_is_refused(world, constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        NeedOrder.objects.create(unit=world.unit, **values)
