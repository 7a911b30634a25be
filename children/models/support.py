from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from children.models.child import Child
from children.models.hiding import part_without_place
from children.models.marks import marks
from organisation.models.base import Record, bump_version, tracked
from vietnamese.money import MOST_VND


class Channel(models.TextChoices):
    """Who helps children besides the donors of the programme."""

    CHILDREN_FUND = "children_fund", _("Fund for children")
    STUDY_PROMOTION = "study_promotion", _("Association for the promotion of study")
    RED_CROSS = "red_cross", _("Red Cross")
    BORDER_GUARD = "border_guard", _("border guards, army or police")
    YOUTH_UNION = "youth_union", _("Youth Union")
    FATHERLAND_FRONT = "fatherland_front", _("Fatherland Front, Fund for the Poor")
    RELIGIOUS = "religious", _("pagoda, church or parish")
    BUSINESS = "business", _("company or bank")
    SCHOOL = "school", pgettext_lazy("channel", "school")
    RELATIVES = "relatives", _("relatives (also abroad)")
    PERSON = "person", _("somebody else")
    OTHER = "other", pgettext_lazy("channel", "other")


class GivenPer(models.TextChoices):
    ONCE = "once", pgettext_lazy("rate", "once")
    MONTH = "month", pgettext_lazy("rate", "month")
    QUARTER = "quarter", pgettext_lazy("rate", "quarter")
    SEMESTER = "semester", pgettext_lazy("rate", "semester")
    SCHOOL_YEAR = "school_year", pgettext_lazy("rate", "school year")
    YEAR = "year", pgettext_lazy("rate", "year")


class OtherSupportQuerySet(models.QuerySet["OtherSupport"]):
    def current(self):
        """Given regularly, today."""
        today = timezone.localdate()
        begun, not_over = Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today)
        return self.exclude(per=GivenPer.ONCE).filter(begun, not_over)


@tracked()
class OtherSupport(Record):
    """What a child gets from elsewhere: told by the family, the school or another organisation; no money of ours."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="other_supports", verbose_name=_("child"))
    channel = models.CharField(_("channel"), max_length=20, choices=Channel)
    giver_name = models.CharField(_("who exactly"), max_length=160, blank=True)
    what = models.CharField(_("what is given"), max_length=200, blank=True)
    amount_vnd = models.BigIntegerField(_("amount"), null=True, blank=True)
    per = models.CharField(_("given each"), max_length=12, choices=GivenPer, default=GivenPer.MONTH)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    objects = OtherSupportQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [
            bump_version(),
            part_without_place("other_supports"),
            *marks("got_support", "children_othersupport"),
        ]
        verbose_name = _("help through another channel")
        verbose_name_plural = _("help through other channels")
        ordering = [F("until").desc(nulls_first=True), "-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_vnd=None) | Q(amount_vnd__gt=0, amount_vnd__lte=MOST_VND),
                name="other_support_amount_positive",
            ),
            models.CheckConstraint(condition=~Q(amount_vnd=None, what=""), name="other_support_says_what"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")), name="other_support_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.giver_name or str(self.get_channel_display())

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        begun, over = self.since is None or self.since <= today, self.until is not None and self.until < today
        return self.per != GivenPer.ONCE and begun and not over
