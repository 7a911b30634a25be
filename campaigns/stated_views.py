"""What papers say of a campaign beside what the records come to; the paragraph that tells it; the page for the hall."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.figures import compared, gift_lists_compared
from campaigns.models import Campaign, StatedFigure
from campaigns.operations.results import delete_record, state_figure
from campaigns.pages import campaign_for, part_context
from campaigns.result_forms import StatedForm
from campaigns.retelling import retold
from campaigns.shown import ACROSS, hall_tiles
from organisation.access import fetch, require, requires
from organisation.formkit import form_page
from organisation.roles import Permission


@requires(Permission.VIEW_PLEDGES)
def stated(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = campaign_for(request.user, public_id)
    context = part_context(request.user, campaign, "stated") | {
        "rows": compared(campaign),
        "gift_rows": gift_lists_compared(campaign),
    }
    return render(request, "campaigns/stated.html", context)


@requires(Permission.EDIT_CAMPAIGNS)
def stated_add(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Campaign.objects.visible_to(request.user)
    campaign = fetch(visible, request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id)
    last = campaign.stated_figures.last()
    initial = {"paper": last.paper, "said_on": last.said_on} if last else {}
    form = StatedForm(
        request.POST or None, instance=StatedFigure(campaign=campaign), user=request.user, initial=initial
    )
    return _save(request, form, campaign, {"page_title": _("Add a stated figure")})


@requires(Permission.EDIT_CAMPAIGNS)
def stated_edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    figure = _figure(request, public_id)
    form = StatedForm(request.POST or None, instance=figure, user=request.user)
    delete_url = reverse("campaigns:stated_delete", args=[figure.public_id])
    context = {"page_title": _("Change or explain a stated figure"), "delete_url": delete_url}
    return _save(request, form, figure.campaign, context)


def _figure(request: HttpRequest, public_id: uuid.UUID) -> StatedFigure:
    visible = StatedFigure.objects.visible_to(request.user).select_related("campaign__managing_unit")
    figure = get_object_or_404(visible, public_id=public_id)
    require(request.user, Permission.EDIT_CAMPAIGNS, figure.campaign.managing_unit)
    return figure


def _save(request: HttpRequest, form: StatedForm, campaign: Campaign, context: dict[str, Any]) -> HttpResponse:
    back = reverse("campaigns:stated", args=[campaign.public_id])
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        state_figure(figure=form.instance, by=user)
        messages.success(request, _("Saved."))
        return redirect(back)
    context |= {"cancel_url": back, "campaign": campaign}
    return form_page(request, "campaigns/campaign_form.html", form, context)


@requires(Permission.EDIT_CAMPAIGNS)
def stated_delete(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    figure = _figure(request, public_id)
    back = reverse("campaigns:stated", args=[figure.campaign.public_id])
    if request.method == "POST":
        user: Any = request.user
        delete_record(record=figure, by=user)
        messages.success(request, _("The line was taken away."))
        return redirect(back)
    context = {
        "page_title": _("Take the line away"),
        "question": _("Take “%(name)s” out of this list?") % {"name": figure.label},
        "confirm_label": _("Take it away"),
        "cancel_url": back,
    }
    return render(request, "components/confirm_page.html", context)


@requires(Permission.VIEW_PLEDGES)
def retell(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = campaign_for(request.user, public_id)
    context = part_context(request.user, campaign, "retell") | {"paragraphs": retold(campaign)}
    return render(request, "campaigns/retell.html", context)


@requires(Permission.VIEW_PLEDGES)
def live(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """For the projector during the event; the tiles ask for themselves again every few seconds."""
    campaign = campaign_for(request.user, public_id)
    tiles = hall_tiles(campaign)
    context = {"page_title": campaign.name, "campaign": campaign, "tiles": tiles, "across": ACROSS.get(len(tiles), 4)}
    is_fragment = bool(getattr(request, "htmx", None))
    return render(request, "campaigns/live_tiles.html" if is_fragment else "campaigns/live.html", context)
