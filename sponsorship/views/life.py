"""What is decided about a pledge from year to year: its review, its renewal, and its savings book."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.access import SignedInRequest, requires
from organisation.formkit import form_page
from organisation.roles import Permission
from organisation.templatetags.vietnamese import dmy, vnd
from sponsorship import operations, terms
from sponsorship.access import pledge_for
from sponsorship.exceptions import IllegalMove, PaidOut, Refused
from sponsorship.forms import ReviewForm
from sponsorship.forms.life import BookForm, PayOutForm, RenewForm
from sponsorship.models import Pledge, ReviewDecision, SavingsBook
from sponsorship.models.states import IN_FORCE, PledgeState, SupportForm
from sponsorship.views.steps import ask, step_form

NEXT_STEP = {ReviewDecision.CHANGE: "sponsorship:pledge_rate", ReviewDecision.STOP: "sponsorship:pledge_end"}


@requires(Permission.MATCH)
def review(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    initial = {"reviewed_on": timezone.localdate(), "decision": ReviewDecision.CONTINUE}
    form = step_form(request, ReviewForm, pledge, initial=initial)

    def do(answer: dict) -> str:
        operations.review_pledge(pledge=pledge, by=request.user, **answer)
        return _("The review is recorded. The next one is due in a year.")

    def then() -> str:
        return reverse(NEXT_STEP.get(form.cleaned_data["decision"], "sponsorship:pledge"), args=[public_id])

    consequences = [
        _("Talk with the donor and with who cares for the child before you record it."),
        _("If something changes or ends, the next page does it; this one only records what was said."),
    ]
    texts = {"page_title": _("Yearly review of this pledge"), "confirm_label": _("Record the review")}
    return ask(request, pledge, IN_FORCE, form, do, then=then, tone="primary", consequences=consequences, **texts)


@requires(Permission.MATCH)
def renew(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    back = reverse("sponsorship:pledge", args=[public_id])
    if pledge.state != PledgeState.ACTIVE or pledge.ends_on is None:
        messages.warning(request, str(IllegalMove(state=pledge.get_state_display())))
        return redirect(back)
    form = RenewForm(request.POST if request.method == "POST" else None, instance=pledge, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            new = operations.renew_pledge(pledge=pledge, by=request.user, **form.terms())
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _renewed(pledge, new))
            return redirect("sponsorship:pledge", new.public_id)
    first = pledge.ends_on + dt.timedelta(days=1)
    context = {"pledge": pledge, "first": first, "is_early": first > timezone.localdate(), "cancel_url": back}
    return form_page(request, "sponsorship/renew_form.html", form, {"page_title": _("Renew the pledge"), **context})


def _renewed(old: Pledge, new: Pledge) -> str:
    if new.pk == old.pk:
        return _("The pledge now lasts until %(day)s.") % {"day": f"{new.ends_on:%d/%m/%Y}"}
    return _("Pledge %(new)s continues %(old)s.") % {"new": new.code, "old": old.code}


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


@requires(Permission.MATCH)
def book_paid_out(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    found = SavingsBook.objects.filter(pledge=pledge).first()
    if found is None:
        raise Http404
    back = reverse("sponsorship:pledge", args=[public_id])
    if found.paid_out_on:
        messages.info(request, _("The principal of this book was paid out already."))
        return redirect(back)
    form = step_form(request, PayOutForm, pledge, initial={"paid_out_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        try:
            operations.pay_out_book(book=found, by=request.user, paid_out_on=answer["paid_out_on"], note=answer["note"])
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _("Recorded: the principal is the child's now."))
            return redirect(back)
    context = {
        "page_title": _("The principal was paid out?"),
        "consequences": [*_doubts(pledge, found), _("The book leaves the list of books that have matured.")],
        "confirm_label": _("Paid out"),
        "tone": "primary",
    }
    return render(request, "sponsorship/step.html", context | {"form": form, "pledge": pledge, "cancel_url": back})
