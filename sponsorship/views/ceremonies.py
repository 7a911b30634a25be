"""Handover ceremonies: plan, print the list to sign, then one press when it is over."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisation.access import SignedInRequest, can, fetch, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.identity import asks_identity
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.templatetags.vietnamese import number, vnd
from sponsorship import operations
from sponsorship.access import is_away
from sponsorship.exceptions import LinesRefused, NothingToBook, Refused
from sponsorship.forms.ceremonies import CeremonyForm, ListForm
from sponsorship.handover_photos import hidden_for_consent
from sponsorship.models import Ceremony
from sponsorship.models.ceremony import CeremonyState
from sponsorship.views.batches import BatchFilters
from sponsorship.views.launches import round_asked


def ceremony_of(request: SignedInRequest, permission: Permission, public_id: uuid.UUID) -> Ceremony:
    visible = Ceremony.objects.visible_to(request.user).select_related("campaign", "commune", "delivered_by")
    return fetch(visible, request.user, permission, public_id=public_id)


def lines_of(ceremony: Ceremony, user: Any) -> Any:
    lines = ceremony.lines.annotate(is_away=is_away("pledge", user))
    return lines.select_related(
        "pledge__child__commune", "pledge__donor", "pledge__balance", "handover", "handover__reversed_by"
    )


@requires(Permission.VIEW_MONEY)
def ceremony_list(request: SignedInRequest) -> HttpResponse:
    rows = Ceremony.objects.visible_to(request.user).select_related("campaign", "commune", "managing_unit")
    listing = Listing(
        request,
        rows.annotate(
            lines_count=Count("lines"),
            given_count=Count("lines__handover", filter=Q(lines__handover__reversed_by=None)),
            lines_vnd=Sum("lines__amount_vnd"),
        ),
        form_class=BatchFilters,
        sorts={"day": ["held_on", "id"]},
        default_sort="-day",
    )
    context = {"page_title": _("Handover ceremonies"), "can_record": can(request.user, Permission.RECORD_MONEY)}
    return listing.render("sponsorship/ceremonies.html", context)


@requires(Permission.RECORD_MONEY)
def ceremony_add(request: SignedInRequest) -> HttpResponse:
    form = CeremonyForm(request.POST or None, user=request.user, initial=round_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            planned = operations.plan_ceremony(
                by=request.user,
                unit=form.cleaned_data["unit"],
                values=form.values,
                with_unpaid=form.cleaned_data["with_unpaid"],
            )
        except NothingToBook:
            form.add_error(None, _("No pledge here has money to hand over. Choose another round or commune."))
        else:
            return redirect("sponsorship:ceremony", planned.public_id)
    return form_page(request, "sponsorship/ceremony_form.html", form, {"page_title": _("Prepare a ceremony")})


@requires(Permission.VIEW_MONEY)
def ceremony(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Before: the list to correct. Afterwards, or for who may only look: what was given to whom."""
    found = ceremony_of(request, Permission.VIEW_MONEY, public_id)
    may_record = can(request.user, Permission.RECORD_MONEY, found.managing_unit)
    log_access(request.user, AccessAction.VIEW, found)
    context: dict[str, Any] = {"page_title": found.place, "ceremony": found, "can_record": may_record}
    context["may_export"] = can(request.user, Permission.EXPORT, found.managing_unit)
    if found.state == CeremonyState.HELD or not may_record:
        lines = list(lines_of(found, request.user))
        context |= _given(lines) | _photos(found, lines)
        return render(request, "sponsorship/ceremony_held.html", context)
    if request.method == "POST":
        return _save(request, found, context)
    return _list(request, context, ListForm(None, ceremony=found, lines=lines_of(found, request.user)))


def _given(lines: list[Any]) -> dict[str, Any]:
    """What was taken back later was neither given nor missed."""
    given = [line for line in lines if line.handover_id and not hasattr(line.handover, "reversed_by")]
    return {
        "lines": lines,
        "given_count": len(given),
        "absent_count": sum(line.is_absent for line in lines),
        "given_vnd": sum(line.amount_vnd for line in given),
    }


def _photos(ceremony: Ceremony, lines: list[Any]) -> dict[str, Any]:
    photos = list(ceremony.photos.all())
    hidden = hidden_for_consent(line.pledge.child_id for line in lines if line.handover_id) if photos else 0
    return {"photos": [] if hidden else photos, "photos_count": len(photos), "without_consent": hidden}


def _list(request: SignedInRequest, context: dict[str, Any], table: ListForm) -> HttpResponse:
    lines = [form.line for form in table.forms]
    totals = {
        "table": table,
        "total_vnd": sum(line.amount_vnd for line in lines),
        "direct_count": sum(line.is_direct for line in lines),
    }
    return render(request, "sponsorship/ceremony_list.html", context | totals)


def _save(request: SignedInRequest, ceremony: Ceremony, context: dict[str, Any]) -> HttpResponse:
    table = ListForm(request.POST, ceremony=ceremony, lines=lines_of(ceremony, request.user))
    if not table.is_valid():
        table.error = _("Nothing is saved yet: look at the lines that are marked.")
        return _list(request, context, table)
    try:
        operations.save_ceremony_lines(ceremony=ceremony, by=request.user, lines=table.lines, version=table.version)
    except Refused as error:
        messages.warning(request, str(error))
        return redirect("sponsorship:ceremony", ceremony.public_id)
    if "deliver" not in request.POST:
        messages.success(request, _("The list is saved. Nothing is booked yet."))
        return redirect("sponsorship:ceremony", ceremony.public_id)
    return redirect("sponsorship:ceremony_deliver", ceremony.public_id)


@requires(Permission.RECORD_MONEY)
def ceremony_deliver(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The last question: what is booked, who stays without."""
    found = ceremony_of(request, Permission.RECORD_MONEY, public_id)
    if found.state == CeremonyState.HELD:
        return redirect("sponsorship:ceremony", public_id)
    if request.method == "POST":
        return _deliver(request, found)
    lines = list(lines_of(found, request.user))
    present = [line for line in lines if not line.is_absent]
    facts = {"n": number(len(present)), "total": vnd(sum(line.amount_vnd for line in present))}
    text = ngettext("Book %(n)s handover, %(total)s?", "Book %(n)s handovers, %(total)s?", len(present)) % facts
    absent = ", ".join(
        line.pledge.code if line.is_away else line.pledge.child.full_name for line in lines if line.is_absent
    )
    direct = sum(line.is_direct for line in present)
    consequences = [_("Everybody on the list signed for what they got.")]
    if absent:
        consequences.append(_("Absent, the money stays held: %(names)s.") % {"names": absent})
    if direct:
        said = ngettext(
            "%(n)s donor gave there: a receipt is booked too.",
            "%(n)s donors gave there: receipts are booked too.",
            direct,
        )
        consequences.append(said % {"n": number(direct)})
    context = {
        "page_title": text,
        "consequences": consequences,
        "confirm_label": _("All handed over"),
        "tone": "primary",
        "ceremony": found,
        "cancel_url": reverse("sponsorship:ceremony", args=[public_id]),
    }
    return render(request, "sponsorship/ceremony_confirm.html", context)


def _deliver(request: SignedInRequest, ceremony: Ceremony) -> HttpResponse:
    try:
        handovers = operations.deliver(ceremony=ceremony, by=request.user)
    except LinesRefused as error:
        table = ListForm(None, ceremony=ceremony, lines=lines_of(ceremony, request.user))
        wrong = error.details["lines"]
        table.error = str(error)
        context = {"page_title": ceremony.place, "ceremony": ceremony, "can_record": True, "wrong": wrong}
        context["may_export"] = can(request.user, Permission.EXPORT, ceremony.managing_unit)
        for form in table.forms:
            form.why = wrong.get(form.line.position, "")  # type: ignore[attr-defined]  # read by the template
        return _list(request, context, table)
    except Refused as error:
        messages.warning(request, str(error))
        return redirect("sponsorship:ceremony", ceremony.public_id)
    n = len(handovers)
    messages.success(
        request,
        ngettext("%(n)s handover is booked.", "%(n)s handovers are booked.", n) % {"n": number(n)},
    )
    return redirect("sponsorship:ceremony", ceremony.public_id)


@requires(Permission.EXPORT)
@asks_identity
def ceremony_sheet(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The list to sign, to be printed."""
    found = ceremony_of(request, Permission.EXPORT, public_id)
    lines = list(lines_of(found, request.user))
    log_access(request.user, AccessAction.PRINT, found, rows_count=len(lines))
    context = {
        "page_title": _("List to sign on receipt"),
        "ceremony": found,
        "lines": lines,
        "total_vnd": sum(line.amount_vnd for line in lines),
    }
    return render(request, "sponsorship/ceremony_sheet.html", context)


@requires(Permission.RECORD_MONEY)
def ceremony_drop(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = ceremony_of(request, Permission.RECORD_MONEY, public_id)
    if request.method == "POST":
        try:
            operations.drop_ceremony(ceremony=found, by=request.user)
        except Refused as error:
            messages.info(request, str(error))
            return redirect("sponsorship:ceremony", public_id)
        messages.success(request, _("The plan is thrown away. Nothing had been booked."))
        return redirect("sponsorship:ceremonies")
    context = {
        "page_title": _("Throw away the plan of this ceremony?"),
        "question": found.place,
        "consequences": [_("No handover has been booked from it.")],
        "confirm_label": _("Throw away"),
        "ceremony": found,
        "cancel_url": reverse("sponsorship:ceremony", args=[public_id]),
    }
    return render(request, "sponsorship/ceremony_confirm.html", context)
