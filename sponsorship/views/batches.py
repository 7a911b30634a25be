"""Receipts in a batch: the cover, the table, the booking."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from organisation.access import SignedInRequest, can, fetch, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import FilterForm, Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.templatetags.vietnamese import number, vnd
from sponsorship import finding, operations
from sponsorship.access import is_away
from sponsorship.exceptions import LinesRefused, Refused, TotalsDiffer
from sponsorship.forms.batches import CoverForm, DraftForm, table_of, table_of_post
from sponsorship.models import Pledge, ReceiptBatch
from sponsorship.models.batch import BatchState


class BatchFilters(FilterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["q"]

    def apply(self, rows: Any) -> Any:
        return rows


@requires(Permission.VIEW_MONEY)
def batch_list(request: SignedInRequest) -> HttpResponse:
    rows = ReceiptBatch.objects.visible_to(request.user).select_related("managing_unit", "created_by", "booked_by")
    listing = Listing(
        request,
        rows.annotate(lines_count=Count("lines"), lines_vnd=Sum("lines__amount_vnd")),
        form_class=BatchFilters,
        sorts={"when": ["id"]},
        default_sort="-when",
    )
    context = {"page_title": _("Batches of receipts"), "can_record": can(request.user, Permission.RECORD_MONEY)}
    return listing.render("sponsorship/batches.html", context)


@requires(Permission.RECORD_MONEY)
def batch_add(request: SignedInRequest) -> HttpResponse:
    form = CoverForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        batch = operations.save_batch(by=request.user, unit=unit, values=form.values, lines=[])
        return redirect("sponsorship:batch", batch.public_id)
    return form_page(request, "sponsorship/batch_cover.html", form, {"page_title": _("A batch of receipts")})


@requires(Permission.VIEW_MONEY)
def batch(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """A draft as a table to fill; a booked one, or one of somebody who may only look, to read."""
    found = fetch(
        ReceiptBatch.objects.visible_to(request.user), request.user, Permission.VIEW_MONEY, public_id=public_id
    )
    may_record = can(request.user, Permission.RECORD_MONEY, found.managing_unit)
    if found.state == BatchState.BOOKED or not may_record:
        return _read(request, found)
    if request.method == "POST":
        return _save(request, found)
    shown = {line.pk: _label(line) for line in _lines(found, request.user) if line.pledge}
    form = DraftForm(user=request.user, initial=_cover(found) | {"version": found.version})
    return _table(request, found, form, table_of(found, shown))


def _cover(batch: ReceiptBatch) -> dict[str, Any]:
    return {name: getattr(batch, name) for name in ("declared_count", "declared_vnd", "title", "source")}


def _lines(batch: ReceiptBatch, user: Any) -> Any:
    lines = batch.lines.annotate(is_away=is_away("pledge", user))
    return lines.select_related("pledge__child", "pledge__donor", "receipt")


def _label(line: Any) -> str:
    return line.pledge.code if line.is_away else finding.label(line.pledge)


def _read(request: SignedInRequest, batch: ReceiptBatch) -> HttpResponse:
    log_access(request.user, AccessAction.VIEW, batch)
    lines = list(_lines(batch, request.user))
    context = {
        "page_title": _("Batch %(code)s") % {"code": batch.code},
        "batch": batch,
        "lines": lines,
        "total_vnd": sum(line.amount_vnd or 0 for line in lines),
    }
    return render(request, "sponsorship/batch_booked.html", context)


def _table(request: SignedInRequest, batch: ReceiptBatch, form: DraftForm, table: Any, **more: Any) -> HttpResponse:
    context = {"page_title": _("Batch %(code)s") % {"code": batch.code}, "batch": batch, "form": form, "table": table}
    return render(request, "sponsorship/batch_table.html", context | more)


def _save(request: SignedInRequest, batch: ReceiptBatch) -> HttpResponse:
    """The lines are kept whatever comes of booking them."""
    form, table = DraftForm(request.POST, user=request.user), table_of_post(request.POST)
    if not (table.is_valid() & form.is_valid()):
        return _table(request, batch, form, table)
    found = finding.resolve(request.user, [line.cleaned_data["pledge_text"] for line in table.lines])
    lines = [
        line.cleaned_data | {"pledge": pledge, "pledge_text": line.cleaned_data["pledge_text"][:120]}
        for line, (pledge, _why) in zip(table.lines, found, strict=True)
    ]
    try:
        saved = operations.save_batch(
            by=request.user,
            unit=batch.managing_unit,
            values=form.values,
            lines=lines,
            batch=batch,
            version=form.cleaned_data["version"],
        )
    except Refused as error:
        messages.warning(request, str(error))
        return redirect("sponsorship:batch", batch.public_id)
    unclear = {position: why for position, (_pledge, why) in enumerate(found, 1) if why}
    if "book" in request.POST:
        return _book(request, saved, form, table, unclear)
    messages.success(request, _("The draft is kept. Nothing is booked yet."))
    return redirect("sponsorship:batch", batch.public_id)


def _book(
    request: SignedInRequest, batch: ReceiptBatch, form: DraftForm, table: Any, unclear: dict[int, str]
) -> HttpResponse:
    try:
        receipts = operations.book_batch(
            batch=batch, by=request.user, overrule_reason=form.cleaned_data["overrule_reason"]
        )
    except Refused as error:
        typed = request.POST.copy()
        typed["version"] = str(batch.version)  # what was typed is kept as a draft by now
        form.data = typed
        form.add_error(None, str(error))
        if isinstance(error, LinesRefused):
            wrong = error.details["lines"] | unclear
            for position, line in enumerate(table.lines, 1):
                if position in wrong:
                    line.add_error("pledge_text", wrong[position])
        return _table(request, batch, form, table, totals_differ=isinstance(error, TotalsDiffer))
    total = vnd(sum(receipt.amount_vnd for receipt in receipts))
    text = ngettext("%(n)s receipt is booked, %(total)s.", "%(n)s receipts are booked, %(total)s.", len(receipts))
    messages.success(request, text % {"n": number(len(receipts)), "total": total})
    return redirect("sponsorship:batch", batch.public_id)


@requires(Permission.RECORD_MONEY)
def batch_drop(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = ReceiptBatch.objects.visible_to(request.user)
    batch = fetch(visible, request.user, Permission.RECORD_MONEY, public_id=public_id)
    if request.method == "POST":
        try:
            operations.drop_batch(batch=batch, by=request.user)
        except Refused as error:
            messages.info(request, str(error))
            return redirect("sponsorship:batch", public_id)
        messages.success(request, _("The draft is thrown away. Nothing had been booked."))
        return redirect("sponsorship:batches")
    context = {
        "page_title": _("Throw away the draft %(code)s?") % {"code": batch.code},
        "consequences": [_("Its lines are lost. No receipt has been booked from it.")],
        "confirm_label": _("Throw away"),
        "cancel_url": _address(batch),
    }
    return render(request, "sponsorship/money_confirm.html", context)


def _address(batch: ReceiptBatch) -> str:
    return reverse("sponsorship:batch", args=[batch.public_id])


@require_POST
@requires(Permission.RECORD_MONEY)
def find_pledge(request: SignedInRequest) -> HttpResponse:
    """What may be meant by what is typed so far. POST, so that no name stands in an address."""
    found = finding.search(request.user, request.POST.get("q", ""))
    log_access(request.user, AccessAction.SEARCH, Pledge, rows_count=len(found))
    return JsonResponse(
        {
            "found": [
                {"text": finding.label(each), "note": vnd(each.rate_vnd), "state": each.get_state_display()}
                for each in found
            ]
        }
    )
