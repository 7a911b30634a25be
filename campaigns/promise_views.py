"""What was promised to a campaign and is still to come."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import Promise
from campaigns.money_filters import GivenFilters
from campaigns.money_forms import PromiseForm, ReasonForm
from campaigns.money_views import campaign_to_record, list_of, money_context
from campaigns.operations import money as operations
from campaigns.pages import campaign_for
from organisation.access import SignedInRequest, require, requires
from organisation.formkit import form_page
from organisation.refusals import Refused
from organisation.roles import Permission
from organisation.sheets import Column

SHEET = [
    Column(gettext_lazy("Promised on"), "promised_on", 12),
    Column(gettext_lazy("From whom"), "giver", 40),
    Column(gettext_lazy("Amount (VND)"), "amount_vnd", 15),
    Column(gettext_lazy("Received (VND)"), "received_vnd", 15),
    Column(gettext_lazy("Goods"), "item.name", 20),
    Column(gettext_lazy("Number of pieces"), "quantity", 10),
    Column(gettext_lazy("Received pieces"), "received_pieces", 10),
    Column(gettext_lazy("Expected by"), "expected_on", 12),
    Column(pgettext_lazy("promise", "Withdrawn on"), "withdrawn_on", 12),
    Column(gettext_lazy("Note"), "note", 30),
]


@requires(Permission.VIEW_MONEY)
def promises(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    campaign = campaign_for(request.user, public_id)
    rows = Promise.objects.visible_to(request.user).within(campaign).with_received()
    rows = rows.select_related("donor", "unit", "item", "campaign")
    listing = list_of(request, rows, GivenFilters, SHEET, "hua-ung-ho", "promised_on")
    return listing.render("campaigns/promises.html", money_context(request, campaign, "promises"))


@requires(Permission.RECORD_MONEY)
def promise_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = campaign_to_record(request, public_id)
    form = PromiseForm(request.POST or None, campaign=campaign, user=request.user)
    back = reverse("campaigns:promises", args=[public_id])
    if request.method == "POST" and form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("promised_on", "expected_on")}
        Promise.objects.create(campaign=campaign, **form.values, **days)
        messages.success(request, _("The promise is recorded. It counts as money once it is received."))
        return redirect(request.path if "another" in request.POST else back)
    context = {
        "page_title": _("Record a promise"),
        "campaign": campaign,
        "cancel_url": back,
        "another_label": _("Save and record another"),
    }
    return form_page(request, "campaigns/money_form.html", form, context)


@requires(Permission.RECORD_MONEY)
def promise_withdraw(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Nothing more is to come, or it was a mistake."""
    visible = Promise.objects.visible_to(request.user).select_related("campaign__managing_unit", "donor", "unit")
    found = get_object_or_404(visible, public_id=public_id)
    require(request.user, Permission.RECORD_MONEY, found.campaign.managing_unit)
    form = ReasonForm(request.POST or None)
    back = reverse("campaigns:promises", args=[found.campaign.public_id])
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw_promise(promise=found, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as error:
            messages.info(request, str(error))
        else:
            messages.success(request, _("Nothing more is expected of this promise; what came stays."))
        return redirect(back)
    context = {
        "page_title": _("Nothing more to come of this promise?"),
        "question": found.giver,
        "confirm_label": _("Nothing more to come"),
        "cancel_url": back,
        "campaign": found.campaign,
    }
    return form_page(request, "campaigns/money_confirm.html", form, context)
