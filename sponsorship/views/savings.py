"""The savings book of a pledge: written down, its interest recorded, paid out."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.access import SignedInRequest, require, requires
from organisation.formkit import form_page
from organisation.roles import Permission
from organisation.templatetags.vietnamese import dmy, vnd
from sponsorship import operations, terms
from sponsorship.access import pledge_for
from sponsorship.exceptions import PaidOut, Refused
from sponsorship.forms.savings import BookForm, InterestForm, PayOutForm
from sponsorship.forms.surplus import TakeBackForm
from sponsorship.models import BookInterest, Pledge, SavingsBook
from sponsorship.models.states import SupportForm
from sponsorship.savings import figures_of
from sponsorship.views.steps import step_form


@requires(Permission.MATCH)
def book(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The savings book of a pledge: written down once it is bought, also after the pledge is over."""
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    if pledge.form != SupportForm.SAVINGS_BOOK:
        raise Http404
    back = reverse("sponsorship:pledge", args=[public_id])
    found = SavingsBook.objects.filter(pledge=pledge).first()
    if found and found.paid_out_on:
        messages.info(request, str(PaidOut(day=dmy(found.paid_out_on))))
        return redirect(back)
    posted = request.POST if request.method == "POST" else None
    form = BookForm(posted, instance=found, initial={} if found else _first_guess(pledge))
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_book(pledge=pledge, by=request.user, **form.values())
        except Refused as error:
            form.add_error("matures_on", str(error))
        else:
            messages.success(request, _("The savings book is recorded. It appears on your list when it matures."))
            return redirect(back)
    context = {"page_title": _("Savings book"), "pledge": pledge, "cancel_url": back}
    return form_page(request, "sponsorship/book_form.html", form, context)


def _first_guess(pledge: Pledge) -> dict[str, Any]:
    guess: dict[str, Any] = {"opened_on": pledge.starts_on, "principal_vnd": pledge.balance.pledged_vnd or None}
    if pledge.child.birth_date:
        last = terms.day_before_18(pledge.child.birth_date, pledge.child.birth_date_precision)
        guess["matures_on"] = last + dt.timedelta(days=1)
    return guess


def _doubts(pledge: Pledge, book: SavingsBook) -> list[str]:
    """What speaks against paying this book out today; a person decides."""
    facts = {
        "day": dmy(book.matures_on),
        "principal": vnd(book.principal_vnd),
        "received": vnd(pledge.balance.received_vnd),
    }
    doubts = []
    if book.matures_on > timezone.localdate():
        doubts.append(_("Watch out: the book matures only on %(day)s.") % facts)
    if book.principal_vnd != pledge.balance.received_vnd:
        doubts.append(_("Watch out: %(principal)s stands in the book, but %(received)s was received.") % facts)
    return doubts


def _by_the_rate(book: SavingsBook) -> list[str]:
    figures = figures_of(book, timezone.localdate())
    if figures is None or figures.in_the_book_vnd == book.principal_vnd:
        return []
    amount = {"amount": vnd(figures.in_the_book_vnd - book.principal_vnd)}
    return [_("By its rate, about %(amount)s of interest stands in the book beside the principal.") % amount]


@requires(Permission.MATCH)
def book_paid_out(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    found = _book_of(pledge)
    back = reverse("sponsorship:pledge", args=[public_id])
    if found.paid_out_on:
        messages.info(request, _("The principal of this book was paid out already."))
        return redirect(back)
    form = step_form(request, PayOutForm, pledge, initial={"paid_out_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            operations.pay_out_book(book=found, by=request.user, **form.entry)
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _("Recorded: the principal is the child's now."))
            return redirect(back)
    context = {
        "page_title": _("The principal was paid out?"),
        "consequences": [
            *_doubts(pledge, found),
            *_by_the_rate(found),
            _("Interest is the bank's money: it is counted for the child, and never as received from the donor."),
            _("The book leaves the list of books that have matured."),
        ],
        "confirm_label": _("Paid out"),
        "tone": "primary",
    }
    return render(request, "sponsorship/step.html", context | {"form": form, "pledge": pledge, "cancel_url": back})


def _book_of(pledge: Pledge) -> SavingsBook:
    return get_object_or_404(SavingsBook.objects.filter(pledge=pledge).prefetch_related("interests"))


@requires(Permission.RECORD_MONEY)
def interest_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Interest that the child's side took out while the principal stays in the book."""
    pledge = pledge_for(request.user, Permission.RECORD_MONEY, public_id)
    found = _book_of(pledge)
    back = reverse("sponsorship:pledge", args=[public_id])
    if found.paid_out_on:
        messages.info(request, str(PaidOut(day=dmy(found.paid_out_on))))
        return redirect(back)
    form = InterestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = operations.record_interest(book=found, by=request.user, **form.entry)
        except Refused as error:
            form.refuse(error)
        else:
            text = _("%(amount)s of interest is recorded. A mistake? Take it back beside the entry.")
            messages.success(request, text % {"amount": vnd(entry.amount_vnd)})
            return redirect(f"{back}#book")
    context = {"page_title": _("Interest paid to the child"), "pledge": pledge, "cancel_url": back}
    return form_page(request, "sponsorship/interest_form.html", form, context | {"book": found})


@requires(Permission.RECORD_MONEY)
def interest_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    entries = BookInterest.objects.filter(book__pledge__in=Pledge.objects.visible_to(request.user))
    parts = ("book__pledge__managing_unit", "book__pledge__donor", "book__pledge__child")
    entry = get_object_or_404(entries.select_related(*parts), public_id=public_id)
    pledge = entry.book.pledge
    require(request.user, Permission.RECORD_MONEY, pledge.managing_unit)
    back = reverse("sponsorship:pledge", args=[pledge.public_id])
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.take_back_interest(interest=entry, by=request.user, note=form.cleaned_data["note"])
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The interest is taken back; both entries stay readable."))
            return redirect(f"{back}#book")
    facts = {"amount": vnd(entry.amount_vnd), "day": dmy(entry.paid_on)}
    context = {
        "form": form,
        "pledge": pledge,
        "page_title": _("Take back the interest of %(amount)s of %(day)s?") % facts,
        "confirm_label": _("Take this entry back"),
        "cancel_url": back,
    }
    return render(request, "sponsorship/step.html", context)
