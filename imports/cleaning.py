"""Lists that were uploaded and then forgotten: after a while their rows and files go."""

import datetime as dt

from django.utils import timezone

from imports import files
from imports.exceptions import Refused
from imports.models import BatchState, ImportBatch
from imports.operations import discard_batch

ABANDONED_AFTER = dt.timedelta(days=30)
STRAY_AFTER = dt.timedelta(days=1)  # longer than any list is being read
AT_ONCE = 20  # beside an upload; the command takes all


def forget_abandoned(*, older_than: dt.timedelta = ABANDONED_AFTER, at_most: int | None = AT_ONCE) -> int:
    """Set aside the lists nobody touched for so long, and remove files that no list names. How many lists went.

    The list itself stays known (who sent which file when); what it held of people goes.
    """
    waiting = ImportBatch.objects.filter(state=BatchState.CHECKED, updated_at__lt=timezone.now() - older_than)
    forgotten = sum(_set_aside(batch) for batch in waiting.order_by("updated_at")[:at_most])
    named = set(ImportBatch.objects.exclude(stored_file="").values_list("stored_file", flat=True))
    files.forget_strays(named, older_than_seconds=STRAY_AFTER.total_seconds())
    return forgotten


def _set_aside(batch: ImportBatch) -> bool:
    try:
        discard_batch(batch=batch)
    except Refused:  # a colleague has just entered it
        return False
    return True
