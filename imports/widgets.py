"""For django-import-export: a cell of the admin's tables means what it means in a list that comes in."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from imports.fields import ColumnContext, Field
from vietnamese.errors import Unreadable


class AsInLists(Widget):
    """Reads a cell as the import of lists does, and shows it as it stands in the record.

    `key`: of the value that the field reads, where it is not the field's own; `empty`: what an empty cell leaves.
    """

    def __init__(self, field: Field, *, key: str = "", empty: Any = "") -> None:
        super().__init__()
        self.field, self.key, self.empty = field, key or field.key, empty

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if value in (None, ""):
            return self.empty
        today = timezone.localdate()
        context = ColumnContext(heading=self.field.label, list_date=today, today=today)
        try:
            return self.field.parse(value, context).get(self.key) or self.empty
        except Unreadable as error:
            raise ValueError(_(error.message) % error.params) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)
