from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SponsorshipConfig(AppConfig):
    name = "sponsorship"
    verbose_name = _("sponsorship")

    def ready(self) -> None:
        import sponsorship.donor_counts  # tells the lists of donors how to count
        import sponsorship.empty_forms
        import sponsorship.hiding
        import sponsorship.histories
        import sponsorship.list_writer  # makes its lists known to imports
        import sponsorship.measures  # adds pledges to the figures of a campaign
        import sponsorship.merging  # says what becomes of pledges when two records become one
        import sponsorship.subjects  # noqa: F401  # and when one is made nameless
