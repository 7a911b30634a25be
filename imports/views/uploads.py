"""From the file to its columns: what comes in, and what is set aside again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import operations, progress
from imports.cleaning import forget_abandoned
from imports.exceptions import Refused
from imports.forms import BatchFilters, LayoutForm, UploadForm
from imports.layouts import needs_a_look
from imports.models import BatchState, ImportBatch
from imports.reading import RefusedFile
from imports.views.common import STEPS, batch_of, me, visible
from imports.views.forms import empty_forms_for
from organisation.access import can, requires
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.roles import Permission

SAID = {
    "reading": gettext_lazy("Reading the file…"),
    "understanding": gettext_lazy("Understanding the rows…"),
    "keeping": gettext_lazy("Setting the rows ready…"),
    "comparing": gettext_lazy("Comparing with the records…"),
    "entering": gettext_lazy("Entering the rows…"),
}


@requires(Permission.IMPORT_LISTS)
def batch_list(request: HttpRequest) -> HttpResponse:
    rows = visible(request).select_related("managing_unit", "created_by").defer("layout", "corrections")
    listing = Listing(
        request,
        rows,
        form_class=BatchFilters,
        form_kwargs={"user": request.user},
        sorts={"when": ["created_at", "id"]},
        default_sort="-when",
    )
    return listing.render("imports/list.html", {"page_title": _("Import a list")})


@requires(Permission.IMPORT_LISTS)
def upload(request: HttpRequest) -> HttpResponse:
    initial = {"kind": request.GET.get("kind", "")}
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user, initial=initial)
    return receive(request, form)


def receive(
    request: HttpRequest, form: UploadForm, template: str = "imports/upload.html", **context: Any
) -> HttpResponse:
    """The page on which a file is chosen, and the way from there: to the columns, to the rows, or to a file known."""
    if request.method == "POST" and form.is_valid():
        forget_abandoned()
        try:
            batch, is_known = _open(request, form.cleaned_data, form.said)
        except RefusedFile as refused:
            form.add_error("file", _(refused.message) % refused.params)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            if is_known:
                messages.warning(request, _known_already(batch))
                return redirect(batch)
            step = "imports:columns" if needs_a_look(batch.layout["sheets"]) else "imports:batch"
            return redirect(step, batch.public_id)
    shared: dict[str, Any] = {
        "page_title": _("Upload a list"),
        "steps": STEPS,
        "empty_forms": empty_forms_for(request.user),
        "may_export": can(request.user, Permission.EXPORT),
    }
    return form_page(request, template, form, shared | context)


def _open(request: HttpRequest, typed: dict[str, Any], said: dict[str, Any]) -> tuple[ImportBatch, bool]:
    """The batch of this file, and whether it was there before."""
    data = typed["file"].read()
    known = operations.same_file(data=data, kind=typed["kind"], unit=typed["unit"])
    if known:
        if said and known.state == BatchState.CHECKED:
            operations.say_more(batch=known, said=said)
        return known, True
    progress.take_time()
    with progress.followed(request.POST.get("progress", "")):
        batch = operations.open_batch(
            data=data,
            file_name=typed["file"].name,
            kind=typed["kind"],
            unit=typed["unit"],
            by=me(request),
            keep_file=True,
            said=said,
        )
    return batch, False


def _known_already(batch: ImportBatch) -> str:
    if batch.state == BatchState.APPLIED:
        text = _("This very file was entered at %(at)s. Here is what became of it.")
        return text % {"at": _moment(batch.applied_at)}
    text = _("This very file was uploaded at %(at)s and waits to be entered. Go on with it here.")
    return text % {"at": _moment(batch.created_at)}


def _moment(at: Any) -> str:
    return date_format(localtime(at), "H:i d/m/Y")


@requires(Permission.IMPORT_LISTS)
def how_far(request: HttpRequest) -> HttpResponse:
    """For the page that waits: how far the work under its token has come."""
    found = progress.told(request.GET.get("token", ""))
    step, percent = found or ("", 0)
    return JsonResponse({"percent": percent, "text": str(SAID.get(step, ""))})


@requires(Permission.IMPORT_LISTS)
def columns(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    if batch.state != BatchState.CHECKED:
        return redirect(batch)
    form = LayoutForm(request.POST or None, batch=batch, user=request.user)
    if request.method == "POST" and form.is_valid():
        said, kind = form.corrections, form.cleaned_data["kind"]
        if kind == batch.kind and said == batch.corrections:
            return redirect(batch)
        progress.take_time()
        try:
            operations.understand_again(batch=batch, kind=kind, corrections=said)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(batch)
        messages.success(request, _("The file was read again as you said. Look at the columns once more."))
        return redirect("imports:columns", batch.public_id)
    context = {"page_title": _("Check the columns"), "steps": STEPS, "batch": batch}
    return render(request, "imports/columns.html", {"form": form, **context})


@requires(Permission.IMPORT_LISTS)
def discard(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    if request.method == "POST":
        try:
            operations.discard_batch(batch=batch)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The list was set aside. Nothing of it was entered."))
        return redirect("imports:list")
    if batch.state != BatchState.CHECKED:
        return redirect(batch)
    context = {
        "page_title": _("Set the list aside"),
        "question": _("Set “%(file)s” aside without entering it?") % {"file": batch.file_name},
        "consequences": [_("The file and its rows are deleted from here. Your own file stays where it is.")],
        "confirm_label": _("Yes, set it aside"),
        "cancel_url": batch.get_absolute_url(),
    }
    return render(request, "components/confirm_page.html", context)
