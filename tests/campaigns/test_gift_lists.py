"""Gift lists come in as they are laid out: groups, rates, and what is stated beside what the rows come to."""

import json
from typing import Any

import pytest

from campaigns.gift_writer import summary
from campaigns.models import GiftGroup, GiftList, GiftRecipient
from imports.models import ImportBatch
from imports.operations import apply_batch, open_batch
from imports.undoing import undo_batch
from organisation.models import Unit
from tests import factories
from tests.campaigns.gift_files import CASES, HEAD, NAMES, Case, child, workbook
from tests.imports.lists import SAMPLES, counts, programme, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


def opened(data: bytes, unit: Unit, kind: str = "gifts") -> ImportBatch:
    return open_batch(data=data, file_name="qua.xlsx", kind=kind, unit=unit, by=None, keep_file=False)


def entered(data: bytes, unit: Unit) -> ImportBatch:
    return apply_batch(batch=opened(data, unit), by=None)


def lines(answer: dict[str, Any]) -> list[tuple[str, int, int | None, int | None]]:
    return [(one["label"], one["recipients"], one["rate_vnd"], one["amount_vnd"]) for one in answer["lines"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_careful_clerk_would_enter(unit: Unit, case: Case) -> None:
    batch = opened(workbook(case.sheets), unit)

    answer = summary(batch)
    assert lines(answer) == case.lines
    assert answer["stated_vnd"] == case.stated_vnd
    assert [(w["row"], w["stated_vnd"], w["computed_vnd"]) for w in answer["wrong_sums"]] == case.wrong_sums
    assert [row.row for row in batch.rows.filter(status="error")] == case.sent_back


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_entered_comes_to_what_the_preview_said(unit: Unit, case: Case) -> None:
    entered(workbook(case.sheets), unit)

    gifts = GiftList.objects.with_sums().get()
    groups = [(g.label, g.gifts_count, g.rate_vnd, g.computed_vnd) for g in GiftGroup.objects.with_sums()]
    assert groups == case.lines
    assert gifts.stated_total_vnd == case.stated_vnd
    assert (gifts.computed_vnd or 0) == sum(amount or 0 for _label, _n, _rate, amount in case.lines)
    if case.children is not None:
        assert GiftRecipient.objects.children_count() == case.children


@pytest.mark.parametrize("case", [case for case in CASES if case.recognised], ids=lambda case: case.name)
def test_a_gift_list_is_recognised_by_its_columns(unit: Unit, case: Case) -> None:
    assert opened(workbook(case.sheets), unit, kind="").kind == "gifts"


def test_the_sample_comes_out_as_its_truth_says(unit: Unit) -> None:
    truth = json.loads((SAMPLES / "qua-1-6.xlsx.truth.json").read_text())
    batch = opened((SAMPLES / "qua-1-6.xlsx").read_bytes(), unit)

    answer = summary(batch) | {"kind": batch.kind}
    assert {key: answer[key] for key in truth} == truth
    assert answer["wrong_sums"] == []
    assert counts(batch) == {"new": 165, "skipped": 9}


def test_the_title_and_the_stated_total_stay_with_the_list(unit: Unit) -> None:
    entered((SAMPLES / "qua-1-6.xlsx").read_bytes(), unit)

    gifts = GiftList.objects.with_sums().get()
    assert gifts.title.startswith("DANH SÁCH CHÁU NHẬN QUÀ NGÀY QUỐC TẾ THIẾU NHI 01/6")
    assert (gifts.gifts_count, gifts.computed_vnd, gifts.stated_total_vnd) == (165, 17_300_000, 18_300_000)


def gift_list(*rows: list[Any], title: str = "DANH SÁCH NHẬN QUÀ 1/6") -> bytes:
    return workbook({"DS": [[title], HEAD, *rows]})


def test_the_same_list_again_is_in_the_records_already(unit: Unit) -> None:
    entered(gift_list(child(1, 100000), child(2, 100000)), unit)

    again = opened(gift_list(child(1, 100000), child(2, 100000), child(3, 100000)), unit)

    assert told(again) == [
        ("duplicate", ["This gift is already in the records."]),
        ("duplicate", ["This gift is already in the records."]),
        ("new", []),
    ]
    apply_batch(batch=again, by=None)
    assert GiftList.objects.count() == 1
    assert GiftRecipient.objects.count() == 3


def test_a_child_of_the_register_is_known_by_name_birth_and_commune(unit: Unit) -> None:
    commune = unit.areas.get()
    kept = factories.create_child(unit=unit, full_name=NAMES[0], birth_date="2015-05-12", commune=commune)
    rows = [[1, NAMES[0], "12/5/2015", "Bích Hào", 100000], [2, NAMES[1], "3/4/2014", "Bích Hào", 100000]]
    head = ["STT", "Họ và tên", "Ngày sinh", "Xã", "Số tiền"]

    entered(workbook({"DS": [["DANH SÁCH NHẬN QUÀ"], head, *rows]}), unit)

    assert list(GiftRecipient.objects.order_by("id").values_list("child", flat=True)) == [kept.pk, None]


def test_the_same_child_twice_in_a_group_is_shown_and_goes_in(unit: Unit) -> None:
    batch = opened(gift_list(child(1, 100000), child(1, 100000)), unit)

    assert [status for status, _notes in told(batch)] == ["new", "new"]
    assert told(batch)[1][1] == ["The same child already stands in this group at row %(row)s of sheet “%(sheet)s”."]


def test_undoing_takes_the_list_back(unit: Unit) -> None:
    batch = entered(gift_list(child(1, 100000)), unit)

    undo_batch(batch=batch, by=None)

    assert not GiftList.objects.exists()
    assert not GiftRecipient.objects.exists()
