import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from children.models import Child
from donors.models import Donor
from organisation.access import SignedInRequest, can, requires
from organisation.formkit import form_page
from organisation.roles import Permission
from organisation.templatetags.vietnamese import dmy_time
from sponsorship.access import child_for, donor_for
from sponsorship.exceptions import PlaceTaken, Refused
from sponsorship.families import siblings_of
from sponsorship.forms.families import FamilyTermsForm
from sponsorship.forms.terms import AGREED
from sponsorship.models import Pledge
from sponsorship.operations.families import hold_together, pledge_together


def _asked(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return None


def _family(child: Child, user: Any) -> list[Child]:
    """The child and its brothers and sisters who wait and whom `user` may match."""
    siblings = siblings_of([child], user).get(child.pk, [])
    waiting = [sibling.child for sibling in siblings if sibling.is_waiting]
    return [child, *(other for other in waiting if can(user, Permission.MATCH, other.managing_unit))]


@requires(Permission.MATCH)
def family_pledge(request: SignedInRequest) -> HttpResponse:
    """?child= and ?donor=: a pledge for the child and its waiting siblings; with ?only= only the child is ticked."""
    child_id, donor_id = _asked(request.GET.get("child")), _asked(request.GET.get("donor"))
    if not child_id or not donor_id:
        return redirect("sponsorship:waiting")
    child, donor = child_for(request.user, Permission.MATCH, child_id), donor_for(request.user, donor_id)
    family = _family(child, request.user)
    if len(family) == 1:
        return redirect(f"{reverse('sponsorship:pledge_add')}?child={child_id}&donor={donor_id}")
    form = FamilyTermsForm(
        request.POST if request.method == "POST" else None,
        child=child,
        donor=donor,
        user=request.user,
        family=family,
        chosen=[child] if "only" in request.GET else family,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, _pledge_all(form, request.user), donor)
        except PlaceTaken as taken:
            context = {"page_title": _("This place is taken"), "child": child, "taken": taken}
            return render(request, "sponsorship/taken.html", context, status=409)
        except Refused as error:
            form.refuse(error)
    context = {"page_title": _("Pledges for brothers and sisters"), "child": child, "donor": donor, "family": family}
    return form_page(request, "sponsorship/family_form.html", form, context)


def _pledge_all(form: FamilyTermsForm, user: Any) -> list[Pledge]:
    terms, why = form.terms(), form.reason_left_out()
    terms["note"] = "\n".join(text for text in (terms["note"], why) if text)
    agreed = form.cleaned_data["agreed"] == AGREED
    sides: dict[str, Any] = {"children": form.chosen_children(), "donor": form.donor}
    return pledge_together(**sides, by=user, in_force=agreed, own_rates=form.own_rates(), **terms)


def _made(request: SignedInRequest, pledges: list[Pledge], donor: Donor) -> HttpResponse:
    text = ngettext("%(n)s pledge is made: %(codes)s.", "%(n)s pledges are made: %(codes)s.", len(pledges))
    messages.success(request, text % {"n": len(pledges), "codes": ", ".join(pledge.code for pledge in pledges)})
    if len(pledges) == 1:
        return redirect("sponsorship:pledge", pledges[0].public_id)
    return redirect("donors:detail", donor.public_id)


@require_POST
@requires(Permission.MATCH)
def family_hold(request: SignedInRequest) -> HttpResponse:
    """Keep the child and its waiting siblings for the donor."""
    child = child_for(request.user, Permission.MATCH, _asked(request.POST.get("child")))
    donor = donor_for(request.user, _asked(request.POST.get("donor")))
    try:
        holds = hold_together(children=_family(child, request.user), donor=donor, by=request.user)
    except PlaceTaken as taken:
        context = {"page_title": _("This place is taken"), "child": child, "taken": taken}
        return render(request, "sponsorship/taken.html", context, status=409)
    except Refused as error:
        messages.error(request, str(error))
    else:
        facts = {"n": len(holds), "until": dmy_time(min(hold.held_until for hold in holds))}
        text = ngettext("%(n)s child is kept until %(until)s.", "%(n)s children are kept until %(until)s.", len(holds))
        messages.success(request, text % facts)
    return redirect("sponsorship:suggest_for_donor", donor.public_id)
