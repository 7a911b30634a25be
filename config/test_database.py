"""The database of the tests is migrated once, while the code is still being read; each test process copies it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import psycopg
from psycopg import sql

from config.postgres import ROOT, beside

COPIED = "TEST_DATABASE_TEMPLATE"  # names the database to copy, for tests/conftest.py
NAME = "migrated_for_tests"


@contextmanager
def migrated() -> Iterator["Migrating"]:
    """The copy's original, which is made meanwhile and gone afterwards. Needs DATABASE_URL."""
    _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _administer("CREATE DATABASE {}")
    making = Migrating()
    try:
        yield making
    finally:
        making.process.kill()
        making.process.wait()
        _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)")


class Migrating:
    def __init__(self) -> None:
        environment = os.environ | {
            "DATABASE_URL": beside(os.environ["DATABASE_URL"], NAME),
            "UNSAFE_DATABASE": "true",  # it is thrown away with the tests, and so is their server
        }
        run = partial(subprocess.Popen, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.process = run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment)

    def wait(self) -> None:
        """Until it can be copied. Where the migrations fail, each test process will say so by itself."""
        said, _nothing = self.process.communicate()
        if self.process.returncode:
            print(said, flush=True)
        else:
            os.environ[COPIED] = NAME


def _administer(statement: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(NAME)))
