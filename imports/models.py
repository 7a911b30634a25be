"""A list on its way in: the batch, and every row of the file with what was understood of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record
from organisation.roles import Permission
from vietnamese.text import fold


class BatchState(models.TextChoices):
    CHECKED = "checked", _("to be checked")
    APPLIED = "applied", _("entered")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")


class RowStatus(models.TextChoices):
    NEW = "new", pgettext_lazy("row of a list", "new")
    UPDATE = "update", pgettext_lazy("row of a list", "adds to a record")
    DUPLICATE = "duplicate", pgettext_lazy("row of a list", "already entered")
    ERROR = "error", pgettext_lazy("row of a list", "to be mended")
    SKIPPED = "skipped", pgettext_lazy("row of a list", "no record")


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: Any) -> ImportBatchQuerySet:
        return self.filter(managing_unit__in=units_where(user, Permission.IMPORT_LISTS))

    def search(self, text: str) -> ImportBatchQuerySet:
        return self.filter(file_name__icontains=text.strip())


class ImportBatch(Record):
    kind = models.CharField(_("kind of list"), max_length=20)
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    state = models.CharField(_("state"), max_length=10, choices=BatchState, default=BatchState.CHECKED)
    file_name = models.CharField(_("file"), max_length=200)
    file_sha256 = models.CharField(max_length=64)
    stored_file = models.CharField(max_length=60, blank=True)  # below MEDIA_ROOT/imports, until applied or discarded
    list_date = models.DateField(_("date of the list"), null=True, blank=True)
    layout = models.JSONField(default=dict)  # {"sheets": see imports.staging.layout_of}
    corrections = models.JSONField(default=dict)  # what a person said against the layout, and rows left out
    counts = models.JSONField(default=dict)  # rows by RowStatus
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", null=True)
    applied_at = models.DateTimeField(_("entered at"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("imported list")
        verbose_name_plural = _("imported lists")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["managing_unit", "kind", "file_sha256"],
                condition=Q(state=BatchState.APPLIED),
                name="import_same_file_once",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:batch", args=[self.public_id])


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def search(self, text: str) -> ImportRowQuerySet:
        """Rows in whose cells every word stands, without marks."""
        cells = self.annotate(cells_folded=Func(Cast("as_written", models.TextField()), function="vi_fold"))
        return cells.filter(*(Q(cells_folded__contains=word) for word in fold(text).split()))

    def in_tab(self, tab: str) -> ImportRowQuerySet:
        """Rows of a status; "look" are those that go in but may repeat a record."""
        if tab == "look":
            return self.filter(status__in=[RowStatus.NEW, RowStatus.UPDATE], errors__contains=[{"look": True}])
        return self.filter(status=tab)


class ImportRow(models.Model):
    """Staging, filled by COPY. `record_id` is the record the row became, or may repeat."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    sheet = models.CharField(_("sheet"), max_length=100)
    row = models.PositiveIntegerField(_("row"))  # as Excel shows it
    status = models.CharField(_("status"), max_length=10, choices=RowStatus)
    values = models.JSONField(default=dict)
    as_written = models.JSONField(default=list)  # the cells' texts, from column A on
    errors = models.JSONField(default=list)
    record_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)  # the record's values that applying this row replaced

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of a list")
        ordering = ["id"]
        indexes = [models.Index(fields=["batch", "status", "id"])]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"
