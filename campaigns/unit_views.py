"""The units of a campaign: who was asked, who has answered, who is to be reminded; and a unit's own page."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.coverage import BY, coverage, total
from campaigns.exceptions import Refused
from campaigns.file_fields import tell_signed
from campaigns.models import Campaign, Participation
from campaigns.models.participation import ParticipationQuerySet
from campaigns.operations import participation as operations
from campaigns.pages import campaign_for, part_context
from campaigns.plan_views import editable
from campaigns.reminding import contacts_of, reminder_text
from campaigns.short_lists import ReminderFilters
from campaigns.unit_access import answerable, may_answer, readable
from campaigns.unit_forms import AskForm, ExcuseForm, ParticipationFilters, PlanForm, ReportForm
from campaigns.unit_sheets import PARTICIPATION_SHEET
from campaigns.waiting import NAGGED_DAYS, is_past
from organisation.access import SignedInRequest, can, requires
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.roles import Permission
from organisation.templatetags.vietnamese import number

SORTS = {
    "unit": ["unit__path", "id"],
    "name": ["unit__name_folded", "id"],
    "planned": ["planned_on", "id"],
    "reported": ["reported_on", "id"],
}


def rows_of(user: Any, campaign: Campaign) -> ParticipationQuerySet:
    return Participation.objects.visible_to(user).filter(campaign=campaign)


@requires(Permission.VIEW_PLEDGES)
def unit_list(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    campaign = campaign_for(request.user, public_id)
    rows = rows_of(request.user, campaign)
    listing = Listing(
        request,
        rows.select_related("unit", "campaign"),
        form_class=ParticipationFilters,
        sorts=SORTS,
        default_sort="name",
        columns=PARTICIPATION_SHEET,
        filename="don-vi-tham-gia",
        export_unit_field="unit",
    )
    by = request.GET.get("by", "")
    by = by if by in BY else "kind"
    lines = coverage(rows, campaign, by)
    context = part_context(request.user, campaign, "units") | {
        "lines": lines,
        "total": total(lines),
        "past_days": NAGGED_DAYS if is_past(campaign) else None,
        "divisions": [
            {"label": label, "url": f"{request.path}?by={key}#coverage", "active": key == by}
            for key, label in BY.items()
        ],
        "reminder_url": reverse("campaigns:reminder", args=[campaign.public_id]),
    }
    return listing.render("campaigns/units.html", context)


@requires(Permission.EDIT_CAMPAIGNS)
def units_ask(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = editable(request.user, public_id)
    back = reverse("campaigns:units", args=[public_id])
    form = AskForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        try:
            asked = _ask(request, campaign, form.cleaned_data)
        except Refused as error:
            form.add_error("kinds", str(error))
        else:
            messages.success(request, _asked_text(asked))
            return redirect(back)
    context = {"page_title": _("Ask units"), "campaign": campaign, "cancel_url": back, "save_label": _("Ask them")}
    return form_page(request, "campaigns/part_form.html", form, context)


def _ask(request: SignedInRequest, campaign: Campaign, said: dict[str, Any]) -> operations.Asked:
    added = stood = 0
    if said["kinds"]:
        node = said["node"] or campaign.managing_unit
        added, stood = operations.ask_units(campaign=campaign, node=node, kinds=said["kinds"], by=request.user)
    if said["named"]:
        more, there = operations.ask_named_units(campaign=campaign, units=said["named"], by=request.user)
        added, stood = added + more, stood + there
    return operations.Asked(added, stood)


def _asked_text(asked: operations.Asked) -> str:
    added = ngettext("%(n)s unit is asked now.", "%(n)s units are asked now.", asked.added_count)
    said = added % {"n": number(asked.added_count)}
    if not asked.stood_count:
        return said
    stood = ngettext("%(n)s was asked before.", "%(n)s were asked before.", asked.stood_count)
    return f"{said} {stood % {'n': number(asked.stood_count)}}"


@requires(Permission.EDIT_CAMPAIGNS)
def reminder(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    """A text to paste into Zalo and whom to call: those who are late, or all who have still to answer."""
    campaign = editable(request.user, public_id)
    rows = rows_of(request.user, campaign).select_related("unit", "campaign")
    only_late = request.GET.get("who") == "late"
    awaited = rows.late() if only_late else rows.awaited()
    listing = Listing(
        request,
        awaited,
        form_class=ReminderFilters,
        sorts=SORTS,
        default_sort="name",
        columns=PARTICIPATION_SHEET,
        filename="don-vi-can-don-doc",
        export_unit_field="unit",
    )
    address = reverse("campaigns:reminder", args=[public_id])
    context = {
        "page_title": _("Remind the units"),
        "last_crumb": _("Remind the units"),
        "campaign": campaign,
        "contacts": contacts_of(listing.rows),
        "text": reminder_text(campaign, awaited.order_by("unit__name_folded", "id")),
        "tabs": [
            {"label": _("Still to answer"), "url": address, "active": not only_late},
            {"label": _("Late"), "url": f"{address}?who=late", "active": only_late},
        ],
    }
    return listing.render("campaigns/reminder.html", context)


# --- A unit's own page --------------------------------------------------------------------------


@requires(Permission.VIEW_PLEDGES)
def participation(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = readable(request.user, public_id)
    known = {figure.activity_id: figure for figure in found.figures.all()}
    context = {
        "page_title": found.unit.name,
        "part": found,
        "campaign": found.campaign,
        "activities": [(activity, known.get(activity.pk)) for activity in found.campaign.activities.all()],
        "files": list(found.attachments.all()),
        "may_answer": may_answer(request.user, found),
        "leads": can(request.user, Permission.EDIT_CAMPAIGNS, found.campaign.managing_unit),
    }
    return render(request, "campaigns/participation.html", context)


def _answer_page(request: SignedInRequest, found: Participation, form: Any, title: str, label: str) -> HttpResponse:
    context = {
        "page_title": title,
        "part": found,
        "campaign": found.campaign,
        "cancel_url": found.get_absolute_url(),
        "save_label": label,
    }
    return form_page(request, "campaigns/answer_form.html", form, context)


@requires(Permission.ANSWER_CAMPAIGNS)
def participation_plan(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = answerable(request.user, public_id)
    form = PlanForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["plan_text"]
        operations.record_plan(participation=found, text=text, planned=form.planned, by=request.user)
        messages.success(request, _("The plan is sent. It can be changed until the report is due."))
        return redirect(found)
    return _answer_page(request, found, form, _("The unit's plan"), _("Send the plan"))


@requires(Permission.ANSWER_CAMPAIGNS)
def participation_report(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = answerable(request.user, public_id)
    form = ReportForm(request.POST or None, request.FILES or None, instance=found)
    if request.method == "POST" and form.is_valid():
        operations.record_report(
            participation=found,
            text=form.cleaned_data["report_text"],
            done=form.done,
            totals=form.totals,
            papers=form.cleaned_data["papers"],
            by=request.user,
        )
        tell_signed(request, form.cleaned_data["papers"])
        messages.success(request, _("The report is sent. Thank you. Found a slip? Open it again and change it."))
        return redirect(found)
    return _answer_page(request, found, form, _("The unit's report"), _("Send the report"))


def _led(request: SignedInRequest, public_id: uuid.UUID) -> Participation:
    """For who leads the campaign: 403 for the unit itself."""
    found = readable(request.user, public_id)
    editable(request.user, found.campaign.public_id)
    return found


@requires(Permission.EDIT_CAMPAIGNS)
def participation_excuse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """With a reason; or, where the unit is excused, the way back."""
    found = _led(request, public_id)
    form = None if found.excused_on else ExcuseForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            _excuse(request, found, form)
        except Refused as error:
            messages.info(request, str(error))
        return redirect(found)
    is_back = found.excused_on is not None
    context = {
        "page_title": _("The unit takes part after all") if is_back else _("Excuse the unit"),
        "question": found.unit.name,
        "consequences": [] if is_back else [_("It is not waited for any more, and does not count in the percentage.")],
        "confirm_label": _("It takes part") if is_back else _("Excuse the unit"),
        "tone": "primary",
        "campaign": found.campaign,
        "cancel_url": found.get_absolute_url(),
    }
    return form_page(request, "campaigns/confirm.html", form, context)


def _excuse(request: SignedInRequest, found: Participation, form: Any) -> None:
    if form is None:
        operations.take_back_excuse(participation=found, by=request.user)
        messages.success(request, _("The unit is waited for again."))
    else:
        operations.excuse(participation=found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The unit is excused."))


@requires(Permission.EDIT_CAMPAIGNS)
def participation_remove(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = _led(request, public_id)
    back = reverse("campaigns:units", args=[found.campaign.public_id])
    if request.method == "POST":
        try:
            operations.take_back_asking(participation=found, by=request.user)
        except Refused as error:
            messages.info(request, str(error))
            return redirect(found)
        messages.success(request, _("The unit is not asked any more."))
        return redirect(back)
    context = {
        "page_title": _("Take the unit off the list"),
        "question": _("Was %(unit)s asked by mistake?") % {"unit": found.unit},
        "consequences": [_("It goes from the list. It can be asked again.")],
        "confirm_label": _("Take it off"),
        "campaign": found.campaign,
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "campaigns/confirm.html", context)
