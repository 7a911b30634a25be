"""The empty forms: what is typed into them comes back in, column by column, and Excel leaves it as it was typed."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl.utils import get_column_letter

from imports.empty_forms import HEADER_ROW, INSTRUCTIONS_SHEET, EmptyForm, form_response, forms
from imports.layouts import SURE, needs_a_look
from imports.models import ImportBatch
from imports.operations import open_batch
from imports.writers import writers
from organisation.models import Unit
from organisation.roles import Role
from tests import factories
from tests.imports.lists import programme, told

pytestmark = pytest.mark.django_db
FORMS = forms().values()
FIRST = HEADER_ROW + 2  # as Excel numbers it

TYPED: dict[str, dict[str, Any]] = {
    "children": {
        "full_name": "Lê Đức Kiên", "birth": "5/2015", "sex": "Nam", "commune": "Thanh Tùng", "phone": "0983909266",
        "circumstances": "Mồ côi cha", "caregiver_name": "Hồ Thị Mẫu", "caregiver_relation": "bà nội",
        "poverty": "Hộ nghèo", "grade": "3A", "school": "Trường TH Mẫu",
    },
    "donors": {
        "donor": "Công đoàn Trường Mẫu", "kind": "Tổ chức", "donor_phone": "0984631588", "capacity_children": 2,
        "capacity_vnd": 500000, "is_public": "Có", "email": "mau@example.vn", "contact_name": "Hồ Thị Mẫu",
    },
    "pledges": {
        "donor": "Công đoàn Trường Mẫu", "donor_phone": "0984631588", "child": "Lê Đức Kiên", "child_birth": "2015",
        "commune": "Thanh Tùng", "rate": "500.000 đ/tháng", "starts": "01/2024", "ends": "12/2026",
    },
    "gifts": {
        "full_name": "Lê Đức Kiên", "birth": "2015", "parent_name": "Hồ Thị Mẫu", "group": "Quà 1/6", "amount": 100000,
    },
    "progress": {
        "code": "TE000001", "full_name": "Lê Đức Kiên", "school_year": "2024-2025", "result": "Tốt", "conduct": "Khá",
        "days_absent": 2,
    },
    "contributions": {
        "campaign": "CD000001", "received_on": "20/05/2025", "giver": "Nguyễn Văn Mẫu", "amount": 500000,
        "source": "Xã hội hóa", "method": "Chuyển khoản", "note": "qua điện thoại",
    },
    "users": {"full_name": "Nguyễn Thị Hòa", "role": "Thủ quỹ", "phone": "0984631588", "username": "hoa.nt"},
}  # fmt: skip


@pytest.fixture
def unit() -> Unit:
    return programme()


def empty(form: EmptyForm) -> bytes:
    return b"".join(form_response(form).streaming_content)  # type: ignore[arg-type]  # bytes of a file


def opened(form: EmptyForm, unit: Unit, *, kind: str | None = None, **typed: Any) -> ImportBatch:
    typed = TYPED[form.kind] | typed
    book = openpyxl.load_workbook(BytesIO(empty(form)))
    sheet = book.worksheets[0]
    for index, column in enumerate(form.columns, 1):
        if column.key in typed:
            sheet.cell(FIRST, index).value = typed[column.key]
    file = BytesIO()
    book.save(file)
    kind = form.kind if kind is None else kind
    return open_batch(data=file.getvalue(), file_name="mau.xlsx", kind=kind, unit=unit, by=None, keep_file=False)


def test_every_kind_of_list_has_a_form() -> None:
    assert set(forms()) == set(writers()) == set(TYPED)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_every_column_is_understood_as_what_it_is(unit: Unit, form: EmptyForm) -> None:
    batch = opened(form, unit)

    columns = batch.layout["sheets"][0]["columns"]
    assert [c["field"] for c in columns] == [column.key for column in form.columns]
    assert min(c["confidence"] for c in columns) >= SURE


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_what_is_typed_comes_in_and_nothing_needs_explaining(unit: Unit, form: EmptyForm) -> None:
    own = {}
    if form.kind == "progress":
        own["code"] = factories.create_child(unit=unit, full_name="Lê Đức Kiên").code
    if form.kind == "contributions":
        own["campaign"] = factories.create_campaign(unit=unit).code

    batch = opened(form, unit, **own)

    assert [status for status, _notes in told(batch)] == ["new"]
    assert not needs_a_look(batch.layout["sheets"])
    assert {s["name"] for s in batch.layout["sheets"] if s["ignored"] and s["visible"]} == {INSTRUCTIONS_SHEET}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_a_filled_form_is_recognised(unit: Unit, form: EmptyForm) -> None:
    assert opened(form, unit, kind="").kind == form.kind


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_excel_eats_no_zeros_and_offers_the_words(form: EmptyForm) -> None:
    sheet = openpyxl.load_workbook(BytesIO(empty(form))).worksheets[0]

    patterns = {"text": "@", "number": "0", "money": "#,##0"}
    formats = [sheet.column_dimensions[get_column_letter(n)].number_format for n in range(1, len(form.columns) + 1)]
    assert formats == [patterns[column.cells] for column in form.columns]
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == sum(1 for column in form.columns if column.choices)


def test_a_form_is_for_who_may_send_such_a_list(client: Client, unit: Unit) -> None:
    client.force_login(factories.create_user(role=Role.DATA_CLERK, unit=unit))

    assert client.get(reverse("imports:empty_form", args=["children"])).status_code == 200
    assert client.get(reverse("imports:empty_form", args=["users"])).status_code == 404
    assert client.get(reverse("imports:empty_form", args=["nothing"])).status_code == 404
