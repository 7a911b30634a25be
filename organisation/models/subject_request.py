"""What somebody asks about the data kept on a person, and every row that was emptied because of it."""

from __future__ import annotations

import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisation.models.base import Record, append_only, tracked
from organisation.models.unit import Unit

DAYS_TO_ANSWER = 2  # working days


class Wish(models.TextChoices):
    SEE = "see", _("see what is kept")
    CORRECT = "correct", _("have something corrected")
    ERASE = "erase", _("have the data erased")


class Outcome(models.TextChoices):
    HANDED_OVER = "handed_over", _("copy given")
    CORRECTED = "corrected", _("corrected")
    ANONYMISED = "anonymised", _("made nameless")
    REFUSED = "refused", _("refused")


def due_after(day: datetime.date) -> datetime.date:
    """Two working days later. Holidays are not known here: then it is due sooner than the law says."""
    left = DAYS_TO_ANSWER
    while left:
        day += datetime.timedelta(days=1)
        left -= day.weekday() < 5
    return day


class SubjectRequestQuerySet(models.QuerySet["SubjectRequest"]):
    def open(self):
        return self.filter(outcome="")

    def search(self, text: str):
        return self.filter(Q(asked_by__icontains=text.strip()) | Q(record_code=text.strip().upper()))


@tracked()
class SubjectRequest(Record):
    """`record_kind` and `record_id` name the child or donor, as in the access log."""

    record_kind = models.CharField(max_length=40, editable=False)
    record_id = models.BigIntegerField(editable=False)
    record_code = models.CharField(_("code"), max_length=24, editable=False)
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("managing unit"))
    wish = models.CharField(_("what the person wishes"), max_length=10, choices=Wish)
    asked_by = models.CharField(_("who asks"), max_length=120)
    evidence = models.CharField(_("how we know that this person may ask"), max_length=300)
    received_on = models.DateField(_("asked on"), default=timezone.localdate)
    due_on = models.DateField(_("to answer by"), editable=False)
    note = models.TextField(_("what exactly"), max_length=2000, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True, default="")
    answer = models.TextField(_("what was done"), max_length=2000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", editable=False
    )

    objects = SubjectRequestQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(asked_by="") & ~Q(evidence=""), name="subject_request_says_who"),
            models.CheckConstraint(condition=Q(due_on__gt=models.F("received_on")), name="subject_request_due_later"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_on=None, answered_by=None)
                | (~Q(outcome="") & ~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                name="subject_request_answered_whole",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.due_on = due_after(self.received_on)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.record_code} {self.get_wish_display()}"

    def get_absolute_url(self) -> str:
        return reverse("organisation:subject_request", args=[self.public_id])

    @property
    def record(self) -> Any:
        """The child or donor; None once it was merged into another."""
        return apps.get_model(self.record_kind)._default_manager.filter(pk=self.record_id).first()

    @property
    def is_late(self) -> bool:
        return (self.answered_on or timezone.localdate()) > self.due_on


class Erasure(models.Model):
    """Rows of the history from which a name was taken: `verify_history` expects them to differ from their seal."""

    request = models.ForeignKey(SubjectRequest, models.RESTRICT, related_name="erasures")
    table = models.CharField(max_length=63)
    rows = ArrayField(models.BigIntegerField())
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.table} {len(self.rows)}"
