"""A donor's own page by personal link: no account, no cookie. Every answer is read anew and kept nowhere."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from children import pictures
from children.models import Child
from organisation.access_log import log_access, log_link_access
from organisation.models import AccessLog
from organisation.models.access_log import AccessAction
from organisation.stored_files import send
from public import donor_page
from sponsorship.models import DonorLink
from sponsorship.operations.touch import count_opening, link_of
from sponsorship.papers import money
from sponsorship.papers.heads import issuer
from sponsorship.papers.kinds import FILE_NAMES, Paper
from sponsorship.papers.pdf import pdf
from sponsorship.papers.pledges import PARTS

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
STATEMENTS_AN_HOUR = 20  # each is laid out by a process of its own
METHODS = ["GET", "HEAD"]
View = Callable[..., HttpResponseBase]


def personal(view: View) -> View:
    """Gives the view the link that the address opens. A wrong address, an expired and a revoked one look the same."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in METHODS:
            answer: HttpResponseBase = HttpResponseNotAllowed(METHODS)
        else:
            link = link_of(token)
            answer = closed(request) if link is None else view(request, link, token, *args, **kwargs)
        for name, value in HEADERS.items():
            answer[name] = value
        return answer

    return login_not_required(opened)


def closed(request: HttpRequest, status: int = 404) -> HttpResponse:
    return render(request, "public/closed.html", {"is_busy": status == 429}, status=status)


def _log(request: HttpRequest, link: DonorLink, action: AccessAction, *records: Any, count: int | None = None) -> None:
    """Who is signed in reads as an account: an officer who looks is not the donor."""
    if request.user.is_authenticated:
        for record in records:
            log_access(request.user, action, record, rows_count=count)
    else:
        log_link_access(link.pk, action, *records, rows_count=count)


@personal
def door(request: HttpRequest, link: DonorLink, token: str) -> HttpResponse:
    """Says nothing yet: a messenger that fetches a preview of the address learns no name."""
    return render(request, "public/door.html", {"token": token})


@personal
def page(request: HttpRequest, link: DonorLink, token: str) -> HttpResponse:
    shown = donor_page.page_of(link, request.GET.get("trang"))
    if request.method == "GET" and not request.user.is_authenticated:
        count_opening(link)
    _log(request, link, AccessAction.VIEW, link.donor, count=shown.children_count)
    named = {card.pledge.child_id: card.pledge.child for card in shown.cards if card.child.is_named}
    _log(request, link, AccessAction.VIEW, *named.values())
    return render(request, "public/donor.html", {"shown": shown, "link": link, "token": token})


def _picture(request: HttpRequest, link: DonorLink, found: tuple[Any, str] | None) -> HttpResponseBase:
    path = pictures.path_of(found[1], small=request.GET.get("size") == "small") if found else None
    if found is None or path is None or not path.is_file():
        return closed(request)
    record = found[0]
    child = record if isinstance(record, Child) else record.pledge.child
    _log(request, link, AccessAction.PHOTO, child)
    return send(path, name="anh.jpg", content_type="image/jpeg")


@personal
def photo(request: HttpRequest, link: DonorLink, token: str, pledge_id: Any) -> HttpResponseBase:
    return _picture(request, link, donor_page.photo_for(link, pledge_id))


@personal
def handover_photo(request: HttpRequest, link: DonorLink, token: str, pk: int) -> HttpResponseBase:
    return _picture(request, link, donor_page.handover_photo_for(link, pk))


@personal
def letter_page(request: HttpRequest, link: DonorLink, token: str, pk: int) -> HttpResponseBase:
    return _picture(request, link, donor_page.letter_page_for(link, pk))


@personal
def statement(request: HttpRequest, link: DonorLink, token: str, year: int) -> HttpResponseBase:
    """The donor's statement of a year as PDF: the same paper that the unit prints, of what the page shows."""
    pledges = list(donor_page.pledges_of(link).select_related(*PARTS).order_by("starts_on", "pk"))
    today = timezone.localdate()
    if not pledges or not 2000 <= year <= today.year:
        return closed(request)
    if _taken_lately(link) >= STATEMENTS_AN_HOUR:
        return closed(request, 429)
    _log(request, link, AccessAction.PRINT, link.donor)
    unit = issuer(link.donor.managing_unit, pledges[0].connecting_unit)
    with override("vi"):
        content = money.statement(link.donor, pledges, year, unit, today)
        made = pdf(Paper.STATEMENT.value, content)
    name = f"{FILE_NAMES[Paper.STATEMENT]}-{year}.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _taken_lately(link: DonorLink) -> int:
    since = timezone.now() - dt.timedelta(hours=1)
    record = {"record_kind": link.donor._meta.label_lower, "record_id": link.donor_id}
    return AccessLog.objects.filter(**record, at__gte=since, action=AccessAction.PRINT, by_link=link.pk).count()
