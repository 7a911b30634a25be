from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from children.models import Child
from donors.models import Donor
from organisation.access import units_where
from organisation.models.base import Record, tracked
from organisation.roles import Permission


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, user: Any):
        return self.filter(child__managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def live(self):
        """Holds end by themselves: a held place is free the moment the hold runs out."""
        return self.filter(held_until__gt=timezone.now())


@tracked()
class Hold(Record):
    """A child's place kept for a donor or a campaign for a while. Released early = `held_until` is now."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="holds", verbose_name=_("child"))
    place = models.PositiveSmallIntegerField(_("place"), default=1)
    donor = models.ForeignKey(
        Donor, models.CASCADE, null=True, blank=True, related_name="holds", verbose_name=_("donor")
    )
    campaign = models.ForeignKey(
        Campaign, models.RESTRICT, null=True, blank=True, related_name="holds", verbose_name=_("campaign")
    )
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", verbose_name=_("held by"))
    held_from = models.DateTimeField(_("held from"))
    held_until = models.DateTimeField(_("held until"))
    extensions_count = models.PositiveSmallIntegerField(_("extensions"), default=0)

    objects = HoldQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            ExclusionConstraint(
                name="hold_place_once",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    (Func("held_from", "held_until", Value("[)"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(held_from__lte=F("held_until")), name="hold_times_in_order"),
            models.CheckConstraint(condition=Q(extensions_count__lte=2), name="hold_extended_twice_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id}/{self.place}"
