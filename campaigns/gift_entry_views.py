"""A gift list made by hand: the list, its groups, children of the register and names on it."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.gift_entry_forms import ChildrenForm, GroupForm, RecipientForm
from campaigns.gift_forms import NewGiftListForm
from campaigns.models import Campaign, GiftGroup, GiftList, GiftRecipient
from campaigns.operations import gifts as operations
from children.filters import ChildFilters
from children.models import Child
from organisation.access import SignedInRequest, fetch, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.refusals import Refused
from organisation.roles import Permission
from organisation.templatetags.vietnamese import number

EDIT = Permission.EDIT_CHILDREN


def list_to_edit(request: SignedInRequest, public_id: uuid.UUID) -> GiftList:
    visible = GiftList.objects.visible_to(request.user).select_related("campaign")
    return fetch(visible, request.user, EDIT, public_id=public_id)


@requires(EDIT)
def gift_list_add(request: SignedInRequest) -> HttpResponse:
    code = request.GET.get("campaign", "").upper()[:24]
    campaign = Campaign.objects.visible_to(request.user).filter(code=code).first() if code else None
    initial = {"campaign": campaign, "unit": campaign.managing_unit_id} if campaign else {}
    form = NewGiftListForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("The list is begun. Now say what is given and to whom."))
        return redirect("campaigns:gift_group_add", saved.public_id)
    back = reverse("campaigns:gift_lists")
    context = {"page_title": _("New gift list"), "title": "", "cancel_url": back}
    return form_page(request, "campaigns/gift_form.html", form, context)


# --- Groups -------------------------------------------------------------------------------------


def group_to_edit(request: SignedInRequest, public_id: uuid.UUID) -> GiftGroup:
    visible = GiftGroup.objects.filter(gift_list__in=GiftList.objects.visible_to(request.user))
    found = get_object_or_404(
        visible.select_related("gift_list__managing_unit", "gift_list__campaign"), public_id=public_id
    )
    require(request.user, EDIT, found.gift_list.managing_unit)
    return found


@requires(EDIT)
def gift_group_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    gifts = list_to_edit(request, public_id)
    form = GroupForm(request.POST or None, instance=GiftGroup(gift_list=gifts))
    return _save_group(request, gifts, form, _("Add a gift or award"))


@requires(EDIT)
def gift_group_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    group = group_to_edit(request, public_id)
    form = GroupForm(request.POST or None, instance=group)
    return _save_group(request, group.gift_list, form, _("Change a gift or award"))


def _save_group(request: SignedInRequest, gifts: GiftList, form: GroupForm, page_title: str) -> HttpResponse:
    is_new = form.instance.pk is None
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_group(group=form.instance, by=request.user)
        except Refused as error:
            form.add_error("label", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("campaigns:gift_children", gifts.public_id) if is_new else redirect(gifts)
    context = {"page_title": page_title, "title": gifts.title, "cancel_url": gifts.get_absolute_url()}
    kept = {"group": None if is_new else form.instance}
    return form_page(request, "campaigns/gift_group_form.html", form, context | kept)


@requires(EDIT)
def gift_group_delete(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    group = group_to_edit(request, public_id)
    if request.method == "POST":
        try:
            operations.remove_group(group=group, by=request.user)
        except Refused:
            messages.warning(request, _("Only a group that is empty and of which nothing was given can be removed."))
        else:
            messages.success(request, _("The group is removed."))
        return redirect(group.gift_list)
    return _ask(request, group.gift_list, _("Remove “%(group)s” from the list?") % {"group": group.label})


def _ask(request: SignedInRequest, gifts: GiftList, question: str) -> HttpResponse:
    context = {
        "page_title": question,
        "confirm_label": _("Remove"),
        "title": gifts.title,
        "cancel_url": gifts.get_absolute_url(),
    }
    return render(request, "campaigns/gift_confirm.html", context)


# --- Recipients ---------------------------------------------------------------------------------


@requires(EDIT)
def gift_name_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    gifts = list_to_edit(request, public_id)
    form = RecipientForm(request.POST or None, gifts=gifts, user=request.user)
    if not gifts.groups.exists():
        return redirect("campaigns:gift_group_add", public_id)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("“%(name)s” stands on the list.") % {"name": form.instance.full_name})
        return redirect(request.path if "another" in request.POST else gifts.get_absolute_url())
    context = {"page_title": _("Add a name"), "title": gifts.title, "cancel_url": gifts.get_absolute_url()}
    return form_page(request, "campaigns/gift_form.html", form, context | {"another_label": _("Save and add another")})


def recipient_to_edit(request: SignedInRequest, public_id: uuid.UUID) -> GiftRecipient:
    visible = GiftRecipient.objects.visible_to(request.user)
    found = get_object_or_404(visible.select_related("gift_group__gift_list__managing_unit"), public_id=public_id)
    require(request.user, EDIT, found.gift_group.gift_list.managing_unit)
    return found


@requires(EDIT)
def gift_recipient_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = recipient_to_edit(request, public_id)
    gifts = found.gift_group.gift_list
    log_access(request.user, AccessAction.VIEW, gifts, rows_count=1)
    form = RecipientForm(request.POST or None, instance=found, gifts=gifts, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(gifts)
    context = {"page_title": _("Change a recipient"), "title": gifts.title, "cancel_url": gifts.get_absolute_url()}
    return form_page(request, "campaigns/gift_recipient_form.html", form, context | {"recipient": found})


@requires(EDIT)
def gift_recipient_delete(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = recipient_to_edit(request, public_id)
    gifts = found.gift_group.gift_list
    if request.method == "POST":
        try:
            operations.remove_recipient(recipient=found, by=request.user)
        except Refused:
            messages.warning(request, _("This gift is recorded as handed over. Take that back first."))
        else:
            messages.success(request, _("Removed from the list."))
        return redirect(gifts)
    return _ask(request, gifts, _("Remove %(name)s from the list?") % {"name": found.full_name})


@requires(EDIT)
def gift_children(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    """Children of the register: those ticked, or all that the filters find, go onto the list in one step."""
    gifts = list_to_edit(request, public_id)
    on_list = GiftRecipient.objects.filter(gift_group__gift_list=gifts, child=OuterRef("pk"))
    user = request.user
    listing = Listing(
        request,
        Child.objects.visible_to(user),
        as_rows=lambda rows: rows.select_related("commune").annotate(is_on_list=Exists(on_list)),
        form_class=ChildFilters,
        form_kwargs={"user": user},
        sorts={"name": ["name_sort", "id"], "born": ["birth_date", "id"]},
        default_sort="name",
        audit=lambda action, n: log_access(user, AccessAction(action), Child, rows_count=n),
    )
    form = ChildrenForm(request.POST or None, gifts=gifts)
    if request.method == "POST" and form.is_valid():
        return _add_children(request, gifts, form, listing)
    context = {
        "page_title": _("Children of the register"),
        "gifts": gifts,
        "form": form,
        "limit": operations.CHILDREN_AT_MOST,
    }
    return listing.render("campaigns/gift_children.html", context)


def _add_children(request: SignedInRequest, gifts: GiftList, form: ChildrenForm, listing: Listing) -> HttpResponse:
    ticked = [int(pk) for pk in request.POST.getlist("child") if pk.isascii() and pk.isdigit() and len(pk) < 18]
    found = listing.form.apply(Child.objects.visible_to(request.user))
    children = found if "all" in request.POST else Child.objects.visible_to(request.user).filter(pk__in=ticked)
    group = form.group()
    try:
        group = group if group.pk else operations.save_group(group=group, by=request.user)
        n = operations.add_children(group=group, children=children.order_by(), by=request.user)
    except Refused as error:
        messages.warning(request, str(error))
        return redirect(request.get_full_path())
    log_access(request.user, AccessAction.VIEW, gifts, rows_count=n)
    said = ngettext("%(n)s child is added to the list.", "%(n)s children are added to the list.", n)
    (messages.success if n else messages.info)(request, said % {"n": number(n)})
    return redirect(gifts) if n else redirect(request.get_full_path())
