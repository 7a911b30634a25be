"""What a view hands to nginx, what no record names, and how much one desk may send in a day."""

import datetime
import errno
import io
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from children import operations, pictures
from children.models import Child, Consent
from organisation.models import UploadDay, User
from organisation.quotas import count_upload
from organisation.roles import Role
from organisation.stored_files import missing, named_files, orphans
from tests import factories

pytestmark = pytest.mark.django_db

PICTURE = pictures.Picture(b"large", b"small", 4, 3)


@pytest.fixture
def clerk() -> User:
    return factories.create_user(role=Role.DATA_CLERK)


@pytest.fixture
def child(clerk: User) -> Child:
    child = factories.create_child(unit=clerk.current_appointments[0].unit)
    Consent.objects.create(child=child, purpose="process", given_by="Lê Thị Bà", given_on=datetime.date(2024, 9, 1))
    return child


@pytest.fixture
def desk(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def a_photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    return file.getvalue()


def keep(child: Child, clerk: User) -> str:
    return operations.add_photo(child=child, picture=PICTURE, by=clerk).file


def test_with_nginx_in_front_the_file_goes_past_the_program_to_whoever_may_see_it(
    child: Child, clerk: User, desk: Client, settings
) -> None:
    settings.ACCEL_LOCATION = "/kept/"
    name = keep(child, clerk)
    address = reverse("children:photo", args=[child.public_id])

    answer = desk.get(address)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["X-Accel-Redirect"] == f"/kept/photos/{name[:2]}/{name}"
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    stranger = factories.create_user(role=Role.DATA_CLERK, unit=factories.create_unit())
    desk.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert "X-Accel-Redirect" not in desk.get(address)


def test_only_files_of_yesterday_that_no_record_names_are_swept(child: Child, clerk: User, settings, capsys) -> None:
    name = keep(child, clerk)
    stray, fresh = (pictures.keep(PICTURE) for _ in range(2))
    for path in (pictures.path_of(stray), pictures.path_of(stray, small=True), pictures.path_of(name)):
        os.utime(path, (0, 0))
    gone = {pictures.path_of(stray), pictures.path_of(stray, small=True)}

    assert set(orphans()) == gone
    call_command("sweep_files")
    assert all(path.exists() for path in gone)
    call_command("sweep_files", "--delete")

    assert not any(path.exists() for path in gone)
    assert pictures.path_of(name).exists()
    assert pictures.path_of(fresh).exists()
    assert not missing()
    pictures.forget(name)
    assert missing() == {Path(name).stem}


def test_every_column_that_names_a_file_is_known_to_the_sweep(django_assert_num_queries) -> None:
    with django_assert_num_queries(6) as asked:  # another table: see that its files are named like these
        list(named_files())

    told = " ".join(query["sql"] for query in asked.captured_queries)
    for table in ("children_photo", "sponsorship_handoverphoto", "sponsorship_letterpage", "campaigns_attachment"):
        assert table in told


def test_a_full_disk_refuses_the_upload_in_words_and_keeps_nothing_of_it(
    child: Child, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    answer = desk.post(
        reverse("children:photo_add", args=[child.public_id]), {"photo": SimpleUploadedFile("a.jpg", a_photo())}
    )

    assert answer.status_code == 507
    assert "hết chỗ lưu" in answer.content.decode()
    assert not child.photos.exists()
    assert not list(pictures.path_of("xx").parents[1].rglob("*.jpg"))


@pytest.mark.parametrize(("whose", "sentence"), [("account", "tài khoản này"), ("unit", "đơn vị của anh/chị")])
def test_who_sent_enough_for_one_day_reads_so_and_nothing_is_kept(
    whose: str, sentence: str, child: Child, desk: Client, settings
) -> None:
    settings.UPLOADS_A_DAY = {"account": 10_000_000, "unit": 10_000_000, whose: len(a_photo()) + 5}
    address = reverse("children:photo_add", args=[child.public_id])

    first, second = (desk.post(address, {"photo": SimpleUploadedFile("a.jpg", a_photo())}) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 413)
    assert sentence in second.content.decode()
    assert child.photos.count() == 1
    assert UploadDay.objects.get().size == len(a_photo())


def two_at_once(settings: Any) -> list[str | None]:
    """Two uploads of one account, each of which is the last that one day allows. What each is told."""
    settings.UPLOADS_A_DAY = {"account": 100, "unit": 1_000}
    user = factories.create_user(role=Role.DATA_CLERK)
    unit = user.current_appointments[0].unit
    UploadDay.objects.create(unit=unit, day=timezone.localdate(), user=user, size=1)
    start = threading.Barrier(2)

    def send() -> str | None:
        try:
            start.wait(5)
            return count_upload(user, unit, 60)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return [each.result() for each in [pool.submit(send) for _n in range(2)]]


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_are_not_both_the_last(settings) -> None:
    assert two_at_once(settings).count(None) == 1
    assert UploadDay.objects.get().size == 61


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_are(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    both_have_read = threading.Barrier(2)

    class Unlocked:
        def filter(self, **where: Any) -> list[UploadDay]:
            found = list(UploadDay.objects.filter(**where))
            both_have_read.wait(5)
            return found

    monkeypatch.setattr(type(UploadDay.objects.all()), "select_for_update", lambda rows, **_how: Unlocked())

    assert two_at_once(settings).count(None) == 2
