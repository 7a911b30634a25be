"""A list whose headings nobody finds: who says what kind of list it is names them, and goes on."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imports.models import ImportBatch
from organisation.models import Unit
from organisation.roles import Role
from tests import factories
from tests.imports.lists import as_csv, programme, statuses

pytestmark = pytest.mark.django_db

BARE = as_csv(["1", "Lê Bảo An", "28/7/2014", "Nữ"], ["2", "Lê Bảo Bình", "2/7/2015", "Nam"])
ODD = as_csv(
    ["DANH SÁCH"],
    ["STT", "Họ tên trẻ, năm sinh, địa chỉ", "Họ tên người giám hộ, năm sinh, nghề nghiệp", "Số ĐT liên hệ"],
    ["1", "Lê Bảo An, xóm 2 Thanh Tùng", "Trần Thị Mẫu, 1980, làm ruộng", "0912345678"],
)


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def clerk(client: Client, unit: Unit) -> Client:
    user = factories.create_user(role=Role.DATA_CLERK, unit=unit)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client: Client, data: bytes, unit: Unit, kind: str) -> Any:
    file = SimpleUploadedFile("danh-sach.csv", data)
    return client.post(reverse("imports:upload"), {"file": file, "unit": unit.pk, "kind": kind})


@pytest.mark.parametrize(
    ("data", "row", "taken", "names"),
    [
        (BARE, 0, {"B": "full_name", "C": "birth", "D": "sex"}, ["Lê Bảo An", "Lê Bảo Bình"]),
        (ODD, 2, {"B": "full_name"}, ["Lê Bảo An"]),
    ],
)
def test_the_headings_are_named_and_the_rows_come_in(
    clerk: Client, unit: Unit, data: bytes, row: int, taken: dict[str, str], names: list[str]
) -> None:
    answer = send(clerk, data, unit, "children")
    batch = ImportBatch.objects.get()
    columns = reverse("imports:columns", args=[batch.public_id])
    assert answer.url == columns
    assert clerk.get(columns).status_code == 200
    assert clerk.get(batch.get_absolute_url()).status_code == 200

    said = {"kind": "children", "needs_sponsor": "on"}
    clerk.post(columns, said | {"u0-first": str(row)})
    form = clerk.get(columns).context["form"]
    fields = {name: form[name].value() for name in form.fields if name.startswith("g0-")}
    clerk.post(columns, said | fields | {f"g0-{letter}": key for letter, key in taken.items()})

    assert [r.values["full_name"] for r in batch.rows.filter(status="new").order_by("id")] == names
    assert set(statuses(batch)) == {"new"}


@pytest.mark.parametrize(
    ("data", "kind"), [(BARE, ""), ("Không có danh sách nào ở đây".encode(), "children"), (b"\n\n1\n2\n", "children")]
)
def test_a_file_without_a_list_or_without_a_kind_is_refused_as_before(
    clerk: Client, unit: Unit, data: bytes, kind: str
) -> None:
    assert send(clerk, data, unit, kind).context["form"].errors["file"]
    assert not ImportBatch.objects.exists()
