"""What was given beyond the pledge, booked by name on instalments that came to be later."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from organisation.models.base import append_only, reversal_is_exact
from sponsorship.models.ledger import AMOUNT_HAS_SIGN
from sponsorship.models.pledge import Pledge

# The balance refuses more than there is of a surplus, and more than the schedule leaves open.
USE = pgtrigger.Trigger(
    name="use",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=pgtrigger.Referencing(new="uses"),
    func="""
        UPDATE sponsorship_pledgebalance b SET surplus_vnd = b.surplus_vnd - u.amount
        FROM (SELECT pledge_id, sum(amount_vnd) AS amount FROM uses GROUP BY 1) u
        WHERE b.pledge_id = u.pledge_id;
        RETURN NULL;
    """,
)


class SurplusUse(models.Model):
    """No money moves: what was received stays, and so much of it is a surplus no longer. Append-only."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    pledge = models.ForeignKey(Pledge, models.RESTRICT, related_name="surplus_uses", verbose_name=_("pledge"))
    amount_vnd = models.BigIntegerField(_("amount"))
    reverses = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="reversed_by", editable=False
    )
    note = models.CharField(_("note"), max_length=400, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("use of a surplus")
        verbose_name_plural = _("uses of a surplus")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=AMOUNT_HAS_SIGN, name="surplus_use_sign")]
        triggers = [USE, reversal_is_exact("sponsorship_surplususe"), *append_only()]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.amount_vnd}"
