"""The members of a cluster in one year: units are found by typing, of however many there are."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.exceptions import Stale
from campaigns.models import Cluster
from campaigns.operations.results import set_members
from campaigns.register_forms import MembersForm, members_among, number_of
from organisation.access import fetch, requires
from organisation.formkit import form_page
from organisation.refusals import Refused
from organisation.roles import Permission


def _cluster(request: HttpRequest, public_id: uuid.UUID) -> Cluster:
    visible = Cluster.objects.visible_to(request.user).select_related("managing_unit")
    return fetch(visible, request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id)


@requires(Permission.EDIT_CAMPAIGNS)
def cluster_members(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The members of one year; a new year begins with those of the last one. With `look` units are only found."""
    found = _cluster(request, public_id)
    is_looking = "look" in request.POST
    initial = _chosen(request.POST) if is_looking else _members_of(found, number_of(request.GET.get("year")))
    form = MembersForm(None if is_looking else request.POST or None, user=request.user, cluster=found, initial=initial)
    if request.method == "POST" and not is_looking and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("year", "units", "head", "version")}
        try:
            set_members(cluster=found, **told | {"units": list(told["units"])}, by=request.user)  # type: ignore[arg-type]  # nobody anonymous comes that far
        except Stale as stale:  # the other person's list takes the place of one's own, else no Save would ever be taken
            messages.error(request, str(stale))
            found.refresh_from_db()
            form = MembersForm(user=request.user, cluster=found, initial=_members_of(found, told["year"]))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"page_title": _("Members of a year"), "cluster": found, "cancel_url": found.get_absolute_url()}
    return form_page(request, "campaigns/cluster_members.html", form, context)


@requires(Permission.EDIT_CAMPAIGNS)
def cluster_found(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """While one types: the units that are ticked, then those that were found."""
    offered = members_among(request.user, _cluster(request, public_id))
    form_like = {"members": offered.rows(**_chosen(request.GET))}
    return render(request, "campaigns/cluster_choices.html", form_like)


def _chosen(said: QueryDict) -> dict[str, Any]:
    units = [number_of(text) for text in said.getlist("units")]
    return {
        "year": number_of(said.get("year")),
        "units": units,
        "head": number_of(said.get("head")),
        "find": said.get("find", "")[:100],
        "version": number_of(said.get("version")),
    }


def _members_of(cluster: Cluster, asked: int) -> dict[str, Any]:
    year = asked if 1930 <= asked <= 2200 else timezone.localdate().year
    last = cluster.members.filter(year__lte=year).order_by("-year").first()
    known = list(cluster.members.filter(year=last.year)) if last else []
    return {
        "year": year,
        "units": [member.unit_id for member in known],
        "head": next((member.unit_id for member in known if member.is_head), 0),
        "version": cluster.version,
    }
