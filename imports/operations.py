"""A list comes in: what happens to a batch from the file to the records, and back."""

import hashlib
from collections.abc import Mapping
from functools import partial
from typing import Any

import pghistory
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from imports import files
from imports.checking import check, count_rows
from imports.exceptions import AlreadyEntered, Busy, NoList, NothingToEnter, NotWaiting
from imports.guessing import guess_kind
from imports.models import BatchState, ImportBatch
from imports.places import places_for
from imports.reading import Workbook, read_workbook
from imports.results import Context, SheetCorrection, Understanding
from imports.staging import layout_of, stage
from imports.understanding import understand
from imports.writers import writer
from organisation.models import Unit, User

LOCK = 20211020  # the first number of the advisory lock; the second is the tree of units


@transaction.atomic
def open_batch(*, data: bytes, file_name: str, kind: str, unit: Unit, by: User | None, keep_file: bool) -> ImportBatch:
    """Read a file as a list of `kind` ("": by its columns) for `unit`; say what entering each of its rows would do.

    Nothing but the batch is written. `keep_file`: keep the file until the list is entered or set aside, so that the
    understanding can be corrected. Raises RefusedFile for a file that cannot be read, NoList for one without a list.
    """
    workbook = read_workbook(data)
    found = kind or guess_kind(workbook)
    if not found:
        raise NoList
    batch = ImportBatch(
        kind=found,
        managing_unit=unit,
        file_name=file_name[:200],
        created_by=by,
        file_sha256=hashlib.sha256(data).hexdigest(),
    )
    understanding = read_as(workbook, batch, corrections={})
    if not understanding.rows or (not kind and not understanding.records):
        raise NoList
    _take_layout(batch, understanding)
    batch.save()
    stage(batch, understanding)
    check(batch, again=False)
    if keep_file:
        batch.stored_file = files.keep(data)
        batch.save(update_fields=["stored_file"])
    return batch


def read_as(workbook: Workbook, batch: ImportBatch, *, corrections: Mapping[str, Any]) -> Understanding:
    """What the workbook says as a list of the batch's kind, for its unit; `corrections` as kept with the batch."""
    places, commune = places_for(batch.managing_unit)
    context = Context(places, timezone.localdate(), commune)
    sheets = {name: _correction(said) for name, said in corrections.get("sheets", {}).items()}
    return understand(workbook, writer(batch.kind).kind, context, corrections=sheets)


def _correction(said: Mapping[str, Any]) -> SheetCorrection:
    rows = said.get("header_rows")
    return SheetCorrection((rows[0], rows[1]) if rows else None, said.get("columns") or {}, said.get("use"))


def _take_layout(batch: ImportBatch, understanding: Understanding) -> None:
    batch.layout = {"sheets": layout_of(understanding)}
    dates = [sheet.list_date for sheet in understanding.sheets if sheet.list_date and not sheet.ignored]
    batch.list_date = max(dates) if dates else None


@transaction.atomic
def understand_again(*, batch: ImportBatch, kind: str, corrections: Mapping[str, Any]) -> None:
    """Read the batch's file once more with what a person said against the first understanding.

    Raises NotWaiting for a batch that is entered or set aside.
    """
    batch = _lock(batch)
    batch.kind, batch.corrections = kind, dict(corrections)
    understanding = read_as(read_workbook(files.read(batch.stored_file)), batch, corrections=corrections)
    _take_layout(batch, understanding)
    batch.save()
    stage(batch, understanding)
    check(batch, again=False)


def _lock(batch: ImportBatch) -> ImportBatch:
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("managing_unit").get(pk=batch.pk)
    if locked.state != BatchState.CHECKED:
        raise NotWaiting
    return locked


def same_file_entered(batch: ImportBatch) -> ImportBatch | None:
    """The batch by which this very file was entered for this unit as this kind of list; None if it was not."""
    return ImportBatch.objects.filter(
        managing_unit=batch.managing_unit, kind=batch.kind, file_sha256=batch.file_sha256, state=BatchState.APPLIED
    ).first()


@transaction.atomic
def apply_batch(*, batch: ImportBatch, by: User | None, check_again: bool = True) -> ImportBatch:
    """Enter every new row and complete the records that rows add to; all of it or nothing.

    Rows to be mended stay out. The rows are compared with the records once more, behind a lock that lets one list of a
    programme in at a time (`check_again`: False right after open_batch in the same transaction).
    Raises NotWaiting, AlreadyEntered, NothingToEnter, Busy.
    """
    with pghistory.context(**({"user": by.pk} if by else {"command": "import_list"}), import_batch=batch.pk):
        lock_tree(batch.managing_unit)
        batch = _lock(batch)
        if other := same_file_entered(batch):
            raise AlreadyEntered.of(other)
        if check_again:
            check(batch, again=True)
        if not (batch.counts["new"] or batch.counts["update"]):
            raise NothingToEnter
        batch.applied_by = by
        writer(batch.kind).write(batch)
        _forget_file(batch)
        batch.state, batch.applied_by, batch.applied_at = BatchState.APPLIED, by, timezone.now()
        batch.save(update_fields=["state", "applied_by", "applied_at", "stored_file"])
    return batch


def lock_tree(unit: Unit) -> None:
    """Nobody else enters or undoes a list in this programme until the transaction ends. Raises Busy after 5 s."""
    root = int(unit.path.split("/")[1])
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, root])
    except OperationalError as error:
        raise Busy from error


@transaction.atomic
def discard_batch(*, batch: ImportBatch) -> None:
    """Set a list aside: its rows and its file go, that it came stays. Raises NotWaiting."""
    batch = _lock(batch)
    batch.rows.all().delete()
    _forget_file(batch)
    batch.state = BatchState.DISCARDED
    batch.layout, batch.corrections = {}, {}
    batch.save()


def _forget_file(batch: ImportBatch) -> None:
    if batch.stored_file:
        transaction.on_commit(partial(files.forget, batch.stored_file))
        batch.stored_file = ""


@transaction.atomic
def leave_out(*, batch: ImportBatch, row_key: str, out: bool) -> None:
    """Keep one row ("sheet!row") out of the records, or take it in again. Raises NotWaiting."""
    batch = _lock(batch)
    keys = [key for key in batch.corrections.get("rows", []) if key != row_key]
    batch.corrections["rows"] = [*keys, row_key] if out else keys
    batch.save(update_fields=["corrections"])
    check(batch, again=True)
    batch.counts = count_rows(batch)
