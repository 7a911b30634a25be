import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.forms import CampaignFilters, CampaignForm
from campaigns.models import Campaign, CampaignKind
from campaigns.pages import campaign_for, part_context
from campaigns.short_lists import CAMPAIGN_SHEET
from organisation.access import can, fetch, requires
from organisation.formkit import form_page
from organisation.history import history_page
from organisation.listing import Listing
from organisation.roles import Permission

# The newest tree on top, its parts behind it.
SORTS = {"name": ["name_folded", "id"], "tree": ["-top", "tree"], "starts": ["starts_on", "name_folded", "id"]}


@requires(Permission.VIEW_PLEDGES)
def campaign_list(request: HttpRequest) -> HttpResponse:
    listing = Listing(
        request,
        Campaign.objects.visible_to(request.user).as_tree().select_related("parent", "managing_unit"),
        form_class=CampaignFilters,
        form_kwargs={"user": request.user},
        sorts=SORTS,
        default_sort="tree",
        columns=CAMPAIGN_SHEET,
        filename="chien-dich",
        export_unit_field="managing_unit",
    )
    context = {
        "page_title": _("Campaigns and rounds"),
        "is_tree": listing.sort == "tree" and not listing.is_filtered,
        "can_edit": can(request.user, Permission.EDIT_CAMPAIGNS),
    }
    return listing.render("campaigns/list.html", context)


@requires(Permission.VIEW_PLEDGES)
def campaign_detail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Campaign.objects.visible_to(request.user)
    campaign = campaign_for(request.user, public_id)
    context = {
        **part_context(request.user, campaign, "overview"),
        "parts": visible.filter(parent=campaign)
        .select_related("managing_unit")
        .order_by("starts_on", "name_folded", "id"),
        "parent_is_visible": campaign.parent is not None and visible.filter(pk=campaign.parent_id).exists(),
        "may_have_parts": campaign.depth < 2,
        "activities": campaign.activities.annotate(
            planned_sum=Sum("figures__planned_quantity"), done_sum=Sum("figures__done_quantity")
        ),
        "documents": campaign.legal_documents.all(),
        "joint_units": [link.unit.name for link in campaign.joint_links.select_related("unit")],
        "recognitions": campaign.recognitions.select_related("unit"),
        "files": campaign.attachments.filter(participation=None),
    }
    return render(request, "campaigns/detail.html", context)


@requires(Permission.VIEW_PLEDGES)
def campaign_history(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = campaign_for(request.user, public_id)
    return history_page(request, campaign, list_crumb=(_("Campaigns and rounds"), reverse("campaigns:list")))


@requires(Permission.EDIT_CAMPAIGNS)
def campaign_add(request: HttpRequest) -> HttpResponse:
    above = _parent_asked_for(request)
    kind = CampaignKind.SPONSORSHIP_ROUND if above else None
    initial = {"parent": above} | ({"kind": kind, "managing_unit": above.managing_unit_id} if above else {})
    form = CampaignForm(request.POST or None, user=request.user, initial=initial)
    back = above.get_absolute_url() if above else reverse("campaigns:list")
    return _save(request, form, {"page_title": _("Add a campaign or round"), "cancel_url": back})


def _parent_asked_for(request: HttpRequest) -> Campaign | None:
    asked = request.GET.get("under", "").upper()[:24]
    return Campaign.objects.visible_to(request.user).filter(code=asked).first() if asked else None


@requires(Permission.EDIT_CAMPAIGNS)
def campaign_edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Campaign.objects.visible_to(request.user)
    campaign = fetch(visible, request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id)
    name = campaign.name  # a form that is refused has changed the record in memory
    form = CampaignForm(request.POST or None, instance=campaign, user=request.user)
    context = {"page_title": _("Change the campaign"), "campaign_name": name, "cancel_url": campaign.get_absolute_url()}
    return _save(request, form, context)


def _save(request: HttpRequest, form: CampaignForm, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and form.saved():
        form.instance.refresh_from_db()
        messages.success(request, _("“%(name)s” is saved.") % {"name": form.instance.name})
        return redirect(form.instance)
    return form_page(request, "campaigns/form.html", form, context)
