from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from children.cells import draw
from children.filters import ChildFilters
from children.models import Child
from children.rows import SHEET, SORTS, as_rows
from imports.writers import kinds_for
from organisation.access import can, requires
from organisation.access_log import log_access
from organisation.identity import asks_identity
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission

PRINT_AT_MOST = 2_000


@requires(Permission.VIEW_CHILDREN)
def child_list(request: Any) -> HttpResponse:
    context = {
        "page_title": _("Children"),
        "can_edit": can(request.user, Permission.EDIT_CHILDREN),
        "can_import": "children" in kinds_for(request.user),
    }
    return _listing(request).render("children/list.html", context)


@requires(Permission.EXPORT)
@asks_identity
def child_print(request: Any) -> HttpResponse:
    """Every row of the filter on paper, not the 50 of a page."""
    if not can(request.user, Permission.VIEW_CHILDREN):
        raise PermissionDenied
    listing = _listing(request)
    rows = list(listing.rows_that_may_leave[: PRINT_AT_MOST + 1])
    log_access(request.user, AccessAction.PRINT, Child, rows_count=min(len(rows), PRINT_AT_MOST))
    context = {
        "page_title": _("List of children"),
        "listing": listing,
        "rows": rows[:PRINT_AT_MOST],
        "is_cut": len(rows) > PRINT_AT_MOST,
        "limit": PRINT_AT_MOST,
    }
    return render(request, "children/print.html", context)


def _listing(request: Any) -> Listing:
    user = request.user
    return Listing(
        request,
        Child.objects.visible_to(user),
        as_rows=as_rows,
        form_class=ChildFilters,
        form_kwargs={"user": user},
        sorts=SORTS,
        default_sort="name",
        columns=SHEET,
        draw=draw,
        filename="tre-em",
        export_unit_field="managing_unit",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Child, rows_count=rows_count),
    )
