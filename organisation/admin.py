from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.access import accounts_where, units_where
from organisation.admin_base import ScopedAdmin
from organisation.models import AccessLog, Appointment, Area, Unit, User
from organisation.roles import Permission


@admin.register(Area)
class AreaAdmin(ScopedAdmin):
    folds_search = True
    list_display = ["name", "code", "level", "part_of", "valid_from", "valid_to"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["name_folded", "code"]
    fields = ["name", "kind", "level", "code", "part_of", "valid_from", "valid_to"]
    readonly_fields = ["part_of"]
    ordering = ["name_folded", "valid_to", "id"]

    @admin.display(description=_("part of"), ordering="parent__name_folded")
    def part_of(self, area):
        return area.parent


@admin.register(Unit)
class UnitAdmin(ScopedAdmin):
    change_permission = Permission.MANAGE_UNITS
    folds_search = True
    list_display = ["name", "code", "kind", "parent", "ends_on"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name_folded", "code"]
    fields = ["name", "kind", "code", "parent", "starts_on", "ends_on", "successor"]
    readonly_fields = ["kind", "code", "parent", "ends_on", "successor"]

    def get_queryset(self, request):
        return units_where(request.user, Permission.MANAGE_UNITS)

    def unit_of(self, record):
        return record


@admin.register(User)
class UserAdmin(ScopedAdmin):
    view_permission = Permission.MANAGE_ACCOUNTS
    list_display = ["full_name", "username", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["full_name", "username"]
    fields = ["full_name", "username", "phone", "email", "is_active", "last_login", "date_joined"]

    def get_queryset(self, request):
        return accounts_where(request.user)


@admin.register(Appointment)
class AppointmentAdmin(ScopedAdmin):
    view_permission = Permission.MANAGE_ACCOUNTS
    list_display = ["user", "role", "unit", "starts_on", "ends_on"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    search_fields = ["user__full_name", "unit__name_folded"]
    fields = ["user", "role", "unit", "starts_on", "ends_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(unit__in=units_where(request.user, Permission.MANAGE_ACCOUNTS))

    def unit_of(self, record):
        return record.unit


@admin.register(AccessLog)
class AccessLogAdmin(ScopedAdmin):
    view_permission = Permission.MANAGE_ACCOUNTS
    list_display = ["at", "user", "by_link", "action", "record_kind", "record_id", "rows_count"]
    list_filter = ["action", "record_kind"]
    list_select_related = ["user"]
    fields = ["at", "user", "by_link", "action", "record_kind", "record_id", "rows_count"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(self.readers(request.user))

    def readers(self, user):
        """Whose readings this administrator sees; who reads by a personal link is known further up."""
        return Q(user__in=accounts_where(user))
