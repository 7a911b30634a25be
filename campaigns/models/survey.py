"""A request to units to name the children in hardship they know of, and what they answered."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from children.models import Child
from imports.models import ImportBatch
from organisation.models import Unit
from organisation.models.base import Record, bump_version, tracked


class SurveyMark(models.TextChoices):
    ORPHANED = "orphaned", _("lost a parent")
    HARDSHIP = "hardship", _("family in hardship")
    ILLNESS = "illness", _("long or grave illness")
    ACCIDENT = "accident", _("accident or injury")
    DISABILITY = "disability", _("disability")
    DROPPING_OUT = "dropping_out", _("about to leave school")


@tracked()
class CampaignSurvey(Record):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="surveys")
    title = models.CharField(_("title"), max_length=200)
    asks = models.TextField(_("what is asked"), max_length=2000)
    marks = ArrayField(
        models.CharField(max_length=20, choices=SurveyMark), verbose_name=_("children who"), default=list, blank=True
    )
    due_on = models.DateField(_("answer until"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-id"]
        triggers = [bump_version()]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="survey_has_title"),
            models.UniqueConstraint(fields=["campaign", "title"], name="survey_title_once"),
            models.CheckConstraint(
                condition=Q(marks__contained_by=[mark.value for mark in SurveyMark]), name="survey_marks_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:survey", args=[self.public_id])

    @property
    def managing_unit(self) -> Unit:
        return self.campaign.managing_unit

    def unit_of(self, child: Child) -> Unit | None:
        """Whose answer brought this child, by the form or by a list."""
        named = self.named.filter(child=child).values("unit")
        listed = self.lists.filter(import_batch=child.import_batch_id).values("unit")
        return Unit.objects.filter(Q(pk__in=named) | Q(pk__in=listed)).first()


@tracked()
class SurveyAnswer(Record):
    """A unit says "none here", or that its list is complete."""

    survey = models.ForeignKey(CampaignSurvey, models.CASCADE, related_name="answers")
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    is_none_here = models.BooleanField(_("none here"))
    note = models.CharField(_("note"), max_length=400, blank=True)
    answered_on = models.DateField(_("answered on"), default=timezone.localdate)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")

    class Meta(Record.Meta):
        verbose_name = _("answer to a survey")
        triggers = [bump_version()]
        constraints = [models.UniqueConstraint(fields=["survey", "unit"], name="survey_answer_once")]

    def __str__(self) -> str:
        return f"{self.survey} – {self.unit}"


class SurveyChild(models.Model):
    """A child that a unit named by the form: where its record came from."""

    survey = models.ForeignKey(CampaignSurvey, models.CASCADE, related_name="named")
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="surveys")

    class Meta:
        verbose_name = _("child named in a survey")
        constraints = [models.UniqueConstraint(fields=["survey", "child"], name="survey_child_once")]

    def __str__(self) -> str:
        return f"{self.survey} – {self.child}"


class SurveyBatch(models.Model):
    """A list that a unit sent in answer; its children are those the list made, once it is entered."""

    survey = models.ForeignKey(CampaignSurvey, models.CASCADE, related_name="lists")
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    import_batch = models.OneToOneField(ImportBatch, models.CASCADE, related_name="survey_list")

    class Meta:
        verbose_name = _("list sent in answer to a survey")

    def __str__(self) -> str:
        return f"{self.survey} – {self.import_batch}"
