"""What an app does with its lists: registered from AppConfig.ready(), so that imports/ knows no list itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from imports.fields import ListKind
from organisation.access import can
from organisation.models import Unit, User
from organisation.roles import Permission

if TYPE_CHECKING:
    from imports.models import ImportBatch  # which asks here who may see what


@dataclass(frozen=True)
class Shown:
    """A column of the preview: its label, how it is written from a row's values, the fields it was read from."""

    label: str
    show: Callable[[dict[str, Any]], str]
    read_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListWriter:
    """How the staged rows of one kind of list become records.

    `check`: compares a batch's rows with the records there are and with each other; sets status, record_id and notes.
    `write`: makes and completes the records of the rows just checked, in the same transaction; sets record_id, before.
    `makes`: what entering a list makes, dependants first: each model with the lookup that leads to the batch.
    `permission`: what entering (and undoing) it takes at the batch's unit, beside IMPORT_LISTS.
    `record`: what a row becomes. `results_url`: the name of the page that lists it. `columns`: what the preview shows.
    `summary`: what the list says beyond its rows (sums, stated and computed), for the preview and the command.
    `values_of`: of records, by primary key, the values that a row would have; the preview sets rows beside them.
    `settles`: whether the check heeds what a person says of the person a row speaks of ("as_new", "same_as").
    `prepared_by`: who may send such a list in and look at it; who may enter it, if not said.
    `one_record_a_row`: each new row becomes one `record` (a gift list's rows are one list together).
    `standing` and `take_back`, for a ledger that forgets nothing: how many entries of the batch still count, and what
    takes them back (giving how many stay), in place of deleting what is in `makes`.
    `stays`: why an entered list of this kind is never taken back as a whole ("" when it can be).
    """

    kind: ListKind
    check: Callable[[ImportBatch], None]
    write: Callable[[ImportBatch], None]
    makes: tuple[tuple[type[models.Model], str], ...]
    permission: Permission
    record: type[models.Model]
    results_url: str
    columns: tuple[Shown, ...]
    summary: Callable[[ImportBatch], dict[str, Any]] | None = None
    stays: str = ""
    values_of: Callable[[Sequence[Any]], dict[int, dict[str, Any]]] | None = None
    settles: bool = False
    one_record_a_row: bool = True
    prepared_by: Permission | None = None
    standing: Callable[[ImportBatch], int] | None = None
    take_back: Callable[[ImportBatch, User | None], int] | None = None

    @property
    def sent_by(self) -> Permission:
        """What sending such a list in, and looking at it, takes beside IMPORT_LISTS."""
        return self.prepared_by or self.permission


_writers: dict[str, ListWriter] = {}


def register_writer(writer: ListWriter) -> None:
    """Make a list importable; each app calls it once for each of its lists."""
    _writers[writer.kind.key] = writer


def writer(kind: str) -> ListWriter:
    """The writer of this kind of list; KeyError when no app registered one."""
    return _writers[kind]


def writers() -> dict[str, ListWriter]:
    """The lists that can be imported, by kind."""
    return dict(_writers)


def kinds_for(user: Any, unit: Unit | None = None) -> list[str]:
    """The kinds of list that this person may send in, for the unit or for any at all."""
    return [
        key
        for key, how in sorted(_writers.items())
        if can(user, Permission.IMPORT_LISTS, unit) and can(user, how.sent_by, unit)
    ]


def root_path(batch: ImportBatch) -> str:
    """The path of the programme that the batch's unit belongs to: whose units its rows may name."""
    return f"/{batch.managing_unit.path.split('/')[1]}/"
