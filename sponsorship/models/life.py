"""What happens to a pledge while it runs: pauses, yearly reviews, and the savings book it bought."""

from __future__ import annotations

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from organisation.models.base import Record, append_only, reversal_is_exact, tracked
from sponsorship.models.counting import pause_while_suspended
from sponsorship.models.ledger import AMOUNT_HAS_SIGN
from sponsorship.models.pledge import Pledge


def _by(**options: Any) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False, **options)


@tracked()
class Suspension(models.Model):
    """A pause. What would fall due from `from_on` until it is over is not due and not in the schedule.

    `until_on` is the first day on which it is expected to go on, `over_on` the first on which it did (or the pledge
    ended).
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="suspensions")
    from_on = models.DateField(_("suspended from"))
    until_on = models.DateField(_("expected to go on from"), null=True, blank=True)
    over_on = models.DateField(_("went on from"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=400)
    decided_by = _by(null=True)  # not known of pauses from before they were recorded
    decided_at = models.DateTimeField(db_default=Now(), editable=False)
    over_by = _by(null=True)
    over_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("suspension")
        ordering = ["from_on", "id"]
        triggers = [
            pause_while_suspended(
                "suspended_while_open",
                "coalesce(NEW.pledge_id, OLD.pledge_id)",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            )
        ]
        constraints = [
            ExclusionConstraint(
                name="suspension_one_at_a_time",
                expressions=[
                    ("pledge", RangeOperators.EQUAL),
                    (Func("from_on", "over_on", Value("[)"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=(Q(until_on=None) | Q(until_on__gt=F("from_on")))
                & (Q(over_on=None) | Q(over_on__gte=F("from_on"))),
                name="suspension_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="suspension_has_reason"),
            models.CheckConstraint(
                condition=Q(over_on=None, over_by=None, over_at=None)
                | Q(over_on__isnull=False, over_by__isnull=False, over_at__isnull=False),
                name="suspension_over_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["until_on"], name="suspension_expected", condition=Q(over_on=None))]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.from_on}"


class ReviewDecision(models.TextChoices):
    CONTINUE = "continue", _("goes on as it is")
    CHANGE = "change", _("goes on with changes")
    STOP = "stop", _("is to end")


class PledgeReview(models.Model):
    """Once a year somebody asks the donor and the family how it should go on. A new review, never a changed one."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField(_("reviewed on"))
    decision = models.CharField(_("decision"), max_length=10, choices=ReviewDecision)
    note = models.CharField(_("note"), max_length=400, blank=True)
    reviewed_by = _by()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("review")
        ordering = ["-reviewed_on"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "reviewed_on"], name="review_once_a_day"),
            models.CheckConstraint(condition=Q(decision=ReviewDecision.CONTINUE) | ~Q(note=""), name="review_says_why"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.reviewed_on}"


@tracked()
class SavingsBook(Record):
    """The book that a pledge in this form bought: the principal is the child's when it matures.

    Principal and interest are what the book says; what was received and handed over stands in the ledgers.
    """

    pledge = models.OneToOneField(Pledge, models.CASCADE, related_name="savings_book")
    number = models.CharField(_("book number"), max_length=40)
    bank = models.CharField(_("bank"), max_length=160)
    opened_on = models.DateField(_("opened on"))
    matures_on = models.DateField(_("matures on"))
    principal_vnd = models.BigIntegerField(_("principal"))
    interest_percent = models.DecimalField(
        _("interest a year (%)"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    kept_by = models.CharField(_("who keeps the book"), max_length=160, blank=True)
    paid_out_on = models.DateField(_("principal paid out on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("savings book")
        indexes = [models.Index(fields=["matures_on"], name="book_matures", condition=Q(paid_out_on=None))]
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(bank=""), name="book_can_be_found"),
            models.CheckConstraint(condition=Q(principal_vnd__gt=0), name="book_principal_positive"),
            models.CheckConstraint(
                condition=Q(matures_on__gt=F("opened_on")) & (Q(paid_out_on=None) | Q(paid_out_on__gte=F("opened_on"))),
                name="book_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(interest_percent=None) | Q(interest_percent__gte=0, interest_percent__lte=20),
                name="book_interest_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class BookInterest(models.Model):
    """Interest of a savings book that was paid to the child. Append-only: a mistake is one reversal.

    The bank gave it and not the donor: it is money of this pledge, and none of its four numbers.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(SavingsBook, models.RESTRICT, related_name="interests", verbose_name=_("savings book"))
    amount_vnd = models.BigIntegerField(_("amount"))
    paid_on = models.DateField(_("interest paid on"))
    received_by = models.CharField(_("received by"), max_length=120)
    note = models.CharField(_("note"), max_length=400, blank=True)
    reverses = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="reversed_by", editable=False
    )
    recorded_by = _by()
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("interest of a savings book")
        verbose_name_plural = _("interest of savings books")
        ordering = ["paid_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=AMOUNT_HAS_SIGN, name="book_interest_sign"),
            models.CheckConstraint(condition=~Q(received_by=""), name="book_interest_has_receiver"),
        ]
        triggers = [reversal_is_exact("sponsorship_bookinterest", "book_id"), *append_only()]

    def __str__(self) -> str:
        return f"{self.book_id} {self.paid_on}"
