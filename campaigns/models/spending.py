"""What is paid out of a campaign's money."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.models.contributions import OfCampaigns
from campaigns.models.sources import FundingSource
from organisation.models.base import append_only, reversal_is_exact
from vietnamese.money import MOST_VND


class Spending(models.Model):
    """Paid out of a campaign's money: goods, transport, a hall. Gifts of money are counted from their lists."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.RESTRICT, related_name="spendings", verbose_name=_("campaign"))
    spent_on = models.DateField(_("paid on"))
    amount_vnd = models.BigIntegerField(_("amount"))
    what = models.CharField(_("what for"), max_length=200)
    payee = models.CharField(_("paid to"), max_length=200, blank=True)
    document = models.CharField(_("number of the paper"), max_length=60, blank=True)
    source = models.CharField(
        _("funding source"), max_length=20, choices=FundingSource, default=FundingSource.SOCIAL_MOBILISATION
    )
    over_reason = models.CharField(_("why more is paid than came in"), max_length=400, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    reverses = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="reversed_by", editable=False
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    objects = OfCampaigns.as_manager()

    class Meta:
        verbose_name = _("spending of a campaign")
        ordering = ["-spent_on", "-id"]
        indexes = [models.Index(fields=["campaign", "-spent_on", "-id"], name="spending_campaign_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses=None, amount_vnd__gt=0) | Q(reverses__isnull=False, amount_vnd__lt=0),
                name="spending_amount_sign",
            ),
            models.CheckConstraint(
                condition=Q(amount_vnd__gte=-MOST_VND, amount_vnd__lte=MOST_VND), name="spending_amount_plausible"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="spending_says_what_for"),
        ]
        triggers = [reversal_is_exact("campaigns_spending", "campaign_id"), *append_only()]

    def __str__(self) -> str:
        return self.what
