from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "children"
    verbose_name = _("children")

    def ready(self) -> None:
        import children.list_writer  # noqa: F401  # makes its lists known to imports
