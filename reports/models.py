"""A report that is kept: what was said on a day, for good; and the forms of a higher level that are filled anew."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, append_only, readable_code, tracked
from organisation.roles import Permission
from vietnamese.text import clean


class ReportKind(models.TextChoices):
    INTERIM = "interim", _("interim review")
    HALF_YEAR = "half_year", _("six-month report")
    YEAR = "year", _("yearly report")
    FINAL = "final", _("final review")
    OTHER = "other", _("other report")


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: Any):
        return self.filter(unit__in=units_where(user, Permission.VIEW_REPORTS)).select_related("unit", "taken_by")

    def search(self, text: str):
        words = clean(text)
        return self.filter(Q(title__icontains=words) | Q(code__startswith=words.upper()))

    def of(self, unit: Unit, as_of: Any, filters: dict[str, Any]):
        """What was kept of the same day, unit and filters, the latest word first."""
        return self.filter(unit=unit, as_of=as_of, filters=filters).order_by("-pk")


class Snapshot(models.Model):
    """Figures, tables and lists as they were when it was taken. Append-only: a mistake is mended by a new edition.

    `content` holds whole numbers and the names of places; `lists` ids and values, never a person's name, so that a
    record that is made nameless later is nameless here too (reports/keeping.py says which).
    """

    public_id = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    code = readable_code("BC")
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind)
    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    as_of = models.DateField(_("as of"))
    since = models.DateField(_("compared with"))
    filters = models.JSONField(default=dict)
    edition = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(_("reason"), max_length=400, blank=True, default="")
    content = models.JSONField()
    lists = models.JSONField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")
    taken_at = models.DateTimeField(_("taken at"), db_default=Now(), editable=False)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept report")
        verbose_name_plural = _("kept reports")
        ordering = ["-as_of", "-id"]
        triggers = append_only()
        indexes = [models.Index(fields=["unit", "-as_of", "-id"], name="snapshot_unit_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "as_of", "since", "kind", "filters", "edition"], name="snapshot_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(edition=1, reason="") | Q(edition__gt=1) & ~Q(reason=""), name="snapshot_edition_has_reason"
            ),
            models.CheckConstraint(condition=Q(since__lt=F("as_of")), name="snapshot_days_in_order"),
            models.CheckConstraint(condition=~Q(title=""), name="snapshot_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:snapshot", args=[self.public_id])

    def agrees_with(self, other: Snapshot) -> bool:
        """Whether both say the same of their day, whatever they compare it with."""
        said = [[each.content[name] for name in ("figures", "tables", "months")] for each in (self, other)]
        return said[0] == said[1] and self.lists == other.lists


class RowsBy(models.TextChoices):
    WHOLE = "whole", _("one row: the whole unit")
    COMMUNE = "commune", _("communes of today")
    FORMER_COMMUNE = "former_commune", _("communes before July 2025")
    UNIT = "unit", _("units, each with those below it")
    FIGURE = "figure", _("figures, one in each row")


class HigherFormQuerySet(models.QuerySet["HigherForm"]):
    def visible_to(self, user: Any):
        return self.filter(unit__in=units_where(user, Permission.VIEW_REPORTS)).select_related("unit").defer("file")

    def search(self, text: str):
        return self.filter(name__icontains=clean(text))


@tracked("file")
class HigherForm(Record):
    """A report form that a higher level sent, and what each of its columns holds: filled anew for each period.

    The file lies in the database, as a unit's Word templates do. `shape` is what was read of it (higher.reading.Shape),
    `columns` {column from 0: {"what", "of", "only", "in", "text"}}, `named` {a row's name: the id chosen, 0: none};
    where the rows are figures {a row's name: {"of", "only", "in"}, 0: it stays as it came}.
    """

    name = models.CharField(_("name"), max_length=120)
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    file = models.BinaryField(editable=False)
    file_name = models.CharField(_("file"), max_length=120, editable=False)
    shape = models.JSONField(editable=False)
    rows_by = models.CharField(pgettext_lazy("form", "rows"), max_length=14, choices=RowsBy, default=RowsBy.WHOLE)
    columns = models.JSONField(_("columns"), default=dict)
    named = models.JSONField(_("names of the rows"), default=dict)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)

    objects = HigherFormQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("form of a higher level")
        verbose_name_plural = _("forms of a higher level")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="higher_form_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="higher_form_has_name"),
            models.CheckConstraint(condition=Q(rows_by__in=RowsBy.values), name="higher_form_rows_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:higher_form", args=[self.public_id])
