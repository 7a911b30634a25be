"""Names that nearly agree: two children are never taken for one, one organisation written two ways is one."""

import pytest

from children.lists import CHILDREN
from children.models import Child
from donors.models import Donor
from imports.reading import Cell
from organisation.models import Unit
from sponsorship.lists import PLEDGES
from tests import factories
from tests.imports.lists import child_row, children_list, entered, opened, pledge_row, pledges_list, programme, statuses
from tests.imports.sheets import known, read, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


def test_twins_whose_names_differ_by_a_mark_both_go_in(unit: Unit) -> None:
    entered(children_list(child_row("Nguyễn Văn An"), child_row("Nguyễn Văn Ân")), unit)
    assert set(Child.objects.values_list("full_name", flat=True)) == {"Nguyễn Văn An", "Nguyễn Văn Ân"}


def test_a_twin_of_a_child_on_record_is_not_taken_for_the_record(unit: Unit) -> None:
    entered(children_list(child_row("Nguyễn Văn An")), unit)
    batch = opened(children_list(child_row("Nguyễn Văn Ân")), unit)
    assert statuses(batch) == ["new"]
    assert batch.rows.get().errors[0]["look"]


@pytest.mark.parametrize("again", ["Nguyễn Văn Hoà", "NGUYỄN VĂN HÒA", "Nguyen Van Hoa"])
def test_the_same_name_in_another_spelling_is_the_record(unit: Unit, again: str) -> None:
    entered(children_list(child_row("Nguyễn Văn Hòa")), unit)
    assert statuses(opened(children_list(child_row(again)), unit)) == ["duplicate"]


def test_an_organisation_written_two_ways_is_one_donor(unit: Unit) -> None:
    factories.create_donor(unit=unit, kind="organisation", name="Công đoàn Trường Tiểu học Mẫu Sơn")
    rows = [
        pledge_row("CĐ Trường TH Mẫu Sơn", "Mai Văn Một"),
        pledge_row("Công đoàn trường tiểu học Mẫu Sơn", "Mai Văn Hai"),
        pledge_row("CĐ Trường THCS Mẫu Sơn", "Mai Văn Ba"),
    ]
    entered(pledges_list(*rows), unit)
    assert set(Donor.objects.values_list("name", flat=True)) == {
        "CĐ Trường THCS Mẫu Sơn",
        "Công đoàn Trường Tiểu học Mẫu Sơn",
    }


def test_a_parents_union_written_short_is_the_unit(unit: Unit) -> None:
    own = factories.create_unit(name="Công đoàn Trường Tiểu học Ngọc Sơn", parent=unit)
    entered(children_list(child_row(union="CĐ Trường TH Ngọc Sơn")), unit)
    assert Child.objects.get().parents_union_unit == own


def test_numbers_over_the_columns_are_no_child() -> None:
    result = read(
        CHILDREN,
        sheet(
            ["TT", "Họ và tên", "Năm sinh", "Địa chỉ"],
            [1.0, 2.0, 3.0, 4.0],
            [1.0, "Lê Thị Mẫu", 2012.0, "Xóm 3, xã Thanh Tùng"],
        ),
    )
    assert [row.status for row in result.rows] == ["skipped", "record"]


def test_the_address_behind_the_child_is_the_childs_and_the_telephone_behind_the_donor_the_donors() -> None:
    headings = ["STT", "Đơn vị nhận đỡ đầu", "Họ tên cháu", "NS", "Địa chỉ", "Mức hỗ trợ"]
    row: list[Cell] = [
        1.0,
        "Bà Trần Thị Mẫu 0903123456",
        "Lê Văn Mẫu",
        2013.0,
        "xã Thanh Tùng",
        "300 nghìn/tháng",
        "3 năm",
    ]
    (found,) = read(PLEDGES, sheet(headings, row)).rows
    values = known(found.values)
    assert (values["donor"], values["donor_phone"]) == ("Trần Thị Mẫu", "0903123456")
    assert (values["former_commune"], values["child_birth"]) == ("Thanh Tùng", "2013")
    assert "donor_address" not in values
