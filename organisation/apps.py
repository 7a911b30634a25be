from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "organisation"
    verbose_name = _("organisation")

    def ready(self):
        from organisation import checks  # noqa: F401 - registers itself
        from organisation.sql import quicken_triggers

        post_migrate.connect(quicken_triggers, sender=self)
