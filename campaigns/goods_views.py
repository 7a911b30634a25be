"""The stock: goods of units and campaigns, what moved, what is left."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.goods_forms import GoodsFilters, GoodsForm, MoveForm
from campaigns.models import Campaign, GoodsItem, GoodsMove
from campaigns.models.stock import BY_HAND
from campaigns.money_refusals import NothingLeft
from campaigns.money_views import money_context
from campaigns.operations import money as operations
from campaigns.pages import campaign_for
from organisation.access import SignedInRequest, can, fetch, require, requires
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.refusals import Refused
from organisation.roles import Permission
from organisation.sheets import Column

SHEET = [
    Column(gettext_lazy("Code"), "code", 12),
    Column(gettext_lazy("Goods"), "name", 30),
    Column(gettext_lazy("Unit of measure"), "measure", 12),
    Column(gettext_lazy("Left in stock"), "on_hand", 12),
    Column(gettext_lazy("Number called for"), "wanted_quantity", 12),
    Column(gettext_lazy("Value of one (VND)"), "value_vnd", 15),
    Column(gettext_lazy("Campaign"), "campaign.name", 30),
    Column(gettext_lazy("Unit"), "managing_unit.name", 30),
]


def _listing(request: SignedInRequest, rows: Any) -> Listing:
    return Listing(
        request,
        rows.select_related("campaign", "managing_unit"),
        form_class=GoodsFilters,
        form_kwargs={"user": request.user},
        sorts={"name": ["name_folded", "id"], "left": ["on_hand", "id"]},
        default_sort="name",
        columns=SHEET,
        filename="hang-hoa",
        export_unit_field="managing_unit",
    )


@requires(Permission.VIEW_MONEY)
def goods(request: SignedInRequest) -> Any:
    listing = _listing(request, GoodsItem.objects.visible_to(request.user))
    context = {"page_title": _("Goods in stock"), "can_record": can(request.user, Permission.RECORD_MONEY)}
    return listing.render("campaigns/goods.html", context)


@requires(Permission.VIEW_MONEY)
def campaign_goods(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    campaign = campaign_for(request.user, public_id)
    rows = GoodsItem.objects.visible_to(request.user).filter(campaign__path__startswith=campaign.path)
    return _listing(request, rows).render(
        "campaigns/campaign_goods.html", money_context(request, campaign, "campaign_goods")
    )


@requires(Permission.VIEW_MONEY)
def goods_item(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = GoodsItem.objects.visible_to(request.user).select_related("campaign", "managing_unit")
    found = get_object_or_404(visible, public_id=public_id)
    moves = found.moves.select_related(
        "recorded_by", "reversed_by", "gift_group__gift_list", "contribution__donor", "contribution__unit", "spending"
    )
    context = {
        "page_title": found.name,
        "item": found,
        "moves": moves[:500],
        "by_hand": [kind.value for kind in BY_HAND],
        "can_record": can(request.user, Permission.RECORD_MONEY, found.managing_unit),
    }
    return render(request, "campaigns/goods_item.html", context)


@requires(Permission.RECORD_MONEY)
def goods_add(request: SignedInRequest) -> HttpResponse:
    code = request.GET.get("campaign", "").upper()[:24]
    campaign = Campaign.objects.visible_to(request.user).filter(code=code).first() if code else None
    initial = {"campaign": campaign, "managing_unit": campaign.managing_unit_id} if campaign else {}
    form = GoodsForm(request.POST or None, user=request.user, initial=initial)
    return _save(request, form, _("New goods"), reverse("campaigns:goods"))


@requires(Permission.RECORD_MONEY)
def goods_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = _to_record(request, public_id)
    form = GoodsForm(request.POST or None, instance=found, user=request.user)
    return _save(request, form, _("Change the goods"), found.get_absolute_url())


def _to_record(request: SignedInRequest, public_id: uuid.UUID) -> GoodsItem:
    visible = GoodsItem.objects.visible_to(request.user)
    return fetch(visible, request.user, Permission.RECORD_MONEY, public_id=public_id)


def _save(request: SignedInRequest, form: GoodsForm, title: str, back: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved."))
        return redirect(saved)
    return form_page(request, "campaigns/goods_form.html", form, {"page_title": title, "cancel_url": back})


@requires(Permission.RECORD_MONEY)
def goods_move(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Counted in, or gone without a list."""
    found = _to_record(request, public_id)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.move_goods(item=found, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.refuse(error, "quantity" if isinstance(error, NothingLeft) else None)
        else:
            messages.success(request, _("Recorded."))
            return redirect(found)
    context = {"page_title": _("Into the stock or out of it"), "cancel_url": found.get_absolute_url(), "item": found}
    return form_page(request, "campaigns/goods_form.html", form, context)


@requires(Permission.RECORD_MONEY)
def goods_move_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = GoodsItem.objects.visible_to(request.user)
    moves = GoodsMove.objects.filter(item__in=mine).select_related("item__managing_unit")
    found = get_object_or_404(moves, public_id=public_id)
    require(request.user, Permission.RECORD_MONEY, found.item.managing_unit)
    if request.method == "POST":
        try:
            operations.take_back_move(move=found, by=request.user)
        except Refused as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Taken back; both entries stay readable."))
        return redirect(found.item)
    context = {
        "page_title": _("Take back this entry?"),
        "question": str(found.item),
        "confirm_label": _("Take back"),
        "cancel_url": found.item.get_absolute_url(),
        "item": found.item,
    }
    return render(request, "campaigns/goods_confirm.html", context)
