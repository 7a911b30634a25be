"""Units as a tree: find, add, change, end."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.db.models.functions import Collate
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.access import Permission, can, requires, units_where
from organisation.formkit import form_page
from organisation.forms import EndUnitForm, UnitForm
from organisation.history import history_page
from organisation.listing import FilterForm, Listing
from organisation.models import Appointment, Area, Unit
from organisation.models.unit import UnitKind
from organisation.operations import Refused, end_unit, save_unit


class UnitFilters(FilterForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", gettext_lazy("All")), *UnitKind.choices])
    ended = forms.BooleanField(label=gettext_lazy("Show ended units too"))

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        if kind := self.understood.get("kind"):
            rows = rows.filter(kind=kind)
        return rows if self.understood.get("ended") else rows.open()


@requires(Permission.MANAGE_UNITS)
def unit_list(request: Any) -> HttpResponse:
    rows = units_where(request.user, Permission.MANAGE_UNITS).select_related("parent")
    listing = Listing(
        request,
        rows.annotate(
            tree=Collate("path", "C"),
            people_count=Count("appointments", filter=Q(appointments__in=Appointment.objects.current())),
        ),
        form_class=UnitFilters,
        sorts={"tree": ["tree"], "name": ["name_folded", "id"], "kind": ["kind", "tree"]},
        default_sort="tree",
    )
    is_tree = listing.sort == "tree" and not {"q", "kind"} & set(listing.form.understood)
    return listing.render("organisation/units.html", {"page_title": _("Units"), "is_tree": is_tree})


def _unit(request: Any, public_id: Any, **lookup: Any) -> Unit:
    units = units_where(request.user, Permission.MANAGE_UNITS).select_related("parent", "successor")
    return get_object_or_404(units, public_id=public_id, **lookup)


@requires(Permission.MANAGE_UNITS)
def unit_history(request: Any, public_id: Any) -> HttpResponse:
    return history_page(request, _unit(request, public_id), list_crumb=(_("Units"), reverse("organisation:units")))


@requires(Permission.MANAGE_UNITS)
def unit_detail(request: Any, public_id: Any) -> HttpResponse:
    unit = _unit(request, public_id)
    present = Prefetch("successors", Area.objects.present())
    return render(
        request,
        "organisation/unit.html",
        {
            "page_title": unit.name,
            "unit": unit,
            "above": unit.parent if unit.parent and can(request.user, Permission.MANAGE_UNITS, unit.parent) else None,
            "areas": unit.areas.order_by("valid_to", "-level", "name").prefetch_related(present),
            "children": unit.units.order_by("ends_on", "name_folded"),
            "posts": unit.appointments.current().select_related("user").order_by("role", "user__full_name"),
            "may_change": unit.ends_on is None,
            "may_appoint": can(request.user, Permission.MANAGE_ACCOUNTS, unit) and unit.ends_on is None,
        },
    )


@requires(Permission.MANAGE_UNITS)
def unit_add(request: Any) -> HttpResponse:
    above = _parent_asked_for(request)
    form = UnitForm(request.POST or None, user=request.user, initial={"parent": above})
    back = above.get_absolute_url() if above else reverse("organisation:units")
    return _save(request, form, {"page_title": _("Add a unit"), "cancel_url": back})


def _parent_asked_for(request: Any) -> Unit | None:
    asked = request.GET.get("under", "").upper()
    return units_where(request.user, Permission.MANAGE_UNITS).open().filter(code=asked).first()


@requires(Permission.MANAGE_UNITS)
def unit_edit(request: Any, public_id: Any) -> HttpResponse:
    unit = _unit(request, public_id, ends_on=None)
    form = UnitForm(request.POST or None, instance=unit, user=request.user)
    return _save(request, form, {"page_title": _("Change the unit"), "cancel_url": unit.get_absolute_url()})


def _save(request: Any, form: UnitForm, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            unit = save_unit(unit=form.save(commit=False), areas=form.areas, by=request.user)
        except Refused as refused:
            form.add_error("name" if "name" in form.changed_data else None, str(refused))
        else:
            messages.success(request, _("“%(unit)s” is saved.") % {"unit": unit})
            return redirect(unit)
    return form_page(request, "organisation/unit_form.html", form, context)


@requires(Permission.MANAGE_UNITS)
def unit_end(request: Any, public_id: Any) -> HttpResponse:
    unit = _unit(request, public_id)
    form = EndUnitForm(request.POST or None, unit=unit, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            end_unit(unit=unit, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("“%(unit)s” has ended. It is still found with “Show ended units too”.") % {"unit": unit}
            )
            return redirect(unit)
    return render(
        request,
        "components/confirm_page.html",
        {
            "page_title": _("End the unit"),
            "form": form,
            "question": _("Does “%(unit)s” stop working?") % {"unit": unit},
            "consequences": [
                _("No new records are made for it."),
                _("Its children, donors and pledges stay and can still be found."),
                _("Whoever has a role here keeps it until the role is ended."),
            ],
            "confirm_label": _("End the unit"),
            "cancel_url": unit.get_absolute_url(),
        },
    )
