from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from children.models import Child
from organisation.access import can, requires
from organisation.access_log import log_access
from organisation.listing import Listing, frame_of
from organisation.models.access_log import AccessAction
from organisation.roles import Permission, Role
from organisation.sheets import xlsx_response
from reports import shown, todo
from reports.breakdown import DIVISIONS, Summary
from reports.changes import changes, since
from reports.forms import FigureListForm, SummaryForm
from reports.indicators import INDICATORS
from reports.ledger import total
from reports.lists import LISTS, FigureList
from reports.pictures import needs
from sponsorship.models import Handover, Pledge, Receipt

# Of the donors behind a figure some belong to a unit above; whoever may export at all takes the whole figure along.
EXPORT_UNITS: dict[type[Model], str] = {
    Child: "managing_unit",
    Pledge: "managing_unit",
    Receipt: "unit",
    Handover: "unit",
}
MOST_NAMED = 2  # units in the heading; of more, their number


@requires(Permission.VIEW_REPORTS)
def summary(request: HttpRequest) -> HttpResponseBase:
    form = SummaryForm(request.GET, user=request.user)
    figures = Summary(form.scope, form.division)
    if request.GET.get("export") == "xlsx":
        return _sheet(request, figures)
    is_hall, whole = request.GET.get("view") == "projector", request.GET.get("lines") == "all"
    if request.GET.get("part") == "more":
        return render(request, "reports/summary_more.html", _more(form, figures) | {"swaps": True})
    context = {
        "page_title": _("Figures and charts"),
        "form": form,
        "scope": form.scope,
        "whose": _whose(form),
        "summary": figures,
        "tiles": shown.tiles(figures.total, form.scope),
        "rows": "" if is_hall else shown.drawn(figures, whole=whole),
        "lines_shown": shown.LINES_AT_ONCE if not whole and len(figures.lines) > shown.LINES_AT_ONCE else None,
        "total_cells": shown.total_cells(figures),
        "overlaps": [INDICATORS[key].label for key in figures.overlaps],
        "tabs": _tabs(form),
        "may_export": can(request.user, Permission.EXPORT),
        "frame": frame_of(request),
        **shown.charts(figures, shown.COMMUNES_IN_THE_HALL if is_hall else shown.COMMUNES_IN_CHART),
        **(_changed(form, figures) if is_hall else {}),
        **(_more(form, figures) if form.understood.get("since") else {}),
    }
    response = render(request, "reports/projector.html" if is_hall else "reports/summary.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _changed(form: SummaryForm, figures: Summary) -> dict[str, Any]:
    day = since(form.scope, form.period)
    return {"since": day, "changes": changes(figures.total, form.scope, day)}


def _more(form: SummaryForm, figures: Summary) -> dict[str, Any]:
    """What costs as much as all the rest: it follows when the page already stands."""
    scope = form.scope
    return _changed(form, figures) | {
        "needs": needs(scope),
        "decisions": todo.decisions(form.user) if scope.is_today else [],
        "is_more": True,
    }


def _tabs(form: SummaryForm) -> list[dict]:
    return [
        {"label": division.title, "url": shown.summary_url(form.scope, by=key), "active": key == form.division}
        for key, division in DIVISIONS.items()
    ]


def _whose(form: SummaryForm) -> str:
    """Of whom the figures tell: the unit asked for, or all units where the reader reads reports."""
    if form.scope.unit:
        return form.scope.unit.name
    appointments = form.user.current_appointments
    names = dict.fromkeys(a.unit.name for a in appointments if Permission.VIEW_REPORTS in Role(a.role).permissions)
    if len(names) > MOST_NAMED:
        return _("%(n)s programmes and units") % {"n": len(names)}
    return ", ".join(names)


def _sheet(request: HttpRequest, figures: Summary) -> FileResponse:
    if not can(request.user, Permission.EXPORT):
        raise PermissionDenied
    columns, lines = shown.sheet(figures)
    response, _rows_count = xlsx_response(f"so-lieu-{figures.scope.as_of:%d-%m-%Y}", columns, lines)
    return response


@requires(Permission.VIEW_REPORTS)
def figure_list(request: HttpRequest, key: str) -> HttpResponse:
    if key not in LISTS:
        raise Http404
    indicator, kind, user = INDICATORS[key], LISTS[key], request.user
    form = FigureListForm(request.GET, user=user)
    listing = Listing(
        request,
        kind.rows(form.scope),
        form_class=FigureListForm,
        form_kwargs={"user": user},
        sorts=kind.sorts,
        default_sort=kind.default_sort,
        columns=kind.columns,
        filename=key.replace("_", "-"),
        may_export=can(user, Permission.EXPORT),
        export_unit_field=EXPORT_UNITS.get(kind.model, ""),
        audit=lambda action, rows_count: log_access(user, AccessAction(action), kind.model, rows_count=rows_count),
    )
    value = _part(kind, form) if form.is_part else indicator.value(form.scope)
    context = {
        "page_title": indicator.label,
        "indicator": indicator,
        "scope": form.scope,
        "figure": shown.written(indicator, value),
        "back_url": shown.summary_url(form.scope),
        "total": _total(listing, kind.summed, value) if kind.summed else None,
    }
    return listing.render(kind.template, context)


def _part(kind: FigureList, form: FigureListForm) -> int:
    rows = form.part_of(kind.rows(form.scope))
    return total(rows, kind.summed) if kind.summed else rows.order_by().count()


def _total(listing: Listing, column: str, value: int) -> int:
    """The sum under the list: the figure itself, unless a search leaves rows out."""
    return total(listing.all_rows, column) if listing.form.understood.get("q") else value
