import datetime as dt

import pytest
from django.utils import translation

from children.models import SiblingGroup
from children.models.choices import OrphanStatus, Poverty
from donors.filters import DonorFilters
from donors.models import Donor
from organisation.models.unit import UnitKind
from sponsorship import matching, operations
from tests.factories import (
    create_area,
    create_child,
    create_donor,
    create_former_commune,
    create_pledge,
    create_unit,
)
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Whatever language another test left behind: the reasons below are compared as texts."""
    with translation.override("en"):
        yield


@pytest.fixture
def world():
    return World(full_name="Trẻ Bình Thường", orphan_status=OrphanStatus.NONE)


def names(suggestions):
    return [str(each.record) for each in suggestions]


def texts(suggestion, *, fits=True):
    return [reason.text for reason in suggestion.reasons if reason.fits == fits]


def child(world, name, **values):
    return create_child(unit=world.unit, full_name=name, **values)


def test_the_child_in_greater_need_comes_first_with_reasons(world):
    child(world, "Mồ Côi Cả Hai", orphan_status=OrphanStatus.BOTH)
    child(world, "Mồ Côi Cả Hai Và Nghèo", orphan_status=OrphanStatus.BOTH, poverty=Poverty.POOR)
    found = matching.children_for(world.donor, world.officer)
    assert names(found) == ["Mồ Côi Cả Hai Và Nghèo", "Mồ Côi Cả Hai", "Trẻ Bình Thường"]
    assert len(texts(found[0])) == 4  # lost both, poor, waiting so long, never had a donor


def test_among_equals_the_one_who_has_waited_longest_comes_first(world):
    child(world, "Chờ Lâu Hơn", orphan_status=OrphanStatus.NONE, needs_since=dt.date(2023, 1, 1))
    assert names(matching.children_for(world.donor, world.officer))[0] == "Chờ Lâu Hơn"


def test_a_union_is_offered_the_child_of_its_own_member_first(world):
    own = create_unit(kind=UnitKind.GRASSROOTS_UNION, parent=world.unit)
    child(world, "Khó Khăn Nhất", orphan_status=OrphanStatus.BOTH, poverty=Poverty.POOR)
    child(world, "Con Của Mình", is_union_member_child=True, parents_union_unit=own)
    child(world, "Con Theo Tên", is_union_member_child=True, parents_union="Công đoàn trường mẫu")
    donor = create_donor(unit=world.unit, name="Công đoàn Trường Mẫu")
    donor.unit = own
    donor.save()
    assert set(names(matching.children_for(donor, world.officer))[:2]) == {"Con Của Mình", "Con Theo Tên"}


def test_an_area_wished_for_is_the_same_ground_before_and_after_the_merger(world):
    present = create_area(name="Xã Bích Hào")
    former = create_former_commune(name="Xã Thanh Tùng", into=present)
    child(world, "Chỉ Biết Xã Cũ", former_commune=former)
    child(world, "Chỉ Biết Xã Mới", commune=present)
    child(world, "Nơi Khác", commune=create_area(name="Xã Khác"), orphan_status=OrphanStatus.MOTHER)
    for wished in (present, former):
        donor = create_donor(unit=world.unit, wished_area=wished)
        found = matching.children_for(donor, world.officer)
        assert set(names(found)[:2]) == {"Chỉ Biết Xã Cũ", "Chỉ Biết Xã Mới"}
        elsewhere = next(each for each in found if str(each.record) == "Nơi Khác")
        assert any(wished.name in text for text in texts(elsewhere, fits=False))


def test_a_child_of_the_donors_own_commune_is_suggested_before_others_and_the_other_way_round(world):
    today = create_area(name="Xã Bích Mẫu")
    before = create_former_commune(name="Xã Thanh Mẫu", into=today)
    donor = create_donor(unit=world.unit, commune=before)
    child(world, "Trẻ Cùng Xã", commune=today, orphan_status=OrphanStatus.NONE)
    first = matching.children_for(donor, world.officer)[0]
    assert str(first.record) == "Trẻ Cùng Xã"
    assert "same commune as the donor: Xã Thanh Mẫu" in texts(first)
    create_donor(unit=world.unit, name="Ân Ở Xa")
    found = matching.donors_for(first.record, world.officer)
    assert found[0].record == donor
    assert "same commune as the donor: Xã Thanh Mẫu" in texts(found[0])
    assert "same commune as the donor: Xã Thanh Mẫu" not in texts(found[1])


def test_what_does_not_fit_is_said_and_ranks_lower(world):
    born = dt.date(2012, 1, 1)
    child(world, "Đúng Ý", sex="female", birth_date=born, orphan_status=OrphanStatus.NONE)
    child(world, "Trai", sex="male", birth_date=born, orphan_status=OrphanStatus.NONE)
    child(world, "Còn Bé", sex="female", birth_date=dt.date(2024, 1, 1), orphan_status=OrphanStatus.NONE)
    donor = create_donor(unit=world.unit, wished_sex="female", wished_age_from=10, wished_age_to=16)
    found = {str(each.record): each for each in matching.children_for(donor, world.officer)}
    assert next(iter(found)) == "Đúng Ý"
    assert texts(found["Đúng Ý"], fits=False) == []
    assert len(texts(found["Trai"], fits=False)) == 1
    assert len(texts(found["Còn Bé"], fits=False)) == 1


def test_children_who_are_taken_held_for_others_or_of_another_unit_are_not_suggested(world):
    operations.hold_child(child=child(world, "Đang Giữ Cho Người Khác"), by=world.officer)
    kept = child(world, "Đang Giữ Cho Mình")
    operations.hold_child(child=kept, donor=world.donor, by=world.officer)
    create_pledge(child=child(world, "Đã Có Người Đỡ Đầu"))
    create_child(full_name="Đơn Vị Khác")
    assert set(names(matching.children_for(world.donor, world.officer))) == {"Trẻ Bình Thường", "Đang Giữ Cho Mình"}


def test_brothers_and_sisters_who_wait_are_one_suggestion(world):
    family = SiblingGroup.objects.create()
    for name in ("Chị", "Em", "Út"):
        child(world, name, sibling_group=family)
    found = matching.children_for(world.donor, world.officer)
    assert names(found) == ["Chị", "Trẻ Bình Thường"]
    assert [str(sibling.child) for sibling in found[0].together] == ["Em", "Út"]
    assert "a brother or sister waits too" in texts(found[0])
    assert found[1].together == []


def test_a_sibling_of_a_child_the_donor_has_comes_first_and_another_donor_is_told(world):
    family = SiblingGroup.objects.create()
    sponsored = child(world, "Chị Đã Có Mẹ Đỡ Đầu", sibling_group=family)
    world.activate(child=sponsored)
    child(world, "Em Còn Chờ", sibling_group=family, orphan_status=OrphanStatus.NONE)
    first = matching.children_for(world.donor, world.officer)[0]
    assert str(first.record) == "Em Còn Chờ"
    assert "already sponsors the brother or sister Chị Đã Có Mẹ Đỡ Đầu" in texts(first)
    stranger = create_donor(unit=world.unit, name="Nhà hảo tâm khác")
    seen = {str(each.record): each for each in matching.children_for(stranger, world.officer)}["Em Còn Chờ"]
    [note] = [reason.text for reason in seen.reasons if reason.is_note]
    assert "Chị Đã Có Mẹ Đỡ Đầu" in note
    assert str(world.donor) in note


def test_who_sponsors_a_brother_or_sister_is_suggested_even_without_room(world):
    family = SiblingGroup.objects.create()
    world.donor.capacity_children = 1
    world.donor.save()
    world.activate(child=child(world, "Chị", sibling_group=family))
    younger = child(world, "Em", sibling_group=family)
    create_donor(unit=world.unit, name="Còn Nhận Được", capacity_children=2)
    found = matching.donors_for(younger, world.officer)
    assert names(found) == [str(world.donor), "Còn Nhận Được"]
    assert "has as many children as it wished to take: 1" in texts(found[0], fits=False)


def test_donors_with_room_come_first_and_full_ones_not_at_all(world):
    full = create_donor(unit=world.unit, name="Đã Đủ", capacity_children=1)
    create_pledge(child=child(world, "Trẻ Khác"), donor=full)
    create_donor(unit=world.unit, name="Còn Nhận Được", capacity_children=2)
    create_donor(name="Đơn Vị Khác")
    assert names(matching.donors_for(world.child, world.officer)) == ["Còn Nhận Được", "Công đoàn Trường Mẫu"]


def test_donors_whose_wishes_fit_the_child_come_first(world):
    area = create_area(name="Xã Bích Hào")
    wanted = child(world, "Con Đoàn Viên", is_union_member_child=True, commune=area, sex="female")
    create_donor(unit=world.unit, name="Muốn Bé Trai", wished_sex="male")
    create_donor(unit=world.unit, name="Muốn Đúng Em", wished_area=area, wishes_union_member_child=True)
    found = matching.donors_for(wanted, world.officer)
    assert names(found) == ["Muốn Đúng Em", "Công đoàn Trường Mẫu", "Muốn Bé Trai"]
    assert len(texts(found[-1], fits=False)) == 1


def test_a_donor_of_the_child_is_not_suggested_again(world):
    type(world.child).objects.filter(pk=world.child.pk).update(places=2)
    world.activate()
    assert matching.donors_for(world.child, world.officer) == []


@pytest.mark.parametrize("count", [2, 12])
def test_suggestions_take_as_many_queries_for_many_as_for_few(world, django_assert_num_queries, count):
    for n in range(count):
        child(world, f"Trẻ {n}", commune=create_area(), former_commune=create_former_commune())
        create_donor(unit=world.unit, name=f"Nhà hảo tâm {n}", wished_area=create_area())
    world.child.commune = create_area()
    officer = type(world.officer).objects.get(pk=world.officer.pk)
    # appointments, order of need, setting, partly met, ranking (2), siblings, apart, records, helps
    with django_assert_num_queries(11):
        matching.children_for(world.donor, officer)
    with django_assert_num_queries(3):  # areas above, ranking, records
        matching.donors_for(world.child, officer)


def test_a_proposal_uses_up_a_donor_for_suggestions_and_for_the_list_of_donors(world):
    world.donor.capacity_children = 1
    world.donor.save()
    other = child(world, "Trẻ Khác")
    may_take = {"sponsoring": "free"}

    def can_take_one_more():
        form = DonorFilters(may_take, user=world.officer)
        return form.apply(Donor.objects.with_children_count()).exists()

    assert names(matching.donors_for(other, world.officer)) == [str(world.donor)]
    assert can_take_one_more()
    world.propose()
    assert matching.donors_for(other, world.officer) == []
    assert not can_take_one_more()
