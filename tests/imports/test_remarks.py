"""What the pages of a list tell of how its file was read."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext, override

from imports import reading
from imports.models import ImportBatch
from organisation.roles import Role
from tests import factories
from tests.imports.lists import SAMPLES, programme

pytestmark = pytest.mark.django_db


def opened(client: Client, data: bytes) -> ImportBatch:
    unit = programme()
    user = factories.create_user(role=Role.DATA_CLERK, unit=unit)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    fields: dict[str, Any] = {"file": SimpleUploadedFile("a.xls", data), "unit": unit.pk, "kind": "children"}
    client.post(reverse("imports:upload"), fields)
    return ImportBatch.objects.get()


@pytest.mark.parametrize("page", ["batch", "columns"])
def test_letters_turned_into_unicode_are_told(client, page):
    batch = opened(client, (SAMPLES / "tre-mo-coi-mai-giang-vntime.xls").read_bytes())
    answer = client.get(reverse(f"imports:{page}", args=[batch.public_id]))
    with override("vi"):
        sentence = gettext(reading.OLD_LETTERS) % {"font": "TCVN3"}
    assert escape(sentence) in answer.content.decode()
    assert batch.rows.filter(values__full_name="Nguyễn Thị Ngọc Hoa").exists()


def test_a_file_in_unicode_has_nothing_to_tell(client):
    batch = opened(client, (SAMPLES / "tre-mo-coi.csv").read_bytes())
    assert all(sheet["remarks"] == [] for sheet in batch.layout["sheets"])
