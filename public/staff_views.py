"""The public pages as administrators keep them. These need an account; what visitors read is in door.py."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.access import SignedInRequest, fetch, requires
from organisation.formkit import form_page
from organisation.listing import FilterForm, Listing
from organisation.refusals import Refused
from organisation.roles import Permission
from public import reader
from public.forms import PublicPageForm, StoryForm
from public.models import PublicPage, Story
from public.operations import save_page

SORTS = {"address": ["address"], "unit": ["managing_unit__name", "address"]}


@requires(Permission.MANAGE_UNITS)
def page_list(request: HttpRequest) -> HttpResponse:
    pages = PublicPage.objects.visible_to(request.user).select_related("managing_unit")
    listing = Listing(request, pages, form_class=FilterForm, sorts=SORTS, default_sort="unit")
    return listing.render("public/staff_pages.html", {"page_title": _("Public pages")})


@requires(Permission.MANAGE_UNITS)
def page_detail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    page = _page(request, public_id)
    told = {story.public_id for story in reader.stories(page.pk, most=1000)} if page.is_open else set()
    stories = list(page.stories.select_related("child"))
    for story in stories:
        story.is_shown = story.public_id in told  # type: ignore[attr-defined]  # for the template
    context = {"page_title": page.managing_unit.name, "page": page, "stories": stories}
    return render(request, "public/staff_page.html", context)


@requires(Permission.MANAGE_UNITS)
def page_add(request: SignedInRequest) -> HttpResponse:
    form = PublicPageForm(request.POST or None, user=request.user)
    return _save_page(
        request, form, {"page_title": _("Open a public page"), "cancel_url": reverse("public_staff:pages")}
    )


@requires(Permission.MANAGE_UNITS)
def page_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    page = _page(request, public_id)
    form = PublicPageForm(request.POST or None, instance=page, user=request.user)
    return _save_page(request, form, {"page_title": _("Change the public page"), "cancel_url": page.get_absolute_url()})


@requires(Permission.MANAGE_UNITS)
def story_add(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    page = _page(request, public_id)
    initial = {"told_on": timezone.localdate()}
    form = StoryForm(request.POST or None, initial=initial, user=request.user, page=page)
    return _save_story(request, form, {"page_title": _("Tell a story"), "cancel_url": page.get_absolute_url()})


@requires(Permission.MANAGE_UNITS)
def story_edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Story.objects.visible_to(request.user).select_related("page__managing_unit", "child")
    story = get_object_or_404(visible, public_id=public_id)
    form = StoryForm(request.POST or None, instance=story, user=request.user, page=story.page)
    return _save_story(
        request, form, {"page_title": _("Change the story"), "cancel_url": story.page.get_absolute_url()}
    )


def _page(request: HttpRequest, public_id: uuid.UUID) -> PublicPage:
    visible = PublicPage.objects.visible_to(request.user)
    return fetch(visible, request.user, Permission.MANAGE_UNITS, public_id=public_id)


def _save_page(request: SignedInRequest, form: PublicPageForm, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_page(page=form.save(commit=False), by=request.user)
        except Refused as error:
            form.add_error("is_open", str(error))
        else:
            return _saved(request, saved, to=saved)
    return form_page(request, "public/staff_form.html", form, context)


def _save_story(request: HttpRequest, form: StoryForm, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        return _saved(request, saved, to=saved.page)
    return form_page(request, "public/staff_form.html", form, context)


def _saved(request: HttpRequest, what: PublicPage | Story, *, to: PublicPage) -> HttpResponse:
    messages.success(request, _("“%(name)s” is saved.") % {"name": what})
    return redirect(to)
