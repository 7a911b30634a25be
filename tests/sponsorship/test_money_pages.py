import datetime as dt
import io
import uuid

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from children.models import Caregiver
from organisation.models import AccessLog
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import Handover, Receipt
from sponsorship.papers.money import receipt_paper
from tests.factories import create_area, create_campaign, create_child, create_donor, create_pledge, create_user
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def page(world, client):
    treasurer = create_user(role=Role.TREASURER, unit=world.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name, record=None):
    return reverse(f"sponsorship:{name}", args=[record.public_id] if record else [])


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def receipt_form(**values):
    return {
        "key": uuid.uuid4(),
        "amount_vnd": "500.000",
        "received_on": "01/03/2025",
        "method": "cash",
        "source": "social_mobilisation",
    } | values


def handover_form(**values):
    return {
        "key": uuid.uuid4(),
        "amount_vnd": "500.000",
        "handed_on": "02/03/2025",
        "method": "cash",
        "received_by": "Lê Thị Mẫu",
    } | values


def test_a_code_leads_straight_to_the_form_with_the_next_instalment(world, page):
    pledge = world.activate()
    response = page.get(url("receipt_add"), {"q": pledge.code})
    assert response.context["pledge"] == pledge
    assert response.context["form"]["amount_vnd"].value() == 500_000


def test_the_form_books_on_the_pledge_that_it_was_shown_for(world, page):
    """Meanwhile the same name finds two, or another alone."""
    pledge = world.activate()
    address = url("receipt_add") + f"?q={pledge.child.full_name}"
    shown = page.get(address).content.decode()
    other = world.activate(child=create_child(unit=world.unit, full_name=pledge.child.full_name))
    assert f'name="pledge" value="{pledge.public_id}"' in shown
    page.post(address, receipt_form(pledge=str(pledge.public_id)))
    assert (numbers(pledge)[1], numbers(other)[1]) == (500_000, 0)


def test_several_pledges_found_are_shown_to_choose_from(world, page):
    for name in ("Nguyễn Thị Một", "Nguyễn Thị Hai"):
        world.activate(child=create_child(unit=world.unit, full_name=name))
    response = page.get(url("receipt_add"), {"q": "nguyen thi"})
    assert [row.child_name for row in response.context["found"]] == ["Nguyễn Thị Hai", "Nguyễn Thị Một"]
    assert AccessLog.objects.filter(action="search", record_kind="sponsorship.pledge", rows_count=2).exists()


def test_a_receipt_is_saved_and_the_pledge_shown(world, page):
    pledge = world.activate()
    address = url("receipt_add") + f"?pledge={pledge.public_id}"
    assert page.post(address, receipt_form(reference="PT 01/2025")).url == url("pledge", pledge)
    assert Receipt.objects.get().reference == "PT 01/2025"
    assert numbers(pledge)[1] == 500_000


def test_save_and_next_asks_for_the_next_pledge(world, page):
    address = url("receipt_add") + f"?pledge={world.activate().public_id}"
    assert page.post(address, receipt_form(another="1")).url == url("receipt_add")


def test_the_same_form_twice_is_one_row_and_a_friendly_message(world, page):
    pledge, form = world.activate(), receipt_form()
    address = url("receipt_add") + f"?pledge={pledge.public_id}"
    page.post(address, form)
    second = page.post(address, form, follow=True)
    assert Receipt.objects.count() == 1
    assert Receipt.objects.get().number_text in str(next(iter(second.context["messages"])))


def test_too_much_is_refused_and_a_surplus_offered(world, page):
    pledge = world.activate()
    address = url("receipt_add") + f"?pledge={pledge.public_id}"
    response = page.post(address, receipt_form(amount_vnd="7.000.000"))
    assert "6.000.000" in str(response.context["form"].errors["amount_vnd"]).replace("\u00a0", " ")
    assert 'name="allow_surplus"' in text(response)
    page.post(address, receipt_form(amount_vnd="7.000.000", allow_surplus="on"))
    assert Receipt.objects.get().surplus_vnd == 1_000_000


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount_vnd": "0"}, "amount_vnd"),
        ({"amount_vnd": "năm trăm"}, "amount_vnd"),
        ({"amount_vnd": "9" * 25}, "amount_vnd"),
        ({"received_on": "31/02/2025"}, "received_on"),
        ({"received_on": "31/12/9999"}, "received_on"),
        ({"received_on": "01/01/0001"}, "received_on"),
        ({"received_on": "31/12/2023"}, "received_on"),  # the pledge starts on 01/01/2025
        ({"method": "gold"}, "method"),
        ({"key": "not-a-key"}, "key"),
        ({"note": "x" * 5000}, "note"),
    ],
)
def test_wrong_input_is_told_beside_the_field(world, page, wrong, field):
    address = url("receipt_add") + f"?pledge={world.activate().public_id}"
    response = page.post(address, receipt_form(**wrong))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not Receipt.objects.exists()


def test_money_of_another_unit_is_out_of_reach(world, page):
    stranger = create_pledge()
    assert page.get(url("receipt_add"), {"pledge": stranger.public_id}).status_code == 404
    assert page.post(url("receipt_add") + f"?pledge={stranger.public_id}", receipt_form()).status_code == 404
    assert page.get(url("receipt_add"), {"q": stranger.code}).context["found"] == []
    assert not Receipt.objects.exists()


def test_a_handover_knows_the_carer_and_what_is_held(world, page):
    Caregiver.objects.create(child=world.child, full_name="Bà Ngoại Mẫu", relationship="bà ngoại", is_carer=True)
    pledge = world.activate()
    world.receive(pledge, 700_000)
    address = url("handover_add") + f"?pledge={pledge.public_id}"
    form = page.get(address).context["form"]
    assert (form["amount_vnd"].value(), form["received_by"].value()) == (500_000, "Bà Ngoại Mẫu")
    page.post(address, handover_form(is_signed="on", occasion="Lễ trao đợt 1"))
    handover = Handover.objects.get()
    assert (handover.is_signed, handover.occasion) == (True, "Lễ trao đợt 1")
    refused = page.post(address, handover_form(amount_vnd="300.000"))
    assert "200.000" in str(refused.context["form"].errors["amount_vnd"])


def test_a_day_that_the_operation_refuses_is_told_beside_the_day(world, page):
    pledge = world.activate()
    receipt = world.receive(pledge, 500_000)
    response = page.post(url("handover_add") + f"?pledge={pledge.public_id}", handover_form(handed_on="31/12/2000"))
    assert list(response.context["form"].errors) == ["handed_on"]
    back = page.post(url("receipt_reverse", receipt), {"note": "Gõ nhầm", "on": "28/02/2025"})
    assert list(back.context["form"].errors) == ["on"]
    assert Receipt.objects.get() == receipt


def test_a_gift_in_kind_is_asked_for_as_one_and_exceeds_nothing(world, page):
    pledge = world.activate(form="in_kind", form_detail="Xe đạp", rate_vnd=0)
    address = url("direct_add") + f"?pledge={pledge.public_id}"
    form = page.get(address).context["form"]
    assert (form["method"].value(), form["detail"].value()) == ("goods", "Xe đạp")
    page.post(address, handover_form(source="social_mobilisation", method="goods", detail="Xe đạp"))
    receipt = Receipt.objects.get()
    assert receipt_paper(receipt).note == ""
    assert "ủng hộ thêm" not in text(page.get(url("receipt", receipt)))


def test_what_the_donor_gave_directly_is_both(world, page):
    pledge = world.activate()
    page.post(url("direct_add") + f"?pledge={pledge.public_id}", handover_form(source="union_finance"))
    assert numbers(pledge) == (6_000_000, 500_000, 500_000, 0)
    assert Receipt.objects.get().source == "union_finance"


def test_taking_back_asks_for_a_reason_first(world, page):
    receipt = world.receive(world.activate(), 500_000)
    assert page.get(url("receipt_reverse", receipt)).status_code == 200
    assert page.post(url("receipt_reverse", receipt), {"note": ""}).status_code == 200
    page.post(url("receipt_reverse", receipt), {"note": "Gõ nhầm"})
    reversal = Receipt.objects.get(reverses=receipt)
    assert (reversal.note, reversal.received_on) == ("Gõ nhầm", receipt.received_on)
    again = page.post(url("receipt_reverse", receipt), {"note": "Lần nữa"})
    assert again.context["form"].non_field_errors()


def test_a_handover_is_taken_back(world, page):
    pledge = world.activate()
    world.receive(pledge, 500_000)
    page.post(url("handover_reverse", world.hand_over(pledge, 500_000)), {"note": "Gõ nhầm"})
    assert numbers(pledge)[2] == 0


# --- The lists ---


def some_money(world):
    """January and February in two communes, one entry taken back."""
    areas = [create_area(), create_area()]
    for n, area in enumerate(areas):
        world.unit.areas.add(area)
        child = create_child(unit=world.unit, full_name=("Trẻ Một", "Trẻ Hai")[n], commune=area)
        round_ = create_campaign(unit=world.unit, name=f"Đợt {n}")
        pledge = world.activate(child=child, campaign=round_, connecting_unit=world.unit)
        for month in (1, 2):
            world.receive(pledge, 1_000_000 * month + n, received_on=dt.date(2026, month, 15))
            world.hand_over(pledge, 500_000, handed_on=dt.date(2026, month, 28))
    wrong = world.receive(pledge, 77_000, received_on=dt.date(2026, 2, 1))
    operations.reverse_receipt(receipt=wrong, by=world.officer, note="Gõ nhầm")
    return areas


def plain(table, where="true"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(sum(amount_vnd), 0) FROM sponsorship_{table} WHERE {where}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({}, "true"),
        ({"month": "2026-01"}, "date_trunc('month', received_on) = '2026-01-01'"),
        ({"month": "2026"}, "date_trunc('year', received_on) = '2026-01-01'"),
        ({"since": "01/02/2026"}, "received_on >= '2026-02-01'"),
        ({"month": "2026-02", "until": "14/02/2026"}, "received_on BETWEEN '2026-02-01' AND '2026-02-14'"),
        ({"standing": "no"}, "amount_vnd IN (77000, -77000)"),
        ({"method": "bank_transfer"}, "method = 'bank_transfer'"),
        ({"q": "tre hai"}, "amount_vnd % 10 = 1 OR abs(amount_vnd) = 77000"),
    ],
)
def test_the_total_of_the_page_is_the_plain_sum(world, page, monkeypatch, query, where):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC))
    some_money(world)
    assert page.get(url("receipts"), query).context["total_vnd"] == plain("receipt", where)


def test_page_sheet_and_plain_sum_agree_for_a_commune(world, page):
    area = some_money(world)[1]
    response = page.get(url("receipts"), {"commune": area.pk})
    exported = page.get(url("receipts"), {"commune": area.pk, "export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(exported.streaming_content))).active
    column = [cell.value for cell in sheet[1]].index("Số tiền (đồng)")
    exported_sum = sum(row[column] for row in sheet.iter_rows(min_row=2, values_only=True))
    assert response.context["total_vnd"] == exported_sum == plain("receipt", f"commune_id = {area.pk}")
    assert AccessLog.objects.filter(action="export", record_kind="sponsorship.receipt").exists()


def test_the_lists_show_nothing_of_another_unit(world, page):
    stranger = create_pledge()
    operations.record_receipt(
        pledge=stranger, amount_vnd=123_000, received_on=dt.date(2025, 3, 1), by=world.officer_elsewhere()
    )
    response = page.get(url("receipts"))
    assert response.context["listing"].rows == []
    assert response.context["total_vnd"] == 0


def test_the_sheet_to_sign_lists_what_is_held_or_due(world, page):
    held, due, future = (
        world.activate(child=create_child(unit=world.unit, full_name=name), starts_on=starts)
        for name, starts in (
            ("Trẻ Còn Giữ", dt.date(2025, 1, 1)),
            ("Trẻ Đến Hạn", dt.date(2025, 1, 1)),
            ("Trẻ Chưa Đến Hạn", timezone.localdate() + dt.timedelta(days=50)),
        )
    )
    world.receive(held, 800_000)
    response = page.get(url("signature_sheet"))
    amounts = {line["row"].child_name: line["amount_vnd"] for line in response.context["lines"]}
    assert amounts == {"Trẻ Còn Giữ": 800_000, "Trẻ Đến Hạn": 6_000_000}
    assert response.context["total_vnd"] == 6_800_000
    assert future.code not in text(response)
    assert due.child.code in text(response)
    assert AccessLog.objects.filter(action="print", rows_count=2).exists()
    only_held = page.get(url("signature_sheet"), {"todo": "held"})
    assert [line["row"].child_name for line in only_held.context["lines"]] == ["Trẻ Còn Giữ"]


# --- Query budgets ---


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize("name", ["receipts", "handovers"])
def test_the_ledgers_take_few_queries_however_many_rows(world, page, django_assert_max_num_queries, name, count):
    for n in range(count):
        child = create_child(unit=world.unit, full_name=f"Trẻ {n}", commune=create_area())
        pledge = world.activate(child=child, donor=create_donor(unit=world.unit, name=f"Nhà hảo tâm {n}"))
        world.receive(pledge, 500_000)
        world.hand_over(pledge, 500_000)
    page.get(url(name))
    with django_assert_max_num_queries(11):
        page.get(url(name))


def test_recording_a_payment_takes_few_queries(world, page, django_assert_max_num_queries):
    pledge = world.activate()
    address = url("receipt_add") + f"?pledge={pledge.public_id}"
    page.get(address)
    page.get(url("receipt_add"))
    with django_assert_max_num_queries(8):  # session, account, roles, pledge, its unit, its rate, next instalment
        page.get(address)
    with django_assert_max_num_queries(11):  # … two savepoints, two locks in their order, insert
        page.post(address, receipt_form(another="1"))
    with django_assert_max_num_queries(5):  # session, account, savepoint, roles, release
        page.get(url("receipt_add"))


def test_a_zero_too_many_is_told_and_no_surplus(world, page):
    pledge = world.activate()
    address = f"{url('receipt_add')}?pledge={pledge.public_id}"
    answer = page.post(address, receipt_form(amount_vnd="10.000.000.000.000", allow_surplus="on"))
    assert "amount_vnd" in answer.context["form"].errors
    assert not Receipt.objects.exists()
