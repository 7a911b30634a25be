import uuid
from collections.abc import Iterator
from itertools import islice
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
from organisation.search_words import words_in
from sponsorship import matching, need
from sponsorship.access import child_for, donor_for
from sponsorship.families import Sibling, of_siblings, siblings_of
from sponsorship.helped import helps_of
from sponsorship.models import Hold, NeedOrder
from sponsorship.need_cells import draw_suggestions, draw_waiting
from sponsorship.reasons import of_need, sum_of
from sponsorship.rows import WAITING_SHEET

FOUND_AT_MOST = 20
AT_ONCE = 500


class WaitingFilters(ChildFilters):
    always_shown = ("commune", "age", "orphan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("state", "missing"):
            del self.fields[name]


class WaitingListing(Listing):
    """Keys in an order of need; what the sheet tells of the children is read for some of them at a time."""

    need_order: NeedOrder

    def _stream(self) -> Iterator[Any]:
        keys = self.rows_that_may_leave.values_list("pk", flat=True).iterator(chunk_size=AT_ONCE)
        while some := list(islice(keys, AT_ONCE)):
            yield from matching.told_children(some, self.need_order)


@requires(Permission.MATCH)
def waiting(request: HttpRequest) -> HttpResponse:
    """The children who wait, in order of need; for each, what gives it its place and who holds it."""
    user = request.user
    order = NeedOrder.objects.of_reader(user)
    matching.in_one_process()
    listing = WaitingListing(
        request,
        need.with_need(matching.waiting_children(user), order).values("pk"),
        form_class=WaitingFilters,
        form_kwargs={"user": user},
        sorts={
            "need": ["-need_points", "waiting_on", "id"],
            "waiting": ["waiting_on", "id"],
            "name": ["name_sort", "id"],
            "born": ["birth_date", "id"],
        },
        default_sort="need",
        columns=WAITING_SHEET,
        filename="tre-dang-cho",
        export_unit_field="managing_unit",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Child, rows_count=rows_count),
    )
    listing.need_order = order
    context = {
        "page_title": _("Children waiting for a donor"),
        "drawn": draw_waiting(_rows(listing, order, user), request),
        "promised_count": listing.form.apply(matching.promised_children(user)).count(),
    }
    return listing.render("sponsorship/waiting.html", context)


def _rows(listing: Listing, order: NeedOrder, user: Any) -> list[dict[str, Any]]:
    """`place`: in the order of need, when that is how the whole list is sorted."""
    children = matching.told_children((row["pk"] for row in listing.rows), order)
    holds = live_holds([child.pk for child in children], user)
    is_placed = listing.sort == "need" and not listing.form.understood.get("q")
    first = (listing.page - 1) * listing.per_page + 1
    return [
        {
            "child": child,
            "reasons": (said := of_need(child)),
            "points": sum_of(said),
            "place": place if is_placed else None,
            "hold": holds.get(child.pk),
        }
        for place, child in enumerate(children, first)
    ]


def live_holds(children: list[int], user: Any) -> dict[int, Hold]:
    holds = Hold.objects.visible_to(user).live().filter(child__in=children)
    holds = holds.select_related("held_by", "donor", "launch", "campaign")
    return {hold.child_id: hold for hold in holds}


@requires(Permission.MATCH)
def suggest_for_child(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    user = request.user
    child = child_for(user, Permission.MATCH, public_id)
    log_access(user, AccessAction.VIEW, child)
    siblings = siblings_of([child], user).get(child.pk, [])
    q = words_in(request)
    if q:
        found = list(Donor.objects.visible_to(user).search(q)[:FOUND_AT_MOST])
        suggestions = [matching.Suggestion(donor, []) for donor in found]
    else:
        suggestions = matching.donors_for(child, user, siblings)
    context = {
        "page_title": _("Find a donor"),
        "child": child,
        "suggestions": suggestions,
        "hold": live_holds([child.pk], user).get(child.pk),
        "is_free": child.has_free_place,
        "can_add_donor": can(user, Permission.EDIT_DONORS),
        "q": q,
    }
    return render(request, "sponsorship/suggest_for_child.html", context | _standing(child, siblings, user))


def _standing(child: Child, siblings: list[Sibling], user: Any) -> dict[str, Any]:
    """What gives the child its place, what it gets already, and the brothers and sisters who wait too."""
    [told] = matching.told_children([child.pk], NeedOrder.objects.of_unit(child.managing_unit))
    reasons = of_need(told)
    return {
        "reasons": reasons,
        "points": sum_of(reasons),
        "notes": of_siblings(siblings) + helps_of([child], user).get(child.pk, []),
        "together": [sibling for sibling in siblings if sibling.is_waiting],
    }


@requires(Permission.MATCH)
def suggest_for_donor(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    donor = donor_for(request.user, public_id)
    q = words_in(request)
    suggestions = _found(donor, request.user, q) if q else matching.children_for(donor, request.user)
    log_access(request.user, AccessAction.SEARCH, Child, rows_count=len(suggestions))
    holds = live_holds([each.record.pk for each in suggestions], request.user)
    rows = [(each, holds.get(each.record.pk)) for each in suggestions]
    context = {
        "page_title": _("Find a child"),
        "donor": donor,
        "suggestions": suggestions,
        "drawn": draw_suggestions(rows, donor, request),
        "q": q,
    }
    return render(request, "sponsorship/suggest_for_donor.html", context)


def _found(donor: Donor, user: Any, q: str) -> list[matching.Suggestion]:
    """Children looked for by name or code, in need or not, as long as they have a free place."""
    found = Child.objects.visible_to(user).with_free_place().filter(need_ended_on=None).search(q)
    keys = [child.pk for child in found[:FOUND_AT_MOST]]
    return matching.with_reasons(keys, donor, user, NeedOrder.objects.of_reader(user), *matching.areas_of(donor))
