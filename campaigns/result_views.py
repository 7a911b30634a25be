"""Results: the lines of a campaign with their sums, all lines, and one line with what it is made of."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.figures import by_area, by_category
from campaigns.models import Campaign, Result
from campaigns.operations.results import delete_result, save_result
from campaigns.pages import campaign_for, part_context
from campaigns.result_forms import ResultFilters, ResultForm, first_post
from campaigns.result_sheets import RESULT_SHEET
from organisation.access import can, fetch, requires
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.refusals import Refused
from organisation.roles import Permission

SORTS = {
    "label": ["label_folded", "id"],
    "day": ["ends_on", "whole", "standing", "id"],
    "paper": ["whole", "standing", "id"],
    "amount": ["amount_vnd", "id"],
}


def _listing(request: HttpRequest, rows: Any, default_sort: str) -> Listing:
    return Listing(
        request,
        rows.with_whole().select_related("campaign", "managing_unit", "parent", "area"),
        form_class=ResultFilters,
        form_kwargs={"user": request.user},
        sorts=SORTS,
        default_sort=default_sort,
        columns=RESULT_SHEET,
        filename="ket-qua",
        export_unit_field="managing_unit",
    )


@requires(Permission.VIEW_PLEDGES)
def all_results(request: HttpRequest) -> HttpResponse:
    listing = _listing(request, Result.objects.visible_to(request.user), "-day")
    return listing.render("campaigns/all_results.html", {"page_title": _("Results of campaigns")})


@requires(Permission.VIEW_PLEDGES)
def results(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The tab of one campaign: its sums by category, then its lines as on paper."""
    campaign = campaign_for(request.user, public_id)
    visible = Result.objects.visible_to(request.user).of_campaign(campaign)
    listing = _listing(request, visible, "paper")
    sums = by_category(visible)
    context = part_context(request.user, campaign, "results") | {
        "wholes": [row for row in sums if row["standing"] == 0],
        "parts": [row for row in sums if row["standing"] == 1],
        "areas": by_area(visible),
    }
    return listing.render("campaigns/results.html", context)


@requires(Permission.VIEW_PLEDGES)
def result(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Result.objects.visible_to(request.user).select_related("campaign", "managing_unit", "parent", "area")
    line = get_object_or_404(visible, public_id=public_id)
    context = {
        "page_title": line.label,
        "line": line,
        "campaign": line.campaign,
        "funding": line.funding.order_by("id"),
        "parts": line.parts.select_related("managing_unit").order_by("id"),
        "can_edit": can(request.user, Permission.EDIT_CAMPAIGNS, line.managing_unit),
    }
    return render(request, "campaigns/result.html", context)


@requires(Permission.EDIT_CAMPAIGNS)
def result_add(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = fetch(
        Campaign.objects.visible_to(request.user), request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id
    )
    line = Result(campaign=campaign)
    initial = {"managing_unit": first_post(request.user, campaign), "ends_on": campaign.ends_on}
    form = ResultForm(request.POST or None, instance=line, user=request.user, initial=initial)
    back = reverse("campaigns:results", args=[campaign.public_id])
    return _save(request, form, campaign, {"page_title": _("Add a result"), "cancel_url": back})


@requires(Permission.EDIT_CAMPAIGNS)
def result_edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Result.objects.visible_to(request.user).select_related("campaign")
    line = fetch(visible, request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id)
    form = ResultForm(request.POST or None, instance=line, user=request.user)
    context = {"page_title": _("Change the result"), "cancel_url": line.get_absolute_url()}
    return _save(request, form, line.campaign, context)


def _save(request: HttpRequest, form: ResultForm, campaign: Campaign, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        try:
            line = save_result(result=form.instance, shares=form.shares, by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": line.label})
            return redirect(line)
    return form_page(request, "campaigns/campaign_form.html", form, context | {"campaign": campaign})


@requires(Permission.EDIT_CAMPAIGNS)
def result_delete(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Result.objects.visible_to(request.user).select_related("campaign")
    line = fetch(visible, request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id)
    back = reverse("campaigns:results", args=[line.campaign.public_id])
    if request.method == "POST":
        user: Any = request.user
        try:
            delete_result(result=line, by=user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(line)
        messages.success(request, _("The line was taken away."))
        return redirect(back)
    context = {
        "page_title": _("Take the line away"),
        "question": _("Take “%(name)s” out of the results?") % {"name": line.label},
        "consequences": [_("The sums of the campaign and of every unit above no longer count it.")],
        "confirm_label": _("Take it away"),
        "cancel_url": line.get_absolute_url(),
    }
    return render(request, "components/confirm_page.html", context)
