"""Offers from the public page: read, accepted or declined by an officer."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donors.access import answerable, editable_donors
from donors.answers import answer_text
from donors.duplicates import possible_duplicates
from donors.filters import RegistrationFilters
from donors.models import Donor, Registration
from donors.operations import (
    NotMailed,
    RegistrationAnswered,
    accept_registration,
    decline_registration,
    mail_answer,
)
from organisation.access import requires
from organisation.access_log import log_access
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission

SORTS = {"came": ["created_at", "id"]}


@requires(Permission.EDIT_DONORS)
def registration_list(request: HttpRequest) -> HttpResponse:
    user = request.user
    listing = Listing(
        request,
        Registration.objects.visible_to(user).select_related("donor", "managing_unit"),
        form_class=RegistrationFilters,
        sorts=SORTS,
        default_sort="came",  # who has waited longest comes first
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Registration, rows_count=rows_count),
    )
    return listing.render("donors/registrations.html", {"page_title": _("New registrations")})


@requires(Permission.EDIT_DONORS)
def registration_detail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    offer = answerable(request.user, public_id)
    log_access(request.user, AccessAction.VIEW, offer)
    known = editable_donors(request.user)
    context = {
        "page_title": offer.name,
        "registration": offer,
        "answer": "" if offer.is_waiting else answer_text(offer),
        "can_mail": settings.MAIL_IS_SET_UP and not offer.is_waiting and offer.email and not offer.mailed_at,
        "duplicates": possible_duplicates(known, name=offer.name, phones=[offer.phone]) if offer.is_waiting else [],
    }
    return render(request, "donors/registration.html", context)


@require_POST
@requires(Permission.EDIT_DONORS)
def registration_accept(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make a donor of it, or join the donor whose code came with the form."""
    officer: Any = request.user  # who is not signed in does not get here
    offer = answerable(officer, public_id)
    code = request.POST.get("code", "").strip().upper()[:24]
    donor: Donor | None = None
    if "join" in request.POST:
        donor = editable_donors(officer).filter(code=code).first()
        if donor is None:
            messages.error(request, _("No donor has the code “%(code)s”. Look it up in the list.") % {"code": code})
            return redirect(offer)
    try:
        accepted = accept_registration(registration=offer, donor=donor, by=officer)
    except RegistrationAnswered:
        return _answered(request, offer)
    if donor:
        said = _("The registration is joined to %(name)s. What was missing in the contact is filled in.")
    else:
        said = _("%(name)s is a donor now. Fill in the wishes and how much can be given, then find a child.")
    messages.success(request, said % {"name": accepted})
    return redirect(accepted)


@requires(Permission.EDIT_DONORS)
def registration_decline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    officer: Any = request.user
    offer = answerable(officer, public_id)
    if not offer.is_waiting:
        return _answered(request, offer)
    if request.method == "POST":
        try:
            decline_registration(registration=offer, by=officer)
        except RegistrationAnswered:
            return _answered(request, offer)
        messages.success(
            request, _("The registration of %(name)s is declined. It stays in the list.") % {"name": offer.name}
        )
        return redirect("donors:registrations")
    context = {
        "page_title": _("Decline the registration"),
        "question": _("Decline the offer of %(name)s?") % {"name": offer.name},
        "consequences": [
            _("The person reads only that nothing comes of it for now: call or write first."),
            _("The registration stays in the list, under “Declined”, with your name and the time."),
        ],
        "confirm_label": _("Decline"),
        "registration": offer,
        "cancel_url": offer.get_absolute_url(),
    }
    return render(request, "donors/decline.html", context)


@require_POST
@requires(Permission.EDIT_DONORS)
def registration_mail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the answer to whoever offered help, once."""
    officer: Any = request.user
    offer = answerable(officer, public_id)
    try:
        mail_answer(registration=offer, text=answer_text(offer), by=officer)
        messages.success(request, _("The answer is on its way to %(name)s.") % {"name": offer.name})
    except RegistrationAnswered:
        messages.info(request, _("The answer went out before, or there is nothing to answer yet."))
    except NotMailed:
        messages.error(request, _("The mail could not be sent. Try again later, or paste the text into Zalo."))
    return redirect(offer)


def _answered(request: HttpRequest, offer: Registration) -> HttpResponse:
    messages.info(request, _("Somebody else has answered this registration already."))
    return redirect(offer)
