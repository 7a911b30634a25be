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
from sponsorship.forms import ApproveForm, EndForm, RateForm, ReplaceForm
from sponsorship.forms.steps import StepForm
from sponsorship.models import Pledge
from sponsorship.models.states import IN_FORCE, OPEN, PledgeState


def _ask(
    request: SignedInRequest,
    pledge: Pledge,
    states: Collection[str],
    form: StepForm,
    do: Callable[[dict], str],
    **texts: Any,
) -> HttpResponse:
    """The question, in one of `states`; on a valid answer `do` the step and say its message."""
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
            return redirect(url)
    context = {"form": form, "pledge": pledge, "cancel_url": url, **texts}
    return render(request, "sponsorship/step.html", context)


def _form(request: SignedInRequest, form_class: type[StepForm], pledge: Pledge, /, **kwargs: Any) -> Any:
    initial = {"version": pledge.version, **kwargs.pop("initial", {})}
    return form_class(request.POST if request.method == "POST" else None, initial=initial, **kwargs)


@requires(Permission.MATCH)
def approve(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = _form(request, ApproveForm, pledge, initial={"approved_on": timezone.localdate()})

    def do(answer: dict) -> str:
        operations.approve_pledge(pledge=pledge, by=request.user, **answer)
        return _("The pledge is approved. Start it when the support begins.")

    consequences = [_("The child counts as sponsored only when the pledge is started.")]
    texts = {"page_title": _("Approve this pledge?"), "confirm_label": _("Approve"), "consequences": consequences}
    return _ask(request, pledge, {PledgeState.PROPOSED}, form, do, tone="primary", **texts)


@requires(Permission.MATCH)
def activate(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = _form(request, StepForm, pledge)

    def do(answer: dict) -> str:
        operations.activate_pledge(pledge=pledge, by=request.user, **answer)
        return _("The pledge is in force: the child has a donor.")

    consequences = [_("The child counts as sponsored and leaves the list of children waiting.")]
    texts = {"page_title": _("Start this pledge?"), "confirm_label": _("Start"), "consequences": consequences}
    return _ask(request, pledge, {PledgeState.APPROVED}, form, do, tone="primary", **texts)


@requires(Permission.MATCH)
def suspend(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = _form(request, StepForm, pledge)

    def do(answer: dict) -> str:
        operations.suspend_pledge(pledge=pledge, by=request.user, **answer)
        return _("The pledge is suspended. Resume it when the donor goes on.")

    consequences = [_("The place stays with this donor; the schedule stays as it is.")]
    texts = {"page_title": _("Suspend this pledge for a while?"), "confirm_label": _("Suspend")}
    return _ask(request, pledge, {PledgeState.ACTIVE}, form, do, consequences=consequences, **texts)


@requires(Permission.MATCH)
def resume(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = _form(request, StepForm, pledge)

    def do(answer: dict) -> str:
        operations.resume_pledge(pledge=pledge, by=request.user, **answer)
        return _("The pledge goes on.")

    texts = {"page_title": _("Resume this pledge?"), "confirm_label": _("Resume"), "tone": "primary"}
    return _ask(request, pledge, {PledgeState.SUSPENDED}, form, do, **texts)


@requires(Permission.MATCH)
def end(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    others = list(pledge.child.pledges.open().exclude(pk=pledge.pk).select_related("donor"))
    form = _form(request, EndForm, pledge, pledge=pledge, others=others)

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
    return _ask(request, pledge, OPEN, form, do, consequences=consequences, **texts)


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
    form = _form(request, ReplaceForm, pledge, user=request.user)

    def do(answer: dict) -> str:
        version, on = answer["version"], answer["on"]
        new = operations.replace_pledge(pledge=pledge, on=on, by=request.user, version=version, **answer["found"])
        return _("Pledge %(new)s continues this one.") % {"new": new.code}

    consequences = [
        _("This pledge ends; a new one with the same amount goes on until the same last day."),
        _("Money that is held stays with this pledge and its child."),
    ]
    texts = {"page_title": _("Let another child or donor go on?"), "confirm_label": _("Replace")}
    return _ask(request, pledge, IN_FORCE, form, do, consequences=consequences, **texts)


@requires(Permission.MATCH)
def rate(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.MATCH, public_id)
    form = _form(request, RateForm, pledge)

    def do(answer: dict) -> str:
        operations.change_rate(pledge=pledge, by=request.user, **answer)
        return _("The new amount counts from that day on.")

    texts = {"page_title": _("Change the amount?"), "confirm_label": _("Change the amount"), "tone": "primary"}
    return _ask(request, pledge, IN_FORCE, form, do, **texts)
