"""What a person decides about rows before a list is entered, and the cells that are typed anew in the preview."""

import pytest

from children.models import Child
from imports import deciding, operations
from imports.exceptions import NoSuchRow, NotWaiting
from imports.models import ImportBatch, ImportRow
from organisation.models import Unit
from tests.imports.lists import child_row, children_list, counts, entered, opened, programme, statuses

pytestmark = pytest.mark.django_db

WRONG_DAY = "31/02/2015"


@pytest.fixture
def unit() -> Unit:
    return programme()


def row(batch: ImportBatch, number: int) -> ImportRow:
    return batch.rows.get(row=number)


# --- Whether a row goes in ----------------------------------------------------------------------


def test_a_row_is_left_out_and_the_others_are_entered(unit: Unit) -> None:
    batch = opened(children_list(child_row(), child_row("Trần Thị Khác")), unit)

    deciding.decide(batch=batch, decision="out", keys=["!4"])
    batch.refresh_from_db()
    assert counts(batch) == {"new": 1, "skipped": 1}
    operations.apply_batch(batch=batch, by=None)

    assert [child.full_name for child in Child.objects.all()] == ["Lê Đức Kiên"]


@pytest.mark.parametrize("birth", ["17/10/2012", WRONG_DAY])
def test_a_row_that_was_left_out_is_taken_in_again_as_it_was(unit: Unit, birth: str) -> None:
    batch = opened(children_list(child_row(), child_row("Trần Thị Khác", birth)), unit)
    before = statuses(batch)

    for decision in ("out", "in"):
        deciding.decide(batch=batch, decision=decision, keys=["!4"])

    assert statuses(batch) == before


def test_a_decision_is_taken_for_all_rows_of_a_kind(unit: Unit) -> None:
    rows = [child_row(f"Trần Thị {n}", WRONG_DAY) for n in ("Hai", "Ba", "Tư")]
    batch = opened(children_list(child_row(), *rows), unit)

    assert deciding.decide(batch=batch, decision="out", keys=None, tab="error") == 3

    batch.refresh_from_db()
    assert counts(batch) == {"new": 1, "skipped": 3}


def test_nothing_is_decided_about_a_row_that_is_not_there_or_a_list_that_is_entered(unit: Unit) -> None:
    with pytest.raises(NoSuchRow):
        deciding.decide(batch=opened(children_list(), unit), decision="out", keys=["!99"])
    other = entered(children_list(child_row("Ngô Văn Hai"), title="KHÁC"), unit)
    with pytest.raises(NotWaiting):
        deciding.decide(batch=other, decision="out", keys=["!3"])


def test_a_row_that_wanted_a_look_and_had_it_wants_none_until_that_is_taken_back(unit: Unit) -> None:
    batch = opened(children_list(child_row(commune="Xã Không Có")), unit)
    looks = [batch.counts["look"]]
    for decision in ("seen", "in"):
        deciding.decide(batch=batch, decision=decision, keys=["!3"])
        batch.refresh_from_db()
        looks.append(batch.counts["look"])

    assert looks == [1, 0, 1]


def second_list(unit: Unit, *rows: tuple[str, ...]) -> ImportBatch:
    """A list of a later year, beside the child that the first one brought."""
    entered(children_list(child_row(hamlet="")), unit)
    return opened(children_list(*rows, title="DANH SÁCH NĂM 2025"), unit)


def test_a_child_on_record_is_another_child_when_a_person_says_so(unit: Unit) -> None:
    batch = second_list(unit, child_row())
    assert statuses(batch) == ["update"]

    deciding.decide(batch=batch, decision="new", keys=["!3"])
    operations.apply_batch(batch=batch, by=None)

    assert Child.objects.count() == 2


def test_a_row_is_the_same_child_as_a_record_when_a_person_says_so(unit: Unit) -> None:
    batch = second_list(unit, child_row("Lê Đức Kiền", "18/10/2012"))
    assert statuses(batch) == ["new"]

    deciding.say_same(batch=batch, key="!3", record_id=Child.objects.get().pk)

    batch.refresh_from_db()
    assert counts(batch) == {"update": 1}
    operations.apply_batch(batch=batch, by=None)
    assert (Child.objects.get().full_name, Child.objects.get().hamlet) == ("Lê Đức Kiên", "Xóm 1")


def test_each_field_of_an_update_can_be_kept_out_or_written_over(unit: Unit) -> None:
    batch = second_list(unit, child_row(circumstances="Mồ côi cả cha và mẹ", phone="0911222333"))
    applies = {change["field"]: change["applies"] for change in row(batch, 3).changes or []}
    assert (applies["hamlet"], applies["orphan_status"]) == (True, False)

    deciding.choose_fields(batch=batch, key="!3", written={"orphan_status"})
    batch.refresh_from_db()
    operations.apply_batch(batch=batch, by=None)

    child = Child.objects.get()
    assert (child.hamlet, child.orphan_status, child.caregivers.get().phone) == ("", "both", "0983909266")


def test_an_empty_cell_never_erases_even_when_all_is_written_over(unit: Unit) -> None:
    entered(children_list(), unit)
    batch = opened(children_list(child_row(hamlet="", carer="", phone=""), title="DANH SÁCH NĂM 2025"), unit)

    deciding.overwrite_all(batch=batch, overwrite=True)

    batch.refresh_from_db()
    assert counts(batch) == {"duplicate": 1}


def test_proposed_siblings_are_linked_once_accepted(unit: Unit) -> None:
    rows = (child_row(), child_row("Lê Thị Em", "25/09/2016", sex="Nữ"))
    batch = opened(children_list(*rows), unit)
    assert batch.counts["siblings"]

    for decision in ("siblings", "no_siblings", "siblings"):
        deciding.decide(batch=batch, decision=decision, keys=None, tab="siblings")
    batch.refresh_from_db()
    operations.apply_batch(batch=batch, by=None)

    groups = set(Child.objects.values_list("sibling_group", flat=True))
    assert len(groups) == 1
    assert groups != {None}


# --- Cells typed anew ---------------------------------------------------------------------------


def test_a_wrong_cell_is_typed_anew_and_the_row_goes_in(unit: Unit) -> None:
    batch = opened(children_list(child_row(birth=WRONG_DAY)), unit, keep_file=True)

    mended = deciding.write_cells(batch=batch, key="!3", texts={"C": "28/02/2015"})

    batch.refresh_from_db()
    assert (mended.status, mended.values["birth"], counts(batch)) == ("new", "2015-02-28", {"new": 1})
    operations.apply_batch(batch=batch, by=None)
    assert str(Child.objects.get().birth_date) == "2015-02-28"


def test_what_was_typed_is_kept_when_it_is_wrong_too(unit: Unit) -> None:
    batch = opened(children_list(child_row(birth=WRONG_DAY)), unit, keep_file=True)

    mended = deciding.write_cells(batch=batch, key="!3", texts={"C": "30/02/2015"})

    batch.refresh_from_db()
    assert mended.status == "error"
    assert batch.corrections["sheets"][""]["cells"] == {"3": {"C": "30/02/2015"}}


def test_the_same_is_written_into_every_row_with_that_trouble(unit: Unit) -> None:
    rows = [child_row(f"Trần Thị {n}", WRONG_DAY) for n in ("Hai", "Ba")]
    batch = opened(children_list(*rows, child_row(birth="30/02/2015")), unit, keep_file=True)

    deciding.write_cells(batch=batch, key="!3", texts={"C": "28/02/2015"}, everywhere=True)

    batch.refresh_from_db()
    assert counts(batch) == {"new": 2, "error": 1}


def test_decisions_stay_when_a_cell_is_typed_anew_and_when_the_columns_are_corrected(unit: Unit) -> None:
    batch = opened(children_list(child_row(), child_row("Trần Thị Khác", WRONG_DAY)), unit, keep_file=True)
    deciding.decide(batch=batch, decision="out", keys=["!3"])
    deciding.write_cells(batch=batch, key="!4", texts={"C": "28/02/2015"})

    batch.refresh_from_db()
    said = batch.corrections | {"needs_sponsor": False}
    operations.understand_again(batch=batch, kind="children", corrections=said)

    batch.refresh_from_db()
    assert counts(batch) == {"new": 1, "skipped": 1}
