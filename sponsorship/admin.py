"""Read-only: what operations own is not repaired by hand. An administrator sees here what the database holds."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from organisation.admin_base import ScopedAdmin
from organisation.roles import Permission
from sponsorship.models import Hold, Pledge


@admin.register(Pledge)
class PledgeAdmin(ScopedAdmin):
    view_permission = Permission.VIEW_PLEDGES
    personal = True
    list_display = ["code", "state", "donor", "child_code", "rate_vnd", "per", "starts_on", "ends_on"]
    list_filter = ["state", "per", "form"]
    list_select_related = ["donor", "child"]
    search_fields = ["code"]
    ordering = ["-starts_on", "-id"]
    exclude = ["import_batch"]

    @admin.display(description=_("child"))
    def child_code(self, pledge: Pledge) -> str:
        return pledge.child.code


@admin.register(Hold)
class HoldAdmin(ScopedAdmin):
    view_permission = Permission.VIEW_PLEDGES
    list_display = ["child_code", "donor", "held_by", "held_from", "held_until", "extensions_count"]
    list_select_related = ["donor", "child", "held_by"]
    ordering = ["-held_until"]

    @admin.display(description=_("child"))
    def child_code(self, hold: Hold) -> str:
        return hold.child.code
