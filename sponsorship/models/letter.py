"""Letters between a child, its donor and the programme: written by hand, photographed, forwarded by a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, readable_code, tracked
from organisation.roles import Permission
from sponsorship.models.pledge import Pledge


class Direction(models.TextChoices):
    FROM_CHILD = "from_child", _("from the child to the donor")
    FROM_DONOR = "from_donor", _("from the donor to the child")
    FROM_PROGRAMME = "from_programme", _("from the programme to the donor")


TO_DONOR = [Direction.FROM_CHILD, Direction.FROM_PROGRAMME]


class LetterState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("letter", "to be forwarded")
    FORWARDED = "forwarded", pgettext_lazy("letter", "forwarded")
    KEPT = "kept", pgettext_lazy("letter", "kept back")


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: Any):
        return self.filter(pledge__managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def search(self, text: str):
        """By the letter's code, or by what finds its pledge: child, donor, codes."""
        code = "".join(text.split()).upper()
        if code.startswith("TH") and code[2:].isdecimal():
            return self.filter(code__startswith=code)
        return self.filter(Pledge.objects.found_by(text, "pledge__"))


@tracked("code")
class Letter(Record):
    """`text`, pages or both. It goes on only after a person has read it and decided so by name."""

    code = readable_code("TH")
    pledge = models.ForeignKey(Pledge, models.RESTRICT, related_name="letters", verbose_name=_("pledge"))
    direction = models.CharField(_("which way"), max_length=14, choices=Direction)
    written_on = models.DateField(_("written on"))
    text = models.TextField(_("text"), max_length=4000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LetterState, default=LetterState.WAITING)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decision_note = models.CharField(_("how, or why not"), max_length=400, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        triggers = [bump_version("code")]
        indexes = [
            models.Index(fields=["-written_on", "-id"], name="letter_day"),
            models.Index(fields=["written_on"], name="letter_waiting", condition=Q(state=LetterState.WAITING)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=LetterState.WAITING, decided_on=None, decided_by=None)
                | ~Q(state=LetterState.WAITING) & Q(decided_on__isnull=False, decided_by__isnull=False),
                name="letter_decided_by_name",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("written_on")), name="letter_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.KEPT) | ~Q(decision_note=""), name="letter_kept_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("sponsorship:letter", args=[self.public_id])

    @property
    def managing_unit(self) -> Unit:
        return self.pledge.managing_unit

    @property
    def is_waiting(self) -> bool:
        return self.state == LetterState.WAITING


class LetterPage(models.Model):
    """A photographed page, re-encoded on a fresh canvas; the file name says nothing."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="pages")
    file = models.CharField(max_length=40, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file
