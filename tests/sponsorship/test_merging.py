"""Two records become one, with the money of their pledges; and two again."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from children.merging import CHILDREN
from children.models import Child, Consent, Progress, SiblingGroup, Visit
from children.operations import link_siblings
from donors.merging import DONORS
from donors.models import Donor, Registration
from imports.models import ImportBatch, ImportRow
from imports.undoing import undo_batch
from organisation.merging import Hindered, UndoHindered, merge_records, row_of, undo_hindrances, undo_merge
from sponsorship import operations
from sponsorship.models import Handover, Hold, Pledge, Receipt
from sponsorship.proof import differences
from tests import factories as make
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)


class TwinWorld(World):
    """`child` is registered a second time as `other`, in another unit and another commune."""

    def __init__(self) -> None:
        super().__init__(full_name="Trần Thị Mẫu", commune=make.create_area())
        self.elsewhere = make.create_unit(parent=self.unit)
        self.other = make.create_child(
            unit=self.elsewhere, full_name="TRẦN THỊ MẪU", commune=make.create_area(name="Xã Hoa Quân"), hamlet="Xóm 3"
        )

    def merge(self, **more: Any) -> Any:
        values: dict[str, Any] = {"kept": self.child, "other": self.other} | more
        return merge_records(kind=CHILDREN, by=self.officer, **values)

    def undo(self, merge: Any) -> Child:
        return undo_merge(kind=CHILDREN, merge=merge, by=self.officer)

    def given(self, child: Child) -> Pledge:
        """A pledge for `child` of which 2.000.000 was received and 500.000 handed over."""
        pledge = self.activate(child=child)
        self.receive(pledge, 2_000_000)
        self.hand_over(pledge, 500_000)
        return pledge


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def world() -> TwinWorld:
    return TwinWorld()


def proved() -> bool:
    return not any(differences().values())


def fill(world: TwinWorld, child: Child) -> None:
    """Something of each kind that belongs to a child."""
    make.create_caregiver(child=child)
    Consent.objects.create(child=child, purpose="process", given_by="Lê Thị Mẫu", given_on=DAY)
    child.needs.create(kind="bicycle", recorded_on=DAY)
    Progress.objects.create(child=child, school_year=2023, result="Khá")
    Visit.objects.create(child=child, visited_on=DAY, visitors="Chị Hòa", recorded_by=world.officer)
    child.photos.create(file=f"{child.pk}.jpg", width=1, height=1, added_by=world.officer)


# --- Two children -------------------------------------------------------------------------------


def test_everything_attached_goes_over_and_comes_back(world):
    fill(world, world.other)
    pledge = world.given(world.other)
    batch = ImportBatch.objects.create(kind="children", managing_unit=world.unit, file_name="tre.xlsx")
    row = ImportRow.objects.create(batch=batch, sheet="1", row=2, status="new", record_id=world.other.pk)
    before = {child.pk: row_of(child) for child in (world.child, world.other)}

    merge = world.merge(take={"hamlet", "commune"})
    kept = Child.objects.get(pk=world.child.pk)
    attached = [kept.caregivers, kept.consents, kept.needs, kept.progress, kept.visits, kept.photos]
    assert [rows.count() for rows in attached] == [1] * 6
    assert kept.pledges.get() == pledge
    assert (kept.hamlet, kept.commune_id, kept.sponsors_count) == ("Xóm 3", world.other.commune_id, 1)
    assert not Child.objects.filter(pk=world.other.pk).exists()
    row.refresh_from_db()
    assert row.record_id == kept.pk
    assert (merge.merged_by, merge.gone_code) == (world.officer, world.other.code)

    world.undo(merge)
    restored = Child.objects.get(pk=world.other.pk)
    attached = [restored.caregivers, restored.consents, restored.needs, restored.progress, restored.visits]
    assert [rows.count() for rows in [*attached, restored.photos, restored.pledges]] == [1] * 7
    row.refresh_from_db()
    assert row.record_id == restored.pk
    own = {"version", "updated_at", "taken_places", "sponsors_count", "last_pledge_ended_on"}
    for child in (kept, restored):
        now = row_of(child)
        assert {k: v for k, v in now.items() if k not in own} == {
            k: v for k, v in before[child.pk].items() if k not in own
        }
    kept.refresh_from_db()
    assert (kept.sponsors_count, restored.sponsors_count) == (0, 1)


def test_the_money_follows_the_child_into_the_unit_and_commune_of_the_record_that_stays(world):
    pledge = world.given(world.other)
    assert set(Receipt.objects.values_list("unit", "commune")) == {(world.elsewhere.pk, world.other.commune_id)}
    merge = world.merge()
    here = {(world.unit.pk, world.child.commune_id)}
    assert set(Receipt.objects.values_list("unit", "commune")) == here
    assert set(Handover.objects.values_list("unit", "commune")) == here
    assert numbers(pledge) == (6_000_000, 2_000_000, 500_000, 1_500_000)
    assert proved()
    world.undo(merge)
    there = {(world.elsewhere.pk, world.other.commune_id)}
    assert set(Receipt.objects.values_list("unit", "commune")) == there
    assert set(Handover.objects.values_list("unit", "commune")) == there
    assert numbers(pledge) == (6_000_000, 2_000_000, 500_000, 1_500_000)
    assert proved()


def test_a_unit_taken_from_the_other_record_takes_the_pledges_of_both_along(world):
    pledge = world.given(world.child)
    merge = world.merge(take={"managing_unit"})
    pledge.refresh_from_db()
    assert pledge.managing_unit == world.elsewhere
    assert proved()
    world.undo(merge)
    pledge.refresh_from_db()
    assert (pledge.managing_unit, pledge.child) == (world.unit, world.child)
    assert proved()


def test_two_children_who_both_have_support_going_on_stay_two(world):
    one, two = world.given(world.child), world.given(world.other)
    with pytest.raises(Hindered) as refusal:
        world.merge()
    assert one.code in str(refusal.value)
    assert two.code in str(refusal.value)
    assert Child.objects.filter(pk=world.other.pk).exists()


def test_once_the_pledge_of_one_has_ended_and_its_money_is_handed_over_they_can_be_merged(world):
    one, two = world.given(world.child), world.given(world.other)
    operations.end_pledge(pledge=two, reason="donor_stopped", on=DAY, by=world.officer)
    with pytest.raises(Hindered, match="money not handed over"):
        world.merge()
    world.hand_over(two, 1_500_000)
    merge = world.merge()
    assert set(merge.kept.pledges.all()) == {one, two}
    assert proved()
    world.undo(merge)
    assert (one.child, Pledge.objects.get(pk=two.pk).child_id) == (world.child, world.other.pk)
    assert proved()


def test_a_hold_of_one_and_a_pledge_of_the_other_stand_against_each_other(world):
    world.given(world.child)
    operations.hold_child(child=world.other, by=world.officer)
    with pytest.raises(Hindered):
        world.merge()


def test_holds_of_the_same_days_find_room_and_return_to_their_places(world):
    for child in (world.child, world.other):
        hold = operations.hold_child(child=child, by=world.officer)
        Hold.objects.filter(pk=hold.pk).update(
            held_from=timezone.now() - dt.timedelta(days=9), held_until=timezone.now() - dt.timedelta(days=2)
        )
    merge = world.merge()
    assert sorted(merge.kept.holds.values_list("place", flat=True)) == [1, 11]
    world.undo(merge)
    assert set(Hold.objects.values_list("child", "place")) == {(world.child.pk, 1), (world.other.pk, 1)}


def test_a_live_hold_keeps_its_place_when_an_old_one_is_in_the_way(world):
    old = operations.hold_child(child=world.child, by=world.officer)
    live = operations.hold_child(child=world.other, by=world.officer)
    operations.release_hold(hold=old, by=world.officer)
    Hold.objects.filter(pk=old.pk).update(held_until=timezone.now() - dt.timedelta(milliseconds=1))
    merge = world.merge()
    assert dict(merge.kept.holds.values_list("pk", "place")) == {old.pk: 11, live.pk: 1}
    world.undo(merge)
    assert set(Hold.objects.values_list("pk", "place")) == {(old.pk, 1), (live.pk, 1)}


def test_of_the_same_school_year_one_row_stays_and_the_other_comes_back_with_the_undo(world):
    mine = Progress.objects.create(child=world.child, school_year=2024, result="Khá")
    theirs = Progress.objects.create(child=world.other, school_year=2024, result="Tốt", conduct="Tốt")
    merge = world.merge(aside={("children.progress.child", mine.pk)})
    assert merge.kept.progress.get() == theirs
    world.undo(merge)
    assert set(Progress.objects.values_list("pk", "child", "result")) == {
        (mine.pk, world.child.pk, "Khá"),
        (theirs.pk, world.other.pk, "Tốt"),
    }


def test_brothers_and_sisters_of_both_become_one_family_and_two_again(world):
    families = [SiblingGroup.objects.create(), SiblingGroup.objects.create()]
    brothers = [make.create_child(unit=world.unit, sibling_group=family) for family in families]
    for child, family in zip((world.child, world.other), families, strict=True):
        Child.objects.filter(pk=child.pk).update(sibling_group=family)
    merge = world.merge()
    assert set(Child.objects.values_list("sibling_group", flat=True)) == {families[0].pk}
    world.undo(merge)
    assert list(families[1].children.order_by("pk")) == [Child.objects.get(pk=world.other.pk), brothers[1]]
    assert families[0].children.count() == 2


def test_brothers_and_sisters_are_never_merged(world):
    link_siblings(child=world.child, sibling=world.other, by=world.officer)
    with pytest.raises(Hindered, match="brothers or sisters"):
        world.merge()


# --- Undoing it ---------------------------------------------------------------------------------


def test_what_was_changed_or_recorded_since_stands_against_the_undo(world):
    merge = world.merge(take={"hamlet"})
    Child.objects.filter(pk=world.child.pk).update(hamlet="Xóm 9")
    make.create_caregiver(child=world.child)
    world.propose()
    found = undo_hindrances(CHILDREN, merge)
    assert len(found) == 3
    assert "Hamlet" in found[0]
    with pytest.raises(UndoHindered):
        world.undo(merge)


def test_changes_that_the_merge_did_not_make_stay_with_the_record_that_stayed(world):
    merge = world.merge(take={"hamlet"})
    Child.objects.filter(pk=world.child.pk).update(school="Trường Tiểu học Mẫu")
    world.undo(merge)
    world.child.refresh_from_db()
    assert (world.child.school, world.child.hamlet) == ("Trường Tiểu học Mẫu", "")


def test_money_given_since_goes_back_with_its_pledge(world):
    pledge = world.given(world.other)
    merge = world.merge()
    world.receive(pledge, 500_000)
    world.hand_over(pledge, 500_000)
    world.undo(merge)
    pledge.refresh_from_db()
    assert (pledge.child_id, numbers(pledge)[1:3]) == (world.other.pk, (2_500_000, 1_000_000))
    assert proved()


def test_the_last_of_two_merges_is_undone_first(world):
    first = world.merge()
    third = make.create_child(unit=world.unit, full_name="Trần Thị Mẩu")
    second = world.merge(other=third)
    assert third.code in undo_hindrances(CHILDREN, first)[0]
    world.undo(second)
    world.undo(first)
    assert Child.objects.count() == 3


def test_a_record_that_took_in_another_is_merged_itself_and_all_can_be_taken_back(world):
    fill(world, world.other)
    first = world.merge()
    third = make.create_child(unit=world.unit, full_name="Trần Thị Mẩu")
    second = world.merge(kept=third, other=world.child)
    first.refresh_from_db()
    assert first.kept == third
    assert third.visits.count() == 1
    world.undo(second)
    first.refresh_from_db()
    assert first.kept_id == world.child.pk
    world.undo(first)
    assert Visit.objects.get().child_id == world.other.pk


# --- Two donors ---------------------------------------------------------------------------------


class DonorWorld(World):
    def __init__(self) -> None:
        super().__init__()
        self.again = make.create_donor(unit=self.unit, name="CĐ Trường Mẫu", phone="0984631588")

    def merge(self) -> Any:
        return merge_records(kind=DONORS, kept=self.donor, other=self.again, by=self.officer, take={"phone"})

    def given_by(self, donor: Donor, unit: Any = None) -> Pledge:
        child = make.create_child(unit=unit or self.unit, commune=make.create_area())
        pledge = self.activate(donor=donor, child=child)
        self.receive(pledge, 1_000_000)
        return pledge


def test_pledges_receipts_registrations_and_holds_of_a_donor_go_over_and_come_back():
    world = DonorWorld()
    mine, theirs = world.given_by(world.donor), world.given_by(world.again)
    hold = operations.hold_child(child=world.child, by=world.officer, donor=world.again)
    offer = Registration.objects.create(
        kind="organisation", name="CĐ", phone="0984631588", managing_unit=world.unit, donor=world.again,
        state="accepted", answered_by=world.officer, answered_at=timezone.now(),
    )  # fmt: skip
    merge = world.merge()
    assert merge.kept.phone == "0984631588"
    assert set(merge.kept.pledges.all()) == {mine, theirs}
    assert (merge.kept.holds.get(), merge.kept.registrations.get()) == (hold, offer)
    assert proved()
    restored = undo_merge(kind=DONORS, merge=merge, by=world.officer)
    assert (restored.pledges.get(), restored.holds.get(), restored.registrations.get()) == (theirs, hold, offer)
    world.donor.refresh_from_db()
    assert (world.donor.phone, restored.phone) == ("", "0984631588")
    assert proved()


def test_money_that_two_units_hold_is_not_counted_together():
    world = DonorWorld()
    elsewhere = make.create_unit(parent=world.unit)
    mine, theirs = world.given_by(world.donor), world.given_by(world.again, elsewhere)
    with pytest.raises(Hindered, match="different units"):
        world.merge()
    world.hand_over(theirs, 1_000_000)
    assert set(world.merge().kept.pledges.all()) == {mine, theirs}
    assert proved()


def test_two_donors_of_one_child_are_not_merged_while_both_pledges_run():
    world = DonorWorld()
    Child.objects.filter(pk=world.child.pk).update(places=2)
    world.activate()
    again = world.activate(donor=world.again)
    with pytest.raises(Hindered, match=again.code):
        world.merge()
    operations.end_pledge(pledge=again, reason="error", on=DAY, by=world.officer)
    assert world.merge().kept.pledges.count() == 2


# --- Beside the lists -----------------------------------------------------------------------------


def test_undoing_the_list_that_brought_a_record_leaves_what_was_merged(world):
    """The record that stayed speaks for two by then, whichever of them the list had brought."""
    facts: dict[str, Any] = {"kind": "children", "file_name": "tre.xlsx", "state": "applied", "counts": {"new": 2}}
    batch = ImportBatch.objects.create(managing_unit=world.unit, **facts)
    beside = make.create_child(unit=world.unit, full_name="Phạm Văn Mẫu")
    for number, child in enumerate((world.child, beside), 2):
        Child.objects.filter(pk=child.pk).update(import_batch=batch)
        ImportRow.objects.create(batch=batch, sheet="1", row=number, status="new", record_id=child.pk)
    Child.objects.update(version=1)
    merge = world.merge()
    undo_batch(batch=batch, by=world.officer)
    assert list(Child.objects.all()) == [world.child]
    world.undo(merge)
    assert Child.objects.count() == 2
