"""What every page of the admin shares: our roles decide, a person sees their own subtree, reading is logged."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from import_export.admin import ImportExportMixin

from organisation.access import can
from organisation.access_log import log_access
from organisation.identity import shows_identity
from organisation.models import Unit
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.search_words import WordsField
from vietnamese.text import fold


class RepairForm(forms.ModelForm):
    """Asks all constraints: Django leaves out those that also speak of a column which is read-only here."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own step, which the stubs leave out
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as refused:
                self.add_error(None, refused)


class SearchForm(ChangeListSearchForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SEARCH_VAR] = WordsField(required=False, strip=False)


class SearchedList(ChangeList):
    """Its links keep the words as they are in the address."""

    search_form_class = SearchForm


class TakenInAndOut(ImportExportMixin):
    """A table that leaves as a file, once whoever takes it out has shown who it is."""

    @method_decorator(shows_identity)
    def export_action(self, request: HttpRequest) -> Any:
        return super().export_action(request)


class ScopedAdmin(admin.ModelAdmin):
    """Reference data and repair. Nothing is added or deleted here; that is for the pages and their operations.

    `view_permission`, `change_permission` (None: read-only); `readonly_fields`: what an operation owns.
    `personal`: opening or searching records leaves a row in the access log. The rows come from the model's
    `visible_to(user)`; override `get_queryset` where there is none, and `unit_of` where the unit is another field.
    """

    form = RepairForm
    view_permission: ClassVar[Permission] = Permission.MANAGE_UNITS
    change_permission: ClassVar[Permission | None] = None
    personal: ClassVar[bool] = False
    folds_search: ClassVar[bool] = False  # the searched columns hold names in lower case without marks
    list_per_page = 50
    show_full_result_count = False  # counting a ledger twice is what makes Django's lists slow
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        if self.personal and search_term:
            log_access(request.user, AccessAction.SEARCH, self.model)
        return super().get_search_results(request, queryset, fold(search_term) if self.folds_search else search_term)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SearchedList

    def unit_of(self, record: Model) -> Unit | None:
        return getattr(record, "managing_unit", None)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, self.view_permission, self.unit_of(obj) if obj else None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        need = self.change_permission
        return need is not None and can(request.user, need, self.unit_of(obj) if obj else None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().change_view(request, object_id, *args, **kwargs)
        if self.personal and request.method == "GET" and response.status_code == 200:
            record = self.get_object(request, object_id)
            if record is not None:
                log_access(request.user, AccessAction.VIEW, record)
        return response
