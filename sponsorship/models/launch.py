"""A launch: children kept for one event, its donors beside them, pledges for all of them at the end."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign
from children.models import Child
from donors.models import Donor
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, readable_code, tracked
from organisation.roles import Permission
from sponsorship.models.pledge import Pledge
from sponsorship.models.states import EndRule, Per

SEATS_AT_MOST = 2000


class LaunchState(models.TextChoices):
    OPEN = "open", pgettext_lazy("launch", "being prepared")
    ACCEPTED = "accepted", pgettext_lazy("launch", "accepted")
    DROPPED = "dropped", pgettext_lazy("launch", "given up")


class LaunchQuerySet(models.QuerySet["Launch"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))


@tracked("code")
class Launch(Record):
    """`rate_vnd` to `ends_on` are the terms of all its pledges, where a seat says nothing else."""

    code = readable_code("PD")
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    campaign = models.ForeignKey(
        Campaign, models.RESTRICT, related_name="launches", verbose_name=_("campaign round or event")
    )
    title = models.CharField(_("what it is called"), max_length=200)
    ends_at = models.DateTimeField(_("children are kept until"))
    keeps_siblings = models.BooleanField(_("brothers and sisters to one donor"), default=True)
    rate_vnd = models.BigIntegerField(_("support amount"))
    per = models.CharField(_("per"), max_length=12, choices=Per, default=Per.MONTH)
    starts_on = models.DateField(_("from"))
    end_rule = models.CharField(_("length of time"), max_length=8, choices=EndRule, default=EndRule.MONTHS)
    months_count = models.PositiveSmallIntegerField(_("number of months"), null=True, blank=True)
    end_grade = models.PositiveSmallIntegerField(_("end of grade"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    connecting_unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("connecting unit")
    )
    state = models.CharField(_("state"), max_length=8, choices=LaunchState, default=LaunchState.OPEN, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", editable=False
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    saves_count = models.PositiveIntegerField(default=0, editable=False)  # the seats belong to the version

    objects = LaunchQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("launch")
        verbose_name_plural = _("launches")
        triggers = [bump_version("code")]
        indexes = [models.Index(fields=["managing_unit", "-ends_at", "-id"], name="launch_unit_end")]
        constraints = [
            models.CheckConstraint(condition=Q(rate_vnd__gt=0), name="launch_rate_positive"),
            models.CheckConstraint(
                condition=Q(state=LaunchState.ACCEPTED, accepted_at__isnull=False, accepted_by__isnull=False)
                | (~Q(state=LaunchState.ACCEPTED) & Q(accepted_at=None, accepted_by=None)),
                name="launch_accepted_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("sponsorship:launch", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state == LaunchState.OPEN


@tracked()
class LaunchSeat(models.Model):
    """One child's donor at a launch. A donor who takes several children has several seats; one without a donor waits
    for whoever comes that evening."""

    launch = models.ForeignKey(Launch, models.CASCADE, related_name="seats")
    position = models.PositiveIntegerField(_("seat"))
    donor = models.ForeignKey(
        Donor, models.RESTRICT, null=True, blank=True, related_name="launch_seats", verbose_name=_("donor")
    )
    child = models.ForeignKey(
        Child, models.RESTRICT, null=True, blank=True, related_name="launch_seats", verbose_name=_("child")
    )
    is_fixed = models.BooleanField(_("chosen by hand"), default=False)  # a new proposal leaves it
    rate_vnd = models.BigIntegerField(_("support amount"), null=True, blank=True)
    per = models.CharField(_("per"), max_length=12, choices=Per, blank=True)
    months_count = models.PositiveSmallIntegerField(_("number of months"), null=True, blank=True)
    pledge = models.OneToOneField(Pledge, models.RESTRICT, null=True, related_name="launch_seat", editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["launch", "position"], name="launch_position_once"),
            models.UniqueConstraint(
                fields=["launch", "child"], condition=Q(child__isnull=False), name="launch_child_once"
            ),
            models.CheckConstraint(condition=Q(rate_vnd=None) | Q(rate_vnd__gt=0), name="launch_seat_rate_positive"),
            models.CheckConstraint(
                condition=Q(pledge=None) | Q(donor__isnull=False, child__isnull=False), name="launch_seat_was_complete"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.launch_id}/{self.position}"
