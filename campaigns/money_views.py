"""Money of a campaign: what came in, what was promised, what was paid, and what is left of each source."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from campaigns import money_forms as forms
from campaigns.balance import balance, goods_of
from campaigns.giving import givers_of
from campaigns.models import Appeal, Campaign, Contribution, Promise, Spending
from campaigns.money_filters import GivenFilters, SpendingFilters
from campaigns.money_refusals import AlreadyRecorded, MoreThanCameIn, NotAsPromised, OthersGoods, WrongDay
from campaigns.money_sheets import GIVEN_SHEET, SPENDING_SHEET
from campaigns.operations import money as operations
from campaigns.pages import campaign_for, part_context
from donors.models import Donor
from imports.writers import kinds_for
from organisation.access import SignedInRequest, can, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.refusals import Refused
from organisation.roles import Permission
from organisation.search_words import words_in
from organisation.templatetags.vietnamese import dmy, number, vnd

FOUND_AT_MOST = 12
PARTIES = ("donor", "unit", "item", "recorded_by", "reversed_by", "campaign")


def money_context(request: SignedInRequest, campaign: Campaign, page: str) -> dict[str, Any]:
    """The tab of a campaign, with the lists that stand beside each other in it."""
    names = [
        ("contributions", _("Came in")),
        ("promises", _("Promised")),
        ("spendings", _("Payments")),
        ("campaign_goods", _("Goods")),
        ("givers", _("Who gave")),
    ]
    lists = [
        {"label": label, "url": reverse(f"campaigns:{name}", args=[campaign.public_id]), "active": name == page}
        for name, label in names
    ]
    return part_context(request.user, campaign, "contributions") | {
        "lists": lists,
        "can_record": can(request.user, Permission.RECORD_MONEY, campaign.managing_unit),
        "can_edit": can(request.user, Permission.EDIT_CAMPAIGNS, campaign.managing_unit),
    }


def campaign_to_record(request: SignedInRequest, public_id: uuid.UUID) -> Campaign:
    campaign = campaign_for(request.user, public_id)
    require(request.user, Permission.RECORD_MONEY, campaign.managing_unit)
    return campaign


def list_of(request: SignedInRequest, rows: Any, form_class: Any, columns: Any, filename: str, day: str) -> Listing:
    return Listing(
        request,
        rows,
        form_class=form_class,
        sorts={"day": [day, "id"], "amount": ["amount_vnd", "id"]},
        default_sort="-day",
        columns=columns,
        filename=filename,
        export_unit_field="campaign__managing_unit",
        audit=lambda action, n: log_access(request.user, AccessAction(action), rows.model, rows_count=n),
    )


@requires(Permission.VIEW_MONEY)
def contributions(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    campaign = campaign_for(request.user, public_id)
    rows = Contribution.objects.visible_to(request.user).within(campaign).select_related(*PARTIES)
    listing = list_of(request, rows, GivenFilters, GIVEN_SHEET, "dong-gop", "received_on")
    context = money_context(request, campaign, "contributions") | {
        "can_import": "contributions" in kinds_for(request.user, campaign.managing_unit),
        "balance": balance(campaign, request.user),
        "appeal": Appeal.objects.filter(campaign=campaign).first(),
        "wanted": [item for item in goods_of(campaign, request.user) if item.wanted_quantity],
    }
    return listing.render("campaigns/contributions.html", context)


@requires(Permission.RECORD_MONEY)
def contribution_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = campaign_to_record(request, public_id)
    promise = _promise_asked(request, campaign)
    initial = forms.initial_of(promise) if promise else {}
    form = forms.ContributionForm(request.POST or None, campaign=campaign, user=request.user, initial=initial)
    back = reverse("campaigns:contributions", args=[public_id])
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        entry = form.values | {name: typed[name] for name in ("received_on", "method", "key")}
        try:
            made = operations.contribute(campaign=campaign, promise=promise, by=request.user, **entry)
        except AlreadyRecorded as error:
            messages.info(request, str(error))
            return redirect(back)
        except Refused as error:
            form.refuse(error, {WrongDay: "received_on", NotAsPromised: "item", OthersGoods: "item"}.get(type(error)))
        else:
            text = _("Recorded as number %(number)s. A mistake? Take it back in the list.")
            messages.success(request, text % {"number": made})
            return redirect(request.path if "another" in request.POST else back)
    context = {"page_title": _("Record a contribution"), "campaign": campaign, "cancel_url": back, "promise": promise}
    return form_page(
        request, "campaigns/money_form.html", form, context | {"another_label": _("Save and record another")}
    )


def _promise_asked(request: SignedInRequest, campaign: Campaign) -> Promise | None:
    try:
        asked = uuid.UUID(request.GET.get("promise", ""))
    except ValueError:
        return None
    mine = Promise.objects.visible_to(request.user).filter(campaign=campaign).with_received()
    return get_object_or_404(mine.select_related("donor", "unit", "item"), public_id=asked)


@require_POST
@requires(Permission.VIEW_MONEY)
def found_givers(request: SignedInRequest) -> HttpResponse:
    """Donors by what is typed, for the field's list of offers. POST, so that no name stands in an address."""
    typed = request.POST.get("giver", "").strip()[:100]
    donors = Donor.objects.visible_to(request.user).search(typed)[:FOUND_AT_MOST] if len(typed) > 1 else []
    texts = [forms.giver_text(donor) for donor in donors]
    if texts:
        log_access(request.user, AccessAction.SEARCH, Donor, rows_count=len(texts))
    return render(request, "campaigns/found_givers.html", {"texts": texts})


@requires(Permission.VIEW_MONEY)
def contribution(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """One contribution, to be read or printed as its receipt."""
    visible = Contribution.objects.visible_to(request.user).select_related(*PARTIES, "campaign__managing_unit")
    found = get_object_or_404(visible, public_id=public_id)
    log_access(request.user, AccessAction.VIEW, found)
    may_record = can(request.user, Permission.RECORD_MONEY, found.campaign.managing_unit)
    standing = not found.reverses_id and not hasattr(found, "reversed_by")
    context = {
        "page_title": _("Receipt number %(number)s") % {"number": found},
        "entry": found,
        "campaign": found.campaign,
        "can_reverse": may_record and standing,
        "may_print": standing and can(request.user, Permission.EXPORT, found.campaign.managing_unit),
    }
    return render(request, "campaigns/contribution.html", context)


@requires(Permission.RECORD_MONEY)
def contribution_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(
        Contribution.objects.visible_to(request.user).select_related(*PARTIES, "campaign__managing_unit"),
        public_id=public_id,
    )
    what = vnd(found.amount_vnd) if found.item is None else f"{number(found.quantity)} × {found.item}"
    facts = {"what": what, "day": dmy(found.received_on), "who": found.giver}
    return ask_back(
        request,
        found.campaign,
        title=_("Take back this contribution?"),
        told=_("%(what)s of %(day)s from %(who)s does not count any more.") % facts,
        back=reverse("campaigns:contributions", args=[found.campaign.public_id]),
        take=lambda note: operations.take_back_contribution(contribution=found, note=note, by=request.user),
    )


def ask_back(
    request: SignedInRequest, campaign: Campaign, *, title: str, told: str, back: str, take: Any
) -> HttpResponse:
    """The question before an entry is taken back, and the deed."""
    require(request.user, Permission.RECORD_MONEY, campaign.managing_unit)
    if request.method == "POST":
        try:
            take(_("entered by mistake"))
        except Refused as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Taken back; both entries stay readable."))
        return redirect(back)
    context = {
        "page_title": title,
        "consequences": [told],
        "confirm_label": _("Take back"),
        "cancel_url": back,
        "campaign": campaign,
    }
    return render(request, "campaigns/money_confirm.html", context)


# --- Spending -----------------------------------------------------------------------------------


@requires(Permission.VIEW_MONEY)
def spendings(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    campaign = campaign_for(request.user, public_id)
    rows = Spending.objects.visible_to(request.user).within(campaign)
    rows = rows.select_related("recorded_by", "reversed_by", "campaign")
    listing = list_of(request, rows, SpendingFilters, SPENDING_SHEET, "khoan-chi", "spent_on")
    context = money_context(request, campaign, "spendings") | {"balance": balance(campaign, request.user)}
    return listing.render("campaigns/spendings.html", context)


@requires(Permission.RECORD_MONEY)
def spending_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = campaign_to_record(request, public_id)
    form = forms.SpendingForm(request.POST or None, campaign=campaign)
    back = reverse("campaigns:spendings", args=[public_id])
    if request.method == "POST" and form.is_valid():
        try:
            operations.spend(campaign=campaign, by=request.user, **form.cleaned_data)
        except AlreadyRecorded as error:
            messages.info(request, str(error))
            return redirect(back)
        except Refused as error:
            fields = {WrongDay: "spent_on", MoreThanCameIn: "over_reason"}
            form.refuse(error, fields.get(type(error)))
        else:
            messages.success(request, _("The payment is recorded. A mistake? Take it back in the list."))
            return redirect(back)
    context = {"page_title": _("Record a payment"), "campaign": campaign, "cancel_url": back}
    return form_page(request, "campaigns/money_form.html", form, context)


@requires(Permission.RECORD_MONEY)
def spending_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Spending.objects.visible_to(request.user).select_related("campaign__managing_unit")
    found = get_object_or_404(visible, public_id=public_id)
    facts = {"what": found.what, "amount": vnd(found.amount_vnd), "day": dmy(found.spent_on)}
    return ask_back(
        request,
        found.campaign,
        title=_("Take back this payment?"),
        told=_("%(amount)s of %(day)s for “%(what)s” does not count any more.") % facts,
        back=reverse("campaigns:spendings", args=[found.campaign.public_id]),
        take=lambda note: operations.take_back_spending(spending=found, note=note, by=request.user),
    )


# --- Appeal, collection, who gave ---------------------------------------------------------------


@requires(Permission.EDIT_CAMPAIGNS)
def appeal_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = campaign_for(request.user, public_id)
    require(request.user, Permission.EDIT_CAMPAIGNS, campaign.managing_unit)
    appeal = Appeal.objects.filter(campaign=campaign).first() or Appeal(campaign=campaign)
    form = forms.AppealForm(request.POST or None, instance=appeal)
    back = reverse("campaigns:contributions", args=[public_id])
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"page_title": _("What the campaign calls for"), "campaign": campaign, "cancel_url": back}
    return form_page(request, "campaigns/money_form.html", form, context)


@requires(Permission.RECORD_MONEY)
def collect(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The sheet of what units collected among their people."""
    campaign = campaign_to_record(request, public_id)
    words = words_in(request)
    form = forms.CollectForm(request.POST or None, units=forms.units_to_collect_from(campaign, request.user, words))
    back = reverse("campaigns:contributions", args=[public_id])
    if request.method == "POST" and form.is_valid():
        head = {name: form.cleaned_data[name] for name in ("received_on", "source", "note", "key")}
        try:
            made = operations.collect(campaign=campaign, lines=form.lines, by=request.user, **head)
        except Refused as error:
            form.refuse(error, "received_on" if isinstance(error, WrongDay) else None)
        else:
            said = ngettext("%(n)s unit is recorded.", "%(n)s units are recorded.", len(made))
            messages.success(request, said % {"n": number(len(made))})
            return redirect(back)
    context = {"page_title": _("Collection by units"), "campaign": campaign, "cancel_url": back, "words": words}
    return form_page(request, "campaigns/collect.html", form, context)


@requires(Permission.VIEW_MONEY)
def givers(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """As it may be published: who agreed to be named, and units; everybody else as a number."""
    campaign = campaign_for(request.user, public_id)
    context = money_context(request, campaign, "givers") | {"given": givers_of(campaign, request.user)}
    return render(request, "campaigns/givers.html", context)
