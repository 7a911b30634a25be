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
from organisation.search_words import NAME, words_in
from sponsorship.models import Pledge
from vietnamese.text import clean

SHORTEST = 2
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
    q = clean(words_in(request))
    groups = _find(request, q) if len(q) >= SHORTEST else []
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


def _find(request: HttpRequest, q: str) -> list[Found]:
    """Names with exactly these marks come first in each group: the lists' own search says so."""
    user, address = request.user, f"?{urlencode({NAME: request.GET[NAME]})}"
    children = Child.objects.visible_to(user).search(q).select_related("commune")
    donors = Donor.objects.visible_to(user).search(q)
    pledges = Pledge.objects.visible_to(user).search(q).select_related("child", "donor").order_by("-starts_on", "-pk")
    return [
        _group("child", _("Children"), "mood-kid", children, reverse("children:list") + address),
        _group("donor", _("Donors"), "heart-handshake", donors, reverse("donors:list") + address),
        _group("pledge", _("Pledges"), "heart", pledges, reverse("sponsorship:pledges") + address),
    ]


def _group(kind: str, title: str, icon: str, rows: QuerySet, list_url: str) -> Found:
    records = list(rows[: SHOWN + 1])
    return Found(kind, rows.model, title, icon, records[:SHOWN], list_url if len(records) > SHOWN else "")
