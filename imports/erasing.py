"""What uploaded lists keep of a person, taken out of them. The file itself is gone once a list was entered."""

from typing import Any

from django.db import models, transaction

from imports.models import BatchState, ImportBatch, ImportRow
from imports.operations import discard_batch
from imports.writers import writers

EMPTY: dict[str, Any] = {"as_written": [], "values": {}, "errors": [], "changes": None, "before": None}


@transaction.atomic
def forget_in_lists(record: models.Model) -> int:
    """Empties the rows that became `record` or may repeat it, and returns how many there were.

    A list that waits to be entered still has its file: it is discarded whole, to be uploaded again without the person.
    """
    kinds = [kind for kind, writer in writers().items() if writer.record is type(record)]
    rows = ImportRow.objects.filter(batch__kind__in=kinds, record_id=record.pk).select_related("batch")
    found = list(rows)
    for batch in {row.batch for row in found}:
        if batch.state == BatchState.CHECKED:
            discard_batch(batch=batch)
        else:
            _forget_cells(batch, [row for row in found if row.batch_id == batch.pk])
    rows.update(**EMPTY)
    return len(found)


def _forget_cells(batch: ImportBatch, rows: list[ImportRow]) -> None:
    """What a person typed in place of cells of these rows."""
    sheets = batch.corrections.get("sheets", {})
    for row in rows:
        sheets.get(row.sheet, {}).get("cells", {}).pop(str(row.row), None)
    batch.save(update_fields=["corrections"])
