from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisation.access import SignedInRequest, can, requires
from organisation.formkit import form_page
from organisation.models import Unit
from organisation.roles import Permission
from sponsorship import matching
from sponsorship.forms.need_order import UNITS, NeedOrderForm, label_of
from sponsorship.models import NeedOrder
from sponsorship.models.need import SETTINGS
from sponsorship.reasons import of_need, sum_of

SHOWN_FIRST, SHOWN_BESIDE = 10, 5  # beside the form, beside the order itself


def may_lead(user: Any, order: NeedOrder) -> bool:
    """Who matches for the whole programme, or keeps its units, says what counts in it."""
    unit = Unit.objects.filter(pk=order.unit_id).first()
    return bool(unit) and (can(user, Permission.MATCH, unit) or can(user, Permission.MANAGE_UNITS, unit))


def first_rows(user: Any, order: NeedOrder, count: int = SHOWN_FIRST) -> list[dict[str, Any]]:
    """The children who would stand first in this order, with the reasons."""
    children = matching.told_children(matching.ranked(user, order)[:count], order)
    said = [(child, of_need(child)) for child in children]
    return [{"child": child, "reasons": reasons, "points": sum_of(reasons)} for child, reasons in said]


@requires(Permission.VIEW_PLEDGES)
def need_order(request: SignedInRequest) -> HttpResponse:
    order = NeedOrder.objects.of_reader(request.user)
    context = {
        "page_title": _("Order of need"),
        "order": order,
        "sections": [(legend, _settings(order, names)) for legend, names, *_help in NeedOrderForm.fieldsets],
        "rows": first_rows(request.user, order, SHOWN_BESIDE),
        "may_lead": may_lead(request.user, order),
        "may_match": can(request.user, Permission.MATCH),
    }
    return render(request, "sponsorship/need_order.html", context)


def _settings(order: NeedOrder, names: list[str]) -> list[dict[str, Any]]:
    standard = NeedOrder()
    return [
        {
            "label": label_of(name),
            "value": getattr(order, name),
            "unit": UNITS.get(name, _("points")),
            "standard": getattr(standard, name),
        }
        for name in names
    ]


@requires(Permission.VIEW_PLEDGES)
def need_order_edit(request: SignedInRequest) -> HttpResponse:
    """Saves, or with the button `preview` (pressed by htmx at each change) shows what the typed weights would do."""
    order = _kept_order(request.user)
    form = NeedOrderForm(request.POST if request.method == "POST" else None, instance=order)
    is_preview = "preview" in request.POST
    shown = form.typed if is_preview and (form.is_valid() or form.is_usable) else NeedOrder.objects.get(pk=order.pk)
    if request.method == "POST" and not is_preview and form.is_valid():
        form.save()
        messages.success(request, _("The order of need is saved; the waiting list and the suggestions follow it now."))
        return redirect("sponsorship:need_order")
    context = {"page_title": _("Change the order of need"), "rows": first_rows(request.user, shown)}
    if getattr(request, "htmx", None) and is_preview:
        return render(request, "sponsorship/need_order_first.html", context)
    template = "sponsorship/need_order_edit.html"
    return (
        render(request, template, context | {"form": form})
        if is_preview
        else form_page(request, template, form, context)
    )


@requires(Permission.VIEW_PLEDGES)
def need_order_standard(request: SignedInRequest) -> HttpResponse:
    order = _kept_order(request.user)
    if request.method == "POST":
        standard = NeedOrder()
        for name in SETTINGS:
            setattr(order, name, getattr(standard, name))
        order.save(update_fields=SETTINGS)
        messages.success(request, _("The standard order is back. The earlier one stays in the history."))
        return redirect("sponsorship:need_order")
    context = {
        "page_title": _("Back to the standard order"),
        "question": _("Put all points back to the standard of the programme?"),
        "consequences": [_("The waiting list and the suggestions follow at once."), _("No record is changed.")],
        "confirm_label": _("Back to the standard order"),
        "tone": "primary",
        "cancel_url": "..",
    }
    return render(request, "sponsorship/need_order_confirm.html", context)


def _kept_order(user: Any) -> NeedOrder:
    """The programme's record, for those who may change it; made with the standard weights when it is first opened."""
    order = NeedOrder.objects.of_reader(user)
    if not may_lead(user, order):
        raise PermissionDenied
    return NeedOrder.objects.get_or_create(unit_id=order.unit_id)[0]
