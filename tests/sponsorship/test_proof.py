"""The figures that the database keeps equal plain SQL, also when a pledge or a child goes elsewhere."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from children.models import ChildTotal
from children.models.totals import COUNTS
from organisation.models import Area, Unit
from sponsorship import operations
from sponsorship.models import Handover, LedgerSum, Receipt
from sponsorship.proof import differences
from tests.factories import create_area, create_campaign, create_child, create_unit
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


class GivenWorld(World):
    """Its donor has given something in a campaign round."""

    def __init__(self) -> None:
        super().__init__(commune=create_area())
        self.round = create_campaign(unit=self.unit)
        self.given = self.activate(campaign=self.round)
        self.receive(self.given, 2_000_000)


@pytest.fixture
def world():
    return GivenWorld()


def same() -> bool:
    return not any(differences().values())


def held(dimension: str, key: int) -> int:
    kept = LedgerSum.objects.filter(dimension=dimension, key=key)
    return sum(each.received_vnd - each.delivered_vnd for each in kept)


def test_a_corrected_round_takes_the_money_booked_before_along(world):
    other = create_campaign(unit=world.unit, name="Đợt 2")
    world.given.campaign = other
    world.given.save()
    world.hand_over(world.given, 500_000)
    assert (held("campaign", world.round.pk), held("campaign", other.pk)) == (0, 1_500_000)
    assert same()


def test_a_child_that_moves_takes_its_money_along(world):
    unit: Unit = create_unit(parent=world.unit)
    commune = create_area(name="Xã Hoa Quân")
    world.child.managing_unit, world.child.commune = unit, commune
    world.child.save()
    world.hand_over(world.given, 500_000)
    assert held("commune", commune.pk) == 1_500_000
    assert set(Receipt.objects.values_list("unit", "commune")) == {(unit.pk, commune.pk)}
    assert set(Handover.objects.values_list("unit", "commune")) == {(unit.pk, commune.pk)}
    assert same()


@pytest.mark.parametrize("change", ["campaign_id = NULL", "amount_vnd = 1", "note = 'x'"])
def test_nobody_changes_an_entry_by_hand(world, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE sponsorship_receipt SET {change}")


def test_the_proof_finds_a_figure_that_was_tampered_with(world):
    call_command("verify_totals")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sponsorship_ledgersum SET received_vnd = received_vnd + 1 WHERE dimension = 'campaign'")
        cursor.execute("UPDATE sponsorship_pledgebalance SET surplus_vnd = surplus_vnd + 1")
        cursor.execute("UPDATE sponsorship_pledgebalance SET unmet_since = unmet_since + 1")
        cursor.execute("UPDATE children_childtotal SET waiting_union_count = waiting_union_count + 1")
    assert differences()["sums"] > 0
    assert differences()["first open"] > 0
    assert differences()["surplus"] == 1
    assert differences()["children"] > 0
    with pytest.raises(CommandError):
        call_command("verify_totals")


def promised(dimension: str, key: int) -> int:
    kept = LedgerSum.objects.filter(dimension=dimension, key=key)
    return sum(kept.values_list("pledged_vnd", flat=True))


def test_what_is_pledged_is_summed_where_pledge_and_child_belong(world):
    pledged = world.given.balance.pledged_vnd
    assert pledged > 0
    assert promised("campaign", world.round.pk) == pledged
    other, commune = create_campaign(unit=world.unit, name="Đợt 2"), create_area(name="Xã Hoa Quân")
    world.given.campaign = other
    world.given.save()
    world.child.commune = commune
    world.child.save()
    world.hand_over(world.given, 500_000)
    assert (promised("campaign", world.round.pk), promised("campaign", other.pk)) == (0, pledged)
    assert promised("commune", commune.pk) == pledged
    assert same()


def test_a_promise_counts_from_the_day_it_is_in_force(world):
    waiting = world.propose(child=create_child(unit=world.unit))
    assert promised("connecting_unit", 0) == world.given.balance.pledged_vnd
    assert waiting.balance.pledged_vnd > 0
    assert same()


def children_kept(commune: Area) -> list[int]:
    """Sponsored, helped, waiting, and waiting of union members, of a commune."""
    return [
        sum(column) for column in zip(*ChildTotal.objects.filter(commune=commune).values_list(*COUNTS), strict=True)
    ]


def test_children_are_counted_as_they_stand_and_where_they_belong(world):
    here, there = world.child.commune, create_area(name="Xã Hoa Quân")
    assert children_kept(here) == [1, 1, 0, 0]
    waiting = create_child(unit=world.unit, commune=here, is_union_member_child=True)
    assert children_kept(here) == [1, 1, 1, 1]
    operations.end_pledge(pledge=world.given, on=dt.date(2025, 4, 1), reason="donor_stopped", by=world.officer)
    assert children_kept(here) == [0, 1, 2, 1]
    waiting.commune = there
    waiting.save()
    assert (children_kept(here), children_kept(there)) == ([0, 1, 1, 0], [0, 0, 1, 1])
    waiting.need_ended_on, waiting.need_ended_reason = dt.date(2025, 5, 1), "aged_out"
    waiting.save()
    assert children_kept(there) == [0, 0, 0, 0]
    create_child(unit=world.unit, commune=there).delete()
    assert children_kept(there) == [0, 0, 0, 0]
    assert same()
