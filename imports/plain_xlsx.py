"""The one format of the admin's import and export: Excel whose cells are text."""

import io
from typing import Any

import tablib
import xlsxwriter
from django.utils.translation import gettext as _
from import_export.formats.base_formats import XLSX

from imports.reading import RefusedFile, read_workbook


class PlainXLSX(XLSX):
    """Cells are text, never formulas; what is uploaded is opened in the bounded child process of the lists."""

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet()
        for number, cells in enumerate([dataset.headers, *dataset]):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, "" if cell is None else str(cell))
        book.close()
        return out.getvalue()

    def create_dataset(self, in_stream: Any) -> tablib.Dataset:
        data = in_stream if isinstance(in_stream, bytes) else in_stream.read()
        try:
            first = read_workbook(data).sheets[0]
        except RefusedFile as refusal:
            raise ValueError(_(refusal.message) % refusal.params) from refusal
        width = len(first.rows[0]) if first.rows else 0
        dataset = tablib.Dataset(headers=first.rows[0] if first.rows else [])
        for row in first.rows[1:]:
            dataset.append([*row, *[""] * width][:width])
        return dataset
