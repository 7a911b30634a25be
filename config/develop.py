"""dev.py's commands, inside the environment. Each step is skipped when nothing it depends on has changed."""

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import django
import environ

from config import backup, backup_archive, fuzz, messages, mutants, postgres, quality, scan, serve, styles
from config.postgres_programs import PostgresError

ROOT = postgres.ROOT
VAR = ROOT / "var"
STAMPS = VAR / "stamps.json"
DEMO_ACCOUNTS = VAR / "demo-accounts.txt"  # its presence also says that the database holds invented people


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    environ.Env.read_env(ROOT / ".env")
    command, *arguments = sys.argv[1:]
    try:
        COMMANDS[command](arguments)
    except KeyboardInterrupt:
        sys.exit(130)
    except (PostgresError, backup.BackupError) as error:
        sys.exit(str(error))


def setup(arguments: list[str]) -> None:
    prepare()
    say("Ready: python3 dev.py run")


def run(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py run")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reload", action="store_true", help="restart when a file of the program changes")
    options = parser.parse_args(arguments)
    serve.refuse_busy_port(options.port)
    prepare()
    refuse_unsafe_server()
    if not named_server() and is_empty():
        fill_with_demo()
    serve.serve(port=options.port, reload=options.reload, announce=lambda: announce(options.port))


def announce(port: int) -> None:
    say(f"\nMẹ đỡ đầu: http://127.0.0.1:{port}/   (Ctrl-C stops it and the database)")
    if DEMO_ACCOUNTS.exists():
        say(f"\n{DEMO_ACCOUNTS.read_text().strip()}\n")


def demo(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py demo")
    parser.add_argument("--yes", action="store_true", help="also in place of records that are not a demo")
    options = parser.parse_args(arguments)
    prepare()
    if not (options.yes or DEMO_ACCOUNTS.exists() or is_empty()):
        sys.exit("This database holds records that are no demo, and they would be deleted. Back up, then add --yes.")
    if not is_empty():
        say("Making an empty database")
        backup.empty_database()
        prepare()
    fill_with_demo()
    say(DEMO_ACCOUNTS.read_text())


def bench(arguments: list[str]) -> None:
    prepare()
    sys.exit(python("-m", "benchmarks", *arguments))


def back_up(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py backup")
    parser.add_argument("file", type=absolute, nargs="?")
    parser.add_argument("--key-file", type=absolute, help="encrypt with this key, which restoring will need")
    parser.add_argument("--new-key", type=absolute, help="make such a key, and no backup")
    options = parser.parse_args(arguments)
    if options.new_key:
        backup_archive.make_key(options.new_key)
        say(f"{options.new_key}: keep a copy where the backups are not. Without it none of them can be read.")
        return
    if not options.file:
        parser.error("which FILE?")
    use_database()
    django.setup()
    held = backup.back_up(options.file, backup_archive.read_key(options.key_file))
    said = f"{held.rows:,} rows of {len(held.tables)} tables, {len(held.files):,} files"
    say(f"{options.file}: {options.file.stat().st_size / 1_000_000:.1f} MB. Restored on trial and compared: {said}.")


def restore(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py restore")
    parser.add_argument("file", type=absolute)
    parser.add_argument("--key-file", type=absolute, help="the key of an encrypted backup")
    options = parser.parse_args(arguments)
    use_database()
    django.setup()
    backup.restore(options.file, backup_archive.read_key(options.key_file))
    DEMO_ACCOUNTS.unlink(missing_ok=True)
    prepare()
    say("Restored.")


def manage(arguments: list[str]) -> None:
    sys.exit(python(str(ROOT / "manage.py"), *arguments))


def lock(arguments: list[str]) -> None:
    common = [
        "--universal",
        "--generate-hashes",
        "--no-header",
        "--no-emit-index-url",
        "--python-version",
        "3.11",
        "-q",
    ]
    os.chdir(ROOT)
    compile_lock = ["-m", "uv", "pip", "compile", "pyproject.toml", *common, *arguments]
    failed = python(*compile_lock, "-o", "requirements.lock")
    dev = ["--group", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock"]
    sys.exit(failed or python(*compile_lock, *dev))


COMMANDS = {
    "setup": setup,
    "run": run,
    "test": quality.test,
    "check": quality.check,
    "fix": quality.fix,
    "demo": demo,
    "mutants": mutants.command,
    "fuzz": fuzz.command,
    "faults": lambda arguments: sys.exit(python("-m", "tests.faults", *arguments)),
    "scan": scan.command,
    "bench": bench,
    "backup": back_up,
    "restore": restore,
    "messages": messages.command,
    "styles": styles.command,
    "lock": lock,
    "manage": manage,
}


# --- Steps --------------------------------------------------------------------------------------


def prepare() -> None:
    """Everything that must be there before the first page: translations, server, tables, areas, static files."""
    messages.compile_stale()
    use_database()
    django.setup()
    migrate()
    load_areas()
    collect_static()


def refuse_unsafe_server() -> None:
    """A server that may lose a commit when the power goes is no place for these records (organisation/checks.py)."""
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", databases=["default"], tags=["database"], stdout=io.StringIO())
    except SystemCheckError as error:
        sys.exit(str(error))


def use_database() -> None:
    if not named_server():
        postgres.start()


def named_server() -> bool:
    return bool(os.environ.get("DATABASE_URL"))


def migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Migrating the database")
        call_command("migrate", verbosity=0, interactive=False)


def load_areas() -> None:
    from django.core.management import call_command

    from organisation.models import Area

    name = f"areas {database_fingerprint()}"
    state = fingerprint(file.read_bytes() for file in sorted((ROOT / "organisation" / "data").glob("*.csv")))
    if not (is_current(name, state) and Area.objects.exists()):
        say("Loading the areas")
        call_command("load_areas", stdout=io.StringIO())
        remember(name, state)


def collect_static() -> None:
    from django.conf import settings
    from django.core.management import call_command

    files = sorted(file for folder in settings.STATICFILES_DIRS for file in Path(folder).rglob("*") if file.is_file())
    packages = [(ROOT / "requirements.lock").read_bytes()]
    state = fingerprint([*packages, *(f"{file}{(s := file.stat()).st_size}{s.st_mtime_ns}".encode() for file in files)])
    if not (is_current("static", state) and settings.STATIC_ROOT.exists()):
        say("Collecting the static files")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        remember("static", state)


def is_empty() -> bool:
    from organisation.models import Unit, User

    return not (User.objects.exists() or Unit.objects.exists())


def fill_with_demo() -> None:
    """The demo command prints the accounts and their passwords, made up just now; they are kept to be shown again."""
    from django.core.management import call_command, get_commands

    if "demo" not in get_commands():
        return
    say("Inventing the demo programme")
    printed = io.StringIO()
    call_command("demo", stdout=printed)
    DEMO_ACCOUNTS.touch(mode=0o600)
    DEMO_ACCOUNTS.write_text(printed.getvalue())


# --- Stamps -------------------------------------------------------------------------------------


def fingerprint(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def database_fingerprint() -> str:
    return fingerprint([(os.environ.get("DATABASE_URL") or "own").encode()])[:12]


def stamps() -> dict[str, str]:
    return json.loads(STAMPS.read_text()) if STAMPS.exists() else {}


def is_current(name: str, state: str) -> bool:
    return stamps().get(name) == state


def remember(name: str, state: str) -> None:
    VAR.mkdir(exist_ok=True)
    STAMPS.write_text(json.dumps(stamps() | {name: state}, indent=1))


def absolute(path: str) -> Path:
    return Path(path).resolve()


def python(*arguments: str) -> int:
    return subprocess.run([sys.executable, *arguments], check=False).returncode


def say(what: str) -> None:
    print(what, flush=True)


if __name__ == "__main__":
    main()
