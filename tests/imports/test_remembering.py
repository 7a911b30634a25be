"""What was decided about the columns of a list holds for the next one with these headings."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imports.layouts import SURE
from imports.models import ColumnTemplate, ImportBatch
from imports.operations import apply_batch, understand_again
from imports.remembering import fingerprint, forget, names_of
from organisation.models import Unit
from organisation.models.unit import UnitKind
from organisation.roles import Role
from tests import factories
from tests.imports.lists import as_csv, opened, programme

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Cột lạ", "Xã")
ROW = ("1", "Lê An", "28/7/2014", "TH Thanh Hà", "Thanh Tùng")


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def decided(unit: Unit) -> ImportBatch:
    """A list whose column D a person took for the school."""
    batch = opened(as_csv(HEADINGS, ROW), unit, kind="children", keep_file=True)
    assert batch.rows.get().values["note"] == "Cột lạ: TH Thanh Hà"
    understand_again(batch=batch, kind="children", corrections={"sheets": {"": {"columns": {"D": "school"}}}})
    return batch


def test_the_next_file_of_the_unit_is_read_as_was_decided(unit: Unit, decided: ImportBatch) -> None:
    order = (1, 4, 0, 3, 2)
    headings = tuple(HEADINGS[i].upper() for i in order)
    next_one = opened(as_csv(("DANH SÁCH",), headings, tuple(ROW[i] for i in order)), unit, kind="children")

    row = next_one.rows.get()
    assert (row.values["school"], row.values["full_name"], "note" in row.values) == ("TH Thanh Hà", "Lê An", False)
    sheet = next_one.layout["sheets"][0]
    assert sheet["decided_on"] is not None
    assert {column["confidence"] for column in sheet["columns"]} == {1.0}


def test_units_below_follow_what_was_decided_above_and_others_do_not(unit: Unit, decided: ImportBatch) -> None:
    below = factories.create_unit(name="Hội LHPN xã", kind=UnitKind.WOMENS_UNION, parent=unit)
    assert opened(as_csv(HEADINGS, ROW), below, kind="children").rows.get().values["school"] == "TH Thanh Hà"

    elsewhere = factories.create_unit(name="Chương trình khác")
    batch = opened(as_csv(HEADINGS, ROW), elsewhere, kind="children")
    assert (batch.layout["sheets"][0]["decided_on"], "school" in batch.rows.get().values) == (None, False)


def test_what_a_person_says_now_counts_more_and_is_remembered_in_its_place(unit: Unit, decided: ImportBatch) -> None:
    batch = opened(as_csv(HEADINGS, ROW), unit, kind="children", keep_file=True)
    understand_again(batch=batch, kind="children", corrections={"sheets": {"": {"columns": {"D": ""}}}})
    assert "school" not in batch.rows.get().values

    assert "school" not in opened(as_csv(HEADINGS, ROW), unit, kind="children").rows.get().values
    assert ColumnTemplate.objects.count() == 1


def test_a_decision_can_be_forgotten(unit: Unit, decided: ImportBatch) -> None:
    assert forget(unit=unit, kind="children", headings=HEADINGS)
    assert not forget(unit=unit, kind="children", headings=HEADINGS)

    assert "school" not in opened(as_csv(HEADINGS, ROW), unit, kind="children").rows.get().values


def test_the_page_says_when_it_was_decided_and_forgets_it_when_asked(
    unit: Unit, decided: ImportBatch, client: Client
) -> None:
    client.force_login(factories.create_user(role=Role.DATA_CLERK, unit=unit), backend=BACKEND)
    batch = opened(as_csv(HEADINGS, ROW), unit, kind="children", keep_file=True)
    page = reverse("imports:columns", args=[batch.public_id])
    assert f"{timezone.localdate():%d/%m/%Y}" in client.get(page).content.decode()

    client.post(reverse("imports:forget_columns", args=[batch.public_id]), {"group": "0"})

    assert not ColumnTemplate.objects.exists()
    assert "school" not in batch.rows.get().values


def test_a_list_whose_columns_were_certain_leaves_nothing_to_remember(unit: Unit) -> None:
    batch = opened(as_csv(HEADINGS[:3], ROW[:3]), unit, kind="children")
    apply_batch(batch=batch, by=None)

    assert not ColumnTemplate.objects.exists()


@pytest.mark.parametrize("is_person", [True, False])
def test_what_was_unsure_is_remembered_when_a_person_let_it_stand(unit: Unit, is_person: bool) -> None:
    headings = ("STT", "Họ và tên", "Ngày sinh", "Xóm hay thôn của trẻ đó")
    batch = opened(as_csv(headings, ROW[:4]), unit, kind="children")
    assert min(c["confidence"] for c in batch.layout["sheets"][0]["columns"] if c["field"]) < SURE
    by = factories.create_user(role=Role.DATA_CLERK, unit=unit) if is_person else None

    apply_batch(batch=batch, by=by)

    assert ColumnTemplate.objects.exists() is is_person


def test_headings_are_the_same_whatever_their_order_capitals_and_marks() -> None:
    assert fingerprint(["Họ và tên", "", "Ngày sinh"]) == fingerprint(["NGAY SINH", "Họ và  Tên:"])
    assert fingerprint(["Họ và tên", "Ngày sinh"]) != fingerprint(["Họ và tên", "Năm sinh"])
    assert fingerprint(["Họ và tên"]) == ""
    assert names_of(["Địa chỉ", "STT", "ĐỊA CHỈ"]) == ["dia chi", "stt", "dia chi#2"]
