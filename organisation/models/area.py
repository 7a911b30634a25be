from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.models.base import folded
from vietnamese.text import fold


class AreaLevel(models.TextChoices):
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("former district")
    COMMUNE = "commune", _("commune")


class AreaQuerySet(models.QuerySet["Area"]):
    def present(self):
        return self.filter(valid_to=None)

    def former(self):
        return self.exclude(valid_to=None)

    def communes(self):
        return self.filter(level=AreaLevel.COMMUNE)

    def search(self, q: str):
        """Every word of `q` stands in the name, or `q` is the official code."""
        named = Q()
        for word in fold(q).split():
            named &= Q(name_folded__contains=word)
        return self.filter(named | Q(code=q.strip().lstrip("0")))


class Area(models.Model):
    """A province, former district or commune as it stood in one generation.

    Official codes are reused after a reform, so `key` (generation + level + code) identifies an area.
    """

    key = models.CharField(max_length=20, unique=True)
    code = models.CharField(_("official code"), max_length=10)
    level = models.CharField(_("level"), max_length=10, choices=AreaLevel)
    kind = models.CharField(_("kind"), max_length=30)
    name = models.CharField(_("name"), max_length=80)
    name_folded = folded("name")
    parent = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="parts")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self", through="AreaSuccession", symmetrical=False, related_name="predecessors", through_fields=("old", "new")
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        indexes = [models.Index(fields=["level", "code"])]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code", "valid_from"], name="area_code_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_from__lt=models.F("valid_to")),
                name="area_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_present(self) -> bool:
        return self.valid_to is None

    @property
    def short_name(self) -> str:
        return short_name(self.name, self.kind)


def short_name(name: str, kind: str) -> str:
    """The name without its kind: "Thanh Tùng" of "Xã Thanh Tùng"."""
    return name[len(kind) :].strip() if name.lower().startswith(kind.lower()) else name


class AreaSuccession(models.Model):
    """`old` went into `new`, wholly or in part, when the areas were merged."""

    old = models.ForeignKey(Area, models.CASCADE, related_name="successions")
    new = models.ForeignKey(Area, models.CASCADE, related_name="origins")
    is_partial = models.BooleanField(_("in part"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
