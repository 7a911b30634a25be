"""What is decided about a pledge from year to year: its review, its renewal, and its end by another birth date."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.access import SignedInRequest, requires
from organisation.formkit import form_page
from organisation.roles import Permission
from organisation.templatetags.vietnamese import dmy
from sponsorship import operations
from sponsorship.access import pledge_for
from sponsorship.exceptions import IllegalMove, Refused
from sponsorship.forms import ReviewForm
from sponsorship.forms.life import RenewForm
from sponsorship.forms.steps import StepForm
from sponsorship.models import Pledge, ReviewDecision
from sponsorship.models.states import IN_FORCE, OPEN, EndRule, PledgeState
from sponsorship.operations.schedules import last_day_by_birth
from sponsorship.views.steps import ask, step_form

NEXT_STEP = {ReviewDecision.CHANGE: "sponsorship:pledge_rate", ReviewDecision.STOP: "sponsorship:pledge_end"}


@requires(Permission.MATCH)
def review(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    initial = {"reviewed_on": timezone.localdate(), "decision": ReviewDecision.CONTINUE}
    form = step_form(request, ReviewForm, pledge, initial=initial)

    def do(answer: dict) -> str:
        operations.review_pledge(pledge=pledge, by=request.user, **answer)
        return _("The review is recorded. The next one is due in a year.")

    def then() -> str:
        return reverse(NEXT_STEP.get(form.cleaned_data["decision"], "sponsorship:pledge"), args=[public_id])

    consequences = [
        _("Talk with the donor and with who cares for the child before you record it."),
        _("If something changes or ends, the next page does it; this one only records what was said."),
    ]
    texts = {"page_title": _("Yearly review of this pledge"), "confirm_label": _("Record the review")}
    return ask(request, pledge, IN_FORCE, form, do, then=then, tone="primary", consequences=consequences, **texts)


@requires(Permission.MATCH)
def renew(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    back = reverse("sponsorship:pledge", args=[public_id])
    if pledge.state != PledgeState.ACTIVE or pledge.ends_on is None:
        messages.warning(request, str(IllegalMove(state=pledge.get_state_display())))
        return redirect(back)
    form = RenewForm(request.POST if request.method == "POST" else None, instance=pledge, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            new = operations.renew_pledge(pledge=pledge, by=request.user, **form.terms())
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _renewed(pledge, new))
            return redirect("sponsorship:pledge", new.public_id)
    first = pledge.ends_on + dt.timedelta(days=1)
    context = {"pledge": pledge, "first": first, "is_early": first > timezone.localdate(), "cancel_url": back}
    return form_page(request, "sponsorship/renew_form.html", form, {"page_title": _("Renew the pledge"), **context})


def _renewed(old: Pledge, new: Pledge) -> str:
    if new.pk == old.pk:
        return _("The pledge now lasts until %(day)s.") % {"day": f"{new.ends_on:%d/%m/%Y}"}
    return _("Pledge %(new)s continues %(old)s.") % {"new": new.code, "old": old.code}


@requires(Permission.MATCH)
def refit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """A pledge until 18 whose child's birth date was corrected: its end and schedule by the date as it stands now."""
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    last = last_day_by_birth(pledge)
    if last is None:
        messages.info(request, _("The last day of this pledge fits the child's birth date."))
        return redirect("sponsorship:pledge", public_id)
    form = step_form(request, StepForm, pledge)

    def do(answer: dict) -> str:
        operations.change_terms(pledge=pledge, by=request.user, version=answer["version"], end_rule=EndRule.AGE_18)
        return _("The pledge now lasts until %(day)s.") % {"day": dmy(last)}

    facts = {"day": dmy(last + dt.timedelta(days=1)), "old": dmy(pledge.ends_on), "new": dmy(last)}
    consequences = [
        _("By its birth date the child turns 18 on %(day)s.") % facts,
        _("The last day moves from %(old)s to %(new)s, and the schedule is written anew for the days to come.") % facts,
        _("What fell due before stays as it was, and so does what was received and handed over."),
    ]
    texts = {"page_title": _("Fit the pledge to the birth date?"), "confirm_label": _("Fit it"), "tone": "primary"}
    return ask(request, pledge, OPEN - {PledgeState.SUSPENDED}, form, do, consequences=consequences, **texts)
