from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SponsorshipConfig(AppConfig):
    name = "sponsorship"
    verbose_name = _("sponsorship")

    def ready(self) -> None:
        import sponsorship.donor_counts  # tells the lists of donors how to count
        import sponsorship.list_writer  # noqa: F401  # makes its lists known to imports
