"""Pages on which two records of one donor are found, merged, told apart and made two again."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from donors.access import editable
from donors.likely import TO_LOOK_AT, likely_pairs, with_records
from donors.merging import DONORS
from donors.models import Donor
from organisation.access import requires
from organisation.access_log import log_access
from organisation.merge_pages import merge_page, pairs_page, typed_code, undo_page
from organisation.merging import mark_different
from organisation.models.access_log import AccessAction
from organisation.roles import Permission


@requires(Permission.EDIT_DONORS)
def duplicates(request: Any) -> HttpResponse:
    """Pairs of records that may be the same donor, where the reader may merge them."""
    pairs = likely_pairs(request.user)
    TO_LOOK_AT.remember(request.user, len(pairs))
    log_access(request.user, AccessAction.SEARCH, Donor, rows_count=len(pairs))
    return pairs_page(request, DONORS, pairs, with_records, "donors/duplicates_list.html", {})


@requires(Permission.EDIT_DONORS)
def find_other(request: Any, public_id: uuid.UUID) -> HttpResponse:
    """The records that may be the same as this one, and a field for the code of another."""
    donor = editable(request.user, public_id)
    code = typed_code(request)
    other = Donor.objects.visible_to(request.user).filter(code=code).exclude(pk=donor.pk).first() if code else None
    if other:
        return redirect("donors:merge", donor.public_id, other.public_id)
    if code:
        messages.error(request, _("No other donor has the code “%(code)s”. Look it up in the list.") % {"code": code})
    pairs = likely_pairs(request.user, of=donor)
    log_access(request.user, AccessAction.SEARCH, Donor, rows_count=len(pairs))
    context = {"donor": donor, "code": code}
    return pairs_page(request, DONORS, pairs, with_records, "donors/merge_find.html", context)


@requires(Permission.EDIT_DONORS)
def merge(request: Any, public_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    left, right = editable(request.user, public_id), editable(request.user, other_id)
    context = {"different_url": reverse("donors:different", args=[public_id, other_id])}
    return merge_page(request, DONORS, left, right, "donors/merge.html", context)


@requires(Permission.EDIT_DONORS)
def different(request: Any, public_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """These two are not the same donor: they do not come back into the list."""
    one, other = editable(request.user, public_id), editable(request.user, other_id)
    if request.method == "POST":
        mark_different(kind=DONORS, one=one, other=other, by=request.user)
        messages.success(request, _("%(one)s and %(other)s are noted as two.") % {"one": one.code, "other": other.code})
    return redirect("donors:duplicates")


@requires(Permission.EDIT_DONORS)
def undo(request: Any, merge_id: uuid.UUID) -> HttpResponse:
    return undo_page(request, DONORS, merge_id, "donors/merge_undo.html")
