"""Database and photos into one file and back. What is restored takes the present one's place only once it is whole."""

import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from config import postgres, postgres_programs

DUMP = "database.dump"
MEDIA = "media/"


class BackupError(Exception):
    """Nothing was changed; the message says why."""


def back_up(file: Path) -> None:
    """Writes the database, as it is at one moment, and all uploaded files into `file`, readable by its owner alone."""
    temporary = file.with_name(f"{file.name}.part")
    try:
        temporary.touch(mode=0o600)
        with tempfile.TemporaryDirectory(dir=_var()) as folder, zipfile.ZipFile(temporary, "w") as archive:
            dump = Path(folder) / DUMP
            _run("pg_dump", "--format=custom", f"--file={dump}", database=_name())
            archive.write(dump, DUMP)
            for path in sorted(_media().rglob("*")):
                archive.write(path, MEDIA + path.relative_to(_media()).as_posix())
        temporary.replace(file)
    except OSError as error:
        raise BackupError(f"The backup could not be written: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)


def restore(file: Path) -> None:
    """Puts back what `file` holds. Raises BackupError, with nothing changed, if the file is not whole."""
    from public.reader import ENSURE_ROLE

    restored = f"{_name()}_restored"
    try:
        with tempfile.TemporaryDirectory(dir=_var()) as folder, zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
            (Path(folder) / MEDIA).mkdir(exist_ok=True)
            _administer("DROP DATABASE IF EXISTS {}", restored)
            _administer("CREATE DATABASE {}", restored)
            _administer(ENSURE_ROLE)  # a dump grants to roles, which belong to the server
            _run("pg_restore", "--exit-on-error", "--no-owner", str(Path(folder) / DUMP), database=restored)
            _swap_database(restored)
            _swap_media(Path(folder) / MEDIA)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise BackupError(f"{file} is no backup of this program, or it is damaged: {error}") from error
    finally:
        _administer("DROP DATABASE IF EXISTS {}", restored)


def empty_database() -> None:
    """Deletes the present database and the uploaded files, and makes an empty one."""
    _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", _name())
    _administer("CREATE DATABASE {}", _name())
    shutil.rmtree(_media(), ignore_errors=True)


def _swap_database(restored: str) -> None:
    """Whoever is connected is cut off for a moment, and finds the restored data when coming back.

    Both names change together or neither: what was there is only dropped once the other stands in its place.
    """
    present, old = _name(), f"{_name()}_before_restore"
    _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", old)
    _administer("ALTER DATABASE {} ALLOW_CONNECTIONS false", present)
    try:
        with _maintenance() as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [present])
            with connection.transaction():
                for name, new in ((present, old), (restored, present)):
                    connection.execute(_statement("ALTER DATABASE {} RENAME TO {}", name, new))
    except psycopg.Error:
        _administer("ALTER DATABASE {} ALLOW_CONNECTIONS true", present)
        raise
    _administer("DROP DATABASE {}", old)


def _swap_media(new: Path) -> None:
    old = _media().with_name(f"{_media().name}.before-restore")
    shutil.rmtree(old, ignore_errors=True)
    if _media().exists():
        _media().rename(old)
    shutil.move(new, _media())
    shutil.rmtree(old, ignore_errors=True)


# --- The server's side --------------------------------------------------------------------------


def _settings() -> dict[str, Any]:
    from django.db import connection

    return connection.settings_dict


def _name() -> str:
    return str(_settings()["NAME"])


def _media() -> Path:
    from django.conf import settings

    return Path(settings.MEDIA_ROOT)


def _var() -> Path:
    folder = postgres.ROOT / "var"
    folder.mkdir(exist_ok=True)
    return folder


def _place() -> dict[str, Any]:
    """Where the server is, without the database's name, the password and the application's time limits."""
    settings = _settings()
    place = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    place |= {name: value for name, value in settings["OPTIONS"].items() if name in {"host", "port", "sslmode"}}
    return {name: value for name, value in place.items() if value}


def _maintenance() -> psycopg.Connection:
    return psycopg.connect(
        make_conninfo(dbname="postgres", password=_settings()["PASSWORD"] or None, **_place()), autocommit=True
    )


def _administer(statement: str, *names: str) -> None:
    from django.db import connections

    connections.close_all()
    with _maintenance() as connection:
        connection.execute(_statement(statement, *names))


def _statement(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))


def _run(program: str, *arguments: str, database: str) -> None:
    with _maintenance() as connection:
        major = connection.info.server_version // 10_000
    environment = os.environ | ({"PGPASSWORD": _settings()["PASSWORD"]} if _settings()["PASSWORD"] else {})
    command = [str(postgres_programs.program(program, major=major)), *arguments]
    done = subprocess.run(
        [*command, f"--dbname={make_conninfo(dbname=database, **_place())}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()[-500:]}")
