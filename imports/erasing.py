"""What uploaded lists keep of a person, taken out of them. The file itself is gone once a list was entered."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q

from imports.models import BatchState, ImportBatch, ImportRow
from imports.operations import discard_batch
from imports.writers import writers

EMPTY: dict[str, Any] = {"as_written": [], "values": {}, "errors": [], "changes": None, "before": None}


def forget_in_lists(record: models.Model, *, batch: ImportBatch | None = None) -> int:
    """Empties the rows that became `record`, may repeat it or speak of it (a gift, a pledge); returns how many.

    `batch`: in that list alone.
    """
    kinds = [kind for kind, writer in writers().items() if writer.record is type(record)]
    speaks_of_it = Q(errors__contains=[{"record": [record._meta.label_lower, record.pk]}])
    rows = ImportRow.objects.filter(Q(batch__kind__in=kinds, record_id=record.pk) | speaks_of_it)
    return forget_rows(rows.filter(batch=batch) if batch else rows)


@transaction.atomic
def forget_rows(rows: models.QuerySet[ImportRow]) -> int:
    """Empties these rows of lists; returns how many.

    A list that waits to be entered still has its file: it is discarded whole, to be uploaded again without the person.
    """
    found = list(rows.select_related("batch"))
    for batch in {row.batch for row in found}:
        if batch.state == BatchState.CHECKED:
            discard_batch(batch=batch)
        else:
            _forget_cells(batch, [row for row in found if row.batch_id == batch.pk])
    ImportRow.objects.filter(pk__in=[row.pk for row in found]).update(**EMPTY)
    return len(found)


def _forget_cells(batch: ImportBatch, rows: list[ImportRow]) -> None:
    """What a person typed in place of cells of these rows."""
    sheets = batch.corrections.get("sheets", {})
    for row in rows:
        sheets.get(row.sheet, {}).get("cells", {}).pop(str(row.row), None)
    batch.save(update_fields=["corrections"])
