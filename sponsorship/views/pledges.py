import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from children.models import Child
from organisation.access import SignedInRequest, can, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.history import Part, history_page
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship import operations
from sponsorship.access import child_for, donor_for, pledge_for, pledge_with_its_life
from sponsorship.cells import draw_pledges
from sponsorship.exceptions import PlaceTaken, Refused
from sponsorship.filters import PledgeFilters
from sponsorship.forms import EditForm, TermsForm
from sponsorship.forms.terms import AGREED, derived
from sponsorship.models import Pledge, RateChange, SavingsBook, Suspension
from sponsorship.models.states import IN_FORCE, MOVES, OPEN, PledgeState, SupportForm
from sponsorship.operations.schedules import last_day_by_birth
from sponsorship.operations.surplus import surplus_offer
from sponsorship.pledge_life import line_of, timeline
from sponsorship.progress import schedule_lines
from sponsorship.reviewing import review_due_on
from sponsorship.rows import PLEDGE_SHEET, PLEDGE_SORTS, pledge_rows
from sponsorship.savings import figures_of
from sponsorship.words import difference_text, end_text, instalments_text, period_text


@requires(Permission.VIEW_PLEDGES)
def pledge_list(request: SignedInRequest) -> HttpResponse:
    user = request.user
    listing = Listing(
        request,
        pledge_rows(Pledge.objects.visible_to(user)),
        form_class=PledgeFilters,
        form_kwargs={"user": user},
        sorts=PLEDGE_SORTS,
        default_sort="-start",
        columns=PLEDGE_SHEET,
        draw=draw_pledges,
        filename="cam-ket-do-dau",
        export_unit_field="managing_unit",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Pledge, rows_count=rows_count),
    )
    context = {
        "page_title": _("Pledges"),
        "can_match": can(user, Permission.MATCH),
        "can_print_sheet": can(user, Permission.EXPORT),
    }
    return listing.render("sponsorship/pledge_list.html", context)


@requires(Permission.VIEW_PLEDGES)
def pledge_detail(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_with_its_life(request.user, Permission.VIEW_PLEDGES, public_id)
    log_access(request.user, AccessAction.VIEW, pledge)
    return render(request, "sponsorship/pledge_detail.html", _detail(request.user, pledge))


PARTS = [
    Part(RateChange, "pledge", "from_on"),
    Part(Suspension, "pledge", "from_on"),
    Part(SavingsBook, "pledge", "number"),
]


@requires(Permission.VIEW_PLEDGES)
def pledge_history(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.VIEW_PLEDGES, public_id)
    log_access(request.user, AccessAction.VIEW, pledge)
    return history_page(request, pledge, parts=PARTS, list_crumb=(_("Pledges"), reverse("sponsorship:pledges")))


def _detail(user: Any, pledge: Pledge) -> dict[str, Any]:
    instalments = list(pledge.instalments.all())
    balance = pledge.balance
    unit = pledge.managing_unit
    sees_money = can(user, Permission.VIEW_MONEY, unit)
    in_force = pledge.state in IN_FORCE
    today = timezone.localdate() if in_force else None
    lines = schedule_lines(instalments, balance.received_vnd - balance.surplus_vnd, balance.delivered_vnd, today)
    return {
        "page_title": pledge.code,
        "pledge": pledge,
        "done_lines": [line for line in lines if line.is_delivered],
        "open_lines": [line for line in lines if not line.is_delivered],
        "overdue_count": sum(line.is_overdue for line in lines),
        "schedule_text": instalments_text(len(lines), balance.pledged_vnd),
        "period": period_text(pledge.starts_on, pledge.ends_on),
        "end_text": end_text(pledge),
        "difference": difference_text(pledge.stated_total_vnd, balance.pledged_vnd),
        "receipts": list(pledge.receipts.select_related("recorded_by", "reversed_by")) if sees_money else [],
        "handovers": list(pledge.handovers.select_related("recorded_by", "reversed_by")) if sees_money else [],
        "rate_changes": list(pledge.rate_changes.all()),
        "timeline": timeline(pledge),
        "birth_last_day": last_day_by_birth(pledge),
        "pause": next((each for each in pledge.suspensions.all() if each.over_on is None), None),
        "review_due_on": review_due_on(pledge),
        "today": timezone.localdate(),
        **_line(user, pledge),
        **_book(pledge),
        "sees_money": sees_money,
        "can_record": can(user, Permission.RECORD_MONEY, unit) and pledge.state != PledgeState.PROPOSED,
        "can_match": can(user, Permission.MATCH, unit) and pledge.state in OPEN,
        "sees_donor": can(user, Permission.VIEW_DONORS),
        "moves": MOVES[PledgeState(pledge.state)],
        "in_force": in_force,
    }


def _line(user: Any, pledge: Any) -> dict[str, Any]:
    """The pledges before and after this one, and what may be done to go on with it."""
    line = line_of(pledge, user) if pledge.replaces_id or pledge.is_continued else []
    after = next((each for each in line if each and each.replaces_id == pledge.pk), None)
    before = line[: line.index(pledge)][::-1] if line else []
    may_match = can(user, Permission.MATCH, pledge.managing_unit)
    is_last = not line or line[-1] == pledge
    return {
        "line": line,
        "replaced_by": after,
        "offer": surplus_offer(pledge, [each for each in before if each]),
        "can_continue": may_match and is_last and pledge.state == PledgeState.ENDED and pledge.active_from is not None,
        "may_match": may_match,
        "can_move": can(user, Permission.RECORD_MONEY, pledge.managing_unit),
    }


def _book(pledge: Pledge) -> dict[str, Any]:
    book = getattr(pledge, "savings_book", None)
    return {
        "book_figures": book and figures_of(book, timezone.localdate()),
        "interest_vnd": sum(each.amount_vnd for each in book.interests.all()) if book else 0,
    }


def _asked(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return None


@requires(Permission.MATCH)
def pledge_add(request: SignedInRequest) -> HttpResponse:
    """?child= and ?donor= name the two sides; with one of them the other is chosen from the suggestions first."""
    child_id, donor_id = _asked(request.GET.get("child")), _asked(request.GET.get("donor"))
    if not child_id or not donor_id:
        return _choose_other_side(child_id, donor_id)
    child = child_for(request.user, Permission.MATCH, child_id)
    donor = donor_for(request.user, donor_id)
    form = TermsForm(request.POST if request.method == "POST" else None, child=child, donor=donor, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            pledge = _make(form, request.user)
        except PlaceTaken as taken:
            return render(request, "sponsorship/taken.html", _taken(child, taken), status=409)
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _made_message(pledge))
            return redirect("sponsorship:pledge", pledge.public_id)
    context = {"page_title": _("New pledge"), "child": child, "donor": donor}
    return form_page(request, "sponsorship/pledge_form.html", form, context)


def _choose_other_side(child_id: uuid.UUID | None, donor_id: uuid.UUID | None) -> HttpResponse:
    if child_id:
        return redirect("sponsorship:suggest_for_child", child_id)
    if donor_id:
        return redirect("sponsorship:suggest_for_donor", donor_id)
    return redirect("sponsorship:waiting")


def _make(form: TermsForm, user: Any) -> Pledge:
    pledge = operations.propose_pledge(child=form.child, donor=form.donor, by=user, **form.terms())
    if form.cleaned_data["agreed"] == AGREED:
        operations.approve_pledge(pledge=pledge, by=user)
        pledge = operations.activate_pledge(pledge=pledge, by=user)
    return pledge


def _made_message(pledge: Pledge) -> str:
    if pledge.form == SupportForm.SAVINGS_BOOK:
        return _("Pledge %(code)s is recorded. Write down its savings book as soon as it is bought.") % {
            "code": pledge.code
        }
    if pledge.state == PledgeState.ACTIVE:
        return _("Pledge %(code)s is in force: the child has a donor.") % {"code": pledge.code}
    return _("Pledge %(code)s is proposed. The place is kept until it is decided.") % {"code": pledge.code}


def _taken(child: Child, taken: PlaceTaken) -> dict[str, Any]:
    return {"page_title": _("This place is taken"), "child": child, "taken": taken}


@require_POST
@requires(Permission.MATCH)
def pledge_total(request: SignedInRequest) -> HttpResponse:
    """What the terms being typed come to: a line for the form."""
    child = child_for(request.user, Permission.VIEW_CHILDREN, _asked(request.POST.get("child")))
    form = TermsForm(request.POST, child=child, donor=None, user=request.user)
    form.is_valid()
    try:
        last_day, due = derived(form)
    except (Refused, KeyError, TypeError):
        return render(request, "sponsorship/pledge_total.html", {})
    total = sum(amount for _day, amount in due)
    context = {
        "text": instalments_text(len(due), total) if due else "",
        "first": due[0][0] if due else None,
        "last_day": last_day,
        "difference": difference_text(form.cleaned_data.get("stated_total_vnd"), total),
    }
    return render(request, "sponsorship/pledge_total.html", context)


@requires(Permission.MATCH)
def pledge_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = EditForm(request.POST if request.method == "POST" else None, instance=pledge, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_pledge(pledge=pledge, by=request.user, papers=form.new_papers(), terms=form.new_terms())
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("sponsorship:pledge", public_id)
    context = {
        "page_title": _("Change the pledge"),
        "pledge": pledge,
        "child": pledge.child,
        "donor": pledge.donor,
        "back_url": request.path.removesuffix("edit/"),
    }
    return form_page(request, "sponsorship/pledge_form.html", form, context)
