import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisation.access import SignedInRequest, require, requires
from organisation.roles import Permission
from organisation.templatetags.vietnamese import dmy, vnd
from sponsorship import operations
from sponsorship.exceptions import Refused
from sponsorship.forms import ReverseForm
from sponsorship.models import Handover, Receipt


def _reverse(request: SignedInRequest, entry: Any, day: Any, do: Callable[[dict], Any], **texts: Any) -> HttpResponse:
    url = reverse("sponsorship:pledge", args=[entry.pledge.public_id])
    form = ReverseForm(request.POST if request.method == "POST" else None, initial={"on": day})
    if request.method == "POST" and form.is_valid():
        try:
            reversal = do(form.cleaned_data)
        except Refused as error:
            form.refuse(error)
        else:
            codes = {"code": entry.code, "reversal": reversal.code}
            messages.success(request, _("%(code)s is taken back by %(reversal)s; both stay readable.") % codes)
            return redirect(url)
    facts = {"code": entry.code, "amount": vnd(entry.amount_vnd), "day": dmy(day)}
    context = {
        "form": form,
        "pledge": entry.pledge,
        "page_title": _("Take back %(code)s, %(amount)s of %(day)s?") % facts,
        "confirm_label": _("Take back"),
        "cancel_url": url,
        **texts,
    }
    return render(request, "sponsorship/step.html", context)


def _entry(request: SignedInRequest, model: Any, public_id: uuid.UUID) -> Any:
    entries = model.objects.visible_to(request.user).select_related("pledge__donor", "pledge__child", "unit")
    entry = get_object_or_404(entries, public_id=public_id)
    require(request.user, Permission.RECORD_MONEY, entry.unit)
    return entry


@requires(Permission.RECORD_MONEY)
def receipt_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    receipt = _entry(request, Receipt, public_id)

    def do(answer: dict) -> Receipt:
        return operations.reverse_receipt(receipt=receipt, by=request.user, **answer)

    consequences = [_("An entry of the opposite sign is added; the pledge counts the money as not received.")]
    return _reverse(request, receipt, receipt.received_on, do, consequences=consequences)


@requires(Permission.RECORD_MONEY)
def handover_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    handover = _entry(request, Handover, public_id)

    def do(answer: dict) -> Handover:
        return operations.reverse_handover(handover=handover, by=request.user, **answer)

    consequences = [_("An entry of the opposite sign is added; the money counts as held again.")]
    return _reverse(request, handover, handover.handed_on, do, consequences=consequences)
