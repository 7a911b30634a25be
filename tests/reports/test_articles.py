"""The five newspaper articles, figure by figure: one test for each line that an article, or its check, has."""

import datetime
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from campaigns import rollup
from campaigns.figures import Compared, by_category, compared, gift_lists_compared
from campaigns.measures import Asked, compute
from campaigns.models import Campaign, Cluster, House, Loan, Participation, Result
from campaigns.retelling import retold
from children.models import Child
from donors.models import Donor
from organisation.models import Unit
from organisation.roles import Role
from reports.articles import build
from sponsorship.models import Pledge
from sponsorship.proof import differences
from tests import factories

pytestmark = pytest.mark.django_db
COMMUNES = ["Thanh Tùng", "Ngọc Sơn", "Thanh Thịnh", "Thanh Phong", "Đồng Văn"] + [f"Xã {n}" for n in range(1, 25)]


def year(number: int) -> rollup.Span:
    return rollup.Span(datetime.date(number, 1, 1), datetime.date(number, 12, 31))


@pytest.fixture(scope="module")
def told(shared_records: Any) -> Iterator[dict[str, Campaign]]:
    """Built once, looked at by every test."""
    with translation.override("vi"):
        _areas()
        built = build(factories.create_user(role=Role.MATCHING_OFFICER))
        connection.check_constraints()
        factories.count_rows()
        yield built


def _areas() -> None:
    for code, name in (("428", "Huyện Thanh Chương"), ("16", "Huyện Sóc Sơn"), ("19", "Quận Nam Từ Liêm")):
        district = factories.create_area(name=name, level="district", former=True, code=code, kind="huyện")
        if code == "428":
            into = factories.create_area(name="Xã Bích Hào")
            for commune in COMMUNES:
                factories.create_former_commune(name=f"Xã {commune}", into=into, parent=district)


def line(campaign: Campaign, words: str) -> Result:
    return Result.objects.of_campaign(campaign).get(label__startswith=words)


def part(campaign: Campaign, name: str) -> Campaign:
    return Campaign.objects.get(path__startswith=campaign.path, name=name)


def figure(campaign: Campaign, key: str, **asked: Any) -> int | None:
    return compute(key, Asked(campaign, **asked)).value


def beside(campaign: Campaign, label: str) -> Compared:
    return next(one for one in compared(campaign) if one.stated.label == label)


# --- Thanh Chương -------------------------------------------------------------------------------


def test_an_interim_review_of_three_years_with_its_hosts_and_guests(told: dict[str, Campaign]) -> None:
    event = told["thanh_chuong"].events_held.get()
    assert (event.kind, event.held_on) == ("interim_review", datetime.date(2024, 10, 14))
    assert {host.kind for host in event.hosts.all()} == {"labour_federation", "womens_union"}
    assert next((guest.title, guest.full_name) for guest in event.guests.all()) == ("Chủ tịch", "")
    assert event.speeches.count() == event.tasks.count() == 1


def womens_union(told: dict[str, Campaign]) -> Unit:
    return Unit.objects.get(parent=told["thanh_chuong"].managing_unit, kind="womens_union")


def test_132_donors_for_150_children_through_the_womens_union(told: dict[str, Campaign]) -> None:
    campaign, channel = told["thanh_chuong"], womens_union(told)
    assert figure(campaign, "pledge_donors", unit=channel) == 132
    assert figure(campaign, "pledge_children", unit=channel) == 150
    assert round(150 / 132, 2) == 1.14
    kinds = Donor.objects.filter(pledges__connecting_unit=channel).values_list("kind", flat=True)
    assert {"individual", "organisation"} <= set(kinds)


def test_round_2_has_four_organisations_three_children_and_34_million(told: dict[str, Campaign]) -> None:
    second = part(told["thanh_chuong"], "Đợt 2")
    assert [figure(second, f"pledge_{key}") for key in ("donors", "children", "vnd")] == [4, 3, 34_000_000]
    amounts = sorted(Pledge.objects.filter(campaign=second).values_list("rate_vnd", flat=True))
    assert len(set(amounts)) > 1  # 34 million over 3 children is no whole amount
    assert sorted(child.taken_places for child in _children(second)) == [1, 1, 2]


def _children(campaign: Campaign) -> list[Child]:
    return list(Child.objects.filter(pledges__campaign__path__startswith=campaign.path).distinct())


def test_round_1_follows_three_children_and_26_million(told: dict[str, Campaign]) -> None:
    first = part(told["thanh_chuong"], "Đợt 1")
    assert [figure(first, f"pledge_{key}") for key in ("children", "vnd")] == [3, 26_000_000]


def test_both_rounds_come_to_six_children_and_60_million(told: dict[str, Campaign]) -> None:
    line_of_unions = part(told["thanh_chuong"], "Kênh Công đoàn")
    assert [figure(line_of_unions, f"pledge_{key}") for key in ("children", "vnd")] == [6, 60_000_000]
    assert beside(line_of_unions, "Tổng kinh phí hai đợt").state == "agrees"


def test_the_two_channels_are_never_one_number(told: dict[str, Campaign]) -> None:
    scopes = {one.stated.label: one.stated.scope_text for one in compared(told["thanh_chuong"])}
    assert scopes["Em được đỡ đầu"] != scopes["Cháu được đỡ đầu qua hai đợt"]


def test_885_children_wait_of_them_137_of_union_members(told: dict[str, Campaign]) -> None:
    campaign = told["thanh_chuong"]
    assert figure(campaign, "children_waiting") == 885
    assert figure(campaign, "children_waiting_union") == 137
    assert round(100 * 137 / 885, 1) == 15.5


def test_the_federations_own_office_sponsors_a_child(told: dict[str, Campaign]) -> None:
    office = Donor.objects.get(name__startswith="Cơ quan Liên đoàn Lao động")
    assert (office.kind, office.pledges.count()) == ("organisation", 1)


def test_ten_units_are_held_up_as_examples(told: dict[str, Campaign]) -> None:
    names = set(told["thanh_chuong"].recognitions.values_list("unit__name", flat=True))
    assert len(names) == 10
    assert {
        "Công đoàn xã Thanh Tùng",
        "Hội Liên hiệp Phụ nữ xã Thanh Tùng",
        "Hội Liên hiệp Phụ nữ xã Thanh Lĩnh",
    } < names


def test_every_stated_figure_of_thanh_chuong_agrees(told: dict[str, Campaign]) -> None:
    rows = compared(told["thanh_chuong"])
    assert len(rows) == 9
    assert {row.stated.label for row in rows if row.state != "agrees"} == set()


def test_thanh_chuong_is_retold_as_such_articles_are_written(told: dict[str, Campaign]) -> None:
    text = " ".join(sentence.text for sentence in retold(told["thanh_chuong"]))
    assert "Qua 03 năm triển khai, " in text
    assert "đã kết nối được 132 tổ chức, cá nhân nhận đỡ đầu 150 cháu" in text
    assert "nhận đỡ đầu 06 cháu, tổng kinh phí 60 triệu đồng" in text
    assert "Hiện còn 885 cháu cần được đỡ đầu, trong đó có 137 cháu là con đoàn viên công đoàn, người lao động." in text


# --- Sóc Sơn ------------------------------------------------------------------------------------


def test_135_teams_of_540_members_in_64_companies(told: dict[str, Campaign]) -> None:
    teams = line(told["soc_son"], "Thành lập Tổ")
    assert (teams.quantity, teams.people_count, teams.parts.get().quantity) == (135, 540, 64)
    assert teams.people_count == 4 * 135


def test_33_teams_got_2_million_each(told: dict[str, Campaign]) -> None:
    help_of_teams = line(told["soc_son"], "Hỗ trợ Tổ")
    assert (help_of_teams.quantity, help_of_teams.amount_vnd) == (33, 66_000_000)
    assert help_of_teams.amount_vnd == 33 * 2_000_000
    assert help_of_teams.difference_vnd == 0


def test_amounts_without_a_headcount_have_none(told: dict[str, Campaign]) -> None:
    lines = [line(told["soc_son"], words) for words in ("Hỗ trợ đoàn viên bị", "Hỗ trợ đoàn viên, người")]
    assert [one.amount_vnd for one in lines] == [11_500_000, 110_000_000]
    assert {(one.quantity, one.people_count) for one in lines} == {(None, None)}


def test_135_welfare_bags_of_200_000(told: dict[str, Campaign]) -> None:
    bags = line(told["soc_son"], "Trao Túi")
    assert (bags.quantity, bags.goods_vnd, bags.amount_vnd) == (135, 27_000_000, None)
    assert bags.goods_vnd == 135 * 200_000


def test_1200_bags_with_the_city_have_a_source_and_no_known_value(told: dict[str, Campaign]) -> None:
    bags = line(told["soc_son"], "Phối hợp")
    share = bags.funding.get()
    assert (bags.quantity, bags.value_vnd, share.level, share.amount_vnd) == (1_200, None, "province", None)
    sums = by_category(Result.objects.filter(campaign=told["soc_son"], category="welfare_bags"))
    assert (sums[0]["quantity_sum"], sums[0]["goods_sum"], sums[0]["goods_lines"], sums[0]["lines_count"]) == (
        1_335,
        27_000_000,
        1,
        2,
    )


def test_188_people_got_127_5_million_from_two_sources(told: dict[str, Campaign]) -> None:
    people = line(told["soc_son"], "Hỗ trợ đoàn viên có hoàn cảnh")
    assert (people.people_count, people.amount_vnd, people.rate_vnd) == (188, 127_500_000, None)
    assert round(127_500_000 / 188) == 678_191
    assert {funding.source for funding in people.funding.all()} == {"social_mobilisation", "union_finance"}


def test_three_houses_of_30_million_were_handed_over(told: dict[str, Campaign]) -> None:
    counted = line(told["soc_son"], "Hỗ trợ xây")
    assert (counted.quantity, counted.amount_vnd, counted.rate_vnd) == (3, 90_000_000, 30_000_000)
    houses = House.objects.filter(campaign=told["soc_son"])
    assert {house.stage for house in houses} == {"handed_over_on"}
    assert sum(house.support_vnd or 0 for house in houses) == 90_000_000


def test_the_loan_fund_is_over_3_billion_and_no_gift(told: dict[str, Campaign]) -> None:
    loan = Loan.objects.get(campaign=told["soc_son"])
    assert (loan.projects_count, loan.borrowers_count, loan.put_in_vnd) == (6, 138, 3_000_000_000)
    assert loan.put_in_qualifier == "more_than"
    assert (figure(told["soc_son"], "results_vnd") or 0) < 3_000_000_000
    found = rollup.of_unit(told["soc_son"].managing_unit, year(2021))
    assert found.loans["put_in_vnd_sum"] == 3_000_000_000
    assert found.total["amount_sum"] + found.total["goods_sum"] == 432_000_000


def test_two_welfare_agreements_without_money(told: dict[str, Campaign]) -> None:
    assert figure(told["soc_son"], "agreements") == 2


def test_the_grants_of_the_district_come_to_432_million(told: dict[str, Campaign]) -> None:
    parts = [66_000_000, 11_500_000, 27_000_000, 127_500_000, 110_000_000, 90_000_000]
    assert figure(told["soc_son"], "results_vnd") == sum(parts) == 432_000_000


# --- Nam Từ Liêm --------------------------------------------------------------------------------


def test_an_action_month_has_a_theme_its_days_and_five_kinds_of_activity(told: dict[str, Campaign]) -> None:
    campaign = told["nam_tu_liem"]
    assert campaign.theme
    assert (campaign.starts_on, campaign.ends_on) == (datetime.date(2021, 6, 1), datetime.date(2021, 6, 30))
    groups = set(campaign.activities.values_list("content_group", flat=True))
    assert groups == {"communication", "support", "gifts", "play", "skills"}


def test_all_grassroots_unions_are_asked(told: dict[str, Campaign]) -> None:
    campaign = told["nam_tu_liem"]
    unions = Unit.objects.filter(path__startswith=campaign.managing_unit.path, kind="grassroots_union").count()
    assert Participation.objects.filter(campaign=campaign).count() == unions > 0


def test_units_are_asked_for_children_in_hardship_illness_and_accident(told: dict[str, Campaign]) -> None:
    assert len(told["nam_tu_liem"].surveys.get().marks) >= 3


def test_no_amount_is_made_up_where_the_article_has_none(told: dict[str, Campaign]) -> None:
    assert figure(told["nam_tu_liem"], "results_vnd") is None
    assert retold(told["nam_tu_liem"]) == []


# --- The Red Cross cluster ----------------------------------------------------------------------


def test_over_521_000_times_and_nearly_260_billion(told: dict[str, Campaign]) -> None:
    whole = line(told["red_cross"], "Trợ giúp")
    assert (whole.times_count, whole.qualifier, whole.people_count) == (521_000, "over", None)
    assert (whole.amount_vnd, whole.money_qualifier) == (260_000_000_000, "nearly")
    text = " ".join(sentence.text for sentence in retold(told["red_cross"]))
    assert "trên 521.000 lượt, số tiền gần 260 tỷ đồng; tiêu biểu như" in text


def test_tet_gifts_are_worth_about_496_000_each(told: dict[str, Campaign]) -> None:
    gifts = line(told["red_cross"], "Phong trào Tết")
    assert (gifts.quantity, gifts.qualifier, gifts.money_qualifier) == (242_000, "over", "over")
    assert round((gifts.amount_vnd or 0) / 242_000, -3) == 496_000


def test_an_address_is_a_household_of_4_2_people(told: dict[str, Campaign]) -> None:
    addresses = line(told["red_cross"], "Mỗi tổ chức")
    assert (addresses.quantity, addresses.measure, addresses.people_count) == (1_468, "address", 6_147)
    assert round(6_147 / 1_468, 1) == 4.2


def test_46_000_units_of_blood(told: dict[str, Campaign]) -> None:
    blood = line(told["red_cross"], "Hiến máu")
    assert (blood.quantity, blood.measure) == (46_000, "blood_unit")


def test_examples_need_not_add_up_to_the_whole(told: dict[str, Campaign]) -> None:
    whole = line(told["red_cross"], "Trợ giúp")
    examples = sum(one.amount_vnd or 0 for one in whole.parts.all())
    assert whole.has_examples
    assert examples == 142_000_000_000 != whole.amount_vnd
    assert figure(told["red_cross"], "results_vnd") == 260_000_000_000


def test_a_house_for_a_poor_household_at_its_old_address(told: dict[str, Campaign]) -> None:
    house = House.objects.get(campaign=told["red_cross"])
    assert (house.poverty, house.place) == ("poor", "Thôn Hố Mười, xã Minh Sơn, huyện Hữu Lũng")


def test_programmes_that_are_only_named_stay_without_figures(told: dict[str, Campaign]) -> None:
    lines = Result.objects.filter(campaign=told["red_cross"], label__startswith="Chương trình")
    assert {(one.quantity, one.people_count, one.value_vnd) for one in lines} == {(None, None, None)}
    cows = Loan.objects.get(campaign=told["red_cross"])
    assert (cows.kind, cows.animals_count, cows.put_in_vnd) == ("animals", None, None)


def test_the_cluster_has_seven_members_and_one_head_in_its_year(told: dict[str, Campaign]) -> None:
    cluster = Cluster.objects.get()
    assert (cluster.members.filter(year=2023).count(), cluster.members.filter(is_head=True).count()) == (7, 1)
    found = rollup.of_cluster(cluster, year(2023))
    assert (found.total["times_sum"], found.total["amount_sum"]) == (521_000, 260_000_000_000)
    assert found.total["people_lines"] == 0
    assert rollup.of_cluster(cluster, year(2024)).wholes == []


def test_every_stated_figure_of_the_red_cross_agrees(told: dict[str, Campaign]) -> None:
    assert [row.state for row in compared(told["red_cross"])] == ["agrees"] * 8


# --- Kon Tum ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "count", "rate_vnd", "amount_vnd"),
    [
        ("Tặng quà", 118, 100_000, 11_800_000),
        ("Khen thưởng học sinh giỏi", 44, 100_000, 4_400_000),
        ("Khen thưởng học sinh đạt giải cấp tỉnh", 2, 300_000, 600_000),
        ("Khen thưởng học sinh đạt giải quốc gia", 1, 500_000, 500_000),
    ],
)
def test_a_line_of_kon_tum(told: dict[str, Campaign], words: str, count: int, rate_vnd: int, amount_vnd: int) -> None:
    one = line(told["kon_tum"], words)
    assert (one.quantity, one.rate_vnd, one.amount_vnd, one.difference_vnd) == (count, rate_vnd, amount_vnd, 0)


def test_the_stated_total_is_a_million_more_and_blocks_nothing(told: dict[str, Campaign]) -> None:
    row = compared(told["kon_tum"])[0]
    assert (row.stated.number, row.computed.value, row.difference) == (18_300_000, 17_300_000, 1_000_000)
    assert row.state == "flagged"
    gifts = gift_lists_compared(told["kon_tum"])[0]
    assert (gifts["stated"], gifts["computed"], gifts["difference"]) == (18_300_000, 17_300_000, 1_000_000)
    assert 17_300_000 - 500_000 + 1_500_000 == 18_300_000  # a national prize of 1.500.000 would explain it


def test_165_awards_are_not_165_children(told: dict[str, Campaign]) -> None:
    assert figure(told["kon_tum"], "gifts") == 165
    assert figure(told["kon_tum"], "results_times") == 165
    assert figure(told["kon_tum"], "results_people") is None
    assert figure(told["kon_tum"], "gifts_children") is None


def test_documents_of_state_and_party_are_both_accepted(told: dict[str, Campaign]) -> None:
    numbers = set(told["kon_tum"].legal_documents.values_list("number", flat=True))
    assert numbers == {"1600/KH-UBND", "440/KH-UBND", "1583/KH-UBND", "135-KH/TU", "28-CT/TW"}


# --- All of them --------------------------------------------------------------------------------


def test_the_kept_sums_are_proved(told: dict[str, Campaign]) -> None:
    assert not any(differences().values())


def test_the_command_prints_one_campaign_and_all(told: dict[str, Campaign]) -> None:
    kon_tum = told["kon_tum"]
    kon_tum.refresh_from_db()
    one = json.loads(_printed(kon_tum.code, "--json"))
    assert one["computed"]["results_vnd"] == 17_300_000
    assert one["stated"][0] | {"paper": ""} == {
        "campaign": kon_tum.code,
        "label": "Tổng kinh phí quà và khen thưởng",
        "scope": "",
        "paper": "",
        "stated": 18_300_000,
        "qualifier": "",
        "measure": "results_vnd",
        "category": "",
        "unit": "",
        "computed": 17_300_000,
        "not_known": 0,
        "difference": 1_000_000,
        "state": "flagged",
        "explanation": "",
    }
    everything = json.loads(_printed("--json"))
    assert {campaign["code"] for campaign in everything} >= {kon_tum.code}
    assert len(everything) == Campaign.objects.count()
    assert "18.300.000" in _printed(kon_tum.code)


def _printed(*arguments: str) -> str:
    out = StringIO()
    call_command("campaign_figures", *arguments, stdout=out)
    return out.getvalue()
