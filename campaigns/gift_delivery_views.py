"""After the event: all received but the absent, in one form; the absent later; and what was said wrongly."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.gift_entry_forms import DeliveryForm
from campaigns.gift_entry_views import EDIT, list_to_edit
from campaigns.gift_sheets import recipient_rows
from campaigns.models import GiftList, GiftRecipient
from campaigns.operations import gifts as operations
from organisation.access import SignedInRequest, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.models.access_log import AccessAction
from organisation.refusals import Refused
from organisation.templatetags.vietnamese import number

ROWS_AT_MOST = 2_000


def _ids(texts: list[str]) -> set[int]:
    return {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18}


def _rows(recipients: QuerySet[GiftRecipient]) -> list[Any]:
    return list(recipient_rows(recipients.order_by("gift_group__position", "name_sort", "id"))[:ROWS_AT_MOST])


@requires(EDIT)
def gift_delivery(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who is still without: tick the absent, everybody else received."""
    gifts = list_to_edit(request, public_id)
    rows = _rows(GiftRecipient.objects.filter(gift_group__gift_list=gifts).exclude(delivery="delivered"))
    counted = list(gifts.groups.filter(recipients=None, recipients_count__isnull=False))
    today = timezone.localdate()
    initial = {"delivered_on": min(gifts.given_on or today, today)}
    form = DeliveryForm(request.POST or None, groups=counted, initial=initial)
    absent = _ids(request.POST.getlist("absent")) if request.POST else {r.pk for r in rows if r.delivery == "absent"}
    if request.method == "POST" and form.is_valid() and (answer := _deliver(request, gifts, form, absent)):
        return answer
    log_access(request.user, AccessAction.VIEW, gifts, rows_count=len(rows))
    context = {
        "page_title": _("Who received"),
        "title": gifts.title,
        "gifts": gifts,
        "rows": rows,
        "absent": absent,
        "shown": ",".join(str(row.pk) for row in rows),
        "is_cut": len(rows) == ROWS_AT_MOST,
        "cancel_url": gifts.get_absolute_url(),
    }
    return form_page(request, "campaigns/gift_delivery.html", form, context)


def _deliver(request: SignedInRequest, gifts: GiftList, form: DeliveryForm, absent: set[int]) -> HttpResponse | None:
    shown = _ids(request.POST.get("shown", "")[:40_000].split(","))
    try:
        n = operations.record_delivery(
            gifts=gifts,
            shown=shown,
            absent=absent & shown,
            on=form.cleaned_data["delivered_on"],
            given_by=form.cleaned_data["given_by"],
            counted=form.counted,
            by=request.user,
        )
    except Refused as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _said(n))
    return redirect(gifts)


def _said(n: int) -> str:
    if n < 0:
        text = ngettext(
            "%(n)s gift fewer is recorded as handed over.", "%(n)s gifts fewer are recorded as handed over.", -n
        )
    else:
        text = ngettext("%(n)s gift is recorded as handed over.", "%(n)s gifts are recorded as handed over.", n)
    return text % {"n": number(abs(n))}


@requires(EDIT)
def gift_delivery_undo(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Said wrongly: tick who did not receive after all."""
    gifts = list_to_edit(request, public_id)
    given = GiftRecipient.objects.given().filter(gift_group__gift_list=gifts)
    if request.method == "POST":
        ticked = _ids(request.POST.getlist("recipient"))
        try:
            n = operations.take_back_delivery(
                gifts=gifts, recipients=ticked, was_absent="open" not in request.POST, by=request.user
            )
        except Refused as error:
            messages.warning(request, str(error) if ticked else _("Tick at least one line."))
            return redirect(request.path)
        said = ngettext("%(n)s line is corrected.", "%(n)s lines are corrected.", n)
        messages.success(request, said % {"n": number(n)})
        return redirect(gifts)
    rows = _rows(given)
    log_access(request.user, AccessAction.VIEW, gifts, rows_count=len(rows))
    context = {
        "page_title": _("Not handed over after all"),
        "title": gifts.title,
        "gifts": gifts,
        "rows": rows,
        "cancel_url": gifts.get_absolute_url(),
    }
    return render(request, "campaigns/gift_delivery_undo.html", context)
