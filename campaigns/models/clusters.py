"""Units that work together and are compared, other ones from year to year ("cụm thi đua")."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, tracked
from organisation.roles import Permission


class ClusterQuerySet(models.QuerySet["Cluster"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def with_size(self):
        """`last_year`, and `size`: how many members that year has."""
        members = ClusterMember.objects.filter(cluster=OuterRef("pk")).order_by().values("year")
        latest = members.annotate(n=Count("pk")).order_by("-year")
        return self.annotate(last_year=Subquery(latest.values("year")[:1]), size=Subquery(latest.values("n")[:1]))


@tracked()
class Cluster(Record):
    name = models.CharField(_("name"), max_length=200)
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("kept by"))
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = ClusterQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version()]
        verbose_name = _("cluster of units")
        verbose_name_plural = _("clusters of units")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="cluster_has_name"),
            models.UniqueConstraint(fields=["managing_unit", "name"], name="cluster_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:cluster", args=[self.public_id])


class ClusterMember(models.Model):
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    is_head = models.BooleanField(_("head of the cluster"), default=False)

    class Meta:
        verbose_name = _("member of a cluster")
        verbose_name_plural = _("members of clusters")
        ordering = ["-year", "-is_head", "unit__name"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "year", "unit"], name="cluster_member_once"),
            models.UniqueConstraint(
                fields=["cluster", "year"], condition=Q(is_head=True), name="cluster_head_once_a_year"
            ),
            models.CheckConstraint(condition=Q(year__gte=1930, year__lte=2200), name="cluster_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"
