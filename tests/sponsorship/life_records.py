"""Savings books and funds of a unit: small ones, for tests that need any."""

import datetime as dt
from typing import Any

from donors.models import Donor
from organisation.models import Unit, User
from sponsorship import operations
from sponsorship.models import FundContribution, Pledge, SavingsBook
from sponsorship.models.states import EndRule, Per
from tests import factories as make
from tests.sponsorship.money_records import officer_of

DAY = dt.date(2025, 3, 1)


def make_book(pledge: Pledge, by: User, *, matures_on: dt.date = dt.date(2026, 3, 1), **values: Any) -> SavingsBook:
    defaults: dict[str, Any] = {"number": "AB 0123456", "bank": "Agribank Thanh Chương", "opened_on": DAY}
    defaults |= {"principal_vnd": 10_000_000, "matures_on": matures_on}
    return operations.save_book(pledge=pledge, by=by, **defaults | values)


def make_book_pledge(unit: Unit, by: User, **given: Any) -> Pledge:
    """A single gift of 10 triệu in the form of a savings book, in force."""
    sides: dict[str, Any] = {"child": make.create_child(unit=unit), "donor": make.create_donor(unit=unit)} | given
    terms: dict[str, Any] = {"form": "savings_book", "rate_vnd": 10_000_000, "per": Per.ONCE, "end_rule": EndRule.DATE}
    pledge = operations.propose_pledge(by=by, starts_on=DAY, **sides, **terms)
    operations.approve_pledge(pledge=pledge, by=by)
    return operations.activate_pledge(pledge=pledge, by=by)


def make_contribution(fund: Donor, by: User, amount_vnd: int = 500_000, **values: Any) -> FundContribution:
    defaults: dict[str, Any] = {"received_on": DAY, "given_by": "Chi hội phụ nữ xóm 3"}
    return operations.contribute(fund=fund, amount_vnd=amount_vnd, by=by, **defaults | values)


# --- As arguments of an address --------------------------------------------------------------------


def a_book_pledge(unit: Unit) -> dict[str, Any]:
    return {"public_id": make_book_pledge(unit, officer_of(unit)).public_id}


def a_written_book(unit: Unit) -> dict[str, Any]:
    by = officer_of(unit)
    pledge = make_book_pledge(unit, by)
    make_book(pledge, by)
    return {"public_id": pledge.public_id}


def a_fund(unit: Unit) -> dict[str, Any]:
    return {"public_id": make.create_donor(unit=unit, kind="fund").public_id}


def a_contribution(unit: Unit) -> dict[str, Any]:
    fund = make.create_donor(unit=unit, kind="fund")
    return {"public_id": make_contribution(fund, officer_of(unit)).public_id}
