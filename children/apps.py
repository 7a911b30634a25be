from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "children"
    verbose_name = _("children")

    def ready(self) -> None:
        import children.empty_forms
        import children.list_writer
        import children.merging  # says how two records become one
        import children.progress_writer  # noqa: F401  # makes its lists known to imports, as the first two do
