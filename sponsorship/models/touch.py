"""How a unit keeps in touch with a donor: the donor's own page, who was spoken to when, and what is written."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from donors.models import Donor
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, tracked
from organisation.roles import Permission

LONGEST = dt.timedelta(days=366)  # without a person who renews it
SHA256 = r"^[0-9a-f]{64}$"


class DonorLinkQuerySet(models.QuerySet["DonorLink"]):
    def visible_to(self, user: Any):
        return self.filter(unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def live(self):
        return self.filter(revoked_at=None, valid_until__gte=timezone.localdate())


@tracked("opened_count", "last_opened_at")
class DonorLink(Record):
    """A personal address that shows a donor its own pledges, without login.

    Only the hash of its token is kept, so that neither the database nor a copy of it opens the page. It shows what the
    units at or below `unit` manage: never more than whoever made it was allowed to see.
    """

    donor = models.ForeignKey(Donor, models.RESTRICT, related_name="links", verbose_name=_("donor"))
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    for_whom = models.CharField(_("for whom"), max_length=120)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("valid until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", verbose_name=_("made by"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("revoked by")
    )
    opened_count = models.PositiveIntegerField(_("times opened"), default=0, db_default=0, editable=False)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, blank=True, editable=False)

    objects = DonorLinkQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("personal page of a donor")
        verbose_name_plural = _("personal pages of donors")
        ordering = ["-pk"]
        triggers = [bump_version("opened_count", "last_opened_at")]
        constraints = [
            models.CheckConstraint(condition=~Q(for_whom=""), name="donor_link_names_its_reader"),
            models.CheckConstraint(condition=Q(("token_hash__regex", SHA256)), name="donor_link_token_is_hashed"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from"), valid_until__lte=F("valid_from") + LONGEST),
                name="donor_link_expires",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="donor_link_revoked_by_name",
            ),
            models.CheckConstraint(
                condition=Q(opened_count=0, last_opened_at=None) | Q(opened_count__gt=0, last_opened_at__isnull=False),
                name="donor_link_openings_agree",
            ),
        ]

    def __str__(self) -> str:
        return self.for_whom

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.valid_until >= timezone.localdate()


class Channel(models.TextChoices):
    PHONE = "phone", pgettext_lazy("contact", "telephone")
    ZALO = "zalo", "Zalo"
    MAIL = "mail", _("e-mail")
    VISIT = "visit", pgettext_lazy("contact", "visit")
    LETTER = "letter", pgettext_lazy("contact", "letter")


class Answer(models.TextChoices):
    TOLD = "told", _("told, no answer needed")
    PROMISED = "promised", _("will give, on a day")
    PAID = "paid", _("says it has been paid")
    NO_ANSWER = "no_answer", _("could not be reached")
    WANTS_TALK = "wants_talk", _("wants to talk about the pledge")
    STOPS = "stops", _("wants to stop")


@tracked()
class Contact(Record):
    """A donor was spoken or written to."""

    donor = models.ForeignKey(Donor, models.RESTRICT, related_name="contacts", verbose_name=_("donor"))
    contacted_on = models.DateField(_("day"))
    channel = models.CharField(_("how"), max_length=8, choices=Channel, default=Channel.PHONE)
    answer = models.CharField(pgettext_lazy("contact", "result"), max_length=12, choices=Answer)
    promised_on = models.DateField(_("promised for"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)

    class Meta(Record.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-contacted_on", "-pk"]
        indexes = [models.Index(fields=["donor", "-contacted_on", "-id"], name="contact_donor_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(promised_on=None) | Q(answer=Answer.PROMISED, promised_on__gte=F("contacted_on")),
                name="contact_promise_comes_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contacted_on:%d/%m/%Y}"


@tracked()
class ReminderText(Record):
    """What a unit, and the units below it, write to a donor whose support is late."""

    unit = models.OneToOneField(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    text = models.TextField(_("text"), max_length=2000)

    class Meta(Record.Meta):
        verbose_name = _("reminder text")
        verbose_name_plural = _("reminder texts")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reminder_text_says_something")]

    def __str__(self) -> str:
        return str(self.unit)
