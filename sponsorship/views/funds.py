"""A pooled fund: what many people put into it, and what it gave to children."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Func, TextField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donors.models import Donor, DonorKind
from organisation.access import SignedInRequest, can, fetch, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import FilterForm, Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sheets import Column
from organisation.templatetags.vietnamese import dmy, vnd
from sponsorship import operations
from sponsorship.exceptions import AlreadyBooked, Refused
from sponsorship.forms.life import ContributionForm
from sponsorship.forms.steps import StepForm
from sponsorship.funds import fund_numbers
from sponsorship.models import FundContribution
from sponsorship.models.states import Method
from vietnamese.text import fold

SHEET = [
    Column(gettext_lazy("Received on"), "received_on", 12),
    Column(gettext_lazy("From whom"), "given_by", 40),
    Column(gettext_lazy("Amount of money"), "amount_vnd", 15),
    Column(gettext_lazy("Method"), "method", 14, lambda: dict(Method.choices)),
    Column(gettext_lazy("Note"), "note", 30),
    Column(gettext_lazy("Recorded by"), "recorded_by", 20),
]


class ContributionFilters(FilterForm):
    def apply(self, rows: Any) -> Any:
        q = self.understood.get("q")
        if not q:
            return rows
        folded = Func("given_by", function="vi_fold", output_field=TextField())
        return rows.annotate(folded=folded).filter(folded__contains=fold(q))


def fund_of(request: SignedInRequest, permission: Permission, public_id: uuid.UUID) -> Donor:
    fund = fetch(Donor.objects.visible_to(request.user), request.user, permission, public_id=public_id)
    if fund.kind != DonorKind.FUND:
        raise Http404
    return fund


@requires(Permission.VIEW_MONEY)
def fund(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    found = fund_of(request, Permission.VIEW_MONEY, public_id)
    rows = FundContribution.objects.filter(donor=found).select_related("recorded_by", "reversed_by")
    listing = Listing(
        request,
        rows,
        form_class=ContributionFilters,
        sorts={"day": ["received_on", "id"], "amount": ["amount_vnd", "id"]},
        default_sort="-day",
        columns=SHEET,
        filename="dong-gop-quy",
        may_export=can(request.user, Permission.EXPORT, found.managing_unit),
        audit=lambda action, n: log_access(request.user, AccessAction(action), FundContribution, rows_count=n),
    )
    context = {
        "page_title": _("Contributions to %(fund)s") % {"fund": found},
        "fund": found,
        "numbers": fund_numbers(found),
        "can_record": can(request.user, Permission.RECORD_MONEY, found.managing_unit),
    }
    return listing.render("sponsorship/fund.html", context)


@requires(Permission.RECORD_MONEY)
def contribution_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = fund_of(request, Permission.RECORD_MONEY, public_id)
    back = reverse("sponsorship:fund", args=[public_id])
    form = ContributionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.contribute(fund=found, by=request.user, **form.entry())
        except AlreadyBooked as error:
            messages.info(request, str(error))
            return redirect(back)
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _("The contribution is recorded. A mistake? Take it back in the list."))
            return redirect(request.path if "another" in request.POST else back)
    context = {
        "page_title": _("Record a contribution"),
        "fund": found,
        "cancel_url": back,
        "another_label": _("Save and record another"),
    }
    return form_page(request, "sponsorship/contribution_form.html", form, context)


@requires(Permission.RECORD_MONEY)
def contribution_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = FundContribution.objects.visible_to(request.user).select_related("donor__managing_unit")
    found = get_object_or_404(visible, public_id=public_id)
    require(request.user, Permission.RECORD_MONEY, found.donor.managing_unit)
    back = reverse("sponsorship:fund", args=[found.donor.public_id])
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.take_back_contribution(contribution=found, by=request.user, note=_("entered by mistake"))
        except Refused as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The contribution is taken back; both entries stay readable."))
        return redirect(back)
    facts = {"amount": vnd(found.amount_vnd), "day": dmy(found.received_on), "who": found.given_by}
    context = {
        "page_title": _("Take back this contribution?"),
        "consequences": [_("%(amount)s of %(day)s from %(who)s does not count any more.") % facts],
        "confirm_label": _("Take back"),
        "cancel_url": back,
        "fund": found.donor,
        "form": form,
    }
    return render(request, "sponsorship/fund_confirm.html", context)
