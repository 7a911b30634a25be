"""From a workbook to records: which sheets and columns mean what, and for every row a record, an error or a reason."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from imports.asking import orders_of
from imports.columns import ColumnGuess, assign, index_of
from imports.fields import ColumnContext, DateOrder, ListKind
from imports.headers import (
    INSTRUCTIONS_SHEET,
    Header,
    TitleFacts,
    column_samples,
    find_header,
    header_at,
    in_old_font,
    title_facts,
)
from imports.locating import REFORM, Locator, speaks_of_former
from imports.reading import Sheet, Workbook
from imports.remembering import columns_said, known_header
from imports.results import Context, RowResult, SheetCorrection, SheetResult, Understanding
from imports.rows import RowReader, SheetContext
from imports.tables import Table, tables_of
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.money import parse_per, parse_unit
from vietnamese.places import Place

__all__ = ["Context", "RowResult", "SheetCorrection", "SheetResult", "Understanding", "understand"]

HIDDEN = gettext_noop("The sheet is hidden.")
EMPTY = gettext_noop("The sheet is empty.")
NO_HEADER = gettext_noop("No row reads as the headings of this kind of list. Say which row holds the headings.")
OLD_FONT = gettext_noop(
    "The letters are written in an old font such as .VnTime or VNI. "
    "Convert the file to Unicode (UniKey can), then send it again."
)
INSTRUCTIONS = gettext_noop("The instructions of the form.")
OTHER_KIND = gettext_noop(
    "This sheet looks like a list of another kind and is not read. Send the file once more and choose that kind; or"
    " tick the sheet to read it as this kind all the same."
)
LEFT_OUT = gettext_noop("You left this sheet out.")

_PLACE_KEYS = ("former", "present", "commune", "address")


def understand(
    workbook: Workbook,
    kind: ListKind,
    context: Context,
    *,
    corrections: Mapping[str, SheetCorrection] | None = None,
    foreign: Collection[str] = (),
) -> Understanding:
    """Every row of every readable sheet as a record, an error or skipped with its reason; blank rows are left out.

    `corrections`: by sheet name, what a person said against the engine's own guesses. `foreign`: the sheets that read
    as a list of another kind.
    """
    coming: list[Iterable[RowResult]] = []
    result = Understanding(kind, [], chain.from_iterable(coming))
    for sheet in workbook.sheets:
        for table in _tables(sheet, kind):
            correction = (corrections or {}).get(table.name, SheetCorrection())
            remarks = [*sheet.remarks, *table.remarks] if table.name == sheet.name else []
            understood = SheetResult(table.name, sheet.visible, len(sheet.rows), remarks=remarks)
            result.sheets.append(understood)
            understood.ignored = _why_ignored(understood, correction)
            if not understood.ignored and sheet.name in foreign and correction.use is None:
                understood.ignored = OTHER_KIND
            if not understood.ignored:
                rows = _read_table(table, kind, context, correction, understood)
                coming += [rows, table.skipped] if table.name == sheet.name else [table.skipped, rows]
    if kind.complete:
        kind.complete(workbook, result)
    return result


def _tables(sheet: Sheet, kind: ListKind) -> list[Table]:
    is_one = kind.complete and not kind.several_tables
    return [Table(sheet, sheet.name)] if is_one else tables_of(sheet, kind)


def _why_ignored(understood: SheetResult, correction: SheetCorrection) -> str:
    if correction.use is False:
        return LEFT_OUT
    if not understood.row_count:
        return EMPTY
    if understood.name == INSTRUCTIONS_SHEET and correction.use is None:
        return INSTRUCTIONS
    return HIDDEN if not understood.visible and not correction.use else ""


def _read_table(
    table: Table, kind: ListKind, context: Context, correction: SheetCorrection, understood: SheetResult
) -> Iterable[RowResult]:
    sheet = table.sheet
    header = _header(table, kind, context, correction)
    if header is None:
        understood.ignored = OLD_FONT if in_old_font(sheet) else NO_HEADER
        return []
    understood.header = header
    said = columns_said(header.headings, context, correction, understood)
    understood.columns = assign(header.headings, column_samples(sheet, header), kind, said)
    facts = title_facts(sheet, header)
    locator = _locator(sheet, facts, understood, context)
    understood.list_date = facts.list_date
    understood.former_communes = locator.former_first
    understood.commune = _shown(locator.default)
    orders = orders_of(sheet, understood, correction)
    columns = {
        c.index: replace(_column_context(c, facts, context), order=orders.get(c.index, DateOrder()))
        for c in understood.columns
        if c.field
    }
    asked = SheetContext(locator, kind, facts.list_date or context.today, context.today)
    said_cells = {row: {index_of(at): text for at, text in cells.items()} for row, cells in correction.cells.items()}
    return RowReader(sheet, kind, understood, columns, asked, said_cells).results()


def _header(table: Table, kind: ListKind, context: Context, correction: SheetCorrection) -> Header | None:
    sheet = table.sheet
    if not correction.header_rows:
        return table.header or known_header(sheet, context) or find_header(sheet, kind)
    first, last = correction.header_rows
    if not last:
        return header_at(sheet, 1, 0)  # the list begins at once
    return header_at(sheet, first, last) if 1 <= first <= last <= len(sheet.rows) else None


def _locator(sheet: Sheet, facts: TitleFacts, understood: SheetResult, context: Context) -> Locator:
    place_columns = [c.index for c in understood.columns if c.field and c.field.endswith(_PLACE_KEYS)]
    titles = [*reversed(facts.lines), sheet.name]
    if facts.list_date:
        former_first = facts.list_date < REFORM
    else:
        texts = _some_texts(sheet, understood, place_columns)
        former_first = speaks_of_former([*texts, *titles[-3:]], context.places)
    locator = Locator(context.places, former_first)
    found = (context.places.in_title(title, former_first=former_first) for title in titles)
    locator.default = (
        next((place for place in found if place), None)
        or locator.bare(sheet.name)
        or _default_place(context, former_first)
    )
    return locator


def _some_texts(sheet: Sheet, understood: SheetResult, columns: list[int]) -> list[str]:
    assert understood.header
    rows = sheet.rows[understood.header.last_row : understood.header.last_row + 200]
    texts = dict.fromkeys(
        row[c] for row in rows for c in columns if c < len(row) and isinstance(row[c], str) and row[c]
    )
    return [str(text) for text in list(texts)[:40]]


def _default_place(context: Context, former_first: bool) -> Place:
    record = context.places.by_key(context.default_commune) if context.default_commune else None
    if record:
        if record.generation == "present":
            return Place(present=record)
        return Place(former=record, present=context.places.successor(record))
    try:
        return context.places.resolve(context.default_commune, former_first=former_first)
    except Unreadable:
        return Place()


def _column_context(column: ColumnGuess, facts: TitleFacts, context: Context) -> ColumnContext:
    return ColumnContext(
        heading=column.heading,
        list_date=facts.list_date or context.today,
        today=context.today,
        unit_vnd=parse_unit(column.heading) or facts.unit_vnd or 1,
        per=parse_per(column.heading),
    )


def _shown(place: Place) -> str:
    record = place.former or place.present
    return record.name if record else ""
