"""The rows to be mended as a workbook: as they were sent, with the reason, ready to be corrected and sent again."""

from django.http import FileResponse
from django.utils.translation import gettext as _

from imports.models import ImportBatch, ImportRow, RowStatus
from imports.showing import sentence
from organisation.sheets import Column, xlsx_response


def mend_response(batch: ImportBatch) -> tuple[FileResponse, int]:
    """A download of the batch's rows to be mended, and how many they are. The headings are those of the first sheet."""
    rows = batch.rows.filter(status=RowStatus.ERROR).order_by("id")
    first = rows.first()
    sheets = {sheet["name"]: sheet["columns"] for sheet in batch.layout.get("sheets", [])}
    columns = [_column(c) for c in (sheets.get(first.sheet, []) if first else [])]
    why = Column(_("What has to be mended"), _reasons, 60)
    return xlsx_response("can-sua", [why, *columns], rows.iterator(chunk_size=2000))


def _column(column: dict) -> Column:
    index = column["index"]
    heading = column["heading"].rpartition(" › ")[2] or column["letter"]
    return Column(heading, lambda row: row.as_written[index] if index < len(row.as_written) else "", 22)


def _reasons(row: ImportRow) -> str:
    place = _("%(sheet)s, row %(row)s:") if row.sheet else _("Row %(row)s:")
    told = (f"{error['column']}: {sentence(error)}" if error["column"] else sentence(error) for error in row.errors)
    return " ".join([place % {"sheet": row.sheet, "row": row.row}, *told])
