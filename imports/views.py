from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from imports import operations, undoing
from imports.exceptions import Hindered, Refused
from imports.forms import BatchFilters, LayoutForm, RowFilters, UploadForm
from imports.layouts import needs_a_look
from imports.mending import mend_response
from imports.models import BatchState, ImportBatch
from imports.reading import RefusedFile
from imports.showing import Presenter
from imports.tabs import choose_tab, tabs_of
from imports.writers import writer
from organisation.access import can, fetch, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models import User
from organisation.models.access_log import AccessAction
from organisation.roles import Permission

STEPS = (
    gettext_lazy("Choose the file"),
    gettext_lazy("Check the columns"),
    gettext_lazy("Check the rows"),
    gettext_lazy("Entered"),
)


def me(request: HttpRequest) -> User:
    return cast(User, request.user)


def visible(request: HttpRequest) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.visible_to(request.user)


def batch_of(request: HttpRequest, public_id: Any) -> ImportBatch:
    return fetch(visible(request), request.user, Permission.IMPORT_LISTS, public_id=public_id)


def address(name: str) -> str:
    """A page of an app above this one; "" where it does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@requires(Permission.IMPORT_LISTS)
def batch_list(request: HttpRequest) -> HttpResponse:
    rows = visible(request).select_related("managing_unit", "created_by").defer("layout", "corrections")
    listing = Listing(
        request, rows, form_class=BatchFilters, sorts={"when": ["created_at", "id"]}, default_sort="-when"
    )
    return listing.render("imports/list.html", {"page_title": _("Import a list")})


@requires(Permission.IMPORT_LISTS)
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            batch = operations.open_batch(
                data=form.cleaned_data["file"].read(),
                file_name=form.cleaned_data["file"].name,
                kind=form.cleaned_data["kind"],
                unit=form.cleaned_data["unit"],
                by=me(request),
                keep_file=True,
            )
        except RefusedFile as refused:
            form.add_error("file", _(refused.message) % refused.params)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            step = "imports:columns" if needs_a_look(batch.layout["sheets"]) else "imports:batch"
            return redirect(step, batch.public_id)
    return form_page(request, "imports/upload.html", form, {"page_title": _("Upload a list"), "steps": STEPS})


@requires(Permission.IMPORT_LISTS)
def columns(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    if batch.state != BatchState.CHECKED:
        return redirect(batch)
    form = LayoutForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.is_valid():
        corrections, kind = form.corrections, form.cleaned_data["kind"]
        if kind == batch.kind and corrections == batch.corrections:
            return redirect(batch)
        try:
            operations.understand_again(batch=batch, kind=kind, corrections=corrections)
        except (Refused, RefusedFile, FileNotFoundError):
            messages.error(request, _("The file is not there any more. Choose it once again."))
            return redirect("imports:upload")
        messages.success(request, _("The file was read again as you said. Look at the columns once more."))
        return redirect("imports:columns", batch.public_id)
    context = {"page_title": _("Check the columns"), "steps": STEPS, "batch": batch}
    return render(request, "imports/columns.html", {"form": form, **context})


@requires(Permission.IMPORT_LISTS)
def batch_page(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    tab = choose_tab(batch, request.GET.get("status", ""))
    listing = Listing(
        request,
        batch.rows.all(),
        form_class=RowFilters,
        form_kwargs={"tab": tab},
        sorts={"place": ["id"]},
        default_sort="place",
        audit=lambda action, n: log_access(request.user, AccessAction(action), batch, rows_count=n),
    )
    context: dict[str, Any] = {
        "page_title": batch.file_name,
        "steps": STEPS,
        "batch": batch,
        "tab": tab,
        "tabs": tabs_of(batch, tab),
        "shown": Presenter(batch, request.user).rows(listing.rows),
        "columns": [_(column.label) for column in writer(batch.kind).columns],
        "results_url": address(writer(batch.kind).results_url),
        "may_enter": may_enter(request, batch),
        "rows_to_enter": batch.counts.get("new", 0) + batch.counts.get("update", 0),
        "same_file": operations.same_file_entered(batch) if batch.state == BatchState.CHECKED else None,
    }
    if listing.rows:
        log_access(request.user, AccessAction.VIEW, batch, rows_count=len(listing.rows))
    return listing.render("imports/batch.html", context)


@requires(Permission.IMPORT_LISTS)
def mend(request: HttpRequest, public_id: Any) -> Any:  # a FileResponse, which is no HttpResponse to the types
    batch = batch_of(request, public_id)
    response, rows_count = mend_response(batch)
    log_access(request.user, AccessAction.EXPORT, batch, rows_count=rows_count)
    return response


@requires(Permission.IMPORT_LISTS)
def leave_out(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    if request.method == "POST":
        try:
            operations.leave_out(batch=batch, row_key=request.POST.get("row", ""), out=request.POST.get("out") == "1")
        except Refused as refused:
            messages.error(request, str(refused))
    tab = choose_tab(batch, request.POST.get("tab", ""))
    return redirect(f"{batch.get_absolute_url()}?status={tab}")


def may_enter(request: HttpRequest, batch: ImportBatch) -> bool:
    """A clerk may prepare a list of pledges; entering it is matching, and takes who may match."""
    return can(request.user, writer(batch.kind).permission, batch.managing_unit)


@requires(Permission.IMPORT_LISTS)
def apply(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    require(request.user, writer(batch.kind).permission, batch.managing_unit)
    if request.method == "POST":
        try:
            batch = operations.apply_batch(batch=batch, by=me(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, _("The list was entered. Something wrong? It can be undone while nobody uses its records.")
            )
        return redirect(batch)
    if batch.state != BatchState.CHECKED:
        return redirect(batch)
    return render(request, "components/confirm_page.html", apply_question(batch))


def apply_question(batch: ImportBatch) -> dict[str, Any]:
    counts = batch.counts
    rows_count = counts["new"] + counts["update"]
    lines = [
        (counts["new"], _("New rows that become records of “%(unit)s”: %(n)s.")),
        (counts["update"], _("Records that get what they lacked: %(n)s. Nothing in them is overwritten.")),
        (counts["look"], _("Of them rows that may repeat a record: %(n)s. They will be entered as new ones.")),
        (counts["duplicate"], _("Rows that are already in the records and change nothing: %(n)s.")),
        (counts["error"], _("Rows that have to be mended and are not entered: %(n)s.")),
    ]
    consequences = [line % {"n": n, "unit": batch.managing_unit} for n, line in lines if n]
    return {
        "page_title": _("Enter the list"),
        "question": ngettext("Enter %(n)s row of this list?", "Enter %(n)s rows of this list?", rows_count)
        % {"n": rows_count},
        "consequences": [*consequences, _("You can undo all of it while nobody has used its records.")],
        "confirm_label": _("Yes, enter them"),
        "cancel_url": batch.get_absolute_url(),
        "tone": "primary",
    }


@requires(Permission.IMPORT_LISTS)
def undo(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    require(request.user, writer(batch.kind).permission, batch.managing_unit)
    hindered: list[str] = []
    if request.method == "POST":
        try:
            undoing.undo_batch(batch=batch, by=me(request))
        except Hindered as error:
            hindered = error.details["hindrances"]
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(batch)
        else:
            messages.success(request, _("The list was undone: its records are gone, what it had changed is as before."))
            return redirect(batch)
    if batch.state != BatchState.APPLIED:
        return redirect(batch)
    hindered = hindered or undoing.hindrances(batch)
    context = {"page_title": _("Undo the list"), "batch": batch, "hindrances": hindered}
    return render(request, "imports/undo.html", context, status=409 if request.method == "POST" else 200)


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
