"""The roll-up: what a unit with all below it, or a cluster of units, brought about in a period."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from campaigns import rollup as rolled
from campaigns.models import Cluster
from campaigns.operations.results import save_record
from campaigns.register_forms import ClusterForm
from campaigns.result_forms import first_post
from campaigns.rollup_forms import SpanForm
from campaigns.rollup_sheets import ROLL_UP_SHEET
from campaigns.short_lists import CLUSTER_SHEET, ClusterFilters
from organisation.access import can, fetch, paths_where, requires, units_where
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models import Unit
from organisation.roles import Permission
from organisation.sheets import xlsx_response


@requires(Permission.VIEW_PLEDGES)
def roll_up(request: HttpRequest) -> HttpResponseBase:
    """Of the unit asked for, else of all units where the reader may look."""
    form = SpanForm(request.GET, user=request.user)
    span, cluster = form.span, form.understood.get("cluster")
    unit = None if cluster else _unit_asked_for(request)
    if cluster:
        found = rolled.of_cluster(cluster, span)
    else:
        found = rolled.of_unit(unit, span) if unit else rolled.of_units(_roots(request.user), span)
    if request.GET.get("export") == "xlsx" and can(request.user, Permission.EXPORT):
        response, _count = xlsx_response("tong-hop-ket-qua", ROLL_UP_SHEET, [*found.wholes, *found.parts])
        return response
    context = {
        "page_title": _("Roll-up of results"),
        "form": form,
        "span": span,
        "unit": unit,
        "above": _above(unit, request.user) if unit else [],
        "cluster": cluster,
        "heads": cluster.members.filter(is_head=True).select_related("unit") if cluster else [],
        "found": found,
        "registers": {} if cluster else _registers(unit, span),
        "may_export": can(request.user, Permission.EXPORT),
    }
    return render(request, "campaigns/roll_up.html", context)


def _registers(unit: Unit | None, span: rolled.Span) -> dict[str, str]:
    """The lists behind the numbers of houses and of loan funds."""
    here, until = {"unit": str(unit.pk)} if unit else {}, f"{span.until:%d/%m/%Y}"
    return {
        "houses": f"{reverse('campaigns:houses')}?"
        + urlencode(here | {"since": f"{span.since:%d/%m/%Y}", "until": until}),
        "loans": f"{reverse('campaigns:register', args=['loans'])}?"
        + urlencode(here | {"until": until, "newest": "last"}),
    }


def _roots(user: Any) -> list[Unit]:
    return list(Unit.objects.filter(path__in=paths_where(user, Permission.VIEW_PLEDGES)).order_by("path"))


def _unit_asked_for(request: HttpRequest) -> Unit | None:
    """By its code in the address; the reader's only root where none is asked for."""
    if code := request.GET.get("unit", "").upper()[:24]:
        return get_object_or_404(units_where(request.user, Permission.VIEW_PLEDGES), code=code)
    roots = _roots(request.user)
    return roots[0] if len(roots) == 1 else None


def _above(unit: Unit, user: Any) -> list[Unit]:
    ids = [int(number) for number in unit.path.strip("/").split("/")][:-1]
    return list(units_where(user, Permission.VIEW_PLEDGES).filter(pk__in=ids).order_by("path"))


@requires(Permission.VIEW_PLEDGES)
def clusters(request: HttpRequest) -> Any:
    listing = Listing(
        request,
        Cluster.objects.visible_to(request.user).with_size().select_related("managing_unit"),
        form_class=ClusterFilters,
        sorts={"name": ["name", "id"]},
        default_sort="name",
        columns=CLUSTER_SHEET,
        filename="cum-don-vi",
        export_unit_field="managing_unit",
    )
    context = {"page_title": _("Clusters of units"), "can_edit": can(request.user, Permission.EDIT_CAMPAIGNS)}
    return listing.render("campaigns/clusters.html", context)


@requires(Permission.VIEW_PLEDGES)
def cluster(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Cluster.objects.visible_to(request.user).select_related("managing_unit")
    found = get_object_or_404(visible, public_id=public_id)
    context = {
        "page_title": found.name,
        "cluster": found,
        "members": found.members.select_related("unit"),
        "can_edit": can(request.user, Permission.EDIT_CAMPAIGNS, found.managing_unit),
    }
    return render(request, "campaigns/cluster.html", context)


@requires(Permission.EDIT_CAMPAIGNS)
def cluster_add(request: HttpRequest) -> HttpResponse:
    form = ClusterForm(
        request.POST or None, user=request.user, initial={"managing_unit": first_post(request.user, None)}
    )
    return _save(request, form, {"page_title": _("Add a cluster"), "cancel_url": reverse("campaigns:clusters")})


@requires(Permission.EDIT_CAMPAIGNS)
def cluster_edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visible = Cluster.objects.visible_to(request.user)
    found = fetch(visible, request.user, Permission.EDIT_CAMPAIGNS, public_id=public_id)
    form = ClusterForm(request.POST or None, instance=found, user=request.user)
    return _save(request, form, {"page_title": _("Change the cluster"), "cancel_url": found.get_absolute_url()})


def _save(request: HttpRequest, form: ClusterForm, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        saved = save_record(record=form.instance, by=user)
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
        return redirect(saved)
    return form_page(request, "campaigns/cluster_form.html", form, context)
