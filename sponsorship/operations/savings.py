"""The savings book that a pledge bought: what stands in it, the interest it bears, and its end."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from organisation.models import User
from sponsorship.exceptions import AlreadyBooked, AlreadyReversed, IllegalMove, PaidOut, not_before, not_in_future
from sponsorship.models import BookInterest, Pledge, SavingsBook
from sponsorship.models.states import SupportForm
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import lock_pledge


@operation
def save_book(*, pledge: Pledge, by: User, **values: Any) -> SavingsBook:
    """Write down the savings book of a pledge in that form: number, bank, opened_on, matures_on, principal_vnd,
    interest_percent, kept_by, note. Also after the pledge has ended. Raises IllegalMove for another form, PaidOut,
    WrongDay.
    """
    pledge = lock_pledge(pledge)
    if pledge.form != SupportForm.SAVINGS_BOOK:
        raise IllegalMove(state=pledge.get_form_display())
    book = SavingsBook.objects.filter(pledge=pledge).first() or SavingsBook(pledge=pledge)
    _check_open(book)
    for name, value in values.items():
        setattr(book, name, value)
    if book.matures_on <= book.opened_on:
        raise not_before(book.opened_on, book.matures_on)
    book.save()
    return book


def _check_open(book: SavingsBook) -> None:
    if book.paid_out_on:
        raise PaidOut(day=f"{book.paid_out_on:%d/%m/%Y}")


def _lock_open(book: SavingsBook, on: dt.date) -> SavingsBook:
    """Raises PaidOut, and WrongDay for a day to come or before the book was opened."""
    lock_pledge(book.pledge)
    book = SavingsBook.objects.select_for_update(of=("self",)).get(pk=book.pk)
    _check_open(book)
    if on > timezone.localdate():
        raise not_in_future(on)
    if on < book.opened_on:
        raise not_before(book.opened_on, on)
    return book


@operation
def record_interest(
    *,
    book: SavingsBook,
    amount_vnd: int,
    paid_on: dt.date,
    received_by: str,
    by: User,
    note: str = "",
    idempotency_key: uuid.UUID | None = None,
) -> BookInterest:
    """Interest of the book that was paid to the child's side on `paid_on` (whole VND, > 0); `received_by` took it.

    The bank gave it: it is money of the pledge, but neither received from the donor nor in what is held or handed over.
    Raises PaidOut, WrongDay (to come, or before the book was opened), AlreadyBooked (the same `idempotency_key` again).
    """
    book = _lock_open(book, paid_on)
    key = idempotency_key or uuid.uuid4()
    if BookInterest.objects.filter(idempotency_key=key).exists():
        raise AlreadyBooked
    return BookInterest.objects.create(
        book=book,
        amount_vnd=amount_vnd,
        paid_on=paid_on,
        received_by=received_by,
        note=note,
        recorded_by=by,
        idempotency_key=key,
    )


@operation
def take_back_interest(*, interest: BookInterest, by: User, note: str) -> BookInterest:
    """Take back one entry, whole, by one of the opposite sign, also once the book is paid out. Raises
    AlreadyReversed."""
    lock_pledge(interest.book.pledge)
    if interest.reverses_id or BookInterest.objects.filter(reverses=interest).exists():
        raise AlreadyReversed
    return BookInterest.objects.create(
        book=interest.book,
        reverses=interest,
        amount_vnd=-interest.amount_vnd,
        paid_on=interest.paid_on,
        received_by=interest.received_by,
        note=note,
        recorded_by=by,
    )


@operation
def pay_out_book(
    *,
    book: SavingsBook,
    paid_out_on: dt.date,
    by: User,
    note: str = "",
    interest_vnd: int = 0,
    received_by: str = "",
) -> SavingsBook:
    """The principal is the child's now, with `interest_vnd` (whole VND) that had grown in the book and that
    `received_by` took with it; the book leaves the list of those that have matured.

    Raises PaidOut when it was already, WrongDay (to come, or before the book was opened).
    """
    book = _lock_open(book, paid_out_on)
    if interest_vnd:
        record_interest(book=book, amount_vnd=interest_vnd, paid_on=paid_out_on, received_by=received_by, by=by)
    book.paid_out_on = paid_out_on
    book.note = " ".join(part for part in (book.note, note) if part)[:400]
    book.save(update_fields=["paid_out_on", "note"])
    return book
