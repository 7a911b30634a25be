"""What was read and found, as a person reads it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from imports.models import BatchState, ImportBatch, ImportRow, RowStatus
from vietnamese.text import fold


def sentence(error: dict[str, Any]) -> str:
    """A note of the engine or of a check in the reader's language."""
    said = error["message"]
    message = _(said)
    return message % error["params"] if error.get("params") else message


def text(key: str) -> Callable[[dict[str, Any]], str]:
    """A function that gives a value as it is."""
    return lambda values: str(values.get(key) or "")


def day(key: str) -> Callable[[dict[str, Any]], str]:
    """A function that gives a date as far as it is known: "2012-10-17" as 17/10/2012, "2012-10" as 10/2012."""
    return lambda values: "/".join(reversed((values.get(key) or "").split("-")))


def choice(key: str, choices: type[models.TextChoices]) -> Callable[[dict[str, Any]], str]:
    """A function that gives the label of a value of `choices`."""
    labels = dict(choices.choices)
    return lambda values: str(labels[values[key]]) if values.get(key) in labels else ""


@dataclass
class Note:
    """A sentence about a row, and the record it speaks of where the reader may see that."""

    text: str
    is_bad: bool
    url: str = ""
    record: str = ""


@dataclass
class Cell:
    """An understood value; `written` is the text in the file where that says it otherwise."""

    label: str
    value: str
    written: str


@dataclass
class RowView:
    """A row as the preview shows it."""

    row: ImportRow
    title: str
    cells: list[Cell]
    notes: list[Note] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    record_url: str = ""
    record_code: str = ""
    may_leave_out: bool = False
    is_left_out: bool = False

    @property
    def key(self) -> str:
        return f"{self.row.sheet}!{self.row.row}"


class Presenter:
    """Turns the rows of one page into what is shown, with one query for each kind of record they speak of."""

    def __init__(self, batch: ImportBatch, user: Any) -> None:
        from imports.writers import writer

        self.batch, self.user, self.how = batch, user, writer(batch.kind)
        self.labels = [_(column.label) for column in self.how.columns]
        self.headings: dict[str, dict[int, str]] = {}
        self.places: dict[str, dict[str, int]] = {}
        for sheet in batch.layout.get("sheets", []):
            columns = sheet["columns"]
            self.headings[sheet["name"]] = {c["index"]: c["heading"] or c["letter"] for c in columns}
            self.places[sheet["name"]] = {c["field"]: c["index"] for c in columns if c["field"]}

    def rows(self, rows: Iterable[ImportRow]) -> list[RowView]:
        rows = list(rows)
        known = self._records(rows)
        return [self._row(row, known) for row in rows]

    def _row(self, row: ImportRow, known: dict[tuple[str, int], Any]) -> RowView:
        cells = [self._cell(column, label, row) for column, label in zip(self.how.columns, self.labels, strict=True)]
        first = cells.pop(0)
        shown = RowView(row, first.value or self._first_text(row), cells if row.values else [])
        shown.notes = [self._note(error, row, known) for error in row.errors]
        named = self.headings.get(row.sheet, {})
        shown.written = [(named.get(i, ""), text) for i, text in enumerate(row.as_written) if text]
        record = known.get(self._own_record(row))
        if record is not None:
            shown.record_url, shown.record_code = _url(record), record.code
        waiting = self.batch.state == BatchState.CHECKED
        shown.may_leave_out = waiting and row.status in (RowStatus.NEW, RowStatus.UPDATE)
        shown.is_left_out = waiting and shown.key in self.batch.corrections.get("rows", [])
        return shown

    def _cell(self, column: Any, label: str, row: ImportRow) -> Cell:
        understood = column.show(row.values)
        places = self.places.get(row.sheet, {})
        at = next((places[name] for name in column.read_from if name in places and self._text(row, places[name])), None)
        written = self._text(row, at) if at is not None else ""
        return Cell(label, understood, "" if _bare(written) == _bare(understood) else written)

    def _text(self, row: ImportRow, index: int) -> str:
        return row.as_written[index] if index < len(row.as_written) else ""

    def _first_text(self, row: ImportRow) -> str:
        return next((text for text in row.as_written if len(text) > 2), "")

    def _note(self, error: dict[str, Any], row: ImportRow, known: dict[tuple[str, int], Any]) -> Note:
        text = f"{error['column']}: {sentence(error)}" if error["column"] else sentence(error)
        note = Note(text, bool(error.get("vital")) and row.status == RowStatus.ERROR)
        record = known.get(tuple(error["record"])) if error.get("record") else None
        if record is not None:
            note.url, note.record = _url(record), f"{record.code} {record}"
        return note

    def _own_record(self, row: ImportRow) -> tuple[str, int]:
        entered = row.status == RowStatus.NEW and self.batch.state == BatchState.APPLIED
        is_own = entered or row.status in (RowStatus.UPDATE, RowStatus.DUPLICATE)
        return (self.how.record._meta.label_lower, row.record_id or 0) if is_own else ("", 0)

    def _records(self, rows: list[ImportRow]) -> dict[tuple[str, int], Any]:
        wanted: dict[str, set[int]] = {}
        for row in rows:
            refs = [tuple(error["record"]) for error in row.errors if error.get("record")]
            for label, key in [*refs, self._own_record(row)]:
                if label and key:
                    wanted.setdefault(label, set()).add(key)
        return {
            (label, record.pk): record
            for label, keys in wanted.items()
            for record in apps.get_model(label).objects.visible_to(self.user).filter(pk__in=keys)
        }


def _bare(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _url(record: Any) -> str:
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
