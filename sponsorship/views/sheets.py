from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from children.models import Caregiver
from organisation.access import requires
from organisation.access_log import log_access
from organisation.identity import asks_identity
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship.filters import PledgeFilters
from sponsorship.models import Pledge
from sponsorship.rows import PLEDGE_SORTS, pledge_rows

ROWS_AT_MOST = 1000


@requires(Permission.EXPORT)
@asks_identity
def signature_sheet(request: HttpRequest) -> HttpResponse:
    """The list to sign at today's handover: the pledges in force of the present filters, with what each child gets."""
    carer = Caregiver.objects.filter(child=OuterRef("child")).order_by("-is_carer", "pk")
    pledges = Pledge.objects.visible_to(request.user).in_force().with_due(timezone.localdate() + timedelta(days=1))
    pledges = pledges.filter(due_vnd__gt=F("balance__delivered_vnd"))
    pledges = pledges.annotate(carer_name=Subquery(carer.values("full_name")[:1]))
    listing = Listing(
        request,
        pledge_rows(pledges, "due_vnd", "carer_name"),
        form_class=PledgeFilters,
        form_kwargs={"user": request.user},
        sorts=PLEDGE_SORTS | {"child": ["commune_name", "child__name_sort", "id"]},
        default_sort="child",
        export_unit_field="managing_unit",
    )
    lines = [_line(row) for row in listing.rows_that_may_leave[: ROWS_AT_MOST + 1]]
    is_cut = len(lines) > ROWS_AT_MOST
    del lines[ROWS_AT_MOST:]
    log_access(request.user, AccessAction.PRINT, Pledge, rows_count=len(lines))
    context = {
        "page_title": _("List to sign on receipt"),
        "lines": lines,
        "total_vnd": sum(line["amount_vnd"] for line in lines),
        "is_cut": is_cut,
        "limit": ROWS_AT_MOST,
    }
    return render(request, "sponsorship/signature_sheet.html", context)


def _line(row: Any) -> dict[str, Any]:
    """What is due and not yet delivered, as far as money is held; all of it where none is: the donor gives it there."""
    due = row.due_vnd - row.delivered_vnd
    return {"row": row, "amount_vnd": min(row.held_vnd, due) or due}
