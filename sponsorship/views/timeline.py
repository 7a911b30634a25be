"""Everything that happened in a child's years, on one page."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from children.access import readable
from children.hiding import sees_place
from children.photos import may_be_seen
from organisation.access import SignedInRequest, can, requires
from organisation.access_log import log_access
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship.timeline import KINDS, moments, said

PER_PAGE = 40


@requires(Permission.VIEW_CHILDREN)
def timeline(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """?kind= one of KINDS; ?page= from 1."""
    child = readable(request.user, public_id)
    log_access(request.user, AccessAction.VIEW, child)
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else ""
    with_photos = may_be_seen(child.consents.all()) and sees_place(request.user, child)
    pages = Paginator(moments(child, request.user, kind, with_photos=with_photos), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page_title": _("Timeline of %(name)s") % {"name": child.full_name},
        "child": child,
        "page": page,
        "moments": [said(row) for row in page.object_list],
        "kind": kind,
        "tabs": _tabs(kind),
        "hides_photos": not with_photos,
        "can_edit": can(request.user, Permission.EDIT_CHILDREN, child.managing_unit),
    }
    return render(request, "sponsorship/timeline.html", context)


def _tabs(kind: str) -> list[dict[str, Any]]:
    kinds = {"": _("Everything")} | KINDS
    return [
        {"label": label, "url": f"?kind={name}" if name else "?", "active": name == kind}
        for name, label in kinds.items()
    ]
