import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from children import operations
from children.access import editable, readable
from children.duplicates import possible_duplicates, possible_siblings
from children.forms import ChildForm, EndNeedForm, NewChildForm, ReopenNeedForm
from children.hiding import sees_place
from children.merging import CHILDREN
from children.models import Caregiver, Child, Consent, Need, OtherSupport, Progress, Visit, Whereabouts
from children.models.choices import RESTRICTED_GROUPS, CircumstanceGroup
from children.models.hiding import PLACES, places_in
from children.photos import present_photo
from children.states import state_of
from organisation.access import can, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.history import WORDS, Part, history_page
from organisation.merge_pages import leads_on
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sent_twice import ask_again, sent_before, tell_saved_already

RELATIONSHIPS = "mẹ,bố,bà nội,ông nội,bà ngoại,ông ngoại,cô,dì,chú,bác,cậu,mợ,thím,anh,chị".split(",")


@requires(Permission.VIEW_CHILDREN)
@leads_on(CHILDREN)
def child_detail(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = readable(request.user, public_id)
    log_access(request.user, AccessAction.VIEW, child)
    return render(request, "children/detail.html", _detail(request.user, child))


PARTS = [
    Part(Caregiver, "child", "full_name"),
    Part(Consent, "child", "purpose"),
    Part(Need, "child", "kind"),
    Part(Progress, "child", "school_year"),
    Part(Visit, "child", "visited_on"),
    Part(OtherSupport, "child", "channel"),
]
WORDS["children.Progress.school_year"] = lambda year: f"{year}–{year + 1}"


@requires(Permission.VIEW_CHILDREN)
def child_history(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = readable(request.user, public_id)
    log_access(request.user, AccessAction.VIEW, child)
    parts = PARTS
    if child.is_hidden and sees_place(request.user, child):
        parts = [*PARTS, Part(Whereabouts, "child", "reason", hidden=("parts", "hidden_by"))]
    elif child.is_hidden:
        parts = [replace(part, hidden=places_in(part.model)) for part in PARTS]
    return history_page(
        request,
        child,
        parts=parts,
        hidden=_hidden_in_history(request.user, child),
        list_crumb=(_("Children"), reverse("children:list")),
    )


def _hidden_in_history(user: Any, child: Child) -> list[str]:
    groups = [] if _sees_restricted(user, child) else ["circumstance_groups"]
    return groups if sees_place(user, child) else [*groups, *PLACES]


def _detail(user: Any, child: Child) -> dict[str, Any]:
    caregivers, consents = list(child.caregivers.all()), list(child.consents.all())
    visible = Child.objects.visible_to(user)
    siblings = (
        visible.filter(sibling_group=child.sibling_group_id).exclude(pk=child.pk) if child.sibling_group_id else []
    )
    can_edit = can(user, Permission.EDIT_CHILDREN, child.managing_unit)
    photos = list(child.photos.all())
    return {
        "page_title": child.full_name,
        "child": child,
        "state": state_of(child),
        "photo": present_photo(photos, consents) if sees_place(user, child) else None,
        "photos": photos if sees_place(user, child) else [],
        "whereabouts": Whereabouts.objects.visible_to(user).filter(child=child).first() if child.is_hidden else None,
        "can_hide": _sees_restricted(user, child),
        "caregivers": caregivers,
        "consents": consents,
        "consents_needed": _consents_needed(consents),
        "needs": list(child.needs.order_by("met_on", "-recorded_on")),
        "progress": list(child.progress.all()),
        "visits": list(child.visits.select_related("recorded_by")),
        "siblings": list(siblings),
        "suggested_siblings": possible_siblings(visible, child, caregivers) if can_edit else [],
        "groups": _groups_shown(user, child),
        "can_edit": can_edit,
        "relationships": RELATIONSHIPS,
        "hidden_in_history": ",".join(_hidden_in_history(user, child)),
    }


def _sees_restricted(user: Any, child: Child) -> bool:
    return can(user, Permission.VIEW_RESTRICTED, child.managing_unit)


def _groups_shown(user: Any, child: Child) -> list[str]:
    sees_all = _sees_restricted(user, child)
    return [
        str(CircumstanceGroup(g).label) for g in child.circumstance_groups if sees_all or g not in RESTRICTED_GROUPS
    ]


def _consents_needed(consents: list[Any]) -> bool:
    return not any(c.purpose == "process" and c.is_in_force for c in consents)


@requires(Permission.EDIT_CHILDREN)
def child_add(request: Any) -> HttpResponse:
    form = NewChildForm(request.POST or None, user=request.user)
    duplicates: list[Child] = []
    if request.method == "POST" and form.is_valid():
        visible = Child.objects.visible_to(request.user)
        sent = sent_before(visible, form)
        if sent and form.says_the_same(sent):
            tell_saved_already(request, sent)
            return redirect(sent)
        if sent:
            ask_again(request, form, sent)
        elif "save_anyway" not in request.POST:
            duplicates = possible_duplicates(
                visible,
                full_name=form.cleaned_data["full_name"],
                birth_date=form.instance.birth_date,
                phones=form.phones(),
            )
        if not sent and not duplicates:
            return _register(request, form)
    context = {"page_title": _("Add a child"), "duplicates": duplicates, "relationships": RELATIONSHIPS}
    return form_page(request, "children/add.html", form, context)


def _register(request: Any, form: NewChildForm) -> HttpResponse:
    child = operations.register_child(
        child=form.instance, caregiver=form.caregiver(), needs=form.cleaned_data["needs"], by=request.user
    )
    child.refresh_from_db()
    said = _("%(name)s is in the list now, with the code %(code)s.") % {"name": child.full_name, "code": child.code}
    messages.success(request, said)
    return redirect("children:add" if "another" in request.POST else child)


@requires(Permission.EDIT_CHILDREN)
@leads_on(CHILDREN)
def child_edit(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = editable(request.user, public_id)
    if request.method == "GET":
        log_access(request.user, AccessAction.VIEW, child)
    form = ChildForm(request.POST or None, instance=child, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The record is saved. The earlier version stays in its history."))
        return redirect(child)
    name = Child.objects.get(pk=child.pk).full_name if request.method == "POST" else child.full_name
    context = {
        "page_title": _("Change the record"),
        "child": child,
        "child_name": name,
        "cancel_url": child.get_absolute_url(),
    }
    return form_page(request, "children/edit.html", form, context)


@requires(Permission.EDIT_CHILDREN)
def need_end(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = editable(request.user, public_id)
    form = EndNeedForm(request.POST or None, child=child)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_need(
                child=child, reason=form.cleaned_data["reason"], on=form.cleaned_data["on"], by=request.user
            )
            messages.success(
                request, _("The child is no longer in the list of those who wait. It can be put back at any time.")
            )
        except operations.NeedAlreadyEnded:
            messages.info(request, _("This child is not registered as in need."))
        return redirect(child)
    lines = [_("The record stays, with everything in it.")]
    if child.taken_places:
        lines.append(_("Its pledges go on until they are ended themselves."))
    context = {
        "page_title": _("The child needs no donor any more"),
        "question": _("Take %(name)s off the list of children who need a donor?") % {"name": child.full_name},
        "consequences": lines,
        "confirm_label": _("Take off the list"),
        "tone": "primary",
        "child": child,
        "cancel_url": child.get_absolute_url(),
    }
    return form_page(request, "children/confirm.html", form, context)


@requires(Permission.EDIT_CHILDREN)
def need_reopen(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = editable(request.user, public_id)
    form = ReopenNeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.reopen_need(child=child, on=form.cleaned_data["on"], by=request.user)
            messages.success(request, _("The child is in the list of those who need a donor."))
        except operations.NeedNotEnded:
            messages.info(request, _("This child is registered as in need already."))
        return redirect(child)
    context = {
        "page_title": _("The child needs a donor"),
        "question": _("Put %(name)s on the list of children who need a donor?") % {"name": child.full_name},
        "confirm_label": _("Put on the list"),
        "tone": "primary",
        "child": child,
        "cancel_url": child.get_absolute_url(),
    }
    return form_page(request, "children/confirm.html", form, context)
