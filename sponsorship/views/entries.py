"""One receipt, one handover and its photos, and money moved from pledge to pledge."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from children import pictures
from children.forms import PhotoForm
from organisation.access import SignedInRequest, can, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.stored_files import send
from organisation.templatetags.vietnamese import dmy, vnd
from sponsorship import operations
from sponsorship.access import pledge_for
from sponsorship.exceptions import AlreadyBooked, Refused
from sponsorship.forms import ReverseForm
from sponsorship.forms.moves import MoveForm
from sponsorship.handover_photos import children_on, hidden_for_consent
from sponsorship.models import Ceremony, Handover, HandoverPhoto, MoneyMove, Receipt
from sponsorship.views.ceremonies import ceremony_of
from vietnamese.money import in_words

SIDES = (
    "pledge__child__commune",
    "pledge__donor",
    "pledge__managing_unit",
    "unit",
    "recorded_by",
    "reversed_by",
    "reverses",
)


def _entry(request: SignedInRequest, model: Any, public_id: uuid.UUID, *more: str) -> Any:
    entry = get_object_or_404(model.objects.visible_to(request.user).select_related(*SIDES, *more), public_id=public_id)
    log_access(request.user, AccessAction.VIEW, entry)
    return entry


@requires(Permission.VIEW_MONEY)
def receipt(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = _entry(request, Receipt, public_id, "number_unit", "batch_line__batch", "move__decided_by")
    number = found.number_text
    context = {
        "page_title": _("Receipt no. %(number)s") % {"number": number} if number else _("Money moved"),
        "receipt": found,
        "in_words": in_words(abs(found.amount_vnd)) if get_language() == "vi" else "",  # as the paper has it
        "bank_line": found.bank_lines.first(),
        "other_half": found.move and found.move.entries.exclude(pledge=found.pledge).select_related("pledge").first(),
        "can_record": can(request.user, Permission.RECORD_MONEY, found.unit),
        "is_standing": not found.reverses_id and not hasattr(found, "reversed_by"),
    }
    return render(request, "sponsorship/receipt.html", context)


@requires(Permission.VIEW_MONEY)
def handover(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = _entry(request, Handover, public_id, "ceremony_line__ceremony")
    photos = list(found.photos.all())
    hidden = bool(photos) and hidden_for_consent([found.pledge.child_id])
    context = {
        "page_title": _("Handover %(code)s") % {"code": found.code},
        "handover": found,
        "photos": [] if hidden else photos,
        "photos_count": len(photos),
        "without_consent": hidden,
        "can_record": can(request.user, Permission.RECORD_MONEY, found.unit),
        "is_standing": not found.reverses_id and not hasattr(found, "reversed_by"),
    }
    return render(request, "sponsorship/handover.html", context)


def _add_photo(request: SignedInRequest, back: str, what: str, **owner: Any) -> HttpResponse:
    form = PhotoForm(request.POST or None, request.FILES or None)
    del form.fields["taken_on"]
    if request.method == "POST" and form.is_valid():
        operations.add_handover_photo(picture=form.cleaned_data["photo"], by=request.user, **owner)
        messages.success(request, _("The photo is kept. It is shown while the consents of the children stand."))
        return redirect(back)
    context = {"page_title": _("Add a photo"), "cancel_url": back, "what": what}
    return form_page(request, "sponsorship/photo_form.html", form, context)


@requires(Permission.RECORD_MONEY)
def handover_photo_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = _entry(request, Handover, public_id)
    require(request.user, Permission.RECORD_MONEY, found.unit)
    return _add_photo(request, reverse("sponsorship:handover", args=[public_id]), found.code, handover=found)


@requires(Permission.RECORD_MONEY)
def ceremony_photo_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found: Ceremony = ceremony_of(request, Permission.RECORD_MONEY, public_id)
    return _add_photo(request, reverse("sponsorship:ceremony", args=[public_id]), found.place, ceremony=found)


@requires(Permission.VIEW_MONEY)
def handover_photo(request: SignedInRequest, public_id: uuid.UUID, pk: int) -> Any:
    """A photo of the handover or ceremony with this public id; ?size=small for the thumbnail."""
    photos = HandoverPhoto.objects.select_related("handover__pledge")
    handovers = Handover.objects.visible_to(request.user).filter(public_id=public_id)
    ceremonies = Ceremony.objects.visible_to(request.user).filter(public_id=public_id)
    found = photos.filter(Q(handover__in=handovers) | Q(ceremony__in=ceremonies), pk=pk).first()
    if found is None or hidden_for_consent(children_on(found)):
        raise Http404
    path = pictures.path_of(found.file, small=request.GET.get("size") == "small")
    if not path.is_file():
        raise Http404
    log_access(request.user, AccessAction.PHOTO, found.handover or found.ceremony or found)
    return send(path, name="photo.jpg", content_type="image/jpeg")


@requires(Permission.RECORD_MONEY)
def move_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Move what this pledge holds to another one, by name."""
    pledge = pledge_for(request.user, Permission.RECORD_MONEY, public_id)
    back = reverse("sponsorship:pledge", args=[public_id])
    if not pledge.balance.held_vnd and request.method != "POST":
        messages.info(request, _("Nothing is held for this pledge at the moment."))
        return redirect(back)
    initial = {
        "amount_vnd": pledge.balance.surplus_vnd or pledge.balance.held_vnd,
        "to": request.GET.get("to", "")[:20],
    }
    form = MoveForm(request.POST if request.method == "POST" else None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            move = operations.move_money(from_pledge=pledge, by=request.user, **form.entry)
        except AlreadyBooked as error:
            messages.info(request, str(error))
            return redirect(back)
        except Refused as error:
            form.refuse(error)
        else:
            facts = {"amount": vnd(move.amount_vnd), "to": move.to_pledge.code}
            messages.success(
                request, _("%(amount)s is moved to %(to)s. A mistake? Take it back on the page of the entry.") % facts
            )
            return redirect(back)
    context = {"page_title": _("Move money to another pledge"), "pledge": pledge, "cancel_url": back}
    return form_page(request, "sponsorship/move_form.html", form, context)


@requires(Permission.RECORD_MONEY)
def move_reverse(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Both pledges must be where this person may book."""
    visible = Receipt.objects.visible_to(request.user).filter(move__isnull=False)
    entry = get_object_or_404(
        visible.select_related("move__from_pledge__managing_unit", "move__to_pledge__managing_unit"),
        public_id=public_id,
    )
    move: MoneyMove = entry.move
    for pledge in (move.from_pledge, move.to_pledge):
        require(request.user, Permission.RECORD_MONEY, pledge.managing_unit)
    back = reverse("sponsorship:pledge", args=[entry.pledge.public_id])
    form = ReverseForm(request.POST if request.method == "POST" else None, initial={"on": move.moved_on})
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        try:
            operations.take_back_move(move=move, by=request.user, note=answer["note"], on=answer["on"])
        except Refused as error:
            form.refuse(error)
        else:
            messages.success(request, _("The move is taken back; all entries stay readable."))
            return redirect(back)
    facts = {"amount": vnd(move.amount_vnd), "day": dmy(move.moved_on)}
    sides = {"to": move.to_pledge.code, "source": move.from_pledge.code}
    context = {
        "form": form,
        "pledge": entry.pledge,
        "page_title": _("Take back the move of %(amount)s of %(day)s?") % facts,
        "consequences": [_("The money goes back from %(to)s to %(source)s.") % sides],
        "confirm_label": _("Take back"),
        "cancel_url": back,
    }
    return render(request, "sponsorship/step.html", context)
