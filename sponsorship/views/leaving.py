"""A child leaves the programme: everything ends in one step, and then the donors are told."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from children.models import Child
from children.showing import shown_to_donors
from donors.models import Donor
from organisation.access import SignedInRequest, can, requires
from organisation.access_log import log_access
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.templatetags.vietnamese import vnd
from sponsorship import operations
from sponsorship.access import child_for
from sponsorship.exceptions import Refused
from sponsorship.farewell import farewell
from sponsorship.forms.life import LeaveForm
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import CHILD_LEAVES
from sponsorship.papers.heads import issuer
from sponsorship.papers.named import for_donor


@requires(Permission.MATCH)
def child_leave(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    child = child_for(request.user, Permission.MATCH, public_id)
    pledges = list(child.pledges.open().select_related("donor", "balance"))
    form = LeaveForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        answer = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            operations.leave_programme(child=child, by=request.user, **answer)
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _("The child has left the programme. Now tell the donors."))
            return redirect("sponsorship:child_left", public_id)
    context = {
        "page_title": _("%(child)s leaves the programme?") % {"child": child.full_name},
        "confirm_label": _("Leaves the programme"),
        "consequences": _what_ends(child, pledges),
        "child": child,
        "form": form,
        "cancel_url": child.get_absolute_url(),
    }
    return render(request, "sponsorship/child_leave.html", context)


def _what_ends(child: Child, pledges: list[Pledge]) -> list[str]:
    lines = [
        _("Pledge %(code)s of %(donor)s ends.") % {"code": pledge.code, "donor": pledge.donor} for pledge in pledges
    ] or [_("No pledge is open for this child.")]
    if holds_count := Hold.objects.live().filter(child=child).count():
        lines.append(_("Places on hold are set free: %(n)s.") % {"n": holds_count})
    if held := sum(pledge.balance.held_vnd for pledge in pledges):
        lines.append(_("%(amount)s is still held for this child and stays under its name.") % {"amount": vnd(held)})
    lines.append(_("The child waits for no donor any more; its record and its history stay."))
    return lines


@dataclass
class Told:
    """A donor to write to: `pledge`, whether the reader may see the donor's record, and the text."""

    pledge: Pledge
    sees_donor: bool
    text: str


@requires(Permission.MATCH)
def child_left(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Whom to write to, how to reach them, what to say; and what is still held."""
    child = child_for(request.user, Permission.MATCH, public_id)
    bound = Q(active_from__isnull=False) | Q(balance__received_vnd__gt=0)  # a donor may have paid before it began
    ended = child.pledges.filter(bound, end_reason__in=CHILD_LEAVES)
    pledges = list(
        ended.select_related("donor", "balance", "replaced_by", "connecting_unit").order_by("-ended_on", "pk")
    )
    visible = set(Donor.objects.visible_to(request.user).filter(pledges__child=child).values_list("pk", flat=True))
    log_access(request.user, AccessAction.VIEW, child)
    named = for_donor(child, shown_to_donors([child]))
    unit = child.managing_unit
    context: dict[str, Any] = {
        "page_title": _("Tell the donors of %(child)s") % {"child": child.full_name},
        "child": child,
        "told": [
            Told(each, each.donor_id in visible, farewell(each, named.name, issuer(unit, each.connecting_unit).name))
            for each in pledges
        ],
        "held_vnd": sum(pledge.balance.held_vnd for pledge in pledges),
        "sees_money": can(request.user, Permission.VIEW_MONEY, unit),
        "can_record": can(request.user, Permission.RECORD_MONEY, unit),
        "leave_url": reverse("sponsorship:child_leave", args=[public_id]),
    }
    return render(request, "sponsorship/child_left.html", context)
