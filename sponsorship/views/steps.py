"""The steps in a pledge's life: each asks first, says what follows, and refuses a decision made on an old page.

A step that a pledge's state does not allow is not asked for at all: the page of the pledge says so.
"""

import uuid
from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.access import SignedInRequest, requires
from organisation.roles import Permission
from organisation.templatetags.vietnamese import vnd
from sponsorship import operations
from sponsorship.access import pledge_for
from sponsorship.exceptions import IllegalMove, Refused
from sponsorship.forms import ApproveForm, EndForm, RateForm, ReplaceForm, ResumeForm, SuspendForm
from sponsorship.forms.steps import StepForm
from sponsorship.models import Pledge
from sponsorship.models.states import IN_FORCE, OPEN, PledgeState

REPLACEABLE = IN_FORCE | {PledgeState.ENDED}


def ask(
    request: SignedInRequest,
    pledge: Pledge,
    states: Collection[str],
    form: StepForm,
    do: Callable[[dict], str],
    **texts: Any,
) -> HttpResponse:
    """The question, in one of `states`; on a valid answer `do` the step, say its message, and go to the pledge, or to
    the address that `then` gives (one of `texts`).
    """
    then = texts.pop("then", None)
    url = reverse("sponsorship:pledge", args=[pledge.public_id])
    if pledge.state not in states:
        messages.warning(request, str(IllegalMove(state=pledge.get_state_display())))
        return redirect(url)
    if request.method == "POST" and form.is_valid():
        try:
            message = do(form.cleaned_data)
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, message)
            return redirect(then() if then else url)
    context = {"form": form, "pledge": pledge, "cancel_url": url, **texts}
    return render(request, "sponsorship/step.html", context)


def step_form(request: SignedInRequest, form_class: type[StepForm], pledge: Pledge, /, **kwargs: Any) -> Any:
    initial = {"version": pledge.version, **kwargs.pop("initial", {})}
    return form_class(request.POST if request.method == "POST" else None, initial=initial, **kwargs)


@requires(Permission.MATCH)
def approve(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = step_form(request, ApproveForm, pledge, initial={"approved_on": timezone.localdate()})

    def do(answer: dict) -> str:
        operations.approve_pledge(pledge=pledge, by=request.user, **answer)
        return _("The pledge is approved. Start it when the support begins.")

    consequences = [_("The child counts as sponsored only when the pledge is started.")]
    texts = {"page_title": _("Approve this pledge?"), "confirm_label": _("Approve"), "consequences": consequences}
    return ask(request, pledge, {PledgeState.PROPOSED}, form, do, tone="primary", **texts)


@requires(Permission.MATCH)
def activate(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = step_form(request, StepForm, pledge)

    def do(answer: dict) -> str:
        operations.activate_pledge(pledge=pledge, by=request.user, **answer)
        return _("The pledge is in force: the child has a donor.")

    consequences = [_("The child counts as sponsored and leaves the list of children waiting.")]
    texts = {"page_title": _("Start this pledge?"), "confirm_label": _("Start"), "consequences": consequences}
    return ask(request, pledge, {PledgeState.APPROVED}, form, do, tone="primary", **texts)


@requires(Permission.MATCH)
def suspend(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = step_form(request, SuspendForm, pledge, initial={"from_on": timezone.localdate()})

    def do(answer: dict) -> str:
        operations.suspend_pledge(pledge=pledge, by=request.user, **answer)
        return _("The pledge is suspended. Resume it when the donor goes on.")

    consequences = [
        _("The place stays with this donor, and the child still counts as sponsored."),
        _("What falls due in the meantime is not due: it leaves the schedule and the sum pledged."),
        _("Money received ahead keeps its instalments."),
    ]
    texts = {"page_title": _("Suspend this pledge for a while?"), "confirm_label": _("Suspend")}
    return ask(request, pledge, {PledgeState.ACTIVE}, form, do, consequences=consequences, **texts)


@requires(Permission.MATCH)
def resume(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = step_form(request, ResumeForm, pledge, initial={"on": timezone.localdate()})

    def do(answer: dict) -> str:
        operations.resume_pledge(pledge=pledge, by=request.user, **answer)
        return _("The pledge goes on.")

    consequences = [
        _("What falls due from that day on stands in the schedule again; what fell into the pause does not."),
        _("The agreed last day stays. To make up for the pause, change the end of the pledge afterwards."),
    ]
    texts: dict[str, Any] = {"page_title": _("Resume this pledge?"), "confirm_label": _("Resume"), "tone": "primary"}
    texts["consequences"] = consequences
    return ask(request, pledge, {PledgeState.SUSPENDED}, form, do, **texts)


@requires(Permission.MATCH)
def end(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    others = list(pledge.child.pledges.open().exclude(pk=pledge.pk).select_related("donor"))
    form = step_form(request, EndForm, pledge, pledge=pledge, others=others)

    def do(answer: dict) -> str:
        return _ended(operations.end_pledge(pledge=pledge, by=request.user, **answer))

    consequences = [
        _("Instalments after the last day are removed; what is received and handed over stays."),
        _("If the child moved away, was adopted, died or turned 18, it needs no donor any more."),
        _("After any other reason the child waits for a donor again."),
    ]
    if pledge.balance.held_vnd:
        consequences.insert(0, _("%(amount)s is still held for this child.") % {"amount": vnd(pledge.balance.held_vnd)})
    texts = {"page_title": _("End this pledge?"), "confirm_label": _("End the pledge")}
    return ask(request, pledge, OPEN, form, do, consequences=consequences, **texts)


def _ended(ending: operations.Ending) -> str:
    if ending.others:
        codes = ", ".join(other.code for other in ending.others)
        return _("The pledge has ended. The child has left: end its other pledges too (%(codes)s).") % {"codes": codes}
    if ending.kept_count:
        return _("The pledge has ended. Instalments that were already paid for stay in its schedule.")
    return _("The pledge has ended.")


@requires(Permission.MATCH)
def replace(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = step_form(request, ReplaceForm, pledge, user=request.user, pledge=pledge)

    def do(answer: dict) -> str:
        sides = dict(on=answer["on"], by=request.user, version=answer["version"], **answer["found"])
        new = operations.replace_pledge(pledge=pledge, **sides, **form.terms)
        return _("Pledge %(new)s continues this one.") % {"new": new.code}

    consequences = [
        _("A new pledge with the same amount goes on in the same line; this one ends if it has not ended yet."),
        _("Money that is held stays with this pledge and its child until somebody moves it by name."),
    ]
    texts = {"page_title": _("Let another child or donor go on?"), "confirm_label": _("Replace"), "tone": "primary"}
    if pledge.state == PledgeState.ENDED and (pledge.active_from is None or hasattr(pledge, "replaced_by")):
        return ask(request, pledge, (), form, do, **texts)
    return ask(request, pledge, REPLACEABLE, form, do, consequences=consequences, **texts)


@requires(Permission.MATCH)
def rate(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = step_form(request, RateForm, pledge)

    def do(answer: dict) -> str:
        operations.change_rate(pledge=pledge, by=request.user, **answer)
        return _("The new amount counts from that day on.")

    texts = {"page_title": _("Change the amount?"), "confirm_label": _("Change the amount"), "tone": "primary"}
    return ask(request, pledge, {PledgeState.ACTIVE}, form, do, **texts)
