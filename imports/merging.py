"""The rows of lists follow the record that they became, when it is merged with another."""

from django.db import models

from imports.models import ImportRow
from imports.writers import writers
from organisation.attached import Rows


class ListRows(Rows):
    """Rows of lists that became a record, add to it or may repeat it."""

    stands_against_undo = is_shown = False

    def __init__(self, record: type[models.Model]) -> None:
        super().__init__(ImportRow, "record_id")
        self.record = record

    def of(self, record: models.Model) -> models.QuerySet:
        kinds = [kind for kind, writer in writers().items() if writer.record is self.record]
        return ImportRow.objects.filter(batch__kind__in=kinds, record_id=record.pk)

    def rivals(self, one: models.Model, other: models.Model) -> list:
        return []
