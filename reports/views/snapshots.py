"""Reports that are kept: made, opened, printed, compared with today."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisation.access import SignedInRequest, can, own_post, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import FilterForm, Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sheets import TYPE as XLSX
from organisation.sheets import Column
from reports import files
from reports.differing import differences
from reports.forms import ScopeForm
from reports.indicators import INDICATORS
from reports.keeping import filters_of, said_of
from reports.kept_lists import columns_of, named
from reports.lists import LISTS
from reports.models import Snapshot
from reports.operations import NothingWrong, correct_snapshot, take_snapshot
from reports.papers import Report, report_of
from reports.snapshot_forms import CorrectionForm, SnapshotForm
from sponsorship.papers.word import TYPE as DOCX
from sponsorship.papers.wording import PROGRAMME

ROWS = 50
FILES = {
    "pdf": (files.as_pdf, "application/pdf"),
    "docx": (files.as_word, DOCX),
    "xlsx": (files.as_excel, XLSX),
}


@requires(Permission.VIEW_REPORTS)
def snapshots(request: SignedInRequest) -> HttpResponse:
    listing = Listing(
        request,
        Snapshot.objects.visible_to(request.user)
        .defer("content", "lists")
        .annotate(filters_said=F("content__filters")),
        form_class=FilterForm,
        sorts={"day": ["as_of", "id"], "title": ["title", "id"], "taken": ["taken_at", "id"]},
        default_sort="-day",
        columns=[
            Column(_("Code"), "code", 11),
            Column(_("Title"), "title", 50),
            Column(_("As of"), "as_of", 12),
            Column(_("Unit"), "unit", 36),
        ],
        filename="bao-cao-da-luu",
        may_export=can(request.user, Permission.EXPORT),
    )
    return listing.render("reports/snapshots.html", {"page_title": _("Kept reports")})


@requires(Permission.VIEW_REPORTS)
def snapshot_add(request: SignedInRequest) -> HttpResponse:
    """The address says the filters, as on the page of figures."""
    asked = ScopeForm(request.GET, user=request.user)
    scope = asked.scope
    initial: dict[str, Any] = {"title": f"Kết quả thực hiện chương trình “{PROGRAMME}”"}
    unit = scope.unit or own_post(request.user, Permission.VIEW_REPORTS)
    initial |= {"as_of": scope.as_of, "unit": unit, "kind": "half_year"}
    form = SnapshotForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        require(request.user, Permission.VIEW_REPORTS, chosen["unit"])
        taken, is_new = take_snapshot(**chosen, filters=filters_of(scope), by=request.user)
        messages.success(
            request, _("The report is kept.") if is_new else _("This report was already kept; here it is.")
        )
        return redirect(taken)
    context = {
        "page_title": _("Keep a report"),
        "filters": said_of(filters_of(scope)),
        "save_label": _("Keep the report"),
    }
    return form_page(request, "reports/snapshot_form.html", form, context)


def _snapshot(request: HttpRequest, public_id: uuid.UUID) -> Snapshot:
    return get_object_or_404(Snapshot.objects.visible_to(request.user), public_id=public_id)


@requires(Permission.VIEW_REPORTS)
def snapshot(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    kept = _snapshot(request, public_id)
    with override("vi"):
        report = report_of(kept)
    is_hall = request.GET.get("view") == "hall"
    context = {
        "page_title": kept.title,
        "snapshot": kept,
        "report": report,
        "lines": zip(report.main.rows, INDICATORS, strict=True),
        "newer": None if is_hall else _said_otherwise_since(kept),
        "may_export": can(request.user, Permission.EXPORT),
    }
    return render(request, "reports/hall.html" if is_hall else "reports/snapshot.html", context)


def _said_otherwise_since(kept: Snapshot) -> Snapshot | None:
    """The latest report of the same day, unit and filters, where it says something else."""
    latest = Snapshot.objects.of(kept.unit, kept.as_of, kept.filters).filter(pk__gt=kept.pk).first()
    return None if latest is None or kept.agrees_with(latest) else latest


@requires(Permission.VIEW_REPORTS)
def snapshot_paper(request: SignedInRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    kept = _snapshot(request, public_id)
    require(request.user, Permission.EXPORT, kept.unit)
    if kind not in FILES:
        raise Http404
    make, content_type = FILES[kind]
    with override("vi"):
        report: Report = report_of(kept)
        made = make(report)
    name = f"bao-cao-{kept.code}-{kept.as_of:%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=content_type, headers=headers)


@requires(Permission.VIEW_REPORTS)
def snapshot_today(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """What this report would say today, and why."""
    kept = _snapshot(request, public_id)
    found = differences(kept)
    context = {"page_title": _("What would be different today"), "snapshot": kept, "differences": found}
    return render(request, "reports/snapshot_today.html", context)


@requires(Permission.VIEW_REPORTS)
def snapshot_correct(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    kept = _snapshot(request, public_id)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(correct_snapshot(snapshot=kept, reason=form.cleaned_data["reason"], by=request.user))
        except NothingWrong:
            form.add_error("reason", _("Nothing has changed: a new edition would say the same."))
    context = {"page_title": _("Issue anew"), "snapshot": kept, "cancel_url": kept.get_absolute_url()}
    return form_page(request, "reports/snapshot_correct.html", form, context)


@requires(Permission.VIEW_REPORTS)
def snapshot_list(request: SignedInRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """The records that stood behind a number; a name appears as far as the reader may see the record today."""
    kept = _snapshot(request, public_id)
    if key not in INDICATORS:
        raise Http404
    rows = kept.lists[key] or []
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    log_access(request.user, AccessAction.VIEW, LISTS[key].model, rows_count=len(page.object_list))
    context: dict[str, Any] = {
        "page_title": INDICATORS[key].label,
        "indicator": INDICATORS[key],
        "snapshot": kept,
        "page": page,
        "is_listed": kept.lists[key] is not None,
        "columns": columns_of(key),
        "rows": named(key, list(page.object_list), request.user),
        "value": kept.content["figures"][key],
    }
    return render(request, "reports/snapshot_list.html", context)
