"""What every app needs that lets two of its records become one: what was done, and which pairs are no pairs."""

from __future__ import annotations

import re
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from organisation.models.unit import Unit

WHOLE_CODE = re.compile(r"[A-Z]{2}[0-9]{6,}")


def merged_into(merges: str, code: str) -> list[int]:
    """The ids of records that took in the one with this code; asked only for a whole code."""
    if not WHOLE_CODE.fullmatch(code.upper()):
        return []
    stayed = apps.get_model(merges)._base_manager.filter(gone_code=code.upper(), undone_at=None)
    return list(stayed.values_list("kept", flat=True))


class MergeQuerySet(models.QuerySet[Any]):
    def standing(self):
        return self.filter(undone_at=None)


class Merge(models.Model):
    """Two records became one. The row of the other is gone from its table and stands here, with all that moved.

    A subclass adds `kept`, the record that remains; it is empty once the merge is undone.
    """

    IS_RESTRICTED = True  # whole rows stand in it, restricted circumstances and hidden places with them
    kept: Any
    public_id = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    gone_id = models.BigIntegerField()
    gone_public_id = models.UUIDField(db_index=True)
    gone_code = models.CharField(_("code"), max_length=24)
    gone_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    gone = models.JSONField()  # its row, column by column
    replaced = models.JSONField()  # columns of the kept record as they were, and
    written = models.JSONField()  # as the merge left them
    moved = models.JSONField()  # kind of rows → {"ids": […], "memo": what moving them back needs}
    set_aside = models.JSONField()  # rows that could not stand beside another: [{"model": …, "row": {…}}]
    last = models.JSONField()  # kind of rows → the highest id that belonged to the kept record then
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")
    merged_at = models.DateTimeField(_("merged at"), db_default=Now())
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = _("merge of records")
        verbose_name_plural = _("merges of records")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["gone_id"], condition=Q(undone_at=None), name="%(class)s_gone_once"),
            models.CheckConstraint(
                condition=Q(kept__isnull=False, undone_at=None, undone_by__isnull=True)
                | Q(kept=None, undone_at__isnull=False, undone_by__isnull=False),
                name="%(class)s_stands_or_undone",
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone_id")), name="%(class)s_two_records"),
        ]
        triggers = [pgtrigger.Protect(name="stays", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.gone_code


class DifferentPair(models.Model):
    """Somebody looked: these two are not the same, however alike. Plain ids, so that it stands in nothing's way."""

    low_id = models.BigIntegerField()
    high_id = models.BigIntegerField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")
    marked_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["low_id", "high_id"], name="%(class)s_once"),
            models.CheckConstraint(condition=Q(low_id__lt=F("high_id")), name="%(class)s_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.low_id} ≠ {self.high_id}"
