"""The rows of lists follow the record that they became, when it is merged with another."""

from django.db import models

from imports.models import ImportRow
from organisation.attached import Rows


class ListRows(Rows):
    """Rows of one kind of list that became a record, add to it or may repeat it."""

    stands_against_undo = is_shown = False

    def __init__(self, kind: str) -> None:
        super().__init__(ImportRow, "record_id")
        self.kind = kind

    def of(self, record: models.Model) -> models.QuerySet:
        return ImportRow.objects.filter(batch__kind=self.kind, record_id=record.pk)

    def rivals(self, one: models.Model, other: models.Model) -> list:
        return []
