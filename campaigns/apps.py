from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("campaigns")

    def ready(self) -> None:
        import campaigns.empty_forms
        import campaigns.gift_writer  # makes its lists known to imports
        import campaigns.given_writer
        import campaigns.hiding  # what gift lists say of a child whose place is kept secret
        import campaigns.histories  # noqa: F401  # and which of its records have a history page
