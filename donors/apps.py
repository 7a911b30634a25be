from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DonorsConfig(AppConfig):
    name = "donors"
    verbose_name = _("donors")

    def ready(self) -> None:
        import donors.empty_forms
        import donors.list_writer  # makes its lists known to imports
        import donors.merging  # says how two records become one
        import donors.subjects  # noqa: F401  # and what becomes of one that is made nameless
