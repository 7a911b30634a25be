from django.contrib import admin

from donors.models import Donor, Registration
from donors.resources import DonorResource
from imports.plain_xlsx import PlainXLSX
from organisation.access import can, units_where
from organisation.access_log import log_access
from organisation.admin_base import ScopedAdmin, TakenInAndOut
from organisation.models.access_log import AccessAction
from organisation.roles import Permission


@admin.register(Donor)
class DonorAdmin(TakenInAndOut, ScopedAdmin):
    """Export and import follow our roles, not Django's: an administrator needs a role that exports as well."""

    view_permission = Permission.VIEW_DONORS
    change_permission = Permission.EDIT_DONORS
    personal = True
    folds_search = True
    resource_classes = [DonorResource]
    formats = import_formats = export_formats = [PlainXLSX]
    list_display = ["name", "code", "kind", "phone", "managing_unit"]
    list_filter = ["kind", "is_public"]
    list_select_related = ["managing_unit"]
    search_fields = ["name_folded", "code", "phone"]
    autocomplete_fields = ["commune", "wished_area"]
    readonly_fields = ["code", "unit", "managing_unit"]
    fields = [
        "code", "kind", "title", "name", "unit", "contact_name", "position_title", "phone", "other_phone", "email",
        "address", "commune", "wished_area", "wished_age_from", "wished_age_to", "wished_sex", "wishes_double_orphan",
        "wishes_union_member_child", "wished_school", "wishes_note", "capacity_children", "capacity_vnd", "is_public",
        "managing_unit", "note",
    ]  # fmt: skip

    def has_export_permission(self, request):
        return can(request.user, Permission.EXPORT)

    def has_import_permission(self, request):
        return can(request.user, Permission.EDIT_DONORS) and can(request.user, Permission.IMPORT_LISTS)

    def get_resource_kwargs(self, request, **kwargs):
        return super().get_resource_kwargs(request, **kwargs) | {"user": request.user}

    def get_export_queryset(self, request):
        """What is seen elsewhere stays there."""
        own = units_where(request.user, Permission.EXPORT)
        return super().get_export_queryset(request).filter(managing_unit__in=own)

    def get_export_data(self, file_format, request, queryset, **kwargs):
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        log_access(request.user, AccessAction.EXPORT, Donor, rows_count=queryset.count())
        return data


@admin.register(Registration)
class RegistrationAdmin(ScopedAdmin):
    """Read only: a registration is answered on its page."""

    view_permission = Permission.EDIT_DONORS
    personal = True
    list_display = ["name", "kind", "state", "managing_unit", "created_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["managing_unit"]
    search_fields = ["name", "phone"]
    fields = [
        "kind", "name", "phone", "email", "address", "offer", "managing_unit", "state", "donor",
        "answered_by", "answered_at",
    ]  # fmt: skip
