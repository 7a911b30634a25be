"""Leave a row for every reading of personal data, in the reader's own transaction."""

from collections.abc import Mapping
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


def log_searches(user: Any, found: Mapping[type[Model], int]) -> None:
    """How many rows of each model one search gave."""
    AccessLog.objects.bulk_create(
        AccessLog(user=user, action=AccessAction.SEARCH, record_kind=model._meta.label_lower, rows_count=rows_count)
        for model, rows_count in found.items()
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
