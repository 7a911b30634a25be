from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("campaigns")

    def ready(self) -> None:
        import campaigns.empty_forms
        import campaigns.gift_writer  # noqa: F401  # makes its lists known to imports
