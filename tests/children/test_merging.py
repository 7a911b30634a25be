"""The pages: likely pairs, two records side by side, one of them, two again."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.likely import likely_pairs
from children.merging import CHILDREN
from children.models import Child, ChildMerge, DifferentChildren, Progress, SiblingGroup
from organisation.merging import merge_records
from organisation.models import AccessLog, Unit, User
from organisation.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
BORN = datetime.date(2015, 5, 20)


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


@pytest.fixture
def place() -> Any:
    return make.create_area()


def of_family(child: Child) -> Child:
    make.create_caregiver(child=child, full_name="Lê Thị Mẫu", phone="0984631588")
    return child


def merge_url(left: Child, right: Child, name: str = "merge") -> str:
    return reverse(f"children:{name}", args=[left.public_id, right.public_id])


def seen(left: Child, right: Child, **choices: str) -> dict[str, Any]:
    return {"seen_left": left.version, "seen_right": right.version} | choices


# --- Likely pairs -------------------------------------------------------------------------------

LIKELY = [
    ("the name without marks", {"full_name": "TRAN THI MAU"}),
    ("a middle name left out", {"full_name": "Trần Mẫu"}),
    ("the day two days off", {"birth_date": datetime.date(2015, 5, 22)}),
    ("only the year known", {"birth_date": datetime.date(2015, 1, 1), "birth_date_precision": "year"}),
    ("no birth date", {"birth_date": None}),
]
TWO_CHILDREN = [
    ("a twin with another given name", {"full_name": "Trần Thị Mai"}),
    ("a twin with another middle name", {"full_name": "Trần Thu Mẫu"}),
    ("a twin whose name has other marks", {"full_name": "Trần Thị Mậu"}),
    ("a sister whose name has other marks", {"full_name": "Trần Thị Mậu", "birth_date": datetime.date(2018, 1, 2)}),
    ("a boy", {"sex": "male"}),
    ("a child of other parents", {"father_name": "Trần Văn Khác", "mother_name": "Võ Thị Khác"}),
]


@pytest.mark.parametrize(("what", "values"), LIKELY, ids=[what for what, _values in LIKELY])
def test_a_record_that_may_be_the_same_is_proposed(unit, officer, place, what, values) -> None:
    parents = {"father_name": "Trần Văn Mẫu", "mother_name": "Võ Thị Mẫu"}
    one = make.create_child(unit=unit, commune=place, sex="female", **parents)
    other = make.create_child(unit=unit, commune=place, sex="female", **parents | values)
    assert [pair.ids for pair in likely_pairs(officer)] == [(one.pk, other.pk)]
    assert likely_pairs(officer, of=other)[0].ids == (other.pk, one.pk)


@pytest.mark.parametrize(("what", "values"), TWO_CHILDREN, ids=[what for what, _values in TWO_CHILDREN])
def test_another_child_of_the_family_or_the_place_is_not_proposed(unit, officer, place, what, values) -> None:
    parents = {"father_name": "Trần Văn Mẫu", "mother_name": "Võ Thị Mẫu"}
    make.create_child(unit=unit, commune=place, sex="female", **parents)
    make.create_child(unit=unit, commune=place, **{"sex": "female"} | parents | values)
    assert likely_pairs(officer) == []


def test_a_tone_set_on_the_other_vowel_is_the_same_name(unit, officer) -> None:
    for name in ("Trần Thị Thúy", "Trần Thị Thuý"):
        of_family(make.create_child(unit=unit, full_name=name))
    assert "Cùng tên" in likely_pairs(officer)[0].reasons


def test_linked_brothers_and_sisters_are_not_proposed(unit, officer, place) -> None:
    family = SiblingGroup.objects.create()
    for _n in range(2):
        make.create_child(unit=unit, commune=place, sibling_group=family)
    assert likely_pairs(officer) == []


def test_names_alike_with_a_telephone_in_common_but_no_birth_date_are_left_alone(unit, officer) -> None:
    of_family(make.create_child(unit=unit, full_name="Trần Thị Nhi", birth_date=None))
    of_family(make.create_child(unit=unit, full_name="Trần Thị Như", birth_date=None))
    assert likely_pairs(officer) == []


def test_only_records_that_the_reader_may_change_are_compared(unit, officer, place) -> None:
    make.create_child(unit=unit, commune=place)
    make.create_child(commune=place)
    assert likely_pairs(officer) == []


def test_the_list_shows_both_side_by_side_with_the_reasons(staff, unit, place, django_assert_max_num_queries) -> None:
    for _n in range(2):
        of_family(make.create_child(unit=unit, commune=place))
    for number in range(5):
        for _n in range(2):
            make.create_child(unit=unit, commune=place, full_name=f"Phạm Văn {'Một Hai Ba Bốn Năm'.split()[number]}")
    with django_assert_max_num_queries(12):
        page = staff.get(reverse("children:duplicates"))
    text = page.content.decode()
    assert len(page.context["pairs"]) == 6
    assert "Cùng số điện thoại" in text
    assert "Lê Thị Mẫu" in text
    assert AccessLog.objects.get().action == "search"


def test_a_pair_that_is_not_the_same_does_not_come_back(staff, unit, officer, place) -> None:
    one, other = (make.create_child(unit=unit, commune=place) for _n in range(2))
    staff.post(merge_url(other, one, "different"))
    assert likely_pairs(officer) == []
    assert DifferentChildren.objects.get().marked_by == officer
    staff.post(merge_url(one, other, "different"))
    assert DifferentChildren.objects.count() == 1


def test_who_is_not_the_same_as_a_merged_record_is_not_the_same_as_the_one_that_stayed(staff, unit, officer) -> None:
    one, other, third = (make.create_child(unit=unit, full_name=name) for name in ("Trần A", "Trần B", "Trần C"))
    staff.post(merge_url(other, third, "different"))
    merge = merge_records(kind=CHILDREN, kept=one, other=other, by=officer)
    assert DifferentChildren.objects.filter(low_id=one.pk, high_id=third.pk).exists()
    merge.refresh_from_db()
    staff.post(reverse("children:merge_undo", args=[merge.public_id]))
    assert not DifferentChildren.objects.filter(low_id=one.pk).exists()


# --- Merging and undoing it ---------------------------------------------------------------------


def test_the_fuller_value_of_each_fact_is_proposed(staff, unit) -> None:
    left = make.create_child(unit=unit, full_name="TRẦN THỊ MẪU", hamlet="Xóm 3")
    right = make.create_child(unit=unit, full_name="Trần Thị Mẫu", school="Trường Tiểu học Mẫu")
    form = staff.get(merge_url(left, right)).context["form"]
    proposed = {bound.html_name: bound.field.initial for bound in form.choices}
    assert proposed == {"line-full_name": "right", "line-hamlet": "left", "line-school": "right"}


def test_two_records_become_one_by_the_choices_made(staff, unit) -> None:
    left = make.create_child(unit=unit, hamlet="Xóm 3", school="Trường A")
    right = make.create_child(unit=unit, hamlet="Xóm 4", school="Trường B", note="Theo danh sách xã")
    Progress.objects.create(child=left, school_year=2024, result="Khá")
    kept_year = Progress.objects.create(child=right, school_year=2024, result="Tốt")
    choices = {"keep": "right", "line-hamlet": "left", "line-school": "right", "row-0": "right"}
    answer = staff.post(merge_url(left, right), seen(left, right, **choices), follow=True)
    kept = Child.objects.get()
    assert answer.redirect_chain[-1][0] == kept.get_absolute_url()
    assert (kept.code, kept.hamlet, kept.school, kept.note) == (right.code, "Xóm 3", "Trường B", "Theo danh sách xã")
    assert kept.progress.get() == kept_year
    assert left.code in answer.content.decode()


def test_the_address_of_the_record_that_is_gone_leads_to_the_one_that_stayed(staff, unit, officer) -> None:
    one, other = make.create_child(unit=unit), make.create_child(unit=unit)
    old = other.get_absolute_url()
    merge_records(kind=CHILDREN, kept=one, other=other, by=officer)
    assert staff.get(old).headers["Location"] == one.get_absolute_url()
    stranger = Client()
    stranger.force_login(make.create_user(role=Role.MATCHING_OFFICER))
    assert stranger.get(old).status_code == 404


def test_the_code_of_the_record_that_is_gone_finds_the_one_that_stayed(staff, unit, officer) -> None:
    one, other = make.create_child(unit=unit), make.create_child(unit=unit)
    merge_records(kind=CHILDREN, kept=one, other=other, by=officer)
    assert list(Child.objects.search(other.code.lower())) == [one]


def test_what_both_records_say_stands_once_and_what_differs_is_chosen(staff, unit, officer) -> None:
    left, right = of_family(make.create_child(unit=unit)), of_family(make.create_child(unit=unit))
    right.caregivers.update(relationship="bà ngoại", bank_account="0123456789")
    for child in (left, right):
        child.visits.create(visited_on=BORN, visitors="Chị Hòa", recorded_by=officer)
    form = staff.get(merge_url(left, right)).context["form"]
    assert [bound.html_name for bound in form.choices] == ["row-0"]
    staff.post(merge_url(left, right), seen(left, right, keep="left"))
    kept = Child.objects.get()
    assert (kept.caregivers.get().bank_account, kept.visits.count()) == ("0123456789", 1)
    staff.post(reverse("children:merge_undo", args=[kept.merges.get().public_id]))
    assert [child.caregivers.count() + child.visits.count() for child in Child.objects.all()] == [2, 2]


def test_a_record_of_another_unit_cannot_be_merged(staff, unit) -> None:
    one, other = make.create_child(unit=unit), make.create_child()
    assert staff.get(merge_url(one, other)).status_code == 404
    assert staff.post(merge_url(other, one), seen(other, one)).status_code == 404
    assert staff.get(merge_url(one, one)).status_code == 404
    assert Child.objects.count() == 2


def test_a_merge_over_units_is_undone_only_by_who_may_change_both(staff, unit, officer) -> None:
    branch = make.create_unit(parent=unit)
    merge = merge_records(
        kind=CHILDREN, kept=make.create_child(unit=branch), other=make.create_child(unit=unit), by=officer
    )
    merge.refresh_from_db()
    url = reverse("children:merge_undo", args=[merge.public_id])
    clerk = Client()
    clerk.force_login(make.create_user(role=Role.DATA_CLERK, unit=branch))
    assert clerk.post(url).status_code == 403
    assert staff.post(url).status_code == 302
    assert Child.objects.count() == 2


def test_a_choice_made_on_an_old_page_is_refused(staff, unit) -> None:
    left, right = make.create_child(unit=unit), make.create_child(unit=unit)
    before = seen(left, right)
    Child.objects.filter(pk=right.pk).update(hamlet="Xóm 9")
    page = staff.post(merge_url(left, right), before)
    assert "vừa sửa" in page.content.decode()
    assert Child.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"keep": "both"}, {"seen_left": "x"}, {"line-hamlet": "up"}])
def test_a_form_that_nobody_was_shown_changes_nothing(staff, unit, wrong) -> None:
    left, right = make.create_child(unit=unit, hamlet="Xóm 1"), make.create_child(unit=unit)
    assert staff.post(merge_url(left, right), seen(left, right) | wrong).status_code == 200
    assert Child.objects.count() == 2


def test_groups_that_the_reader_does_not_see_are_neither_shown_nor_lost(unit) -> None:
    clerk, client = make.create_user(role=Role.DATA_CLERK, unit=unit), Client()
    client.force_login(clerk)
    left = make.create_child(unit=unit, circumstance_groups=["a", "dd"])
    right = make.create_child(unit=unit, circumstance_groups=["c", "l"])
    page = client.get(merge_url(left, right))
    assert "HIV" not in page.content.decode()
    client.post(merge_url(left, right), seen(left, right, **{"keep": "left", "line-circumstance_groups": "right"}))
    assert Child.objects.get().circumstance_groups == ["c", "dd", "l"]


def test_another_record_is_found_by_its_code(staff, unit) -> None:
    one, other = make.create_child(unit=unit), make.create_child(unit=unit, full_name="Võ Văn Khác")
    find = reverse("children:merge_find", args=[one.public_id])
    assert staff.get(find, {"code": f" {other.code.lower()} "}).headers["Location"] == merge_url(one, other)
    assert staff.get(find, {"code": one.code}).status_code == 200
    assert staff.get(find, {"code": make.create_child().code}).status_code == 200


def test_what_stands_against_the_undo_is_said_before_the_button(staff, unit, officer) -> None:
    merge = merge_records(
        kind=CHILDREN, kept=make.create_child(unit=unit), other=make.create_child(unit=unit), by=officer
    )
    merge.refresh_from_db()
    make.create_caregiver(child=merge.kept)
    url = reverse("children:merge_undo", args=[merge.public_id])
    page = staff.get(url).content.decode()
    assert "người nuôi dưỡng" in page.lower()
    staff.post(url)
    assert ChildMerge.objects.standing().exists()
