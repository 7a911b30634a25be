from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from organisation.access import can
from organisation.roles import Permission


class ProgrammeAdminSite(AdminSite):
    site_header = _("Reference data and repair")
    site_title = _("Reference data and repair")
    index_title = _("Tables")

    def has_permission(self, request):
        return request.user.is_active and can(request.user, Permission.MANAGE_UNITS)
