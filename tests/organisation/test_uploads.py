"""A file that is sent is read where it came in: in memory, and no more of it than a request may bring."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imports.models import ImportBatch
from imports.reading import MAX_BYTES
from organisation import uploads
from organisation.roles import Role
from tests import factories
from tests.every_page import signed_in
from tests.imports.lists import programme

pytestmark = pytest.mark.django_db
HEADINGS = "STT;Họ và tên;Ngày sinh;Giới tính;Ghi chú\n"
ROWS = HEADINGS + "".join(f"{n};Trẻ Mẫu {n};01/02/2015;Nữ;{'x' * 3000}\n" for n in range(1, 500))  # 1.5 MB


@pytest.fixture
def clerk() -> Client:
    return signed_in(factories.create_user(role=Role.DATA_CLERK, unit=programme()))


def send(clerk: Client, content: bytes) -> object:
    file = SimpleUploadedFile("danh-sach.csv", content)
    unit = factories.Unit.objects.get(parent=None)
    return clerk.post(reverse("imports:upload"), {"file": file, "unit": unit.pk, "kind": "children"}, follow=True)


def test_a_long_list_lies_in_no_temporary_file(clerk: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))

    send(clerk, ROWS.encode())

    assert ImportBatch.objects.get().counts["new"] == 499


def test_of_a_file_beyond_all_measure_the_rest_is_dropped_and_the_form_says_so(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST", 1_000_000)

    answer = send(clerk, os.urandom(MAX_BYTES + 1))

    assert "20,0" in answer.context["form"].errors["file"][0]  # type: ignore[attr-defined]  # a test answer
    assert not ImportBatch.objects.exists()


def test_no_more_is_kept_than_a_request_may_bring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST", 100)
    handler, files = uploads.KeptInMemory(), []

    for _n in range(2):
        handler.new_file("photo", "a.jpg", "image/jpeg", None)
        handler.receive_data_chunk(bytes(70), 0)
        files.append(handler.file_complete(70))

    assert [(file.size, len(file.read())) for file in files] == [(70, 70), (70, 30)]
