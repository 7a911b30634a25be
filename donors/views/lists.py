from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donors.cells import draw
from donors.filters import DonorFilters
from donors.models import Donor
from donors.rows import SHEET, SORTS, as_rows
from imports.writers import kinds_for
from organisation.access import can, requires
from organisation.access_log import log_access
from organisation.identity import asks_identity
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission

PRINT_AT_MOST = 2_000


@requires(Permission.VIEW_DONORS)
def donor_list(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Donors"),
        "can_edit": can(request.user, Permission.EDIT_DONORS),
        "can_import": "donors" in kinds_for(request.user),
    }
    return _listing(request).render("donors/list.html", context)


@requires(Permission.EXPORT)
@asks_identity
def donor_print(request: HttpRequest) -> HttpResponse:
    """Every row of the filter on paper, not the 50 of a page."""
    if not can(request.user, Permission.VIEW_DONORS):
        raise PermissionDenied
    listing = _listing(request)
    rows = list(listing.rows_that_may_leave[: PRINT_AT_MOST + 1])
    log_access(request.user, AccessAction.PRINT, Donor, rows_count=min(len(rows), PRINT_AT_MOST))
    context = {
        "page_title": _("List of donors"),
        "listing": listing,
        "rows": rows[:PRINT_AT_MOST],
        "is_cut": len(rows) > PRINT_AT_MOST,
        "limit": PRINT_AT_MOST,
    }
    return render(request, "donors/print.html", context)


def _listing(request: HttpRequest) -> Listing:
    user = request.user
    return Listing(
        request,
        as_rows(Donor.objects.visible_to(user)),
        form_class=DonorFilters,
        form_kwargs={"user": user},
        sorts=SORTS,
        default_sort="name",
        columns=SHEET,
        draw=draw,
        filename="nguoi-do-dau",
        export_unit_field="managing_unit",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Donor, rows_count=rows_count),
    )
