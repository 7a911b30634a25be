"""What people put into a pooled fund, before the fund gives it to children."""

from __future__ import annotations

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from donors.models import Donor
from organisation.access import units_where
from organisation.models.base import never_emptied, reversal_is_exact
from organisation.roles import Permission
from sponsorship.models.ledger import AMOUNT_HAS_SIGN
from sponsorship.models.states import Method


class FundContributionQuerySet(models.QuerySet["FundContribution"]):
    def visible_to(self, user: Any):
        return self.filter(donor__managing_unit__in=units_where(user, Permission.VIEW_MONEY))


class FundContribution(models.Model):
    """Money into a fund (a donor of that kind) from many hands. Append-only: a mistake is one reversal.

    It is no receipt of a pledge yet: it becomes one when the fund pays for a child.
    """

    MOVES = ["donor_id"]  # with a merge of two records

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    donor = models.ForeignKey(Donor, models.RESTRICT, related_name="contributions", verbose_name=_("fund"))
    received_on = models.DateField(_("received on"))
    amount_vnd = models.BigIntegerField(_("amount"))
    given_by = models.CharField(_("from whom"), max_length=200)
    method = models.CharField(_("method"), max_length=14, choices=Method, default=Method.CASH)
    note = models.CharField(_("note"), max_length=400, blank=True)
    reverses = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="reversed_by", editable=False
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    objects = FundContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution to a fund")
        ordering = ["-received_on", "-id"]
        indexes = [models.Index(fields=["donor", "-received_on", "-id"], name="contribution_fund_day")]
        constraints = [
            models.CheckConstraint(condition=AMOUNT_HAS_SIGN, name="contribution_amount_sign"),
            models.CheckConstraint(condition=~Q(given_by=""), name="contribution_has_giver"),
        ]
        triggers = [
            reversal_is_exact("sponsorship_fundcontribution", "donor_id"),
            # A fund that turns out to be two records is merged: its contributions go along, nothing else changes.
            pgtrigger.Protect(
                name="never_changed", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(exclude=["donor"])
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.donor_id} {self.received_on}"
