"""Forms of a higher level: taken in once, filled for each period."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from imports.columns import letter
from organisation.access import SignedInRequest, can, require, requires
from organisation.formkit import form_page
from organisation.listing import FilterForm, Listing
from organisation.roles import Permission
from organisation.sheets import TYPE as XLSX
from reports.higher.figure_rows import FilledFigures
from reports.higher.filling import Filled
from reports.higher.writing import written
from reports.higher_columns import columns_form
from reports.higher_forms import HigherFormForm, PeriodForm
from reports.histories import NOT_TOLD
from reports.models import HigherForm, RowsBy
from reports.snapshot_forms import end_of_half_year_before
from vietnamese.text import fold


@requires(Permission.VIEW_REPORTS)
def higher_forms(request: SignedInRequest) -> HttpResponse:
    listing = Listing(
        request,
        HigherForm.objects.visible_to(request.user).defer("file", "shape", "named"),
        form_class=FilterForm,
        sorts={"name": ["name", "id"], "changed": ["updated_at", "id"]},
        default_sort="name",
    )
    return listing.render("reports/higher_forms.html", {"page_title": _("Forms of a higher level")})


def _form(request: SignedInRequest, public_id: uuid.UUID) -> HigherForm:
    return get_object_or_404(HigherForm.objects.visible_to(request.user), public_id=public_id)


@requires(Permission.VIEW_REPORTS)
def higher_form_add(request: SignedInRequest) -> HttpResponse:
    return _save(request, HigherForm(), _("Add a form of a higher level"))


@requires(Permission.VIEW_REPORTS)
def higher_form_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    return _save(request, _form(request, public_id), _("Rename the form, or replace its file"))


def _save(request: SignedInRequest, kept: HigherForm, title: str) -> HttpResponse:
    form = HigherFormForm(request.POST or None, request.FILES or None, instance=kept, user=request.user)
    if request.method == "POST" and form.is_valid():
        require(request.user, Permission.VIEW_REPORTS, form.cleaned_data["unit"])
        saved = form.save()
        messages.success(request, _("The form was read. Look through what each of its columns holds."))
        return redirect("reports:higher_form_columns", saved.public_id)
    cancel_url = kept.get_absolute_url() if kept.pk else ""
    return form_page(request, "reports/higher_form_edit.html", form, {"page_title": title, "cancel_url": cancel_url})


@requires(Permission.VIEW_REPORTS)
def higher_form_columns(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    kept = _form(request, public_id)
    form = columns_form(kept)(request.POST or None, form=kept, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        if columns_form(kept)(form=kept, user=request.user).unanswered:
            messages.warning(request, _("Some rows have names that are not known. Say below what they mean."))
            return redirect("reports:higher_form_columns", kept.public_id)
        messages.success(request, _("Saved. The form can now be filled for every period."))
        return redirect(kept)
    context = {"page_title": _("What each column holds"), "higher": kept, "cancel_url": kept.get_absolute_url()}
    return form_page(request, "reports/higher_form_columns.html", form, context)


@requires(Permission.VIEW_REPORTS)
def higher_form(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The form as it will be filled, each number with the list behind it."""
    kept = _form(request, public_id)
    period, filled = _filled(request, kept)
    context = {
        "page_title": kept.name,
        "higher": kept,
        "form": period,
        "filled": filled,
        "headings": [(letter(n), filled.shape.headings[n], n) for n in sorted(filled.columns)],
        "may_export": can(request.user, Permission.EXPORT, kept.unit),
        "not_told": NOT_TOLD,
    }
    return render(request, "reports/higher_form.html", context)


@requires(Permission.VIEW_REPORTS)
def higher_form_filled(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    kept = _form(request, public_id)
    require(request.user, Permission.EXPORT, kept.unit)
    _period, filled = _filled(request, kept)
    with override("vi"):
        made = written(bytes(kept.file), filled.shape.sheet, filled.cells)
    name = f"{slugify(fold(kept.name))[:60]}-{filled.scope.as_of:%Y-%m-%d}.xlsx"
    return HttpResponse(made, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _filled(request: SignedInRequest, kept: HigherForm) -> tuple[PeriodForm, Filled]:
    """For the days asked for; one that is no day is told, and today taken."""
    today = timezone.localdate()
    period = PeriodForm(request.GET if "as_of" in request.GET else {"as_of": f"{today:%d/%m/%Y}"})
    period.is_valid()
    as_of = period.cleaned_data.get("as_of") or today
    since = period.cleaned_data.get("since")
    since = since if since and since < as_of else end_of_half_year_before(as_of)
    filled = FilledFigures if kept.rows_by == RowsBy.FIGURE else Filled
    return period, filled(kept, request.user, as_of, since)


@requires(Permission.VIEW_REPORTS)
def higher_form_delete(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    kept = _form(request, public_id)
    if request.method == "POST":
        kept.delete()
        messages.success(request, _("The form was deleted."))
        return redirect("reports:higher_forms")
    context: dict[str, Any] = {
        "page_title": _("Delete the form"),
        "question": _("Delete “%(name)s”?") % {"name": kept.name},
        "consequences": [_("What its columns hold is deleted too. Files that were filled before stay where they are.")],
        "confirm_label": _("Yes, delete it"),
        "cancel_url": kept.get_absolute_url(),
    }
    return render(request, "components/confirm_page.html", context)
