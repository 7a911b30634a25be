"""The rows of a list: looked through, decided about, mended."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports import deciding, operations, progress, sending_back
from imports.exceptions import NoSuchRecord, NoSuchRow, Refused
from imports.forms import RowFilters
from imports.models import BatchState, ImportBatch, ImportRow, RowStatus
from imports.presenting import Presenter
from imports.tabs import DECIDED_ONE_BY_ONE, choose_tab, tabs_of
from imports.views.common import STEPS, address, batch_of, may_enter
from imports.writers import writer
from organisation.access import requires
from organisation.access_log import log_access
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission

CARDS_PER_PAGE = 20  # each says much, and a decision about one draws all of them anew


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
        per_page=CARDS_PER_PAGE if tab in DECIDED_ONE_BY_ONE else None,
    )
    context = about(request, batch) | {
        "tab": tab,
        "tabs": tabs_of(batch, tab),
        "tab_count": batch.counts.get(tab, 0),
        "overwrites": batch.corrections.get("overwrite") is True,
        "as_cards": tab in DECIDED_ONE_BY_ONE,
        "shown": Presenter(batch, request.user).rows(listing.rows),
        "columns": [_(column.label) for column in writer(batch.kind).columns],
    }
    if listing.rows:
        log_access(request.user, AccessAction.VIEW, batch, rows_count=len(listing.rows))
    return listing.render("imports/batch.html", context)


def about(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    """What the page says of the list as a whole."""
    waiting = batch.state == BatchState.CHECKED
    how = writer(batch.kind)
    return {
        "page_title": batch.file_name,
        "steps": STEPS,
        "batch": batch,
        "waiting": waiting,
        "settles": how.settles,
        "may_fix": waiting and bool(batch.stored_file),
        "results_url": address(how.results_url),
        "may_enter": may_enter(request, batch),
        "sums": how.summary(batch) if how.summary and batch.state in (BatchState.CHECKED, BatchState.APPLIED) else None,
        "rows_to_enter": batch.counts.get("new", 0) + batch.counts.get("update", 0),
        "same_file": operations.same_file_entered(batch) if waiting else None,
        "still_to_mend": sending_back.still_to_mend(batch).count() if batch.counts.get("error") else 0,
        "sent_again": list(batch.sent_again.all()),
    }


@requires(Permission.IMPORT_LISTS)
def row_page(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One row with all its cells, each of which can be typed anew."""
    batch = batch_of(request, public_id)
    tab = choose_tab(batch, request.GET.get("tab", ""))
    try:
        row = deciding.row_of(batch, request.GET.get("row", ""))
    except NoSuchRow as refused:
        messages.error(request, str(refused))
        return redirect(batch)
    log_access(request.user, AccessAction.VIEW, batch, rows_count=1)
    (view,) = Presenter(batch, request.user).rows([row], all_cells=True)
    title = _("Row %(row)s of sheet “%(sheet)s”") if row.sheet else _("Row %(row)s")
    context = about(request, batch) | {
        "page_title": title % {"row": row.row, "sheet": row.sheet},
        "tab": tab,
        "view": view,
        "back_url": _list_address(batch, tab, request.GET.get("page", "")),
    }
    return render(request, "imports/row.html", context)


# --- What a person says of rows -----------------------------------------------------------------


@requires(Permission.IMPORT_LISTS)
def decide(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A decision about one row, or about all of those under a tab ("all")."""
    batch = batch_of(request, public_id)
    said = request.POST.get("do", "")
    tab = choose_tab(batch, request.POST.get("tab", ""))
    if request.method == "POST":
        try:
            _take(request, batch, said, tab)
        except Refused as refused:
            messages.error(request, str(refused))
    return _back(request, batch, tab)


def _take(request: HttpRequest, batch: ImportBatch, said: str, tab: str) -> None:
    key = request.POST.get("row", "")
    if said in deciding.DECISIONS:
        everything = request.POST.get("all") == "1"
        count = deciding.decide(batch=batch, decision=said, keys=None if everything else [key], tab=tab)
        if everything:
            text = ngettext("Decided for %(n)s row.", "Decided for %(n)s rows.", count)
            messages.success(request, text % {"n": count})
    elif said == "same":
        deciding.say_same(batch=batch, key=key, record_id=_record_named(request, batch))
    elif said == "fields":
        deciding.choose_fields(batch=batch, key=key, written=request.POST.getlist("field"))
    elif said in ("overwrite", "fill"):
        deciding.overwrite_all(batch=batch, overwrite=said == "overwrite")


def _record_named(request: HttpRequest, batch: ImportBatch) -> int:
    """The record whose code was pressed or typed, among those the person sees at the list's unit."""
    code = request.POST.get("code", "").strip().upper()
    records: Any = writer(batch.kind).record
    found = records.objects.visible_to(request.user).filter(
        code=code, managing_unit__path__startswith=batch.managing_unit.path
    )
    record_id = found.values_list("pk", flat=True).first()
    if record_id is None:
        raise NoSuchRecord(code=code[:20])
    return record_id


@requires(Permission.IMPORT_LISTS)
def fix(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Cells typed anew, or one of the readings that were offered for them."""
    batch = batch_of(request, public_id)
    tab = choose_tab(batch, request.POST.get("tab", ""))
    if request.method == "POST":
        progress.take_time()
        try:
            _fix(request, batch)
        except Refused as refused:
            messages.error(request, str(refused))
    return _back(request, batch, tab)


def _fix(request: HttpRequest, batch: ImportBatch) -> None:
    key, choice = request.POST.get("row", ""), request.POST.get("choice", "")
    if order := request.POST.get("dates", ""):
        letter, _equals, said = order.partition("=")
        sheet = deciding.row_of(batch, key).sheet
        deciding.choose_dates(batch=batch, sheet=sheet, letter=letter, order="mdy" if said == "mdy" else "dmy")
        return
    if choice:
        letter, _equals, text = choice.partition("=")
        texts = {letter: text}
    else:
        before = deciding.row_of(batch, key)
        texts = _typed_anew(request, Presenter(batch, request.user).rows([before], all_cells=True)[0])
    if texts:
        row = deciding.write_cells(batch=batch, key=key, texts=texts, everywhere=request.POST.get("same") == "1")
        _tell(request, row)


def _typed_anew(request: HttpRequest, view: Any) -> dict[str, str]:
    """The cells in which something else stands now than the page showed."""
    sent = {f.letter: request.POST.get(f"cell-{f.letter}") for f in view.fixes}
    return {f.letter: text for f in view.fixes if (text := sent[f.letter]) is not None and text.strip() != f.text}


def _tell(request: HttpRequest, row: ImportRow) -> None:
    if row.status in (RowStatus.NEW, RowStatus.UPDATE):
        messages.success(request, _("Row %(row)s is in order now and will be entered.") % {"row": row.row})
    elif row.status == RowStatus.ERROR:
        messages.warning(request, _("Row %(row)s still needs correcting: see the note beside it.") % {"row": row.row})


def _back(request: HttpRequest, batch: ImportBatch, tab: str) -> HttpResponse:
    if request.POST.get("from") == "row":
        query = urlencode({"row": request.POST.get("row", ""), "tab": tab})
        return redirect(f"{reverse('imports:row', args=[batch.public_id])}?{query}")
    return redirect(_list_address(batch, tab, request.POST.get("page", "")))


def _list_address(batch: ImportBatch, tab: str, page: str) -> str:
    query = {"status": tab} | ({"page": page} if page.isdigit() and page != "1" else {})
    return f"{batch.get_absolute_url()}?{urlencode(query)}"


@requires(Permission.IMPORT_LISTS)
def mend(request: HttpRequest, public_id: Any) -> Any:  # a FileResponse, which is no HttpResponse to the types
    batch = batch_of(request, public_id)
    response, rows_count = sending_back.workbook_of(batch)
    log_access(request.user, AccessAction.EXPORT, batch, rows_count=rows_count)
    return response
