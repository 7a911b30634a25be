from django.contrib import admin

from children.models import Child
from children.resources import ChildResource
from imports.plain_xlsx import PlainXLSX
from organisation.access import can, units_where
from organisation.access_log import log_access
from organisation.admin_base import ScopedAdmin, TakenInAndOut
from organisation.models.access_log import AccessAction
from organisation.roles import Permission


@admin.register(Child)
class ChildAdmin(TakenInAndOut, ScopedAdmin):
    """Repair; the pages of children do the daily work. Circumstances are left to them, restricted or not."""

    view_permission = Permission.VIEW_CHILDREN
    change_permission = Permission.EDIT_CHILDREN
    personal = True
    folds_search = True
    resource_classes = [ChildResource]
    formats = import_formats = export_formats = [PlainXLSX]
    list_display = ["full_name", "code", "birth_date", "commune", "managing_unit"]
    list_select_related = ["commune", "managing_unit"]
    list_filter = ["sex", "orphan_status", "poverty"]
    search_fields = ["name_folded", "code"]
    ordering = ["name_sort", "id"]
    fields = [
        "full_name",
        "alias",
        "code",
        "list_code",
        ("birth_date", "birth_date_precision"),
        "sex",
        "ethnicity",
        "address_as_written",
        "hamlet",
        "school",
        "grade",
        "orphan_status",
        "poverty",
        "father_name",
        "mother_name",
        "managing_unit",
        ("needs_since", "need_ended_on", "need_ended_reason"),
        "note",
    ]
    readonly_fields = ["code", "managing_unit", "needs_since", "need_ended_on", "need_ended_reason"]

    def has_import_permission(self, request):
        return can(request.user, Permission.EDIT_CHILDREN)

    def has_export_permission(self, request):
        return can(request.user, Permission.EXPORT)

    def get_import_resource_kwargs(self, request, *args, **kwargs):
        return {"user": request.user}

    def get_export_resource_kwargs(self, request, *args, **kwargs):
        return {"user": request.user}

    def get_export_queryset(self, request):
        """What is seen elsewhere stays there."""
        own = units_where(request.user, Permission.EXPORT)
        return super().get_export_queryset(request).filter(managing_unit__in=own)

    def get_export_data(self, file_format, request, queryset, **kwargs):
        log_access(request.user, AccessAction.EXPORT, Child, rows_count=queryset.count())
        return super().get_export_data(file_format, request, queryset, **kwargs)
