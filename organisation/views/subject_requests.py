"""Requests about personal data: who asks, by when to answer, what was done; the file and the anonymising."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation import subjects
from organisation.access import can, requires, units_where
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.forms import AnswerForm, NamelessForm, SubjectRequestForm
from organisation.histories import register_history
from organisation.identity import ask_before_sheet, shows_identity
from organisation.listing import FilterForm, Listing
from organisation.models import SubjectRequest
from organisation.models.access_log import AccessAction
from organisation.operations import Refused
from organisation.roles import Permission

LIST = "organisation:subject_requests"
HIDDEN = ["circumstance_groups"]


class RequestFilters(FilterForm):
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("All")), ("open", gettext_lazy("to be answered"))],
    )

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        return rows.open() if self.understood.get("state") else rows


def _visible(user: Any) -> Any:
    return SubjectRequest.objects.filter(managing_unit__in=units_where(user, Permission.MANAGE_ACCOUNTS))


register_history(
    SubjectRequest,
    _visible,
    crumb=(gettext_lazy("Requests about personal data"), reverse_lazy(LIST)),
    hidden=["record_kind", "record_id"],  # its code says whose
)


@requires(Permission.MANAGE_ACCOUNTS)
def request_list(request: Any) -> HttpResponse:
    listing = Listing(
        request,
        _visible(request.user).select_related("managing_unit"),
        form_class=RequestFilters,
        sorts={"due": ["outcome", "due_on", "id"], "received": ["received_on", "id"]},
        default_sort="due",
    )
    title = _("Requests about personal data")
    return listing.render("organisation/subject_requests.html", {"page_title": title, "today": timezone.localdate()})


@requires(Permission.MANAGE_ACCOUNTS)
def request_add(request: Any, kind: str, record_id: uuid.UUID) -> HttpResponse:
    model = subjects.subject_model(kind)
    if model is None:
        raise Http404
    kept = model.objects.filter(managing_unit__in=units_where(request.user, Permission.MANAGE_ACCOUNTS))
    record = get_object_or_404(kept.select_related("managing_unit"), public_id=record_id)
    form = SubjectRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.instance
        asked.record_kind, asked.record_id, asked.record_code = record._meta.label_lower, record.pk, record.code
        asked.managing_unit, asked.recorded_by = record.managing_unit, request.user
        form.save()
        asked.refresh_from_db()
        messages.success(request, _("Recorded. Answer it by %(day)s.") % {"day": f"{asked.due_on:%d/%m/%Y}"})
        return redirect(asked)
    context = {"page_title": _("Request about personal data"), "record": record}
    return form_page(
        request, "organisation/subject_request_form.html", form, context | {"cancel_url": record.get_absolute_url()}
    )


@requires(Permission.MANAGE_ACCOUNTS)
def request_detail(request: Any, public_id: uuid.UUID) -> HttpResponse:
    asked = get_object_or_404(_visible(request.user).select_related("recorded_by", "answered_by"), public_id=public_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and not asked.outcome and form.is_valid():
        data = form.cleaned_data
        subjects.close(request=asked, outcome=data["outcome"], answer=data["answer"], by=request.user)
        messages.success(request, _("The request is answered."))
        return redirect(asked)
    context = {
        "page_title": _("Request about personal data"),
        "asked": asked,
        "record": asked.record,
        "form": form,
        "sees_restricted": can(request.user, Permission.VIEW_RESTRICTED, asked.managing_unit),
    }
    return render(request, "organisation/subject_request.html", context)


@requires(Permission.MANAGE_ACCOUNTS)
def request_file(request: Any, public_id: uuid.UUID) -> Any:  # a FileResponse, which is no HttpResponse to the types
    asked = get_object_or_404(_visible(request.user).select_related("managing_unit"), public_id=public_id)
    record = asked.record
    if record is None:
        raise Http404
    if question := ask_before_sheet(request):
        return question
    log_access(request.user, AccessAction.EXPORT, record, rows_count=1)
    sees_all = can(request.user, Permission.VIEW_RESTRICTED, asked.managing_unit)
    return subjects.file_on(record, hidden=[] if sees_all else HIDDEN, sees_all=sees_all)


@requires(Permission.MANAGE_ACCOUNTS)
@shows_identity
def request_anonymise(request: Any, public_id: uuid.UUID) -> HttpResponse:
    asked = get_object_or_404(_visible(request.user).select_related("managing_unit").open(), public_id=public_id)
    form = NamelessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            subjects.anonymise(request=asked, answer=form.cleaned_data["answer"], by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The record is nameless. Money, days and places are unchanged."))
            return redirect(asked)
    context = {
        "page_title": _("Make the record nameless"),
        "question": _("Take the name and everything personal out of %(code)s?") % {"code": asked.record_code},
        "consequences": [
            _("Names, telephone numbers, addresses, notes, letters and photos are gone for good, in the history too."),
            _("Amounts, days, places and papers of money stay, so the books still add up."),
            _("Rows of lists are emptied, lists that wait to be entered are discarded. Backups stay as they are."),
        ],
        "confirm_label": _("Make it nameless"),
        "cancel_url": reverse("organisation:subject_request", args=[asked.public_id]),
        "form": form,
    }
    return render(request, "components/confirm_page.html", context)
