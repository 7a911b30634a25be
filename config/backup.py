"""Database and photos into one file and back. What is restored takes the present one's place only once it is whole.

A backup is tried before it counts as one: it is restored into a database beside the present one, and every table and
file is compared with what was read when it was written.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from config import postgres, postgres_programs
from config.backup_archive import BackupError, reading, writing

if TYPE_CHECKING:
    from config.backup_archive import Identity

DUMP = "database.dump"
MEDIA = "media/"
CONTENTS = "contents.json"
BLOCK = 1024 * 1024  # bytes

# A row's text is the same on every server once these are; the sum does not ask in which order rows lie.
SAME_TEXT = "SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET bytea_output = 'hex'; SET extra_float_digits = 1"
TABLES = """
    SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1, 2
"""
CHECKSUM = """
    SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text FROM {} AS t
"""
# PostgreSQL's own workers, which belong to nobody, make way by themselves
CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usesysid IS NOT NULL"


@dataclass
class Contents:
    """What a backup holds: table → (rows, checksum), file → SHA-256."""

    tables: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(rows for rows, _ in self.tables.values())


def back_up(file: Path, key: "Identity | None" = None) -> Contents:
    """Writes the database, as it is at one moment, and all uploaded files into `file`, readable by its owner alone.

    Encrypted where a key is given. The file appears once it has been restored beside the present database and compared.
    Raises BackupError; then there is no file, or the one that was there before.
    """
    temporary = file.with_name(f"{file.name}.part")
    try:
        temporary.touch(mode=0o600)
        with writing(temporary, key) as archive:
            contents = _write(archive)
        with _set_aside(temporary, key):
            pass
        temporary.replace(file)
    except OSError as error:
        raise BackupError(f"The backup could not be written: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return contents


def _write(archive: zipfile.ZipFile) -> Contents:
    contents = Contents()
    with _connect(_name()) as connection:  # one moment for the dump and for what is counted
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        moment = connection.execute("SELECT pg_export_snapshot()").fetchall()[0][0]
        with archive.open(DUMP, "w", force_zip64=True) as out:
            _dump(out, f"--snapshot={moment}")
        contents.tables = _tables(connection)
    for path in sorted(path for path in _media().rglob("*") if path.is_file()):
        name = path.relative_to(_media()).as_posix()
        with suppress(FileNotFoundError), path.open("rb") as source:  # somebody deletes a photo meanwhile
            contents.files[name] = _copy(source, archive, MEDIA + name)
    archive.writestr(CONTENTS, json.dumps(asdict(contents)))
    return contents


def restore(file: Path, key: "Identity | None" = None) -> None:
    """Puts back what `file` holds. Raises BackupError, with nothing changed, if the file is not whole."""
    with _set_aside(file, key) as (database, media):
        _swap_database(database)
        _swap_media(media)


@contextmanager
def _set_aside(file: Path, key: "Identity | None") -> Iterator[tuple[str, Path]]:
    """A database and a folder with what `file` holds, compared with what it says of itself; gone afterwards."""
    from public.reader import ENSURE_ROLE

    restored = f"{_name()}_restored"
    try:
        with tempfile.TemporaryDirectory(dir=_var()) as name:
            folder = Path(name)
            with reading(file, key, folder) as archive:
                archive.extractall(folder)
            (folder / MEDIA).mkdir(exist_ok=True)
            _administer("DROP DATABASE IF EXISTS {}", restored)
            _administer("CREATE DATABASE {}", restored)
            _administer(ENSURE_ROLE)  # a dump grants to roles, which belong to the server
            _run("pg_restore", "--exit-on-error", "--no-owner", str(folder / DUMP), database=restored)
            _compare(Contents(**json.loads((folder / CONTENTS).read_text())), restored, folder / MEDIA)
            yield restored, folder / MEDIA
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise BackupError(f"{file} is no backup of this program, or it is damaged: {error}") from error
    finally:
        _administer("DROP DATABASE IF EXISTS {}", restored)


def _compare(written: Contents, database: str, media: Path) -> None:
    with _connect(database) as connection:
        tables = _tables(connection)
    files = {name: _checksum(media / name) for name in written.files if (media / name).is_file()}
    differing = [name for name, said in written.tables.items() if tables.get(name) != said]
    differing += [name for name, said in written.files.items() if files.get(name) != said]
    if differing:
        raise BackupError(f"What came back is not what was written, in {len(differing)}: {', '.join(differing[:5])}")


def _tables(connection: psycopg.Connection) -> dict[str, list[Any]]:
    connection.execute(SAME_TEXT)
    return {
        ".".join(names): list(connection.execute(sql.SQL(CHECKSUM).format(sql.Identifier(*names))).fetchall()[0])
        for names in connection.execute(TABLES).fetchall()
    }


def _copy(source: IO[bytes], archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as out:
        while block := source.read(BLOCK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _checksum(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


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
            connection.execute(CUT_OFF, [present])
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


def _connect(database: str) -> psycopg.Connection:
    return psycopg.connect(make_conninfo(dbname=database, password=_settings()["PASSWORD"] or None, **_place()))


def _maintenance() -> psycopg.Connection:
    connection = _connect("postgres")
    connection.autocommit = True
    return connection


def _administer(statement: str, *names: str) -> None:
    from django.db import connections

    connections.close_all()
    with _maintenance() as connection:
        connection.execute(_statement(statement, *names))


def _statement(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))


def _dump(out: IO[bytes], *arguments: str) -> None:
    """The dump goes straight into the archive; nothing of it lies open on the disk."""
    with tempfile.TemporaryFile("w+") as said:
        command = _command("pg_dump", "--format=custom", *arguments, database=_name())
        with subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, stderr=said) as process:
            assert process.stdout
            shutil.copyfileobj(process.stdout, out, BLOCK)
        _refuse_failure("pg_dump", process.returncode, said)


def _run(program: str, *arguments: str, database: str) -> None:
    with tempfile.TemporaryFile("w+") as said:
        command = _command(program, *arguments, database=database)
        done = subprocess.run(command, env=_environment(), stdout=said, stderr=said, check=False)
        _refuse_failure(program, done.returncode, said)


def _command(program: str, *arguments: str, database: str) -> list[str]:
    with _maintenance() as connection:
        major = connection.info.server_version // 10_000
    path = postgres_programs.program(program, major=major)
    return [str(path), *arguments, f"--dbname={make_conninfo(dbname=database, **_place())}"]


def _environment() -> dict[str, str]:
    return os.environ | ({"PGPASSWORD": _settings()["PASSWORD"]} if _settings()["PASSWORD"] else {})


def _refuse_failure(program: str, code: int, said: IO[str]) -> None:
    if code:
        said.seek(0)
        raise BackupError(f"{program} failed: {said.read().strip()[-500:]}")
