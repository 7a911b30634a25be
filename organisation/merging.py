"""Two records of the same person or organisation become one, and may become two again."""

import json
from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pghistory
import psycopg.errors
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.attached import Rows, rows_of
from organisation.comparing import Kind
from organisation.models import User
from organisation.models.merge import DifferentPair

P = ParamSpec("P")
R = TypeVar("R")
RowKey = tuple[str, int]
DIFFERENT = "different"


class MergeRefused(Exception):
    """Nothing was changed. str(error) is the sentence that the reader gets; `hindrances` are the reasons."""

    message: Any = gettext_lazy("These records cannot be merged now.")

    def __init__(self, hindrances: Iterable[str] = ()) -> None:
        super().__init__()
        self.hindrances = [*hindrances]

    def __str__(self) -> str:
        return " ".join([str(self.message), *self.hindrances])


class Hindered(MergeRefused):
    """Something stands against the merge or its undoing: `hindrances`."""


class UndoHindered(Hindered):
    message = gettext_lazy("This merge cannot be undone any more.")


class AlreadyMerged(MergeRefused):
    message = gettext_lazy("One of these records was merged in the meantime. Look for it again.")


class AlreadyUndone(MergeRefused):
    message = gettext_lazy("This merge was undone before.")


class ChangedMeanwhile(MergeRefused):
    message = gettext_lazy(
        "Someone else changed one of these records while you had them open. Look at both again before you merge."
    )


class Busy(MergeRefused):
    message = gettext_lazy("Someone else is saving on these records at this moment. Wait a little and try again.")


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """One transaction, the history names `by`, and what PostgreSQL refuses has a name of ours."""

    @wraps(function)
    def atomic(*args: P.args, **kwargs: P.kwargs) -> R:
        by: Any = kwargs["by"]
        try:
            with transaction.atomic(), pghistory.context(user=by.pk):
                result = function(*args, **kwargs)
                _check_references()
                return result
        except IntegrityError as error:
            name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
            raise (AlreadyMerged if name.endswith("_gone_once") else Busy) from error
        except OperationalError as error:
            if isinstance(error.__cause__, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected):
                raise Busy from error
            raise

    return atomic


def _check_references() -> None:
    """A reference that leads nowhere is found here, where it can be told, not after the answer."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def hindrances(kind: Kind, kept: models.Model, other: models.Model, user: Any) -> list[str]:
    """Sentences that say what stands against merging the two; [] when nothing does."""
    return [sentence for refusal in kind.refusals for sentence in refusal(kept, other, user)]


@operation
def merge_records(
    *,
    kind: Kind,
    kept: Any,
    other: Any,
    by: User,
    take: Collection[str] = (),
    aside: Collection[RowKey] = (),
    seen: tuple[int, int] | None = None,
) -> Any:
    """Make one record of `kept` and `other`: everything attached to `other` moves, its row goes, its address stays.

    `take` names the lines of `kind` whose values come from `other`. Of rows that cannot stand beside each other
    (`rivals`) those named in `aside`, as (kind of row, id), are set aside; where none is named, those of `other`.
    `seen` are the versions of both that the person looked at. Gives the
    Merge. Raises AlreadyMerged, ChangedMeanwhile, Hindered with the reasons, Busy.
    """
    kept, other = lock_pair(kind, kept, other)
    if seen and seen != (kept.version, other.version):
        raise ChangedMeanwhile
    if found := hindrances(kind, kept, other, by):
        raise Hindered(found)
    gone, before = row_of(other), row_of(kept)
    chosen = {name: value for line in kind.lines if line.key in take for name, value in line.values(other).items()}
    kept, columns = _write(kept, kind.settle(kept, other, chosen, by))
    set_aside = _set_aside(kind, kept, other, aside)
    moved = {rows.key: _move(rows, other, kept) for rows in rows_of(kind.model)}
    moved[DIFFERENT] = {"ids": _pass_on_differences(kind, kept, other, by), "memo": None}
    kind.model._base_manager.filter(pk=other.pk)._raw_delete(connection.alias)
    after = row_of(kept)
    return kind.merges._base_manager.create(
        kept=kept,
        gone_id=other.pk,
        gone_public_id=other.public_id,
        gone_code=other.code,
        gone_unit_id=other.managing_unit_id,
        gone=gone,
        replaced={name: before[name] for name in columns},
        written={name: after[name] for name in columns},
        moved={key: facts for key, facts in moved.items() if facts["ids"] or facts["memo"]},
        set_aside=set_aside,
        last={rows.key: _last(rows, kept) for rows in rows_of(kind.model) if rows.stands_against_undo},
        merged_by=by,
    )


def lock_pair(kind: Kind, kept: models.Model, other: models.Model) -> tuple[Any, Any]:
    """Both rows, locked in the order of their ids and read anew."""
    pair = kind.model._base_manager.select_for_update().filter(pk__in=[kept.pk, other.pk]).order_by("pk")
    found = {record.pk: record for record in pair}
    if len(found) < 2:
        raise AlreadyMerged
    for lock in kind.locks:
        lock(kept, other)
    return found[kept.pk], found[other.pk]


def _write(kept: Any, values: dict[str, Any]) -> tuple[Any, list[str]]:
    """The record with its new values, and the columns that changed.

    Written even when nothing changes: who had the record open is told that it was merged.
    """
    row, columns = type(kept)._base_manager.filter(pk=kept.pk), {f.name: f for f in kept._meta.concrete_fields}
    new = {name: value for name, value in values.items() if getattr(kept, columns[name].attname) != value}
    row.update(**(new or {"version": F("version") + 1}))
    return row.get(), [columns[name].column for name in new]


def _move(rows: Rows, old: models.Model, new: models.Model) -> dict[str, Any]:
    ids = list(rows.of(old).values_list("pk", flat=True))
    memo = rows.move(rows.of(old).filter(pk__in=ids), old, new) if ids else None
    return {"ids": ids, "memo": memo}


def _pass_on_differences(kind: Kind, kept: models.Model, other: models.Model, by: User) -> list[int]:
    """Who is not the same as the one that goes is not the same as the one that stays."""
    pairs = kind.different._base_manager
    ids = {id for pair in pairs.filter(Q(low_id=other.pk) | Q(high_id=other.pk)) for id in (pair.low_id, pair.high_id)}
    known = {id for pair in pairs.filter(Q(low_id=kept.pk) | Q(high_id=kept.pk)) for id in (pair.low_id, pair.high_id)}
    new = [sorted([kept.pk, third]) for third in ids - known - {kept.pk, other.pk}]
    made = [pairs.create(low_id=low, high_id=high, marked_by=by) for low, high in new]
    return [pair.pk for pair in made]


def _last(rows: Rows, kept: models.Model) -> int:
    return rows.of(kept).aggregate(last=models.Max("pk"))["last"] or 0


def rivals(kind: Kind, one: models.Model, other: models.Model) -> list[tuple[Rows, Any, Any]]:
    """Rows of which the merged record can keep only one of each two: (their kind, the one's, the other's)."""
    return [(rows, *pair) for rows in rows_of(kind.model) for pair in rows.rivals(one, other)]


def _set_aside(kind: Kind, kept: models.Model, other: models.Model, aside: Collection[RowKey]) -> list[dict[str, Any]]:
    kept_here = []
    for rows, mine, theirs in rivals(kind, kept, other):
        loser = mine if (rows.key, mine.pk) in aside and (rows.key, theirs.pk) not in aside else theirs
        kept_here.append({"model": rows.model._meta.label_lower, "row": row_of(loser)})
        rows.model._base_manager.filter(pk=loser.pk)._raw_delete(connection.alias)
    return kept_here


# --- Undoing ------------------------------------------------------------------------------------


def undo_hindrances(kind: Kind, merge: Any) -> list[str]:
    """Sentences that say what depends on the merge by now; [] when it can be undone."""
    kept, found = merge.kept, []
    for later in kind.merges._base_manager.filter(kept=kept, undone_at=None, pk__gt=merge.pk).order_by("-pk"):
        found.append(_("The record %(code)s was merged into this one later. Undo that first.") % {"code": later})
    if changed := _changed_since(merge):
        found.append(_("Changed since by someone: %(fields)s.") % {"fields": ", ".join(changed)})
    for rows in rows_of(kind.model):
        added = rows.of(kept).filter(pk__gt=merge.last.get(rows.key, 0)).count() if rows.stands_against_undo else 0
        if added and rows.model is not kind.merges:
            facts = {"count": added, "what": rows.model._meta.verbose_name_plural}
            found.append(_("Recorded since for the merged record: %(count)s (%(what)s).") % facts)
    return found


def _changed_since(merge: Any) -> list[str]:
    present = row_of(merge.kept)
    names = {field.column: field.verbose_name for field in merge.kept._meta.concrete_fields}
    return [str(capfirst(names[name])) for name, value in merge.written.items() if present[name] != value]


@operation
def undo_merge(*, kind: Kind, merge: Any, by: User) -> Any:
    """Make two records again, each with what it had; gives the one that was gone.

    Changes of the kept record that the merge did not write stay. Raises AlreadyUndone, UndoHindered with the reasons.
    """
    merge = kind.merges._base_manager.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise AlreadyUndone
    merge.kept = kept = kind.model._base_manager.select_for_update().get(pk=merge.kept_id)
    if found := undo_hindrances(kind, merge):
        raise UndoHindered(found)
    _insert(kind.model, merge.gone)
    restored = kind.model._base_manager.get(pk=merge.gone_id)
    for rows in rows_of(kind.model):
        if facts := merge.moved.get(rows.key):
            rows.move_back(rows.of(kept).filter(pk__in=facts["ids"]), kept, restored, facts["memo"])
    kind.different._base_manager.filter(pk__in=merge.moved.get(DIFFERENT, {}).get("ids", [])).delete()
    _restore(kept, merge.replaced)
    for aside in merge.set_aside:
        _insert(apps.get_model(aside["model"]), aside["row"])
    merge.kept, merge.undone_by, merge.undone_at = None, by, timezone.now()
    merge.save(update_fields=["kept", "undone_by", "undone_at"])
    return restored


@operation
def mark_different(*, kind: Kind, one: models.Model, other: models.Model, by: User) -> DifferentPair:
    """Note that two records are not the same, so that nobody is asked about them again."""
    low, high = sorted([one.pk, other.pk])
    pair, _is_new = kind.different._base_manager.get_or_create(low_id=low, high_id=high, defaults={"marked_by": by})
    return pair


# --- Rows as they stand in the table --------------------------------------------------------------


def row_of(record: models.Model) -> dict[str, Any]:
    """The stored columns of a record's row, as JSON; without those that PostgreSQL reckons itself."""
    table, columns = connection.ops.quote_name(record._meta.db_table), _columns(type(record))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t WHERE id = %s", [record.pk])  # noqa: S608 - our own table
        return {name: value for name, value in json.loads(cursor.fetchone()[0]).items() if name in columns}


def _columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields if not field.generated]


def _insert(model: type[models.Model], row: dict[str, Any]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in _columns(model) if name in row)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s)",  # noqa: S608 - our own columns
            [json.dumps(row)],
        )


def _restore(record: models.Model, values: dict[str, Any]) -> None:
    quote = connection.ops.quote_name
    table = quote(record._meta.db_table)
    columns = ", ".join(f"{quote(name)} = n.{quote(name)}" for name in values) or "version = t.version + 1"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} t SET {columns} FROM jsonb_populate_record(NULL::{table}, %s) n WHERE t.id = %s",  # noqa: S608 - our own columns
            [json.dumps(values), record.pk],
        )
