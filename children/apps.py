from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "children"
    verbose_name = _("children")

    def ready(self) -> None:
        import children.list_writer  # makes its lists known to imports
        import children.merging  # noqa: F401  # says how two records become one
