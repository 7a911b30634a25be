"""Money received and handed over: the lists, and the forms that book it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisation.access import can, requires, units_where
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.search_words import words_in
from organisation.templatetags.vietnamese import vnd
from sponsorship import operations
from sponsorship.access import pledge_for
from sponsorship.cells import draw_handovers, draw_receipts
from sponsorship.exceptions import AlreadyRecorded, Refused
from sponsorship.filters import HandoverFilters, LedgerFilters, ReceiptFilters
from sponsorship.forms import DirectForm, HandoverForm, ReceiptForm
from sponsorship.forms.money import MoneyForm
from sponsorship.models import Handover, Pledge, Receipt
from sponsorship.models.states import IN_FORCE, METHOD_OF_FORM, Method, PledgeState, SupportForm
from sponsorship.rows import HANDOVER_SHEET, RECEIPT_SHEET, ledger_rows, pledge_rows

FOUND_AT_MOST = 20


def _ledger(
    request: HttpRequest, model: Any, filters: type[LedgerFilters], day: str, columns: list, more: tuple, **page: Any
) -> Any:
    user = request.user
    listing = Listing(
        request,
        model.objects.visible_to(user),
        as_rows=lambda entries: ledger_rows(entries, day, *more),
        form_class=filters,
        form_kwargs={"user": user},
        sorts={"day": [day, "id"], "amount": ["amount_vnd", "id"]},
        default_sort="-day",
        columns=columns,
        draw=page.pop("draw"),
        filename=page.pop("filename"),
        export_unit_field="unit",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), model, rows_count=rows_count),
    )
    context = page | {"can_record": can(user, Permission.RECORD_MONEY)}
    if request.GET.get("export") != "xlsx":
        units = units_where(user, Permission.VIEW_MONEY)
        assert isinstance(listing.form, LedgerFilters)
        context["total_vnd"] = listing.form.total(listing.all_rows, listing.count, units)
    return listing.render(page["template"], context)


@requires(Permission.VIEW_MONEY)
def receipt_list(request: HttpRequest) -> HttpResponse:
    page = {"page_title": _("Money received"), "template": "sponsorship/receipts.html", "filename": "tien-da-nhan"}
    more = ("source", "reference", "surplus_vnd", "number", "number_year", "move_id")
    return _ledger(request, Receipt, ReceiptFilters, "received_on", RECEIPT_SHEET, more, draw=draw_receipts, **page)


@requires(Permission.VIEW_MONEY)
def handover_list(request: HttpRequest) -> HttpResponse:
    page = {"page_title": _("Money handed over"), "template": "sponsorship/handovers.html", "filename": "tien-da-trao"}
    more = ("received_by", "relationship", "is_signed", "occasion")
    return _ledger(request, Handover, HandoverFilters, "handed_on", HANDOVER_SHEET, more, draw=draw_handovers, **page)


def _found(request: HttpRequest, q: str) -> list[Any]:
    """The pledges that a treasurer may mean by `q`, those in force first."""
    user = request.user
    pledges = Pledge.objects.visible_to(user).filter(managing_unit__in=units_where(user, Permission.RECORD_MONEY))
    rows = list(
        pledge_rows(pledges.exclude(state=PledgeState.PROPOSED).search(q)).order_by("-starts_on", "-id")[:FOUND_AT_MOST]
    )
    log_access(user, AccessAction.SEARCH, Pledge, rows_count=len(rows))
    return sorted(rows, key=lambda row: row.state not in IN_FORCE)


def _pledge_asked(request: HttpRequest) -> tuple[Pledge | None, list[Any]]:
    """The pledge that the form was shown for, that ?pledge= names, or that ?q= alone finds; else what ?q= finds."""
    try:
        public_id = uuid.UUID(request.POST.get("pledge") or request.GET.get("pledge", ""))
    except ValueError:
        q = words_in(request)
        found = _found(request, q) if q else []
        if len(found) != 1:
            return None, found
        public_id = found[0].public_id
    return pledge_for(request.user, Permission.RECORD_MONEY, public_id), []


def _money_page(
    request: HttpRequest,
    form_class: type[MoneyForm],
    initial: Callable[[Pledge], dict[str, Any]],
    record: Callable[..., Any],
    **page: Any,
) -> HttpResponse:
    """First the pledge is found, then the form; afterwards the next one, or the pledge."""
    pledge, found = _pledge_asked(request)
    if pledge is None:
        return render(request, "sponsorship/find_pledge.html", page | {"found": found, "q": words_in(request)})
    bound = request.method == "POST"
    form = form_class(request.POST, pledge=pledge) if bound else form_class(initial=initial(pledge), pledge=pledge)
    if bound and form.is_valid():
        try:
            message = record(pledge=pledge, by=request.user, **form.entry())
        except AlreadyRecorded as same:
            messages.info(request, str(same))
            return redirect("sponsorship:pledge", pledge.public_id)
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, message)
            return (
                redirect(request.path)
                if "another" in request.POST
                else redirect("sponsorship:pledge", pledge.public_id)
            )
    return form_page(request, "sponsorship/money_form.html", form, page | {"pledge": pledge, "balance": pledge.balance})


@requires(Permission.RECORD_MONEY)
def receipt_add(request: HttpRequest) -> HttpResponse:
    page = {"page_title": _("Record money received"), "list_url": reverse("sponsorship:receipts"), "side": "receipt"}
    return _money_page(request, ReceiptForm, _next_receipt, _record_receipt, **page)


@requires(Permission.RECORD_MONEY)
def handover_add(request: HttpRequest) -> HttpResponse:
    page = {"page_title": _("Record a handover"), "list_url": reverse("sponsorship:handovers"), "side": "handover"}
    return _money_page(request, HandoverForm, _next_handover, _record_handover, **page)


@requires(Permission.RECORD_MONEY)
def direct_add(request: HttpRequest) -> HttpResponse:
    page = {
        "page_title": _("Given straight to the child"),
        "list_url": reverse("sponsorship:handovers"),
        "side": "direct",
    }
    return _money_page(request, DirectForm, _next_direct, _record_direct, **page)


def _unmet(pledge: Pledge, so_far_vnd: int) -> int | None:
    """What is missing on the first instalment that `so_far_vnd` does not cover."""
    for amount in pledge.instalments.order_by("due_on").values_list("amount_vnd", flat=True):
        if so_far_vnd < amount:
            return amount - so_far_vnd
        so_far_vnd -= amount
    return None


def _next_receipt(pledge: Pledge) -> dict[str, Any]:
    """A surplus meets no instalment by itself."""
    return {"amount_vnd": _unmet(pledge, pledge.balance.received_vnd - pledge.balance.surplus_vnd)}


def _next_handover(pledge: Pledge) -> dict[str, Any]:
    held = pledge.balance.held_vnd
    due = _unmet(pledge, pledge.balance.delivered_vnd) or held
    return {"amount_vnd": min(held, due) or None, "given_by": "", **_by_form(pledge), **_carer(pledge)}


def _next_direct(pledge: Pledge) -> dict[str, Any]:
    return {**_next_receipt(pledge), **_by_form(pledge), **_carer(pledge)}


def _by_form(pledge: Pledge) -> dict[str, Any]:
    """What is given in kind was named in the pledge; a savings book has its number."""
    book = getattr(pledge, "savings_book", None) if pledge.form == SupportForm.SAVINGS_BOOK else None
    detail = pledge.form_detail if pledge.form == SupportForm.IN_KIND else book.number if book else ""
    return {"method": METHOD_OF_FORM.get(SupportForm(pledge.form), Method.CASH), "detail": detail}


def _carer(pledge: Pledge) -> dict[str, Any]:
    carer = pledge.child.caregivers.order_by("-is_carer", "pk").first()
    return {"received_by": carer.full_name, "relationship": carer.relationship} if carer else {}


def _record_receipt(**entry: Any) -> str:
    receipt = operations.record_receipt(**entry)
    amount = {"code": receipt.number_text, "amount": vnd(receipt.amount_vnd)}
    return _("Receipt %(code)s, %(amount)s, is saved. Typed wrongly? Open the pledge and take it back.") % amount


def _record_handover(**entry: Any) -> str:
    handover = operations.record_handover(**entry)
    amount = {"code": handover.code, "amount": vnd(handover.amount_vnd)}
    return _("Handover %(code)s, %(amount)s, is saved. Typed wrongly? Open the pledge and take it back.") % amount


def _record_direct(**entry: Any) -> str:
    receipt, handover = operations.record_direct(**entry)
    codes = {"receipt": receipt.number_text, "handover": handover.code, "amount": vnd(receipt.amount_vnd)}
    return _("%(amount)s is saved as received (%(receipt)s) and handed over (%(handover)s).") % codes
