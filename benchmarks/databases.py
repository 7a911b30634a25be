"""A database of its own for each size and each program under measure, filled by COPY."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from config.postgres import beside, url

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmarks"


def base_url() -> str:
    return os.environ.get("DATABASE_URL") or url()


def url_of(name: str) -> str:
    return beside(base_url(), name)


def connect(name: str) -> psycopg.Connection:
    return psycopg.connect(url_of(name), autocommit=True)


def create(name: str) -> bool:
    """Make the database unless it is there; True when it is new."""
    with psycopg.connect(base_url(), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return True


def drop(name: str) -> None:
    with psycopg.connect(base_url(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def generated(size: str) -> Path:
    """The six CSV files of gen.py, made once."""
    folder = DATA / size
    if not (folder / "manifest.json").exists():
        run([sys.executable, str(ROOT / "benchmarks/gen.py"), size, str(folder)])
    return folder


def sheet(rows: int, bad: int = 0) -> Path:
    """An import list, made once; `bad`: per cent of its rows that cannot go in as they are."""
    path = DATA / f"sheet-{rows}{f'-{bad}-bad' if bad else ''}.xlsx"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        run([sys.executable, str(ROOT / "benchmarks/gen.py"), "sheet", str(rows), str(path), "--bad", str(bad)])
    return path


def ours(size: str) -> str:
    """Our program's database of that size: migrated, with areas, and the generated rows."""
    name = f"bench_ours_{size}"
    env = {"DATABASE_URL": url_of(name)}
    is_new = create(name)
    run([sys.executable, "manage.py", "migrate", "-v0"], env)
    if is_new:
        run([sys.executable, "manage.py", "load_areas"], env)
        run([sys.executable, "-m", "benchmarks.load", str(generated(size)), url_of(name)])
    return name


def stock(size: str) -> str:
    """The baseline's database of that size."""
    name = f"bench_stock_{size}"
    if create(name):
        baseline([sys.executable, "manage.py", "migrate", "-v0"], name)
        baseline([sys.executable, "manage.py", "load_csv", str(generated(size))], name)
    return name


def baseline_env(name: str) -> dict[str, str]:
    with connect(name) as connection:
        info = connection.info
        return {
            "BASELINE_DB": name,
            "PGHOST": info.host,
            "PGPORT": str(info.port),
            "PGUSER": info.user,
            "PGPASSWORD": info.password,
            "CONN_MAX_AGE": "600",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": "",
        }


def baseline(command: list[str], name: str) -> str:
    return run(command, baseline_env(name), ROOT / "benchmarks/baseline")


def run(command: list[str], env: dict[str, str] | None = None, folder: Path = ROOT) -> str:
    done = subprocess.run(
        command, cwd=folder, env=os.environ | (env or {}), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout
