"""Which units take part in a campaign, what each planned and what each reported."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.campaign import Campaign, same_campaign
from campaigns.models.measures import MOST_COUNT
from campaigns.models.plan import Activity
from campaigns.models.results import Result
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, tracked
from organisation.roles import Permission
from vietnamese.money import MOST_VND
from vietnamese.text import fold


class ParticipationState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("participation", "asked, no answer yet")
    PLANNED = "planned", pgettext_lazy("participation", "has a plan")
    REPORTED = "reported", pgettext_lazy("participation", "has reported")
    EXCUSED = "excused", pgettext_lazy("participation", "excused")


S = ParticipationState
UNANSWERED = Q(state=S.ASKED)
UNREPORTED = Q(state__in=[S.ASKED, S.PLANNED])


def late(today: Any = None) -> Q:
    """Whose plan or report was due before `today` (a date) and is not there."""
    day = today or timezone.localdate()
    plan = UNANSWERED & Q(campaign__plan_due_on__lt=day)
    return plan | UNREPORTED & Q(campaign__report_due_on__lt=day)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, user: Any):
        """One's own units, and every unit of a campaign that one's own units lead."""
        units = units_where(user, Permission.VIEW_PLEDGES)
        led = Campaign.objects.filter(managing_unit__in=units)
        return self.filter(Q(unit__in=units) | Exists(led.filter(pk=OuterRef("campaign"))))

    def search(self, text: str):
        """By the words of the unit's name, without marks, or by its code."""
        named = Q(*(Q(unit__name_folded__contains=word) for word in fold(text).split()))
        return self.filter(named | Q(unit__code=text.strip().upper()))

    def late(self, today: Any = None):
        return self.filter(late(today))

    def awaited(self):
        """Those from whom a plan or a report is still to come."""
        return self.filter(UNREPORTED)


@tracked("state")
class Participation(Record):
    """A unit asked to take part. What it did not say is null, not zero; being late follows from the due days."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="participations", verbose_name=_("campaign"))
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="participations", verbose_name=_("unit"))
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", verbose_name=_("asked by")
    )
    plan_text = models.TextField(_("what the unit plans"), max_length=4000, blank=True)
    planned_on = models.DateField(_("plan of"), null=True, blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", verbose_name=_("planned by")
    )
    report_text = models.TextField(_("what was done"), max_length=4000, blank=True)
    people_count = models.PositiveBigIntegerField(_("different people helped"), null=True, blank=True)
    times_count = models.PositiveBigIntegerField(_("times helped"), null=True, blank=True)
    amount_vnd = models.BigIntegerField(_("money and goods in all"), null=True, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", verbose_name=_("reported by")
    )
    excused_on = models.DateField(_("excused on"), null=True, blank=True)
    excused_reason = models.CharField(_("why it is excused"), max_length=300, blank=True)
    excused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", verbose_name=_("excused by")
    )
    state = models.GeneratedField(
        expression=Case(
            When(excused_on__isnull=False, then=Value(S.EXCUSED.value)),
            When(reported_on__isnull=False, then=Value(S.REPORTED.value)),
            When(planned_on__isnull=False, then=Value(S.PLANNED.value)),
            default=Value(S.ASKED.value),
        ),
        output_field=models.CharField(_("state"), max_length=10, choices=ParticipationState),
        db_persist=True,
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("unit that takes part")
        verbose_name_plural = _("units that take part")
        triggers = [bump_version("state")]
        indexes = [
            models.Index(fields=["campaign", "state"], name="participation_state"),
            models.Index(fields=["unit", "state"], name="participation_unit"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="participation_once"),
            models.CheckConstraint(
                condition=Q(planned_on=None) | Q(planned_by__isnull=False), name="participation_planned_by_name"
            ),
            models.CheckConstraint(
                condition=Q(reported_on=None) | Q(reported_by__isnull=False), name="participation_reported_by_name"
            ),
            models.CheckConstraint(
                condition=Q(excused_on=None, excused_reason="", excused_by=None)
                | Q(excused_on__isnull=False, excused_by__isnull=False) & ~Q(excused_reason=""),
                name="participation_excused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(people_count=None) | Q(times_count=None) | Q(times_count__gte=F("people_count")),
                name="participation_times_not_below_people",
            ),
            models.CheckConstraint(
                condition=Q(amount_vnd=None) | Q(amount_vnd__gte=0, amount_vnd__lte=MOST_VND),
                name="participation_amount_plausible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.campaign}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:participation", args=[self.public_id])

    @property
    def state_label(self) -> str:
        """Django gives a generated column no get_state_display."""
        return str(ParticipationState(self.state).label)

    @property
    def is_late(self) -> bool:
        return self.plan_is_late or self.report_is_late

    @property
    def plan_is_late(self) -> bool:
        due = self.campaign.plan_due_on
        return self.state == S.ASKED and due is not None and due < timezone.localdate()

    @property
    def report_is_late(self) -> bool:
        due = self.campaign.report_due_on
        return self.state in (S.ASKED, S.PLANNED) and due is not None and due < timezone.localdate()


@tracked()
class ActivityFigure(Record):
    """What a unit says about one activity of the plan: planned, then done. Unknown is null, not zero."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="figures")
    activity = models.ForeignKey(Activity, models.RESTRICT, related_name="figures")
    planned_quantity = models.PositiveBigIntegerField(pgettext_lazy("figure", "planned"), null=True, blank=True)
    done_quantity = models.PositiveBigIntegerField(_("done"), null=True, blank=True)
    people_count = models.PositiveBigIntegerField(_("different people helped"), null=True, blank=True)
    times_count = models.PositiveBigIntegerField(_("times helped"), null=True, blank=True)
    amount_vnd = models.BigIntegerField(_("money and goods"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    result = models.OneToOneField(
        Result, models.SET_NULL, null=True, blank=True, editable=False, related_name="figure"
    )  # the line of results in which it counts

    class Meta(Record.Meta):
        verbose_name = _("figure of an activity")
        verbose_name_plural = _("figures of activities")
        ordering = ["activity__position", "activity"]
        triggers = [bump_version(), same_campaign("participation", "activity")]
        constraints = [
            models.UniqueConstraint(fields=["participation", "activity"], name="activity_figure_once"),
            models.CheckConstraint(
                condition=Q(people_count=None) | Q(times_count=None) | Q(times_count__gte=F("people_count")),
                name="figure_times_not_below_people",
            ),
            models.CheckConstraint(
                condition=Q(amount_vnd=None) | Q(amount_vnd__gte=0, amount_vnd__lte=MOST_VND),
                name="figure_amount_plausible",
            ),
            models.CheckConstraint(
                condition=Q(planned_quantity=None) | Q(planned_quantity__lte=MOST_COUNT),
                name="figure_planned_plausible",
            ),
            models.CheckConstraint(
                condition=Q(done_quantity=None) | Q(done_quantity__lte=MOST_COUNT), name="figure_done_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.done_quantity}"
