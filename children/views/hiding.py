"""A child whose place must not leak: hiding it, and the page that alone tells where it is."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from children import hiding
from children.forms.hiding import HideForm, WhereaboutsForm
from children.models import Child, Whereabouts
from organisation.access import fetch, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.models.access_log import AccessAction
from organisation.operations import Refused
from organisation.roles import Permission


def _secret(user: Any, public_id: uuid.UUID) -> Child:
    return fetch(Child.objects.visible_to(user), user, Permission.VIEW_RESTRICTED, public_id=public_id)


@requires(Permission.VIEW_RESTRICTED)
def hide(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = _secret(request.user, public_id)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hiding.hide(child=child, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The place of this child is kept secret from now on."))
        except Refused as refusal:
            messages.info(request, str(refusal))
        return redirect(child)
    lines = [
        _("Address, commune, school, circumstances, notes and telephones leave the record, its lists and its papers."),
        _("Photos and letters are shown to no donor, and here only to those who may see restricted circumstances."),
        _("Lists that wait to be entered and name this child are discarded. What was printed stays as it is."),
    ]
    if child.sibling_group_id:
        lines.append(_("Brothers and sisters who live with the child are hidden on their own pages."))
    return _confirm(request, form, child, lines, _("Keep the place of %(name)s secret?"), _("Keep secret"))


@requires(Permission.VIEW_RESTRICTED)
def show_again(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = _secret(request.user, public_id)
    if request.method == "POST":
        try:
            hiding.show_again(child=child, by=request.user)
            messages.success(request, _("What was kept secret stands in the record again."))
        except Refused as refusal:
            messages.info(request, str(refusal))
        return redirect(child)
    lines = [_("Address, school, telephones and photos can be seen again by everybody who may see the record.")]
    return _confirm(request, None, child, lines, _("Show again where %(name)s is?"), _("Show again"))


def _confirm(request: Any, form: Any, child: Child, lines: list[str], question: str, label: str) -> HttpResponse:
    context = {
        "page_title": label,
        "question": question % {"name": child.full_name},
        "consequences": lines,
        "confirm_label": label,
        "tone": "primary",
        "child": child,
        "cancel_url": child.get_absolute_url(),
    }
    return form_page(request, "children/confirm.html", form, context)


@requires(Permission.VIEW_RESTRICTED)
def whereabouts(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = _secret(request.user, public_id)
    found = get_object_or_404(Whereabouts.objects.visible_to(request.user), child=child)
    log_access(request.user, AccessAction.VIEW, found)
    form = WhereaboutsForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(child)
    context = {"page_title": _("Where the child is"), "child": child, "cancel_url": child.get_absolute_url()}
    return form_page(request, "children/part.html", form, context)
