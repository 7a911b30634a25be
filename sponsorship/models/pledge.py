from __future__ import annotations

import datetime as dt

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from children.models import Child
from donors.models import Donor
from imports.models import ImportBatch
from organisation.models import Unit
from organisation.models.base import Record, bump_version, readable_code, tracked
from sponsorship.models.counting import (
    BALANCE_FOLLOWS,
    BOTH,
    COUNT_RATE,
    FOLLOW_PLEDGE,
    LEGAL_MOVES,
    NEW,
    OLD,
    OPEN_BALANCE,
    count_on_child,
    pause_while_suspended,
)
from sponsorship.models.querysets import PledgeQuerySet
from sponsorship.models.states import IN_FORCE, OPEN, EndReason, EndRule, Per, PledgeState, SupportForm

DERIVED = ["code", "reviewed_on"]


@tracked(*DERIVED)
class Pledge(Record):
    """One donor's promise for one child."""

    code = readable_code("CK")
    donor = models.ForeignKey(Donor, models.RESTRICT, related_name="pledges", verbose_name=_("donor"))
    child = models.ForeignKey(Child, models.RESTRICT, related_name="pledges", verbose_name=_("child"))
    place = models.PositiveSmallIntegerField(_("place"), default=1)
    # Always the child's: a composite foreign key (PLEDGE_FOLLOWS_CHILD) follows the child from unit to unit.
    managing_unit = models.ForeignKey(
        Unit, models.RESTRICT, related_name="+", editable=False, db_constraint=False, verbose_name=_("managing unit")
    )
    state = models.CharField(_("state"), max_length=10, choices=PledgeState, default=PledgeState.PROPOSED)

    form = models.CharField(_("form of support"), max_length=16, choices=SupportForm, default=SupportForm.CASH)
    form_detail = models.CharField(_("detail"), max_length=200, blank=True)  # book number, what is given in kind
    rate_vnd = models.BigIntegerField(_("support amount"))
    per = models.CharField(_("per"), max_length=12, choices=Per)
    active_months = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("only in the months")
    )
    # A monthly rate paid for so many months at a time, always at the first of them.
    pays_every = models.PositiveSmallIntegerField(_("months paid together"), default=1, db_default=1)
    starts_on = models.DateField(_("from"))
    end_rule = models.CharField(_("length of time"), max_length=8, choices=EndRule, default=EndRule.DATE)
    months_count = models.PositiveSmallIntegerField(_("number of months"), null=True, blank=True)
    end_grade = models.PositiveSmallIntegerField(_("end of grade"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)  # reckoned from the end rule
    stated_total_vnd = models.BigIntegerField(_("total as stated"), null=True, blank=True)

    campaign = models.ForeignKey(
        Campaign, models.RESTRICT, null=True, blank=True, related_name="pledges", verbose_name=_("campaign round")
    )
    connecting_unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("connecting unit")
    )
    agreement_number = models.CharField(_("agreement number"), max_length=60, blank=True)
    agreed_on = models.DateField(_("agreement signed on"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("approved by"),
    )
    active_from = models.DateField(_("in force from"), editable=False, null=True)  # the day from which it counts
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=16, choices=EndReason, blank=True)
    end_note = models.CharField(_("note on the end"), max_length=400, blank=True, db_default="")
    reviewed_on = models.DateField(editable=False, null=True)  # of the last PledgeReview, written with it
    replaces = models.OneToOneField(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="replaced_by",
        editable=False,
        verbose_name=_("continues the pledge"),
    )
    above_target_reason = models.CharField(
        _("why more than the child's target"), max_length=200, blank=True, db_default=""
    )  # said by who entered the pledge
    note = models.TextField(_("note"), max_length=4000, blank=True)
    import_batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, editable=False, related_name="pledges"
    )

    objects = PledgeQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [
            bump_version(*DERIVED),
            LEGAL_MOVES,
            OPEN_BALANCE,
            FOLLOW_PLEDGE,
            BALANCE_FOLLOWS,
            pause_while_suspended(
                "pauses_from_the_start", "NEW.id", pgtrigger.Insert, pgtrigger.Q(new__state="suspended")
            ),
            pause_while_suspended("pauses_while_suspended", "NEW.id", pgtrigger.Update, pgtrigger.AnyChange("state")),
            count_on_child(pgtrigger.Insert, NEW, "count_new"),
            count_on_child(pgtrigger.Update, BOTH, "count_changed"),
            count_on_child(pgtrigger.Delete, OLD, "count_deleted"),
        ]
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        indexes = [
            models.Index(fields=["managing_unit", "-starts_on", "-id"], name="pledge_unit_start"),
            models.Index(fields=["-starts_on", "-id"], name="pledge_start"),
            models.Index(fields=["active_from", "ended_on"], name="pledge_in_force"),
            models.Index(fields=["ends_on"], name="pledge_ends", condition=Q(ended_on=None)),
            models.Index(
                fields=["donor"],
                include=["managing_unit", "active_from"],
                name="pledge_donor_active",
                condition=Q(ended_on=None),  # counting the donors of today reads nothing else
            ),
            models.Index(
                Coalesce("reviewed_on", "starts_on"), name="pledge_review", condition=Q(state__in=sorted(IN_FORCE))
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "place"], condition=Q(state__in=sorted(OPEN)), name="pledge_place_once"
            ),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=9), name="pledge_place_1_to_9"),
            models.CheckConstraint(
                condition=Q(rate_vnd__gt=0)
                | Q(rate_vnd=0, form__in=[SupportForm.IN_KIND, SupportForm.DIRECT_CARE, SupportForm.INSURANCE_CARD]),
                name="pledge_rate_positive",
            ),
            models.CheckConstraint(
                condition=Q(pays_every=1) | Q(per=Per.MONTH, pays_every__gte=2, pays_every__lte=12),
                name="pledge_months_together",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__lte=F("ends_on")), name="pledge_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(per=Per.ONCE) | Q(ends_on__isnull=False), name="pledge_regular_has_last_day"
            ),
            models.CheckConstraint(
                condition=~Q(end_rule=EndRule.MONTHS) | Q(months_count__isnull=False, months_count__gt=0),
                name="pledge_months_counted",
            ),
            models.CheckConstraint(
                condition=~Q(end_rule=EndRule.GRADE) | Q(end_grade__isnull=False, end_grade__gte=1, end_grade__lte=12),
                name="pledge_grade_named",
            ),
            models.CheckConstraint(
                condition=Q(state=PledgeState.ENDED, ended_on__isnull=False) & ~Q(end_reason="")
                | (~Q(state=PledgeState.ENDED) & Q(ended_on=None, end_reason="")),
                name="pledge_end_has_day_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(IN_FORCE)) | Q(active_from__isnull=False), name="pledge_in_force_since"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PledgeState.ACTIVE, PledgeState.SUSPENDED, PledgeState.ENDED])
                | Q(active_from=None),
                name="pledge_not_yet_in_force",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("sponsorship:pledge", args=[self.public_id])

    def rate_on(self, day: dt.date) -> int:
        """The rate of the last change up to that day, else the agreed one."""
        changes = [change for change in self.rate_changes.all() if change.from_on <= day]
        return changes[-1].rate_vnd if changes else self.rate_vnd

    @property
    def rate_now_vnd(self) -> int:
        return self.rate_on(timezone.localdate())


@tracked()
class RateChange(models.Model):
    """From that day on another rate; what fell due before stays as it was."""

    pledge = models.ForeignKey(Pledge, models.RESTRICT, related_name="rate_changes")
    from_on = models.DateField(_("from"))
    rate_vnd = models.BigIntegerField(_("support amount"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+")
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["from_on"]
        triggers = COUNT_RATE
        constraints = [
            models.UniqueConstraint(fields=["pledge", "from_on"], name="rate_change_once_a_day"),
            models.CheckConstraint(condition=Q(rate_vnd__gt=0), name="rate_change_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.from_on}"


def add_to_balance(operation: pgtrigger.Operation, rows: str, sign: str, name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**{rows: "changed"}),
        func=f"""
            UPDATE sponsorship_pledgebalance b SET pledged_vnd = b.pledged_vnd {sign} c.amount
            FROM (SELECT pledge_id, sum(amount_vnd) AS amount FROM changed GROUP BY 1) c
            WHERE b.pledge_id = c.pledge_id;
            RETURN NULL;
        """,
    )


class Instalment(models.Model):
    """What is due when. Never edited: a change of terms deletes what is to come and writes it anew."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("instalment"))
    due_on = models.DateField(_("due on"))
    amount_vnd = models.BigIntegerField(_("amount"))

    class Meta:
        ordering = ["pledge", "number"]
        indexes = [models.Index(fields=["due_on"], include=["pledge", "amount_vnd"], name="instalment_due")]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "number"], name="instalment_number_once"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="instalment_positive"),
        ]
        triggers = [
            add_to_balance(pgtrigger.Insert, "new", "+", "add_to_pledged"),
            add_to_balance(pgtrigger.Delete, "old", "-", "take_from_pledged"),
            pgtrigger.Protect(name="never_edited", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id}/{self.number}"
