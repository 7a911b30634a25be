"""Savings books and funds of a unit: small ones, for tests that need any."""

import datetime as dt
from typing import Any

from children.models import Child
from donors.models import Donor
from organisation.models import Unit, User
from sponsorship import operations
from sponsorship.models import BookInterest, FundContribution, Instalment, Pledge, SavingsBook, SurplusUse
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


def make_interest(book: SavingsBook, by: User, *, received_by: str = "Bà ngoại", **values: Any) -> BookInterest:
    defaults: dict[str, Any] = {"amount_vnd": 470_000, "paid_on": DAY, "received_by": received_by}
    return operations.record_interest(book=book, by=by, **defaults | values)


def with_surplus(pledge: Pledge, by: User) -> Pledge:
    """100.000 đ more than was pledged came in, and later an instalment more was agreed."""
    left = pledge.balance.pledged_vnd - pledge.balance.received_vnd
    money: dict[str, Any] = {"amount_vnd": left + 100_000, "received_on": pledge.starts_on, "allow_surplus": True}
    operations.record_receipt(pledge=pledge, by=by, **money)
    last = pledge.instalments.latest("number")
    day = last.due_on + dt.timedelta(days=31)
    Instalment.objects.create(pledge=pledge, number=last.number + 1, due_on=day, amount_vnd=last.amount_vnd)
    return Pledge.objects.get(pk=pledge.pk)


def with_another_birthday(pledge: Pledge) -> Pledge:
    """Agreed until 18; then the birth date was corrected."""
    end = {"end_rule": EndRule.AGE_18, "ends_on": dt.date(2031, 4, 30)}
    Pledge.objects.filter(pk=pledge.pk).update(**end)
    Child.objects.filter(pk=pledge.child_id).update(birth_date=dt.date(2014, 3, 2), birth_date_precision="day")
    return Pledge.objects.get(pk=pledge.pk)


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


def an_interest(unit: Unit) -> dict[str, Any]:
    by = officer_of(unit)
    return {"public_id": make_interest(make_book(make_book_pledge(unit, by), by), by).public_id}


def a_surplus(unit: Unit) -> dict[str, Any]:
    pledge = make.create_pledge(child=make.create_child(unit=unit))
    return {"public_id": with_surplus(pledge, officer_of(unit)).public_id}


def a_surplus_in_use(unit: Unit) -> dict[str, Any]:
    by = officer_of(unit)
    pledge = with_surplus(make.create_pledge(child=make.create_child(unit=unit)), by)
    operations.use_surplus(pledge=pledge, by=by)
    return {"public_id": SurplusUse.objects.get(pledge=pledge).public_id}


def a_misfit(unit: Unit) -> dict[str, Any]:
    pledge = make.create_pledge(child=make.create_child(unit=unit))
    return {"public_id": with_another_birthday(pledge).public_id}
