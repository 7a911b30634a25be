"""Receipts, handover minutes and a donor's statement, out of the ledgers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Sum, prefetch_related_objects

from children.models import Child
from children.showing import shown_to_donors
from donors.models import Donor
from organisation.models import Unit
from sponsorship.models import Handover, Instalment, Pledge, Receipt
from sponsorship.models.states import Method, SupportForm
from sponsorship.papers.contents import HandoverPaper, ReceiptPaper, Statement, StatementEntry, StatementPledge
from sponsorship.papers.heads import head_of, issuer
from sponsorship.papers.named import ChildForDonor, birth, commune_of, for_donor
from sponsorship.papers.wording import FORMS, METHODS, counted, dong, figures, long_day, short_day, support
from vietnamese.money import in_words


def receipt_paper(receipt: Receipt) -> ReceiptPaper:
    """For the donor. `receipt` comes with its pledge and that one's parts."""
    pledge = receipt.pledge
    more = receipt.surplus_vnd if pledge.rate_vnd else 0  # of a gift in kind no sum was promised
    surplus = f"trong đó {dong(more)} vượt mức cam kết" if more else ""
    return ReceiptPaper(
        head=head_of(issuer(pledge.managing_unit, pledge.connecting_unit)),
        number=receipt.number_text or receipt.code,
        day=long_day(receipt.received_on),
        donor=str(pledge.donor),
        donor_address=pledge.donor.address,
        child=for_donor(pledge.child, shown_to_donors([pledge.child])),
        pledge=pledge.code,
        amount=dong(receipt.amount_vnd),
        amount_in_words=in_words(receipt.amount_vnd),
        method=METHODS[Method(receipt.method)],
        reference=receipt.reference,
        note=surplus,
    )


def handover_paper(handover: Handover) -> HandoverPaper:
    """For the unit and the family, who know the child; the donor is named in it as the source."""
    pledge = handover.pledge
    child: Child = pledge.child
    head = head_of(issuer(pledge.managing_unit, pledge.connecting_unit))
    return HandoverPaper(
        head=head,
        number=head.number("BBBG"),
        day=long_day(handover.handed_on),
        occasion=handover.occasion,
        given_by=handover.given_by,
        received_by=handover.received_by,
        relationship=handover.relationship,
        child=child.full_name,
        child_birth=birth(child),
        child_commune=commune_of(child),
        donor=str(pledge.donor),
        pledge=pledge.code,
        what=_what(handover),
        amount=dong(handover.amount_vnd),
        amount_in_words=in_words(handover.amount_vnd),
        method=METHODS[Method(handover.method)],
        code=handover.code,
    )


def _what(handover: Handover) -> str:
    """The goods and the number of the savings book as they were handed over; else what the pledge promised."""
    pledge, method = handover.pledge, Method(handover.method)
    form = METHODS[method] if method in (Method.GOODS, Method.SAVINGS_BOOK) else FORMS[SupportForm(pledge.form)]
    detail = handover.detail or pledge.form_detail
    return f"{form}: {detail}" if detail else form


# --- A donor's year -----------------------------------------------------------------------------


def statement(donor: Donor, pledges: Sequence[Pledge], year: int, unit: Unit, today: dt.date) -> Statement:
    """What the donor's `pledges` (with their parts) saw in the year: due, received, delivered, and held at its end.

    A reversal counts in the year in which it was booked; every entry of the year is listed, so that the columns add up.
    """
    last_day = dt.date(year, 12, 31)
    prefetch_related_objects(pledges, "rate_changes")
    receipts = list(_entries(Receipt, "received_on", pledges, last_day))
    handovers = list(_entries(Handover, "handed_on", pledges, last_day))
    due = _due(pledges, year)
    shown = shown_to_donors([pledge.child for pledge in pledges])
    children = {pledge.pk: for_donor(pledge.child, shown) for pledge in pledges}
    rows = []
    for pledge in pledges:
        sums = [due.get(pledge.pk, 0), *_sums(pledge.pk, receipts, handovers, year)]
        if any(sums):
            rows.append((pledge, sums))
    totals = [sum(sums[column] for _pledge, sums in rows) for column in range(4)]
    return Statement(
        head=(head := head_of(unit)),
        number=head.number("BK"),
        day=long_day(today),
        year=str(year),
        donor=str(donor),
        donor_code=donor.code,
        donor_address=donor.address,
        pledges=tuple(_line(n, pledge, children[pledge.pk], sums) for n, (pledge, sums) in enumerate(rows, 1)),
        receipts=_listed(receipts, children, year),
        handovers=_listed(handovers, children, year),
        children_count=f"{counted(len({pledge.child_id for pledge, _sums in rows}))} cháu",
        due=figures(totals[0]),
        received=figures(totals[1]),
        delivered=figures(totals[2]),
        held=figures(totals[3]),
        received_in_words=in_words(totals[1]),
        delivered_in_words=in_words(totals[2]),
    )


def _entries(ledger: Any, day: str, pledges: Iterable[Pledge], last_day: dt.date) -> Iterable[Any]:
    """(pledge, day, number, amount, remark), until the end of the year. A receipt has the number of its paper."""
    rows = ledger.objects.filter(pledge__in=pledges, **{f"{day}__lte": last_day}).order_by(day, "pk")
    return [
        (
            each.pledge_id,
            getattr(each, day),
            getattr(each, "number_text", "") or each.code,
            each.amount_vnd,
            _remark(each),
        )
        for each in rows
    ]


def _remark(entry: Any) -> str:
    if entry.reverses_id:
        return "điều chỉnh giảm" if entry.amount_vnd < 0 else "điều chỉnh tăng"
    if getattr(entry, "move_id", None):
        return "chuyển sang lượt khác" if entry.amount_vnd < 0 else "chuyển từ lượt khác"
    return METHODS[Method(entry.method)]


def _due(pledges: Iterable[Pledge], year: int) -> dict[int, int]:
    due = Instalment.objects.filter(pledge__in=pledges, due_on__year=year)
    return dict(due.order_by().values("pledge").annotate(sum=Sum("amount_vnd")).values_list("pledge", "sum"))


def _sums(pledge: int, receipts: list[Any], handovers: list[Any], year: int) -> list[int]:
    """Received in the year, delivered in the year, held at its end."""
    both = []
    for entries in (receipts, handovers):
        sums: dict[bool, int] = defaultdict(int)
        for owner, day, _number, amount, _said in entries:
            if owner == pledge:
                sums[day.year == year] += amount
        both.append(sums)
    received, delivered = both
    return [received[True], delivered[True], sum(received.values()) - sum(delivered.values())]


def _line(number: int, pledge: Pledge, child: ChildForDonor, sums: list[int]) -> StatementPledge:
    shown = [figures(amount) for amount in sums]
    return StatementPledge(str(number), child, pledge.code, support(pledge), *shown)


def _listed(entries: list[Any], children: dict[int, ChildForDonor], year: int) -> tuple[StatementEntry, ...]:
    return tuple(
        StatementEntry(short_day(day), number, children[pledge].name, figures(amount), remark)
        for pledge, day, number, amount, remark in entries
        if day.year == year
    )
