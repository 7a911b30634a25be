"""Lists that were uploaded and forgotten: their rows and files go after a while."""

import datetime as dt
import os
import time
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from imports import cleaning, files
from imports.models import BatchState, ImportBatch
from organisation.models import Unit
from tests.imports.lists import children_list, entered, opened, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


def untouched_for(batch: ImportBatch, days: int) -> None:
    """As if nobody had touched it since; its trigger would say that it is being touched now."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE imports_importbatch SET updated_at = now() - make_interval(days => %s) WHERE id = %s",
            [days, batch.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_list_that_waited_too_long_is_set_aside_and_others_are_not(
    unit: Unit, django_capture_on_commit_callbacks: Any
) -> None:
    old, fresh = (opened(children_list(title=title), unit, keep_file=True) for title in ("CŨ", "MỚI"))
    done = entered(children_list(title="ĐÃ NHẬP"), unit)
    for batch in (old, done):
        untouched_for(batch, 31)
    untouched_for(fresh, 29)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("clean_lists", verbosity=0)

    states = dict(ImportBatch.objects.values_list("pk", "state"))
    assert states == {old.pk: BatchState.DISCARDED, fresh.pk: BatchState.CHECKED, done.pk: BatchState.APPLIED}
    assert not old.rows.exists()
    assert os.listdir(settings.MEDIA_ROOT / "imports") == [fresh.stored_file]


def test_a_file_that_no_list_names_goes_after_a_day(unit: Unit) -> None:
    kept, stray, just_now = (files.keep(b"x") for _ in range(3))
    batch = opened(children_list(), unit)
    ImportBatch.objects.filter(pk=batch.pk).update(stored_file=kept)
    two_days_ago = time.time() - 2 * 86_400
    for name in (kept, stray):
        os.utime(settings.MEDIA_ROOT / "imports" / name, (two_days_ago, two_days_ago))

    cleaning.forget_abandoned()

    assert sorted(os.listdir(settings.MEDIA_ROOT / "imports")) == sorted([kept, just_now])


def test_only_some_are_set_aside_beside_an_upload(unit: Unit) -> None:
    for number in range(3):
        untouched_for(opened(children_list(title=f"DANH SÁCH {number}"), unit), 40)

    assert cleaning.forget_abandoned(older_than=dt.timedelta(days=30), at_most=2) == 2
    assert cleaning.forget_abandoned(older_than=dt.timedelta(days=30), at_most=2) == 1
