"""A list stays honest and cheap: whatever the address says, one page of rows, and a count that knows its limit."""

import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails
from openpyxl import load_workbook

from children.models import Child
from organisation import listing as module
from organisation.listing import FilterForm, Listing
from organisation.models import Area
from organisation.sheets import Column
from tests import factories

pytestmark = pytest.mark.django_db


class ByName(FilterForm):
    def apply(self, rows):
        q = self.understood.get("q")
        return rows.filter(name__contains=q) if q else rows


@pytest.fixture(autouse=True)
def areas():
    Area.objects.bulk_create(
        Area(key=f"t-{n}", code=f"{n:05}", level="commune", kind="Xã", name=f"Xã Số {n:03}") for n in range(120)
    )


def a_list(address="/", htmx=None, **more):
    request = RequestFactory().get(address, headers=htmx or {})
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]  # as django_htmx's middleware sets it
    request.session = {"signed_in_at": time.time()}  # type: ignore[assignment]  # somebody who came just now
    options: dict[str, Any] = {"sorts": {"name": ["name", "id"]}, "default_sort": "name", "form_class": ByName} | more
    return Listing(request, Area.objects.all(), **options)


def first_name(listing):
    return listing.rows[0].name


def test_fifty_rows_a_page_in_the_default_order():
    listing = a_list()
    assert (len(listing.rows), first_name(listing), listing.count, listing.page_count) == (50, "Xã Số 000", 120, 3)


def test_a_list_that_fits_on_its_page_is_counted_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        listing = a_list("/?q=Số 00")
        assert (len(listing.rows), listing.count, listing.page_count) == (10, 10, 1)


def test_behind_the_last_page_stands_the_last_one():
    listing = a_list("/?page=9")
    assert (first_name(listing), listing.page, listing.count, listing.has_next) == ("Xã Số 100", 3, 120, False)


def test_of_an_empty_list_there_is_the_first_page():
    listing = a_list("/?q=không có&page=2")
    assert (listing.rows, listing.page, listing.count) == ([], 1, 0)


def test_a_longer_list_costs_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        listing = a_list("/?page=2")
        assert (first_name(listing), listing.count, listing.has_next) == ("Xã Số 050", 120, True)
        assert listing.page_numbers == [1, 2, 3]


def test_counting_stops_at_the_limit(monkeypatch):
    monkeypatch.setattr(module, "COUNT_LIMIT", 70)
    listing = a_list()
    assert listing.count == 71
    assert "70" in listing.count_text
    assert listing.page_count == 2


@pytest.mark.parametrize("page", ["0", "-3", "abc", "9" * 30, "²", ""])
def test_a_page_number_that_makes_no_sense_does_no_harm(page):
    assert a_list(f"/?page={page}").page in (1, module.COUNT_LIMIT // module.ROWS_PER_PAGE)


def test_a_sort_key_that_is_not_offered_is_ignored():
    assert first_name(a_list("/?sort=password")) == "Xã Số 000"


def test_a_minus_sorts_the_other_way():
    assert first_name(a_list("/?sort=-name")) == "Xã Số 119"


def test_a_filter_that_cannot_be_read_is_shown_with_its_error_and_left_out():
    listing = a_list("/?q=" + "x" * 200)
    assert listing.form.errors["q"]
    assert listing.count == 120


def test_htmx_gets_the_results_alone_and_going_back_gets_the_whole_page():
    asked = {"HX-Request": "true", "HX-Target": "results"}
    assert a_list(htmx=asked).frame == "components/bare.html"
    assert a_list(htmx=asked | {"HX-History-Restore-Request": "true"}).frame == "base.html"
    assert a_list().frame == "base.html"


def test_the_sheet_holds_every_row_of_the_filter_and_is_logged(tmp_path):
    seen = []
    listing = a_list(
        "/?q=Số 01&export=xlsx",
        columns=[Column("Tên", "name"), Column("Mã", lambda area: area.code)],
        filename="Địa bàn",
        may_export=True,
        audit=lambda action, rows_count: seen.append((action, rows_count)),
    )
    response = listing.render("unused.html")
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"".join(response.streaming_content))
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert rows[:2] == [("Tên", "Mã"), ("Xã Số 010", "00010")]
    assert len(rows) == 11
    assert seen == [("export", 10)]
    assert "dia-ban-" in response["Content-Disposition"]


def test_whoever_may_not_export_gets_nothing():
    listing = a_list("/?export=xlsx", columns=[Column("Tên", "name")], filename="x")
    with pytest.raises(PermissionDenied):
        listing.render("unused.html")


@pytest.fixture
def names_with_and_without_marks(monkeypatch):
    """Thảo and Thao take turns in the order of the index."""
    monkeypatch.setattr(module, "SORTED_WHOLE", 10)
    names = [f"Trần Thị {given} {n:03}" for n in range(90) for given in ("Thảo", "Thao")]
    unit = factories.create_unit()
    Child.objects.bulk_create(Child(full_name=name, managing_unit=unit) for name in names)


@pytest.mark.parametrize("page", [1, 2, 3, 4, 5])
def test_a_common_word_shows_exact_marks_first_on_whatever_page(page, names_with_and_without_marks, monkeypatch):
    def shown():
        request = RequestFactory().get(f"/?q=thảo&page={page}")
        return [
            child.full_name
            for child in Listing(request, Child.objects.all(), sorts={"name": ["name_sort"]}, default_sort="name").rows
        ]

    in_parts = shown()
    monkeypatch.setattr(module, "SORTED_WHOLE", 10_000)
    assert in_parts == shown()
    assert ["Thảo" in name for name in in_parts] == [50 * (page - 1) + n < 90 for n in range(len(in_parts))]
    assert len(in_parts) == (50 if page < 4 else 30)  # a fifth page would be behind the last
