"""Read-only: what operations own is not repaired by hand. An administrator sees here what the database holds."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from organisation.access import units_where
from organisation.admin import AccessLogAdmin
from organisation.admin_base import ScopedAdmin
from organisation.models import AccessLog
from organisation.roles import Permission
from sponsorship.forms.papers import PaperTemplateForm
from sponsorship.models import DonorLink, Hold, PaperTemplate, Pledge
from sponsorship.papers.kinds import Paper
from sponsorship.papers.word_fields import listed


@admin.register(Pledge)
class PledgeAdmin(ScopedAdmin):
    view_permission = Permission.VIEW_PLEDGES
    personal = True
    list_display = ["code", "state", "donor", "child_code", "rate_vnd", "per", "starts_on", "ends_on"]
    list_filter = ["state", "per", "form"]
    list_select_related = ["donor", "child"]
    search_fields = ["code"]
    ordering = ["-starts_on", "-id"]
    exclude = ["import_batch"]

    @admin.display(description=_("child"))
    def child_code(self, pledge: Pledge) -> str:
        return pledge.child.code


@admin.register(Hold)
class HoldAdmin(ScopedAdmin):
    view_permission = Permission.VIEW_PLEDGES
    list_display = ["child_code", "donor", "held_by", "held_from", "held_until", "extensions_count"]
    list_select_related = ["donor", "child", "held_by"]
    ordering = ["-held_until"]

    @admin.display(description=_("child"))
    def child_code(self, hold: Hold) -> str:
        return hold.child.code


@admin.register(PaperTemplate)
class PaperTemplateAdmin(ScopedAdmin):
    """The one table that is kept here: a unit's own Word files. Deleting one brings the standard template back."""

    change_permission = Permission.MANAGE_UNITS
    form = PaperTemplateForm  # type: ignore[assignment]  # no constraint speaks of a column that it lacks
    list_display = ["paper", "unit", "size", "updated_at", "uploaded_by"]
    list_filter = ["paper"]
    list_select_related = ["unit", "uploaded_by"]
    fields = ["unit", "paper", "word_file", "standard_templates", "fields_known"]
    readonly_fields = ["standard_templates", "fields_known"]

    def unit_of(self, record: Any) -> Any:
        return record.unit

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return type("Form", (super().get_form(request, *args, **kwargs),), {"user": request.user})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.readonly_fields, *(["unit", "paper"] if obj else [])]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    @admin.display(description=_("standard templates"))
    def standard_templates(self, template: Any) -> SafeString:
        papers = ((reverse("sponsorship:paper_template", args=[paper]), Paper(paper).label) for paper in Paper.values)
        return format_html_join(" · ", '<a href="{}">{}</a>', papers)

    @admin.display(description=_("fields"))
    def fields_known(self, template: Any) -> SafeString:
        known = ((Paper(paper).label, ", ".join(listed(paper))) for paper in Paper.values)
        return format_html("<dl>{}</dl>", format_html_join("", '<dt>{}</dt><dd lang="en">{}</dd>', known))


admin.site.unregister(AccessLog)


@admin.register(AccessLog)
class AllReadingsAdmin(AccessLogAdmin):
    """What was read through donors' personal links, too: those that belong to the administrator's units."""

    def readers(self, user: Any) -> Q:
        links = DonorLink.objects.filter(unit__in=units_where(user, Permission.MANAGE_ACCOUNTS))
        return super().readers(user) | Q(by_link__in=links.values("pk"))
