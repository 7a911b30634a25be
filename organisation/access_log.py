"""Leave a row for every reading of personal data, in the reader's own transaction."""

from typing import Any

from django.db.models import Model

from organisation.models.access_log import AccessAction, AccessLog


def log_access(user: Any, action: AccessAction, record: Model | type[Model], *, rows_count: int | None = None) -> None:
    """`record` is what was read, or the model of the rows that were searched or exported."""
    AccessLog.objects.create(
        user=user,
        action=action,
        record_kind=record._meta.label_lower,
        record_id=record.pk if isinstance(record, Model) else None,
        rows_count=rows_count,
    )


def log_link_access(link: int, action: AccessAction, *records: Model, rows_count: int | None = None) -> None:
    """The same for whoever opened a donor's personal page: a row for each of `records`."""
    AccessLog.objects.bulk_create(
        AccessLog(
            by_link=link,
            action=action,
            record_kind=record._meta.label_lower,
            record_id=record.pk,
            rows_count=rows_count,
        )
        for record in records
    )
