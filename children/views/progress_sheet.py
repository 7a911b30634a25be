"""The workbook of a school year for schools to fill in; it comes back as a list of the kind "progress"."""

from typing import Any

from django.utils.translation import gettext as _

from children.empty_forms import write_progress_workbook
from children.forms.progress_sheet import ProgressSheetForm
from children.models import Child
from imports.empty_forms import response
from organisation.access import requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.identity import ask_before_sheet
from organisation.models.access_log import AccessAction
from organisation.roles import Permission


@requires(Permission.EXPORT)
def progress_sheet(request: Any) -> Any:  # a FileResponse, which is no HttpResponse to the types
    form = ProgressSheetForm(request.GET if "unit" in request.GET else None, user=request.user)
    if form.is_bound and form.is_valid():
        if form.children.exists():
            if question := ask_before_sheet(request):
                return question
            return _workbook(request, form)
        form.add_error(None, _("No child fits. Choose another unit, or leave the school empty."))
    context = {"page_title": _("Workbook of a school year")}
    return form_page(request, "children/progress_sheet.html", form, context)


def _workbook(request: Any, form: ProgressSheetForm) -> Any:
    year, unit = form.cleaned_data["school_year"], form.cleaned_data["unit"]
    counted: list[int] = []

    def write(file: Any) -> None:
        counted.append(write_progress_workbook(file, form.children, school_year=year, unit_name=unit.name))

    answer = response(f"ket-qua-hoc-tap-{year}-{year + 1}", write)
    log_access(request.user, AccessAction.EXPORT, Child, rows_count=counted[0])
    return answer
