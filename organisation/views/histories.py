"""The whole history of any record that has no page of its own for it (organisation/histories.py)."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from organisation.access import SIGNED_IN, requires
from organisation.access_log import log_access
from organisation.histories import told_of
from organisation.history import history_page
from organisation.models.access_log import AccessAction


@requires(SIGNED_IN)
def record_history(request: Any, kind: str, public_id: uuid.UUID) -> HttpResponse:
    """Whoever may open the record may read its history; for anybody else there is no such page."""
    told = told_of(kind)
    if told is None:
        raise Http404
    record = get_object_or_404(told.rows(request.user), public_id=public_id)
    log_access(request.user, AccessAction.VIEW, record)
    how: dict[str, Any] = {"parts": told.parts, "hidden": told.hidden, "list_crumb": told.crumb}
    return history_page(request, record, has_page=told.has_page, **how)
