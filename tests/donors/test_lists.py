import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from donors.models import Donor
from donors.operations import decline_registration
from organisation.models import AccessLog, Unit, User
from organisation.roles import Role
from tests import factories
from tests.donors.offers import create_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def page(client: Client, officer: User) -> Any:
    client.force_login(officer)
    return lambda path="/donors/", **query: client.get(path, query)


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["listing"].rows]


def sponsoring(unit: Unit, children: int, **values: Any) -> Donor:
    donor = factories.create_donor(unit=unit, **values)
    for _ in range(children):
        factories.create_pledge(donor=donor, child=factories.create_child(unit=unit))
    return donor


def sheet(response: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


def test_the_list_is_ordered_by_given_name_and_hides_other_units(page, unit) -> None:
    for name in ("Lê Thị Yến", "Đỗ Thị An"):
        factories.create_donor(unit=unit, name=name)
    factories.create_donor(name="Người Của Nơi Khác")
    response = page()
    assert names(response) == ["Đỗ Thị An", "Lê Thị Yến"]
    assert response.context["listing"].count == 2
    assert "Người Của Nơi Khác" not in response.content.decode()
    assert not names(page(q="noi khac"))


def test_the_newest_come_first_when_asked(page, unit) -> None:
    for number, name in enumerate(("An", "Bình")):
        donor = factories.create_donor(unit=unit, name=name)
        Donor.objects.filter(pk=donor.pk).update(created_at=datetime.datetime(2025, 1, 1 + number, tzinfo=datetime.UTC))
    assert names(page(sort="-added")) == ["Bình", "An"]


def test_each_row_tells_how_many_children_are_sponsored_of_how_many(page, unit) -> None:
    sponsoring(unit, 2, name="Nhiều", capacity_children=3)
    sponsoring(unit, 0, name="Không")
    assert [row.children_count for row in page(sort="-children").context["listing"].rows] == [2, 0]


@pytest.mark.parametrize(
    ("asked", "kept"), [("yes", ["Đủ", "Còn"]), ("no", ["Mới", "Chưa Nói"]), ("free", ["Còn", "Mới"])]
)
def test_filters_by_what_a_donor_sponsors(page, unit, asked, kept) -> None:
    sponsoring(unit, 1, name="Đủ", capacity_children=1)
    sponsoring(unit, 1, name="Còn", capacity_children=2)
    sponsoring(unit, 0, name="Mới", capacity_children=1)
    sponsoring(unit, 0, name="Chưa Nói")
    assert sorted(names(page(sponsoring=asked))) == sorted(kept)


def test_an_ended_pledge_frees_its_donor(page, unit) -> None:
    donor = factories.create_donor(unit=unit, capacity_children=1)
    factories.create_pledge(
        donor=donor, state="ended", active_from=datetime.date(2025, 1, 1), ended_on=datetime.date(2025, 6, 1),
        end_reason="completed",
    )  # fmt: skip
    assert names(page(sponsoring="free")) == [donor.name]
    assert not names(page(sponsoring="yes"))


@pytest.mark.parametrize(
    ("query", "values"),
    [({"kind": "fund"}, {"kind": "fund"}), ({"union": "yes"}, {"wishes_union_member_child": True})],
)
def test_each_filter_keeps_what_it_says(page, unit, query, values) -> None:
    factories.create_donor(unit=unit, name="Giữ", **values)
    factories.create_donor(unit=unit, name="Bỏ")
    assert names(page(**query)) == ["Giữ"]


def test_the_unit_filter_takes_in_what_lies_below(page, unit) -> None:
    below = factories.create_unit(parent=unit)
    factories.create_donor(unit=factories.create_unit(parent=below), name="Dưới")
    factories.create_donor(unit=unit, name="Trên")
    assert names(page(unit=below.pk)) == ["Dưới"]


def test_another_unit_in_the_filter_is_left_out_with_an_error(page, unit) -> None:
    donor = factories.create_donor()
    response = page(unit=donor.managing_unit_id)
    assert response.context["listing"].form.errors["unit"]
    assert donor.name not in names(response)


@pytest.mark.parametrize(
    "query",
    [
        {"q": "%' OR 1=1 --"},
        {"kind": "x" * 500},
        {"unit": "99999999999999999999999"},
        {"unit": "-1"},
        {"sort": "note", "page": "999999999"},
        {"page": "-3"},
        {"sponsoring": "all"},
    ],
)
def test_hostile_addresses_are_answered_calmly(page, unit, query) -> None:
    factories.create_donor(unit=unit)
    assert page(**query).status_code == 200


def test_search_by_phone_leaves_a_row_in_the_access_log(page, unit, officer) -> None:
    factories.create_donor(unit=unit, phone="0984631588")
    assert len(names(page(q="0984 631"))) == 1
    logged = AccessLog.objects.get()
    assert (logged.user, logged.action, logged.record_kind, logged.rows_count) == (officer, "search", "donors.donor", 1)


def test_the_sheet_holds_what_is_shown_as_text(page, unit, officer) -> None:
    donor = sponsoring(unit, 1, name="=HYPERLINK(1)", kind="fund", phone="0984631588", capacity_vnd=500_000, note="+1")
    factories.create_donor(unit=unit, name="Bỏ Ra")
    factories.create_donor(name="Nơi Khác", kind="fund")
    head, *rows = sheet(page(kind="fund", export="xlsx"))
    row = dict(zip(head, rows[0], strict=True))
    assert len(rows) == 1
    assert row["Mã"] == donor.code
    assert "=HYPERLINK(1)" in rows[0]
    assert "0984631588" in rows[0]
    assert 500_000 in rows[0]
    assert 1 in rows[0]
    logged = AccessLog.objects.get(action="export")
    assert (logged.user, logged.rows_count) == (officer, 1)


def test_donors_of_a_unit_where_one_only_reads_do_not_leave(client, unit) -> None:
    reader = factories.create_user(role=Role.ADMINISTRATOR, unit=unit)  # reads, exports nothing
    own = factories.create_donor(name="Quỹ Nhà")
    reader.appointments.create(role=Role.DATA_CLERK, unit=own.managing_unit, starts_on=datetime.date(2020, 1, 1))
    factories.create_donor(unit=unit, name="Quỹ Xa")
    client.force_login(reader)
    leaving = str(sheet(client.get("/donors/", {"export": "xlsx"}))), client.get("/donors/print/").content.decode()
    assert ["Quỹ Nhà" in text for text in leaving] == [True, True]
    assert ["Quỹ Xa" in text for text in leaving] == [False, False]


def test_clearing_the_filters_is_offered_when_there_are_some(page) -> None:
    offered = {kind: page(kind=kind).content.decode() for kind in ("", "fund")}
    assert "data-clear-filters hidden" in offered[""]
    assert "data-clear-filters>" in offered["fund"]


def test_who_may_not_export_gets_no_sheet_and_no_button(client, unit) -> None:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, unit=unit))
    factories.create_donor(unit=unit)
    assert client.get("/donors/", {"export": "xlsx"}).status_code == 403
    assert "export=xlsx" not in client.get("/donors/").content.decode()


def test_a_leader_sees_the_list_without_the_button_to_add(client, unit) -> None:
    client.force_login(factories.create_user(role=Role.LEADER, unit=unit))
    assert "/donors/add/" not in client.get("/donors/").content.decode()


def test_the_printed_list_holds_all_pages_and_says_the_filter(page, unit, officer) -> None:
    for number in range(55):
        factories.create_donor(unit=unit, name=f"Quỹ Mẫu {number}", kind="fund")
    factories.create_donor(unit=unit, name="Bỏ Ra")
    response = page("/donors/print/", kind="fund")
    assert len(response.context["rows"]) == 55
    assert "Bỏ Ra" not in response.content.decode()
    assert AccessLog.objects.get().action == "print"


def queries(page: Any, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert page(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", ["/donors/", "/donors/print/", "/donors/registrations/"])
def test_the_queries_of_a_list_do_not_grow_with_its_rows(page, unit, path) -> None:
    sponsoring(unit, 1)
    create_registration(unit=unit)
    few = queries(page, path)
    for _ in range(12):
        sponsoring(unit, 1, wished_area=factories.create_area())
        create_registration(unit=unit)
    assert queries(page, path) == few <= 7


def test_the_list_of_registrations_shows_who_waits_and_on_request_who_does_not(page, unit, officer) -> None:
    create_registration(unit=unit, name="Đang Chờ")
    decline_registration(registration=create_registration(unit=unit, name="Đã Xong"), by=officer)
    create_registration(name="Nơi Khác")
    path = "/donors/registrations/"
    assert names(page(path)) == ["Đang Chờ"]
    assert names(page(path, state="declined")) == ["Đã Xong"]
    assert sorted(names(page(path, state="all"))) == ["Đang Chờ", "Đã Xong"]
    assert names(page(path, state="all", q="da xong")) == ["Đã Xong"]
