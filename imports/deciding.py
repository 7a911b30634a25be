"""What a person decides about the rows of a list before it is entered: kept in the batch's corrections.

ImportRow's docstring says what stands there. Every function locks the batch, and raises NotWaiting once it is entered
or set aside.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db import transaction

from imports.checking import check
from imports.exceptions import NoSuchRow
from imports.models import ImportBatch, ImportRow
from imports.operations import lock_waiting, read_again

LONGEST = 4_000  # letters in a cell that is typed here

Corrections = dict[str, Any]


def key_of(row: ImportRow) -> str:
    """How the corrections name a row."""
    return f"{row.sheet}!{row.row}"


def row_of(batch: ImportBatch, key: str) -> ImportRow:
    """The row of this key. Raises NoSuchRow."""
    sheet, _mark, number = key.rpartition("!")
    found = batch.rows.filter(sheet=sheet, row=int(number)).first() if number.isascii() and number.isdigit() else None
    if found is None:
        raise NoSuchRow
    return found


# --- Whether and as what a row goes in ----------------------------------------------------------


def leave_out(said: Corrections, keys: Iterable[str]) -> None:
    """The rows stay out of the records."""
    _put(said, "rows", keys)


def take_in(said: Corrections, keys: Iterable[str]) -> None:
    """What was decided about these rows is taken back; they are as the check finds them."""
    keys = set(keys)
    for name in ("rows", "as_new", "seen"):
        _drop(said, name, keys)
    for name in ("same_as", "keep"):
        said[name] = {key: what for key, what in said.get(name, {}).items() if key not in keys}
    if said.get("overwrite") is not True:
        _drop(said, "overwrite", keys)


def take_as_new(said: Corrections, keys: Iterable[str]) -> None:
    """The rows speak of nobody on record, whatever the check finds alike."""
    keys = list(keys)
    take_in(said, keys)
    _put(said, "as_new", keys)


def see(said: Corrections, keys: Iterable[str]) -> None:
    """The rows wanted a look and had it: they go in as they stand."""
    _put(said, "seen", keys)


def accept_siblings(said: Corrections, keys: Iterable[str]) -> None:
    """The proposed brothers and sisters of these rows are that."""
    if said.get("siblings") is not True:
        _put(said, "siblings", keys)


def refuse_siblings(said: Corrections, keys: Iterable[str]) -> None:
    """They are not; nothing is linked."""
    if isinstance(said.get("siblings"), list):
        _drop(said, "siblings", set(keys))


DECISIONS: Mapping[str, Callable[[Corrections, Iterable[str]], None]] = {
    "out": leave_out,
    "in": take_in,
    "new": take_as_new,
    "seen": see,
    "siblings": accept_siblings,
    "no_siblings": refuse_siblings,
}


@transaction.atomic
def decide(*, batch: ImportBatch, decision: str, keys: Collection[str] | None, tab: str = "") -> int:
    """Take one of DECISIONS about the rows of these keys, or (None) about all rows under `tab`. How many they are.

    Raises NoSuchRow.
    """
    batch = lock_waiting(batch)
    if keys is None:
        keys = [f"{sheet}!{row}" for sheet, row in batch.rows.in_tab(tab).values_list("sheet", "row")]
    elif len(keys) == 1:
        row_of(batch, next(iter(keys)))
    if batch.corrections.get("siblings") is True:  # all of them: from now on by name
        batch.corrections["siblings"] = [key_of(row) for row in batch.rows.in_tab("siblings")]
    DECISIONS[decision](batch.corrections, keys)
    _check(batch)
    return len(keys)


@transaction.atomic
def say_same(*, batch: ImportBatch, key: str, record_id: int) -> None:
    """The row speaks of this record. The caller has checked that the person may see it. Raises NoSuchRow."""
    batch = lock_waiting(batch)
    row_of(batch, key)
    take_in(batch.corrections, [key])
    batch.corrections.setdefault("same_as", {})[key] = record_id
    _check(batch)


@transaction.atomic
def choose_fields(*, batch: ImportBatch, key: str, written: Collection[str]) -> None:
    """Of what the row says otherwise than its record, write these of the record's fields and no others."""
    batch = lock_waiting(batch)
    changes = row_of(batch, key).changes or []
    if any(change["old"] and change["field"] in written for change in changes):
        if batch.corrections.get("overwrite") is not True:
            _put(batch.corrections, "overwrite", [key])
    elif batch.corrections.get("overwrite") is not True:
        _drop(batch.corrections, "overwrite", {key})
    kept = [change["field"] for change in changes if change["field"] not in written]
    said = {k: fields for k, fields in batch.corrections.get("keep", {}).items() if k != key}
    batch.corrections["keep"] = said | ({key: kept} if kept else {})
    _check(batch)


@transaction.atomic
def overwrite_all(*, batch: ImportBatch, overwrite: bool) -> None:
    """Whether what the list says otherwise than the records is written into all of them; an empty cell never is."""
    batch = lock_waiting(batch)
    batch.corrections["overwrite"] = True if overwrite else []
    batch.corrections["keep"] = {}
    _check(batch)


def _check(batch: ImportBatch) -> None:
    batch.save(update_fields=["corrections"])
    check(batch, again=True)


def _put(said: Corrections, name: str, keys: Iterable[str]) -> None:
    there = said.get(name) or []
    said[name] = list(dict.fromkeys([*there, *keys]))


def _drop(said: Corrections, name: str, keys: Collection[str]) -> None:
    said[name] = [key for key in said.get(name) or [] if key not in keys]


# --- What a cell says ---------------------------------------------------------------------------


@transaction.atomic
def write_cells(*, batch: ImportBatch, key: str, texts: Mapping[str, str], everywhere: bool = False) -> ImportRow:
    """Read the row as if these texts stood in its cells, by column letter. Gives the row as it is now understood.

    `everywhere`: also in every other row with trouble in that column where the same text stands. Raises NoSuchRow.
    """
    batch = lock_waiting(batch)
    row = row_of(batch, key)
    index = _indexes(batch, row.sheet)
    for letter, text in texts.items():
        if letter in index:
            rows = [row, *(same_trouble(batch, row, letter) if everywhere else [])]
            for other in rows:
                _write(batch.corrections, other, letter, text.strip()[:LONGEST])
    batch.save(update_fields=["corrections"])
    read_again(batch)
    return row_of(batch, key)


def same_trouble(batch: ImportBatch, row: ImportRow, letter: str) -> list[ImportRow]:
    """The other rows of which something is said about the same column, and where the same text stands in it."""
    index = _indexes(batch, row.sheet).get(letter)
    text = row.as_written[index] if index is not None and index < len(row.as_written) else ""
    field = _field(batch, row.sheet, letter)
    rows = batch.rows.filter(errors__contains=[{"letter": letter}]).exclude(pk=row.pk)
    return [
        other
        for other in rows
        if index is not None
        and index < len(other.as_written)
        and other.as_written[index] == text
        and _field(batch, other.sheet, letter) == field
    ]


def _indexes(batch: ImportBatch, sheet: str) -> dict[str, int]:
    columns = (s["columns"] for s in batch.layout.get("sheets", []) if s["name"] == sheet)
    return {column["letter"]: column["index"] for column in next(columns, [])}


def _field(batch: ImportBatch, sheet: str, letter: str) -> str:
    columns = (s["columns"] for s in batch.layout.get("sheets", []) if s["name"] == sheet)
    return next((c["field"] or c["heading"] for c in next(columns, []) if c["letter"] == letter), "")


def _write(said: Corrections, row: ImportRow, letter: str, text: str) -> None:
    of_sheet = said.setdefault("sheets", {}).setdefault(row.sheet, {})
    of_sheet.setdefault("cells", {}).setdefault(str(row.row), {})[letter] = text


@transaction.atomic
def choose_dates(*, batch: ImportBatch, sheet: str, letter: str, order: str) -> None:
    """All dates of a column that can be read in two ways are day before month ("dmy"), or month before day ("mdy")."""
    batch = lock_waiting(batch)
    of_sheet = batch.corrections.setdefault("sheets", {}).setdefault(sheet, {})
    of_sheet.setdefault("dates", {})[letter] = order
    batch.save(update_fields=["corrections"])
    read_again(batch)
