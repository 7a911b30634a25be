"""A pile of paper receipts entered in one go, with the count and total that stand on its cover."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.sources import FundingSource
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, readable_code
from organisation.roles import Permission
from sponsorship.models.ledger import Receipt
from sponsorship.models.pledge import Pledge
from sponsorship.models.states import Method


class OfUnitQuerySet(models.QuerySet):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_MONEY))


class BatchState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("batch", "draft")
    BOOKED = "booked", pgettext_lazy("batch", "booked")


class ReceiptBatch(Record):
    """Lines are typed and kept as a draft; booking makes one receipt of each, all or none.

    `declared_*` is what the paper says. Where the lines say otherwise someone must overrule it by name.
    """

    code = readable_code("BK")
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    title = models.CharField(_("what it is"), max_length=120, blank=True)
    source = models.CharField(
        _("funding source"), max_length=20, choices=FundingSource, default=FundingSource.SOCIAL_MOBILISATION
    )
    declared_count = models.PositiveIntegerField(_("number of receipts"), null=True, blank=True)
    declared_vnd = models.BigIntegerField(_("total"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=BatchState, default=BatchState.DRAFT, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", editable=False
    )
    booked_at = models.DateTimeField(null=True, editable=False)
    overruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+", editable=False
    )
    overrule_reason = models.CharField(max_length=400, blank=True, editable=False)

    saves_count = models.PositiveIntegerField(default=0, editable=False)  # the lines belong to the version

    objects = OfUnitQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("batch of receipts")
        triggers = [bump_version("code")]
        indexes = [models.Index(fields=["managing_unit", "-id"], name="batch_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=BatchState.DRAFT, booked_at=None, booked_by=None)
                | Q(
                    state=BatchState.BOOKED,
                    booked_at__isnull=False,
                    booked_by__isnull=False,
                    declared_count__isnull=False,
                    declared_vnd__isnull=False,
                ),
                name="batch_booked_with_totals",
            ),
            models.CheckConstraint(
                condition=Q(overruled_by=None, overrule_reason="")
                | Q(overruled_by__isnull=False) & ~Q(overrule_reason=""),
                name="batch_overruled_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class BatchLine(models.Model):
    """One paper. While the batch is a draft anything may be missing; `pledge_text` is what was typed to find it."""

    batch = models.ForeignKey(ReceiptBatch, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    pledge = models.ForeignKey(Pledge, models.RESTRICT, null=True, related_name="+")
    pledge_text = models.CharField(max_length=120, blank=True)
    amount_vnd = models.BigIntegerField(null=True)
    received_on = models.DateField(null=True)
    method = models.CharField(max_length=14, choices=Method, default=Method.CASH)
    reference = models.CharField(max_length=60, blank=True)
    allow_surplus = models.BooleanField(default=False)
    receipt = models.OneToOneField(Receipt, models.RESTRICT, null=True, related_name="batch_line")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_vnd=None) | Q(amount_vnd__gt=0), name="batch_line_amount_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.position}"
