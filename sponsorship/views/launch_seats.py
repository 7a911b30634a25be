"""The page of one launch: seats, who gets whom, changed by hand."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from children.models import Child
from donors.models import Donor
from organisation.access import SignedInRequest, can, requires
from organisation.access_log import log_access
from organisation.areas import areas_within
from organisation.listing import FilterForm, Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.templatetags.vietnamese import number
from sponsorship import operations
from sponsorship.access import is_away
from sponsorship.exceptions import LinesRefused, Refused
from sponsorship.families import of_siblings, siblings_of
from sponsorship.forms.launches import SeatTable, donor_text
from sponsorship.helped import helps_of
from sponsorship.matching import told_children
from sponsorship.models import Launch, NeedOrder
from sponsorship.operations.launches import reserved_children, trouble
from sponsorship.reasons import Reason, for_child, of_need
from sponsorship.views.launches import launch_of

FOUND_AT_MOST = 12
SEAT_PARTS = ("donor__wished_area", "donor__commune", "child__commune", "child__former_commune", "pledge")
STEPS = (
    gettext_lazy("Donors and seats"),
    gettext_lazy("Children reserved"),
    gettext_lazy("Who gets whom"),
    gettext_lazy("Pledges and papers"),
)


class SeatFilters(FilterForm):
    show = forms.ChoiceField(
        label=gettext_lazy("Seats"),
        choices=[
            ("", gettext_lazy("All")),
            ("no_donor", gettext_lazy("without a donor")),
            ("no_child", gettext_lazy("without a child")),
            ("fixed", gettext_lazy("child chosen by hand")),
        ],
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def apply(self, rows: Any) -> Any:
        chosen = self.understood
        if q := chosen.get("q"):
            donors, children = Donor.objects.search(q), Child.objects.visible_to(self.user).search(q)
            rows = rows.filter(Q(donor__in=donors.order_by()) | Q(child__in=children.order_by()))
        conditions: dict[str, dict[str, Any]] = {
            "no_donor": {"donor": None},
            "no_child": {"child": None},
            "fixed": {"is_fixed": True},
        }
        return rows.filter(**conditions.get(chosen.get("show", ""), {}))


@requires(Permission.MATCH)
def launch(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    found = launch_of(request, public_id)
    seats = found.seats.annotate(is_away=is_away("child", request.user)).select_related(*SEAT_PARTS)
    listing = Listing(
        request,
        seats.prefetch_related("pledge__rate_changes"),
        form_class=SeatFilters,
        form_kwargs={"user": request.user},
        sorts={"seat": ["position", "pk"]},
        default_sort="seat",
    )
    log_access(request.user, AccessAction.VIEW, found)
    if not found.is_open:
        return listing.render("sponsorship/launch_done.html", _about(request, found, listing))
    children = list(reserved_children(found, request.user).select_related("commune"))
    data = request.POST if request.method == "POST" else None
    table = SeatTable(data, launch=found, seats=listing.rows, children=children, user=request.user)
    if data is not None and (answer := _save(request, found, table)):
        return answer
    context = _about(request, found, listing) | {"table": table, "lines": _lines(request, found, table)}
    return listing.render("sponsorship/launch.html", context | _reserved(found, children))


def _about(request: SignedInRequest, launch: Launch, listing: Listing) -> dict[str, Any]:
    whole = Q(donor__isnull=False, child__isnull=False)
    counts = launch.seats.aggregate(
        seats_count=Count("pk"),
        nameless_count=Count("pk", filter=Q(donor=None)),
        childless_count=Count("pk", filter=Q(child=None)),
        pairs_count=Count("pk", filter=whole),
    )
    may_print = can(request.user, Permission.EXPORT, launch.managing_unit)
    return {"page_title": launch.title, "launch": launch, "steps": STEPS, "may_print": may_print} | counts


def _reserved(launch: Launch, children: list[Any]) -> dict[str, Any]:
    seated = set(launch.seats.filter(child__isnull=False).values_list("child", flat=True))
    left = [child for child in children if child.pk not in seated]
    return {
        "children": children,
        "left_over": left,
        "missing_count": max(launch.seats.count() - len(children), 0),
        "step": 1 if not launch.seats.exists() else 2 if not children else 3,
    }


def _lines(request: SignedInRequest, launch: Launch, table: SeatTable) -> list[dict[str, Any]]:
    """For each form of the table: why these two, and what stands against it now."""
    seats = [form.seat for form in table.forms]
    wrong = trouble(launch, seats, by=request.user)
    told = _reasons(seats, request.user, NeedOrder.objects.of_unit(launch.managing_unit))
    return [
        {"form": form, "seat": seat, "reasons": told.get(seat.pk, []), "wrong": wrong.get(seat.pk, "")}
        for form, seat in zip(table.forms, seats, strict=True)
    ]


def _reasons(seats: list[Any], user: Any, order: NeedOrder) -> dict[int, list[Reason]]:
    """Seat → what speaks for this child, and for this donor where one sits there."""
    areas = areas_within(pk for s in seats if s.donor for pk in (s.donor.wished_area_id, s.donor.commune_id))
    told = [s.child_id for s in seats if s.child_id and not s.is_away]
    children = {child.pk: child for child in told_children(told, order)}
    siblings, helps = siblings_of(children.values(), user), helps_of(children.values(), user)
    found = {}
    for seat in seats:
        if child := children.get(seat.child_id or 0):
            donor = seat.donor
            fits = (
                for_child(child, donor, areas[donor.wished_area_id], areas[donor.commune_id])
                if donor
                else of_need(child)
            )
            found[seat.pk] = [*fits, *of_siblings(siblings.get(child.pk, []), donor), *helps.get(child.pk, [])]
    return found


def _save(request: SignedInRequest, launch: Launch, table: SeatTable) -> HttpResponse | None:
    """The way on, or None where something has to be mended first."""
    table.error = _("Nothing is saved yet: look at the lines that are marked.")
    if not table.is_valid():
        return None
    try:
        operations.save_seats(launch=launch, by=request.user, version=table.version, **table.changes())
        if "propose" in request.POST:
            count = operations.propose_pairs(launch=launch, by=request.user)
            text = ngettext("%(n)s seat has a child now.", "%(n)s seats have a child now.", count)
            messages.success(request, text % {"n": number(count)})
    except LinesRefused as error:
        table.refuse(error.details["lines"])
        return None
    except Refused as error:
        messages.warning(request, str(error))
    else:
        if "accept" in request.POST:
            return redirect("sponsorship:launch_accept", launch.public_id)
        if "propose" not in request.POST:
            messages.success(request, _("Saved. No pledge is made yet."))
    return redirect(request.get_full_path())


@require_POST
@requires(Permission.MATCH)
def found_donors(request: SignedInRequest) -> HttpResponse:
    """For the list below a donor's field while one types. POST, so that no name stands in an address."""
    typed = str(next((text for name, text in request.POST.items() if name.endswith("-donor")), "")).strip()[:100]
    donors = Donor.objects.visible_to(request.user).search(typed)[:FOUND_AT_MOST] if len(typed) > 1 else []
    texts = [donor_text(donor) for donor in donors]
    if texts:
        log_access(request.user, AccessAction.SEARCH, Donor, rows_count=len(texts))
    return render(request, "sponsorship/found_donors.html", {"texts": texts})
