"""A surplus that meets later instalments: asked once, and taken back as well."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisation.access import SignedInRequest, require, requires
from organisation.roles import Permission
from organisation.templatetags.vietnamese import vnd
from sponsorship import operations
from sponsorship.access import pledge_for
from sponsorship.exceptions import NothingToUse, Refused
from sponsorship.forms.surplus import TakeBackForm, UseForm
from sponsorship.models import Pledge, SurplusUse
from sponsorship.operations.surplus import Offer, continued_by, surplus_offer


@requires(Permission.RECORD_MONEY)
def surplus_use(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.RECORD_MONEY, public_id)
    back = reverse("sponsorship:pledge", args=[public_id])
    offer = surplus_offer(pledge, list(continued_by(pledge)))
    form = UseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            used = operations.use_surplus(pledge=pledge, by=request.user, **form.entry)
        except Refused as error:
            messages.warning(request, str(error))
        else:
            text = _("%(amount)s of the surplus meets instalments now. A mistake? Take it back beside the entry.")
            messages.success(request, text % {"amount": vnd(used)})
        return redirect(back)
    if not offer.total_vnd:
        messages.info(request, str(NothingToUse()))
        return redirect(back)
    context = {
        "page_title": _("Book the surplus of %(amount)s on instalments?") % {"amount": vnd(offer.total_vnd)},
        "consequences": _what_follows(offer),
        "confirm_label": _("Book it on them"),
        "tone": "primary",
    }
    return render(
        request, "sponsorship/step.html", context | {"form": form, "pledge": pledge, "cancel_url": f"{back}#money"}
    )


def _what_follows(offer: Offer) -> list[str]:
    told = [_("It meets the instalments that are still open, the oldest first, as if it had come in for them.")]
    for pledge, amount in offer.moved:
        facts = {"amount": vnd(amount), "code": pledge.code}
        told.append(_("%(amount)s of it is moved here from %(code)s, which this pledge continues.") % facts)
    told.append(_("What was received altogether stays the same. Your name stays beside the entry."))
    return told


@requires(Permission.RECORD_MONEY)
def surplus_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    uses: QuerySet[SurplusUse] = SurplusUse.objects.filter(pledge__in=Pledge.objects.visible_to(request.user))
    parts = ("pledge__managing_unit", "pledge__donor", "pledge__child")
    use = get_object_or_404(uses.select_related(*parts), public_id=public_id)
    require(request.user, Permission.RECORD_MONEY, use.pledge.managing_unit)
    back = reverse("sponsorship:pledge", args=[use.pledge.public_id])
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.take_back_use(use=use, by=request.user, note=form.cleaned_data["note"])
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is a surplus again; both entries stay readable."))
            return redirect(back)
    context: dict[str, Any] = {
        "form": form,
        "pledge": use.pledge,
        "page_title": _("Make %(amount)s a surplus again?") % {"amount": vnd(use.amount_vnd)},
        "consequences": [_("The instalments that it met are open again.")],
        "confirm_label": _("Take this entry back"),
        "cancel_url": back,
    }
    return render(request, "sponsorship/step.html", context)
