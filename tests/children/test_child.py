import datetime

import pytest
from django.utils import timezone

from children.models import Child
from children.states import leaving, state_of
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def found(text: str) -> list[str]:
    return [child.full_name for child in Child.objects.search(text)]


def test_search_needs_no_marks() -> None:
    factories.create_child(full_name="Nguyễn Thị Bình")
    factories.create_child(full_name="Trần Văn Cường")
    assert found("nguyen thi binh") == ["Nguyễn Thị Bình"]
    assert found("NGUYEN  Bình") == ["Nguyễn Thị Bình"]


def test_exact_marks_come_first() -> None:
    for name in ("Lê Thị Hoa", "Lê Thị Hòa", "Lê Thị Hóa"):
        factories.create_child(full_name=name)
    assert found("Lê Thị Hòa")[0] == "Lê Thị Hòa"
    assert len(found("le thi hoa")) == 3


def test_a_short_word_is_the_beginning_of_a_name() -> None:
    factories.create_child(full_name="Đặng Bảo An")
    factories.create_child(full_name="Đặng Bảo Lan")
    assert found("an") == ["Đặng Bảo An"]


def test_search_by_code_and_by_the_old_lists_code() -> None:
    child = factories.create_child(full_name="Đặng Bảo An", list_code="TC-2024/17")
    assert found(child.code.lower()) == ["Đặng Bảo An"]
    assert found("TC-2024/17") == ["Đặng Bảo An"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", "\u200b", "a" * 100, "TE" + "9" * 60])
def test_odd_searches_find_nothing_and_do_not_fail(text: str) -> None:
    factories.create_child(full_name="Đặng Bảo An")
    assert found(text) in ([], ["Đặng Bảo An"])


def test_children_are_ordered_by_given_name() -> None:
    for name in ("Lê Thị Yến", "Vũ Văn Ân", "Đỗ Thị An", "Bùi Thị Ánh"):
        factories.create_child(full_name=name)
    names = list(Child.objects.order_by("name_sort").values_list("full_name", flat=True))
    assert names == ["Đỗ Thị An", "Bùi Thị Ánh", "Vũ Văn Ân", "Lê Thị Yến"]


def test_who_needs_a_donor_and_has_none_is_waiting() -> None:
    waiting = factories.create_child()
    factories.create_child(needs_since=None)
    factories.create_child(needs_since=TODAY + datetime.timedelta(days=1))
    factories.create_child(need_ended_on=TODAY, need_ended_reason="moved_away")
    sponsored = factories.create_child()
    factories.create_pledge(child=sponsored)
    assert list(Child.objects.waiting()) == [waiting]
    assert list(Child.objects.sponsored()) == [sponsored]


def test_a_need_counts_up_to_the_day_before_its_end() -> None:
    child = factories.create_child(
        needs_since=datetime.date(2025, 1, 10), need_ended_on=datetime.date(2025, 2, 1), need_ended_reason="died"
    )
    days = [
        datetime.date(2025, 1, 9),
        datetime.date(2025, 1, 10),
        datetime.date(2025, 1, 31),
        datetime.date(2025, 2, 1),
    ]
    assert [child in Child.objects.needing_on(day) for day in days] == [False, True, True, False]


def test_only_children_of_union_members() -> None:
    child = factories.create_child(is_union_member_child=True)
    factories.create_child()
    assert list(Child.objects.union_members()) == [child]


def test_a_child_with_all_places_taken_has_no_free_place() -> None:
    child, shared = factories.create_child(), factories.create_child(places=2)
    for one in (child, shared):
        factories.create_pledge(child=one)
    assert list(Child.objects.with_free_place()) == [shared]


def test_a_stale_copy_cannot_change_what_the_pledges_count() -> None:
    stale = factories.create_child()
    factories.create_pledge(child=stale)
    stale.note = "lưu sau"
    stale.save()
    stale.refresh_from_db()
    assert (stale.note, stale.taken_places, stale.sponsors_count) == ("lưu sau", 1, 1)


def test_nobody_sets_the_counts_by_hand() -> None:
    child = factories.create_child(places=3)
    Child.objects.filter(pk=child.pk).update(taken_places=3, sponsors_count=3, last_pledge_ended_on=TODAY)
    child.refresh_from_db()
    assert (child.taken_places, child.sponsors_count, child.last_pledge_ended_on) == (0, 0, None)


def test_a_person_sees_the_children_of_their_own_units() -> None:
    programme = factories.create_unit()
    below = factories.create_unit(parent=programme)
    mine, theirs = factories.create_child(unit=below), factories.create_child()
    assert list(Child.objects.visible_to(factories.create_user(role=Role.DATA_CLERK, unit=programme))) == [mine]
    assert list(Child.objects.visible_to(factories.create_user(role=Role.LEADER, unit=theirs.managing_unit))) == [
        theirs
    ]
    assert not Child.objects.visible_to(factories.create_user())


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (datetime.date(2012, 2, 29), datetime.date(2025, 2, 28), 12),
        (datetime.date(2012, 2, 29), datetime.date(2025, 3, 1), 13),
        (datetime.date(2015, 5, 20), datetime.date(2025, 5, 20), 10),
        (None, datetime.date(2025, 5, 20), None),
    ],
)
def test_age_in_whole_years(born: datetime.date | None, day: datetime.date, age: int | None) -> None:
    assert Child(birth_date=born).age_on(day) == age


def test_waiting_begins_again_when_the_last_pledge_ends() -> None:
    ended = TODAY - datetime.timedelta(days=30)
    child = Child(needs_since=TODAY - datetime.timedelta(days=400), sponsors_count=0, last_pledge_ended_on=ended)
    assert child.waiting_since == ended
    assert "30" in state_of(child).detail


@pytest.mark.parametrize(
    ("age_in_days", "values", "said"),
    [
        (int(17.2 * 365.25), {}, ""),
        (int(17.8 * 365.25), {}, "sắp đủ 18 tuổi"),
        (int(18.1 * 365.25), {}, "đã đủ 18 tuổi"),
        (int(18.1 * 365.25), {"need_ended_on": TODAY}, ""),
    ],
)
def test_who_is_about_to_leave_is_said_so(age_in_days, values, said) -> None:
    born = TODAY - datetime.timedelta(days=age_in_days)
    child = Child(birth_date=born, needs_since=TODAY, sponsors_count=0, **values)
    assert leaving(child) == said
