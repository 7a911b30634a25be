"""Reads a workbook that somebody uploaded: xlsx, xls, ods or csv, judged by content, in a bounded child process."""

import datetime as dt
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, MutableSequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imports.spooling import PIECE, SpooledRows
from vietnamese.errors import gettext_noop

Cell = str | int | float | bool | dt.date
# What Excel and LibreOffice show in place of a value that they cannot work out.
EXCEL_ERRORS = frozenset(
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #SPILL! #CALC!".split() + [f"Err:{n}" for n in range(501, 541)]
)

MAX_BYTES = 20 * 1024**2
WALL_SECONDS = 30
LONG = 25_000  # rows

_generous: ContextVar[bool] = ContextVar("generous", default=False)

REASONS = {
    "empty": gettext_noop("The file is empty. Choose the file that holds the list."),
    "too_large": gettext_noop("The file is larger than %(megabytes)s MB. Split the list into smaller files."),
    "too_large_inside": gettext_noop(
        "The file unpacks to far more data than a list needs. Copy the list into a new file and send that."
    ),
    "too_many_rows": gettext_noop(
        "The file has more than %(rows)s rows or %(columns)s columns. "
        "Delete what is not part of the list, or split it into smaller files."
    ),
    "not_a_sheet": gettext_noop(
        "This is not a spreadsheet. Send an Excel (.xlsx, .xls), OpenDocument (.ods) or CSV file."
    ),
    "web_page": gettext_noop(
        "This file is a web page saved under the name of a spreadsheet. "
        "Open it in Excel, save it as .xlsx and send that."
    ),
    "password": gettext_noop(
        "The file is protected by a password. Remove the password in Excel, save and send it again."
    ),
    "macros": gettext_noop("The file contains macros. Save it in Excel as an ordinary .xlsx workbook and send that."),
    "damaged": gettext_noop("The file is damaged or not complete. Open it in Excel, save it as .xlsx and send that."),
    "took_too_long": gettext_noop("Reading the file took too long. Copy the list alone into a new file and send that."),
}


class RefusedFile(Exception):
    """The file is not taken. `message` is an English sentence to be translated, `params` fills its %(name)s places."""

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = reason
        self.message = REASONS[reason]
        self.params = params
        super().__init__(self.message % params if params else self.message)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows as Excel numbers them, columns from 0, all inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of how a sheet was read: an English sentence and its parameters."""

    message: str
    params: Mapping[str, object]


OLD_LETTERS = gettext_noop(
    "The letters of this sheet were typed in an old font (%(font)s) and were turned into Unicode. "
    "Compare some names with your file."
)
HIDDEN_ROWS = gettext_noop("Rows that are hidden in the file are read like the others: %(rows)s.")
STRUCK_ROWS = gettext_noop(
    "Rows with cells that are struck out in the file are read like the others: %(rows)s. Leave out those that no longer"
    " count."
)
NOTED_CELLS = gettext_noop("Notes are attached to cells of the file and are not read: %(rows)s. Look at them there.")
NAMED_ROWS = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[0]` is Excel's row 1; a row ends with its last filled cell, an empty cell is "".

    Texts are NFC. `legacy_font`: the encoding that its texts were converted from ("TCVN3", "VNI", "Windows-1258",
    "UTF-8"; several with commas between), "" when they were Unicode. `hidden_rows` and `struck_rows` are numbered as
    Excel does; `noted_cells` ("B3") have a note beside them.
    """

    name: str
    visible: bool
    rows: MutableSequence[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    legacy_font: str = ""
    hidden_rows: tuple[int, ...] = ()
    struck_rows: tuple[int, ...] = ()
    noted_cells: tuple[str, ...] = ()

    @property
    def remarks(self) -> list[Remark]:
        """What to tell beside the sheet."""
        told = [Remark(OLD_LETTERS, {"font": self.legacy_font})] if self.legacy_font else []
        besides: tuple[tuple[str, tuple[object, ...]], ...] = (
            (HIDDEN_ROWS, self.hidden_rows),
            (STRUCK_ROWS, self.struck_rows),
            (NOTED_CELLS, self.noted_cells),
        )
        for message, places in besides:
            if places:
                more = ", …" if len(places) > NAMED_ROWS else ""
                told.append(Remark(message, {"rows": ", ".join(map(str, places[:NAMED_ROWS])) + more}))
        return told


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in their order."""

    sheets: list[Sheet]


@contextmanager
def generously() -> Iterator[None]:
    """Inside, files of the command line's size are read: 200 MB, a million rows, ten minutes."""
    before = _generous.set(True)
    try:
        yield
    finally:
        _generous.reset(before)


def read_workbook(source: Path | str | bytes) -> Workbook:
    """The sheets of an xlsx, xls, ods or csv file (a path or its bytes, at most 20 MB).

    Always parsed in a child process: 1 GB of memory, 20 s of CPU, 30 s by the clock (more inside generously()). A sheet
    of more than LONG rows is kept compressed. Raises RefusedFile with a sentence that says what is wrong and what to
    do.
    """
    most = 10 * MAX_BYTES if _generous.get() else MAX_BYTES
    data = source if isinstance(source, bytes) else _load(Path(source), most)
    if not data:
        raise RefusedFile("empty")
    if len(data) > most:
        raise RefusedFile("too_large", megabytes=most // 1024**2)
    lines = _ask_child(data)
    answer = json.loads(next(lines, b"{}"))
    if "refused" in answer:
        raise RefusedFile(answer["refused"], **answer["params"])
    try:
        return Workbook([_sheet(said, lines) for said in answer["sheets"]])
    except (StopIteration, KeyError, ValueError):
        # killed by its limits (memory, CPU) or aborted inside the reader
        raise RefusedFile("too_large_inside") from None


def _load(path: Path, most: int) -> bytes:
    if path.stat().st_size > most:
        raise RefusedFile("too_large", megabytes=most // 1024**2)
    return path.read_bytes()


def _ask_child(data: bytes) -> Iterator[bytes]:
    """What the child says, line by line. It reads all of the file before it says anything."""
    reader = str(Path(__file__).with_name("_sheetreader.py"))
    command = [sys.executable, "-I", "-X", "utf8", reader, *(["--generous"] if _generous.get() else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        late = threading.Event()
        watch = threading.Timer(WALL_SECONDS * (20 if _generous.get() else 1), _stop, [child, late])
        watch.start()
        try:
            assert child.stdin
            assert child.stdout
            with suppress(BrokenPipeError):
                child.stdin.write(data)
                child.stdin.close()
            yield from child.stdout
        finally:
            watch.cancel()
            child.kill()
        if late.is_set():
            raise RefusedFile("took_too_long")


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _sheet(said: dict[str, Any], lines: Iterator[bytes]) -> Sheet:
    rows: MutableSequence[list[Cell]] = SpooledRows(said["count"], _rows) if said["count"] > LONG else []
    for start in range(0, said["count"], PIECE):
        line = next(lines)
        if isinstance(rows, SpooledRows):
            rows.add(line)
        else:
            rows.extend(_rows(json.loads(line), start))
    merges = [Merge(r1 + 1, c1, r2 + 1, c2) for r1, c1, r2, c2 in said["merges"]]
    besides = (tuple(said[key]) for key in ("hidden_rows", "struck_rows", "noted_cells"))
    return Sheet(said["name"], said["visible"], rows, merges, said["legacy_font"], *besides)


def _rows(piece: dict[str, Any], start: int) -> list[list[Cell]]:
    rows = piece["rows"]
    for r, c in piece["dates"]:
        rows[r - start][c] = dt.date.fromisoformat(rows[r - start][c])
    return rows
