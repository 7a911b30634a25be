"""What is promised, received, paid and left of a campaign, and the goods beside it."""

import datetime as dt
import io
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from campaigns import money_refusals as refused
from campaigns.balance import balance, by_source
from campaigns.giving import givers_of
from campaigns.models import Campaign, Contribution, GiftGroup, GoodsMove, Promise, Spending
from campaigns.operations import money
from campaigns.operations.gifts import record_delivery
from donors.models import DonorKind
from organisation.models import User
from organisation.roles import Role
from sponsorship.proof import differences
from tests import factories as make
from tests.campaigns.money_records import DAY, count_in, give, goods, left, pay, promise
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasurer() -> User:
    return make.create_user(role=Role.TREASURER, unit=make.create_unit())


@pytest.fixture
def campaign(treasurer: User) -> Campaign:
    return make.create_campaign(unit=treasurer.current_appointments[0].unit, name="Tháng hành động vì trẻ em")


@pytest.fixture
def client(treasurer: User) -> Client:
    return signed_in(treasurer)


def page(name: str, record: Any) -> str:
    return reverse(f"campaigns:{name}", args=[record.public_id])


def told(campaign: Campaign) -> tuple[int, int, int, int]:
    found = balance(campaign)
    return found.received_vnd, found.gifts_vnd, found.spent_vnd, found.left_vnd


def form(**values: Any) -> dict[str, Any]:
    entry = {"key": uuid.uuid4(), "giver": "Bà Mẫu", "source": "social_mobilisation", "received_on": "20/05/2025"}
    return entry | {"method": "cash", "amount_vnd": "", "quantity": "", "note": ""} | values


# --- Received -----------------------------------------------------------------------------------


def test_a_contribution_is_recorded_once_and_has_a_number(client: Client, campaign: Campaign) -> None:
    sent = form(amount_vnd="5.000.000")

    client.post(page("contribution_add", campaign), sent)
    client.post(page("contribution_add", campaign), sent)

    [one] = Contribution.objects.all()
    assert (str(one), one.giver, one.amount_vnd) == ("1/2025", "Bà Mẫu", 5_000_000)


def test_the_donor_whose_code_stands_in_the_field_is_the_giver(
    client: Client, campaign: Campaign, django_assert_max_num_queries: Any
) -> None:
    donor = make.create_donor(unit=campaign.managing_unit, kind=DonorKind.INDIVIDUAL, name="Lê Thị Mẫu")
    stranger = make.create_donor()

    with django_assert_max_num_queries(8):
        offered = client.post(reverse("campaigns:found_givers"), {"giver": "le thi"}).content.decode()
    client.post(page("contribution_add", campaign), form(giver=f"{donor.code} Lê Thị Mẫu", amount_vnd="1tr"))
    wrong = client.post(page("contribution_add", campaign), form(giver=stranger.code, amount_vnd="1tr"))

    assert donor.code in offered
    assert Contribution.objects.get().donor == donor
    assert "giver" in wrong.context["form"].errors


@pytest.mark.parametrize(
    ("values", "field"), [({}, "amount_vnd"), ({"quantity": "3"}, "item"), ({"amount_vnd": "không"}, "amount_vnd")]
)
def test_what_is_missing_is_said_beside_its_field(
    client: Client, campaign: Campaign, values: dict[str, str], field: str
) -> None:
    answer = client.post(page("contribution_add", campaign), form(**values))

    assert field in answer.context["form"].errors
    assert not Contribution.objects.exists()


def test_numbers_have_no_gap_and_a_reversal_bears_the_number_it_takes_back(treasurer: User, campaign: Campaign) -> None:
    first, second = give(campaign, treasurer), give(campaign, treasurer)
    taken = money.take_back_contribution(contribution=first, note="", by=treasurer)
    third, earlier = give(campaign, treasurer), give(campaign, treasurer, received_on=dt.date(2024, 1, 5))

    assert [str(one) for one in (first, second, taken, third, earlier)] == [
        "1/2025", "2/2025", "1/2025", "3/2025", "1/2024",
    ]  # fmt: skip
    with pytest.raises(refused.AlreadyTakenBack):
        money.take_back_contribution(contribution=first, note="", by=treasurer)
    assert not any(differences().values())


def test_goods_that_are_given_go_into_the_stock_and_out_again_when_taken_back(
    treasurer: User, campaign: Campaign
) -> None:
    item = goods(campaign.managing_unit, campaign)
    given = give(campaign, treasurer, None, item=item, quantity=20)
    assert left(item) == 20

    money.take_back_contribution(contribution=given, note="", by=treasurer)

    assert left(item) == 0
    assert not any(differences().values())


def test_goods_already_given_out_cannot_be_taken_back(client: Client, treasurer: User, campaign: Campaign) -> None:
    item = goods(campaign.managing_unit, campaign)
    given = give(campaign, treasurer, None, item=item, quantity=20)
    count_in(item, treasurer, 15, kind="lost")

    client.post(page("contribution_reverse", given))

    assert (Contribution.objects.count(), left(item)) == (1, 5)


def test_the_sheet_of_a_collection_is_entered_when_it_agrees_with_the_paper(client: Client, campaign: Campaign) -> None:
    schools = [make.create_unit(parent=campaign.managing_unit) for _ in range(3)]
    amounts = {
        f"amount-{schools[0].pk}": "2.400.000",
        f"people-{schools[0].pk}": "24",
        f"amount-{schools[1].pk}": "1tr",
    }
    sheet = form(stated_count="3", stated_vnd="3.500.000") | amounts

    wrong = client.post(page("collect", campaign), sheet)
    assert {"stated_count", "stated_vnd"} <= set(wrong.context["form"].errors)
    right = sheet | {"stated_count": "2", "stated_vnd": "3.400.000"}
    client.post(page("collect", campaign), right)
    client.post(page("collect", campaign), right)

    found = Contribution.objects.order_by("pk").values_list("unit", "people_count", "amount_vnd")
    assert list(found) == [(schools[0].pk, 24, 2_400_000), (schools[1].pk, None, 1_000_000)]


# --- Promised -----------------------------------------------------------------------------------


def test_a_promise_is_received_in_parts_and_is_no_money_before(client: Client, campaign: Campaign) -> None:
    made = promise(campaign, 5_000_000)
    assert (balance(campaign).promised_vnd, balance(campaign).received_vnd) == (5_000_000, 0)

    shown = client.get(page("contribution_add", campaign), {"promise": str(made.public_id)}).context["form"]
    client.post(f"{page('contribution_add', campaign)}?promise={made.public_id}", form(amount_vnd="2tr"))

    assert shown.initial["amount_vnd"] == 5_000_000
    assert Promise.objects.with_received().get().received_vnd == 2_000_000
    assert (balance(campaign).promised_vnd, balance(campaign).received_vnd) == (3_000_000, 2_000_000)


def test_money_that_was_promised_is_not_received_in_goods(client: Client, treasurer: User, campaign: Campaign) -> None:
    made, item = promise(campaign), goods(campaign.managing_unit)
    url = f"{page('contribution_add', campaign)}?promise={made.public_id}"

    answer = client.post(url, form(item=item.pk, quantity=1, amount_vnd="2tr"))

    assert answer.context["form"].errors["item"] == [str(refused.NotAsPromised())]
    with pytest.raises(refused.NotAsPromised):
        give(make.create_campaign(), treasurer, promise=made)
    assert Promise.objects.with_received().get().received_vnd == 0


def test_nothing_is_expected_or_received_of_a_withdrawn_promise(
    client: Client, treasurer: User, campaign: Campaign
) -> None:
    made = promise(campaign)

    client.post(page("promise_withdraw", made), {"reason": "Công ty ngừng hoạt động"})

    assert balance(campaign).promised_vnd == 0
    with pytest.raises(refused.PromiseClosed):
        give(campaign, treasurer, promise=made)


# --- Paid and left ------------------------------------------------------------------------------


def deliver(campaign: Campaign, by: User, amount_vnd: int, count: int = 1) -> None:
    gifts = make.create_gift_list(unit=campaign.managing_unit, campaign=campaign)
    shown = [make.create_gift(gift_list=gifts, amount_vnd=amount_vnd).pk for _ in range(count)]
    record_delivery(gifts=gifts, shown=shown, absent=[], on=DAY, by=by)


SQL = """
SELECT source, sum(received)::bigint, sum(gifts)::bigint, sum(spent)::bigint FROM (
    SELECT source, amount_vnd AS received, 0 AS gifts, 0 AS spent FROM campaigns_contribution WHERE item_id IS NULL
    UNION ALL SELECT source, 0, 0, amount_vnd FROM campaigns_spending
    UNION ALL SELECT l.source, 0, r.amount_vnd, 0 FROM campaigns_giftrecipient r
        JOIN campaigns_giftgroup g ON g.id = r.gift_group_id JOIN campaigns_giftlist l ON l.id = g.gift_list_id
        WHERE r.delivery = 'delivered'
    UNION ALL SELECT l.source, 0, g.delivered_count * g.rate_vnd, 0 FROM campaigns_giftgroup g
        JOIN campaigns_giftlist l ON l.id = g.gift_list_id WHERE g.delivered_count IS NOT NULL
) m GROUP BY source
"""


def test_what_is_left_of_each_source_is_what_plain_sql_counts(treasurer: User, campaign: Campaign) -> None:
    part = make.create_campaign(unit=campaign.managing_unit, parent=campaign, name="Đợt 2")
    item = goods(campaign.managing_unit, campaign)
    give(campaign, treasurer, 10_000_000)
    give(part, treasurer, 3_000_000, source="union_finance")
    give(campaign, treasurer, 700_000, item=item, quantity=2)  # a value of goods is no money
    money.take_back_contribution(contribution=give(campaign, treasurer, 500_000), note="", by=treasurer)
    pay(part, treasurer, 1_000_000, source="union_finance")
    money.take_back_spending(spending=pay(campaign, treasurer, 200_000), note="", by=treasurer)
    deliver(part, treasurer, 100_000, count=3)
    gifts = make.create_gift_list(unit=campaign.managing_unit, campaign=campaign, source="budget")
    GiftGroup.objects.create(gift_list=gifts, label="Quà", rate_vnd=100_000, recipients_count=118, delivered_count=118)

    with connection.cursor() as cursor:
        cursor.execute(SQL)
        counted = {source: (received, given, spent) for source, received, given, spent in cursor.fetchall()}

    found = {line.source: (line.received_vnd, line.gifts_vnd, line.spent_vnd) for line in balance(campaign).lines}
    assert found == counted
    assert found["union_finance"] == (3_000_000, 0, 1_000_000)
    assert told(campaign) == (13_000_000, 12_100_000, 1_000_000, -100_000)


def test_more_than_a_source_has_left_needs_a_reason(client: Client, treasurer: User, campaign: Campaign) -> None:
    give(campaign, treasurer, 1_000_000)
    sent = form(what="Thuê xe", amount_vnd="1.500.000", spent_on="20/05/2025")

    page_shown = client.post(page("spending_add", campaign), sent)
    assert "1.000.000" in page_shown.context["form"].errors["over_reason"][0]
    client.post(page("spending_add", campaign), sent | {"over_reason": "Liên đoàn ứng trước"})

    line = by_source(campaign)["social_mobilisation"]
    assert (line.left_vnd, line.reasons) == (-500_000, ["Liên đoàn ứng trước"])
    assert "Liên đoàn ứng trước" in client.get(page("contributions", campaign)).content.decode()


def test_gifts_beyond_what_came_in_are_named_as_the_reason(client: Client, treasurer: User, campaign: Campaign) -> None:
    give(campaign, treasurer, 250_000)
    deliver(campaign, treasurer, 100_000, count=4)

    line = by_source(campaign)["social_mobilisation"]
    assert (line.left_vnd, line.gifts_beyond_vnd) == (-150_000, 150_000)


def test_goods_that_are_bought_go_into_the_stock(client: Client, treasurer: User, campaign: Campaign) -> None:
    item = goods(campaign.managing_unit, campaign)
    give(campaign, treasurer, 10_000_000)
    sent = form(what="Mua xe đạp", amount_vnd="6tr", spent_on="20/05/2025", item=item.pk, quantity="4")

    client.post(page("spending_add", campaign), sent)
    client.post(page("spending_add", campaign), sent)
    assert (left(item), told(campaign)[3]) == (4, 4_000_000)
    client.post(page("spending_reverse", Spending.objects.get()))

    assert (left(item), told(campaign)[3]) == (0, 10_000_000)


def test_a_move_by_hand_is_taken_back_once(client: Client, treasurer: User, campaign: Campaign) -> None:
    item = goods(campaign.managing_unit)
    client.post(
        page("goods_move", item),
        {"key": uuid.uuid4(), "kind": "found", "quantity": "5", "moved_on": "20/05/2025", "note": "kiểm kê"},
    )
    move = GoodsMove.objects.get()

    client.post(page("goods_move_reverse", move))
    client.post(page("goods_move_reverse", move))

    assert (left(item), GoodsMove.objects.count()) == (0, 2)


# --- Who is told of it --------------------------------------------------------------------------


def test_only_who_agreed_and_units_are_named_the_others_are_counted(treasurer: User, campaign: Campaign) -> None:
    open_donor = make.create_donor(unit=campaign.managing_unit, name="Công ty Công Khai", is_public=True)
    shy = make.create_donor(unit=campaign.managing_unit, name="Công ty Kín Đáo")
    school = make.create_unit(name="CĐ Trường Mẫu", parent=campaign.managing_unit)
    item = goods(campaign.managing_unit, campaign)
    give(campaign, treasurer, 5_000_000, donor=open_donor, given_by="")
    give(campaign, treasurer, None, item=item, quantity=20, donor=open_donor, given_by="")
    give(campaign, treasurer, 2_000_000, donor=shy, given_by="")
    give(campaign, treasurer, 1_000_000, donor=shy, given_by="")
    give(campaign, treasurer, 300_000, given_by="Bà Không Tên")
    give(campaign, treasurer, 2_400_000, unit=school, people_count=24, given_by="")
    money.take_back_contribution(contribution=give(campaign, treasurer, given_by="Nhầm"), note="", by=treasurer)

    found = givers_of(campaign, treasurer)

    assert [(one.name, one.vnd, one.goods, one.people_count) for one in found.named] == [
        ("Công ty Công Khai", 5_000_000, ("20 chiếc Xe đạp",), 0), ("CĐ Trường Mẫu", 2_400_000, (), 24),
    ]  # fmt: skip
    assert (found.anonymous_count, found.anonymous_vnd, found.total_vnd) == (2, 3_300_000, 10_700_000)


def test_pieces_are_written_as_the_reader_writes_numbers(treasurer: User, campaign: Campaign) -> None:
    item, donor = goods(campaign.managing_unit, campaign), make.create_donor(is_public=True)
    give(campaign, treasurer, None, item=item, quantity=2_000, donor=donor, given_by="")

    told = []
    for language in ("vi", "en"):
        with override(language):
            told += [one.goods for one in givers_of(campaign, treasurer).named]

    assert told == [("2.000 chiếc Xe đạp",), ("2,000 chiếc Xe đạp",)]


def test_another_unit_sees_no_money_of_the_campaign(treasurer: User, campaign: Campaign) -> None:
    give(campaign, treasurer, 1_000_000)
    below = make.create_user(role=Role.TREASURER, unit=make.create_unit(parent=campaign.managing_unit))

    shown = signed_in(below).get(page("contributions", campaign))

    assert shown.status_code == 200
    assert (list(shown.context["listing"].rows), shown.context["balance"].lines) == ([], [])


def test_the_sheet_has_a_row_for_each_contribution(treasurer: User, campaign: Campaign) -> None:
    give(campaign, treasurer, 1_000_000, given_by="Bà Mẫu")
    wrong = give(campaign, treasurer, 300_000, given_by="Ông Nhầm")
    money.take_back_contribution(contribution=wrong, note="ghi nhầm", by=treasurer)
    give(make.create_campaign(unit=campaign.managing_unit), treasurer, given_by="Đợt khác")
    leader = make.create_user(role=Role.LEADER, unit=campaign.managing_unit)

    answer: Any = signed_in(leader).get(page("contributions", campaign), {"export": "xlsx"})

    rows = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True)
    told = [(name, cell) for row in rows for name in row if name in ("Bà Mẫu", "Ông Nhầm", "Đợt khác")
            for cell in row if isinstance(cell, int) and abs(cell) >= 1_000]  # fmt: skip
    assert sorted(told) == [("Bà Mẫu", 1_000_000), ("Ông Nhầm", -300_000), ("Ông Nhầm", 300_000)]


def test_the_donors_page_tells_what_it_gave_to_campaigns(client: Client, treasurer: User, campaign: Campaign) -> None:
    donor = make.create_donor(unit=campaign.managing_unit)
    address = donor.get_absolute_url()
    assert campaign.name not in client.get(address).content.decode()

    give(campaign, treasurer, 5_000_000, donor=donor, given_by="")

    assert campaign.name in client.get(address).content.decode()
