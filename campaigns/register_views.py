"""The registers of help that is followed for years: houses, loan funds, welfare agreements."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import Agreement, Campaign, House, HouseWork, Loan, LoanKind
from campaigns.operations.results import delete_record, save_record
from campaigns.places import label
from campaigns.register_filters import HouseFilters, LoanFilters, PlacedFilters, RegisterFilters
from campaigns.register_forms import AgreementForm, HouseForm, LoanForm, RegisterForm
from campaigns.result_forms import first_post
from organisation.access import can, fetch, requires
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.roles import Permission
from organisation.sheets import Column


@dataclass(frozen=True)
class Kind:
    key: str
    model: Any
    form: type[RegisterForm]
    title: Any
    add: Any
    filename: str
    columns: list[Column]
    filters: type[RegisterFilters] = RegisterFilters

    def shown(self, rows: Any) -> Any:
        """With the columns that only the page and the sheet show."""
        return rows.with_children() if issubclass(self.filters, PlacedFilters) else rows


UNIT = [
    Column(pgettext_lazy("column of the sheet", "Campaign"), "campaign.name", 28),
    Column(pgettext_lazy("column of the sheet", "Unit"), "managing_unit.name", 28),
    Column(pgettext_lazy("column of the sheet", "Note"), "note", 26),
]
PLACE = [
    Column(pgettext_lazy("column of the sheet", "Area"), lambda row: label(row.area) if row.area else "", 24),
    Column(pgettext_lazy("column of the sheet", "Place"), "place", 28),
    Column(pgettext_lazy("column of the sheet", "Children of the register"), "children_count", 12),
]
HOUSE_SHEET = [
    Column(pgettext_lazy("house", "Household"), "name", 28),
    *PLACE,
    Column(pgettext_lazy("column of the sheet", "New or repaired"), "work", 14, lambda: dict(HouseWork.choices)),
    Column(pgettext_lazy("column of the sheet", "Support (VND)"), "support_vnd", 16),
    Column(pgettext_lazy("column of the sheet", "Cost (VND)"), "total_cost_vnd", 16),
    Column(pgettext_lazy("column of the sheet", "Approved on"), "approved_on", 12),
    Column(pgettext_lazy("column of the sheet", "Begun on"), "started_on", 12),
    Column(pgettext_lazy("column of the sheet", "Finished on"), "finished_on", 12),
    Column(pgettext_lazy("column of the sheet", "Handed over on"), "handed_over_on", 12),
    *UNIT,
]
LOAN_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Fund"), "name", 28),
    Column(pgettext_lazy("column of the sheet", "Kind"), "kind", 18, lambda: dict(LoanKind.choices)),
    Column(pgettext_lazy("column of the sheet", "As of"), "as_of", 12),
    *PLACE,
    Column(pgettext_lazy("column of the sheet", "Put in (VND)"), "put_in_vnd", 16),
    Column(pgettext_lazy("column of the sheet", "Animals"), "animals_count", 12),
    Column(pgettext_lazy("column of the sheet", "Projects"), "projects_count", 12),
    Column(pgettext_lazy("column of the sheet", "Borrowers"), "borrowers_count", 12),
    Column(pgettext_lazy("column of the sheet", "Repaid (VND)"), "repaid_vnd", 16),
    Column(pgettext_lazy("column of the sheet", "Outstanding (VND)"), "outstanding_vnd", 16),
    *UNIT,
]
AGREEMENT_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Partner"), "name", 28),
    Column(pgettext_lazy("column of the sheet", "What for"), "what", 40),
    Column(pgettext_lazy("column of the sheet", "Discount"), "discount", 20),
    Column(pgettext_lazy("column of the sheet", "From"), "valid_from", 12),
    Column(pgettext_lazy("column of the sheet", "Until"), "valid_until", 12),
    *UNIT,
]
KINDS = {
    "houses": Kind(
        "houses", House, HouseForm, gettext_lazy("Houses"), gettext_lazy("Add a house"), "mai-am", HOUSE_SHEET,
        HouseFilters,
    ),
    "loans": Kind(
        "loans", Loan, LoanForm, gettext_lazy("Loan funds"), gettext_lazy("Add a loan fund"), "quy-tro-von",
        LOAN_SHEET, LoanFilters,
    ),
    "agreements": Kind(
        "agreements", Agreement, AgreementForm, gettext_lazy("Welfare agreements"), gettext_lazy("Add an agreement"),
        "thoa-thuan-phuc-loi", AGREEMENT_SHEET,
    ),
}  # fmt: skip


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]


@requires(Permission.VIEW_PLEDGES)
def register(request: HttpRequest, kind: str) -> HttpResponse:
    found = _kind(kind)
    listing = Listing(
        request,
        found.model.objects.visible_to(request.user).select_related("campaign", "managing_unit"),
        as_rows=found.shown,
        form_class=found.filters,
        form_kwargs={"user": request.user},
        sorts={"name": ["name_folded", "id"], "added": ["id"]},
        default_sort="-added",
        columns=found.columns,
        filename=found.filename,
        export_unit_field="managing_unit",
    )
    tabs = [
        {"label": each.title, "url": reverse("campaigns:register", args=[key]), "active": key == kind}
        for key, each in KINDS.items()
    ]
    context = {
        "page_title": found.title,
        "kind": found,
        "tabs": tabs,
        "today": timezone.localdate(),
        "can_edit": can(request.user, Permission.EDIT_CAMPAIGNS),
    }
    return listing.render(f"campaigns/register_{kind}.html", context)


@requires(Permission.EDIT_CAMPAIGNS)
def register_add(request: HttpRequest, kind: str) -> HttpResponse:
    found = _kind(kind)
    asked = request.GET.get("campaign", "")
    campaign = Campaign.objects.visible_to(request.user).filter(pk=int(asked)).first() if asked.isdecimal() else None
    initial = {"campaign": campaign, "managing_unit": first_post(request.user, campaign)}
    form = found.form(request.POST or None, user=request.user, initial=initial)
    return _save(request, form, found, {"page_title": found.add})


@requires(Permission.EDIT_CAMPAIGNS)
def register_edit(request: HttpRequest, kind: str, public_id: uuid.UUID) -> HttpResponse:
    found = _kind(kind)
    visible = found.model.objects.visible_to(request.user)
    record = fetch(visible, request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id)
    form = found.form(request.POST or None, instance=record, user=request.user)
    delete_url = reverse("campaigns:register_delete", args=[kind, record.public_id])
    return _save(request, form, found, {"page_title": record.name, "delete_url": delete_url})


def _save(request: HttpRequest, form: RegisterForm, kind: Kind, context: dict[str, Any]) -> HttpResponse:
    back = reverse("campaigns:register", args=[kind.key])
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        record = save_record(record=form.instance, children=form.cleaned_data.get("children"), by=user)
        messages.success(request, _("“%(name)s” is saved.") % {"name": record.name})
        return redirect(back)
    context |= {"cancel_url": back, "list_title": kind.title, "list_url": back}
    return form_page(request, "campaigns/register_form.html", form, context)


@requires(Permission.EDIT_CAMPAIGNS)
def register_delete(request: HttpRequest, kind: str, public_id: uuid.UUID) -> HttpResponse:
    found = _kind(kind)
    visible = found.model.objects.visible_to(request.user)
    record = fetch(visible, request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id)
    if request.method == "POST":
        user: Any = request.user
        delete_record(record=record, by=user)
        messages.success(request, _("The line was taken away."))
        return redirect("campaigns:register", kind)
    context = {
        "page_title": _("Take the line away"),
        "question": _("Take “%(name)s” out of this list?") % {"name": record.name},
        "confirm_label": _("Take it away"),
        "cancel_url": record.get_absolute_url(),
    }
    return render(request, "components/confirm_page.html", context)
