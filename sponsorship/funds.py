"""The numbers of a pooled fund."""

from dataclasses import dataclass

from django.db.models import Sum

from donors.models import Donor
from sponsorship.models import FundContribution, PledgeBalance


@dataclass(frozen=True)
class FundNumbers:
    """VND: put into the fund; booked as received on its pledges; what is left."""

    contributed_vnd: int
    given_vnd: int

    @property
    def left_vnd(self) -> int:
        return self.contributed_vnd - self.given_vnd


def fund_numbers(fund: Donor) -> FundNumbers:
    """What was given to children may be more than was recorded as contributed: then the fund was not kept here."""
    put = FundContribution.objects.filter(donor=fund).order_by().aggregate(sum=Sum("amount_vnd"))["sum"] or 0
    given = PledgeBalance.objects.filter(pledge__donor=fund).aggregate(sum=Sum("received_vnd"))["sum"] or 0
    return FundNumbers(int(put), int(given))
