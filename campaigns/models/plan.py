"""What a campaign sets out to do and on what grounds: joint units, activities with targets, documents, attachments."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign, same_campaign
from campaigns.models.measures import MOST_COUNT, ContentGroup, MeasureUnit
from organisation.models import Unit
from organisation.models.base import Record, bump_version, folded, tracked
from vietnamese.documents import parse_document_number
from vietnamese.errors import Unreadable


@tracked()
class JointUnit(Record):
    """A unit that carries the campaign together with the lead unit."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="joint_links")
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("joint unit"))

    class Meta(Record.Meta):
        verbose_name = _("joint unit")
        triggers = [bump_version()]
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="joint_unit_once")]

    def __str__(self) -> str:
        return str(self.unit)


@tracked()
class Activity(Record):
    """One thing that is to be done. A target that nobody set is null, not zero."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField(_("place in the plan"), default=0)
    content_group = models.CharField(_("content group"), max_length=20, choices=ContentGroup)
    name = models.CharField(_("what is to be done"), max_length=300)
    measure = models.CharField(_("counted in"), max_length=20, choices=MeasureUnit, default=MeasureUnit.CHILD)
    target_quantity = models.PositiveBigIntegerField(_("target"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["position", "id"]
        triggers = [bump_version()]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="activity_has_name"),
            models.UniqueConstraint(fields=["campaign", "content_group", "name"], name="activity_once"),
            models.CheckConstraint(
                condition=Q(target_quantity=None) | Q(target_quantity__gt=0, target_quantity__lte=MOST_COUNT),
                name="activity_target_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def validate_document_number(text: str) -> None:
    try:
        parse_document_number(text)
    except Unreadable as error:
        raise ValidationError(_now(error.message), params=error.params) from error


@tracked("number_folded")
class LegalDocument(Record):
    """A document the campaign rests on: 1600/KH-UBND of the state, 135-KH/TU of the Party."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="legal_documents")
    number = models.CharField(_("number"), max_length=60, validators=[validate_document_number])
    number_folded = folded("number")
    issuer = models.CharField(_("issued by"), max_length=200)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    title = models.CharField(_("about"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")
        ordering = ["issued_on", "id"]
        triggers = [bump_version("number_folded")]
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="legal_document_has_number"),
            models.CheckConstraint(condition=~Q(issuer=""), name="legal_document_has_issuer"),
            models.UniqueConstraint(fields=["campaign", "number_folded", "issuer"], name="legal_document_once"),
        ]

    def __str__(self) -> str:
        return self.number


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    EXCEL = "xlsx", "Excel"
    PICTURE = "jpg", _("picture")


@tracked("file")
class Attachment(Record):
    """A file of the plan, or of one unit's report. It lies under a random name and is served to readers only."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="attachments")
    participation = models.ForeignKey(
        "campaigns.Participation", models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    name = models.CharField(_("file name"), max_length=150)
    kind = models.CharField(_("kind of file"), max_length=4, choices=FileKind)
    size = models.PositiveIntegerField(_("size in bytes"))
    file = models.CharField(max_length=40, unique=True, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)

    class Meta(Record.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]
        triggers = [bump_version(), same_campaign("campaign", "participation")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="attachment_has_name"),
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=10 * 1024**2), name="attachment_size"),
        ]

    def __str__(self) -> str:
        return self.name
