"""What stands in the records already, what repeats itself: the comparison itself is the list's own SQL (writers)."""

from django.db import connection

from imports.models import ImportBatch, RowStatus
from imports.writers import writer

# Take back what an earlier check said; what the reading of the file said stays.
RESET = """
UPDATE imports_importrow
SET status = CASE WHEN jsonb_path_exists(errors, '$[*] ? (@.vital == true && !exists(@.check))') THEN 'error'
        WHEN status = 'skipped' AND NOT errors @> '[{"check": true, "vital": true}]' THEN status ELSE 'new' END,
    record_id = NULL, changes = NULL,
    errors = jsonb_path_query_array(errors, '$[*] ? (!exists(@.check))')
WHERE batch_id = %(batch)s
    AND (status IN ('update', 'duplicate') OR record_id IS NOT NULL OR errors @> '[{"check": true}]')
"""
LEAVE_OUT = """
UPDATE imports_importrow r
SET status = 'skipped',
    errors = r.errors || '[{"check": true, "vital": true, "column": "", "message": "You left this row out."}]'
FROM imports_importbatch b, jsonb_array_elements_text(b.corrections->'rows') AS out(row_key)
WHERE b.id = %(batch)s AND r.batch_id = b.id AND r.status <> 'skipped' AND out.row_key = r.sheet || '!' || r.row
"""
# What wanted a look and had it. RESET leaves what the reading of the file said, so this is undone before.
SEEN = """
UPDATE imports_importrow r
SET errors = (SELECT jsonb_agg(CASE WHEN e ? 'look' THEN e - 'look' || '{"seen": true}'::jsonb ELSE e END)
    FROM jsonb_array_elements(r.errors) e)
FROM imports_importbatch b, jsonb_array_elements_text(b.corrections->'seen') AS seen(row_key)
WHERE b.id = %(batch)s AND r.batch_id = b.id AND r.errors @> '[{"look": true}]'
    AND seen.row_key = r.sheet || '!' || r.row
"""
UNSEEN = """
UPDATE imports_importrow r
SET errors = (SELECT jsonb_agg(CASE WHEN e ? 'seen' THEN e - 'seen' || '{"look": true}'::jsonb ELSE e END)
    FROM jsonb_array_elements(r.errors) e)
WHERE r.batch_id = %(batch)s AND r.errors @> '[{"seen": true}]'
"""
COUNTS = """
SELECT status, count(*), count(*) FILTER (WHERE status IN ('new', 'update') AND errors @> '[{"look": true}]'),
    count(*) FILTER (WHERE status IN ('new', 'update') AND errors @> '[{"sibling": true}]')
FROM imports_importrow WHERE batch_id = %(batch)s GROUP BY 1
"""


def check(batch: ImportBatch, *, again: bool) -> None:
    """Give every row its status against the records as they are now, and the batch its counts.

    `again`: the rows were checked before. The writer's working tables live until the transaction ends.
    """
    with connection.cursor() as cursor:
        if again:
            cursor.execute(UNSEEN, {"batch": batch.pk})
            cursor.execute(RESET, {"batch": batch.pk})
        writer(batch.kind).check(batch)
        if batch.corrections.get("rows"):
            cursor.execute(LEAVE_OUT, {"batch": batch.pk})
        if batch.corrections.get("seen"):
            cursor.execute(SEEN, {"batch": batch.pk})
    batch.counts = count_rows(batch)
    batch.save(update_fields=["counts"])


def count_rows(batch: ImportBatch) -> dict[str, int]:
    """The batch's rows by status, each status named; `look`: rows that go in, but may repeat a record;
    `siblings`: rows for which brothers or sisters are proposed."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"batch": batch.pk})
        found = {status: numbers for status, *numbers in cursor.fetchall()}
    counts = {status.value: found.get(status.value, [0])[0] for status in RowStatus}
    looked_at = {"look": 1, "siblings": 2}
    return counts | {name: sum(numbers[at] for numbers in found.values()) for name, at in looked_at.items()}
