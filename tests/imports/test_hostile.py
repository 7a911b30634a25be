"""Hostile and broken files: one sentence and nothing stored, never a fault, never a dead worker."""

import json
import os
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from imports import reading
from imports.fields import kind
from imports.guessing import guess_kind
from imports.models import ImportBatch
from imports.reading import Cell, RefusedFile, Workbook, read_workbook
from organisation.models import Unit
from organisation.roles import Role
from tests import factories
from tests.imports import hostile
from tests.imports.lists import programme
from tests.imports.sheets import CONTEXT, read

# `dev.py fuzz` tries 3,500
MUTANTS = hostile.mutants(int(os.environ.get("HOSTILE_MUTANTS", "60")))
NAMES = sorted(hostile.MADE)
HARMLESS = [name for name in NAMES if hostile.MADE[name][1] == "read"]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Each file is made once for all tests."""
    return {name: make() for name, (make, _expected) in hostile.MADE.items()}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_file_that_is_read_holds_nothing_harmful(name, files):
    assert_harmless(read_workbook(files[name]))


def assert_harmless(workbook: reading.Workbook) -> None:
    """Texts that a database keeps and that came from the file itself; nothing beyond the limits."""
    told = json.dumps([sheet.rows for sheet in workbook.sheets], default=str)
    assert "\\u0000" not in told
    assert "\\ud800" not in told
    assert "root:" not in told
    for sheet in workbook.sheets:
        assert all(len(cell) <= 32_767 for row in sheet.rows for cell in row if isinstance(cell, str))


@pytest.mark.parametrize(("name", "data"), MUTANTS, ids=[name for name, _data in MUTANTS])
def test_a_sample_with_faults_is_refused_or_understood(name, data):
    workbook = read_or_refused(data)
    if isinstance(workbook, RefusedFile):
        assert workbook.reason in ("damaged", "not_a_sheet", "password", "too_large_inside", "too_many_rows")
        return
    assert_harmless(workbook)
    written = {sheet.name: [n for n, row in enumerate(sheet.rows, 1) if is_filled(row)] for sheet in workbook.sheets}
    result = read(kind(guess_kind(workbook) or "children"), *workbook.sheets, context=CONTEXT)
    for sheet in result.sheets:
        rows = [row.row for row in result.rows if row.sheet == sheet.name]
        assert rows == sorted(rows)
        if sheet.header and sheet.name in written:  # every row under the headings is a record, or is told why not
            told = {row.row for row in result.rows if row.sheet.startswith(sheet.name)}
            assert {n for n in written[sheet.name] if n > sheet.header.last_row} <= told
        else:
            assert sheet.ignored or sheet.name not in written
    json.dumps([row.values for row in result.rows], default=str)


SECONDS: dict[bool, list[float]] = {True: [], False: []}  # refused or not → how long each file took
LONGEST = 2  # seconds until a refusal


def read_or_refused(data: bytes) -> Workbook | RefusedFile:
    started, found = time.monotonic(), None
    try:
        found = read_workbook(data)
        return found
    except RefusedFile as refused:
        return refused
    finally:
        note_time(started, was_refused=found is None)


def note_time(started: float, *, was_refused: bool) -> None:
    seconds = time.monotonic() - started
    SECONDS[was_refused].append(seconds)
    assert not was_refused or seconds <= LONGEST


def is_filled(row: list[Cell]) -> bool:
    return any(not isinstance(cell, str) or cell.strip() for cell in row)


@pytest.fixture
def unit(db: Any) -> Unit:
    return programme()


@pytest.fixture
def clerk(client: Client, unit: Unit) -> Client:
    user = factories.create_user(role=Role.DATA_CLERK, unit=unit)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("name", NAMES)
def test_it_is_refused_in_one_sentence_with_its_reason_or_shown(name, files, clerk, unit):
    file = SimpleUploadedFile("danh-sach.xlsx", files[name])
    started = time.monotonic()
    answer = clerk.post(reverse("imports:upload"), {"file": file, "unit": unit.pk, "kind": ""}, follow=True)

    assert answer.status_code == 200
    note_time(started, was_refused=was_refused(answer))
    if name not in HARMLESS:
        ((error,),) = answer.context["form"].errors.values()
        assert error.startswith(sentence_of(name))
        assert not ImportBatch.objects.exists()
    else:
        assert ImportBatch.objects.exists() != was_refused(answer)


def was_refused(answer: Any) -> bool:
    """Whether the page of the upload came again with a sentence beside the file."""
    return bool(answer.context and "form" in answer.context and answer.context["form"].errors.get("file"))


def sentence_of(name: str) -> str:
    """How the refusal begins in the language of the pages; an upload without a byte is refused by the form itself."""
    reason = hostile.MADE[name][1]
    with override("vi"):
        return gettext(reading.REASONS[reason]).partition("%(")[0] if name != "nothing" else ""


@pytest.mark.parametrize("chosen", ["children", "pledges"])
@pytest.mark.parametrize("name", HARMLESS)
def test_what_can_be_read_does_no_harm_as_a_list_of_any_kind(name, chosen, files, clerk, unit):
    file = SimpleUploadedFile("danh-sach.csv", files[name])
    answer = clerk.post(reverse("imports:upload"), {"file": file, "unit": unit.pk, "kind": chosen}, follow=True)

    assert answer.status_code == 200
    batches = list(ImportBatch.objects.all())
    assert len(batches) == (0 if was_refused(answer) else 1)
    for batch in batches:
        for page in ("batch", "columns"):
            assert clerk.get(reverse(f"imports:{page}", args=[batch.public_id])).status_code == 200


def test_there_are_enough_of_them_and_what_they_took_is_told() -> None:
    """Of the files that this process tried; a dead worker would have ended it before this line."""
    refused, understood = SECONDS[True], SECONDS[False]

    print(f"{len(NAMES)} made and {len(MUTANTS)} damaged files, here {len(refused)} refused, the slowest in", end=" ")
    print(f"{max(refused, default=0):.2f} s, {len(understood)} understood")
    assert len(NAMES) >= 60
