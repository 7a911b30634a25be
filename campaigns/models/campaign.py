from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, folded, readable_code, tracked
from organisation.roles import Permission


class CampaignKind(models.TextChoices):
    PROGRAMME_PHASE = "programme_phase", _("programme phase")
    SPONSORSHIP_ROUND = "sponsorship_round", _("sponsorship round")
    ACTION_MONTH = "action_month", _("action month for children")
    TET = "tet", _("Tết gifts")
    MID_AUTUMN = "mid_autumn", _("mid-autumn festival")
    HOUSES = "houses", _("houses")
    OTHER = "other", _("other campaign")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def rounds(self):
        return self.filter(kind=CampaignKind.SPONSORSHIP_ROUND)


@tracked("name_folded", "code")
class Campaign(Record):
    code = readable_code("CD")
    name = models.CharField(_("name"), max_length=200)
    name_folded = folded("name")
    kind = models.CharField(_("kind"), max_length=20, choices=CampaignKind)
    parent = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("lead unit"))
    legal_basis = models.TextField(_("legal basis"), max_length=2000, blank=True)
    note = models.TextField(_("note"), max_length=4000, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("name_folded", "code")]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(starts_on__lte=F("ends_on")),
                name="campaign_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["managing_unit", "parent", "name"], name="campaign_name_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=~Q(name=""), name="campaign_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
