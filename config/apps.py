from django.contrib.admin.apps import AdminConfig


class ProgrammeAdmin(AdminConfig):
    """Django's own admin, for whoever administers; its doors are ours (organisation.admin_site)."""

    default_site = "organisation.admin_site.ProgrammeAdminSite"
