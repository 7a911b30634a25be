"""Gift lists come in as they are laid out: groups, rates, and what is stated beside what the rows come to."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis.strategies import integers

from campaigns.gift_writer import summary
from campaigns.models import GiftGroup, GiftList, GiftRecipient
from imports.models import ImportBatch
from imports.operations import apply_batch, open_batch, understand_again
from imports.undoing import undo_batch
from organisation.models import Unit
from organisation.roles import Role
from tests import factories
from tests.campaigns.gift_files import CASES, HEAD, NAMES, Case, child, workbook
from tests.imports.lists import SAMPLES, counts, programme, told
from vietnamese.money import in_words
from vietnamese.number_words import amount_in_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


def opened(data: bytes, unit: Unit, kind: str = "gifts", **said: Any) -> ImportBatch:
    return open_batch(data=data, file_name="qua.xlsx", kind=kind, unit=unit, by=None, keep_file=False, said=said)


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


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("(Kèm theo Tờ trình ngày 28 tháng 5 năm 2024)", "2024-05-28"),
        ("Ngày trao: 01/06/2024", "2024-06-01"),
        ("NĂM HỌC 2023-2024", None),
    ],
)
def test_only_a_day_that_is_written_is_the_lists(unit: Unit, line: str, day: str | None) -> None:
    entered(workbook({"DS": [["DANH SÁCH NHẬN QUÀ 1/6"], [line], HEAD, child(1, 100000)]}), unit)

    given_on = GiftList.objects.get().given_on
    assert (given_on and given_on.isoformat()) == day


LAST_WEEK = timezone.localdate() - dt.timedelta(days=7)


@pytest.mark.parametrize(
    ("line", "received"), [("Ngày 01/6/2024", True), (f"Ngày {LAST_WEEK:%d/%m/%Y}", False), ("", False)]
)
def test_a_list_of_long_ago_tells_of_what_was_given(unit: Unit, line: str, received: bool) -> None:
    entered(workbook({"DS": [["DANH SÁCH NHẬN QUÀ 1/6"], [line], HEAD, child(1, 100_000)]}), unit)

    gift = GiftRecipient.objects.get()
    assert (gift.delivery, bool(gift.delivered_on)) == ("delivered" if received else "", received)


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


def test_a_list_of_another_campaign_is_not_the_one_that_stands(unit: Unit) -> None:
    """The same title each year: what is imported for this year's campaign makes a list of its own."""
    last, this = (factories.create_campaign(unit=unit, name=f"Tháng hành động {year}") for year in (2024, 2025))
    data = gift_list(child(1, 100000))
    entered(data, unit)
    GiftList.objects.update(campaign=last)

    batch = opened(data, unit, campaign=this.pk)
    assert (told(batch), summary(batch)["campaign"]) == ([("new", [])], this.name)
    ImportBatch.objects.filter(state="applied").delete()  # else this very file was entered
    apply_batch(batch=batch, by=None)

    assert sorted(GiftList.objects.values_list("campaign", flat=True)) == [last.pk, this.pk]


def test_a_list_that_stands_without_a_campaign_gets_the_one_it_is_imported_for(unit: Unit) -> None:
    entered(gift_list(child(1, 100000)), unit)
    campaign = factories.create_campaign(unit=unit)

    apply_batch(batch=opened(gift_list(child(1, 100000), child(2, 200000)), unit, campaign=campaign.pk), by=None)

    assert (GiftList.objects.get().campaign, GiftRecipient.objects.count()) == (campaign, 2)


def test_undoing_takes_the_list_back(unit: Unit) -> None:
    batch = entered(gift_list(child(1, 100000)), unit)

    undo_batch(batch=batch, by=None)

    assert not GiftList.objects.exists()
    assert not GiftRecipient.objects.exists()


# --- Pages --------------------------------------------------------------------------------------


@pytest.fixture
def staff(client: Client, unit: Unit) -> Client:
    client.force_login(factories.create_user(role=Role.MATCHING_OFFICER, unit=unit))
    return client


def test_the_preview_shows_what_is_stated_beside_what_the_rows_come_to(staff: Client, unit: Unit) -> None:
    page = staff.get(opened((SAMPLES / "qua-1-6.xlsx").read_bytes(), unit).get_absolute_url()).content.decode()

    assert "18.300.000" in page
    assert "17.300.000" in page


def test_a_list_sent_from_a_campaigns_page_is_that_campaigns(staff: Client, unit: Unit) -> None:
    campaign = factories.create_campaign(unit=unit)
    address = reverse("campaigns:gifts_import", args=[campaign.public_id])
    assert address in staff.get(reverse("campaigns:gifts", args=[campaign.public_id])).content.decode()
    form = staff.get(address).context["form"]
    sent = {name: form[name].value() for name in ("kind", "campaign", "unit")}
    sent = {name: getattr(value, "pk", value) for name, value in sent.items()}
    assert (sent["campaign"], sent["unit"]) == (campaign.pk, unit.pk)

    staff.post(address, sent | {"file": SimpleUploadedFile("qua.xlsx", gift_list(child(1, 100000)))})
    batch = ImportBatch.objects.get()
    understand_again(batch=batch, kind="gifts", corrections=batch.corrections | {"sheets": {}})  # a look at the columns
    assert f"“{campaign.name}”" in staff.get(batch.get_absolute_url()).content.decode()
    staff.post(reverse("imports:apply", args=[batch.public_id]))

    assert GiftList.objects.get().campaign == campaign


def test_a_list_that_waits_already_learns_its_campaign_when_it_is_sent_from_there(staff: Client, unit: Unit) -> None:
    data = gift_list(child(1, 100000))
    batch = opened(data, unit)
    campaign = factories.create_campaign(unit=unit)
    file = SimpleUploadedFile("qua.xlsx", data)

    answer = staff.post(
        reverse("campaigns:gifts_import", args=[campaign.public_id]),
        {"file": file, "unit": unit.pk, "kind": "gifts", "campaign": campaign.pk},
    )

    assert answer.headers["Location"] == batch.get_absolute_url()
    assert summary(ImportBatch.objects.get())["campaign"] == campaign.name


def test_the_lists_page_flags_the_difference_and_the_list_names_it(
    staff: Client, unit: Unit, django_assert_num_queries: Any
) -> None:
    entered((SAMPLES / "qua-1-6.xlsx").read_bytes(), unit)
    gifts = GiftList.objects.get()
    assert gifts.code in staff.get(reverse("campaigns:gift_lists")).content.decode()

    with django_assert_num_queries(12):
        page = staff.get(gifts.get_absolute_url())

    assert page.context["difference_vnd"] == 1_000_000
    assert page.context["children_count"] <= 165
    assert len(page.context["listing"].rows) == 50


def test_recipients_are_found_and_narrowed_by_group(staff: Client, unit: Unit) -> None:
    entered((SAMPLES / "qua-1-6.xlsx").read_bytes(), unit)
    gifts = GiftList.objects.get()
    group = gifts.groups.get(label="Học sinh giỏi cấp tỉnh")

    found = staff.get(gifts.get_absolute_url(), {"q": "phan thuy", "group": str(group.pk)})

    assert [row.full_name for row in found.context["listing"].rows] == ["Phan Thùy Thủy"]


def test_the_list_to_sign_has_every_row_of_the_filter(staff: Client, unit: Unit) -> None:
    entered((SAMPLES / "qua-1-6.xlsx").read_bytes(), unit)
    gifts = GiftList.objects.get()
    address = reverse("campaigns:gift_sheet", args=[gifts.public_id])

    assert len(staff.get(address).context["rows"]) == 165
    assert staff.get(address).context["total_vnd"] == 17_300_000


def test_a_list_without_names_exports_its_groups(staff: Client, unit: Unit) -> None:
    entered(workbook(CASES[0].sheets), unit)
    gifts = GiftList.objects.get()

    sent: Any = staff.get(gifts.get_absolute_url(), {"export": "groups"})

    assert {status for status, _notes in told(opened(b"".join(sent.streaming_content), unit))} == {"duplicate"}


def test_what_is_corrected_of_a_list_is_kept(staff: Client, unit: Unit) -> None:
    gifts = factories.create_gift_list(unit=unit, stated_total_vnd=18_300_000)
    address = reverse("campaigns:gift_list_edit", args=[gifts.public_id])
    typed = {"title": "Quà 1/6 năm 2024", "given_on": "1/6/2024", "stated_total_vnd": "17.300.000", "version": 1}

    answer = staff.post(address, typed | {"note": "", "campaign": "", "source": "budget"})

    assert answer.status_code == 302
    gifts.refresh_from_db()
    assert (gifts.title, gifts.stated_total_vnd, str(gifts.given_on)) == ("Quà 1/6 năm 2024", 17_300_000, "2024-06-01")


# --- Constraints --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"title": ""}, "gift_list_has_title"),
        ({"stated_total_vnd": -1}, "gift_list_total_plausible"),
    ],
)
def test_a_list_has_a_title_and_no_negative_total(values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.create_gift_list(**values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"label": ""}, "gift_group_has_label"),
        ({"rate_vnd": 0}, "gift_group_rate_positive"),
        ({"stated_amount_vnd": -1}, "gift_group_amount_plausible"),
        ({"label": "QUÀ 1/6"}, "gift_group_once"),
    ],
)
def test_a_group_has_a_label_a_rate_above_nothing_and_stands_once(values: dict[str, Any], constraint: str) -> None:
    gifts = factories.create_gift_list()
    GiftGroup.objects.create(gift_list=gifts, label="Quà 1/6")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        GiftGroup.objects.create(**{"gift_list": gifts, "label": "Khác"} | values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"full_name": ""}, "gift_recipient_has_name"),
        ({"delivered_on": "2024-06-01"}, "gift_day_only_when_delivered"),
        ({"birth_date": "1900-01-01"}, "gift_recipient_birth_plausible"),
    ],
)
def test_a_gift_has_a_name_and_a_day_only_when_handed_over(values: dict[str, Any], constraint: str) -> None:
    gifts = factories.create_gift_list()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.create_gift(gift_list=gifts, **values)


def test_a_gift_of_nothing_is_none() -> None:
    gift = factories.create_gift(gift_list=factories.create_gift_list())
    with pytest.raises(IntegrityError, match="gift_amount_positive"), transaction.atomic():
        GiftRecipient.objects.filter(pk=gift.pk).update(amount_vnd=0)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Bằng chữ: Mười tám triệu ba trăm nghìn đồng chẵn./.", 18_300_000),
        ("(Bằng chữ: Hai mươi lăm triệu đồng)", 25_000_000),
        ("Số tiền bằng chữ: Một trăm linh năm triệu, hai trăm ngàn đồng", 105_200_000),
        ("một triệu rưỡi", 1_500_000),
        ("Nguyễn Văn Ba", None),
        ("Năm học 2023-2024", None),
    ],
)
def test_totals_in_words(text: str, amount: int | None) -> None:
    assert amount_in_words(text) == amount


@given(integers(1, 10**12 - 1))
def test_every_amount_that_is_spelt_out_is_read_back(amount: int) -> None:
    assert amount_in_words(f"Bằng chữ: {in_words(amount)}") == amount
