"""Activities, documents, recognised units, and what belongs to an event: the same pages for each."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.event_forms import GuestForm, RecognitionForm, SpeechForm, TaskForm
from campaigns.models import Campaign, Event
from campaigns.pages import visible_campaigns, visible_events
from campaigns.plan_forms import ActivityForm, LegalDocumentForm, PartForm
from organisation.access import SignedInRequest, fetch, require, requires
from organisation.formkit import form_page
from organisation.roles import Permission


@dataclass(frozen=True)
class Part:
    """`related`: the owner's related name; the card's anchor on the owner's page is the same."""

    related: str
    form: type[PartForm]
    add_title: Any
    edit_title: Any
    delete_title: Any
    of_event: bool = False


ACTIVITY = Part(
    "activities",
    ActivityForm,
    gettext_lazy("Add an activity"),
    gettext_lazy("Change the activity"),
    gettext_lazy("Delete the activity"),
)
DOCUMENT = Part(
    "legal_documents",
    LegalDocumentForm,
    gettext_lazy("Add a legal document"),
    gettext_lazy("Change the legal document"),
    gettext_lazy("Delete the legal document"),
)
RECOGNITION = Part(
    "recognitions",
    RecognitionForm,
    gettext_lazy("Recognise a unit"),
    gettext_lazy("Change the recognition"),
    gettext_lazy("Delete the recognition"),
)
GUEST = Part(
    "guests",
    GuestForm,
    gettext_lazy("Add a guest"),
    gettext_lazy("Change the guest"),
    gettext_lazy("Delete the guest"),
    of_event=True,
)
SPEECH = Part(
    "speeches",
    SpeechForm,
    gettext_lazy("Note a speech"),
    gettext_lazy("Change the speech"),
    gettext_lazy("Delete the speech"),
    of_event=True,
)
TASK = Part(
    "tasks",
    TaskForm,
    gettext_lazy("Add a task"),
    gettext_lazy("Change the task"),
    gettext_lazy("Delete the task"),
    of_event=True,
)
PATHS = {
    "activity": ("activities", ACTIVITY),
    "document": ("documents", DOCUMENT),
    "recognition": ("recognised", RECOGNITION),
    "guest": ("guests", GUEST),
    "speech": ("speeches", SPEECH),
    "task": ("tasks", TASK),
}


def owner_of(user: Any, public_id: uuid.UUID, part: Part) -> Campaign | Event:
    """The campaign or event to which the part is added; 403 for who may only read it."""
    if not part.of_event:
        return fetch(visible_campaigns(user), user, Permission.EDIT_CAMPAIGNS, public_id=public_id)
    event = get_object_or_404(visible_events(user), public_id=public_id)
    require(user, Permission.EDIT_CAMPAIGNS, event.managing_unit)
    return event


@requires(Permission.EDIT_CAMPAIGNS)
def part_add(request: SignedInRequest, public_id: uuid.UUID, part: Part) -> HttpResponse:
    return _part_form(request, owner_of(request.user, public_id, part), part, None)


@requires(Permission.EDIT_CAMPAIGNS)
def part_edit(request: SignedInRequest, public_id: uuid.UUID, record_id: uuid.UUID, part: Part) -> HttpResponse:
    owner = owner_of(request.user, public_id, part)
    return _part_form(request, owner, part, get_object_or_404(getattr(owner, part.related), public_id=record_id))


def _part_form(request: SignedInRequest, owner: Any, part: Part, record: Any) -> HttpResponse:
    form = part.form(request.POST or None, instance=record, owner=owner)
    if request.method == "POST" and form.is_valid() and form.saved():
        messages.success(request, _("Saved."))
        return redirect(request.path if "another" in request.POST else back_to(owner, part))
    context = _context(owner, part, part.edit_title if record else part.add_title)
    if record is None:
        context["another_label"] = _("Save and add another")
    return form_page(request, "campaigns/part_form.html", form, context)


@requires(Permission.EDIT_CAMPAIGNS)
def part_delete(request: SignedInRequest, public_id: uuid.UUID, record_id: uuid.UUID, part: Part) -> HttpResponse:
    owner = owner_of(request.user, public_id, part)
    record = get_object_or_404(getattr(owner, part.related), public_id=record_id)
    if request.method == "POST":
        if part is ACTIVITY and record.figures.exists():
            messages.warning(request, _("Units have planned or reported for this activity already: it stays."))
        else:
            record.delete()
            messages.success(request, _("Deleted. What stood there is still in the history."))
        return redirect(back_to(owner, part))
    context = _context(owner, part, part.delete_title) | {
        "question": _("Delete “%(record)s”?") % {"record": record},
        "confirm_label": _("Delete"),
    }
    return render(request, "campaigns/confirm.html", context)


def _context(owner: Any, part: Part, title: Any) -> dict[str, Any]:
    campaign = owner.campaign if part.of_event else owner
    event = owner if part.of_event else None
    return {"page_title": title, "campaign": campaign, "event": event, "cancel_url": back_to(owner, part)}


def back_to(owner: Any, part: Part) -> str:
    return f"{owner.get_absolute_url()}#{part.related}"
