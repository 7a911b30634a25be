"""What was backed up comes back whole, and a damaged file changes nothing."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from psycopg.conninfo import make_conninfo
from pytest_django import DjangoDbBlocker

from config import backup, backup_archive
from config.backup_archive import BackupError

SHAPE = """
    SELECT (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal), (SELECT count(*) FROM pg_constraint),
           (SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'), (SELECT count(*) FROM auth_permission)
"""


def new_key(folder: Path) -> Any:
    backup_archive.make_key(folder / "backup.key")
    return backup_archive.read_key(folder / "backup.key")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return new_key(tmp_path_factory.mktemp("key"))


@pytest.fixture(scope="module")
def written(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory, key: Any
) -> Path:
    """An encrypted backup of the test database and of one photo."""
    folder = tmp_path_factory.mktemp("backup")
    (folder / "media" / "photos").mkdir(parents=True)
    (folder / "media" / "photos" / "one.jpg").write_bytes(b"a photo")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        backup.back_up(folder / "backup.age", key)
    return folder / "backup.age"


@pytest.fixture
def backed_up(transactional_db: None, written: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of that file. The settings name another database meanwhile, an empty one."""
    file = tmp_path / "backup.age"
    file.write_bytes(written.read_bytes())
    name = connection.settings_dict["NAME"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", f"{name}_copy")
        backup._administer("DROP DATABASE IF EXISTS {}", f"{name}_copy")
        backup._administer("CREATE DATABASE {}", f"{name}_copy")
        yield file
        backup._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", f"{name}_copy")


@pytest.fixture
def photo() -> Path:
    """Where the photo belongs; another one is there now."""
    file = Path(settings.MEDIA_ROOT) / "photos" / "one.jpg"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"changed since")
    return file


def ask(database: str, statement: str) -> list[tuple]:
    with psycopg.connect(make_conninfo(dbname=database, **backup._place())) as other:
        return other.execute(statement).fetchall()


def test_a_restored_database_has_every_table_trigger_and_photo(backed_up: Path, key: Any, photo: Path) -> None:
    backup.restore(backed_up, key)

    copy = backup._name()
    assert ask(copy, SHAPE) == ask(copy.removesuffix("_copy"), SHAPE)
    assert photo.read_bytes() == b"a photo"


def test_a_damaged_backup_changes_nothing(backed_up: Path, key: Any, photo: Path) -> None:
    whole = backed_up.read_bytes()
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]

    for damaged in (b"", b"no backup", whole[:middle], changed, whole[:-1], whole + b"x"):
        backed_up.write_bytes(damaged)
        with pytest.raises(BackupError):
            backup.restore(backed_up, key)

    assert ask(backup._name(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    assert photo.read_bytes() == b"changed since"


def test_whoever_has_not_the_key_reads_why_and_nothing_else(backed_up: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="Name its key"):
        backup.restore(backed_up)
    with pytest.raises(BackupError, match="cannot be opened with this key"):
        backup.restore(backed_up, new_key(tmp_path))
    with pytest.raises(BackupError, match="holds no key"):
        backup_archive.read_key(backed_up)

    assert b"PGDMP" not in backed_up.read_bytes()
    assert b"one.jpg" not in backed_up.read_bytes()


def plain(backed_up: Path, key: Any, folder: Path, **said: Any) -> Path:
    """The same backup without encryption, telling of itself what is `said`."""
    with (
        backup_archive.reading(backed_up, key, folder) as source,
        backup_archive.writing(folder / "plain.zip", None) as copy,
    ):
        for name in source.namelist():
            held = source.read(name)
            copy.writestr(name, json.dumps(json.loads(held) | said) if name == backup.CONTENTS else held)
    return folder / "plain.zip"


def test_a_row_or_file_that_did_not_come_back_is_found(backed_up: Path, key: Any, photo: Path, tmp_path: Path) -> None:
    lost = {"tables": {"public.auth_permission": [10**6, "1"]}, "files": {"photos/lost.jpg": "00"}}

    with pytest.raises(BackupError, match=r"in 2: public\.auth_permission, photos/lost\.jpg"):
        backup.restore(plain(backed_up, key, tmp_path, **lost))

    assert photo.read_bytes() == b"changed since"


def test_without_a_key_a_backup_is_a_plain_zip_which_none_takes_for_an_encrypted_one(
    backed_up: Path, key: Any, photo: Path, tmp_path: Path
) -> None:
    file = plain(backed_up, key, tmp_path)
    with pytest.raises(BackupError, match="is not encrypted"):
        backup.restore(file, key)

    backup.restore(file)

    assert zipfile.is_zipfile(file)
    assert photo.read_bytes() == b"a photo"


def test_a_full_disk_is_told_and_leaves_no_file(backed_up: Path, key: Any) -> None:
    full = Path("/dev/full")
    with pytest.raises(OSError, match="No space left"), backup_archive.writing(full, key) as archive:
        archive.writestr("much", bytes(10_000_000))


def test_a_change_of_names_that_fails_leaves_the_present_database_open(backed_up: Path) -> None:
    with pytest.raises(psycopg.errors.InvalidCatalogName):
        backup._swap_database("there_is_no_such_database")

    assert ask(backup._name(), "SELECT 1") == [(1,)]


def test_a_backup_and_its_key_are_readable_by_their_owner_alone(written: Path, tmp_path: Path) -> None:
    new_key(tmp_path)

    assert written.stat().st_mode & 0o077 == 0
    assert (tmp_path / "backup.key").stat().st_mode & 0o077 == 0
    with pytest.raises(BackupError, match="exists"):  # the key of older backups is not written over
        new_key(tmp_path)
