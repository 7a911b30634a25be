"""The rows to be mended go back to who sent them as a workbook, and are known when they return.

The workbook has the list's own title, headings and columns in their order, then the place where that stood in a section
heading, last the reasons. A hidden sheet names the list; each reason begins with the sheet and row it came from.
"""

import io
import re
import uuid
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.db import connection
from django.db.models import Q
from django.http import FileResponse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from imports.columns import SEPARATOR
from imports.fields import text_of
from imports.layouts import Group, groups
from imports.models import BatchState, ImportBatch, ImportRow, ImportRowQuerySet, RowStatus
from imports.reading import Sheet, Workbook
from imports.showing import corrected, sentence
from imports.writers import writer
from organisation.models import Unit
from organisation.sheets import TYPE
from vietnamese.errors import gettext_noop
from vietnamese.text import fold

Places = dict[tuple[str, int], tuple[str, int]]  # a row's sheet and number → where it stood in the first list

LANGUAGE = "vi"  # of whoever sent the list
REASON = gettext_noop("What has to be mended")
MARK = "imported-list"  # in A1 of the hidden sheet; B1 names the list
HEADINGS_WITHIN = 60  # rows
PLACE = re.compile(r"(?:(?P<sheet>.+), )?[^\d,]*(?P<row>\d+):")
PLACE_FIELDS = (("former_commune", "former_commune"), ("present_commune", "commune"), ("hamlet", "hamlet"))
ADDRESSES = ("commune", "address")  # one cell for all of the place
NAMED_BACK = """
UPDATE imports_importrow r SET mends = p.id
FROM unnest(%(sheets)s::text[], %(rows)s::int[], %(old_sheets)s::text[], %(old_rows)s::int[])
    AS said(sheet, row, old_sheet, old_row)
JOIN imports_importrow p ON p.batch_id = %(parent)s AND p.status = 'error'
    AND p.sheet = said.old_sheet AND p.row = said.old_row
WHERE r.batch_id = %(batch)s AND r.sheet = said.sheet AND r.row = said.row AND r.status <> 'skipped'
"""


def still_to_mend(batch: ImportBatch) -> ImportRowQuerySet:
    """The rows that have to be mended and have not come back in a list that was entered."""
    mended = ImportRow.objects.filter(
        Q(batch__state=BatchState.APPLIED), ~Q(status=RowStatus.ERROR), batch__parent=batch, mends__isnull=False
    )
    return batch.rows.filter(status=RowStatus.ERROR).exclude(pk__in=mended.values("mends"))


# --- Out ----------------------------------------------------------------------------------------


def workbook_of(batch: ImportBatch) -> tuple[FileResponse, int]:
    """A download of the batch's rows to be mended, a sheet for each layout, and how many they are; in Vietnamese."""
    out = io.BytesIO()
    rows = list(still_to_mend(batch).order_by("id"))
    with translation.override(LANGUAGE):
        book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        for group in groups(batch.layout.get("sheets", [])):
            names = {sheet["name"] for sheet in group.sheets}
            if found := [row for row in rows if row.sheet in names]:
                _SheetBack(book, batch, group, found).write()
        _mark(book, batch)
        book.close()
    out.seek(0)
    stem = slugify(fold(batch.file_name.rpartition(".")[0])) or "danh-sach"
    name = f"can-sua-{stem[:60]}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPE), len(rows)


def _mark(book: Any, batch: ImportBatch) -> None:
    sheet = book.add_worksheet("nguon")
    sheet.write_string(0, 0, MARK)
    sheet.write_string(0, 1, str(batch.public_id))
    if len(book.worksheets()) > 1:
        sheet.very_hidden()


class _SheetBack:
    """One sheet of the workbook: the rows of sheets that are laid out alike."""

    def __init__(self, book: Any, batch: ImportBatch, group: Group, rows: list[ImportRow]) -> None:
        self.book, self.batch, self.rows = book, batch, rows
        self.first = group.sheets[0]
        self.columns = self.first["columns"]
        self.width = max((c["index"] for c in self.columns), default=-1) + 1
        self.added = self._places_to_add()
        border = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": True}
        self.plain = book.add_format(border)
        self.wrong = book.add_format(border | {"bg_color": "#FDE7E5"})
        self.head = book.add_format(
            border | {"bold": True, "bg_color": "#E6F0F0", "align": "center", "valign": "vcenter"}
        )
        self.title = book.add_format({"bold": True})

    def _places_to_add(self) -> list[tuple[str, str]]:
        """Heading and value of each part of the place that stood beside the rows (a section, the title)."""
        fields = writer(self.batch.kind).kind.by_key
        has = {c["field"]: c["index"] for c in self.columns if c["field"]}
        found = []
        for field, value in PLACE_FIELDS:
            if field in fields and field not in has and any(self._lacks(row, value, has) for row in self.rows):
                found.append((_(fields[field].label), value))
        return found

    def _lacks(self, row: ImportRow, value: str, has: dict[str, int]) -> bool:
        """Whether this part of the place was understood, but no cell of the row says it.

        A present commune that follows from the former one need not be said.
        """
        if value == "commune" and row.values.get("former_commune"):
            return False
        understood = str(row.values.get(value) or "")
        said = " ".join(_text(row, has[key]) for key in (*ADDRESSES, *dict(PLACE_FIELDS)) if key in has)
        return bool(understood) and fold(understood) not in fold(said)

    def write(self) -> None:
        sheet = self.book.add_worksheet(_sheet_title(self.book, self.first["name"]))
        at = 0
        for line in self.first.get("title", []):
            sheet.write_string(at, 0, line, self.title)
            at += 1
        at = self._write_headings(sheet, at)
        sheet.freeze_panes(at, 0)
        for number, row in enumerate(self.rows, at):
            self._write_row(sheet, number, row)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _write_headings(self, sheet: Any, at: int) -> int:
        """The headings as they stood, merged over their columns; the row after them."""
        paths = [self._heading(index) for index in range(self.width)]
        paths += [[heading] for heading, _value in self.added] + [[_(REASON)]]
        depth = max(len(path) for path in paths)
        for level in range(depth):
            for first, last in _spans(paths, level):
                text = paths[first][level] if level < len(paths[first]) else ""
                bottom = depth - 1 if level == len(paths[first]) - 1 else level
                if text and (last > first or bottom > level):
                    sheet.merge_range(at + level, first, at + bottom, last, text, self.head)
                elif text:
                    sheet.write_string(at + level, first, text, self.head)
        sheet.set_column(0, max(self.width - 1, 0), 16)
        sheet.set_column(self.width, self.width + len(self.added), 20)
        sheet.set_column(self.width + len(self.added), self.width + len(self.added), 60)
        return at + depth

    def _heading(self, index: int) -> list[str]:
        column = next((c for c in self.columns if c["index"] == index), None)
        return column["heading"].split(SEPARATOR) if column and column["heading"] else [""]

    def _write_row(self, sheet: Any, number: int, row: ImportRow) -> None:
        wrong = {error.get("letter") for error in row.errors if error.get("vital")}
        letters = {c["index"]: c["letter"] for c in self.columns}
        cells = corrected(self.batch, row, letters)
        for index in range(self.width):
            text = cells[index] if index < len(cells) else ""
            sheet.write_string(number, index, text, self.wrong if letters.get(index) in wrong else self.plain)
        for index, (_heading, value) in enumerate(self.added, self.width):
            sheet.write_string(number, index, str(row.values.get(value) or ""), self.plain)
        sheet.write_string(number, self.width + len(self.added), reasons(row), self.wrong)


def reasons(row: ImportRow) -> str:
    """Where the row stood and what is wrong with it."""
    place = _("%(sheet)s, row %(row)s:") if row.sheet else _("Row %(row)s:")
    vital = [error for error in row.errors if error.get("vital")] or row.errors
    told = (f"{error['column']}: {sentence(error)}" if error["column"] else sentence(error) for error in vital)
    return " ".join([place % {"sheet": row.sheet, "row": row.row}, *told])


def _text(row: ImportRow, index: int) -> str:
    return row.as_written[index] if index < len(row.as_written) else ""


def _sheet_title(book: Any, name: str) -> str:
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    stem = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:25] or "DS"
    title, number = stem, 1
    while title.lower() in taken:
        number += 1
        title = f"{stem} {number}"
    return title


def _spans(paths: list[list[str]], level: int) -> Iterable[tuple[int, int]]:
    """The columns that share a heading at this level, first and last of each run."""
    first = 0
    for index in range(1, len(paths) + 1):
        shared = index < len(paths) and len(paths[index]) > level + 1 and len(paths[first]) > level + 1
        if not (shared and paths[index][: level + 1] == paths[first][: level + 1]):
            yield first, index - 1
            first = index


# --- Back ---------------------------------------------------------------------------------------


def taken_out(workbook: Workbook, unit: Unit) -> tuple[ImportBatch | None, Places]:
    """Take the reasons and the hidden sheet out of a workbook that comes back, before it is understood.

    Gives the list it came from, if that is the unit's, and where each row stood there. Any other workbook stays as it
    is: None and nothing.
    """
    marks = [sheet for sheet in workbook.sheets if _named_list(sheet)]
    for sheet in marks:
        workbook.sheets.remove(sheet)
    places: Places = {}
    for sheet in workbook.sheets:
        places |= _take_reasons(sheet)
    named = _named_list(marks[0]) if marks else ""
    parent = ImportBatch.objects.filter(public_id=named, managing_unit=unit).first() if named else None
    return parent, places if parent else {}


def _named_list(sheet: Sheet) -> str:
    cells = sheet.rows[0] if sheet.rows else []
    if sheet.visible or len(cells) < 2 or cells[0] != MARK:
        return ""
    try:
        return str(uuid.UUID(str(cells[1])))
    except ValueError:
        return ""


def _take_reasons(sheet: Sheet) -> Places:
    """Empty the column of reasons, heading and all; what each said about its row's place."""
    with translation.override(LANGUAGE):
        headings = {fold(REASON), fold(_(REASON))}
    cells = ((r, c, cell) for r, row in enumerate(sheet.rows[:HEADINGS_WITHIN]) for c, cell in enumerate(row))
    found = next(((r, c) for r, c, cell in cells if isinstance(cell, str) and fold(cell).strip() in headings), None)
    if found is None:
        return {}
    first, index = found
    places: Places = {}
    for below, row in enumerate(sheet.rows[first:], first + 1):
        if index < len(row):
            if said := PLACE.match(text_of(row[index])):
                places[sheet.name, below] = said["sheet"] or "", int(said["row"])
            row[index] = ""
            while row and row[-1] == "":
                row.pop()
    return places


def name_mended_rows(batch: ImportBatch, places: Places) -> None:
    """Tell each staged row which row of the parent list it brings back."""
    if batch.parent_id and places:
        here, there = list(places), list(places.values())
        columns: dict[str, Any] = {
            "sheets": [sheet for sheet, _row in here],
            "rows": [row for _sheet, row in here],
            "old_sheets": [sheet for sheet, _row in there],
            "old_rows": [row for _sheet, row in there],
        }
        with connection.cursor() as cursor:
            cursor.execute(NAMED_BACK, {"batch": batch.pk, "parent": batch.parent_id} | columns)
