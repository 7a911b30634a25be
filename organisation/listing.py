"""What every list page shares: filters, sorting, 50 rows a page, a bounded count, the sheet of what is shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisation.access import can, units_where
from organisation.formkit import as_written, dress
from organisation.identity import ask_before_sheet
from organisation.roles import Permission
from organisation.search_words import LONGEST, WordsField
from organisation.sheets import Column, xlsx_response

ROWS_PER_PAGE = 50
COUNT_LIMIT = 10_000  # counting further costs more than it tells
SEARCH_LIMIT = 1_000  # whoever looks for somebody narrows the search long before; a filter's count is a figure
SORTED_WHOLE = SEARCH_LIMIT
MARKS_FIRST = "-marks_match"  # the order of a search() that was typed with marks


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use: what it says and the parameter that goes when it is taken away."""

    label: str
    value: str
    parameter: str


class FilterForm(forms.Form):
    """The filters of a list. Fields are optional; `apply` narrows the queryset by what was understood."""

    q = WordsField(label=gettext_lazy("Search"), required=False, max_length=LONGEST, widget=forms.SearchInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self.fields[name] = field = as_written(name, field)
            field.required = False
            dress(field)
        self.fields["q"].widget.attrs.setdefault("autocomplete", "off")

    @property
    def understood(self) -> dict[str, Any]:
        """The filters in use; one that was typed wrongly is shown with its error and left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [], False)}

    def apply(self, rows: Any) -> Any:
        """Override to add filters; start with `rows = super().apply(rows)`, which searches."""
        q = self.understood.get("q")
        return rows.search(q) if q else rows

    @property
    def chips(self) -> list[Chip]:
        return [Chip(str(self[name].label), self._said(name, value), name) for name, value in self.understood.items()]

    def _said(self, name: str, value: Any) -> str:
        choices = getattr(self.fields[name], "choices", None)
        return str(dict(choices).get(value, value)) if choices and isinstance(value, str) else str(value)


class Listing:
    """One page of a list, as the address asks for it.

    `sorts`: key in the address → the fields to order by, ascending. `columns`: of the exported sheet.
    `as_rows` adds to the rows that were found the columns that are only shown; they are counted without.
    `export_unit_field`: the way from a row to its unit; only rows of units where the reader may export go out.
    Where the rows have none, `may_export` decides for all of them.
    `draw(rows)` gives the rows of the table, put together with organisation/cells.py; templates show `listing.drawn`.
    `audit(action, rows_count)` is called with "search" or "export": leave the access log's row there.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet,
        *,
        sorts: Mapping[str, Sequence[str]],
        default_sort: str,
        form_class: type[FilterForm] = FilterForm,
        form_kwargs: Mapping[str, Any] | None = None,
        columns: Sequence[Column] = (),
        filename: str = "",
        may_export: bool = False,
        export_unit_field: str = "",
        as_rows: Callable[[QuerySet], QuerySet] = lambda rows: rows,
        draw: Callable[[Sequence[Any]], SafeString] | None = None,
        audit: Callable[[str, int | None], None] | None = None,
        per_page: int | None = None,
    ) -> None:
        self.request, self.audit, self.draw = request, audit, draw
        self.per_page = per_page or ROWS_PER_PAGE
        self.form = form_class(request.GET, **(form_kwargs or {}))
        self.sorts = sorts
        asked = request.GET.get("sort", "")
        self.sort = asked if asked.removeprefix("-") in sorts else default_sort
        self.is_filtered = bool(self.form.understood)
        self.all_rows = self.form.apply(rows)
        # A search brings its own order (exact marks first) unless the reader asks for another.
        if asked or not (self.form.understood.get("q") and self.all_rows.query.order_by):
            self.all_rows = self.all_rows.order_by(*self._order())
        self._counted = self.all_rows  # without the columns that are only shown
        self.all_rows = as_rows(self.all_rows)
        self.columns, self.filename = columns, filename
        self.export_unit_field = export_unit_field
        if export_unit_field:
            may_export = can(request.user, Permission.EXPORT)
        self.can_export = may_export and bool(columns)
        self.page = min(max(_int(request.GET.get("page")), 1), COUNT_LIMIT // self.per_page)

    def _order(self) -> list[str]:
        fields = self.sorts[self.sort.removeprefix("-")]
        if not self.sort.startswith("-"):
            return [*fields]
        return [field.removeprefix("-") if field.startswith("-") else f"-{field}" for field in fields]

    @cached_property
    def _fetched(self) -> list[Any]:
        """The rows of the page and the first behind it. Where there are not so many pages (any more), of the last."""
        found = self._fetch()
        if not found and self.page > 1:
            self.page = self._pages(self._bounded_count)
            found = self._fetch()
        return found

    def _fetch(self) -> list[Any]:
        start = (self.page - 1) * self.per_page
        if self.all_rows.query.order_by[:1] == (MARKS_FIRST,):
            return _marks_first(self.all_rows, self._bounded_count, start, start + self.per_page + 1)
        return list(self.all_rows[start : start + self.per_page + 1])

    @cached_property
    def _bounded_count(self) -> int:
        return self._counted.order_by().values("pk")[: self._count_limit + 1].count()

    @cached_property
    def _count_limit(self) -> int:
        return min(SEARCH_LIMIT, COUNT_LIMIT) if self.form.understood.get("q") else COUNT_LIMIT

    @cached_property
    def rows(self) -> list[Any]:
        return self._fetched[: self.per_page]

    @property
    def drawn(self) -> SafeString | str:
        return self.draw(self.rows) if self.draw else ""

    @cached_property
    def count(self) -> int:
        """The number of rows, or one more than is counted at most. A short page needs no second query."""
        if len(self._fetched) <= self.per_page:
            return (self.page - 1) * self.per_page + len(self._fetched)
        return self._bounded_count

    @property
    def count_text(self) -> str:
        if self.count > self._count_limit:
            return _("More than %(n)s rows: narrow the search to see them all") % {
                "n": number_format(self._count_limit, force_grouping=True)
            }
        start = (self.page - 1) * self.per_page
        total = number_format(self.count, force_grouping=True)
        if self.page_count == 1:
            return ngettext("%(n)s row", "%(n)s rows", self.count) % {"n": total}
        return _("Rows %(first)s–%(last)s of %(total)s") % {
            "first": number_format(start + 1, force_grouping=True),
            "last": number_format(start + len(self.rows), force_grouping=True),
            "total": total,
        }

    @property
    def page_count(self) -> int:
        return self._pages(self.count)

    def _pages(self, count: int) -> int:
        return max(1, -(-min(count, self._count_limit) // self.per_page))

    @property
    def has_previous(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.page_count

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def next_page(self) -> int:
        return self.page + 1

    @property
    def page_numbers(self) -> list[int | None]:
        """1 … 4 5 6 … 20: None stands for a gap."""
        near = sorted({1, self.page_count, *range(max(1, self.page - 1), min(self.page_count, self.page + 1) + 1)})
        numbers: list[int | None] = []
        for number in near:
            if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
                numbers.append(None)
            numbers.append(number)
        return numbers

    @property
    def frame(self) -> str:
        return frame_of(self.request)

    def render(self, template: str, context: Mapping[str, Any] | None = None) -> Any:
        """The page, or its results alone for htmx, or the sheet for ?export=xlsx."""
        if self.request.GET.get("export") == "xlsx":
            return self._sheet()
        if self.audit and self.form.understood.get("q"):
            self.audit("search", len(self.rows))
        response = render(self.request, template, {"listing": self, **(context or {})})
        patch_vary_headers(response, ["HX-Request"])
        return response

    def _sheet(self) -> HttpResponseBase:
        if not self.can_export:
            raise PermissionDenied
        if question := ask_before_sheet(self.request):
            return question
        response, rows_count = xlsx_response(self.filename, self.columns, self._stream())
        if self.audit:
            self.audit("export", rows_count)
        return response

    @property
    def rows_that_may_leave(self) -> QuerySet:
        """For the sheet and for print: who reads a unit's list somewhere else may not carry it away from there."""
        if not self.export_unit_field:
            return self.all_rows
        units = units_where(self.request.user, Permission.EXPORT)
        return self.all_rows.filter(**{f"{self.export_unit_field}__in": units})

    def _stream(self) -> Iterable[Any]:
        return self.rows_that_may_leave.iterator(chunk_size=2000)


def frame_of(request: HttpRequest) -> str:
    """What a page extends: nothing around the results that htmx asks for alone, else the frame of every page."""
    htmx: Any = getattr(request, "htmx", None)
    is_fragment = bool(htmx) and htmx.target == "results" and not htmx.history_restore_request
    return "components/bare.html" if is_fragment else "base.html"


def _marks_first(rows: QuerySet, count: int, start: int, stop: int) -> list[Any]:
    """rows[start:stop]; of a common word not all are sorted, but two parts read in the order of their index."""
    if count <= SORTED_WHOLE:
        return list(rows[start:stop]) if count > start else []
    exact, other = [rows.filter(marks_match=same).order_by(*rows.query.order_by[1:]) for same in (True, False)]
    found = list(exact[start:stop])
    if len(found) < stop - start:
        before = start + len(found) if found or not start else exact.order_by().values("pk")[:start].count()
        found += other[max(start - before, 0) : stop - before]
    return found


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1
