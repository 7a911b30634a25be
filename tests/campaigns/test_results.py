"""Lines of results, and the sums that the database keeps of them for every unit of the tree."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from campaigns import exceptions, rollup
from campaigns.figures import agree, by_area, compared
from campaigns.measures import Asked, Computed, compute
from campaigns.models import House, Qualifier, Result, ResultTotal, Standing
from campaigns.operations import results as operations
from campaigns.retelling import retold
from campaigns.rollup import RollUp, Span
from campaigns.wording import counted, dong, qualified, quantity
from organisation.models import Unit
from organisation.roles import Role
from sponsorship.proof import differences
from tests import factories
from tests.campaigns import result_records as make

pytestmark = pytest.mark.django_db
YEAR = Span(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))


@pytest.fixture
def top() -> Unit:
    return factories.create_unit(name="Tỉnh")


def below(unit: Unit, name: str) -> Unit:
    return factories.create_unit(name=name, parent=unit)


def proved() -> bool:
    return not differences()["results"]


def of(unit: Unit, span: Span = YEAR) -> RollUp:
    return rollup.of_unit(unit, span)


def test_a_line_counts_for_its_unit_and_all_above(top: Unit) -> None:
    district = below(top, "Huyện")
    school = below(district, "Trường")
    make.create_result(unit=school, quantity=33, amount_vnd=66_000_000)
    make.create_result(unit=district, quantity=10, amount_vnd=None, goods_vnd=500)

    totals = [(of(unit).total["lines_count"], of(unit).total["amount_sum"]) for unit in (top, district, school)]
    assert totals == [(2, 66_000_000), (2, 66_000_000), (1, 66_000_000)]
    assert [(unit.name, row["quantity_sum"]) for unit, row in of(top).units] == [("Huyện", 43)]
    assert proved()


def test_what_is_not_known_is_not_zero(top: Unit) -> None:
    make.create_result(unit=top, quantity=135, goods_vnd=27_000_000)
    make.create_result(unit=top, quantity=1_200, goods_vnd=None)

    row = of(top).wholes[0]
    assert (row["quantity_sum"], row["goods_sum"], row["goods_lines"], row["lines_count"]) == (1_335, 27_000_000, 1, 2)
    assert row["people_lines"] == 0


def test_people_and_times_stay_apart(top: Unit) -> None:
    make.create_result(unit=top, people_count=6_147, times_count=None)
    make.create_result(unit=top, people_count=None, times_count=521_000)
    assert (of(top).total["people_sum"], of(top).total["times_sum"]) == (6_147, 521_000)


def test_examples_are_not_counted_twice(top: Unit) -> None:
    whole = make.create_result(unit=top, category="all_help", measure="time", amount_vnd=260, has_examples=True)
    make.create_result(campaign=whole.campaign, parent=whole, category="gifts", amount_vnd=120)
    detail = make.create_result(campaign=whole.campaign, parent=whole, category="all_help", amount_vnd=1)

    found = of(top)
    assert (found.total["amount_sum"], [row["amount_sum"] for row in found.parts]) == (260, [120])
    assert detail.standing == Standing.DETAIL
    asked = Asked(whole.campaign)
    assert compute("results_vnd", asked).value == 260
    assert compute("results_vnd", Asked(whole.campaign, category="gifts")).value == 120


def test_a_changed_category_changes_where_the_parts_count(top: Unit) -> None:
    whole = make.create_result(unit=top, category="gifts", amount_vnd=260)
    part = make.create_result(campaign=whole.campaign, parent=whole, category="gifts", amount_vnd=120)
    Result.objects.filter(pk=whole.pk).update(category="all_help")
    part.refresh_from_db()
    assert part.standing == Standing.PART
    assert proved()


def test_a_unit_that_moves_takes_its_sums_along(top: Unit) -> None:
    old, new = below(top, "Huyện cũ"), below(top, "Xã mới")
    school = below(old, "Trường")
    make.create_result(unit=below(school, "Tổ"), amount_vnd=500)
    school.parent = new
    school.save()
    assert [of(unit).total["amount_sum"] for unit in (top, old, new)] == [500, 0, 500]
    assert proved()


def test_changed_and_deleted_lines_leave_the_sums(top: Unit) -> None:
    line, other = make.create_result(unit=top, amount_vnd=5), make.create_result(unit=top, amount_vnd=7)
    Result.objects.filter(pk=line.pk).update(amount_vnd=None, ends_on=datetime.date(2023, 1, 5))
    assert of(top).total["amount_sum"] == 7
    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=top)
    operations.delete_result(result=other, by=officer)
    assert of(top).wholes == []
    assert proved()


def test_the_proof_finds_a_sum_that_was_tampered_with(top: Unit) -> None:
    make.create_result(unit=top, amount_vnd=5)
    ResultTotal.objects.update(amount_sum=6)
    assert differences()["results"] == 2


@pytest.mark.parametrize(
    ("since", "until", "months", "odd"),
    [
        ((2024, 4, 1), (2024, 4, 30), 1, 0),
        ((2024, 4, 2), (2024, 4, 30), 0, 1),
        ((2024, 3, 15), (2024, 5, 10), 1, 2),
        ((2024, 2, 1), (2024, 3, 10), 1, 1),
        ((2024, 2, 29), (2024, 4, 30), 2, 1),
        ((2023, 12, 20), (2024, 1, 10), 0, 2),
        ((2023, 12, 31), (2024, 12, 31), 12, 1),
    ],
)
def test_any_period_counts_its_days_and_no_others(
    top: Unit, since: tuple[int, int, int], until: tuple[int, int, int], months: int, odd: int
) -> None:
    span, school = Span(datetime.date(*since), datetime.date(*until)), below(below(top, "Huyện"), "Trường")
    days = [datetime.date(2023, 12, 20) + datetime.timedelta(n) for n in range(0, 400, 9)]
    whole = make.create_result(unit=school, quantity=1, ends_on=span.since, category="all_help")
    make.create_result(campaign=whole.campaign, unit=school, quantity=5, ends_on=span.until, parent=whole)
    for day in [*days, span.until]:
        make.create_result(campaign=whole.campaign, unit=school, quantity=1, people_count=2, ends_on=day)

    found = of(top, span)

    within = sum(span.since <= day <= span.until for day in days)
    assert (found.total["quantity_sum"], found.total["people_sum"]) == (within + 2, 2 * within + 2)
    assert [(unit.name, row["lines_count"]) for unit, row in found.units] == [("Huyện", within + 2)]
    assert [row["quantity_sum"] for row in found.parts] == [5]
    kept = (
        span.months and (span.months[1].year - span.months[0].year) * 12 + span.months[1].month - span.months[0].month
    )
    assert (0 if kept is None else kept + 1, len(span.odd_days)) == (months, odd)


def test_a_cluster_has_the_members_of_each_year(top: Unit) -> None:
    one, two, head = below(top, "Một"), below(top, "Hai"), factories.create_user(role=Role.MATCHING_OFFICER, unit=top)
    for unit, year in ((one, 2023), (one, 2024), (two, 2023), (two, 2024)):
        make.create_result(unit=unit, quantity=1, ends_on=datetime.date(year, 5, 1))
    cluster = make.create_cluster(unit=top)
    operations.set_members(cluster=cluster, year=2023, units=[one, two], head=one, by=head)
    operations.set_members(cluster=cluster, year=2024, units=[two], head=two, by=head)

    both = Span(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31))
    found = rollup.of_cluster(cluster, both)
    assert found.total["quantity_sum"] == 3
    assert sorted((unit.name, row["quantity_sum"]) for unit, row in found.units) == [("Hai", 2), ("Một", 1)]


def test_days_left_over_count_for_the_members_of_their_year(top: Unit) -> None:
    one, two = below(top, "Một"), below(top, "Hai")
    cluster, head = make.create_cluster(unit=top), factories.create_user(role=Role.MATCHING_OFFICER, unit=top)
    operations.set_members(cluster=cluster, year=2023, units=[one], head=None, by=head)
    operations.set_members(cluster=cluster, year=2024, units=[two], head=None, by=head)
    for unit in (one, two):
        for day in (datetime.date(2023, 12, 28), datetime.date(2024, 1, 3)):
            make.create_result(unit=below(unit, f"Dưới {unit.name} {day}"), quantity=1, ends_on=day)

    found = rollup.of_cluster(cluster, Span(datetime.date(2023, 12, 20), datetime.date(2024, 1, 10)))

    assert found.total["quantity_sum"] == 2
    assert [(unit.name, row["quantity_sum"]) for unit, row in found.units] == [("Hai", 1), ("Một", 1)]


def test_a_member_below_another_would_count_twice(top: Unit) -> None:
    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=top)
    cluster, district = make.create_cluster(unit=top), below(top, "Huyện")
    with pytest.raises(exceptions.CountsTwice, match="Huyện"):
        operations.set_members(cluster=cluster, year=2024, units=[top, district], head=None, by=officer)
    with pytest.raises(exceptions.HeadIsNoMember):
        operations.set_members(cluster=cluster, year=2024, units=[top], head=district, by=officer)


def test_loans_stand_apart_and_a_fund_counts_once(top: Unit) -> None:
    campaign = factories.create_campaign(unit=top)
    for year, amount in ((2023, 1_000), (2024, 3_000)):
        make.create_loan(unit=top, campaign=campaign, put_in_vnd=amount, as_of=datetime.date(year, 6, 1))
    found = of(top)
    assert (found.loans["put_in_vnd_sum"], found.loans["funds"], found.wholes) == (3_000, 1, [])


def test_a_line_is_found_and_summed_by_its_area(top: Unit) -> None:
    present = factories.create_area(name="Xã Bích Hào")
    former = factories.create_former_commune(name="Xã Thanh Tùng", into=present)
    one = make.create_result(unit=top, area=former, people_count=3)
    make.create_result(campaign=one.campaign, area=present, people_count=4)
    make.create_result(campaign=one.campaign)

    assert (Result.objects.in_area(present).count(), Result.objects.in_area(former).get()) == (2, one)
    rows = by_area(Result.objects.of_campaign(one.campaign))
    assert [(row["area"], row["people_sum"]) for row in rows] == [(present, 4), (former, 3), (None, None)]


# --- Operations ---------------------------------------------------------------------------------


def test_a_line_is_saved_with_its_sources(top: Unit) -> None:
    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=top)
    line = make.create_result(unit=top, amount_vnd=127_500_000)
    shares = {("social_mobilisation", ""): None, ("union_finance", "district"): 100_000_000}
    operations.save_result(result=line, shares=shares, by=officer)
    assert {(f.source, f.level): f.amount_vnd for f in line.funding.all()} == shares
    operations.save_result(result=line, shares={("fund", ""): 5}, by=officer)
    assert [(f.source, f.amount_vnd) for f in line.funding.all()] == [("fund", 5)]
    with pytest.raises(exceptions.SharesTooLarge):
        operations.save_result(result=line, shares={("fund", ""): 127_500_001}, by=officer)


def test_nobody_writes_results_of_other_units(top: Unit) -> None:
    stranger = factories.create_user(role=Role.MATCHING_OFFICER)
    line = make.create_result(unit=top)
    with pytest.raises(PermissionDenied):
        operations.save_result(result=line, shares={}, by=stranger)
    with pytest.raises(PermissionDenied):
        operations.delete_result(result=line, by=stranger)


def test_a_line_with_parts_stays(top: Unit) -> None:
    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=top)
    whole = make.create_result(unit=top)
    make.create_result(campaign=whole.campaign, parent=whole)
    with pytest.raises(exceptions.HasParts):
        operations.delete_result(result=whole, by=officer)


def test_who_explains_a_difference_is_named(top: Unit) -> None:
    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=top)
    figure = make.create_stated(unit=top)
    make.create_result(campaign=figure.campaign, amount_vnd=17_300_000)
    one = compared(figure.campaign)[0]
    assert (one.difference, one.state) == (1_000_000, "flagged")

    figure.explanation = "Giải quốc gia có thể là 1.500.000 đ"
    operations.state_figure(figure=figure, by=officer)
    assert figure.explained_by == officer
    assert compared(figure.campaign)[0].state == "explained"


@pytest.mark.parametrize(
    ("qualifier", "fits", "not_fitting"),
    [
        (Qualifier.EXACT, [100], [99, 101]),
        (Qualifier.OVER, [100, 105], [99, 200]),
        (Qualifier.NEARLY, [100, 95], [101, 50]),
        (Qualifier.ABOUT, [95, 105], [80, 120]),
    ],
)
def test_a_figure_is_compared_as_exactly_as_it_is_meant(
    qualifier: str, fits: list[int], not_fitting: list[int]
) -> None:
    assert all(agree(100, qualifier, Computed(value)) for value in fits)
    assert not any(agree(100, qualifier, Computed(value)) for value in not_fitting)


def test_teams_and_bags_do_not_add_up(top: Unit) -> None:
    line = make.create_result(unit=top, measure="team", quantity=33)
    make.create_result(campaign=line.campaign, measure="bag", category="welfare_bags", quantity=135)
    assert compute("results_quantity", Asked(line.campaign)).value is None
    assert compute("results_quantity", Asked(line.campaign, category="welfare_bags")).value == 135


def test_a_line_that_does_not_multiply_only_warns(top: Unit) -> None:
    line = make.create_result(unit=top, quantity=3, rate_vnd=30_000_000, amount_vnd=91_000_000)
    assert line.difference_vnd == 1_000_000
    line.money_qualifier = Qualifier.OVER
    assert line.difference_vnd == 0


def test_the_stage_of_a_house_is_its_last_day() -> None:
    day = datetime.date(2024, 5, 1)
    assert [House(**{stage: day}).stage for stage in ("approved_on", "handed_over_on")] == [
        "approved_on",
        "handed_over_on",
    ]
    assert House().stage == ""


# --- Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (34_000_000, "34 triệu đồng"),
        (127_500_000, "127,5 triệu đồng"),
        (17_300_000, "17,3 triệu đồng"),
        (3_000_000_000, "3 tỷ đồng"),
        (1_250_000_000, "1,25 tỷ đồng"),
        (1_234_567, "1.234.567 đồng"),
        (5_785_400_000, "5.785.400.000 đồng"),
        (200_000, "200.000 đồng"),
    ],
)
def test_amounts_are_as_short_as_they_stay_exact(amount: int, text: str) -> None:
    assert dong(amount) == text


def test_numbers_as_papers_write_them() -> None:
    assert [counted(n) for n in (0, 3, 12, 1_250)] == ["0", "03", "12", "1.250"]
    assert qualified(Qualifier.OVER, "521.000") == "trên 521.000"
    assert quantity(33, "team") == "33 tổ"
    assert quantity(242_000, "gift", Qualifier.OVER) == "trên 242.000 suất quà"


def test_a_line_is_told_with_its_number_as_a_link(top: Unit) -> None:
    line = make.create_result(unit=top, label="Trao túi an sinh", measure="bag", quantity=135, goods_vnd=27_000_000)
    line.funding.create(source="union_finance")
    told = retold(line.campaign)[1]
    assert told.text == "Trao túi an sinh: 135 túi, hiện vật trị giá 27 triệu đồng, từ nguồn kinh phí công đoàn."
    assert [piece.url for piece in told.pieces if piece.url] == [line.get_absolute_url()] * 2


def test_nothing_is_told_of_an_empty_campaign(top: Unit) -> None:
    assert retold(factories.create_campaign(unit=top)) == []
