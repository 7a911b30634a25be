"""Errors quote what could not be read or saved; the log of an orphans' register must not.

Of an error its kind and its place in the code are told. Its words only where they can be of nothing but the code and
the machine; of a refused row the names of the constraint and the table.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

import psycopg
from django.db import OperationalError

QUOTED_ROW = re.compile(r"^\s*(DETAIL|CONTEXT|HINT|LINE \d+):.*(\n\s+.*)*", re.M)
PERSONAL_ADDRESS = re.compile(r"(/cua-toi/|/account/choose/)[^/\s\"'?]+")  # whoever has it opens what is behind it
OF_CODE_AND_MACHINE = (
    AttributeError, ImportError, NameError, OperationalError, TypeError, psycopg.OperationalError,
)  # fmt: skip


def without_values(text: str) -> str:
    return PERSONAL_ADDRESS.sub(r"\1…", QUOTED_ROW.sub("", text))


class DropPersonalValues(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_values(record.getMessage()), None
        return True


class PlainFormatter(logging.Formatter):
    def formatException(self, ei) -> str:
        return without_values("\n".join(_told(ei[1]))) if ei[1] else ""


def tell_plainly(kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
    """In place of `sys.excepthook`."""
    sys.stderr.write(PlainFormatter().formatException((kind, error, None)) + "\n")


def _told(error: BaseException) -> Iterator[str]:
    """The first cause first, as Python tells it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from _told(before)
        yield "which led to:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__module__}.{type(error).__qualname__}{_words(error)}"


def _words(error: BaseException) -> str:
    if isinstance(error, OF_CODE_AND_MACHINE):
        return f": {error}"
    if isinstance(error, OSError):
        return f": {error.strerror}"
    if isinstance(error, psycopg.Error):
        refused = filter(None, (error.diag.table_name, error.diag.constraint_name, error.diag.column_name))
        return f": {error.sqlstate} {', '.join(refused)}"
    return ""
