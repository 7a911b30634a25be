"""What was backed up comes back whole, and a damaged file changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from config import backup

SHAPE = """
    SELECT (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal), (SELECT count(*) FROM pg_constraint),
           (SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'), (SELECT count(*) FROM auth_permission)
"""


@pytest.fixture
def photo() -> Path:
    file = Path(settings.MEDIA_ROOT) / "photos" / "one.jpg"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"a photo")
    return file


@pytest.fixture
def backed_up(transactional_db: None, photo: Path, tmp_path: Path) -> Iterator[Path]:
    """A backup of the test database; from then on the settings name another database, an empty one."""
    file = tmp_path / "backup.zip"
    name = connection.settings_dict["NAME"]
    with pytest.MonkeyPatch.context() as patch:
        backup.back_up(file)
        patch.setitem(connection.settings_dict, "NAME", f"{name}_copy")
        backup._administer("DROP DATABASE IF EXISTS {}", f"{name}_copy")
        backup._administer("CREATE DATABASE {}", f"{name}_copy")
        yield file
        backup._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", f"{name}_copy")


def ask(database: str, statement: str) -> list[tuple]:
    with psycopg.connect(make_conninfo(dbname=database, **backup._place())) as other:
        return other.execute(statement).fetchall()


def test_a_restored_database_has_every_table_trigger_and_photo(backed_up: Path, photo: Path) -> None:
    photo.write_bytes(b"changed since")

    backup.restore(backed_up)

    copy = backup._name()
    assert ask(copy, SHAPE) == ask(copy.removesuffix("_copy"), SHAPE)
    assert photo.read_bytes() == b"a photo"


def test_a_damaged_backup_changes_nothing(backed_up: Path, photo: Path) -> None:
    backup.restore(backed_up)
    before = ask(backup._name(), SHAPE)
    whole = backed_up.read_bytes()
    photo.write_bytes(b"changed since")

    for damaged in (b"", b"no zip", whole[: len(whole) // 2], whole.replace(b"PGDMP", b"PGDMX")):
        backed_up.write_bytes(damaged)
        with pytest.raises(backup.BackupError):
            backup.restore(backed_up)

    assert ask(backup._name(), SHAPE) == before
    assert photo.read_bytes() == b"changed since"


def test_a_change_of_names_that_fails_leaves_the_present_database_open(backed_up: Path) -> None:
    with pytest.raises(psycopg.errors.InvalidCatalogName):
        backup._swap_database("there_is_no_such_database")

    assert ask(backup._name(), "SELECT 1") == [(1,)]


def test_a_backup_is_readable_by_its_owner_alone(backed_up: Path) -> None:
    assert backed_up.stat().st_mode & 0o077 == 0
