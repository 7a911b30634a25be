"""The plan of a campaign: joint units, files, and last year's campaign as this year's start."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from campaigns import attached_files
from campaigns.exceptions import Refused
from campaigns.file_fields import tell_signed
from campaigns.models import Attachment, Campaign, FileKind, Participation
from campaigns.operations import plan as operations
from campaigns.pages import visible_campaigns
from campaigns.plan_forms import AttachmentForm, CopyForm, JointUnitsForm
from campaigns.unit_access import answerable, require_answer
from organisation.access import SignedInRequest, fetch, require, requires
from organisation.formkit import form_page
from organisation.roles import Permission
from organisation.stored_files import send


def editable(user: Any, public_id: uuid.UUID) -> Campaign:
    return fetch(visible_campaigns(user), user, Permission.EDIT_CAMPAIGNS, public_id=public_id)


@requires(Permission.EDIT_CAMPAIGNS)
def joint_units(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = editable(request.user, public_id)
    form = JointUnitsForm(request.POST if request.method == "POST" else None, instance=campaign)
    if request.method == "POST" and form.is_valid():
        operations.set_joint_units(campaign=campaign, units=form.cleaned_data["units"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect(campaign)
    context = {
        "page_title": _("Joint units"),
        "campaign": campaign,
        "cancel_url": campaign.get_absolute_url(),
    }
    return form_page(request, "campaigns/part_form.html", form, context)


@requires(Permission.EDIT_CAMPAIGNS)
def campaign_copy(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    source = editable(request.user, public_id)
    form = CopyForm(request.POST or None, source=source)
    if request.method == "POST" and form.is_valid():
        try:
            copy = operations.copy_campaign(source=source, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("“%(name)s” is made. Nothing of it has been answered yet.") % {"name": copy})
            return redirect(copy)
    below = Campaign.objects.filter(path__startswith=source.path)
    context = {
        "page_title": _("Make a new campaign like this one"),
        "campaign": source,
        "cancel_url": source.get_absolute_url(),
        "save_label": _("Make the campaign"),
        "parts_count": below.exclude(pk=source.pk).count(),
        "activities_count": source.activities.count(),
        "joint_count": source.joint_links.count(),
        "asked_count": source.participations.filter(unit__ends_on=None).count(),
    }
    return form_page(request, "campaigns/copy.html", form, context)


# --- Files --------------------------------------------------------------------------------------


def _add_file(
    request: SignedInRequest, campaign: Campaign, back: str, participation: Participation | None
) -> HttpResponse:
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            paper = attached_files.Paper(file.read(attached_files.MAX_BYTES + 1), file.name)
            operations.attach_file(campaign=campaign, participation=participation, paper=paper, by=request.user)
        except Refused as error:
            form.add_error("file", str(error))
        else:
            tell_signed(request, [paper])
            messages.success(request, _("The file is kept."))
            return redirect(back)
    context = {"page_title": _("Attach a file"), "campaign": campaign, "cancel_url": back}
    return form_page(request, "campaigns/part_form.html", form, context)


@requires(Permission.EDIT_CAMPAIGNS)
def attachment_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = editable(request.user, public_id)
    return _add_file(request, campaign, campaign.get_absolute_url(), None)


@requires(Permission.ANSWER_CAMPAIGNS)
def participation_file(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = answerable(request.user, public_id)
    return _add_file(request, found.campaign, found.get_absolute_url(), found)


def _attachment(user: Any, public_id: uuid.UUID) -> Attachment:
    """A file of a plan is for all who see the campaign; one of a report for those who see that unit's answer."""
    of_plan = Attachment.objects.filter(participation=None, campaign__in=Campaign.objects.visible_to(user))
    of_report = Attachment.objects.filter(participation__in=Participation.objects.visible_to(user))
    files = (of_plan | of_report).select_related("campaign__managing_unit", "participation__unit")
    return get_object_or_404(files, public_id=public_id)


@requires(Permission.VIEW_PLEDGES)
def attachment(request: SignedInRequest, public_id: uuid.UUID) -> Any:  # a FileResponse is no HttpResponse to the types
    found = _attachment(request.user, public_id)
    path = attached_files.path_of(found.file)
    if not path.is_file():
        raise Http404
    kind = attached_files.TYPES[FileKind(found.kind)]
    return send(path, name=found.name, content_type=kind, as_attachment=True)


@requires(Permission.ANSWER_CAMPAIGNS)
def attachment_delete(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = _attachment(request.user, public_id)
    owner = found.participation or found.campaign
    if found.participation:
        require_answer(request.user, found.participation)
    else:
        require(request.user, Permission.EDIT_CAMPAIGNS, found.campaign.managing_unit)
    if request.method == "POST":
        operations.drop_file(attachment=found, by=request.user)
        messages.success(request, _("The file is deleted."))
        return redirect(owner)
    context = {
        "page_title": _("Delete the file"),
        "question": _("Delete “%(record)s”?") % {"record": found.name},
        "consequences": [_("It cannot be brought back.")],
        "confirm_label": _("Delete"),
        "campaign": found.campaign,
        "cancel_url": owner.get_absolute_url(),
    }
    return render(request, "campaigns/confirm.html", context)
