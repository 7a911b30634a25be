"""Small situations that many tests of this app start from."""

import datetime as dt
from typing import Any

from donors.models import Donor
from organisation.models import Unit, User
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import Handover, Pledge, PledgeBalance, RateChange, Receipt
from sponsorship.models.states import EndRule, Per
from tests.factories import create_child, create_donor, create_unit, create_user

PAST = dt.date(2025, 1, 1)


class World:
    """One unit with an officer, a child in need and a donor."""

    def __init__(self, **child: Any) -> None:
        self.unit: Unit = create_unit()
        self.officer: User = create_user(role=Role.MATCHING_OFFICER, unit=self.unit)
        self.child = create_child(unit=self.unit, **child)
        self.donor: Donor = create_donor(unit=self.unit)

    def officer_elsewhere(self) -> User:
        return create_user(role=Role.MATCHING_OFFICER, unit=create_unit())

    def propose(self, **values: Any) -> Pledge:
        terms: dict[str, Any] = {
            "child": self.child,
            "donor": self.donor,
            "by": self.officer,
            "rate_vnd": 500_000,
            "per": Per.MONTH,
            "starts_on": PAST,
            "end_rule": EndRule.MONTHS,
            "months_count": 12,
        }
        return operations.propose_pledge(**terms | values)

    def activate(self, **values: Any) -> Pledge:
        pledge = operations.approve_pledge(pledge=self.propose(**values), by=self.officer)
        return operations.activate_pledge(pledge=pledge, by=self.officer)

    def rate_from(self, pledge: Pledge, day: dt.date, rate_vnd: int) -> RateChange:
        """Another rate, as it stands when it was decided long before; the schedule is left alone."""
        return RateChange.objects.create(pledge=pledge, from_on=day, rate_vnd=rate_vnd, decided_by=self.officer)

    def receive(self, pledge: Pledge, amount_vnd: int, **more: Any) -> Receipt:
        values = {"received_on": dt.date(2025, 3, 1)} | more
        return operations.record_receipt(pledge=pledge, amount_vnd=amount_vnd, by=self.officer, **values)

    def hand_over(self, pledge: Pledge, amount_vnd: int, **more: Any) -> Handover:
        values: dict[str, Any] = {"handed_on": dt.date(2025, 3, 2), "received_by": "Lê Thị Mẫu"} | more
        return operations.record_handover(pledge=pledge, amount_vnd=amount_vnd, by=self.officer, **values)


def numbers(pledge: Pledge) -> tuple[int, int, int, int]:
    """Pledged, received, delivered, held, as the database keeps them."""
    balance = PledgeBalance.objects.get(pk=pledge.pk)
    return balance.pledged_vnd, balance.received_vnd, balance.delivered_vnd, balance.held_vnd
