import datetime as dt

import pytest

from children.models.choices import Precision
from sponsorship import terms
from sponsorship.exceptions import WrongTerms
from sponsorship.models.states import EndRule, Per


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# Totals that papers of the programme state (DOMAIN.md 1.3 and the list of 2024)
@pytest.mark.parametrize(
    ("rate_vnd", "per", "starts", "ends", "months", "count", "total_vnd"),
    [
        (300_000, Per.MONTH, "2022-01-01", "2025-12-31", [], 48, 14_400_000),
        (1_500_000, Per.QUARTER, "2022-01-01", "2025-12-31", [], 16, 24_000_000),
        (8_000_000, Per.SCHOOL_YEAR, "2022-01-01", "2025-12-31", [], 4, 32_000_000),
        (6_000_000, Per.YEAR, "2022-01-01", "2025-12-31", [], 4, 24_000_000),
        (500_000, Per.MONTH, "2022-04-01", "2026-08-31", [], 53, 26_500_000),
        (400_000, Per.MONTH, "2022-09-01", "2023-05-31", [9, 10, 11, 12, 1, 2, 3, 4, 5], 9, 3_600_000),
        (400_000, Per.MONTH, "2022-09-01", "2025-05-31", [9, 10, 11, 12, 1, 2, 3, 4, 5], 27, 10_800_000),
        (8_000_000, Per.SCHOOL_YEAR, "2022-09-01", "2027-05-31", [], 5, 40_000_000),
        (2_000_000, Per.SEMESTER, "2024-09-05", "2026-05-31", [], 4, 8_000_000),
        (20_000_000, Per.ONCE, "2024-10-14", None, [], 1, 20_000_000),
    ],
)
def test_a_schedule_adds_up_to_what_the_paper_says(rate_vnd, per, starts, ends, months, count, total_vnd):
    due = terms.schedule(
        rate_vnd=rate_vnd,
        per=per,
        starts_on=day(starts),
        ends_on=day(ends) if ends else None,
        active_months=months,
    )
    assert (len(due), sum(amount for _, amount in due)) == (count, total_vnd)
    assert [on for on, _ in due] == sorted({on for on, _ in due})


@pytest.mark.parametrize("start", ["2024-01-01", "2024-10-14", "2024-01-31", "2023-02-28"])
@pytest.mark.parametrize("months", [1, 2, 12, 53])
def test_n_months_from_any_day_are_n_instalments(start, months):
    ends_on = terms.last_day(end_rule=EndRule.MONTHS, starts_on=day(start), months_count=months)
    due = terms.schedule(rate_vnd=500_000, per=Per.MONTH, starts_on=day(start), ends_on=ends_on)
    assert len(due) == months


def test_months_fall_due_on_their_first_day_within_the_period():
    due = terms.schedule(rate_vnd=1, per=Per.MONTH, starts_on=day("2024-10-14"), ends_on=day("2025-01-13"))
    assert [on for on, _ in due] == [day("2024-11-01"), day("2024-12-01"), day("2025-01-01")]


def test_a_period_too_short_for_any_due_day_has_one_instalment_at_its_start():
    for per in (Per.MONTH, Per.SCHOOL_YEAR):
        due = terms.schedule(rate_vnd=1, per=per, starts_on=day("2025-03-05"), ends_on=day("2025-03-20"))
        assert [on for on, _ in due] == [day("2025-03-05")]


def test_a_school_year_pledge_made_in_the_first_semester_is_for_that_school_year_too():
    due = terms.schedule(rate_vnd=1, per=Per.SCHOOL_YEAR, starts_on=day("2024-10-14"), ends_on=day("2027-05-31"))
    assert [on for on, _ in due] == [day("2024-10-14"), day("2025-09-01"), day("2026-09-01")]


def test_steps_of_months_come_back_to_the_31st():
    due = terms.schedule(rate_vnd=1, per=Per.QUARTER, starts_on=day("2024-08-31"), ends_on=day("2025-08-31"))
    assert [on for on, _ in due] == [
        day("2024-08-31"),
        day("2024-11-30"),
        day("2025-02-28"),
        day("2025-05-31"),
        day("2025-08-31"),
    ]


def test_what_fell_due_before_a_rate_change_stays_at_the_old_rate():
    due = terms.schedule(
        rate_vnd=450_000,
        per=Per.MONTH,
        starts_on=day("2023-01-01"),
        ends_on=day("2023-06-30"),
        rate_changes=[(day("2023-05-15"), 600_000), (day("2023-03-01"), 500_000)],
    )
    assert [amount for _, amount in due] == [450_000, 450_000, 500_000, 500_000, 500_000, 600_000]


def test_help_in_kind_has_nothing_due():
    assert terms.schedule(rate_vnd=0, per=Per.MONTH, starts_on=day("2024-01-01"), ends_on=day("2024-12-31")) == []


@pytest.mark.parametrize(
    ("born", "precision", "last"),
    [
        ("2010-05-20", Precision.DAY, "2028-05-19"),
        ("2010-01-01", Precision.DAY, "2027-12-31"),
        ("2008-02-29", Precision.DAY, "2026-02-28"),
        ("2010-05-01", Precision.MONTH, "2028-05-31"),
        ("2010-01-01", Precision.YEAR, "2028-12-31"),
        ("2010-01-01", Precision.ESTIMATED, "2028-12-31"),
    ],
)
def test_until_18_is_the_day_before_the_birthday_or_the_end_of_what_is_known(born, precision, last):
    assert terms.day_before_18(day(born), precision) == day(last)


@pytest.mark.parametrize(
    ("grade", "on", "end_grade", "last"),
    [
        ("7", "2024-10-14", 9, "2027-05-31"),
        ("Lớp 9A", "2024-10-14", 9, "2025-05-31"),
        ("7", "2025-03-01", 9, "2027-05-31"),
        ("7", "2025-07-01", 9, "2027-05-31"),
    ],
)
def test_the_end_of_a_grade_is_31_may_of_its_school_year(grade, on, end_grade, last):
    reckoned = terms.last_day(
        end_rule=EndRule.GRADE, starts_on=day(on), end_grade=end_grade, grade=grade, today=day(on)
    )
    assert reckoned == day(last)


@pytest.mark.parametrize(("text", "number"), [("8", 8), ("8A1", 8), ("Lớp 12B", 12), ("mầm non", None), ("", None)])
def test_the_grade_is_read_from_what_is_written(text, number):
    assert terms.grade_number(text) == number


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"end_rule": EndRule.DATE, "ends_on": day("2023-12-31")}, "end_rule"),
        ({"end_rule": EndRule.DATE, "ends_on": day("9999-12-31")}, "ends_on"),
        ({"end_rule": EndRule.MONTHS}, "months_count"),
        ({"end_rule": EndRule.MONTHS, "months_count": 32_000}, "months_count"),
        ({"end_rule": EndRule.AGE_18}, "end_rule"),
        ({"end_rule": EndRule.AGE_18, "birth_date": day("2000-01-01")}, "end_rule"),
        ({"end_rule": EndRule.GRADE, "grade": "7"}, "end_grade"),
        ({"end_rule": EndRule.GRADE, "grade": "mẫu giáo", "end_grade": 9}, "end_grade"),
        ({"end_rule": EndRule.GRADE, "grade": "9", "end_grade": 5}, "end_rule"),
    ],
)
def test_terms_that_lead_nowhere_name_the_field_to_mend(wrong, field):
    with pytest.raises(WrongTerms) as caught:
        terms.last_day(starts_on=day("2024-01-01"), **wrong)
    assert caught.value.details["field"] == field


@pytest.mark.parametrize("start", ["9999-12-31", "1999-12-31", "0001-01-01"])
@pytest.mark.parametrize("rule", [{"end_rule": EndRule.MONTHS, "months_count": 12}, {"end_rule": EndRule.DATE}])
def test_a_start_in_an_impossible_year_is_refused_before_anything_is_reckoned(start, rule):
    with pytest.raises(WrongTerms) as caught:
        terms.last_day(starts_on=day(start), **rule)
    assert caught.value.details["field"] == "starts_on"
