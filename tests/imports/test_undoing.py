"""An entered list is taken back; what somebody has used or changed since stays."""

from typing import Any

import pytest

from children.models import Caregiver, Child, Visit
from donors.models import Donor
from imports.exceptions import Hindered, NotEntered
from imports.models import BatchState
from imports.undoing import plan, undo_batch
from organisation.models import Unit, User
from organisation.roles import Role
from sponsorship.models import Pledge
from tests import factories
from tests.imports.lists import child_row, children_list, counts, entered, opened, pledge_row, pledges_list, programme

pytestmark = pytest.mark.django_db

TWO = children_list(child_row(), child_row("Trần Thị Khác", phone="", carer=""))


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


def event_model(model: Any) -> Any:
    """The table of a model's kept changes; pghistory adds it, unknown to the types."""
    return model.pgh_event_model


def names() -> list[str]:
    return sorted(Child.objects.values_list("full_name", flat=True))


def test_undoing_a_list_of_pledges_leaves_nothing_of_it(unit: Unit, officer: User) -> None:
    batch = entered(pledges_list(), unit)

    assert undo_batch(batch=batch, by=officer) == 0

    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert not any(model.objects.exists() for model in (Child, Donor, Pledge))
    event = event_model(Pledge).objects.get(pgh_label="delete")
    assert event.pgh_context.metadata == {"user": officer.pk, "undone_import_batch": batch.pk}


def test_undoing_gives_back_what_the_list_had_changed(unit: Unit) -> None:
    entered(children_list(child_row(birth="2012", hamlet="")), unit)
    before = dict[str, object](Child.objects.values().get())
    batch = entered(children_list(child_row(hamlet="Xóm 9"), title="DANH SÁCH NĂM 2025"), unit)
    assert Child.objects.get().hamlet == "Xóm 9"

    undo_batch(batch=batch, by=None)

    after = dict[str, object](Child.objects.values().get())
    assert {key for key in after if after[key] != before[key]} == {"version", "updated_at"}


def test_a_list_can_be_entered_again_after_it_was_undone(unit: Unit) -> None:
    undo_batch(batch=entered(children_list(), unit), by=None)

    entered(children_list(), unit)

    assert Child.objects.count() == 1


def test_a_child_that_has_a_pledge_by_now_stays_with_its_carer_and_the_others_go(unit: Unit, officer: User) -> None:
    batch = entered(TWO, unit)
    factories.create_pledge(child=Child.objects.get(full_name="Lê Đức Kiên"), donor=factories.create_donor(unit=unit))

    assert undo_batch(batch=batch, by=officer) == 1

    batch.refresh_from_db()
    assert names() == ["Lê Đức Kiên"]
    assert Caregiver.objects.get().child.full_name == "Lê Đức Kiên"
    assert (batch.state, counts(batch), batch.rows.count()) == (BatchState.UNDONE, {"new": 1}, 1)


def test_a_child_that_was_changed_or_visited_since_stays(unit: Unit, officer: User) -> None:
    batch = entered(
        children_list(child_row(), child_row("Trần Thị Khác"), child_row("Ngô Văn Hai"), child_row("Hồ Thị Ba")), unit
    )
    Child.objects.filter(full_name="Trần Thị Khác").update(note="đã gặp gia đình")
    visited = Child.objects.get(full_name="Ngô Văn Hai")
    Visit.objects.create(child=visited, visited_on="2024-10-01", visitors="Cán bộ xã", recorded_by=officer)

    found = plan(batch, officer)
    assert (found.goes_count, found.stays_count) == (2, 2)
    assert [(named.name.split(" ", 1)[1], len(named.reasons)) for named in found.staying] == [
        ("Trần Thị Khác", 1),
        ("Ngô Văn Hai", 1),
    ]

    undo_batch(batch=batch, by=officer)

    assert names() == ["Ngô Văn Hai", "Trần Thị Khác"]


def test_a_caregiver_that_was_changed_keeps_its_child(unit: Unit, officer: User) -> None:
    batch = entered(TWO, unit)
    Caregiver.objects.update(phone="0911222333")

    undo_batch(batch=batch, by=officer)

    assert names() == ["Lê Đức Kiên"]
    assert Caregiver.objects.get().phone == "0911222333"


def test_a_pledge_with_money_stays_with_its_donor_and_its_child_and_the_others_go(unit: Unit, officer: User) -> None:
    batch = entered(pledges_list(pledge_row(), pledge_row("Nhóm Thiện Tâm", "Trần Thị Khác")), unit)
    pledge = Pledge.objects.get(child__full_name="Mai Đình Kiên")
    pledge.receipts.create(amount_vnd=300_000, received_on="2024-02-01", recorded_by=officer)

    assert undo_batch(batch=batch, by=officer) == 1

    assert Pledge.objects.get() == pledge
    assert pledge.instalments.exists()
    assert Donor.objects.get() == pledge.donor
    assert names() == ["Mai Đình Kiên"]


def test_a_child_made_room_for_a_pledge_that_stays_keeps_the_room(unit: Unit, officer: User) -> None:
    entered(children_list(child_row("Mai Đình Kiên", "2012")), unit)
    batch = entered(pledges_list(pledge_row(), pledge_row("Nhóm Thiện Tâm", phone="0911222333")), unit)
    assert Child.objects.get().places == 2
    second = Pledge.objects.get(place=2)
    second.receipts.create(amount_vnd=300_000, received_on="2024-02-01", recorded_by=officer)

    undo_batch(batch=batch, by=officer)

    assert (Child.objects.get().places, Pledge.objects.get()) == (2, second)


def test_a_completed_record_that_was_changed_since_stays_as_it_is(unit: Unit, officer: User) -> None:
    entered(children_list(child_row(hamlet=""), child_row("Trần Thị Khác", hamlet="")), unit)
    rows = (child_row(), child_row("Trần Thị Khác"), child_row("Ngô Văn Hai"))
    batch = entered(children_list(*rows, title="DANH SÁCH NĂM 2025"), unit)
    Child.objects.filter(full_name="Lê Đức Kiên").update(note="đã gặp gia đình")

    found = plan(batch, officer)
    assert (found.goes_count, found.restored_count, found.changed_since_count) == (1, 1, 1)
    undo_batch(batch=batch, by=officer)

    hamlets = dict(Child.objects.values_list("full_name", "hamlet"))
    assert hamlets == {"Lê Đức Kiên": "Xóm 1", "Trần Thị Khác": ""}


def test_nothing_to_take_back_is_said_and_changes_nothing(unit: Unit, officer: User) -> None:
    batch = entered(children_list(), unit)
    Child.objects.update(note="đã gặp gia đình")
    assert plan(batch, officer).why_not

    with pytest.raises(Hindered):
        undo_batch(batch=batch, by=officer)

    batch.refresh_from_db()
    assert batch.state == BatchState.APPLIED


def test_the_plan_names_no_record_that_the_reader_may_not_see(unit: Unit) -> None:
    batch = entered(TWO, unit)
    Child.objects.filter(full_name="Trần Thị Khác").update(note="đã gặp gia đình")
    stranger = factories.create_user(role=Role.DATA_CLERK, unit=factories.create_unit())

    found = plan(batch, stranger)

    assert (found.stays_count, found.staying, found.unnamed_count) == (1, [], 1)


def test_only_an_entered_list_can_be_undone(unit: Unit) -> None:
    with pytest.raises(NotEntered):
        undo_batch(batch=opened(children_list(), unit), by=None)
