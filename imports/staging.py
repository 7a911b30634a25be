"""The rows of a file on their way into the database: one COPY, whatever their number."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from imports import progress
from imports.fields import Problem, text_of
from imports.models import ImportBatch, RowStatus
from imports.reading import Cell, Workbook
from imports.results import RowResult, SheetResult, Understanding
from vietnamese.text import clean

COPY = "COPY imports_importrow (batch_id, sheet, row, status, values, as_written, errors) FROM STDIN"
STATUS = {"record": RowStatus.NEW, "error": RowStatus.ERROR, "skipped": RowStatus.SKIPPED}
CHUNK = 500  # rows to a packet
SHEET_NAME = 100
TITLE_LINES, TITLE_LENGTH = 12, 300

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def stage(batch: ImportBatch, understanding: Understanding) -> None:
    """Put what was understood of each row into the batch, in place of what is there."""
    batch.rows.all().delete()
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        packet: list[str] = []
        for number, line in enumerate(_lines(batch.pk, understanding.each()), 1):
            packet.append(line)
            if len(packet) == CHUNK:
                copy.write("".join(packet))
                packet.clear()
                progress.count("keeping", number)
        copy.write("".join(packet))


def _lines(batch_id: int, rows: Iterable[RowResult]) -> Iterator[str]:
    for row in rows:
        values = _json({key: value for key, value in row.values.items() if value is not None})
        written = _json([_as_written(cell) for cell in row.cells])
        errors = _json(_errors(row)) if row.problems or row.reason else "[]"
        text = f"{batch_id}\t{sheet_name(row.sheet)}\t{row.row}\t{STATUS[row.status]}\t{values}\t{written}\t{errors}"
        yield text.replace("\\", "\\\\") + "\n"


def _as_written(cell: Cell) -> str:
    is_clean = type(cell) is str and cell.isprintable() and "  " not in cell and " " not in (cell[:1], cell[-1:])
    return cell if is_clean else text_of(cell)  # type: ignore[return-value]  # a clean cell is a text


def sheet_name(name: str) -> str:
    """A sheet's name as it is kept: one line, no longer than the column."""
    return clean(name)[:SHEET_NAME]


def _errors(row: RowResult) -> list[dict[str, Any]]:
    if row.reason:
        return [{"column": "", "message": row.reason}]
    return [_error(problem) for problem in row.problems]


def _error(problem: Problem) -> dict[str, Any]:
    told: dict[str, Any] = {"column": problem.column, "message": problem.message}
    if problem.params:
        told["params"] = dict(problem.params)
    if problem.vital:
        told["vital"] = True
    elif problem.look:
        told["look"] = True
    if problem.letter:
        told["letter"] = problem.letter
    if problem.choices:
        told["choices"] = [{"label": label, "text": text} for label, text in problem.choices]
    return told | dict(problem.about) if problem.about else told


def layout_of(understanding: Understanding, workbook: Workbook) -> list[dict[str, Any]]:
    """How each sheet was understood, as the pages show it and as it is kept with the batch.

    `title`: the lines above the headings, with which rows that are sent back go out again.
    """
    rows_of = {s.name: understanding.count("record", s.name) + understanding.count("error", s.name)
               for s in understanding.sheets}  # fmt: skip
    titles = {sheet.name: sheet.rows for sheet in workbook.sheets}
    return [
        _sheet(sheet, rows_of.get(sheet.name, 0)) | {"title": _title(sheet, titles.get(sheet.name, []))}
        for sheet in understanding.sheets
    ]


def _title(sheet: SheetResult, rows: Sequence[list[Cell]]) -> list[str]:
    above = rows[: sheet.header.first_row - 1] if sheet.header else []
    lines = (" ".join(filter(None, map(text_of, row))) for row in above[-TITLE_LINES:])
    return [line[:TITLE_LENGTH] for line in lines if line]


def _sheet(sheet: SheetResult, records_count: int) -> dict[str, Any]:
    return {
        "name": sheet_name(sheet.name),
        "visible": sheet.visible,
        "rows_count": sheet.row_count,
        "records_count": records_count,
        "header": [sheet.header.first_row, sheet.header.last_row] if sheet.header else None,
        "list_date": sheet.list_date.isoformat() if sheet.list_date else None,
        "commune": sheet.commune,
        "ignored": sheet.ignored,
        "decided_on": timezone.localdate(sheet.remembered.decided_at).isoformat() if sheet.remembered else None,
        "remarks": [{"message": remark.message, "params": dict(remark.params)} for remark in sheet.remarks],
        "said": sheet.said,
        "columns": [
            {"letter": c.letter, "index": c.index, "heading": c.heading, "field": c.field,
             "samples": list(c.samples)[:3], "confidence": round(c.confidence, 2)}
            for c in sheet.columns
        ],
    }  # fmt: skip
