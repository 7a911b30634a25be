"""Events of a campaign: guests, speeches, decisions and tasks, photos, the attendance list."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.event_forms import EventForm, EventPhotoForm, presences_of
from campaigns.models import Event, EventPhoto, ParticipationState, Presence
from campaigns.operations import events as operations
from campaigns.pages import campaign_for, part_context, visible_events
from campaigns.plan_views import editable
from campaigns.short_lists import EVENT_SHEET, GUEST_SHEET, EventFilters, GuestFilters
from children import pictures
from children.fields import capitalised
from organisation.access import SignedInRequest, can, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.identity import asks_identity
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.stored_files import send
from organisation.templatetags.vietnamese import number


def event_for(user: Any, public_id: uuid.UUID) -> Event:
    return get_object_or_404(visible_events(user), public_id=public_id)


def editable_event(user: Any, public_id: uuid.UUID) -> Event:
    """Another unit's event is a 404, one that may only be read a 403."""
    found = event_for(user, public_id)
    require(user, Permission.EDIT_CAMPAIGNS, found.managing_unit)
    return found


@requires(Permission.VIEW_PLEDGES)
def event_list(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    campaign = campaign_for(request.user, public_id)
    came = Count("guests", filter=Q(guests__presence=Presence.CAME), distinct=True)
    open_tasks = Count("tasks", filter=Q(tasks__done_on=None), distinct=True)
    listing = Listing(
        request,
        campaign.events_held.annotate(came_count=came, open_count=open_tasks),
        form_class=EventFilters,
        sorts={"day": ["held_on", "id"]},
        default_sort="-day",
        columns=EVENT_SHEET,
        filename="su-kien",
        may_export=can(request.user, Permission.EXPORT, campaign.managing_unit),
    )
    return listing.render("campaigns/events.html", part_context(request.user, campaign, "events"))


@requires(Permission.EDIT_CAMPAIGNS)
def event_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = editable(request.user, public_id)
    back = reverse("campaigns:events", args=[public_id])
    return _event_form(request, EventForm(request.POST or None, owner=campaign), _("Add an event"), back)


@requires(Permission.EDIT_CAMPAIGNS)
def event_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = editable_event(request.user, public_id)
    form = EventForm(request.POST or None, instance=found, owner=found.campaign)
    return _event_form(request, form, _("Change the event"), found.get_absolute_url())


def _event_form(request: SignedInRequest, form: EventForm, title: str, back: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and form.saved():
        form.instance.refresh_from_db()
        messages.success(request, _("Saved."))
        return redirect(form.instance)
    context = {"page_title": title, "campaign": form.owner, "cancel_url": back}
    return form_page(request, "campaigns/part_form.html", form, context)


@requires(Permission.EDIT_CAMPAIGNS)
def event_delete(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = editable_event(request.user, public_id)
    back = reverse("campaigns:events", args=[found.campaign.public_id])
    if request.method == "POST":
        if found.photos.exists():
            messages.warning(request, _("First delete the photos of this event."))
            return redirect(found)
        found.delete()
        messages.success(request, _("Deleted. What stood there is still in the history."))
        return redirect(back)
    context = {
        "page_title": _("Delete the event"),
        "question": _("Delete “%(record)s”?") % {"record": found},
        "consequences": [_("Its guests, speeches and tasks go with it. Only for what was entered by mistake.")],
        "confirm_label": _("Delete"),
        "campaign": found.campaign,
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "campaigns/confirm.html", context)


@requires(Permission.VIEW_PLEDGES)
def event(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = event_for(request.user, public_id)
    counted = found.guests.order_by().aggregate(
        all=Count("pk"),
        came=Count("pk", filter=Q(presence=Presence.CAME)),
        excused=Count("pk", filter=Q(presence=Presence.EXCUSED)),
    )
    context = {
        "page_title": found.title,
        "event": found,
        "campaign": found.campaign,
        "hosts": list(found.hosts.all()),
        "honoured": list(found.guests.filter(is_guest_of_honour=True).select_related("unit")),
        "guests_count": counted["all"],
        "came_count": counted["came"],
        "excused_count": counted["excused"],
        "speeches": list(found.speeches.all()),
        "tasks": list(found.tasks.select_related("unit")),
        "photos": list(found.photos.all()),
        "recognitions": list(found.recognitions.select_related("unit")),
        "can_edit": can(request.user, Permission.EDIT_CAMPAIGNS, found.managing_unit),
    }
    return render(request, "campaigns/event.html", context)


# --- Who came -----------------------------------------------------------------------------------


@requires(Permission.EDIT_CAMPAIGNS)
def event_attendance(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    """Marked page by page: what is sent speaks of the guests that stood on the page."""
    found = editable_event(request.user, public_id)
    if request.method == "POST":
        operations.mark_presence(event=found, presences=presences_of(request.POST), by=request.user)
        messages.success(request, _("The attendance is saved."))
        return redirect(request.get_full_path())
    guests = found.guests.select_related("unit")
    listing = Listing(
        request,
        guests,
        form_class=GuestFilters,
        sorts={"list": ["-is_guest_of_honour", "position", "id"], "name": ["full_name", "unit__name_folded", "id"]},
        default_sort="list",
        columns=GUEST_SHEET,
        filename="diem-danh",
        may_export=can(request.user, Permission.EXPORT, found.managing_unit),
        audit=lambda action, n: log_access(request.user, AccessAction(action), found, rows_count=n),
    )
    context = {
        "page_title": _("Attendance"),
        "event": found,
        "campaign": found.campaign,
        "presences": capitalised(Presence.choices),
        "came_count": guests.filter(presence=Presence.CAME).count(),
        "cancel_url": found.get_absolute_url(),
    }
    return listing.render("campaigns/attendance.html", context)


@requires(Permission.EDIT_CAMPAIGNS)
def event_invite(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Every unit that was asked to take part comes onto the attendance list."""
    found = editable_event(request.user, public_id)
    asked = found.campaign.participations.exclude(state=ParticipationState.EXCUSED)
    if request.method == "POST":
        units = asked.order_by("unit__path").values_list("unit", flat=True)
        added = operations.invite_units(event=found, units=units, by=request.user)
        said = ngettext("%(n)s unit was added to the list.", "%(n)s units were added to the list.", added)
        messages.success(request, said % {"n": number(added)})
        return redirect("campaigns:event_attendance", public_id)
    n = asked.count()
    question = ngettext("Invite the %(n)s unit of the campaign?", "Invite all %(n)s units of the campaign?", n)
    context = {
        "page_title": _("Invite the units"),
        "question": question % {"n": number(n)},
        "consequences": [_("Those on the list already stay as they are.")],
        "confirm_label": _("Put them on the list"),
        "tone": "primary",
        "campaign": found.campaign,
        "event": found,
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "campaigns/confirm.html", context)


@requires(Permission.EXPORT)
@asks_identity
def event_sheet(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The attendance list to sign, to be printed."""
    found = event_for(request.user, public_id)
    require(request.user, Permission.EXPORT, found.managing_unit)
    guests = list(found.guests.select_related("unit"))
    log_access(request.user, AccessAction.PRINT, found, rows_count=len(guests))
    context = {
        "page_title": _("Attendance list to sign"),
        "event": found,
        "campaign": found.campaign,
        "guests": guests,
    }
    return render(request, "campaigns/attendance_sheet.html", context)


# --- Photos -------------------------------------------------------------------------------------


@requires(Permission.EDIT_CAMPAIGNS)
def event_photo_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = editable_event(request.user, public_id)
    form = EventPhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        operations.add_event_photo(
            event=found,
            picture=said["photo"],
            caption=said["caption"],
            consent_note=said["consent_note"],
            by=request.user,
        )
        messages.success(request, _("The photo is kept."))
        return redirect(f"{found.get_absolute_url()}#photos")
    context = {"page_title": _("Add a photo"), "campaign": found.campaign, "event": found}
    return form_page(request, "campaigns/part_form.html", form, context | {"cancel_url": found.get_absolute_url()})


@requires(Permission.VIEW_PLEDGES)
def event_photo(request: SignedInRequest, public_id: uuid.UUID, pk: int) -> Any:
    """A photo of the event; ?size=small for the thumbnail."""
    found = event_for(request.user, public_id)
    photo: EventPhoto = get_object_or_404(found.photos, pk=pk)
    path = pictures.path_of(photo.file, small=request.GET.get("size") == "small")
    if not path.is_file():
        raise Http404
    log_access(request.user, AccessAction.PHOTO, found)
    return send(path, name="photo.jpg", content_type="image/jpeg")


@requires(Permission.EDIT_CAMPAIGNS)
def event_photo_delete(request: SignedInRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    found = editable_event(request.user, public_id)
    photo: EventPhoto = get_object_or_404(found.photos, pk=pk)
    if request.method == "POST":
        operations.remove_event_photo(photo=photo, by=request.user)
        messages.success(request, _("The photo is deleted."))
        return redirect(found)
    context = {
        "page_title": _("Delete the photo"),
        "question": _("Delete this photo?"),
        "consequences": [_("It cannot be brought back.")],
        "confirm_label": _("Delete"),
        "campaign": found.campaign,
        "event": found,
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "campaigns/confirm.html", context)
