"""A day on which many children are given what is held for them: a list to sign, then the handovers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign
from organisation.models import Area, Unit
from organisation.models.base import Record, bump_version, readable_code
from sponsorship.models.batch import OfUnitQuerySet
from sponsorship.models.ledger import Handover
from sponsorship.models.pledge import Pledge
from sponsorship.models.states import Method


class CeremonyState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("ceremony", "planned")
    HELD = "held", pgettext_lazy("ceremony", "held")


class Ceremony(Record):
    code = readable_code("BT")
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    campaign = models.ForeignKey(
        Campaign, models.RESTRICT, null=True, blank=True, related_name="ceremonies", verbose_name=_("campaign round")
    )
    commune = models.ForeignKey(
        Area, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place or occasion"), max_length=200)
    given_by = models.CharField(pgettext_lazy("handover", "given by"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=CeremonyState, default=CeremonyState.PLANNED)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", editable=False
    )
    delivered_at = models.DateTimeField(null=True, editable=False)

    saves_count = models.PositiveIntegerField(default=0, editable=False)  # the lines belong to the version

    objects = OfUnitQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("handover ceremony")
        triggers = [bump_version("code")]
        indexes = [models.Index(fields=["managing_unit", "-held_on", "-id"], name="ceremony_unit_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CeremonyState.PLANNED, delivered_at=None, delivered_by=None)
                | Q(state=CeremonyState.HELD, delivered_at__isnull=False, delivered_by__isnull=False),
                name="ceremony_held_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CeremonyLine(models.Model):
    """What one child is to get. `is_direct`: nothing is held, the donor gives it there."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    pledge = models.ForeignKey(Pledge, models.RESTRICT, related_name="+")
    amount_vnd = models.BigIntegerField()
    method = models.CharField(max_length=14, choices=Method, default=Method.CASH)
    detail = models.CharField(max_length=200, blank=True)
    received_by = models.CharField(max_length=120, blank=True)
    relationship = models.CharField(max_length=60, blank=True)
    is_direct = models.BooleanField(default=False)
    is_absent = models.BooleanField(default=False)
    handover = models.OneToOneField(Handover, models.RESTRICT, null=True, related_name="ceremony_line")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ceremony", "pledge"], name="ceremony_pledge_once"),
            models.CheckConstraint(  # what a gift in kind is worth is often known only there
                condition=Q(amount_vnd__gt=0) | Q(amount_vnd=0, handover=None), name="ceremony_line_positive"
            ),
            models.CheckConstraint(condition=Q(is_absent=False) | Q(handover=None), name="absent_was_given_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.ceremony_id}/{self.position}"


class HandoverPhoto(models.Model):
    """Of one handover or of a whole ceremony; re-encoded, and seen only while the children's consents stand."""

    handover = models.ForeignKey(Handover, models.RESTRICT, null=True, related_name="photos")
    ceremony = models.ForeignKey(Ceremony, models.CASCADE, null=True, related_name="photos")
    file = models.CharField(max_length=40, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handover=None, ceremony__isnull=False) | Q(handover__isnull=False, ceremony=None),
                name="handover_photo_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.file
