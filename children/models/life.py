"""What happens in a child's years: needs, school, visits, photos."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from children.models.child import Child
from children.models.hiding import part_without_place
from imports.models import ImportBatch
from organisation.access import units_where
from organisation.models.base import Record, bump_version, tracked
from organisation.roles import Permission


class NeedKind(models.TextChoices):
    MONTHLY_SUPPORT = "monthly_support", _("monthly support")
    HEALTH_INSURANCE = "health_insurance", _("health insurance card")
    SCHOOL_THINGS = "school_things", _("books, clothes, school things")
    BICYCLE = "bicycle", _("bicycle")
    HOUSE = "house", _("house")
    TREATMENT = "treatment", _("medical treatment")
    OTHER = "other", _("other")


@tracked()
class Need(Record):
    child = models.ForeignKey(Child, models.CASCADE, related_name="needs", verbose_name=_("child"))
    kind = models.CharField(_("need"), max_length=20, choices=NeedKind)
    detail = models.CharField(_("detail"), max_length=200, blank=True)
    recorded_on = models.DateField(_("recorded on"))
    met_on = models.DateField(_("met on"), null=True, blank=True)

    class Meta(Record.Meta):
        triggers = [bump_version(), part_without_place("needs")]
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on=None) | Q(met_on__gte=F("recorded_on")), name="need_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, user: Any):
        units = units_where(user, Permission.VIEW_CHILDREN)
        return self.filter(child__managing_unit__in=units).select_related("child")


@tracked()
class Progress(Record):
    """A school year, named by the year it starts in: 2025 is 2025–2026."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="progress", verbose_name=_("child"))
    school_year = models.PositiveSmallIntegerField(_("school year"), help_text=_("The year in which it starts."))
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    school = models.CharField(_("school"), max_length=160, blank=True)
    result = models.CharField(_("result"), max_length=60, blank=True)
    conduct = models.CharField(_("conduct"), max_length=60, blank=True)
    days_absent = models.PositiveSmallIntegerField(_("days absent"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    import_batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, editable=False, related_name="progress"
    )

    objects = ProgressQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version(), part_without_place("progress")]
        verbose_name = _("school year")
        verbose_name_plural = _("school years")
        ordering = ["-school_year"]
        constraints = [
            models.UniqueConstraint(fields=["child", "school_year"], name="progress_once_a_year"),
            models.CheckConstraint(
                condition=Q(school_year__gte=2000, school_year__lte=2100), name="progress_year_plausible"
            ),
            models.CheckConstraint(
                condition=Q(days_absent=None) | Q(days_absent__lte=366), name="progress_days_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year}–{self.school_year + 1}"

    def get_absolute_url(self) -> str:
        return self.child.get_absolute_url()

    @property
    def code(self) -> str:
        """The child's: a school year has none of its own."""
        return self.child.code


@tracked()
class Visit(Record):
    child = models.ForeignKey(Child, models.CASCADE, related_name="visits", verbose_name=_("child"))
    visited_on = models.DateField(_("visited on"))
    visitors = models.CharField(_("visitors"), max_length=200)
    note = models.TextField(_("what was seen"), max_length=4000, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)

    class Meta(Record.Meta):
        triggers = [bump_version(), part_without_place("visits")]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-visited_on"]

    def __str__(self) -> str:
        return str(self.visited_on)


class Photo(models.Model):
    """Re-encoded on a fresh canvas before it is kept; the file name says nothing. One is the present one."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="photos", verbose_name=_("child"))
    file = models.CharField(max_length=60, unique=True)  # below MEDIA_ROOT/photos, chosen by us
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return self.file
