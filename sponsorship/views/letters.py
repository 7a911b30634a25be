"""Letters between children, donors and the programme: recorded, read, forwarded."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from children import pictures
from children.hiding import sees_place
from children.showing import What, shown_to_donors
from organisation.access import SignedInRequest, can, require, requires, units_where
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.search_words import words_in
from organisation.stored_files import send
from sponsorship.access import pledge_for
from sponsorship.exceptions import Refused
from sponsorship.forms.letters import DecideForm, KeepForm, LetterFilters, LetterForm, PageForm
from sponsorship.models import Letter, LetterPage, Pledge
from sponsorship.models.letter import Direction
from sponsorship.operations import letters as operations
from sponsorship.rows import pledge_rows
from sponsorship.touch_cells import LETTER_SHEET, LETTER_SORTS, draw_letters, letter_badge, letter_rows

PARTS = ("pledge__child__commune", "pledge__donor", "pledge__managing_unit", "recorded_by", "decided_by")
FOUND_AT_MOST = 20


def letter_for(user: Any, permission: Permission, public_id: uuid.UUID) -> Letter:
    """Another unit's letter is a 404, one that this person may only read a 403."""
    letter = get_object_or_404(Letter.objects.visible_to(user).select_related(*PARTS), public_id=public_id)
    require(user, permission, letter.managing_unit)
    return letter


@requires(Permission.VIEW_PLEDGES)
def letter_list(request: SignedInRequest) -> HttpResponse:
    user = request.user
    listing = Listing(
        request,
        Letter.objects.visible_to(user),
        as_rows=letter_rows,
        form_class=LetterFilters,
        sorts=LETTER_SORTS,
        default_sort="-day",
        columns=LETTER_SHEET,
        draw=draw_letters,
        filename="thu-tu",
        export_unit_field="pledge__managing_unit",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Letter, rows_count=rows_count),
    )
    context = {"page_title": _("Letters"), "may_add": can(user, Permission.EDIT_CHILDREN)}
    return listing.render("sponsorship/letters.html", context)


@requires(Permission.VIEW_PLEDGES)
def letter(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = letter_for(request.user, Permission.VIEW_PLEDGES, public_id)
    log_access(request.user, AccessAction.VIEW, found)
    context = {
        "page_title": _("Letter %(code)s") % {"code": found.code},
        "letter": found,
        "state": letter_badge(found.state),
        "pages": list(found.pages.all()) if sees_place(request.user, found.pledge.child) else [],
        "goes_to_donor": found.direction != Direction.FROM_DONOR,
        "is_shown": found.pledge.child_id in shown_to_donors([found.pledge.child], What.LETTER),
        "can_edit": found.is_waiting and can(request.user, Permission.EDIT_CHILDREN, found.managing_unit),
        "can_decide": found.is_waiting and can(request.user, Permission.MATCH, found.managing_unit),
    }
    return render(request, "sponsorship/letter.html", context)


@requires(Permission.VIEW_PLEDGES)
def letter_page(request: SignedInRequest, public_id: uuid.UUID, pk: int) -> Any:
    """A photographed page; ?size=small for the thumbnail."""
    found = letter_for(request.user, Permission.VIEW_PLEDGES, public_id)
    page: LetterPage = get_object_or_404(found.pages, pk=pk)
    if not sees_place(request.user, found.pledge.child):
        raise Http404
    path = pictures.path_of(page.file, small=request.GET.get("size") == "small")
    if not path.is_file():
        raise Http404
    log_access(request.user, AccessAction.PHOTO, found)
    return send(path, name="thu.jpg", content_type="image/jpeg")


# --- Recording ----------------------------------------------------------------------------------


@requires(Permission.EDIT_CHILDREN)
def letter_add(request: SignedInRequest) -> HttpResponse:
    """First the pledge is found (?pledge=, or ?q=), then the letter is written down."""
    pledge, found = _pledge_asked(request)
    page = {"page_title": _("Record a letter"), "cancel_url": reverse("sponsorship:letters")}
    if pledge is None:
        found_by = {"found": found, "q": words_in(request), "list_url": page["cancel_url"]}
        return render(request, "sponsorship/letter_find.html", page | found_by)
    bound = request.method == "POST"
    form = LetterForm(request.POST, request.FILES) if bound else LetterForm()
    if bound and form.is_valid():
        form.instance.pledge = pledge
        saved = operations.record_letter(letter=form.instance, pages=form.cleaned_data["pages"], by=request.user)
        messages.success(request, _("The letter is kept. Read it once more, then forward it."))
        return redirect("sponsorship:letter", saved.public_id)
    return form_page(request, "sponsorship/letter_form.html", form, page | {"pledge": pledge})


def _pledge_asked(request: SignedInRequest) -> tuple[Pledge | None, list[Any]]:
    user, q = request.user, words_in(request)
    try:
        public_id = uuid.UUID(request.GET.get("pledge", ""))
    except ValueError:
        if not q:
            return None, []
        units = units_where(user, Permission.EDIT_CHILDREN)
        pledges = Pledge.objects.visible_to(user).filter(managing_unit__in=units).search(q)
        rows = list(pledge_rows(pledges).order_by("-starts_on", "-id")[:FOUND_AT_MOST])
        log_access(user, AccessAction.SEARCH, Pledge, rows_count=len(rows))
        return None, rows
    return pledge_for(user, Permission.EDIT_CHILDREN, public_id), []


def _for_change(request: SignedInRequest, permission: Permission, public_id: uuid.UUID) -> tuple[Letter, bool]:
    """The letter, and whether it still waits; if not, that is said."""
    found = letter_for(request.user, permission, public_id)
    if not found.is_waiting:
        messages.info(request, str(operations.LetterDecided()))
    return found, found.is_waiting


@requires(Permission.EDIT_CHILDREN)
def letter_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found, waits = _for_change(request, Permission.EDIT_CHILDREN, public_id)
    if not waits:
        return redirect(found)
    form = LetterForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(found)
    page = {"page_title": _("Change the letter"), "pledge": found.pledge, "letter": found}
    return form_page(request, "sponsorship/letter_form.html", form, page | {"cancel_url": found.get_absolute_url()})


@requires(Permission.EDIT_CHILDREN)
def letter_page_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found, waits = _for_change(request, Permission.EDIT_CHILDREN, public_id)
    if not waits:
        return redirect(found)
    form = PageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        for picture in form.cleaned_data["pages"]:
            operations.add_page(letter=found, picture=picture, by=request.user)
        messages.success(request, _("The pages are kept."))
        return redirect(found)
    page = {"page_title": _("Add pages"), "pledge": found.pledge, "letter": found}
    return form_page(request, "sponsorship/letter_form.html", form, page | {"cancel_url": found.get_absolute_url()})


@requires(Permission.EDIT_CHILDREN)
def letter_drop(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found, waits = _for_change(request, Permission.EDIT_CHILDREN, public_id)
    if not waits:
        return redirect(found)
    if request.method == "POST":
        operations.drop_letter(letter=found, by=request.user)
        messages.success(request, _("The letter is deleted."))
        return redirect("sponsorship:letters")
    page = {
        "page_title": _("Delete the letter"),
        "question": _("Delete letter %(code)s and its pages?") % {"code": found.code},
        "consequences": [_("Only for what was entered by mistake. It cannot be brought back.")],
        "confirm_label": _("Delete"),
    }
    return _asked(request, found, None, page)


# --- Deciding -----------------------------------------------------------------------------------


@requires(Permission.MATCH)
def letter_forward(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found, waits = _for_change(request, Permission.MATCH, public_id)
    if not waits:
        return redirect(found)
    page = {
        "page_title": _("Forward the letter"),
        "question": _("Has the letter been forwarded?"),
        "consequences": [_("From then on it stands on the donor's personal page, if the family's consents allow it.")]
        if found.direction != Direction.FROM_DONOR
        else [],
        "confirm_label": _("It is forwarded"),
        "tone": "primary",
    }
    said = _("The letter is noted as forwarded.")
    return _decide(request, found, DecideForm, operations.forward_letter, page, said)


@requires(Permission.MATCH)
def letter_keep(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found, waits = _for_change(request, Permission.MATCH, public_id)
    if not waits:
        return redirect(found)
    page = {
        "page_title": _("Keep the letter back"),
        "question": _("Keep this letter in the file and not forward it?"),
        "consequences": [_("It stays readable here; the donor does not see it.")],
        "confirm_label": _("Keep it back"),
        "tone": "primary",
    }
    return _decide(request, found, KeepForm, operations.keep_letter_back, page, _("The letter stays in the file."))


def _decide(request: SignedInRequest, found: Letter, form_class: Any, do: Any, page: Any, said: str) -> HttpResponse:
    form = form_class(request.POST or None, letter=found)
    if request.method == "POST" and form.is_valid():
        try:
            do(letter=found, on=form.cleaned_data["on"], note=form.cleaned_data["note"], by=request.user)
            messages.success(request, said)
        except Refused as error:
            messages.info(request, str(error))
        return redirect(found)
    return _asked(request, found, form, page)


def _asked(request: SignedInRequest, found: Letter, form: Any, page: dict[str, Any]) -> HttpResponse:
    context = page | {"letter": found, "cancel_url": found.get_absolute_url()}
    return form_page(request, "sponsorship/letter_confirm.html", form, context)
