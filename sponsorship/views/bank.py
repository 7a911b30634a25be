"""Bank statements: the file comes in, each line meets its pledge, a person says yes."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from imports.reading import RefusedFile
from organisation.access import SignedInRequest, fetch, requires, units_where
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.templatetags.vietnamese import number, vnd
from sponsorship import operations
from sponsorship.access import is_away
from sponsorship.bank_matching import candidates, reason_texts
from sponsorship.bank_reading import NoStatement
from sponsorship.exceptions import FileKnown, Refused
from sponsorship.forms.bank import AsideForm, BankFilters, PartsForm, StatementForm
from sponsorship.models import BankLine, BankStatement, Receipt
from sponsorship.models.bank import CERTAIN, LineState
from sponsorship.operations.bank import open_vnd, shown_already

SHOWN_AT_ONCE = 200


@requires(Permission.RECORD_MONEY)
def bank(request: SignedInRequest) -> HttpResponse:
    """The lines that wait, the likeliest first to decide; those decided by a filter."""
    user = request.user
    rows = BankLine.objects.visible_to(user).annotate(is_away=is_away("proposed", user))
    listing = Listing(
        request,
        rows.select_related("proposed__child", "proposed__donor", "statement").prefetch_related(
            Prefetch("receipts", _receipts(user))
        ),
        form_class=BankFilters,
        form_kwargs={"user": user},
        sorts={"sure": ["confidence", "booked_on", "id"], "day": ["booked_on", "id"], "amount": ["amount_vnd", "id"]},
        default_sort="-sure",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), BankLine, rows_count=rows_count),
    )
    for line in listing.rows:
        line.reasons_text = reason_texts(line.reasons)
    context = {
        "page_title": _("Bank statements"),
        "certain_count": _certain(user).count(),
        "certain": CERTAIN,
        "statements": BankStatement.objects.visible_to(user).select_related("created_by").order_by("-id")[:5],
    }
    return listing.render("sponsorship/bank.html", context)


def _certain(user: Any) -> Any:
    """The lines that are certain, of pledges that `user` may book on."""
    units = units_where(user, Permission.RECORD_MONEY)
    return BankLine.objects.filter(managing_unit__in=units, proposed__managing_unit__in=units).certain()


def _receipts(user: Any) -> QuerySet[Receipt]:
    return Receipt.objects.annotate(is_away=is_away("pledge", user)).select_related("pledge__child", "pledge__donor")


@requires(Permission.RECORD_MONEY)
def bank_upload(request: SignedInRequest) -> HttpResponse:
    form = StatementForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            statement = operations.open_statement(
                data=file.read(), file_name=file.name, unit=form.cleaned_data["unit"], by=request.user
            )
        except RefusedFile as error:
            form.add_error("file", _(error.message) % error.params)
        except NoStatement:
            form.add_error("file", _("No row reads as the headings of a bank statement: day, money in, text."))
        except FileKnown as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _told(statement))
            return redirect(f"{reverse('sponsorship:bank')}?statement={statement.pk}")
    return form_page(request, "sponsorship/bank_upload.html", form, {"page_title": _("Read a bank statement")})


def _told(statement: BankStatement) -> str:
    """What was found in the file, in one sentence each."""
    n = statement.lines_count
    told = [ngettext("%(n)s line of money in is new.", "%(n)s lines of money in are new.", n) % {"n": number(n)}]
    if n := statement.repeated_count:
        text = ngettext(
            "%(n)s line came with an earlier file and is left out.",
            "%(n)s lines came with an earlier file and are left out.",
            n,
        )
        told.append(text % {"n": number(n)})
    if n := statement.outgoing_count:
        text = ngettext("%(n)s line of money out is left aside.", "%(n)s lines of money out are left aside.", n)
        told.append(text % {"n": number(n)})
    if n := len(statement.unread):
        text = ngettext(
            "%(n)s row could not be read: look at it in the file.",
            "%(n)s rows could not be read: look at them in the file.",
            n,
        )
        told.append(text % {"n": number(n)})
    return " ".join(told)


def _line(request: SignedInRequest, public_id: uuid.UUID) -> BankLine:
    return fetch(
        BankLine.objects.visible_to(request.user).select_related("statement", "proposed", "decided_by"),
        request.user,
        Permission.RECORD_MONEY,
        public_id=public_id,
    )


@requires(Permission.RECORD_MONEY)
def bank_line(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """One line beside the pledges it may be for; it may be split over several."""
    line = _line(request, public_id)
    log_access(request.user, AccessAction.VIEW, line)
    context: dict[str, Any] = {
        "page_title": _("Bank line, %(amount)s") % {"amount": vnd(line.amount_vnd)},
        "line": line,
    }
    if line.state != LineState.OPEN:
        context["receipts"] = list(_receipts(request.user).filter(bank_lines=line).order_by("pk"))
        return render(request, "sponsorship/bank_line_done.html", context)
    [found] = candidates([(line.text, line.amount_vnd)], line.managing_unit)
    still_open = open_vnd(line)
    form = PartsForm(
        request.POST if request.method == "POST" else None, candidates=found, open_vnd=still_open, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            receipts = operations.book_line(
                line=line, parts=form.parts, by=request.user, allow_surplus=form.cleaned_data["allow_surplus"]
            )
        except Refused as error:
            form.refuse(error)
        else:
            _say_booked(request, receipts)
            return redirect("sponsorship:bank")
    for each, _field in form.rows:
        each.pledge.reasons_text = reason_texts(each.reasons)
    return form_page(
        request, "sponsorship/bank_line.html", form, context | {"open_vnd": still_open, "shown": shown_already(line)}
    )


def _say_booked(request: SignedInRequest, receipts: list[Any]) -> None:
    numbers = {"numbers": ", ".join(receipt.number_text for receipt in receipts)}
    text = ngettext("Booked as receipt no. %(numbers)s.", "Booked as receipts no. %(numbers)s.", len(receipts))
    messages.success(request, text % numbers)


@require_POST
@requires(Permission.RECORD_MONEY)
def bank_line_book(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Yes to the pledge proposed, as it stood on the page (`pledge`)."""
    line = _line(request, public_id)
    if line.proposed is None or request.POST.get("pledge") != str(line.proposed.public_id):
        messages.warning(request, _("The proposal has changed. Look at the line once more."))
        return redirect("sponsorship:bank_line", public_id)
    try:
        receipts = operations.book_line(line=line, parts=[(line.proposed, open_vnd(line))], by=request.user)
    except Refused as error:
        messages.warning(request, str(error))
        return redirect("sponsorship:bank_line", public_id)
    _say_booked(request, receipts)
    return redirect("sponsorship:bank")


@requires(Permission.RECORD_MONEY)
def bank_line_aside(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    line = _line(request, public_id)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_aside(line=line, by=request.user, note=form.cleaned_data["note"])
        except Refused as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The line is set aside; you find it again by the filter."))
        return redirect("sponsorship:bank")
    context = {
        "page_title": _("Set this line aside?"),
        "question": f"{vnd(line.amount_vnd)} · {line.text}",
        "consequences": [_("It is booked to no pledge. It can be taken up again at any time.")],
        "confirm_label": _("Set aside"),
        "tone": "primary",
        "cancel_url": reverse("sponsorship:bank_line", args=[public_id]),
        "form": form,
    }
    return render(request, "sponsorship/bank_confirm.html", context)


@require_POST
@requires(Permission.RECORD_MONEY)
def bank_line_again(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    line = _line(request, public_id)
    try:
        operations.take_up_again(line=line, by=request.user)
    except Refused as error:
        messages.warning(request, str(error))
    return redirect("sponsorship:bank_line", public_id)


@requires(Permission.RECORD_MONEY)
def bank_certain(request: SignedInRequest) -> HttpResponse:
    """All lines that are certain, to be read once and booked together: those that stood on the page, no others."""
    user = request.user
    lines = _certain(user).select_related("proposed__child", "proposed__donor").order_by("booked_on", "pk")
    if request.method == "POST":
        shown = {value for value in request.POST.getlist("line") if value.isdecimal() and len(value) < 18}
        booked, wrong = operations.book_certain(lines=list(lines.filter(pk__in=shown)), by=user)
        text = ngettext("%(n)s line is booked.", "%(n)s lines are booked.", booked)
        messages.success(request, text % {"n": number(booked)})
        for why in dict.fromkeys(wrong.values()):
            messages.warning(request, why)
        return redirect("sponsorship:bank")
    shown_lines = list(lines[:SHOWN_AT_ONCE])
    context = {
        "page_title": _("Book the lines that are certain"),
        "lines": shown_lines,
        "total_vnd": sum(line.amount_vnd for line in shown_lines),
        "all_vnd": lines.aggregate(sum=Sum("amount_vnd"))["sum"] or 0,
    }
    return render(request, "sponsorship/bank_certain.html", context)


@require_POST
@requires(Permission.RECORD_MONEY)
def bank_again(request: SignedInRequest) -> HttpResponse:
    """Look once more for pledges: some may have been made since the file was read."""
    certain = 0
    waiting = BankLine.objects.filter(managing_unit__in=units_where(request.user, Permission.RECORD_MONEY)).open()
    for unit_id in waiting.order_by().values_list("managing_unit", flat=True).distinct():
        unit = units_where(request.user, Permission.RECORD_MONEY).get(pk=unit_id)
        certain += operations.propose_again(unit=unit, by=request.user)
    text = ngettext("%(n)s line is certain now.", "%(n)s lines are certain now.", certain)
    messages.info(request, text % {"n": number(certain)})
    return redirect("sponsorship:bank")
