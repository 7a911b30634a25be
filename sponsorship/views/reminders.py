"""Whom to call because support is late: the list, what to say, and what came of it."""

import smtplib
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from donors.models import Donor
from organisation.access import SignedInRequest, can, require, requires, units_where
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models import Unit
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship import reminding
from sponsorship.forms.touch import ContactForm, ReminderFilters, ReminderTextForm
from sponsorship.models import Contact, ReminderText
from sponsorship.models.touch import Answer, Channel
from sponsorship.operations import touch as operations
from sponsorship.touch_cells import REMINDER_SHEET, REMINDER_SORTS, days_text, draw_late
from sponsorship.views.links import donor_to_write_to, widest_unit

CONTACTS = 20


@requires(Permission.RECORD_MONEY)
def reminder_list(request: SignedInRequest) -> HttpResponse:
    user = request.user
    listing = Listing(
        request,
        reminding.late_donors(user),
        form_class=ReminderFilters,
        sorts=REMINDER_SORTS,
        default_sort="-late",
        columns=REMINDER_SHEET,
        draw=draw_late,
        filename="nguoi-do-dau-can-nhac",
        export_unit_field="managing_unit",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Donor, rows_count=rows_count),
    )
    units = units_where(user, Permission.MATCH).order_by("path")[:1]
    context = {"page_title": _("Donors to remind"), "text_unit": units.first()}
    return listing.render("sponsorship/reminders.html", context)


@requires(Permission.RECORD_MONEY)
def reminder(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """What of a donor's support is late, the words for it, and the talks there were; a new talk is noted here."""
    donor = donor_to_write_to(request.user, public_id, Permission.RECORD_MONEY)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.instance.donor = donor
        operations.record_contact(contact=form.instance, by=request.user)
        messages.success(request, _("The contact is noted."))
        return redirect("sponsorship:reminder", public_id)
    log_access(request.user, AccessAction.VIEW, donor)
    today = timezone.localdate()
    late = reminding.late_support(request.user, donor)
    context = {
        "page_title": str(donor),
        "donor": donor,
        "late": late,
        "days": days_text((today - late.since).days) if late.since else "",
        "text": _text(request.user, late),
        "contacts": list(donor.contacts.select_related("recorded_by")[:CONTACTS]),
        "has_mail": settings.MAIL_IS_SET_UP,
        "text_unit": widest_unit(request.user, donor)
        if can(request.user, Permission.MATCH, donor.managing_unit)
        else None,
    }
    return form_page(request, "sponsorship/reminder.html", form, context)


def _text(user: Any, late: reminding.LateSupport, *, names_children: bool = True) -> str:
    values = reminding.values_for(late, user, names_children=names_children)
    return reminding.filled(reminding.text_for(late.donor.managing_unit), values)


@requires(Permission.RECORD_MONEY)
def reminder_sent(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """One press: the text was sent by Zalo today."""
    donor = donor_to_write_to(request.user, public_id, Permission.RECORD_MONEY)
    if request.method == "POST":
        contact = Contact(donor=donor, contacted_on=timezone.localdate(), channel=Channel.ZALO, answer=Answer.TOLD)
        operations.record_contact(contact=contact, by=request.user)
        messages.success(request, _("Noted: written to by Zalo today."))
    return redirect("sponsorship:reminder", public_id)


@requires(Permission.RECORD_MONEY)
def reminder_mail(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """One mail to one donor, by one person's click. Children are counted in it, never named."""
    donor = donor_to_write_to(request.user, public_id, Permission.RECORD_MONEY)
    if not settings.MAIL_IS_SET_UP or not donor.email:
        raise Http404
    late = reminding.late_support(request.user, donor)
    back = reverse("sponsorship:reminder", args=[public_id])
    if not late.pledges:
        messages.info(request, _("Nothing of this donor's support is late."))
        return redirect(back)
    subject = reminding.filled(reminding.MAIL_SUBJECT, {"người đỡ đầu": reminding.named(donor)})
    text = _text(request.user, late, names_children=False)
    if request.method == "POST":
        return _send(request, donor, subject, text)
    page = {"page_title": _("Send the reminder by mail"), "donor": donor, "subject": subject, "text": text}
    question = _("Send this mail to %(address)s?") % {"address": donor.email}
    more = {"question": question, "confirm_label": _("Send"), "tone": "primary", "cancel_url": back}
    return render(request, "sponsorship/reminder_mail.html", page | more)


def _send(request: SignedInRequest, donor: Donor, subject: str, text: str) -> HttpResponse:
    try:
        operations.send_reminder(donor=donor, subject=subject, text=text, by=request.user)
        messages.success(request, _("The mail is sent, and noted as a contact."))
    except (smtplib.SMTPException, OSError):
        messages.error(request, _("The mail server did not take the mail. Nothing was sent; try again later or call."))
    return redirect("sponsorship:reminder", donor.public_id)


@requires(Permission.MATCH)
def reminder_text(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The unit's own words; left empty they are again those of the unit above, or the standard ones."""
    unit = get_object_or_404(
        Unit.objects.filter(pk__in=units_where(request.user, Permission.VIEW_PLEDGES)), public_id=public_id
    )
    require(request.user, Permission.MATCH, unit)
    own = ReminderText.objects.filter(unit=unit).first()
    if request.method == "POST" and "standard" in request.POST:
        ReminderText.objects.filter(unit=unit).delete()
        messages.success(request, _("The standard words hold again."))
        return redirect("sponsorship:reminders")
    begun = own or ReminderText(unit=unit, text=reminding.text_for(unit))
    form = ReminderTextForm(request.POST or None, instance=begun)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. From now on reminders use these words."))
        return redirect("sponsorship:reminders")
    context = {
        "page_title": _("Text of the reminder"),
        "unit": unit,
        "has_own": own is not None,
        "places": [(f"{{{place}}}", example) for place, example in reminding.PLACES.items()],
        "cancel_url": reverse("sponsorship:reminders"),
    }
    return form_page(request, "sponsorship/reminder_text.html", form, context)
