"""Pages on which two records of one child are found, merged, told apart and made two again."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from children.access import editable
from children.likely import TO_LOOK_AT, likely_pairs, with_records
from children.merging import CHILDREN
from children.models import Child
from organisation.access import requires
from organisation.access_log import log_access
from organisation.merge_pages import merge_page, pairs_page, typed_code, undo_page
from organisation.merging import mark_different
from organisation.models.access_log import AccessAction
from organisation.roles import Permission


@requires(Permission.EDIT_CHILDREN)
def duplicates(request: Any) -> HttpResponse:
    """Pairs of records that may be the same child, where the reader may merge them."""
    pairs = likely_pairs(request.user)
    TO_LOOK_AT.remember(request.user, len(pairs))
    log_access(request.user, AccessAction.SEARCH, Child, rows_count=len(pairs))
    return pairs_page(request, CHILDREN, pairs, with_records, "children/duplicates_list.html", {})


@requires(Permission.EDIT_CHILDREN)
def find_other(request: Any, public_id: uuid.UUID) -> HttpResponse:
    """The records that may be the same as this one, and a field for the code of another."""
    child = editable(request.user, public_id)
    code = typed_code(request)
    other = Child.objects.visible_to(request.user).filter(code=code).exclude(pk=child.pk).first() if code else None
    if other:
        return redirect("children:merge", child.public_id, other.public_id)
    if code:
        messages.error(request, _("No other child has the code “%(code)s”. Look it up in the list.") % {"code": code})
    pairs = likely_pairs(request.user, of=child)
    log_access(request.user, AccessAction.SEARCH, Child, rows_count=len(pairs))
    context = {"child": child, "code": code}
    return pairs_page(request, CHILDREN, pairs, with_records, "children/merge_find.html", context)


@requires(Permission.EDIT_CHILDREN)
def merge(request: Any, public_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    left, right = editable(request.user, public_id), editable(request.user, other_id)
    context = {"different_url": reverse("children:different", args=[public_id, other_id])}
    return merge_page(request, CHILDREN, left, right, "children/merge.html", context)


@requires(Permission.EDIT_CHILDREN)
def different(request: Any, public_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """These two are not the same child: they do not come back into the list."""
    one, other = editable(request.user, public_id), editable(request.user, other_id)
    if request.method == "POST":
        mark_different(kind=CHILDREN, one=one, other=other, by=request.user)
        messages.success(request, _("%(one)s and %(other)s are noted as two.") % {"one": one.code, "other": other.code})
    return redirect("children:duplicates")


@requires(Permission.EDIT_CHILDREN)
def undo(request: Any, merge_id: uuid.UUID) -> HttpResponse:
    return undo_page(request, CHILDREN, merge_id, "children/merge_undo.html")
