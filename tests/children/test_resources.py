import datetime
import io

import openpyxl
import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile

from children.resources import ChildResource
from imports.plain_xlsx import PlainXLSX
from organisation.models import AccessLog
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_row_repairs_the_record_with_its_code() -> None:
    child = factories.create_child()
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=child.managing_unit)
    sheet = tablib.Dataset(
        [child.code, "LÊ VĂN SỬA", "Nam", "hộ nghèo"], headers=["code", "full_name", "sex", "poverty"]
    )
    result = ChildResource(user=clerk).import_data(sheet, raise_errors=True)
    child.refresh_from_db()
    assert result.totals["update"] == 1
    assert (child.full_name, child.sex, child.poverty) == ("Lê Văn Sửa", "male", "poor")


def test_another_units_record_and_a_new_one_are_left_alone() -> None:
    stranger, clerk = factories.create_child(), factories.create_user(role=Role.DATA_CLERK)
    sheet = tablib.Dataset([stranger.code, "Lê Văn Sửa"], ["TE999999", "Lê Văn Mới"], headers=["code", "full_name"])
    result = ChildResource(user=clerk).import_data(sheet)
    stranger.refresh_from_db()
    assert stranger.full_name == "Trần Thị Mẫu"
    assert result.totals["new"] == result.totals["update"] == 0


def test_a_record_that_may_only_be_read_is_left_alone() -> None:
    child, reader = factories.create_child(), factories.create_user(role=Role.DATA_CLERK)
    reader.appointments.create(role=Role.LEADER, unit=child.managing_unit, starts_on=datetime.date(2020, 1, 1))
    result = ChildResource(user=reader).import_data(
        tablib.Dataset([child.code, "Lê Văn Sửa"], headers=["code", "full_name"])
    )
    child.refresh_from_db()
    assert (child.full_name, result.totals["update"]) == ("Trần Thị Mẫu", 0)


def test_what_cannot_be_read_is_an_error_of_its_row() -> None:
    child = factories.create_child()
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=child.managing_unit)
    result = ChildResource(user=clerk).import_data(tablib.Dataset([child.code, "cả hai"], headers=["code", "sex"]))
    assert result.has_errors() or result.has_validation_errors()


def test_exported_text_stays_text() -> None:
    data = PlainXLSX().export_data(tablib.Dataset(["=1+1"], headers=["full_name"]))
    cell = openpyxl.load_workbook(io.BytesIO(data)).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_an_administrator_repairs_and_does_not_carry_away(client) -> None:
    child = factories.create_child()
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, unit=child.managing_unit))
    assert client.get(f"/admin/children/child/{child.pk}/change/").status_code == 200
    assert AccessLog.objects.get().record_id == child.pk
    assert client.get("/admin/children/child/export/").status_code == 403
    sheet = SimpleUploadedFile("a.xlsx", b"<html>not a sheet</html>")
    response = client.post("/admin/children/child/import/", {"import_file": sheet, "format": "0"})
    assert response.status_code == 200
    assert not response.context.get("confirm_form")
