"""What a paper says, beside what the records come to. A difference warns, it never blocks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.campaign import Campaign
from campaigns.models.result_totals import ResultCategory
from campaigns.models.results import MOST_SUM_VND, Qualifier
from organisation.models import Unit
from organisation.models.base import Record, bump_version, tracked


class StatedQuerySet(models.QuerySet["StatedFigure"]):
    def visible_to(self, user: Any):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))


@tracked()
class StatedFigure(Record):
    """`measure` is a key of campaigns/measures.py: what of the records is to be compared; empty for nothing."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stated_figures", verbose_name=_("campaign"))
    label = models.CharField(_("what the paper counts"), max_length=200)
    scope_text = models.CharField(_("of whom or where"), max_length=200, blank=True)
    number = models.BigIntegerField(_("figure"))
    qualifier = models.CharField(_("the figure is"), max_length=10, choices=Qualifier, blank=True, default="")
    measure = models.CharField(_("compare with"), max_length=40, blank=True)
    category = models.CharField(_("of the category"), max_length=20, choices=ResultCategory, blank=True)
    unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("of the unit, or through it")
    )
    paper = models.CharField(pgettext_lazy("stated figure", "paper"), max_length=200)
    said_on = models.DateField(_("of the day"), null=True, blank=True)
    explanation = models.TextField(_("why they differ"), max_length=1000, blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = StatedQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version()]
        verbose_name = _("stated figure")
        verbose_name_plural = _("stated figures")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(label="") & ~Q(paper=""), name="stated_figure_has_label_and_paper"),
            models.CheckConstraint(
                condition=Q(number__gte=0, number__lte=MOST_SUM_VND), name="stated_figure_plausible"
            ),
            models.CheckConstraint(
                condition=Q(explanation="", explained_by=None) | ~Q(explanation="") & Q(explained_by__isnull=False),
                name="stated_figure_explained_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("campaigns:stated", args=[self.campaign.public_id])
