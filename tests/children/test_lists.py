import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from children.filters import ChildFilters
from children.models import Child, Consent
from organisation.models import AccessLog, Unit, User
from organisation.models.unit import UnitArea
from organisation.remembering import forget
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def page(client: Client, officer: User) -> Any:
    client.force_login(officer)
    return lambda **query: client.get("/children/", query)


def names(response: Any) -> list[str]:
    return [row.full_name for row in response.context["listing"].rows]


def born_years_ago(years: int) -> datetime.date:
    return TODAY.replace(year=TODAY.year - years, day=1) - datetime.timedelta(days=40)


def test_rows_of_a_unit_where_one_only_reads_are_shown_and_do_not_leave(client, unit) -> None:
    reader = factories.create_user(role=Role.ADMINISTRATOR, unit=unit)  # reads, exports nothing
    own = factories.create_child(full_name="Lê Thị Nhà")
    reader.appointments.create(role=Role.DATA_CLERK, unit=own.managing_unit, starts_on=datetime.date(2020, 1, 1))
    factories.create_child(unit=unit, full_name="Lê Thị Xa")
    client.force_login(reader)
    assert names(client.get("/children/")) == ["Lê Thị Nhà", "Lê Thị Xa"]
    sheet = str(rows_of(client.get("/children/", {"export": "xlsx"})))
    paper = client.get("/children/print/").content.decode()
    assert ["Lê Thị Nhà" in text for text in (sheet, paper)] == [True, True]
    assert ["Lê Thị Xa" in text for text in (sheet, paper)] == [False, False]


def test_the_list_is_ordered_by_given_name_and_hides_other_units(page, unit) -> None:
    for name in ("Lê Thị Yến", "Đỗ Thị An"):
        factories.create_child(unit=unit, full_name=name)
    factories.create_child(full_name="Trần Của Xã Khác")
    response = page()
    assert names(response) == ["Đỗ Thị An", "Lê Thị Yến"]
    assert "Trần Của Xã Khác" not in response.content.decode()
    assert response.context["listing"].count == 2
    assert not names(page(q="khac"))


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ({"sex": "female"}, {"sex": "female"}),
        ({"orphan": "both"}, {"orphan_status": "both"}),
        ({"poverty": "near_poor"}, {"poverty": "near_poor"}),
        ({"union": "yes"}, {"is_union_member_child": True}),
        ({"age": "6-10"}, {"birth_date": born_years_ago(8)}),
        ({"state": "out_of_need"}, {"needs_since": None}),
        ({"state": "leaving"}, {"birth_date": born_years_ago(17) - datetime.timedelta(days=250)}),
        ({"missing": "birth"}, {"birth_date": None}),
    ],
)
def test_each_filter_keeps_what_it_says(page, unit, query, values) -> None:
    factories.create_child(unit=unit, full_name="Lê Thị Giữ", **values)
    plain = {"sex": "male", "orphan_status": "none", "poverty": "poor", "birth_date": born_years_ago(12)}
    factories.create_child(unit=unit, full_name="Lê Thị Bỏ", **plain)
    response = page(**query)
    assert names(response) == ["Lê Thị Giữ"]
    assert [chip.parameter for chip in response.context["listing"].form.chips] == list(query)


def test_filters_by_what_a_record_lacks(page, unit) -> None:
    bare = factories.create_child(unit=unit, full_name="Lê Thị Trống")
    full = factories.create_child(unit=unit, sex="male", orphan_status="father", commune=factories.create_area())
    factories.create_caregiver(child=full, phone="0984631588")
    Consent.objects.create(child=full, purpose="process", given_by="Lê Thị Mẫu", given_on=TODAY)
    for what in ("sex", "commune", "orphan", "carer", "phone", "consent"):
        assert names(page(missing=what)) == [bare.full_name], what


def test_waiting_and_sponsored_children_stand_apart(page, unit) -> None:
    factories.create_child(unit=unit, full_name="Lê Thị Chờ")
    factories.create_pledge(child=factories.create_child(unit=unit, full_name="Lê Thị Có"))
    assert names(page(state="waiting")) == ["Lê Thị Chờ"]
    assert names(page(state="sponsored")) == ["Lê Thị Có"]


def test_who_waits_longest_comes_first_and_who_does_not_wait_last(page, unit) -> None:
    factories.create_child(unit=unit, full_name="Ba", needs_since=datetime.date(2025, 1, 1))
    factories.create_child(unit=unit, full_name="Hai", needs_since=datetime.date(2023, 1, 1))
    factories.create_child(unit=unit, full_name="Không", needs_since=None)
    assert names(page(sort="waiting")) == ["Hai", "Ba", "Không"]
    assert names(page(sort="-waiting")) == ["Ba", "Hai", "Không"]


def test_the_communes_offered_are_those_of_the_units(page, unit) -> None:
    present = factories.create_area(name="Xã Bích Hào")
    former = factories.create_former_commune(name="Xã Thanh Tùng", into=present)
    factories.create_area(name="Xã Nơi Khác")
    UnitArea.objects.create(unit=unit, area=present)
    child = factories.create_child(unit=unit, commune=present, former_commune=former)
    factories.create_child(unit=unit)
    response = page(commune=present.pk, former=former.pk)
    assert names(response) == [child.full_name]
    assert "Xã Thanh Tùng" in response.content.decode()
    assert "Xã Nơi Khác" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"commune": "10" * 30},
        {"commune": "x"},
        {"unit": "9" * 40},
        {"sex": "none of these"},
        {"page": "9" * 30},
        {"sort": "password"},
        {"q": "x" * 10_000},
        {"q": "\u202etxt.gnp"},
    ],
)
def test_odd_addresses_are_answered(page, query) -> None:
    assert page(**query).status_code == 200


def test_a_nul_in_the_address_is_refused(page) -> None:
    assert page(q="a\0b").status_code == 400


def test_restricted_circumstances_are_nowhere_in_list_or_sheet(page, unit) -> None:
    factories.create_child(unit=unit, circumstance_groups=["dd", "l"], circumstances="chuyện rất riêng")
    html = page().content.decode()
    sheet = str(rows_of(page(export="xlsx")))
    for text in (html, sheet):
        assert "HIV" not in text
        assert "xâm hại" not in text
        assert "chuyện rất riêng" not in text
    assert not names(page(q="HIV"))


def rows_of(response: Any) -> list[tuple]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


def test_the_sheet_holds_exactly_the_rows_of_the_filter(page, unit, officer) -> None:
    commune = factories.create_area(name="Xã Bích Hào")
    child = factories.create_child(
        unit=unit,
        full_name="Trần Thị Mẫu",
        sex="female",
        commune=commune,
        orphan_status="father",
        poverty="poor",
        note="=1+1",
        parents_union="Công đoàn Trường Tiểu học Mẫu",
        is_union_member_child=True,
    )
    factories.create_caregiver(child=child, full_name="Lê Thị Bà", phone="0984631588")
    factories.create_child(unit=unit, full_name="Lê Văn Khác", sex="male")
    head, *rows = rows_of(page(export="xlsx", sex="female"))
    row = dict(zip(head, rows[0], strict=True))
    assert list(head) == [
        "Mã", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Xóm/thôn", "Xã (trước 7/2025)", "Xã (hiện nay)",
        "Tình trạng mồ côi", "Người nuôi dưỡng", "Quan hệ", "Số điện thoại", "Diện hộ", "Con đoàn viên (CĐCS)",
        "Cần đỡ đầu từ", "Ghi chú",
    ]  # fmt: skip
    assert len(rows) == 1
    assert row["Ngày sinh"] == datetime.datetime(2015, 5, 20)  # noqa: DTZ001  # Excel knows no time zones
    assert (row["Số điện thoại"], row["Ghi chú"], row["Giới tính"]) == ("0984631588", "=1+1", "Nữ")
    assert (row["Tình trạng mồ côi"], row["Diện hộ"]) == ("mồ côi cha", "hộ nghèo")
    logged = AccessLog.objects.get(action="export")
    assert (logged.user, logged.record_kind, logged.rows_count) == (officer, "children.child", 1)


def test_the_sheet_reads_back_as_it_was_written(page, unit) -> None:
    child = factories.create_child(
        unit=unit,
        birth_date=datetime.date(2014, 7, 1),
        birth_date_precision="month",
        orphan_status="both",
        poverty="near_poor",
    )
    factories.create_caregiver(child=child, phone="0984631588")
    head, row = rows_of(page(export="xlsx"))
    values = dict(zip(head, row, strict=True))
    from vietnamese import circumstances, dates, phones

    assert dates.parse_birth(values["Ngày sinh"], list_date=TODAY).iso() == "2014-07"
    assert circumstances.parse_orphan_status(values["Tình trạng mồ côi"]) == "both"
    assert circumstances.parse_poverty(values["Diện hộ"]) == "near_poor"
    assert phones.parse_phones(values["Số điện thoại"]) == ["0984631588"]


def test_an_administrator_may_look_but_not_carry_the_list_away(client, unit) -> None:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, unit=unit))
    assert client.get("/children/").status_code == 200
    assert client.get("/children/", {"export": "xlsx"}).status_code == 403
    assert client.get("/children/print/").status_code == 403


def test_printing_the_whole_list_is_noted(client, officer, unit) -> None:
    client.force_login(officer)
    for _ in range(51):
        factories.create_child(unit=unit)
    response = client.get("/children/print/")
    assert len(response.context["rows"]) == 51
    assert AccessLog.objects.get(action="print").rows_count == 51


def test_a_search_is_noted_and_an_opened_list_is_not(page, unit) -> None:
    factories.create_child(unit=unit)
    page()
    assert not AccessLog.objects.exists()
    page(q="mau")
    assert AccessLog.objects.get().action == "search"


def test_typing_brings_the_rows_alone(client, officer, unit) -> None:
    factories.create_child(unit=unit)
    client.force_login(officer)
    response = client.get("/children/", {"q": "mau"}, headers={"HX-Request": "true", "HX-Target": "results"})
    assert b"<html" not in response.content
    assert "Trần Thị Mẫu" in response.content.decode()


@pytest.mark.parametrize("rows_count", [3, 60])
def test_the_list_costs_the_same_queries_whatever_its_rows(
    page, unit, rows_count, django_assert_max_num_queries
) -> None:
    child = factories.create_child(unit=unit)
    Child.objects.bulk_create(Child(managing_unit=unit, full_name=f"Lê Thị {n}") for n in range(rows_count))
    factories.create_caregiver(child=child)
    page()  # remembers the communes
    # session, account, roles, units to filter by, rows, count; twice the history's context
    with django_assert_max_num_queries(8):
        page()


def test_the_choices_of_a_filter_are_put_together_once_until_they_are_forgotten(officer: User) -> None:
    def states() -> Any:
        field: Any = ChildFilters(user=officer).fields["state"]
        return field.choices

    first = states()

    assert states() is first
    forget()
    assert states() is not first
