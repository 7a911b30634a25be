import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from children.filters import ChildFilters
from children.models import Child
from donors.models import Donor
from organisation.access import can, requires
from organisation.access_log import log_access
from organisation.listing import Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship import matching
from sponsorship.access import child_for, donor_for
from sponsorship.models import Hold
from sponsorship.reasons import of_need, of_siblings

FOUND_AT_MOST = 20


class WaitingFilters(ChildFilters):
    always_shown = ("commune", "age", "orphan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("state", "missing"):
            del self.fields[name]


@requires(Permission.MATCH)
def waiting(request: HttpRequest) -> HttpResponse:
    """The children who wait, in order of need; for each, what speaks for it and who holds it."""
    user = request.user
    children = matching.with_need(matching.waiting_children(user)).select_related("commune", "former_commune")
    listing = Listing(
        request,
        children,
        form_class=WaitingFilters,
        form_kwargs={"user": user},
        sorts={
            "need": ["-need_points", "waiting_on", "id"],
            "waiting": ["waiting_on", "id"],
            "name": ["name_sort", "id"],
            "born": ["birth_date", "id"],
        },
        default_sort="need",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Child, rows_count=rows_count),
    )
    rows = [{"child": child, "reasons": of_need(child)} for child in listing.rows]
    holds = live_holds([child.pk for child in listing.rows], user)
    for row in rows:
        row["hold"] = holds.get(row["child"].pk)
    context = {
        "page_title": _("Children waiting for a donor"),
        "rows": rows,
        "promised_count": listing.form.apply(matching.promised_children(user)).count(),
    }
    return listing.render("sponsorship/waiting.html", context)


def live_holds(children: list[int], user: Any) -> dict[int, Hold]:
    holds = Hold.objects.visible_to(user).live().filter(child__in=children).select_related("held_by", "donor")
    return {hold.child_id: hold for hold in holds}


@requires(Permission.MATCH)
def suggest_for_child(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    child = child_for(request.user, Permission.MATCH, public_id)
    log_access(request.user, AccessAction.VIEW, child)
    q = request.GET.get("q", "").strip()[:100]
    if q:
        found = list(Donor.objects.visible_to(request.user).search(q)[:FOUND_AT_MOST])
        suggestions = [matching.Suggestion(donor, []) for donor in found]
    else:
        suggestions = matching.donors_for(child, request.user)
    context = {
        "page_title": _("Find a donor"),
        "child": child,
        "reasons": of_need(child) + of_siblings(matching.siblings_of([child]).get(child.pk, 0)),
        "suggestions": suggestions,
        "hold": live_holds([child.pk], request.user).get(child.pk),
        "is_free": child.taken_places < child.places,
        "can_add_donor": can(request.user, Permission.EDIT_DONORS),
        "q": q,
    }
    return render(request, "sponsorship/suggest_for_child.html", context)


@requires(Permission.MATCH)
def suggest_for_donor(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    donor = donor_for(request.user, public_id)
    q = request.GET.get("q", "").strip()[:100]
    suggestions = _found(donor, request.user, q) if q else matching.children_for(donor, request.user)
    log_access(request.user, AccessAction.SEARCH, Child, rows_count=len(suggestions))
    holds = live_holds([each.record.pk for each in suggestions], request.user)
    context = {
        "page_title": _("Find a child"),
        "donor": donor,
        "suggestions": [(each, holds.get(each.record.pk)) for each in suggestions],
        "q": q,
    }
    return render(request, "sponsorship/suggest_for_donor.html", context)


def _found(donor: Donor, user: Any, q: str) -> list[matching.Suggestion]:
    """Children looked for by name or code, in need or not, as long as they have a free place."""
    children = Child.objects.visible_to(user).with_free_place().select_related("commune", "former_commune")
    found = list(children.filter(need_ended_on=None).search(q)[:FOUND_AT_MOST])
    return matching.with_reasons(found, donor)
