"""Every pattern of giving that unions really use, typed into the form as on paper and kept with the paper's figures.

One test for each; the figures are those of the announcements: 26,5 triệu over 53 months, 120 triệu over 5 school years.
"""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from children.models import Child
from donors.models import Donor
from organisation.templatetags.vietnamese import vnd
from sponsorship import operations
from sponsorship.funds import fund_numbers
from sponsorship.models import Pledge, SavingsBook
from sponsorship.models.states import PledgeState
from sponsorship.proof import differences
from sponsorship.terms import add_months
from tests.factories import create_child, create_donor
from tests.sponsorship.test_pledge_pages import text, url
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db
MONTHLY: dict[str, Any] = {"form": "cash", "per": "month", "pays_every": "1", "agreed": "agreed"}


@pytest.fixture
def world():
    return World()


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pledged(page: Client, child: Child, donor: Donor, **typed: Any) -> Pledge:
    """The pledge that these terms make, in force."""
    address = url("pledge_add", child=child.public_id, donor=donor.public_id)
    answer = page.post(address, MONTHLY | typed)
    assert answer.status_code == 302, answer.context["form"].errors
    pledge = Pledge.objects.get(child=child, donor=donor)
    assert pledge.state == PledgeState.ACTIVE
    return pledge


def due(pledge: Pledge) -> list[tuple[str, int]]:
    rows = pledge.instalments.order_by("due_on").values_list("due_on", "amount_vnd")
    return [(f"{day:%d/%m/%Y}", amount) for day, amount in rows]


def total(pledge: Pledge) -> int:
    """As the database keeps it."""
    assert not any(differences().values())
    return numbers(pledge)[0]


@pytest.mark.parametrize("rate", ["200.000", "1.000.000"])
def test_quang_ninh_monthly_until_the_child_is_18(world, page, rate):
    child = create_child(unit=world.unit, birth_date=dt.date(2012, 3, 15))
    pledge = pledged(page, child, world.donor, rate_vnd=rate, starts_on="01/01/2025", end_rule="age_18")
    assert pledge.ends_on == dt.date(2030, 3, 14)
    assert len(due(pledge)) == 63
    assert total(pledge) == 63 * int(rate.replace(".", ""))


def test_quang_ninh_twelve_months_at_least(world, page):
    terms = {"starts_on": "01/01/2025", "end_rule": "months", "months_count": "12"}
    assert total(pledged(page, world.child, world.donor, rate_vnd="500.000", **terms)) == 6_000_000


@pytest.mark.parametrize(("months", "sum_vnd"), [("53", 26_500_000), ("52", 26_000_000)])
def test_phu_tho_53_months_make_26_5_trieu_and_52_make_26(world, page, months, sum_vnd):
    terms = {"starts_on": "01/08/2024", "end_rule": "months", "months_count": months}
    pledge = pledged(page, world.child, world.donor, rate_vnd="500.000", stated_total_vnd="26,5 triệu", **terms)
    assert len(due(pledge)) == int(months)
    assert total(pledge) == sum_vnd
    assert bool(page.get(url("pledge", pledge)).context["difference"]) == (sum_vnd != 26_500_000)


def test_so_vhtt_three_children_at_8_trieu_a_school_year_for_five_make_120_trieu(world, page):
    terms = {"rate_vnd": "8 triệu", "per": "school_year", "starts_on": "05/09/2023", "end_rule": "date"}
    pledges = [
        pledged(page, create_child(unit=world.unit, full_name=f"Trẻ {n}"), world.donor, ends_on="31/05/2028", **terms)
        for n in range(3)
    ]
    assert [day for day, _amount in due(pledges[0])] == [
        "05/09/2023", "01/09/2024", "01/09/2025", "01/09/2026", "01/09/2027",
    ]  # fmt: skip
    assert sum(map(total, pledges)) == 120_000_000


def test_duc_lan_nine_months_a_school_year_to_the_end_of_grade_9_paid_by_threes(world, page):
    today = timezone.localdate()
    school_year = today.year if today.month >= 9 else today.year - 1
    child = create_child(unit=world.unit, grade="6A", birth_date=dt.date(school_year - 12, 10, 1))
    terms = {"rate_vnd": "400.000", "pays_every": "3", "active_months": [9, 10, 11, 12, 1, 2, 3, 4, 5]}
    terms |= {"starts_on": f"01/09/{school_year}", "end_rule": "grade", "end_grade": "9"}
    pledge = pledged(page, child, world.donor, **terms)
    assert pledge.ends_on == dt.date(school_year + 4, 5, 31)
    assert due(pledge)[:4] == [
        (f"01/09/{school_year}", 1_200_000),
        (f"01/12/{school_year}", 1_200_000),
        (f"01/03/{school_year + 1}", 1_200_000),
        (f"01/09/{school_year + 1}", 1_200_000),
    ]
    assert len(due(pledge)) == 4 * 3
    assert total(pledge) == 4 * 9 * 400_000
    assert vnd(1_200_000) in text(page.get(url("pledge", pledge)))


def test_an_ngai_four_children_of_one_group_at_rates_of_their_own_reviewed_after_a_year(world, page):
    group = create_donor(unit=world.unit, name="Nhóm bạn An Ngãi", kind="group")
    start = add_months(timezone.localdate().replace(day=1), -12)
    rates = ["450.000", "450.000", "450.000", "1.500.000"]  # the last for a child of 18 months
    terms = {"starts_on": f"{start:%d/%m/%Y}", "end_rule": "months", "months_count": "36"}
    pledges = [
        pledged(page, create_child(unit=world.unit, full_name=f"Trẻ {n}"), group, rate_vnd=rate, **terms)
        for n, rate in enumerate(rates)
    ]
    assert [total(pledge) for pledge in pledges] == [36 * 450_000] * 3 + [36 * 1_500_000]
    assert page.get(url("pledges", todo="review")).context["listing"].count == 4

    answer = {
        "decision": "change",
        "note": "Giảm khi cháu đi nhà trẻ",
        "reviewed_on": f"{timezone.localdate():%d/%m/%Y}",
    }
    asked = page.post(url("pledge_review", pledges[3]), answer)
    assert asked.url == url("pledge_rate", pledges[3])
    later = add_months(start, 13)
    page.post(asked.url, {"rate_vnd": "900.000", "from_on": f"{later:%d/%m/%Y}"})
    assert total(pledges[3]) == 13 * 1_500_000 + 23 * 900_000
    assert page.get(url("pledges", todo="review")).context["listing"].count == 3


def test_nhcsxh_2_trieu_a_month_to_18_by_transfer_to_the_guardian(world, page):
    child = create_child(unit=world.unit, birth_date=dt.date(2010, 6, 1))
    terms = {"rate_vnd": "2 triệu", "starts_on": "01/01/2025", "end_rule": "age_18"}
    pledge = pledged(page, child, world.donor, **terms)
    assert (pledge.ends_on, total(pledge)) == (dt.date(2028, 5, 31), 41 * 2_000_000)
    world.receive(pledge, 2_000_000, method="bank_transfer")
    given = world.hand_over(pledge, 2_000_000, method="bank_transfer", relationship="bà nội")
    assert (given.method, numbers(pledge)) == ("bank_transfer", (82_000_000, 2_000_000, 2_000_000, 0))


@pytest.mark.parametrize(("rate", "months", "sum_vnd"), [("200.000", "12", 2_400_000), ("300.000", "36", 10_800_000)])
def test_vinh_linh_200_to_300_thousand_for_one_to_three_years(world, page, rate, months, sum_vnd):
    terms = {"rate_vnd": rate, "starts_on": "01/01/2025", "end_rule": "months", "months_count": months}
    assert total(pledged(page, world.child, world.donor, **terms)) == sum_vnd


def test_ngoc_lam_105_trieu_over_seven_years(world, page):
    terms = {"starts_on": "01/09/2024", "end_rule": "months", "months_count": "84", "stated_total_vnd": "105 triệu"}
    pledge = pledged(page, world.child, world.donor, rate_vnd="1.250.000", **terms)
    assert (pledge.ends_on, len(due(pledge)), total(pledge)) == (dt.date(2031, 8, 31), 84, 105_000_000)


def test_hoi_an_6_trieu_a_year(world, page):
    terms = {"per": "year", "starts_on": "01/06/2025", "end_rule": "months", "months_count": "36"}
    pledge = pledged(page, world.child, world.donor, rate_vnd="6.000.000", **terms)
    assert due(pledge) == [(f"01/06/{year}", 6_000_000) for year in (2025, 2026, 2027)]
    assert total(pledge) == 18_000_000


@pytest.mark.parametrize(("orphan", "sum_vnd"), [("father", 10_000_000), ("both", 20_000_000)])
def test_savings_book_of_10_or_20_trieu_is_the_childs_at_18(world, page, orphan, sum_vnd):
    child = create_child(unit=world.unit, orphan_status=orphan, birth_date=dt.date(2008, 3, 1))
    once = {"form": "savings_book", "per": "once", "starts_on": "01/05/2022", "end_rule": "date"}
    pledge = pledged(page, child, world.donor, rate_vnd=str(sum_vnd), **once)
    assert due(pledge) == [("01/05/2022", sum_vnd)]
    guessed = page.get(url("pledge_book", pledge)).context["form"]
    assert (guessed["matures_on"].initial, guessed["principal_vnd"].initial) == (dt.date(2026, 3, 1), sum_vnd)
    book = {"number": "AB 0123456", "bank": "Agribank", "opened_on": "10/05/2022", "matures_on": "01/03/2026"}
    page.post(url("pledge_book", pledge), book | {"principal_vnd": str(sum_vnd), "interest_percent": "4.7"})
    world.receive(pledge, sum_vnd, received_on=dt.date(2022, 5, 2))
    world.hand_over(pledge, sum_vnd, handed_on=dt.date(2022, 5, 10), method="savings_book", detail="AB 0123456")
    operations.end_pledge(pledge=pledge, reason="completed", on=dt.date(2022, 5, 11), by=world.officer)

    assert page.get(url("pledges", todo="book")).context["listing"].count == 1  # also when the pledge is over
    page.post(url("book_paid_out", pledge), {"paid_out_on": "02/03/2026"})
    assert SavingsBook.objects.get().paid_out_on == dt.date(2026, 3, 2)
    assert page.get(url("pledges", todo="book")).context["listing"].count == 0
    assert numbers(pledge) == (sum_vnd, sum_vnd, sum_vnd, 0)


def test_vinh_a_pooled_fund_of_120_trieu_from_many_hands_pays_its_children(world, page):
    fund = create_donor(unit=world.unit, name="Quỹ Mẹ đỡ đầu phường Vinh", kind="fund")
    for n in range(16):
        typed = {"given_by": f"Chi hội {n} bán phế liệu", "amount_vnd": "7,5 triệu", "received_on": "01/02/2025"}
        key = page.get(url("contribution_add", fund)).context["form"]["key"].initial
        assert page.post(url("contribution_add", fund), typed | {"method": "cash", "key": key}).status_code == 302
    assert fund_numbers(fund).left_vnd == 120_000_000
    terms = {"rate_vnd": "500.000", "starts_on": "01/03/2025", "end_rule": "months", "months_count": "12"}
    pledges = [pledged(page, create_child(unit=world.unit, full_name=f"Trẻ {n}"), fund, **terms) for n in range(3)]
    for pledge in pledges:
        world.receive(pledge, 6_000_000, source="fund")
    assert sum(map(total, pledges)) == 18_000_000
    shown = page.get(url("fund", fund))
    assert shown.context["numbers"].left_vnd == 102_000_000
    assert shown.context["listing"].count == 16
    assert vnd(102_000_000) in text(page.get(fund.get_absolute_url()))


@pytest.mark.parametrize("form", ["in_kind", "direct_care", "insurance_card"])
def test_in_kind_and_direct_care_promise_no_money(world, page, form):
    terms = {"form": form, "form_detail": "Kèm học mỗi tối thứ bảy", "rate_vnd": "", "starts_on": "01/01/2025"}
    pledge = pledged(page, world.child, world.donor, end_rule="months", months_count="12", **terms)
    assert (due(pledge), total(pledge)) == ([], 0)
    world.child.refresh_from_db()
    assert world.child.sponsors_count == 1
