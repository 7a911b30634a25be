"""The rows of one page as the preview shows them."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from imports.models import BatchState, ImportBatch, ImportRow, RowStatus
from imports.row_views import Cell, Change, Fix, Likeness, Note, RowView
from imports.showing import address_of, bare, corrected, field_label, field_text, says_the_same, sentence, typed
from imports.writers import Shown, writer, writers
from vietnamese.errors import gettext_noop

Ref = tuple[str, int]  # model label, primary key

REASONS = {
    "code": gettext_noop("same code"),
    "list_code": gettext_noop("same code in the list"),
    "name": gettext_noop("same name"),
    "birth": gettext_noop("same birth date"),
    "commune": gettext_noop("same commune"),
    "phone": gettext_noop("same telephone"),
    "carer": gettext_noop("same carer"),
    "parents": gettext_noop("same parents"),
    "sex": gettext_noop("same sex"),
}
AGAINST = {
    "code": gettext_noop("other code"),
    "list_code": gettext_noop("other code in the list"),
    "name": gettext_noop("other name"),
    "birth": gettext_noop("other birth date"),
    "commune": gettext_noop("other commune"),
    "phone": gettext_noop("other telephone"),
    "carer": gettext_noop("other carer"),
    "parents": gettext_noop("other parents"),
    "sex": gettext_noop("other sex"),
}

# Rows of the list in which a cell has trouble and says the same.
SAME = """
SELECT at.letter, coalesce(r.as_written->>at.index, '') AS text, count(*)
FROM unnest(%(sheets)s::text[], %(indexes)s::int[], %(letters)s::text[]) AS at (sheet, index, letter)
JOIN imports_importrow r ON r.batch_id = %(batch)s AND r.sheet = at.sheet
    AND r.errors @> jsonb_build_array(jsonb_build_object('letter', at.letter))
WHERE coalesce(r.as_written->>at.index, '') = ANY (%(texts)s)
GROUP BY 1, 2
"""


class Presenter:
    """Turns the rows of one page into what is shown, with one query for each kind of record they speak of."""

    def __init__(self, batch: ImportBatch, user: Any) -> None:
        self.batch, self.user, self.how = batch, user, writer(batch.kind)
        self.labels = [_(column.label) for column in self.how.columns]
        self.waiting = batch.state == BatchState.CHECKED
        self.headings: dict[str, dict[int, str]] = {}
        self.letters: dict[str, dict[int, str]] = {}
        self.places: dict[str, dict[str, int]] = {}
        for sheet in batch.layout.get("sheets", []):
            columns = sheet["columns"]
            self.headings[sheet["name"]] = {c["index"]: c["heading"] or c["letter"] for c in columns}
            self.letters[sheet["name"]] = {c["index"]: c["letter"] for c in columns}
            self.places[sheet["name"]] = {c["field"]: c["index"] for c in columns if c["field"]}

    def rows(self, rows: Iterable[ImportRow], *, all_cells: bool = False) -> list[RowView]:
        """`all_cells`: every cell can be typed anew, not only those with trouble."""
        rows = list(rows)
        self.known = self._records(rows)
        self.facts = {ref: facts for label in {label for label, _pk in self.known} for ref, facts in self._facts(label)}
        self.parents = self._parent_rows(rows)
        views = [self._row(row, all_cells=all_cells) for row in rows]
        self._count_same(views)
        return views

    def _row(self, row: ImportRow, *, all_cells: bool) -> RowView:
        texts = corrected(self.batch, row, self.letters.get(row.sheet, {}))
        cells = [
            self._cell(column, label, row, texts) for column, label in zip(self.how.columns, self.labels, strict=True)
        ]
        _tell_once(cells)
        first = cells.pop(0)
        title = first.value if row.values else next((text for text in texts if len(text) > 2), "")
        shown = RowView(row, title, cells if row.values else [])
        named = self.headings.get(row.sheet, {})
        shown.written = [(named.get(i, ""), text) for i, text in enumerate(row.as_written) if text]
        shown.fixes = self._fixes(row, texts, all_cells=all_cells) if self.waiting else []
        fixed = {fix.letter for fix in shown.fixes}
        shown.notes = [self._note(error, row) for error in row.errors if error.get("letter") not in fixed]
        record = self.known.get(self._own_record(row))
        if record is not None:
            shown.record_url, shown.record_code = address_of(record), record.code
            shown.changes = self._changes(row, record)
        shown.likeness = self._likeness(row)
        shown.mends = self.parents.get(row.mends or 0, "")
        self._decisions(shown)
        return shown

    def _decisions(self, shown: RowView) -> None:
        said = self.batch.corrections
        shown.is_left_out = self.waiting and shown.key in said.get("rows", [])
        if self.waiting and shown.key in said.get("as_new", []):
            shown.decided = _("You said: somebody else than on record.")
        elif self.waiting and shown.key in said.get("same_as", {}):
            shown.decided = _("You said which record this is.")
        shown.wants_a_look = self.waiting and any(error.get("look") for error in shown.row.errors)
        if any(error.get("sibling") for error in shown.row.errors):
            accepted = said.get("siblings") is True or shown.key in (said.get("siblings") or [])
            shown.sibling = "accepted" if accepted else "proposed"

    # --- What was understood ---

    def _cell(self, column: Shown, label: str, row: ImportRow, texts: list[str]) -> Cell:
        understood = column.show(row.values)
        places = self.places.get(row.sheet, {})
        at = next((places[name] for name in column.read_from if name in places and _at(texts, places[name])), None)
        written = _at(texts, at) if at is not None else ""
        return Cell(label, understood, "" if says_the_same(written, understood) else written)

    def _fixes(self, row: ImportRow, texts: list[str], *, all_cells: bool) -> list[Fix]:
        """The cells with trouble that a person can settle, or all of them."""
        said = typed(self.batch, row)
        fixes: dict[str, Fix] = {}
        for index, letter in self.letters.get(row.sheet, {}).items():
            heading = self.headings[row.sheet][index].rpartition(" › ")[2]
            fix = Fix(letter, heading, _at(texts, index))
            if letter in said and _at(row.as_written, index) != said[letter]:
                fix.original = _at(row.as_written, index)
            fixes[letter] = fix
        for error in row.errors:
            if (at := fixes.get(error.get("letter", ""))) and _can_be_settled(error, row):
                at.troubles.append(sentence(error))
                at.choices += _labelled(error.get("choices", []))
                at.column_choices += _labelled(error.get("column_choices", []))
        return [fix for fix in fixes.values() if all_cells or fix.troubles]

    def _count_same(self, views: list[RowView]) -> None:
        """Beside each trouble, how many other rows of the list have the same one, of those on record as trouble."""
        troubles = [
            (fix, (fix.letter, _at(view.row.as_written, index)))
            for view in views
            for fix in view.fixes
            if fix.troubles and (index := self._index(view.row.sheet, fix.letter)) is not None
        ]
        wanted = {letter for _fix, (letter, _text) in troubles}
        at = [(sheet, i, letter) for sheet, of in self.letters.items() for i, letter in of.items() if letter in wanted]
        if not at:
            return
        sheets, indexes, letters = (list(each) for each in zip(*at, strict=True))
        said: dict[str, Any] = {"batch": self.batch.pk, "sheets": sheets, "indexes": indexes, "letters": letters}
        with connection.cursor() as cursor:
            cursor.execute(SAME, said | {"texts": list({text for _fix, (_letter, text) in troubles})})
            counts = {(letter, text): n for letter, text, n in cursor.fetchall()}
        for fix, same in troubles:
            fix.same_count = counts.get(same, 1) - 1

    def _index(self, sheet: str, letter: str) -> int | None:
        return next((index for index, own in self.letters.get(sheet, {}).items() if own == letter), None)

    def _note(self, error: dict[str, Any], row: ImportRow) -> Note:
        text = f"{error['column']}: {sentence(error)}" if error["column"] else sentence(error)
        note = Note(text, bool(error.get("vital")) and row.status == RowStatus.ERROR)
        record = self.known.get(tuple(error["record"])) if error.get("record") else None
        if record is not None:
            note.url, note.record = address_of(record), f"{record.code} {record}"
        return note

    # --- The records it speaks of ---

    def _own_record(self, row: ImportRow) -> Ref:
        entered = row.status == RowStatus.NEW and not self.waiting
        is_own = entered or row.status in (RowStatus.UPDATE, RowStatus.DUPLICATE)
        return (self.how.record._meta.label_lower, row.record_id or 0) if is_own else ("", 0)

    def _changes(self, row: ImportRow, record: Model) -> list[Change]:
        model = type(record)
        return [
            Change(
                said["field"],
                field_label(model, said["field"]),
                field_text(model, said["field"], said["old"]),
                field_text(model, said["field"], said["new"]),
                said["applies"],
            )
            for said in row.changes or []
        ]

    def _likeness(self, row: ImportRow) -> Likeness | None:
        """Beside the row, the record it may repeat; nothing of a record that the reader may not see."""
        error = next((e for e in row.errors if e.get("look") and e.get("record") and not e.get("sibling")), None)
        ref: Ref = (error["record"][0], error["record"][1]) if error else ("", 0)
        record = self.known.get(ref)
        if error is None or record is None:
            return None
        columns, values = self.facts.get(ref, ((), {}))
        lines = []
        for column in columns:
            here, there = column.show(row.values), column.show(values)
            if here or there:
                lines.append((_(column.label), here, there, bool(here and there) and bare(here) != bare(there)))
        return Likeness(
            record,
            address_of(record),
            lines,
            [_(REASONS[key]) for key in error.get("reasons", []) if key in REASONS],
            [_(AGAINST[key]) for key in error.get("against", []) if key in AGAINST],
        )

    def _facts(self, label: str) -> Iterable[tuple[Ref, tuple[tuple[Shown, ...], dict[str, Any]]]]:
        how = next((w for w in writers().values() if w.record._meta.label_lower == label and w.values_of), None)
        if how and how.values_of:
            records = [record for (of, _pk), record in self.known.items() if of == label]
            for pk, values in how.values_of(records).items():
                yield (label, pk), (how.columns, values)

    def _records(self, rows: list[ImportRow]) -> dict[Ref, Any]:
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

    def _parent_rows(self, rows: list[ImportRow]) -> dict[int, str]:
        named = [row.mends for row in rows if row.mends]
        found = ImportRow.objects.filter(pk__in=named).values_list("pk", "sheet", "row") if named else []
        return {pk: _place(sheet, row) for pk, sheet, row in found}


def _place(sheet: str, row: int) -> str:
    text = _("row %(row)s of sheet “%(sheet)s”") if sheet else _("row %(row)s")
    return text % {"sheet": sheet, "row": row}


def _labelled(choices: list[dict[str, str]]) -> list[dict[str, str]]:
    found = []
    for choice in choices:
        label = choice["label"]
        found.append(choice | {"label": _(label) if label else ""})
    return found


def _can_be_settled(error: dict[str, Any], row: ImportRow) -> bool:
    """Whether typing something else into the cell is what the person should do."""
    vital = bool(error.get("vital")) and row.status == RowStatus.ERROR
    return vital or any(error.get(key) for key in ("look", "choices", "column_choices"))


def _tell_once(cells: list[Cell]) -> None:
    """One cell of the file that was taken apart, as an address is, is quoted once: beside the last of its parts."""
    for cell, following in pairwise(cells):
        if cell.written == following.written:
            cell.written = ""


def _at(texts: list[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""
