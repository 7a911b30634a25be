import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from children.fields import capitalised
from children.models import Child
from organisation.access import SignedInRequest, require, requires
from organisation.access_log import log_access
from organisation.listing import FilterForm, Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sheets import Column
from organisation.templatetags.vietnamese import dmy_time
from sponsorship import operations
from sponsorship.access import child_for, donor_for
from sponsorship.exceptions import PlaceTaken, Refused
from sponsorship.models import Hold
from sponsorship.models.hold import HoldKind

SHEET = [
    Column(gettext_lazy("Code"), "child.code", 12),
    Column(gettext_lazy("Child"), "child.full_name", 28),
    Column(gettext_lazy("Commune"), "child.commune.name", 24),
    Column(gettext_lazy("Held for"), lambda hold: str(hold.donor or hold.launch or hold.campaign or ""), 30),
    Column(gettext_lazy("Why"), "get_kind_display", 28),
    Column(gettext_lazy("Held by"), "held_by.full_name", 24),
    Column(gettext_lazy("Since"), "held_from", 18),
    Column(gettext_lazy("Until"), "held_until", 18),
    Column(gettext_lazy("Times extended"), "extensions_count", 10),
]


class HoldFilters(FilterForm):
    whose = forms.ChoiceField(
        label=gettext_lazy("Held by"),
        choices=[("", gettext_lazy("Everybody")), ("mine", gettext_lazy("Me")), ("others", gettext_lazy("Others"))],
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=lambda: [("", _("All")), *capitalised(HoldKind.choices)]
    )
    ends = forms.ChoiceField(
        label=gettext_lazy("Runs out"),
        choices=[
            ("", gettext_lazy("At any time")),
            ("today", gettext_lazy("Today")),
            ("week", gettext_lazy("Within seven days")),
        ],
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = _("Child, donor or code")

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        chosen = self.understood
        if whose := chosen.get("whose"):
            rows = rows.filter(held_by=self.user) if whose == "mine" else rows.exclude(held_by=self.user)
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        if ends := chosen.get("ends"):
            days = 1 if ends == "today" else 8
            midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
            rows = rows.filter(held_until__lt=midnight + dt.timedelta(days=days))
        return rows


@requires(Permission.MATCH)
def hold_list(request: SignedInRequest) -> HttpResponse:
    user = request.user
    holds = Hold.objects.visible_to(user).live()
    listing = Listing(
        request,
        holds.select_related("child__commune", "donor", "campaign", "launch", "held_by"),
        form_class=HoldFilters,
        form_kwargs={"user": user},
        sorts={
            "until": ["held_until", "pk"],
            "since": ["held_from", "pk"],
            "child": ["child__name_sort", "pk"],
        },
        default_sort="until",
        columns=SHEET,
        filename="tre-dang-giu-cho",
        export_unit_field="child__managing_unit",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Child, rows_count=rows_count),
    )
    if not listing.form.understood.get("q") and "export" not in request.GET:
        log_access(user, AccessAction.SEARCH, Child, rows_count=len(listing.rows))
    return listing.render("sponsorship/holds.html", {"page_title": _("Children on hold")})


@require_POST
@requires(Permission.MATCH)
def hold_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    child = child_for(request.user, Permission.MATCH, public_id)
    donor = donor_for(request.user, _uuid(request.POST["donor"])) if request.POST.get("donor") else None
    try:
        hold = operations.hold_child(child=child, donor=donor, by=request.user, kind=_kind(request))
    except PlaceTaken as taken:
        context = {"page_title": _("This place is taken"), "child": child, "taken": taken}
        return render(request, "sponsorship/taken.html", context, status=409)
    except Refused as error:
        messages.error(request, str(error))
    else:
        until = {"until": dmy_time(hold.held_until)}
        messages.success(request, _("The child is kept until %(until)s. Nobody else can be matched with it.") % until)
    if donor and request.POST.get("back") != "child":
        return redirect("sponsorship:suggest_for_donor", donor.public_id)
    return redirect("sponsorship:suggest_for_child", child.public_id)


def _kind(request: SignedInRequest) -> HoldKind:
    """Those of a launch are made by the launch alone."""
    typed = request.POST.get("kind", "")
    return HoldKind(typed) if typed in HoldKind.values and typed != HoldKind.LAUNCH else HoldKind.THINKING


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadRequest from error


def _change(request: SignedInRequest, public_id: uuid.UUID, do: Callable[..., Hold], message: str) -> HttpResponse:
    hold = get_object_or_404(Hold.objects.visible_to(request.user).select_related("child"), public_id=public_id)
    require(request.user, Permission.MATCH, hold.child.managing_unit)
    try:
        hold = do(hold=hold, by=request.user)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, message % {"until": dmy_time(hold.held_until)})
    return redirect("sponsorship:holds")


@require_POST
@requires(Permission.MATCH)
def hold_extend(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    return _change(request, public_id, operations.extend_hold, _("The child is kept until %(until)s now."))


@require_POST
@requires(Permission.MATCH)
def hold_release(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    return _change(request, public_id, operations.release_hold, _("The child is free again for other donors."))
