"""Caregivers, consents, needs, school years and visits: the same four pages for each."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children import operations
from children.access import editable
from children.forms import (
    CaregiverForm,
    ConsentForm,
    NeedForm,
    OtherSupportForm,
    ProgressForm,
    VisitForm,
    WithdrawConsentForm,
)
from children.forms.parts import PartForm
from children.models import Child
from children.views.records import RELATIONSHIPS
from organisation.access import requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.models.access_log import AccessAction
from organisation.roles import Permission


@dataclass(frozen=True)
class Part:
    """`related`: the child's related name; the card's anchor on the child's page is the same."""

    related: str
    form: type[PartForm]
    add_title: Any
    edit_title: Any
    delete_title: Any


CAREGIVER = Part(
    "caregivers",
    CaregiverForm,
    gettext_lazy("Add a caregiver"),
    gettext_lazy("Change the caregiver"),
    gettext_lazy("Delete the caregiver"),
)
CONSENT = Part(
    "consents",
    ConsentForm,
    gettext_lazy("Record a consent"),
    gettext_lazy("Change the consent"),
    gettext_lazy("Delete the consent"),
)
NEED = Part(
    "needs", NeedForm, gettext_lazy("Add a need"), gettext_lazy("Change the need"), gettext_lazy("Delete the need")
)
PROGRESS = Part(
    "progress",
    ProgressForm,
    gettext_lazy("Add a school year"),
    gettext_lazy("Change the school year"),
    gettext_lazy("Delete the school year"),
)
VISIT = Part(
    "visits",
    VisitForm,
    gettext_lazy("Record a visit"),
    gettext_lazy("Change the visit"),
    gettext_lazy("Delete the visit"),
)
OTHER_SUPPORT = Part(
    "other_supports",
    OtherSupportForm,
    gettext_lazy("Record help through another channel"),
    gettext_lazy("Change the help through another channel"),
    gettext_lazy("Delete the help through another channel"),
)


@requires(Permission.EDIT_CHILDREN)
def part_add(request: Any, public_id: uuid.UUID, part: Part) -> HttpResponse:
    return _part_form(request, editable(request.user, public_id), part, None)


@requires(Permission.EDIT_CHILDREN)
def part_edit(request: Any, public_id: uuid.UUID, record_id: uuid.UUID, part: Part) -> HttpResponse:
    child = editable(request.user, public_id)
    record = get_object_or_404(getattr(child, part.related), public_id=record_id)
    if request.method == "GET":
        log_access(request.user, AccessAction.VIEW, child)
    return _part_form(request, child, part, record)


def _part_form(request: Any, child: Child, part: Part, record: Any) -> HttpResponse:
    form = part.form(request.POST or None, instance=record, child=child)
    if part is VISIT and record is None:
        form.instance.recorded_by = request.user
    if request.method == "POST" and form.is_valid() and form.saved():
        messages.success(request, _("Saved."))
        return redirect(back_to(child, part))
    context = {
        "page_title": part.edit_title if record else part.add_title,
        "child": child,
        "relationships": RELATIONSHIPS,
        "anchor": part.related,
        "cancel_url": back_to(child, part),
    }
    in_place = request.htmx and request.method == "GET"
    return form_page(request, "children/part_inline.html" if in_place else "children/part.html", form, context)


@requires(Permission.EDIT_CHILDREN)
def part_delete(request: Any, public_id: uuid.UUID, record_id: uuid.UUID, part: Part) -> HttpResponse:
    child = editable(request.user, public_id)
    record = get_object_or_404(getattr(child, part.related), public_id=record_id)
    if request.method == "POST":
        record.delete()
        messages.success(request, _("Deleted. What stood there is still in the history."))
        return redirect(back_to(child, part))
    context = {
        "page_title": part.delete_title,
        "question": _("Delete “%(record)s” from the record of %(name)s?") % {"record": record, "name": child.full_name},
        "consequences": [
            _("Only for what was entered by mistake. What has changed since is added as a new line instead.")
        ],
        "confirm_label": _("Delete"),
        "child": child,
        "cancel_url": back_to(child, part),
    }
    return render(request, "children/confirm.html", context)


@requires(Permission.EDIT_CHILDREN)
def consent_withdraw(request: Any, public_id: uuid.UUID, record_id: uuid.UUID) -> HttpResponse:
    child = editable(request.user, public_id)
    consent = get_object_or_404(child.consents, public_id=record_id)
    form = WithdrawConsentForm(request.POST or None, consent=consent)
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw_consent(consent=consent, on=form.cleaned_data["on"], by=request.user)
            messages.success(request, _("The consent is withdrawn; it holds from now on, for photos too."))
        except operations.ConsentWithdrawn:
            messages.info(request, _("This consent was withdrawn already."))
        return redirect(back_to(child, CONSENT))
    context = {
        "page_title": _("Withdraw the consent"),
        "question": _("Note that the consent “%(consent)s” is withdrawn?") % {"consent": consent},
        "consequences": [_("The record keeps when it was given and when it was withdrawn.")],
        "confirm_label": _("Withdraw"),
        "child": child,
        "cancel_url": back_to(child, CONSENT),
    }
    return form_page(request, "children/confirm.html", form, context)


def back_to(child: Child, part: Part) -> str:
    return f"{child.get_absolute_url()}#{part.related}"
