"""Launches: the list, what is said of one, its donors, and its end."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from donors.filters import DonorFilters
from donors.models import Donor
from donors.sponsoring import children_count
from donors.wishes import wishes_in_words
from organisation.access import SignedInRequest, fetch, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import FilterForm, Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sheets import Column
from organisation.templatetags.vietnamese import number
from sponsorship import operations
from sponsorship.exceptions import LinesRefused, NobodyToReserve, NothingToAccept, Refused
from sponsorship.forms.launches import LaunchForm
from sponsorship.models import Launch
from sponsorship.models.launch import SEATS_AT_MOST, LaunchState

CHILDREN_AT_ONCE = 99  # of one donor
SHEET = [
    Column(gettext_lazy("Code"), "code", 12),
    Column(gettext_lazy("Launch"), "title", 40),
    Column(gettext_lazy("Campaign round"), "campaign.name", 40),
    Column(gettext_lazy("Unit"), "managing_unit.name", 30),
    Column(gettext_lazy("Until"), "ends_at", 18),
    Column(gettext_lazy("Seats"), "seats_count", 10),
    Column(gettext_lazy("Seats with donor and child"), "pairs_count", 14),
    Column(gettext_lazy("State"), "get_state_display", 16),
]


class LaunchFilters(FilterForm):
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=lambda: [("", _("All")), *((s.value, s.label) for s in LaunchState)]
    )

    def apply(self, rows: Any) -> Any:
        chosen = self.understood
        if q := chosen.get("q"):
            rows = rows.filter(Q(title__icontains=q) | Q(campaign__name__icontains=q) | Q(code=q.upper()))
        return rows.filter(state=chosen["state"]) if "state" in chosen else rows


def launch_of(request: SignedInRequest, public_id: uuid.UUID) -> Launch:
    visible = Launch.objects.visible_to(request.user).select_related("campaign", "connecting_unit", "accepted_by")
    return fetch(visible, request.user, Permission.MATCH, public_id=public_id)


@requires(Permission.MATCH)
def launch_list(request: SignedInRequest) -> HttpResponse:
    rows = Launch.objects.visible_to(request.user).select_related("campaign", "managing_unit")
    complete = Q(seats__donor__isnull=False, seats__child__isnull=False)
    listing = Listing(
        request,
        rows.annotate(seats_count=Count("seats"), pairs_count=Count("seats", filter=complete)),
        form_class=LaunchFilters,
        sorts={"until": ["ends_at", "id"], "title": ["title", "id"]},
        default_sort="-until",
        columns=SHEET,
        filename="buoi-phat-dong",
        export_unit_field="managing_unit",
    )
    return listing.render("sponsorship/launch_list.html", {"page_title": _("Launches")})


@requires(Permission.MATCH)
def launch_add(request: SignedInRequest) -> HttpResponse:
    form = LaunchForm(request.POST or None, user=request.user, initial=round_asked(request))
    if request.method == "POST" and form.is_valid():
        launch = operations.open_launch(
            by=request.user,
            unit=form.cleaned_data["unit"],
            values=form.values,
            expected=form.cleaned_data["expected"] or 0,
        )
        return redirect(launch)
    context = {"page_title": _("Prepare a launch"), "cancel_url": reverse("sponsorship:launches")}
    return form_page(request, "sponsorship/launch_form.html", form, context | {"save_label": _("Go on to the seats")})


def round_asked(request: SignedInRequest) -> dict[str, Any]:
    asked = request.GET.get("campaign", "")
    return {"campaign": asked} if asked.isdecimal() and len(asked) < 19 else {}


@requires(Permission.MATCH)
def launch_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    launch = launch_of(request, public_id)
    if not launch.is_open:
        return redirect(launch)
    form = LaunchForm(request.POST or None, instance=launch, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_launch(launch=launch, by=request.user, values=form.values)
        except Refused as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(launch)
    context = {"page_title": _("Change the launch"), "launch": launch, "cancel_url": launch.get_absolute_url()}
    return form_page(request, "sponsorship/launch_form.html", form, context)


@requires(Permission.MATCH)
def launch_donors(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The donors one may choose from, with how many children each takes; those of the launch are marked."""
    launch = launch_of(request, public_id)
    if not launch.is_open:
        return redirect(launch)
    user = request.user
    if request.method == "POST":
        return _add_donors(request, launch)
    listing = Listing(
        request,
        Donor.objects.visible_to(user).select_related("wished_area"),
        form_class=DonorFilters,
        form_kwargs={"user": user},
        sorts={"name": ["name_sort", "id"], "added": ["created_at", "id"]},
        default_sort="-added",
        as_rows=lambda rows: rows.annotate(
            children_count=children_count(),
            seats_count=Count("launch_seats", filter=Q(launch_seats__launch=launch)),
        ),
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Donor, rows_count=rows_count),
    )
    for donor in listing.rows:
        donor.wishes = wishes_in_words(donor, str(donor.wished_area or ""))
        donor.room = max((donor.capacity_children or 0) - donor.children_count - donor.seats_count, 1)
    context = {"page_title": _("Choose donors"), "launch": launch}
    return listing.render("sponsorship/launch_donors.html", context)


def _add_donors(request: SignedInRequest, launch: Launch) -> HttpResponse:
    chosen = [int(key) for key in request.POST.getlist("donor") if key.isdecimal() and len(key) < 19]
    donors = {}
    for donor in Donor.objects.visible_to(request.user).filter(pk__in=chosen).order_by("name_sort", "pk"):
        typed = request.POST.get(f"count-{donor.pk}", "")
        donors[donor] = min(max(int(typed), 1), CHILDREN_AT_ONCE) if typed.isdecimal() and len(typed) < 4 else 1
    if not donors:
        messages.warning(request, _("Tick at least one donor."))
        return redirect(request.get_full_path())
    try:
        count = operations.add_seats(launch=launch, by=request.user, donors=donors)
    except Refused as error:
        messages.warning(request, str(error))
    else:
        text = ngettext("%(n)s seat was added.", "%(n)s seats were added.", count)
        messages.success(request, text % {"n": number(count)})
    return redirect(launch)


@require_POST
@requires(Permission.MATCH)
def launch_expect(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Seats for guests nobody knows yet."""
    launch, count = launch_of(request, public_id), _asked(request)
    try:
        count = operations.add_seats(launch=launch, by=request.user, nameless=count)
    except Refused as error:
        messages.warning(request, str(error))
    else:
        text = ngettext("%(n)s seat was added.", "%(n)s seats were added.", count)
        messages.success(request, text % {"n": number(count)})
    return redirect(launch)


def _asked(request: SignedInRequest) -> int:
    typed = request.POST.get("count", "").strip()
    return min(int(typed), SEATS_AT_MOST) if typed.isdecimal() and len(typed) < 9 else 0


@require_POST
@requires(Permission.MATCH)
def launch_reserve(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    launch, wanted = launch_of(request, public_id), _asked(request)
    try:
        count = operations.reserve_children(launch=launch, by=request.user, count=wanted)
    except (NobodyToReserve, Refused) as error:
        messages.warning(request, str(error))
        return redirect(launch)
    facts = {"n": number(count), "wanted": number(wanted)}
    text = ngettext("%(n)s child is reserved.", "%(n)s children are reserved.", count) % facts
    if count < wanted:
        text = _("Of %(wanted)s children, %(n)s could be reserved: no more are waiting and free.") % facts
    messages.success(request, text)
    return redirect(launch)


@require_POST
@requires(Permission.MATCH)
def launch_remove(request: SignedInRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    launch = launch_of(request, public_id)
    seat = launch.seats.filter(pk=pk).first()
    if seat:
        try:
            operations.remove_seat(launch=launch, seat=seat, by=request.user)
        except Refused as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Seat %(n)s is taken away.") % {"n": seat.position})
    return redirect(launch)


@requires(Permission.MATCH)
def launch_accept(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The last question: how many pledges, and who is left out."""
    launch = launch_of(request, public_id)
    if not launch.is_open:
        return redirect(launch)
    if request.method == "POST":
        return _accept(request, launch)
    whole = Q(donor__isnull=False, child__isnull=False)
    counts = launch.seats.aggregate(pairs=Count("pk", filter=whole), others=Count("pk", filter=~whole))
    pairs, others = counts["pairs"], counts["others"]
    text = ngettext("Make %(n)s pledge?", "Make %(n)s pledges?", pairs) % {"n": number(pairs)}
    consequences = [_("Each child in the list has a donor from now on; certificates and lists can be printed.")]
    if others:
        said = ngettext(
            "%(n)s seat without a donor or without a child is left out.",
            "%(n)s seats without a donor or without a child are left out.",
            others,
        )
        consequences.append(said % {"n": number(others)})
    consequences.append(_("Children who are reserved and in no seat are free for others again."))
    context = {
        "page_title": text,
        "consequences": consequences,
        "confirm_label": _("Make the pledges"),
        "tone": "primary",
        "launch": launch,
        "cancel_url": launch.get_absolute_url(),
    }
    return render(request, "sponsorship/launch_confirm.html", context)


def _accept(request: SignedInRequest, launch: Launch) -> HttpResponse:
    try:
        pledges = operations.accept_launch(launch=launch, by=request.user)
    except LinesRefused as error:
        wrong = [_("Seat %(n)s: %(why)s") % {"n": n, "why": why} for n, why in error.details["lines"].items()]
        context = {"page_title": _("Nothing is made yet"), "launch": launch, "wrong": wrong}
        return render(request, "sponsorship/launch_refused.html", context, status=409)
    except (NothingToAccept, Refused) as error:
        messages.warning(request, str(error))
        return redirect(launch)
    text = ngettext("%(n)s pledge is made and in force.", "%(n)s pledges are made and in force.", len(pledges))
    messages.success(request, text % {"n": number(len(pledges))})
    return redirect(launch)


@requires(Permission.MATCH)
def launch_drop(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    launch = launch_of(request, public_id)
    if request.method == "POST":
        try:
            operations.drop_launch(launch=launch, by=request.user)
        except Refused as error:
            messages.info(request, str(error))
            return redirect(launch)
        messages.success(request, _("The launch is given up. Its children are free for others again."))
        return redirect("sponsorship:launches")
    context = {
        "page_title": _("Give this launch up?"),
        "question": launch.title,
        "consequences": [_("No pledge has been made from it."), _("The children reserved are free for others again.")],
        "confirm_label": _("Give it up"),
        "launch": launch,
        "cancel_url": launch.get_absolute_url(),
    }
    return render(request, "sponsorship/launch_confirm.html", context)
