"""Launches, reviews and handovers of a campaign: who came, what was said and decided, who was recognised."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.campaign import Campaign, same_campaign
from organisation.models import Unit
from organisation.models.base import Record, bump_version, tracked


class EventKind(models.TextChoices):
    LAUNCH = "launch", _("launch ceremony")
    INTERIM_REVIEW = "interim_review", _("interim review meeting")
    FINAL_REVIEW = "final_review", _("final review meeting")
    HANDOVER = "handover", pgettext_lazy("event", "handover ceremony")
    OTHER = "other", _("other event")


@tracked()
class Event(Record):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="events_held")
    kind = models.CharField(_("kind of event"), max_length=16, choices=EventKind)
    title = models.CharField(_("title"), max_length=300)
    held_on = models.DateField(_("day"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("event", "place"), max_length=200, blank=True)
    hosts = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("hosts"))
    decisions = models.TextField(_("decisions and directions"), max_length=8000, blank=True)
    note = models.TextField(_("note"), max_length=4000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-held_on", "-id"]
        triggers = [bump_version()]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="event_has_title"),
            models.UniqueConstraint(fields=["campaign", "title", "held_on"], name="event_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:event", args=[self.public_id])

    @property
    def managing_unit(self) -> Unit:
        return self.campaign.managing_unit


class Presence(models.TextChoices):
    INVITED = "invited", _("invited")
    CAME = "came", _("came")
    EXCUSED = "excused", pgettext_lazy("presence", "excused")


@tracked()
class EventGuest(Record):
    """Who came, or was asked to: a person with the title held on that day, a unit, or both."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="guests")
    position = models.PositiveIntegerField(default=0)
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    title = models.CharField(_("title on that day"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("unit of the programme")
    )
    organisation = models.CharField(_("organisation as written"), max_length=200, blank=True)
    is_guest_of_honour = models.BooleanField(_("guest of honour"), default=False)
    presence = models.CharField(_("attendance"), max_length=10, choices=Presence, default=Presence.INVITED)

    class Meta(Record.Meta):
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ["-is_guest_of_honour", "position", "id"]
        triggers = [bump_version()]
        constraints = [
            models.CheckConstraint(
                condition=~Q(full_name="") | Q(unit__isnull=False) | ~Q(organisation=""), name="guest_is_somebody"
            ),
            models.UniqueConstraint(
                fields=["event", "unit"], condition=Q(full_name=""), name="guest_unit_invited_once"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or str(self.unit or self.organisation)


@tracked()
class EventSpeech(Record):
    event = models.ForeignKey(Event, models.CASCADE, related_name="speeches")
    position = models.PositiveIntegerField(default=0)
    speaker = models.CharField(_("who spoke"), max_length=120)
    title = models.CharField(_("title on that day"), max_length=200, blank=True)
    text = models.TextField(_("what was said"), max_length=8000)

    class Meta(Record.Meta):
        verbose_name = _("speech")
        verbose_name_plural = _("speeches")
        ordering = ["position", "id"]
        triggers = [bump_version()]
        constraints = [
            models.CheckConstraint(condition=~Q(speaker="") & ~Q(text=""), name="speech_has_speaker_and_text")
        ]

    def __str__(self) -> str:
        return self.speaker


@tracked()
class FollowUpTask(Record):
    """What was decided to be done, by whom, until when."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tasks")
    what = models.CharField(_("what is to be done"), max_length=400)
    unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("unit that does it")
    )
    who = models.CharField(_("person in charge"), max_length=120, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("follow-up task")
        verbose_name_plural = _("follow-up tasks")
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        triggers = [bump_version()]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="task_says_what"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < timezone.localdate()


class EventPhoto(models.Model):
    """Re-encoded as the children's photos are; somebody answers by name for the consent of who is seen on it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="photos")
    file = models.CharField(max_length=40, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    caption = models.CharField(_("what is seen"), max_length=200, blank=True)
    consent_note = models.CharField(_("who agreed to be shown"), max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")

    class Meta:
        verbose_name = _("photo of an event")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(consent_note=""), name="event_photo_has_consent_note")]

    def __str__(self) -> str:
        return self.caption or self.file


@tracked()
class Recognition(Record):
    """A unit held up as an example ("đơn vị điển hình")."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="recognitions")
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="recognitions", verbose_name=_("at which event")
    )
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="recognitions", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    reason = models.CharField(_("for what"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("recognised unit")
        verbose_name_plural = _("recognised units")
        ordering = ["-year", "id"]
        triggers = [bump_version(), same_campaign("campaign", "event")]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "year"], name="recognised_once_a_year"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="recognition_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"
