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

from imports.writers import writers
from organisation.access import can, units_where
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


ACCOUNTS = "users"  # the kind of list that makes accounts


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: Any) -> ImportBatchQuerySet:
        """Lists of the kinds that the user may send in there: who records money sees no list of children on its way."""
        kinds: dict[Permission, list[str]] = {}
        for key, how in writers().items():
            kinds.setdefault(how.sent_by, []).append(key)
        seen = Q(pk=None)
        for permission, keys in kinds.items():
            if can(user, permission):
                seen |= Q(kind__in=keys, managing_unit__in=units_where(user, permission))
        return self.filter(seen, managing_unit__in=units_where(user, Permission.IMPORT_LISTS))

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
    parent = models.ForeignKey("self", models.SET_NULL, related_name="sent_again", null=True)  # whose rows come mended

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


class ColumnTemplate(models.Model):
    """What a unit's people decided about the columns of a kind of list; used for the next file with these headings."""

    kind = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)  # of the headings, whatever their order: imports.remembering
    decisions = models.JSONField(
        default=dict
    )  # {"columns": {heading: field or ""}, "dates": {heading: "dmy" or "mdy"}}
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        constraints = [models.UniqueConstraint(fields=["kind", "unit", "fingerprint"], name="columns_remembered_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.decided_at:%d/%m/%Y}"


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def search(self, text: str) -> ImportRowQuerySet:
        """Rows in whose cells every word stands, without marks."""
        cells = self.annotate(cells_folded=Func(Cast("as_written", models.TextField()), function="vi_fold"))
        return cells.filter(*(Q(cells_folded__contains=word) for word in fold(text).split()))

    def in_tab(self, tab: str) -> ImportRowQuerySet:
        """Rows of a status; "look" are those that go in but may repeat a record, "siblings" those
        proposed as brothers or sisters of somebody."""
        if tab == "look":
            return self.filter(status__in=[RowStatus.NEW, RowStatus.UPDATE], errors__contains=[{"look": True}])
        if tab == "siblings":
            return self.filter(status__in=[RowStatus.NEW, RowStatus.UPDATE], errors__contains=[{"sibling": True}])
        return self.filter(status=tab)


class ImportRow(models.Model):
    """A row of the file: as it was written, as it was understood, and what entering it does. Filled by COPY.

    `as_written`: the cells' texts as the file has them, from column A on; which column a value was read from stands in
    the batch's layout (`columns`: index and field).
    `values`: what is known, by the kind's value_keys; a text that was not understood is not in it.
    `record_id`: the record the row became, adds to, or may repeat.
    `before`: the record's values that applying this row replaced (see imports.undoing).
    `changes`: a row that speaks of a record; [{"field": the record's field, "old", "new": texts ("" for nothing; codes
    of choices, ISO dates, names of places), "applies": whether entering the row writes it}]. What the record lacks is
    filled; what it has otherwise stays (applies: false) unless corrections["overwrite"] is true or holds the row's key.

    `errors`: what is said about the row, a list of objects with
      column   the heading it is about, "" for the row       letter  of the column ("C"), where there is one
      message, params   English sentence, and its places
      vital    true: the row is not entered as it stands     look    true: it goes in, but a person should look
      check    true: said by comparing with the records      record  [model label, id] it speaks of
      choices  [{"label", "text"}]: what the cell may have meant; `text` written into that cell settles the problem
      column_choices  [{"label", "dates": "dmy" or "mdy"}]: one answer for all dates of the column
      reasons, against  of "code list_code name birth commune phone carer parents sex": why it may be the same child
      sibling  true: proposed as brother or sister of `record`, or of params["sheet"], params["row"] of this list

    The batch's `corrections` that concern rows (a key is "sheet!row"): {"rows": [keys left out], "overwrite": true or
    [keys], "siblings": true or [keys whose proposal is accepted], "as_new": [keys that are another child after all],
    "same_as": {key: id of the record that a person says the row speaks of: certain then, as if by its code},
    "campaign": id of the campaign that a gift list is entered for,
    "seen": [keys of rows that wanted a look and had it],
    "keep": {key: [the record's fields that this row does not write, though "overwrite" or the record's lack would]},
    "sheets": {name: {"cells": {"12": {"C": "text"}}, "dates": {"C": "dmy"}, "columns", "header_rows", "use"}}}.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    sheet = models.CharField(_("sheet"), max_length=100)
    row = models.PositiveIntegerField(_("row"))  # as Excel shows it
    status = models.CharField(_("status"), max_length=10, choices=RowStatus)
    values = models.JSONField(default=dict)
    as_written = models.JSONField(default=list)  # the cells' texts, from column A on
    errors = models.JSONField(default=list)
    record_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    changes = models.JSONField(null=True)
    mends = models.BigIntegerField(null=True)  # the id of the parent batch's row that comes back in this one

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of a list")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["batch", "status", "id"]),
            # from a record to the row it came from
            models.Index(fields=["record_id", "batch"], name="import_row_record", condition=Q(record_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"
