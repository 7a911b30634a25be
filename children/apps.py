from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "children"
    verbose_name = _("children")

    def ready(self) -> None:
        import children.empty_forms
        import children.list_writer
        import children.merging  # says how two records become one
        import children.progress_writer  # makes its lists known to imports, as the first two do
        import children.subjects  # noqa: F401  # says what becomes of a child that is made nameless
