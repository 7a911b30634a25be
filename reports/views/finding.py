from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from children.models import Child
from donors.models import Donor
from organisation.access import SIGNED_IN, requires
from organisation.access_log import log_searches
from organisation.listing import frame_of
from sponsorship.models import Pledge
from vietnamese.text import clean

SHORTEST, LONGEST = 2, 100
SHOWN = 20


@dataclass
class Found:
    """What one kind of record gave: at most SHOWN, and the list that has the rest."""

    kind: str
    model: type[Model]
    title: str
    icon: str
    records: list[Any]
    more_url: str


@requires(SIGNED_IN)
def search(request: HttpRequest) -> HttpResponse:
    q = clean(request.GET.get("q", "")[:LONGEST])
    groups = _find(request.user, q) if len(q) >= SHORTEST else []
    log_searches(request.user, {group.model: len(group.records) for group in groups})
    context = {
        "page_title": _("Search"),
        "q": q,
        "is_short": 0 < len(q) < SHORTEST,
        "groups": [group for group in groups if group.records],
        "frame": frame_of(request),
    }
    response = render(request, "reports/search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _find(user: Any, q: str) -> list[Found]:
    """Names with exactly these marks come first in each group: the lists' own search says so."""
    children = Child.objects.visible_to(user).search(q).select_related("commune")
    donors = Donor.objects.visible_to(user).search(q)
    pledges = Pledge.objects.visible_to(user).search(q).select_related("child", "donor").order_by("-starts_on", "-pk")
    return [
        _group("child", _("Children"), "mood-kid", children, "children:list", q),
        _group("donor", _("Donors"), "heart-handshake", donors, "donors:list", q),
        _group("pledge", _("Pledges"), "heart", pledges, "sponsorship:pledges", q),
    ]


def _group(kind: str, title: str, icon: str, rows: QuerySet, list_name: str, q: str) -> Found:
    records = list(rows[: SHOWN + 1])
    more = f"{reverse(list_name)}?{urlencode({'q': q})}" if len(records) > SHOWN else ""
    return Found(kind, rows.model, title, icon, records[:SHOWN], more)
