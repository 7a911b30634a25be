"""How far a long piece of work on a list has come, told from inside its transaction to whoever asks from outside.

The figure is the database session's own name while the transaction lasts. So it needs no table and no second
connection, every web process can read it, and it is gone with the work, however that ends.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

MARK = "list"
TOKEN = re.compile(r"[0-9a-f]{32}")
FULL = 100  # percent
# Long work may be longer than a page's; still an end, so that a lost connection frees its locks.
MINUTES = 5

WHO = """
SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE %s
"""

_token: ContextVar[str] = ContextVar("progress_token", default="")
_listener: ContextVar[Callable[[str, int], None] | None] = ContextVar("progress_listener", default=None)


@contextmanager
def followed(token: str) -> Iterator[None]:
    """What is told inside can be read under this token (32 hexadecimal digits; any other text: nobody asks)."""
    before = _token.set(token if TOKEN.fullmatch(token) else "")
    try:
        yield
    finally:
        _token.reset(before)


@contextmanager
def heard_by(listener: Callable[[str, int], None]) -> Iterator[None]:
    """What is told inside is heard in this process: the step, and how many rows of it are done (0 at its beginning)."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def count(step: str, rows: int) -> None:
    """Say how many rows of the step are done."""
    if listener := _listener.get():
        listener(step, rows)


def tell(step: str, percent: int) -> None:
    """Say that the work has come to `step` (one word) and to this share of the whole. Inside a transaction."""
    count(step, 0)
    if token := _token.get():
        name = f"{MARK} {token} {step} {min(max(percent, 0), FULL)}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('application_name', %s, true)", [name])


def told(token: str) -> tuple[str, int] | None:
    """The step and the percentage of the work under this token; None while (or when no longer) anybody works on it."""
    if not TOKEN.fullmatch(token):
        return None
    with connection.cursor() as cursor:
        cursor.execute(WHO, [f"{MARK} {token} %"])
        found = cursor.fetchone()
    if found is None:
        return None
    _mark, _said, step, percent = found[0].split(" ")
    return step, int(percent)


def take_time() -> None:
    """A page's time limits are too short for a long list: the transaction we are in may last minutes."""
    with connection.cursor() as cursor:
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute("SELECT set_config(%s, %s, true)", [name, f"{MINUTES}min"])
