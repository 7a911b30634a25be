from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, tracked
from organisation.roles import Permission
from sponsorship.papers.kinds import Paper


class PaperTemplateQuerySet(models.QuerySet["PaperTemplate"]):
    def visible_to(self, user: Any):
        return self.filter(unit__in=units_where(user, Permission.MANAGE_UNITS)).defer("file")


@tracked("file")
class PaperTemplate(Record):
    """A unit's own Word file for a paper; the units below use it as long as they have none. Checked before it is kept.

    The file lies in the database: it is small, changes seldom, and is backed up and undone with its record.
    """

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="paper_templates", verbose_name=_("unit"))
    paper = models.CharField(_("paper"), max_length=12, choices=Paper)
    file = models.BinaryField(editable=False)
    sha256 = models.CharField(_("fingerprint"), max_length=64, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)

    objects = PaperTemplateQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("Word template")
        verbose_name_plural = _("Word templates")
        ordering = ["unit__path", "paper"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "paper"], name="paper_template_once"),
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=2 * 1024**2), name="paper_template_size"),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} – {self.unit}"
