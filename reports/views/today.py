from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from children.models import Child
from imports.writers import kinds_for
from organisation.access import SIGNED_IN, requires
from organisation.access_log import log_access
from organisation.listing import FilterForm, Listing
from organisation.models.access_log import AccessAction
from organisation.roles import Permission, Role
from reports import digest, shown, todo
from reports.due import due_in_month
from reports.indicators import figures
from reports.ledger import total
from reports.scope import Scope
from sponsorship.models import Handover, Pledge, Receipt

LATEST = 6


@requires(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    roles = {Role(a.role) for a in user.current_appointments}
    can_import = "children" in kinds_for(user)
    context = {
        "page_title": _("Today's work"),
        "today": timezone.localdate(),
        "has_role": bool(roles),
        "keeps_money": Role.TREASURER in roles,
        "sections": todo.sections(user),
        "tiles": _figures(user) if Role.LEADER in roles else [],
        "latest_children": _latest_children(user) if Role.DATA_CLERK in roles else [],
        "latest_money": _latest_money(user) if Role.TREASURER in roles else [],
        "begins": can_import and not Child.objects.visible_to(user).exists(),
    }
    return render(request, "reports/today.html", context)


def _figures(user: Any) -> list[shown.Tile]:
    scope = Scope(user=user)
    return shown.tiles(figures(scope), scope)


def _latest_children(user: Any) -> list[Child]:
    return list(Child.objects.visible_to(user).select_related("commune").order_by("-pk")[:LATEST])


def _latest_money(user: Any) -> list[Any]:
    """The latest entries of both ledgers, newest first, with the day and side each was booked on."""
    found: list[Any] = []
    for model in (Receipt, Handover):
        found += model.objects.visible_to(user).select_related("pledge__donor").order_by("-pk")[:LATEST]
    return sorted(found, key=lambda entry: entry.recorded_at, reverse=True)[:LATEST]


@requires(SIGNED_IN)
def digest_text(request: HttpRequest) -> HttpResponse:
    """The week's work as a text to paste into Zalo: numbers only, no person's name."""
    context = {"page_title": _("This week's work as a text"), "text": digest.text_for(request.user)}
    return render(request, "reports/digest.html", context)


class DueFilters(FilterForm):
    def apply(self, rows: Any) -> Any:
        q = self.understood.get("q")
        return rows.filter(Pledge.objects.found_by(q, "pledge__")) if q else rows


@requires(Permission.VIEW_MONEY)
def due(request: HttpRequest) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    rows = due_in_month(user, today)
    listing = Listing(
        request,
        rows.select_related("pledge__donor", "pledge__child", "pledge__balance"),
        form_class=DueFilters,
        sorts={"day": ["due_on", "id"], "donor": ["pledge__donor__name_sort", "id"], "amount": ["amount_vnd", "id"]},
        default_sort="day",
        audit=lambda action, rows_count: log_access(user, AccessAction(action), Pledge, rows_count=rows_count),
    )
    title = _("Instalments due in %(month)s") % {"month": f"{today:%m/%Y}"}
    return listing.render("reports/due.html", {"page_title": title, "total": total(listing.all_rows, "amount_vnd")})
