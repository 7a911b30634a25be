"""What was decided about the columns of earlier lists, and forgetting it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from imports import operations
from imports.exceptions import Refused
from imports.layouts import groups
from imports.remembering import forget
from imports.views.common import batch_of
from organisation.access import requires
from organisation.roles import Permission


@requires(Permission.IMPORT_LISTS)
def forget_columns(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Forget what this unit decided about the columns of one of the list's layouts, and read the file once more."""
    batch = batch_of(request, public_id)
    chosen = [g for g in groups(batch.layout["sheets"]) if str(g.number) == request.POST.get("group")]
    if request.method == "POST" and chosen:
        headings = [column["heading"] for column in chosen[0].sheets[0]["columns"]]
        if forget(unit=batch.managing_unit, kind=batch.kind, headings=headings):
            try:
                operations.understand_again(batch=batch, kind=batch.kind, corrections=batch.corrections)
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, _("Forgotten. The columns are taken as their headings say."))
        else:
            messages.error(request, _("That was decided for a unit above this one, and holds for all its units."))
    return redirect("imports:columns", batch.public_id)
