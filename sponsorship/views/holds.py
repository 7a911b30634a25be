import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from children.models import Child
from organisation.access import SignedInRequest, require, requires
from organisation.access_log import log_access
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.templatetags.vietnamese import dmy_time
from sponsorship import operations
from sponsorship.access import child_for, donor_for
from sponsorship.exceptions import PlaceTaken, Refused
from sponsorship.models import Hold

SHOWN_AT_MOST = 500


@requires(Permission.MATCH)
def hold_list(request: SignedInRequest) -> HttpResponse:
    holds = Hold.objects.visible_to(request.user).live()
    rows = holds.select_related("child__commune", "donor", "campaign", "held_by").order_by("held_until", "pk")
    mine = request.GET.get("whose") == "mine"
    shown = list((rows.filter(held_by=request.user) if mine else rows)[:SHOWN_AT_MOST])
    log_access(request.user, AccessAction.SEARCH, Child, rows_count=len(shown))
    url = reverse("sponsorship:holds")
    tabs = [
        {"label": _("All"), "url": url, "active": not mine},
        {"label": _("Held by me"), "url": f"{url}?whose=mine", "active": mine},
    ]
    return render(
        request, "sponsorship/holds.html", {"page_title": _("Children on hold"), "holds": shown, "tabs": tabs}
    )


@require_POST
@requires(Permission.MATCH)
def hold_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    child = child_for(request.user, Permission.MATCH, public_id)
    donor = donor_for(request.user, _uuid(request.POST["donor"])) if request.POST.get("donor") else None
    try:
        hold = operations.hold_child(child=child, donor=donor, by=request.user)
    except PlaceTaken as taken:
        context = {"page_title": _("This place is taken"), "child": child, "taken": taken}
        return render(request, "sponsorship/taken.html", context, status=409)
    except Refused as error:
        messages.error(request, str(error))
    else:
        until = {"until": dmy_time(hold.held_until)}
        messages.success(request, _("The child is kept until %(until)s. Nobody else can be matched with it.") % until)
    if donor:
        return redirect("sponsorship:suggest_for_donor", donor.public_id)
    return redirect("sponsorship:suggest_for_child", child.public_id)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadRequest from error


def _change(request: SignedInRequest, public_id: uuid.UUID, do: Callable[..., Any], message: str) -> HttpResponse:
    hold = get_object_or_404(Hold.objects.visible_to(request.user).select_related("child"), public_id=public_id)
    require(request.user, Permission.MATCH, hold.child.managing_unit)
    try:
        do(hold=hold, by=request.user)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, message)
    return redirect("sponsorship:holds")


@require_POST
@requires(Permission.MATCH)
def hold_extend(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    return _change(request, public_id, operations.extend_hold, _("The hold is seven days longer."))


@require_POST
@requires(Permission.MATCH)
def hold_release(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    return _change(request, public_id, operations.release_hold, _("The child is free again for other donors."))
