"""A list comes in: what happens to a batch from the file to the records, and back."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pghistory
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from imports import files, progress, sending_back
from imports.checking import check
from imports.exceptions import (
    AlreadyEntered,
    Busy,
    ChangedSincePreview,
    FileGone,
    NoList,
    NothingToEnter,
    NotWaiting,
)
from imports.guessing import guess_kind, sheets_of_another_kind
from imports.models import BatchState, ImportBatch
from imports.places import places_for
from imports.reading import RefusedFile, Workbook, read_workbook
from imports.remembering import remember, remembered_for
from imports.results import Context, SheetCorrection, Understanding
from imports.sending_back import Places
from imports.staging import layout_of, stage
from imports.understanding import understand
from imports.writers import kinds_for, writer, writers
from organisation.models import Unit, User

_entered: list[Callable[[ImportBatch], None]] = []
LOCK = 20211020  # the first number of the advisory lock; the second is the tree of units


def once_entered(step: Callable[[ImportBatch], None]) -> Callable[[ImportBatch], None]:
    """What an app does to a list that was entered just now, in the same transaction."""
    _entered.append(step)
    return step


@transaction.atomic
def open_batch(
    *,
    data: bytes,
    file_name: str,
    kind: str,
    unit: Unit,
    by: User | None,
    keep_file: bool,
    said: Mapping[str, Any] | None = None,
) -> ImportBatch:
    """Read a file as a list of `kind` ("": by its columns) for `unit`; say what entering each of its rows would do.

    Nothing but the batch is written. `keep_file`: keep the file until the list is entered or set aside, so that the
    understanding can be corrected. `said`: what a person says of the list beforehand, kept as its `corrections`.
    Rows that went out to be mended and come back are known as such (`parent`, `mends`).
    Raises RefusedFile for a file that cannot be read, NoList for one without a list, or without one that `by` may send;
    where the kind is said and the file kept, a sheet whose headings are not found waits for a person to name them.
    """
    progress.tell("reading", 5)
    workbook = read_workbook(data)
    parent, places = sending_back.taken_out(workbook, unit)
    allowed = kinds_for(by, unit) if by else list(writers())
    found = kind or (parent.kind if parent else "") or guess_kind(workbook, allowed)
    if found not in allowed:
        raise NoList
    batch = ImportBatch(
        kind=found,
        managing_unit=unit,
        file_name=file_name[:200],
        created_by=by,
        file_sha256=hashlib.sha256(data).hexdigest(),
        parent=parent,
        corrections=dict(said or {}),
    )
    understanding = read_as(workbook, batch, corrections={})
    is_list = understanding.has() and (kind or parent or _names_somebody(understanding))
    if not is_list and not (kind and keep_file and _has_columns(workbook)):
        raise NoList
    batch.stored_file = files.keep(data) if keep_file else ""
    _put_in(batch, workbook, understanding, places)
    return batch


def _has_columns(workbook: Workbook) -> bool:
    """Whether some sheet a person sees has rows of several cells, as lists have, whatever they mean."""
    return any(
        sheet.visible and any(sum(1 for cell in row if cell != "") > 1 for row in sheet.rows)
        for sheet in workbook.sheets
    )


def _names_somebody(understanding: Understanding) -> bool:
    """Whether some row is a record, or would be one but for what has to be mended."""
    names = (understanding.kind.name_field, *understanding.kind.or_named_by)
    return understanding.has(lambda row: row.status != "skipped" and any(row.values.get(name) for name in names))


def _put_in(batch: ImportBatch, workbook: Workbook, understanding: Understanding, places: Places) -> None:
    """Keep what was understood with the batch, and compare it with the records."""
    batch.save()
    progress.tell("keeping", 55)
    stage(batch, understanding)
    batch.layout = {"sheets": layout_of(understanding, workbook)}
    dates = [sheet.list_date for sheet in understanding.sheets if sheet.list_date and not sheet.ignored]
    batch.list_date = max(dates) if dates else None
    batch.save()
    sending_back.name_mended_rows(batch, places)
    progress.tell("comparing", 75)
    check(batch, again=False)


def read_as(workbook: Workbook, batch: ImportBatch, *, corrections: Mapping[str, Any]) -> Understanding:
    """What the workbook says as a list of the batch's kind, for its unit; `corrections` as kept with the batch."""
    progress.tell("understanding", 20)
    places, commune = places_for(batch.managing_unit)
    context = Context(places, timezone.localdate(), commune, remembered_for(batch.managing_unit, batch.kind))
    sheets = {name: SheetCorrection.of(said) for name, said in corrections.get("sheets", {}).items()}
    kind = writer(batch.kind).kind
    foreign = sheets_of_another_kind(workbook, kind)
    return understand(workbook, kind, context, corrections=sheets, foreign=foreign)


@transaction.atomic
def understand_again(*, batch: ImportBatch, kind: str, corrections: Mapping[str, Any]) -> None:
    """Read the batch's file once more with what a person said against the first understanding.

    Raises NotWaiting for a batch that is entered or set aside, FileGone.
    """
    batch = lock_waiting(batch)
    batch.kind, batch.corrections = kind, dict(corrections)
    read_again(batch)
    remember(batch=batch, by=batch.created_by)


def read_again(batch: ImportBatch) -> None:
    """Read the locked batch's file once more with its corrections, and put the rows in place of those there are.

    Raises FileGone.
    """
    progress.tell("reading", 5)
    try:
        workbook = read_workbook(files.read(batch.stored_file))
    except (FileNotFoundError, RefusedFile) as error:
        raise FileGone from error
    _parent, places = sending_back.taken_out(workbook, batch.managing_unit)
    understanding = read_as(workbook, batch, corrections=batch.corrections)
    _put_in(batch, workbook, understanding, places)


def lock_waiting(batch: ImportBatch) -> ImportBatch:
    """The batch as it is now, for nobody else to change until the transaction ends. Raises NotWaiting."""
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("managing_unit").get(pk=batch.pk)
    if locked.state != BatchState.CHECKED:
        raise NotWaiting
    return locked


def same_file_entered(batch: ImportBatch) -> ImportBatch | None:
    """The batch by which this very file was entered for this unit as this kind of list; None if it was not."""
    return ImportBatch.objects.filter(
        managing_unit=batch.managing_unit, kind=batch.kind, file_sha256=batch.file_sha256, state=BatchState.APPLIED
    ).first()


def same_file(*, data: bytes, kind: str, unit: Unit) -> ImportBatch | None:
    """The batch in which this very file waits or stands entered for this unit ("": as whatever kind), entered first."""
    found = ImportBatch.objects.filter(
        managing_unit=unit,
        file_sha256=hashlib.sha256(data).hexdigest(),
        state__in=[BatchState.APPLIED, BatchState.CHECKED],
    )
    return (found.filter(kind=kind) if kind else found).order_by("state", "-created_at").first()


@transaction.atomic
def apply_batch(
    *, batch: ImportBatch, by: User | None, check_again: bool = True, expected: Mapping[str, int] | None = None
) -> ImportBatch:
    """Enter every new row and complete the records that rows add to; all of it or nothing.

    Rows to be mended stay out. The rows are compared with the records once more, behind a lock that lets one list of a
    programme in at a time (`check_again`: False right after open_batch in the same transaction). What then would be
    entered must be what the preview said, and what the person who pressed the button saw (`expected`: "new", "update").
    Raises NotWaiting, AlreadyEntered, NothingToEnter, ChangedSincePreview, Busy.
    """
    with pghistory.context(**({"user": by.pk} if by else {"command": "import_list"}), import_batch=batch.pk):
        progress.tell("comparing", 5)
        lock_tree(batch.managing_unit)
        batch = lock_waiting(batch)
        if other := same_file_entered(batch):
            raise AlreadyEntered.of(other)
        previewed = batch.counts
        if check_again:
            check(batch, again=True)
        if not (batch.counts["new"] or batch.counts["update"]):
            raise NothingToEnter
        _same_counts(batch.counts, previewed, expected or {})
        progress.tell("entering", 40)
        batch.applied_by = by
        writer(batch.kind).write(batch)
        remember(batch=batch, by=by)
        _count_entered(batch)
        _forget_file(batch)
        batch.state, batch.applied_by, batch.applied_at = BatchState.APPLIED, by, timezone.now()
        batch.save(update_fields=["state", "applied_by", "applied_at", "stored_file"])
        for step in _entered:
            step(batch)
    return batch


def _same_counts(now: Mapping[str, int], *earlier: Mapping[str, int]) -> None:
    for counts in earlier:
        if any(counts.get(key, now[key]) != now[key] for key in ("new", "update")):
            raise ChangedSincePreview


def _count_entered(batch: ImportBatch) -> None:
    """The preview's count is the count entered, or nothing is."""
    how = writer(batch.kind)
    lookup = dict(how.makes).get(how.record)
    if (
        lookup
        and how.one_record_a_row
        and how.record._base_manager.filter(**{lookup: batch}).count() != batch.counts["new"]
    ):
        raise ChangedSincePreview


@transaction.atomic
def say_more(*, batch: ImportBatch, said: Mapping[str, Any]) -> None:
    """What a person says of a list that waits already; its rows are compared anew. Raises NotWaiting."""
    batch = lock_waiting(batch)
    batch.corrections |= said
    batch.save(update_fields=["corrections"])
    check(batch, again=True)


@transaction.atomic
def look_again(*, batch: ImportBatch) -> None:
    """Compare the rows with the records as they are now. Raises NotWaiting."""
    check(lock_waiting(batch), again=True)


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
    batch = lock_waiting(batch)
    batch.rows.all().delete()
    _forget_file(batch)
    batch.state = BatchState.DISCARDED
    batch.layout, batch.corrections = {}, {}
    batch.save()


def _forget_file(batch: ImportBatch) -> None:
    if batch.stored_file:
        transaction.on_commit(partial(files.forget, batch.stored_file))
        batch.stored_file = ""
