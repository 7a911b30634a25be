"""What a row of a list of who sponsors whom becomes: a donor, a child, a pledge in force with its schedule."""

import datetime

import pytest

from children.models import Child
from donors.models import Donor
from imports.checking import check
from imports.models import ImportBatch
from imports.operations import apply_batch
from organisation.models import Unit
from sponsorship.list_writer import MESSAGES
from sponsorship.models import Instalment, Pledge
from tests import factories
from tests.imports.lists import (
    PLEDGE_HEADINGS,
    as_csv,
    entered,
    opened,
    pledge_row,
    pledges_list,
    programme,
    statuses,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


def test_a_row_becomes_a_donor_a_child_and_a_pledge_in_force(unit: Unit) -> None:
    batch = entered(pledges_list(), unit)

    pledge = Pledge.objects.get()
    assert pledge.child.birth_date
    assert pledge.connecting_unit
    assert (pledge.donor.name, pledge.donor.kind, pledge.donor.phone) == (
        "Công đoàn Trường Mẫu", "organisation", "0984631588"
    )  # fmt: skip
    assert (pledge.child.full_name, pledge.child.birth_date.year, pledge.child.birth_date_precision) == (
        "Mai Đình Kiên", 2012, "year"
    )  # fmt: skip
    assert (pledge.rate_vnd, pledge.per, pledge.state, pledge.place) == (300_000, "month", "active", 1)
    assert (pledge.starts_on, pledge.ends_on) == (datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
    assert pledge.active_from == pledge.child.needs_since == datetime.date(2024, 1, 1)
    assert pledge.connecting_unit.kind == "womens_union"
    assert {pledge.import_batch, pledge.donor.import_batch, pledge.child.import_batch} == {batch}
    assert (pledge.instalments.count(), pledge.balance.pledged_vnd) == (36, 36 * 300_000)
    assert pledge.child.sponsors_count == 1
    assert batch.rows.get(status="new").record_id == pledge.pk


def test_a_donor_of_several_rows_is_one_donor(unit: Unit) -> None:
    rows = [pledge_row(child=name) for name in ("Mai Đình Kiên", "Mai Thị Lan")]
    rows.append(pledge_row("CÔNG ĐOÀN TRƯỜNG MẪU", "Mai Văn Ba", phone=""))

    entered(pledges_list(*rows), unit)

    assert (Donor.objects.count(), Pledge.objects.count()) == (1, 3)


def test_people_who_share_a_name_are_told_apart_by_their_telephone(unit: Unit) -> None:
    phones = ("0984631588", "0912345678")
    rows = [pledge_row("Ông Trần Văn Mẫu", f"Mai Thị {n}", phone=phone) for n, phone in enumerate(phones)]

    entered(pledges_list(*rows), unit)

    assert Donor.objects.count() == 2


def test_a_donor_on_record_is_found(unit: Unit) -> None:
    donor = factories.create_donor(unit=unit, name="Công đoàn Trường Mẫu", phone="0984631588")

    entered(pledges_list(), unit)

    assert Pledge.objects.get().donor == donor


def test_a_child_on_record_is_found_and_stops_waiting(unit: Unit) -> None:
    entered_child = Child.objects.create(
        managing_unit=unit,
        full_name="Mai Đình Kiên",
        birth_date=datetime.date(2012, 5, 6),
        former_commune=unit.areas.get().predecessors.get(name="Xã Thanh Tùng"),
        needs_since=datetime.date(2024, 9, 30),
    )

    entered(pledges_list(), unit)

    assert Pledge.objects.get().child == entered_child
    assert not Child.objects.waiting().exists()


def test_a_person_says_whether_the_child_is_the_one_on_record(unit: Unit) -> None:
    child = Child.objects.create(
        managing_unit=unit,
        full_name="Mai Đình Kiên",
        birth_date=datetime.date(2013, 5, 6),
        former_commune=unit.areas.get().predecessors.get(name="Xã Thanh Tùng"),
    )
    batch = opened(pledges_list(), unit)
    (note,) = batch.rows.get(status="new").errors
    assert (note["record"], note["reasons"]) == (["children.child", child.pk], ["name", "commune"])
    assert note["against"] == ["birth"]

    batch.corrections = {"as_new": ["!3"]}
    check(batch, again=True)
    assert batch.rows.get(status="new").errors == []

    batch.corrections = {"same_as": {"!3": child.pk}}
    batch.save()
    apply_batch(batch=batch, by=None)
    assert Pledge.objects.get().child == child


def test_two_donors_of_one_child_in_a_list_raise_its_places(unit: Unit) -> None:
    entered(pledges_list(pledge_row(), pledge_row("Ông Trần Văn Mẫu", phone="0912345678")), unit)

    child = Child.objects.get()
    assert (child.places, child.sponsors_count) == (2, 2)
    assert sorted(child.pledges.values_list("place", flat=True)) == [1, 2]


def test_names_with_other_marks_are_two_children(unit: Unit) -> None:
    rows = [pledge_row("Bà Lê Thị Một", "Lê Thị An", phone=""), pledge_row("Bà Lê Thị Hai", "Lê Thị Ân", phone="")]

    entered(pledges_list(*rows), unit)

    assert set(Child.objects.values_list("full_name", flat=True)) == {"Lê Thị An", "Lê Thị Ân"}


def test_the_places_of_a_child_on_record_are_raised_too(unit: Unit) -> None:
    commune = unit.areas.get()
    child = factories.create_child(
        unit=unit, full_name="Mai Đình Kiên", birth_date=datetime.date(2012, 5, 6), commune=commune
    )

    entered(pledges_list(pledge_row(), pledge_row("Ông Trần Văn Mẫu", phone="0912345678")), unit)

    child.refresh_from_db()
    assert (child.places, child.sponsors_count) == (2, 2)


def test_a_child_who_has_a_donor_already_is_sent_back_by_name(unit: Unit) -> None:
    entered(pledges_list(), unit)

    batch = opened(pledges_list(pledge_row("Ông Trần Văn Mẫu", phone="0912345678")), unit)

    assert statuses(batch) == ["error"]
    assert batch.rows.get(status="error").errors[0]["params"]["codes"] == Pledge.objects.get().code


def test_the_same_pledge_again_is_a_duplicate(unit: Unit) -> None:
    entered(pledges_list(), unit)

    batch = opened(pledges_list(pledge_row(rate="300.000đ/tháng", connecting="")), unit)

    assert told(batch) == [("duplicate", ["This pledge is already in the records."])]


def test_the_same_donor_and_child_with_other_terms_are_not_entered_twice(unit: Unit) -> None:
    entered(pledges_list(), unit)

    batch = opened(pledges_list(pledge_row(rate="500.000đ/tháng")), unit)

    assert told(batch)[0][0] == "duplicate"
    assert "another amount" in told(batch)[0][1][0]


@pytest.mark.parametrize(
    ("again", "status"),
    [
        (pledge_row(rate="300.000đ/tháng", connecting=""), "duplicate"),
        (pledge_row(rate="500.000đ/tháng"), "error"),
        (pledge_row(rate="300.000đ/quý"), "error"),
        (pledge_row(period="Từ 01/2024 đến 12/2025"), "error"),
    ],
)
def test_a_pledge_twice_in_a_list_with_other_terms_is_asked(unit: Unit, again: tuple[str, ...], status: str) -> None:
    assert statuses(opened(pledges_list(pledge_row(), again), unit)) == ["new", status]


def test_a_pledge_that_repeats_one_to_be_mended_is_no_second_one(unit: Unit) -> None:
    batch = opened(pledges_list(pledge_row(), *[pledge_row(rate="500.000đ/tháng")] * 2), unit)

    assert statuses(batch) == ["new", "error", "duplicate"]
    assert [row.errors[0]["params"]["row"] for row in batch.rows.exclude(status="skipped").order_by("id")[1:]] == [3, 4]


def test_a_pledge_whose_end_has_passed_stays_in_force_until_an_officer_ends_it(unit: Unit) -> None:
    entered(pledges_list(pledge_row(period="Từ 01/2022 đến 12/2023")), unit)

    pledge = Pledge.objects.get()
    assert (pledge.state, pledge.ends_on, pledge.child.sponsors_count) == ("active", datetime.date(2023, 12, 31), 1)


@pytest.mark.parametrize(
    ("rate", "period", "ends_on", "due_count"),
    [
        ("10 triệu một lần", "01/2024", None, 1),
        ("1,5 triệu/quý", "Từ 01/2024 đến 12/2024", datetime.date(2024, 12, 31), 4),
        ("8 triệu/năm học", "Từ 09/2023 đến 05/2025", datetime.date(2025, 5, 31), 2),
        ("300.000đ/tháng", "Từ 01/2024 đến khi đủ 18 tuổi", datetime.date(2030, 12, 31), 84),
    ],
)
def test_terms_as_lists_write_them(
    unit: Unit, rate: str, period: str, ends_on: datetime.date | None, due_count: int
) -> None:
    entered(pledges_list(pledge_row(rate=rate, period=period)), unit)

    assert (Pledge.objects.get().ends_on, Instalment.objects.count()) == (ends_on, due_count)


@pytest.mark.parametrize("rate", ["500.000đ/tháng và quà Tết", "học bổng 500.000đ/tháng", "500k/tháng, sách vở"])
def test_what_is_given_beside_money_is_kept_as_a_note(unit: Unit, rate: str) -> None:
    entered(pledges_list(pledge_row(rate=rate)), unit)

    assert (Pledge.objects.get().rate_vnd, Pledge.objects.get().note) == (500_000, f"Mức hỗ trợ: {rate}")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (pledge_row(period=""), "From when on the donor helps is missing."),
        (pledge_row(period="Từ 01/2025 đến 12/2024"), ""),
        (pledge_row(rate=""), "The amount is missing."),
        (pledge_row(donor=""), "The donor's name is missing."),
    ],
)
def test_a_row_without_what_a_pledge_needs_is_sent_back(unit: Unit, row: tuple[str, ...], message: str) -> None:
    batch = opened(pledges_list(row, pledge_row("Ông Trần Văn Mẫu", "Mai Thị Hai", phone="0912345678")), unit)

    assert statuses(batch) == ["error", "new"]
    assert message in told(batch)[0][1][0]


def looks_of(batch: ImportBatch) -> list[str]:
    return [error["message"] for error in batch.rows.get(status="new").errors if error.get("look")]


@pytest.mark.parametrize("period", ["3 năm", "36 tháng", "đến hết lớp 9", "đến khi đủ 18 tuổi"])
def test_a_start_that_nobody_wrote_is_the_lists_day_and_is_shown(unit: Unit, period: str) -> None:
    assert MESSAGES["start_of_list"] in looks_of(opened(pledges_list(pledge_row(period=period)), unit))


@pytest.mark.parametrize(("stated", "shown"), [("3.600.000", []), ("2.000.000", [MESSAGES["other_total"]])])
def test_a_total_that_the_terms_do_not_make_is_shown(unit: Unit, stated: str, shown: list[str]) -> None:
    row = pledge_row(rate="300 nghìn/tháng", period="Từ 01/2024 đến 12/2024")
    data = as_csv((*PLEDGE_HEADINGS, "Tổng số tiền"), (*row, stated))
    assert looks_of(opened(data, unit)) == shown
