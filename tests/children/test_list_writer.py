"""What a row of a children's list becomes: a new child, something added to a record, or nothing."""

import datetime
from typing import Any

import pytest

from children.list_writer import FULL_NOTE, LONG_NOTE
from children.models import Caregiver, Child
from imports.checking import check
from imports.deciding import overwrite_all
from imports.models import ImportBatch
from imports.operations import apply_batch
from imports.undoing import undo_batch
from organisation.models import Unit
from tests import factories
from tests.imports.lists import (
    CHILD_HEADINGS,
    TITLE,
    as_csv,
    child_row,
    children_list,
    counts,
    entered,
    opened,
    programme,
    statuses,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def child(unit: Unit) -> Child:
    """The child of child_row(), as an earlier list left the record."""
    entered(children_list(), unit)
    return Child.objects.get()


def test_a_row_becomes_a_child_with_everything_it_says(unit: Unit) -> None:
    union = factories.create_unit(name="Công đoàn xã Thanh Tùng", kind="grassroots_union", parent=unit)

    batch = entered(children_list(child_row(union="Công đoàn xã Thanh Tùng")), unit)

    child = Child.objects.get()
    assert (child.full_name, child.birth_date, child.birth_date_precision) == (
        "Lê Đức Kiên", datetime.date(2012, 10, 17), "day"
    )  # fmt: skip
    assert (child.sex, child.hamlet, child.orphan_status) == ("male", "Xóm 1", "mother")
    assert child.former_commune
    assert child.commune
    assert (child.former_commune.name, child.commune.name) == ("Xã Thanh Tùng", "Xã Bích Hào")
    assert (child.is_union_member_child, child.parents_union_unit) == (True, union)
    assert (child.managing_unit, child.import_batch, child.version) == (unit, batch, 1)
    carer = child.caregivers.get()
    assert (carer.full_name, carer.phone, carer.import_batch) == ("Hồ Thị Mẫu", "0983909266", batch)
    assert batch.rows.get(status="new").record_id == child.pk


def test_a_child_waits_since_the_date_of_the_list(unit: Unit) -> None:
    entered(children_list(), unit)

    assert Child.objects.get().needs_since == datetime.date(2024, 9, 30)


def test_a_birth_date_is_as_exact_as_the_list(unit: Unit) -> None:
    entered(children_list(child_row("Lê Thị Năm", "2014"), child_row("Lê Thị Tháng", "05/2015")), unit)

    assert set(Child.objects.values_list("birth_date", "birth_date_precision")) == {
        (datetime.date(2014, 1, 1), "year"),
        (datetime.date(2015, 5, 1), "month"),
    }


def test_the_same_row_again_is_a_duplicate(unit: Unit, child: Child) -> None:
    batch = opened(children_list(child_row(), title="DANH SÁCH TRẺ EM NĂM 2025"), unit)

    assert statuses(batch) == ["duplicate"]
    assert batch.rows.get(status="duplicate").record_id == child.pk


def test_a_row_adds_what_the_record_lacks_and_overwrites_nothing(unit: Unit) -> None:
    entered(children_list(child_row(birth="2012", hamlet="", circumstances="", union="")), unit)

    entered(children_list(child_row(hamlet="Xóm 9", carer="Lê Thị Khác", phone="", union="Công đoàn Mẫu")), unit)

    child = Child.objects.get()
    assert (child.hamlet, child.parents_union, child.orphan_status) == ("Xóm 9", "Công đoàn Mẫu", "mother")
    assert (child.birth_date, child.birth_date_precision) == (datetime.date(2012, 10, 17), "day")
    assert [carer.full_name for carer in child.caregivers.all()] == ["Hồ Thị Mẫu"]


def test_a_caregiver_is_added_to_a_record_without_one(unit: Unit, child: Child) -> None:
    Caregiver.objects.all().delete()

    batch = entered(children_list(child_row(), title="DANH SÁCH TRẺ EM NĂM 2025"), unit)

    assert statuses(batch) == ["update"]
    assert child.caregivers.get().full_name == "Hồ Thị Mẫu"


def test_marks_and_capitals_do_not_make_another_child(unit: Unit, child: Child) -> None:
    assert statuses(opened(children_list(child_row("LE DUC KIEN")), unit)) == ["duplicate"]


@pytest.mark.parametrize(
    "other",
    [
        child_row("Lê Đức Kiên", "18/10/2011"),
        child_row("Lê Đức Kiên", "2012", commune="Thanh Xuân", phone="0911111111", carer="Trần Thị Mẫu"),
        child_row("Lê Đức Khiêm", phone="0911111111", carer="Trần Thị Mẫu"),
    ],
    ids=["born another year", "another commune and only the year", "a letter apart, another family"],
)
def test_another_child_is_another_child(unit: Unit, child: Child, other: tuple[str, ...]) -> None:
    batch = entered(children_list(other), unit)

    assert statuses(batch) == ["new"]
    assert Child.objects.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        child_row("Lê Đức Kiêm"),
        child_row(sex="Nữ"),
        child_row(birth="20/10/2012"),
        child_row(birth="2012", phone="0911111111", carer="Trần Thị Mẫu"),
        child_row(commune="Thanh Xuân"),
    ],
    ids=["a letter apart, same family", "a girl", "three days apart", "another family", "moved"],
)
def test_what_is_not_certain_is_shown_beside_the_record_and_never_merged(
    unit: Unit, child: Child, other: tuple[str, ...]
) -> None:
    batch = opened(children_list(other), unit)

    assert statuses(batch) == ["new"]
    row = batch.rows.get(status="new")
    assert row.record_id == child.pk
    assert [note["record"] for note in row.errors] == [["children.child", child.pk]]
    assert counts(batch)["look"] == 1


def test_twins_and_sisters_whose_names_differ_in_a_letter_stay_apart(unit: Unit) -> None:
    rows = [child_row(f"Nguyễn Thị {name}", "05/03/2014", sex="Nữ") for name in ("Nhi", "Như")]

    entered(children_list(*rows), unit)

    assert sorted(Child.objects.values_list("full_name", flat=True)) == ["Nguyễn Thị Nhi", "Nguyễn Thị Như"]


def test_a_row_that_stands_twice_in_a_list_is_entered_once(unit: Unit) -> None:
    other = child_row("Trần Thị Khác", carer="Trần Văn Sáu", phone="")
    batch = entered(children_list(child_row(), other, child_row()), unit)

    assert told(batch) == [
        ("new", []),
        ("new", []),
        ("duplicate", ["Says the same as row %(row)s of sheet “%(sheet)s”."]),
    ]
    assert Child.objects.count() == 2


@pytest.mark.parametrize(
    ("again", "status"),
    [
        (child_row(circumstances=""), "duplicate"),
        (child_row(circumstances="MỒ CÔI MẸ"), "duplicate"),
        (child_row(circumstances="Mồ côi mẹ, bố bị bệnh tim"), "error"),
        (child_row(circumstances="Mồ côi cha"), "error"),
        (child_row(union="CĐ Trường Mẫu"), "error"),
    ],
)
def test_a_row_that_repeats_another_and_says_more_is_not_left_out_in_silence(
    unit: Unit, again: tuple[str, ...], status: str
) -> None:
    batch = opened(children_list(child_row(), again), unit)

    assert statuses(batch) == ["new", status]
    repeated = batch.rows.get(row=4)
    assert repeated.errors[0]["params"] == {"row": 3, "sheet": repeated.sheet}


def test_two_children_with_one_name_and_birthday_in_a_list_are_shown(unit: Unit) -> None:
    batch = opened(children_list(child_row(), child_row(hamlet="Xóm 7", phone="0911111111", carer="Lê Thị Hai")), unit)

    assert statuses(batch) == ["new", "new"]
    assert counts(batch)["look"] == 1


def test_a_namesake_without_a_birth_date_is_shown_unless_the_family_is_another(unit: Unit) -> None:
    undated, stranger = child_row(birth=""), child_row(birth="", carer="Lê Thị Hai", phone="0911111111")
    batch = opened(children_list(child_row(), undated, stranger), unit)

    assert statuses(batch) == ["new", "new", "new"]
    assert [bool(errors) for _status, errors in told(batch)] == [False, True, False]


def test_what_speaks_for_and_against_the_same_child_is_said(unit: Unit, child: Child) -> None:
    batch = opened(children_list(child_row(birth="2012", phone="0911111111", carer="Trần Thị Mẫu")), unit)

    (note,) = batch.rows.get(status="new").errors
    assert (note["reasons"], note["against"]) == (["name", "birth", "commune"], ["phone", "carer"])


def test_a_person_says_that_it_is_another_child_or_this_one(unit: Unit, child: Child) -> None:
    batch = opened(children_list(child_row(commune="Thanh Xuân")), unit)

    batch.corrections = {"as_new": ["!3"]}
    check(batch, again=True)
    assert (statuses(batch), batch.counts["look"]) == (["new"], 0)

    batch.corrections = {"same_as": {"!3": child.pk}}
    check(batch, again=True)
    row = batch.rows.get(row=3)
    assert (row.status, row.record_id, row.errors[0]["reasons"]) == ("duplicate", child.pk, ["said"])
    moved = {"field": "former_commune", "old": "Xã Thanh Tùng", "new": "Xã Thanh Xuân", "applies": False}
    assert moved in (row.changes or [])


def test_what_the_list_says_otherwise_is_shown_and_written_only_when_a_person_says_so(unit: Unit, child: Child) -> None:
    batch = opened(children_list(child_row(hamlet="Xóm 7", union="CĐ Tòa án")), unit)

    row = batch.rows.get(row=3)
    assert row.changes == [
        {"field": "hamlet", "old": "Xóm 1", "new": "Xóm 7", "applies": False},
        {"field": "is_union_member_child", "old": "false", "new": "true", "applies": True},
        {"field": "parents_union", "old": "", "new": "CĐ Tòa án", "applies": True},
    ]

    batch.corrections = {"overwrite": True, "keep": {"!3": ["parents_union"]}}
    batch.save()
    apply_batch(batch=batch, by=None)
    child.refresh_from_db()
    assert (child.hamlet, child.is_union_member_child, child.parents_union) == ("Xóm 7", True, "")

    undo_batch(batch=batch, by=None)
    child.refresh_from_db()
    assert (child.hamlet, child.is_union_member_child) == ("Xóm 1", False)


def noted(note: str, *, code: str = "") -> bytes:
    return as_csv([TITLE], [*CHILD_HEADINGS, "Ghi chú", "Mã"], [*child_row(), note, code])


def changed(batch: ImportBatch) -> dict[str, Any]:
    (change,) = batch.rows.get(row=3).changes or []
    return change


def test_a_note_about_a_child_on_record_is_kept(unit: Unit, child: Child) -> None:
    entered(noted("học giỏi"), unit)
    assert statuses(opened(noted("HỌC  GIỎI."), unit)) == ["duplicate"]
    later = opened(noted("học giỏi; ở với bà"), unit)
    row = later.rows.get(row=3)
    assert row.changes == [{"field": "note", "old": "học giỏi", "new": "học giỏi; ở với bà", "applies": False}]

    overwrite_all(batch=later, overwrite=True)
    apply_batch(batch=later, by=None)
    child.refresh_from_db()
    assert child.note == "học giỏi; ở với bà"

    undo_batch(batch=later, by=None)
    child.refresh_from_db()
    assert child.note == "học giỏi"


def test_a_note_that_is_part_of_another_is_not_said_yet(unit: Unit, child: Child) -> None:
    Child.objects.update(note="không ở với bà")
    change = changed(opened(noted("ở với bà"), unit))
    assert (change["old"], change["new"]) == ("không ở với bà", "không ở với bà; ở với bà")


def test_a_new_note_on_our_own_sheet_is_filled_in_or_shown(unit: Unit, child: Child) -> None:
    entered(noted("ở với bà", code=child.code), unit)
    child.refresh_from_db()
    assert child.note == "ở với bà"
    change = changed(opened(noted("ở với bà; học giỏi", code=child.code), unit))
    assert (change["new"], change["applies"]) == ("ở với bà; học giỏi", False)


@pytest.mark.parametrize(("before", "note"), [("a" * 3990, "ở với bà ngoại"), ("", "b" * 4001)])
def test_a_note_too_long_for_its_record_is_told_and_not_cut(unit: Unit, child: Child, before: str, note: str) -> None:
    Child.objects.update(note=before)
    batch = opened(noted(note), unit)
    overwrite_all(batch=batch, overwrite=True)

    ((status, messages),) = told(batch)
    assert (status, FULL_NOTE in messages) == ("duplicate", True)
    change = changed(batch)
    assert (change["new"], change["applies"]) == ("; ".join(filter(None, [before, note])), False)


def test_a_note_too_long_for_a_new_child_is_told(unit: Unit) -> None:
    batch = entered(noted("b" * 4001), unit)

    assert told(batch) == [("new", [LONG_NOTE])]
    assert len(Child.objects.get().note) == 4000


def test_an_empty_cell_never_erases(unit: Unit, child: Child) -> None:
    batch = opened(children_list(child_row(hamlet="", phone="", circumstances="")), unit)

    batch.corrections = {"overwrite": True}
    check(batch, again=True)
    assert (statuses(batch), batch.rows.get(row=3).changes) == (["duplicate"], None)


def test_the_carers_telephone_is_filled_in(unit: Unit) -> None:
    entered(children_list(child_row(phone="")), unit)

    batch = entered(children_list(child_row()), unit)

    assert Child.objects.get().caregivers.get().phone == "0983909266"
    undo_batch(batch=batch, by=None)
    assert Child.objects.get().caregivers.get().phone == ""


def test_who_cares_for_the_child_is_not_lost_without_a_name(unit: Unit) -> None:
    entered(children_list(child_row(carer="Bà nội")), unit)

    assert Child.objects.get().note == "Người nuôi dưỡng: bà nội; Số điện thoại: 0983909266"


def test_a_code_that_stands_twice_for_two_children_is_sent_back(unit: Unit) -> None:
    rows = [(code, *child_row(name)) for code, name in (("TE900001", "Lê An"), ("TE900001", "Lê Bình"))]
    batch = opened(as_csv(("Mã", *CHILD_HEADINGS), *rows), unit)

    assert statuses(batch) == ["new", "error"]


def test_a_code_of_another_programme_is_kept(unit: Unit) -> None:
    entered(as_csv(("Mã", *CHILD_HEADINGS), ("TE900001", *child_row())), unit)

    assert Child.objects.get().list_code == "TE900001"


def test_brothers_and_sisters_in_a_list_are_proposed_and_linked_when_accepted(unit: Unit) -> None:
    rows = (
        child_row(),
        child_row("Lê Thị Khánh", "2015"),
        child_row("Hồ Văn Xa", carer="Hồ Văn Năm", phone="0911111111"),
    )
    batch = opened(children_list(*rows), unit)

    proposals = [note for row in batch.rows.order_by("id") for note in row.errors if note.get("sibling")]
    assert [(note["params"], note["reasons"]) for note in proposals] == [({"sheet": "", "row": 3}, ["carer", "phone"])]

    batch.corrections = {"siblings": ["!4"]}
    batch.save()
    apply_batch(batch=batch, by=None)
    groups = dict(Child.objects.values_list("full_name", "sibling_group"))
    assert groups["Lê Đức Kiên"] == groups["Lê Thị Khánh"] is not None
    assert groups["Hồ Văn Xa"] is None
    undo_batch(batch=batch, by=None)
    assert not Child.objects.exists()


def test_a_brother_on_record_is_proposed_and_nothing_is_linked_unasked(unit: Unit, child: Child) -> None:
    batch = opened(children_list(child_row("Lê Thị Khánh", "2015")), unit)

    (note,) = batch.rows.get(row=3).errors
    assert (note["sibling"], note["record"]) == (True, ["children.child", child.pk])

    apply_batch(batch=batch, by=None)
    assert not Child.objects.exclude(sibling_group=None).exists()


def test_an_accepted_brother_on_record_gets_a_group_and_loses_it_by_undoing(unit: Unit, child: Child) -> None:
    batch = opened(children_list(child_row("Lê Thị Khánh", "2015")), unit)
    batch.corrections = {"siblings": True}
    batch.save()

    apply_batch(batch=batch, by=None)
    assert len(set(Child.objects.values_list("sibling_group", flat=True)) - {None}) == 1

    undo_batch(batch=batch, by=None)
    assert list(Child.objects.values_list("pk", "sibling_group")) == [(child.pk, None)]


def test_a_record_of_another_unit_is_not_touched(unit: Unit, child: Child) -> None:
    elsewhere = programme_elsewhere()

    assert statuses(opened(children_list(child_row()), elsewhere)) == ["new"]


def programme_elsewhere() -> Unit:
    return factories.create_unit(name="Chương trình khác")


def test_a_child_who_needs_no_donor_any_more_does_not_wait_again(unit: Unit, child: Child) -> None:
    Child.objects.update(need_ended_on=datetime.date(2025, 1, 1), need_ended_reason="moved_away", needs_since=None)

    assert statuses(opened(children_list(child_row()), unit)) == ["duplicate"]
