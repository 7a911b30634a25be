"""The public door: what the programme does, and how to help.

No account, and nothing kept in the browser but the language.
"""

import io
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children import pictures
from donors.models import Registration
from donors.operations import receive_registration
from organisation.sign_in import address_of
from organisation.stored_files import send
from public import guard, reader
from public.forms import HelpForm
from public.models import PublicPage

FRESH = 300  # seconds for which figures are kept; whatever hangs on somebody's consent is read anew each time
STORIES, DONORS = 6, 200
BANDS = [
    gettext_lazy("under 6 years"),
    gettext_lazy("6 to 10 years"),
    gettext_lazy("11 to 15 years"),
    gettext_lazy("16 years and over"),
]
UNKNOWN_AGE = gettext_lazy("age not noted")
View = Callable[..., HttpResponseBase]


def open_to_all(view: View) -> View:
    """For everybody, in the language that `?lang=` or an earlier choice asks for."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = request.GET.get("lang", "")
        if chosen not in dict(settings.LANGUAGES):
            return _answer(view, request, *args, **kwargs)
        with translation.override(chosen):
            response = _answer(view, request, *args, **kwargs)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax", secure=settings.HTTPS
        )
        return response

    return login_not_required(opened)


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except reader.DoorClosed:
        return render(request, "public/programmes.html", {"pages": []}, status=503)


@open_to_all
def home(request: HttpRequest) -> HttpResponseBase:
    """The programmes that are open; the only one's page straight away."""
    pages = reader.open_pages()
    if len(pages) == 1:
        return redirect("door:page", pages[0].address)
    return render(request, "public/programmes.html", {"pages": pages})


@open_to_all
def page(request: HttpRequest, address: str) -> HttpResponseBase:
    shown = _page(address)
    context = {
        "shown": shown,
        "greeting": _in_language(shown, "greeting"),
        "waiting": waiting_table(shown.page_id),
        "stories": [_told(story) for story in reader.stories(shown.page_id, most=STORIES)],
        "figures": _kept(f"figures-{shown.page_id}", lambda: reader.figures(shown.page_id)),
        "appeals": reader.appeals(shown.page_id),
        "donors": reader.donors(shown.page_id, most=DONORS),
        "address": _here(request, address),
    }
    return render(request, "public/page.html", context)


def _page(address: str) -> Any:
    shown = reader.page_at(address)
    if shown is None:
        raise Http404
    return shown


def _kept(name: str, read: Callable[[], Any]) -> Any:
    return cache.get_or_set(f"public-{name}", read, FRESH)


def _in_language(row: Any, field: str) -> str:
    """The English text where there is one and English is read; otherwise the Vietnamese."""
    english = getattr(row, f"{field}_en") if translation.get_language() == "en" else ""
    return english or getattr(row, field)


def _told(story: Any) -> Any:
    story.title, story.text = _in_language(story, "title"), _in_language(story, "text")
    story.card = ", ".join(str(part) for part in (band_label(story.band), story.area) if part) if story.area else ""
    return story


def band_label(band: int | None) -> Any:
    return UNKNOWN_AGE if band is None else BANDS[band]


def waiting_table(page_id: int) -> list[dict[str, Any]]:
    """`[{"area": name, "cells": [(band, count or None where it is hidden), …]}]`; empty where nobody waits."""
    table: dict[str, list[tuple[Any, int | None]]] = {}
    for row in _kept(f"waiting-{page_id}", lambda: reader.waiting(page_id)):
        table.setdefault(row.area or _("Other areas"), []).append((band_label(row.band), row.count))
    return [{"area": area, "cells": cells} for area, cells in table.items()]


@open_to_all
def story_photo(request: HttpRequest, address: str, public_id: uuid.UUID) -> HttpResponseBase:
    name = reader.story_photo(address, public_id)
    path = pictures.path_of(name) if name else None
    if path is None or not path.is_file():
        raise Http404
    return send(path, name="anh.jpg", content_type="image/jpeg")


@open_to_all
def register(request: HttpRequest, address: str) -> HttpResponseBase:
    """The form of those who want to help. What machines send is refused with a sentence; nothing typed is lost."""
    shown = _page(address)
    form = HelpForm(request.POST or None, initial={"key": guard.new_key()})
    status = 200
    if request.method == "POST":
        sender = guard.sender_of(address_of(request) or "")
        if guard.is_flooded(sender):
            form.add_error(None, _("Many offers came within an hour. Please telephone, or come back later."))
            status = 429
        elif form.is_valid():
            return _received(form, address, sender)
        form.data = {**request.POST.dict(), "key": guard.new_key()} if form.number is None else form.data
    return render(request, "public/register.html", {"shown": shown, "form": form}, status=status)


def _received(form: HelpForm, address: str, sender: str) -> HttpResponse:
    offer = form.save(commit=False)
    offer.public_id, offer.sender = form.number, sender
    offer.managing_unit = PublicPage.objects.get(address=address, is_open=True).managing_unit
    kept = receive_registration(offer)
    return redirect("door:registered", address, kept.public_id)


@open_to_all
def registered(request: HttpRequest, address: str, public_id: uuid.UUID) -> HttpResponseBase:
    """How far an offer has come; nothing of what was written in it."""
    shown = _page(address)
    sent_here = Registration.objects.exclude(sender="").filter(public_id=public_id)
    state = sent_here.values_list("state", flat=True).first()
    if state is None:
        raise Http404
    response = render(request, "public/registered.html", {"shown": shown, "state": state})
    response["X-Robots-Tag"] = "noindex"
    return response


@open_to_all
def poster(request: HttpRequest, address: str) -> HttpResponseBase:
    """A page to print and hang up, with a code for telephones."""
    shown = _page(address)
    context = {"shown": shown, "greeting": _in_language(shown, "greeting"), "address": _here(request, address)}
    return render(request, "public/poster.html", context)


@open_to_all
def qr_code(request: HttpRequest, address: str) -> HttpResponseBase:
    _page(address)
    picture = io.BytesIO()
    code = segno.make(_here(request, address), error="m", micro=False)
    code.save(picture, kind="svg", scale=8, border=2, dark="#0a3d40")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _here(request: HttpRequest, address: str) -> str:
    return request.build_absolute_uri(reverse("door:page", args=[address]))


@open_to_all
def robots(request: HttpRequest) -> HttpResponseBase:
    """Search engines read the public pages and nothing else."""
    lines = ["User-agent: *", f"Allow: {reverse('door:home')}", "Allow: /static/", "Disallow: /"]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('door:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@open_to_all
def sitemap(request: HttpRequest) -> HttpResponseBase:
    names = ("door:page", "door:register")
    addresses = [
        (request.build_absolute_uri(reverse(name, args=[open_page.address])), open_page.updated_at)
        for open_page in reader.open_pages()
        for name in names
    ]
    return render(request, "public/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
