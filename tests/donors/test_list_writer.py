"""Donors alone, without a child yet: what comes in, what is known already, what is asked."""

import csv
import io
import re
from collections.abc import Sequence

import pytest
from django.db import connection

from donors import list_writer
from donors.models import Donor
from imports.models import ImportBatch
from imports.undoing import undo_batch
from organisation.models import Unit
from tests import factories
from tests.imports.lists import counts, entered, opened, programme, statuses, told

pytestmark = pytest.mark.django_db

HEADINGS = ("STT", "Tên tập thể, cá nhân", "Người liên hệ", "SĐT", "Email", "Địa chỉ", "Số cháu nhận đỡ đầu", "Ghi chú")


@pytest.fixture
def unit() -> Unit:
    return programme()


def row(
    name: str = "Công đoàn Trường Mẫu", contact: str = "", phone: str = "0984631588", *more: str
) -> tuple[str, ...]:
    return ("1", name, contact, phone, *more)


def donors_list(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([["DANH SÁCH TẬP THỂ, CÁ NHÂN ỦNG HỘ"], headings, *(rows or [row()])])
    return text.getvalue().encode()


def into(unit: Unit, *rows: Sequence[str]) -> ImportBatch:
    return entered(donors_list(*rows), unit, kind="donors")


def test_donors_come_in_with_all_that_the_list_says(unit: Unit) -> None:
    into(unit, row("BÀ ĐINH THỊ MẪU", "", "0984.631.588 / 0983 909 266", "mau@example.vn", "Xóm 3", "02 cháu", "quen"))

    donor = Donor.objects.get()
    assert (donor.kind, donor.title, donor.name) == ("individual", "Bà", "Đinh Thị Mẫu")
    assert (donor.phone, donor.other_phone) == ("0984631588", "0983909266")
    assert (donor.email, donor.address, donor.capacity_children) == ("mau@example.vn", "Xóm 3", 2)
    assert donor.note == "quen"
    assert donor.managing_unit == unit


@pytest.mark.parametrize(
    ("written", "kind"),
    [("Cá nhân", "individual"), ("Tập thể", "organisation"), ("nhóm", "group"), ("Quỹ", "fund")],
)
def test_what_the_list_says_of_the_kind_counts(unit: Unit, written: str, kind: str) -> None:
    headings = ("STT", "Tên tập thể, cá nhân", "Loại", "SĐT")
    entered(donors_list(("1", "Ánh Dương", written, "0984631588"), headings=headings), unit, kind="donors")

    assert Donor.objects.get().kind == kind


def test_the_same_list_again_changes_nothing(unit: Unit) -> None:
    rows = [row(), row("Đinh Thị Mẫu", "", "")]
    into(unit, *rows)

    assert statuses(opened(donors_list(*rows), unit, kind="donors")) == ["duplicate", "duplicate"]


def test_a_row_adds_what_its_record_lacks_and_undoing_takes_it_away(unit: Unit) -> None:
    known = factories.create_donor(unit=unit, name="Công đoàn Trường Mẫu", phone="0984631588", address="Xã Bích Hào")

    batch = into(unit, row("Công đoàn trường mẫu", "Hồ Thị Mẫu", "0984631588", "", "nơi khác"))

    assert counts(batch) == {"update": 1}
    known.refresh_from_db()
    assert (known.contact_name, known.address) == ("Hồ Thị Mẫu", "Xã Bích Hào")
    undo_batch(batch=batch, by=None)
    known.refresh_from_db()
    assert known.contact_name == ""


def test_a_person_with_another_telephone_may_be_another(unit: Unit) -> None:
    factories.create_donor(unit=unit, name="Đinh Thị Mẫu", kind="individual", phone="0912345678")

    batch = opened(donors_list(row("Đinh Thị Mẫu")), unit, kind="donors")

    assert told(batch) == [("new", ["A donor with this name and another telephone is in the records."])]


def test_a_donor_twice_in_a_list_is_one(unit: Unit) -> None:
    assert statuses(opened(donors_list(row(), row()), unit, kind="donors")) == ["new", "duplicate"]


@pytest.mark.parametrize(
    ("first", "again", "status"),
    [
        (row("Công đoàn Trường Mẫu", "Hồ Thị Mẫu"), row(), "duplicate"),
        (row(), row("Công đoàn Trường Mẫu", "Hồ Thị Mẫu"), "error"),
        (row(), row("Công đoàn Trường Mẫu", "", "0984631588", "", "", "", "chỉ nhận trẻ gái"), "error"),
        (row(), row("Công đoàn Trường Mẫu", "", "0984631588", "", "", "3"), "error"),
    ],
)
def test_a_row_that_says_more_of_a_donor_is_not_left_out_in_silence(
    unit: Unit, first: tuple[str, ...], again: tuple[str, ...], status: str
) -> None:
    assert statuses(opened(donors_list(first, again), unit, kind="donors")) == ["new", status]


def test_a_row_that_repeats_one_to_be_mended_is_no_second_one(unit: Unit) -> None:
    batch = opened(donors_list(row(), *[row("Công đoàn Trường Mẫu", "Hồ Thị Mẫu")] * 2), unit, kind="donors")

    assert statuses(batch) == ["new", "error", "duplicate"]
    assert [row.errors[0]["params"]["row"] for row in batch.rows.exclude(status="skipped").order_by("id")[1:]] == [3, 4]


NOT_COMPARED = {"id", "sheet", "row", "name", "is_long", "own_code"}  # the name folded; the code by the records


def test_nothing_that_a_row_says_is_left_out_when_it_repeats_another(unit: Unit) -> None:
    opened(donors_list(), unit, kind="donors")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM incoming_donor")
        columns = {column.name for column in cursor.description or ()}

    said = set(re.findall(r"\w+", f"{list_writer.IDENTITY} {list_writer.ALL_SAID}"))
    more = set(re.findall(r"\bi\.(\w+)", list_writer.SAYS_MORE))
    assert columns - said == NOT_COMPARED
    assert more == columns & set(re.findall(r"\w+", list_writer.ALL_SAID))


@pytest.mark.parametrize(("heading", "said"), [("Danh xưng", "Bà"), ("Đồng ý công khai tên", "x")])
def test_a_title_or_consent_on_the_second_row_only_is_asked(unit: Unit, heading: str, said: str) -> None:
    headings = ("STT", "Tên tập thể, cá nhân", "SĐT", heading)
    rows = [("1", "Đinh Thị Mẫu", "0984631588", ""), ("2", "Đinh Thị Mẫu", "0984631588", said)]
    batch = opened(donors_list(*rows, headings=headings), unit, kind="donors")

    assert statuses(batch) == ["new", "error"]


def test_the_code_of_another_donor_sends_the_row_back(unit: Unit) -> None:
    other = factories.create_donor(unit=unit, name="Quỹ Mẫu", kind="fund")
    headings = ("Mã", "Tên tập thể, cá nhân", "SĐT")

    batch = opened(donors_list((other.code, "Công đoàn Trường Mẫu", ""), headings=headings), unit, kind="donors")

    assert told(batch) == [("error", ["The code %(code)s is another donor's, or not one of this unit."])]


def test_a_bad_address_is_noted_and_the_row_goes_in(unit: Unit) -> None:
    batch = opened(donors_list(row("Quỹ Mẫu", "", "", "không có")), unit, kind="donors")

    assert told(batch) == [("new", ["“%(text)s” is not an e-mail address."])]


def test_donors_without_children_are_recognised(unit: Unit) -> None:
    assert opened(donors_list(), unit).kind == "donors"


def test_an_organisation_in_two_spellings_is_one_donor_in_the_file(unit: Unit) -> None:
    batch = into(
        unit,
        row("CĐ Trường TH Mẫu Sơn", phone=""),
        row("Công đoàn trường Tiểu học Mẫu Sơn", phone=""),
        row("CĐ Trường THCS Mẫu Sơn", phone=""),
    )
    assert statuses(batch) == ["new", "duplicate", "new"]
    assert Donor.objects.count() == 2


def test_an_organisation_on_record_under_another_spelling_is_that_donor(unit: Unit) -> None:
    known = factories.create_donor(unit=unit, kind="organisation", name="CĐ Trường TH Mẫu Sơn")
    batch = into(unit, row("Công đoàn trường Tiểu học Mẫu Sơn", phone=""), row("Hội Khuyến học xã Mẫu", phone=""))
    assert statuses(batch) == ["duplicate", "new"]
    assert batch.rows.get(status="duplicate").record_id == known.pk
