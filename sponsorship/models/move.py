"""Money that goes from pledge to pledge, and the counter of receipts."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from organisation.models import Unit
from organisation.models.base import append_only
from sponsorship.models.pledge import Pledge


class ReceiptCounter(models.Model):
    """The last number given to a receipt of a unit in a year. Only the ledger's trigger writes here."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="receipt_counter_once")]

    def __str__(self) -> str:
        return f"{self.last}/{self.year}"


class MoneyMove(models.Model):
    """Money of one pledge given to another, by name: one receipt less there, one more here, both in one statement."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    from_pledge = models.ForeignKey(
        Pledge, models.RESTRICT, related_name="moves_away", verbose_name=_("from the pledge")
    )
    to_pledge = models.ForeignKey(Pledge, models.RESTRICT, related_name="moves_here", verbose_name=_("to the pledge"))
    amount_vnd = models.BigIntegerField(_("amount"))
    moved_on = models.DateField(_("moved on"))
    reason = models.CharField(_("reason"), max_length=400)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("money moved")
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="move_positive"),
            models.CheckConstraint(condition=~Q(from_pledge=models.F("to_pledge")), name="move_between_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="move_has_reason"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.from_pledge_id} → {self.to_pledge_id}"
