"""The yearly review of a pledge, and its savings book."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from organisation.models import User
from sponsorship.days import check_day
from sponsorship.exceptions import IllegalMove, PaidOut, not_before, not_in_future
from sponsorship.models import Pledge, PledgeReview, SavingsBook
from sponsorship.models.states import IN_FORCE, SupportForm
from sponsorship.operations.refusals import operation
from sponsorship.operations.schedules import check_state, lock_pledge


@operation
def review_pledge(
    *, pledge: Pledge, reviewed_on: dt.date, decision: str, by: User, note: str = "", version: int | None = None
) -> PledgeReview:
    """Record that it was asked, on `reviewed_on`, how a pledge in force should go on; the next review is due a year
    later. Nothing else changes: a new rate or the end is a step of its own.

    Raises IllegalMove, ReviewedAlready (twice a day), WrongDay (to come, or before it was in force), StalePledge.
    """
    pledge = lock_pledge(pledge, version)
    check_state(pledge, IN_FORCE)
    check_day(pledge, reviewed_on)
    if pledge.active_from and reviewed_on < pledge.active_from:
        raise not_before(pledge.active_from, reviewed_on)
    review = PledgeReview.objects.create(
        pledge=pledge, reviewed_on=reviewed_on, decision=decision, note=note, reviewed_by=by
    )
    if pledge.reviewed_on is None or pledge.reviewed_on < reviewed_on:
        Pledge.objects.filter(pk=pledge.pk).update(reviewed_on=reviewed_on)
    return review


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


@operation
def pay_out_book(*, book: SavingsBook, paid_out_on: dt.date, by: User, note: str = "") -> SavingsBook:
    """The principal is the child's now; the book leaves the list of those that have matured.

    Raises PaidOut when it was already, WrongDay (to come, or before the book was opened).
    """
    lock_pledge(book.pledge)
    book = SavingsBook.objects.select_for_update(of=("self",)).get(pk=book.pk)
    _check_open(book)
    if paid_out_on > timezone.localdate():
        raise not_in_future(paid_out_on)
    if paid_out_on < book.opened_on:
        raise not_before(book.opened_on, paid_out_on)
    book.paid_out_on = paid_out_on
    book.note = " ".join(part for part in (book.note, note) if part)[:400]
    book.save(update_fields=["paid_out_on", "note"])
    return book
