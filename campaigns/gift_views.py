"""Gift lists: what was given on an occasion, its groups beside what the paper states, and who received."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.gift_forms import GiftListFilters, GiftListForm, GiftUploadForm, RecipientFilters
from campaigns.gift_sheets import GROUP_SHEET, RECIPIENT_SHEET, recipient_rows
from campaigns.models import GiftGroup, GiftList, GiftRecipient
from campaigns.models.gifts import PLACES
from campaigns.pages import campaign_for, part_context
from campaigns.short_lists import GIFT_LIST_SHEET
from imports.views.uploads import receive
from imports.writers import kinds_for
from organisation.access import can, fetch, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.history import Part, history_page
from organisation.identity import asks_identity
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sheets import xlsx_response

ROWS_AT_MOST = 2_000
TO_LIST = "gift_group__gift_list"


@requires(Permission.VIEW_CHILDREN)
def gift_lists(request: HttpRequest) -> HttpResponse:
    context = {"page_title": _("Gift lists"), "upload_url": f"{reverse('imports:upload')}?kind=gifts"}
    return _lists(request, GiftList.objects.all(), "campaigns/gift_lists.html", context)


@requires(Permission.VIEW_CHILDREN)
def campaign_gifts(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The tab of a campaign: its lists and those of its parts."""
    campaign = campaign_for(request.user, public_id)
    rows = GiftList.objects.filter(campaign__path__startswith=campaign.path)
    context = part_context(request.user, campaign, "gifts")
    context["upload_url"] = reverse("campaigns:gifts_import", args=[public_id])
    return _lists(request, rows, "campaigns/campaign_gifts.html", context)


@requires(Permission.IMPORT_LISTS)
def gifts_import(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The usual upload of a gift list; the list knows from the start which campaign it is for."""
    campaign = campaign_for(request.user, public_id)
    form = GiftUploadForm(request.POST or None, request.FILES or None, user=request.user, campaign=campaign)
    if not form.units.exists():
        raise PermissionDenied
    back = reverse("campaigns:gifts", args=[public_id])
    title = _("Import a gift list")
    return receive(request, form, "campaigns/gift_upload.html", page_title=title, campaign=campaign, cancel_url=back)


def _lists(request: HttpRequest, rows: Any, template: str, context: dict[str, Any]) -> HttpResponse:
    listing = Listing(
        request,
        rows.visible_to(request.user).with_sums().select_related("managing_unit", "campaign"),
        form_class=GiftListFilters,
        form_kwargs={"user": request.user},
        sorts={"title": ["title_folded", "id"], "given": ["given_on", "id"], "added": ["id"]},
        default_sort="-added",
        columns=GIFT_LIST_SHEET,
        filename="cac-danh-sach-qua",
        export_unit_field="managing_unit",
    )
    context |= {
        "can_import": "gifts" in kinds_for(request.user),
        "can_edit": can(request.user, Permission.EDIT_CHILDREN),
    }
    return listing.render(template, context)


def _parts(gifts: GiftList) -> list[Part]:
    """Where a child is whose place is kept secret stands in the past of a list, too: it is not told."""
    kept: Any = GiftRecipient._meta.get_field("events").related_model
    hidden = kept.objects.filter(**{TO_LIST: gifts}, child__is_hidden=True)
    secret = dict.fromkeys(hidden.values_list("pgh_obj_id", flat=True), PLACES)
    recipients = Part(GiftRecipient, TO_LIST, "full_name", secret=secret)
    return [Part(GiftGroup, "gift_list", "label"), recipients]


@requires(Permission.VIEW_CHILDREN)
def gift_list_history(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    gifts = get_object_or_404(GiftList.objects.visible_to(request.user), public_id=public_id)
    log_access(request.user, AccessAction.VIEW, gifts)
    return history_page(
        request, gifts, parts=_parts(gifts), list_crumb=(_("Gift lists"), reverse("campaigns:gift_lists"))
    )


@requires(Permission.VIEW_CHILDREN)
def gift_list(request: HttpRequest, public_id: uuid.UUID) -> Any:  # a FileResponse is no HttpResponse to the types
    visible = GiftList.objects.visible_to(request.user).with_sums().select_related("managing_unit", "campaign")
    gifts = get_object_or_404(visible, public_id=public_id)
    may_export = can(request.user, Permission.EXPORT, gifts.managing_unit)
    listing = _recipients(request, gifts, may_export=may_export)
    groups = list(gifts.groups.with_sums().with_delivered().select_related("gift_list"))
    has_names = listing.is_filtered or bool(listing.rows)
    if request.GET.get("export") == "groups" and may_export:
        response, rows_count = xlsx_response("qua-theo-nhom", GROUP_SHEET, groups)
        log_access(request.user, AccessAction.EXPORT, gifts, rows_count=rows_count)
        return response
    if listing.rows:
        log_access(request.user, AccessAction.VIEW, gifts, rows_count=len(listing.rows))
    context = {
        "page_title": gifts.title,
        "gifts": gifts,
        "groups": groups,
        "difference_vnd": _difference(gifts),
        "children_count": _recipients_of(gifts).children_count() if has_names else None,
        "has_names": has_names,
        "delivered_count": sum(group.delivered_gifts for group in groups),
        "absent_count": sum(group.absent_gifts for group in groups),
        "delivered_vnd": sum(group.delivered_vnd for group in groups),
        "may_export": may_export,
        "can_edit": can(request.user, Permission.EDIT_CHILDREN, gifts.managing_unit),
    }
    return listing.render("campaigns/gift_list.html", context)


def _recipients_of(gifts: GiftList) -> Any:
    return GiftRecipient.objects.filter(gift_group__gift_list=gifts)


def _recipients(request: HttpRequest, gifts: GiftList, *, may_export: bool) -> Listing:
    user: Any = request.user
    return Listing(
        request,
        _recipients_of(gifts),
        as_rows=recipient_rows,
        form_class=RecipientFilters,
        form_kwargs={"gift_list": gifts},
        sorts={"list": ["gift_group__position", "id"], "name": ["name_sort", "id"], "amount": ["amount_vnd", "id"]},
        default_sort="list",
        columns=RECIPIENT_SHEET,
        filename="danh-sach-qua",
        may_export=may_export,
        audit=lambda action, rows_count: log_access(user, AccessAction(action), gifts, rows_count=rows_count),
    )


def _difference(gifts: Any) -> int:
    """Stated minus computed; 0 where one of them is not known."""
    return 0 if None in (gifts.stated_total_vnd, gifts.computed_vnd) else gifts.stated_total_vnd - gifts.computed_vnd


@requires(Permission.EXPORT)
@asks_identity
def gift_sheet(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The list to sign at the handover: every row of the present filter, group by group."""
    gifts = fetch(GiftList.objects.visible_to(request.user), request.user, Permission.EXPORT, public_id=public_id)
    listing = _recipients(request, gifts, may_export=True)
    rows = list(listing.all_rows[: ROWS_AT_MOST + 1])
    is_cut = len(rows) > ROWS_AT_MOST
    del rows[ROWS_AT_MOST:]
    log_access(request.user, AccessAction.PRINT, gifts, rows_count=len(rows))
    context = {
        "page_title": _("List to sign on receipt"),
        "gifts": gifts,
        "rows": rows,
        "total_vnd": sum(row.amount_vnd or 0 for row in rows),
        "is_cut": is_cut,
        "limit": ROWS_AT_MOST,
    }
    return render(request, "campaigns/gift_sheet.html", context)


@requires(Permission.EDIT_CHILDREN)
def gift_list_edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = GiftList.objects.visible_to(request.user)
    gifts = fetch(visible, request.user, Permission.EDIT_CHILDREN, public_id=public_id)
    title = gifts.title  # a form that is refused has changed the record in memory
    form = GiftListForm(request.POST or None, instance=gifts, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(gifts)
    context = {"page_title": _("Change the gift list"), "title": title, "cancel_url": gifts.get_absolute_url()}
    return form_page(request, "campaigns/gift_form.html", form, context)
