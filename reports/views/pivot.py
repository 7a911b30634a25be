"""One figure by two dimensions; the communes as tiles; the units against their own last year."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.access import SignedInRequest, can, requires
from organisation.listing import frame_of
from organisation.roles import Permission
from organisation.sheets import xlsx_response
from reports import comparing
from reports.crossed_shown import columns_of_sheet, drawn, lines_of_sheet, tiles_of
from reports.forms import FiguresForm
from reports.indicators import INDICATORS
from reports.pivot import DIMENSIONS, Pivot, possible

SORTS = [("", gettext_lazy("by name")), ("total", gettext_lazy("largest total first"))]


class PivotForm(FiguresForm):
    key = forms.ChoiceField(label=gettext_lazy("Figure"), choices=[(key, i.label) for key, i in INDICATORS.items()])
    row = forms.ChoiceField(label=gettext_lazy("Rows"), choices=[(key, d.title) for key, d in DIMENSIONS.items()])
    column = forms.ChoiceField(
        label=gettext_lazy("Columns"),
        choices=[("", gettext_lazy("none")), *((key, d.title) for key, d in DIMENSIONS.items())],
    )
    sort = forms.CharField(max_length=24, widget=forms.HiddenInput)

    always_shown = ("key", "row", "column", "as_of", "unit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, usual in (("key", "children_sponsored"), ("row", "commune")):
            self.fields[name].initial = usual

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        can_be = possible(found.get("key") or "children_sponsored")
        for name in ("row", "column"):
            if found.get(name) and found[name] not in can_be:
                self.add_error(name, _("A waiting child has no round, no connecting unit and no donor."))
        if found.get("row") and found.get("row") == found.get("column"):
            self.add_error("column", _("Choose something else than the rows."))
        return found

    @property
    def pivot(self) -> Pivot:
        chosen = self.understood
        row = chosen.get("row") or ("commune" if chosen.get("column") != "commune" else "managing_unit")
        column = chosen.get("column", "")
        return Pivot(self.scope, chosen.get("key") or "children_sponsored", row, column, chosen.get("sort", ""))


@requires(Permission.VIEW_REPORTS)
def pivot(request: SignedInRequest) -> HttpResponseBase:
    form = PivotForm(request.GET, user=request.user)
    found = form.pivot
    if request.GET.get("export") == "xlsx":
        if not can(request.user, Permission.EXPORT):
            raise PermissionDenied
        name = f"{found.key}-{found.scope.as_of:%d-%m-%Y}".replace("_", "-")
        return xlsx_response(name, columns_of_sheet(found), lines_of_sheet(found))[0]
    context = {
        "page_title": _("Figures by two sides"),
        "form": form,
        "pivot": found,
        "indicator": INDICATORS[found.key],
        "table": drawn(found),
        "row_title": DIMENSIONS[found.row].title,
        "may_export": can(request.user, Permission.EXPORT),
        "frame": frame_of(request),
    }
    response = render(request, "reports/pivot.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@requires(Permission.VIEW_REPORTS)
def tiles(request: SignedInRequest) -> HttpResponseBase:
    """Every commune as a tile, the darker the more children wait, with its numbers in words and as a table."""
    form = FiguresForm(request.GET, user=request.user)
    context = {
        "page_title": _("Communes at a glance"),
        "form": form,
        "scope": form.scope,
        "tiles": tiles_of(form.scope),
        "definitions": [(INDICATORS[key].label, INDICATORS[key]) for key in ("children_waiting", "children_sponsored")],
        "frame": frame_of(request),
    }
    return render(request, "reports/tiles.html", context)


@requires(Permission.VIEW_REPORTS)
def compare(request: SignedInRequest) -> HttpResponseBase:
    """Each unit against its own last year."""
    form = FiguresForm(request.GET, user=request.user)
    context = {
        "page_title": _("Units against their own last year"),
        "form": form,
        "scope": form.scope,
        "lines": comparing.lines(form.scope),
        "columns": comparing.COLUMNS,
        "definitions": [(label, INDICATORS[key]) for key, label in comparing.COLUMNS],
        "recognised": list(comparing.recognised(form.scope)),
        "years": comparing.years_of(form.scope),
        "frame": frame_of(request),
    }
    return render(request, "reports/compare.html", context)
