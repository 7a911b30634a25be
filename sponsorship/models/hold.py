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


class HoldKind(models.TextChoices):
    """Why a child is kept, which says for how long."""

    THINKING = "thinking", _("the donor is thinking it over")
    TELEPHONE = "telephone", _("agreed by telephone")
    VISIT = "visit", _("the donor comes to see the child first")
    LAUNCH = "launch", _("for a launch")


EXTENSIONS = 2  # the constraint hold_extended_twice_at_most says the same
# The first length and that of each extension. A launch's children are kept until its end.
HOLD_DAYS = {HoldKind.THINKING: 7, HoldKind.TELEPHONE: 1, HoldKind.VISIT: 14, HoldKind.LAUNCH: 1}


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, user: Any):
        return self.filter(child__managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def search(self, text: str):
        """By name or code of the child or the donor."""
        children, donors = Child.objects.search(text).order_by(), Donor.objects.search(text).order_by()
        return self.filter(Q(child__in=children.values("pk")) | Q(donor__in=donors.values("pk")))

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
    launch = models.ForeignKey(
        "sponsorship.Launch", models.RESTRICT, null=True, blank=True, related_name="holds", verbose_name=_("launch")
    )
    kind = models.CharField(
        _("why it is kept"), max_length=10, choices=HoldKind, default=HoldKind.THINKING, db_default=HoldKind.THINKING
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
            models.CheckConstraint(
                condition=Q(launch=None) | Q(kind=HoldKind.LAUNCH), name="hold_of_a_launch_is_of_its_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id}/{self.place}"

    @property
    def days(self) -> int:
        """What one extension adds."""
        return HOLD_DAYS[HoldKind(self.kind)]

    @property
    def extensions_left(self) -> int:
        return EXTENSIONS - self.extensions_count
