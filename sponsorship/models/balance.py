from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from organisation.models import Area, Unit
from sponsorship.models.bookkeeping import FIRST_OPEN, SUM_PLEDGED
from sponsorship.models.pledge import Pledge


def _of(model: type[models.Model]) -> Any:
    """Without index or constraint: pledge and child have them, and only the triggers write here."""
    return models.ForeignKey(
        model, models.RESTRICT, related_name="+", editable=False, null=True, db_index=False, db_constraint=False
    )


class PledgeBalance(models.Model):
    """Four numbers, never mixed, kept by the database from instalments and ledgers. Nobody writes here.

    Where it belongs and since when it counts stand here too, kept equal to pledge and child (BALANCE_FOLLOWS, and
    ENTRIES_FOLLOW_CHILD of the first migration), so that what is pledged is summed like the ledgers.

    `held` (received and not yet delivered) cannot be negative; what was received is never more than what was
    pledged, unless booked as a surplus by name.
    """

    pledge = models.OneToOneField(Pledge, models.CASCADE, primary_key=True, related_name="balance")
    pledged_vnd = models.BigIntegerField(_("pledged"), db_default=0)
    received_vnd = models.BigIntegerField(_("received"), db_default=0)
    surplus_vnd = models.BigIntegerField(_("surplus"), db_default=0)
    delivered_vnd = models.BigIntegerField(_("delivered"), db_default=0)
    # The day on which the first instalment was or will be due that is not covered by what was received (without the
    # surplus), and by what was handed over
    unpaid_since = models.DateField(null=True, editable=False)
    unmet_since = models.DateField(null=True, editable=False)
    unit = _of(Unit)
    commune = _of(Area)
    former_commune = _of(Area)
    connecting_unit = _of(Unit)
    campaign = _of(Campaign)
    counted_from = models.DateField(null=True, editable=False)

    class Meta:
        triggers = [FIRST_OPEN, SUM_PLEDGED]
        indexes = [
            models.Index(fields=["unit"], name="balance_surplus", condition=Q(surplus_vnd__gt=0)),
            models.Index(fields=["unpaid_since"], name="balance_unpaid"),
            models.Index(fields=["unmet_since"], name="balance_unmet"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(pledged_vnd__gte=0, surplus_vnd__gte=0), name="balance_not_negative"),
            models.CheckConstraint(
                condition=Q(received_vnd__lte=F("pledged_vnd") + F("surplus_vnd")), name="balance_not_overpaid"
            ),
            models.CheckConstraint(
                condition=Q(delivered_vnd__gte=0, delivered_vnd__lte=F("received_vnd")),
                name="balance_held_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id}"

    @property
    def held_vnd(self) -> int:
        return self.received_vnd - self.delivered_vnd
