"""A donor's personal page: made for somebody, its address shown once, renewed, revoked."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donors.models import Donor
from organisation.access import SignedInRequest, fetch, paths_where, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.models import Unit
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sent_once import carried_out
from sponsorship.exceptions import Refused
from sponsorship.forms.touch import LinkForm
from sponsorship.models import DonorLink
from sponsorship.operations import touch as operations
from sponsorship.reminding import named

PAGE = "donor_page:door"  # of the app above, which serves it
INVITATION = """Kính gửi {whom},

Đây là trang riêng của {donor} trong chương trình “Mẹ đỡ đầu – Kết nối yêu thương”, để xem những gì đã gửi, đã trao và tin của các cháu:
{address}

Đường dẫn này chỉ dành riêng cho {donor}, xin đừng chuyển cho người khác."""  # noqa: E501 - a paragraph of a message


def donor_to_write_to(user: Any, public_id: uuid.UUID, permission: Permission = Permission.MATCH) -> Donor:
    return fetch(Donor.objects.visible_to(user), user, permission, public_id=public_id)


def widest_unit(user: Any, donor: Donor, permission: Permission = Permission.MATCH) -> Unit:
    """The unit nearest the root above the donor's record where `user` may act: a page shows what lies below it."""
    path = next(path for path in paths_where(user, permission) if donor.managing_unit.path.startswith(path))
    return Unit.objects.get(path=path)


@requires(Permission.MATCH)
def links(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The personal pages of a donor, and the form for another one; the new address stands in the answer, once."""
    donor = donor_to_write_to(request.user, public_id)
    unit = widest_unit(request.user, donor)
    bound = request.method == "POST"
    whom = donor.contact_name or str(donor)
    form = LinkForm(request.POST) if bound else LinkForm(initial={"for_whom": whom[:120]})
    context: dict[str, Any] = {"page_title": _("Personal page of the donor"), "donor": donor, "unit": unit}
    if bound and form.is_valid():
        try:
            made, token = operations.make_link(donor=donor, unit=unit, by=request.user, **form.cleaned_data)
        except Refused as error:
            messages.info(request, str(error))
            return redirect("sponsorship:links", public_id)
        address = request.build_absolute_uri(reverse(PAGE, args=[token]))
        context |= {"address": address, "invitation": _invitation(made, address), "made": made}
        form = LinkForm(initial={"for_whom": whom[:120]})
    else:
        log_access(request.user, AccessAction.VIEW, donor)
    shown = DonorLink.objects.visible_to(request.user).filter(donor=donor)
    context["links"] = list(shown.select_related("made_by", "revoked_by", "unit"))
    page = form_page(request, "sponsorship/links.html", form, context)
    return carried_out(page) if "made" in context else page


def _invitation(link: DonorLink, address: str) -> str:
    return INVITATION.format(whom=link.for_whom, donor=named(link.donor), address=address)


def _link_for(user: Any, public_id: uuid.UUID) -> DonorLink:
    found = get_object_or_404(DonorLink.objects.visible_to(user).select_related("donor", "unit"), public_id=public_id)
    require(user, Permission.MATCH, found.unit)
    return found


@requires(Permission.MATCH)
def link_renew(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    link = _link_for(request.user, public_id)
    if request.method == "POST":
        try:
            renewed = operations.renew_link(link=link, by=request.user)
            facts = {"whom": link.for_whom, "day": f"{renewed.valid_until:%d/%m/%Y}"}
            messages.success(request, _("The page for %(whom)s is valid until %(day)s, at the same address.") % facts)
        except Refused as error:
            messages.info(request, str(error))
        return redirect("sponsorship:links", link.donor.public_id)
    page = {
        "page_title": _("Renew the personal page"),
        "question": _("Keep the page for %(whom)s open for another year?") % {"whom": link.for_whom},
        "consequences": [_("The address stays the same; the donor need not do anything.")],
        "confirm_label": _("Renew"),
        "tone": "primary",
    }
    return _asked(request, link, page)


@requires(Permission.MATCH)
def link_revoke(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    link = _link_for(request.user, public_id)
    if request.method == "POST":
        operations.revoke_link(link=link, by=request.user)
        messages.success(request, _("The page for %(whom)s is closed.") % {"whom": link.for_whom})
        return redirect("sponsorship:links", link.donor.public_id)
    page = {
        "page_title": _("Revoke the personal page"),
        "question": _("Close the page for %(whom)s?") % {"whom": link.for_whom},
        "consequences": [_("Its address opens nothing any more, from now on and for good. A new one can be made.")],
        "confirm_label": _("Revoke"),
    }
    return _asked(request, link, page)


def _asked(request: SignedInRequest, link: DonorLink, page: dict[str, Any]) -> HttpResponse:
    back = reverse("sponsorship:links", args=[link.donor.public_id])
    return render(request, "sponsorship/link_confirm.html", page | {"link": link, "cancel_url": back})
