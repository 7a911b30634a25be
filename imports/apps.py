from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = _("lists")

    def ready(self) -> None:
        import imports.user_writer  # noqa: F401  # makes the list of accounts known
