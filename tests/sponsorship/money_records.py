"""Batches, bank lines, ceremonies and moves of a unit: small ones, for tests that need any."""

import datetime as dt
from typing import Any

from organisation.models import Unit, User
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import BankLine, Ceremony, HandoverPhoto, MoneyMove, Pledge, ReceiptBatch
from tests import factories as make

DAY = dt.date(2025, 3, 1)
STATEMENT = "Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung\n{day:%d/%m/%Y};{reference};;{amount};{text}"


def officer_of(unit: Unit) -> User:
    return make.create_user(role=Role.TREASURER, unit=unit)


def a_pledge_with_money(unit: Unit, by: User, day: dt.date = DAY) -> Pledge:
    pledge = make.create_pledge(child=make.create_child(unit=unit), starts_on=day.replace(day=1, year=day.year - 1))
    make.create_caregiver(child=pledge.child)
    operations.record_receipt(pledge=pledge, amount_vnd=1_000_000, received_on=day, by=by)
    return pledge


def make_batch(unit: Unit, by: User, *pledges: Pledge, day: dt.date = DAY, title: str = "") -> ReceiptBatch:
    lines = [{"pledge": each, "amount_vnd": 100_000, "received_on": day} for each in pledges]
    values = {"declared_count": len(lines) or 1, "declared_vnd": 100_000 * (len(lines) or 1), "title": title}
    return operations.save_batch(by=by, unit=unit, values=values, lines=lines)


def make_bank_line(
    unit: Unit, by: User, *, text: str = "ung ho", reference: str = "FT1", day: dt.date = DAY, amount: int = 500_000
) -> BankLine:
    data = STATEMENT.format(day=day, reference=reference, amount=amount, text=text).encode()
    return operations.open_statement(data=data, file_name="sao-ke.csv", unit=unit, by=by).lines.get()


def make_ceremony(unit: Unit, by: User, *, day: dt.date = DAY, place: str = "Lễ trao") -> Ceremony:
    return operations.plan_ceremony(by=by, unit=unit, values={"held_on": day, "place": place})


def make_move(one: Pledge, other: Pledge, by: User, *, day: dt.date = DAY, reason: str = "x") -> MoneyMove:
    return operations.move_money(from_pledge=one, to_pledge=other, amount_vnd=40_000, reason=reason, on=day, by=by)


# --- As arguments of an address --------------------------------------------------------------------


def a_receipt_batch(unit: Unit) -> dict[str, Any]:
    return {"public_id": make_batch(unit, officer_of(unit)).public_id}


def a_bank_line(unit: Unit) -> dict[str, Any]:
    return {"public_id": make_bank_line(unit, officer_of(unit)).public_id}


def a_ceremony(unit: Unit) -> dict[str, Any]:
    by = officer_of(unit)
    a_pledge_with_money(unit, by)
    return {"public_id": make_ceremony(unit, by).public_id}


def a_moved_receipt(unit: Unit) -> dict[str, Any]:
    by = officer_of(unit)
    one, other = (a_pledge_with_money(unit, by) for _ in range(2))
    return {"public_id": make_move(one, other, by).entries.first().public_id}  # type: ignore[union-attr]  # it has two


def a_photo_of_a_handover(unit: Unit) -> dict[str, Any]:
    """Without a consent, so that nobody gets to see it."""
    by = officer_of(unit)
    pledge = a_pledge_with_money(unit, by)
    given = operations.record_handover(pledge=pledge, amount_vnd=1, handed_on=DAY, received_by="Lê Thị Mẫu", by=by)
    photo = HandoverPhoto.objects.create(handover=given, file="0.jpg", width=1, height=1, added_by=by)
    return {"public_id": given.public_id, "pk": photo.pk}
