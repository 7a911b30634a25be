"""Which pledges are late with the donor's money: read from a view, written by nobody."""

from __future__ import annotations

from django.db import models

from donors.models import Donor
from organisation.models import Unit
from sponsorship.models.pledge import Pledge


class LatePledge(models.Model):
    """A pledge in force of which something that fell due before today was not received (SQL: late_pledges).

    The balance says which pledges these are and since when; instalments are gone through, once, of these alone. The
    function behind the view is expanded by the planner, so that it looks only at the units and donors that are asked
    for.
    """

    pledge = models.OneToOneField(Pledge, models.DO_NOTHING, primary_key=True, related_name="late")
    donor = models.ForeignKey(Donor, models.DO_NOTHING, related_name="late_pledges")
    managing_unit = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+")
    due_vnd = models.BigIntegerField()  # what had fallen due
    received_vnd = models.BigIntegerField()  # without what was booked as a surplus
    open_vnd = models.BigIntegerField()
    unpaid_since = models.DateField()  # of the first instalment that the money received does not cover
    unpaid_count = models.IntegerField()  # with one that is paid in part

    class Meta:
        managed = False
        db_table = "sponsorship_latepledge"

    def __str__(self) -> str:
        return f"{self.pledge_id}"
