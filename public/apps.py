from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    name = "public"
    verbose_name = _("public pages")

    def ready(self) -> None:
        import public.histories  # noqa: F401 - registers itself
