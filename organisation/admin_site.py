from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from organisation.access import can
from organisation.roles import Permission


class ProgrammeAdminSite(AdminSite):
    """Django's admin behind our own doors: one page to sign in, one for the password, roles in place of is_staff."""

    site_header = _("Reference data and repair")
    site_title = _("Reference data and repair")
    index_title = _("Tables")

    def has_permission(self, request):
        return request.user.is_active and can(request.user, Permission.MANAGE_UNITS)

    def admin_view(self, view, cacheable=False):
        """Whoever is signed in without the role is refused, not asked to sign in once more."""
        inner = super().admin_view(view, cacheable)

        def checked(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return update_wrapper(checked, inner)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(self, request, extra_context=None):
        return redirect("password_change")
