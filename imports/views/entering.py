"""A list is entered, and taken back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports import operations, progress, undoing
from imports.exceptions import ChangedSincePreview, Refused
from imports.models import ACCOUNTS, BatchState, ImportBatch
from imports.views.common import batch_of, me
from imports.writers import writer
from organisation.access import require, requires
from organisation.identity import ask_identity
from organisation.roles import Permission


class ExpectedForm(forms.Form):
    """What the person saw who presses the button."""

    new = forms.IntegerField(widget=forms.HiddenInput)
    update = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def counts(self) -> dict[str, int]:
        return self.cleaned_data if self.is_valid() else {}


@requires(Permission.IMPORT_LISTS)
def apply(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    require(request.user, writer(batch.kind).permission, batch.managing_unit)
    if request.method == "POST":
        if batch.kind == ACCOUNTS and (question := ask_identity(request)):
            return question
        return _enter(request, batch)
    if batch.state != BatchState.CHECKED:
        return redirect(batch)
    return render(request, "imports/apply.html", apply_question(batch))


def _enter(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    progress.take_time()
    try:
        with progress.followed(request.POST.get("progress", "")):
            batch = operations.apply_batch(batch=batch, by=me(request), expected=ExpectedForm(request.POST).counts)
    except ChangedSincePreview as changed:
        messages.warning(request, str(changed))
        operations.look_again(batch=batch)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        text = _("The list was entered. Something wrong? It can be undone while nobody uses its records.")
        messages.success(request, text)
    return redirect(batch)


def apply_question(batch: ImportBatch) -> dict[str, Any]:
    counts = batch.counts
    rows_count = counts["new"] + counts["update"]
    lines = [
        (counts["new"], _("New rows that become records of “%(unit)s”: %(n)s.")),
        (counts["update"], _("Records that get what the rows add to them: %(n)s.")),
        (counts["look"], _("Of them rows that want a second look: %(n)s. They will be entered as new ones.")),
        (counts["duplicate"], _("Rows that are already in the records and change nothing: %(n)s.")),
        (counts["error"], _("Rows that need correcting and are not entered: %(n)s.")),
    ]
    consequences = [line % {"n": n, "unit": batch.managing_unit} for n, line in lines if n]
    return {
        "page_title": _("Enter the list"),
        "batch": batch,
        "question": ngettext("Enter %(n)s row of this list?", "Enter %(n)s rows of this list?", rows_count)
        % {"n": rows_count},
        "consequences": [*consequences, _("You can undo all of it while nobody has used its records.")],
        "confirm_label": _("Yes, enter them"),
        "cancel_url": batch.get_absolute_url(),
        "tone": "primary",
        "form": ExpectedForm(initial=counts),
    }


@requires(Permission.IMPORT_LISTS)
def undo(request: HttpRequest, public_id: Any) -> HttpResponse:
    batch = batch_of(request, public_id)
    require(request.user, writer(batch.kind).permission, batch.managing_unit)
    if batch.state != BatchState.APPLIED:
        return redirect(batch)
    if request.method == "POST":
        return _undo(request, batch)
    context = {"page_title": _("Undo the list"), "batch": batch, "plan": undoing.plan(batch, me(request))}
    return render(request, "imports/undo.html", context)


def _undo(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    progress.take_time()
    try:
        stayed = undoing.undo_batch(batch=batch, by=me(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(batch)
    if stayed:
        text = ngettext(
            "The list was undone, but for %(n)s record that is in use: it stays, and is listed below.",
            "The list was undone, but for %(n)s records that are in use: they stay, and are listed below.",
            stayed,
        )
        messages.warning(request, text % {"n": stayed})
    else:
        messages.success(request, _("The list was undone: its records are gone, what it had changed is as before."))
    return redirect(batch)
