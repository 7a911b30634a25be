"""The admin's table of donors: our own roles decide what goes out and what comes back in."""

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import tablib
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from donors.models import Donor
from donors.resources import MOST_ROWS, DonorResource
from organisation.models import AccessLog, Unit, User
from organisation.roles import Role
from tests import factories
from tests.donors.offers import history_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def administrator(unit: Unit) -> User:
    return factories.create_user(role=Role.ADMINISTRATOR, unit=unit)


@pytest.fixture
def keeper(administrator: User, unit: Unit) -> User:
    """An administrator who is a data clerk as well."""
    administrator.appointments.create(role=Role.DATA_CLERK, unit=unit, starts_on=datetime.date(2020, 1, 1))
    return administrator


def brought_in(user: Any, **row: Any) -> Any:
    table = tablib.Dataset(list(row.values()), headers=list(row))
    return DonorResource(user=user).import_data(table)


def test_an_administrator_repairs_and_does_not_carry_away(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    assert client.get("/admin/donors/donor/import/").status_code == 200
    assert client.get("/admin/donors/donor/export/").status_code == 403


def test_a_leader_neither_exports_nor_imports_there(client: Client, unit: Unit) -> None:
    client.force_login(factories.create_user(role=Role.LEADER, unit=unit))
    assert [client.get(f"/admin/donors/donor/{page}/").status_code for page in ("export", "import")] == [403, 403]


@pytest.mark.parametrize("page", ["export", "import"])
def test_with_a_role_that_exports_and_imports_both_open(client: Client, keeper: User, page: str) -> None:
    client.force_login(keeper)
    assert client.get(f"/admin/donors/donor/{page}/").status_code == 200


def test_the_export_holds_the_donors_of_units_that_export_with_text_as_text_and_is_logged(client, keeper, unit) -> None:
    donor = factories.create_donor(unit=unit, name="=1+1")
    factories.create_donor(name="Nơi Khác")
    elsewhere = factories.create_donor(name="Chỉ Xem")
    keeper.appointments.create(
        role=Role.ADMINISTRATOR, unit=elsewhere.managing_unit, starts_on=datetime.date(2020, 1, 1)
    )
    client.force_login(keeper)
    fields = {f"donorresource_{name}": "on" for name in ("code", "name")}
    response = client.post("/admin/donors/donor/export/", {"format": "0", "resource": "", **fields})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [["code", "name"], [donor.code, "=1+1"]]
    assert sheet["B2"].data_type == "s"
    logged = AccessLog.objects.get(action="export")
    assert (logged.user, logged.rows_count) == (keeper, 1)


def test_a_row_repairs_the_donor_of_its_code(administrator, unit) -> None:
    donor = factories.create_donor(unit=unit, address="Sai")
    result = brought_in(administrator, code=donor.code, address="Đúng")
    donor.refresh_from_db()
    assert not result.has_errors()
    assert donor.address == "Đúng"
    assert [event.pgh_label for event in history_of(donor).order_by("pgh_id")] == ["insert", "update"]


def test_cells_mean_what_they_mean_in_a_list_that_comes_in(administrator, unit) -> None:
    donor = factories.create_donor(unit=unit, capacity_children=3)
    row = {
        "kind": "Nhóm",
        "phone": "0984.631 588",
        "contact_name": "LÊ THỊ MẪU",
        "capacity_children": "",
        "capacity_vnd": "1tr5",
    }
    result = brought_in(administrator, code=donor.code, **row)
    donor.refresh_from_db()
    assert not result.has_errors()
    assert (donor.kind, donor.phone, donor.contact_name) == ("group", "0984631588", "Lê Thị Mẫu")
    assert (donor.capacity_children, donor.capacity_vnd) == (None, 1_500_000)


@pytest.mark.parametrize("cell", [{"email": "lan tại gmail"}, {"capacity_children": "nhiều"}])
def test_a_cell_that_cannot_be_read_is_an_error_of_its_row(administrator, unit, cell: dict[str, str]) -> None:
    donor = factories.create_donor(unit=unit)
    result = brought_in(administrator, code=donor.code, **cell)
    assert result.has_errors() or result.has_validation_errors()
    assert Donor.objects.get().version == donor.version


def test_what_was_taken_out_comes_back_in_as_it_was(administrator, unit) -> None:
    donor = factories.create_donor(
        unit=unit, phone="0984631588", email="mau@example.com", capacity_children=2, capacity_vnd=500_000
    )
    table = DonorResource(user=administrator).export(Donor.objects.all())
    result = DonorResource(user=administrator).import_data(table)
    again = Donor.objects.get()
    assert not result.has_errors()
    assert (again.kind, again.phone, again.email) == (donor.kind, donor.phone, donor.email)
    assert (again.capacity_children, again.capacity_vnd, again.name) == (2, 500_000, donor.name)


def test_a_row_may_not_break_what_a_record_must_be(administrator, unit) -> None:
    donor = factories.create_donor(unit=unit)
    result = brought_in(administrator, code=donor.code, kind="robot")
    assert result.invalid_rows or result.has_errors()
    assert Donor.objects.get().kind == "organisation"


@pytest.mark.parametrize("whose", ["nobody", "another unit"])
def test_an_unknown_code_makes_no_donor(administrator, whose: str) -> None:
    theirs = factories.create_donor(address="Cũ")
    result = brought_in(administrator, code="ND999999" if whose == "nobody" else theirs.code, address="Mới")
    assert result.has_errors() or result.invalid_rows
    assert list(Donor.objects.values_list("address", flat=True)) == ["Cũ"]


def test_the_managing_unit_is_not_brought_in(administrator, unit) -> None:
    donor = factories.create_donor(unit=unit)
    brought_in(administrator, code=donor.code, managing_unit="Đơn vị lạ", note="x")
    donor.refresh_from_db()
    assert (donor.managing_unit, donor.note) == (unit, "x")


def test_a_long_table_is_refused(administrator) -> None:
    table = tablib.Dataset(*[("ND1",)] * (MOST_ROWS + 1), headers=["code"])
    assert DonorResource(user=administrator).import_data(table).has_errors()


def test_without_a_person_the_resource_touches_nothing(unit) -> None:
    donor = factories.create_donor(unit=unit, note="cũ")
    brought_in(None, code=donor.code, note="mới")
    donor.refresh_from_db()
    assert donor.note == "cũ"


def test_opening_a_donor_in_the_admin_is_logged(client, administrator, unit) -> None:
    donor = factories.create_donor(unit=unit)
    client.force_login(administrator)
    assert client.get(f"/admin/donors/donor/{donor.pk}/change/").status_code == 200
    assert AccessLog.objects.get().record_id == donor.pk


def uploaded(client: Client, *rows: tuple[str, str]) -> Any:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (("code", "address"), *rows):
        book.worksheets[0].append(row)
    book.save(file)
    table = SimpleUploadedFile("bang.xlsx", file.getvalue())
    return client.post("/admin/donors/donor/import/", {"format": "0", "resource": "", "import_file": table})


def test_what_is_brought_in_waits_beside_the_lists_until_it_is_confirmed(client, administrator, unit) -> None:
    administrator.appointments.create(role=Role.DATA_CLERK, unit=unit, starts_on=datetime.date(2020, 1, 1))
    donor = factories.create_donor(unit=unit)
    client.force_login(administrator)

    asked = uploaded(client, (donor.code, "Đúng")).context["confirm_form"].initial
    waiting = Path(settings.MEDIA_ROOT) / "imports" / asked["import_file_name"]
    assert waiting.stat().st_mode & 0o077 == 0

    answers = [client.post("/admin/donors/donor/process_import/", asked).status_code for _twice in range(2)]

    donor.refresh_from_db()
    assert (donor.address, answers, waiting.exists()) == ("Đúng", [302, 404], False)
