"""The terms of a list's pledges: what the row says, made into a start, an end rule and a last day."""

import datetime as dt
import json
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from imports.models import ImportBatch
from sponsorship import terms
from sponsorship.exceptions import WrongTerms
from sponsorship.models.states import EndRule, Per, SupportForm
from vietnamese.errors import gettext_noop
from vietnamese.money import format_vnd
from vietnamese.text import fold

NO_PERIOD = gettext_noop("From when on the donor helps is missing.")
UNTIL_18 = gettext_noop("Until when is not written: taken until the child is 18.")
NO_END = gettext_noop("Until when the donor helps is missing, and the child's date of birth is not known.")
GRADE_BY_AGE = gettext_noop(
    "The child's grade is not known: the end was reckoned from the year of birth, grade 1 at six."
)
NOTHING_GIVEN = gettext_noop("The amount must be more than 0.")

OVER_ALREADY = gettext_noop("By the child's year of birth this grade is over before the support begins.")
FIRST_GRADE_AT = 6  # the age that a child reaches in the year it enters grade 1

# Words of the "form" column, without marks; money where none of them stands.
FORMS = (
    (SupportForm.SAVINGS_BOOK, ("so tiet kiem",)),
    (SupportForm.INSURANCE_CARD, ("bao hiem", "bhyt")),
    (SupportForm.SCHOLARSHIP, ("hoc bong",)),
    (SupportForm.DIRECT_CARE, ("truc tiep nuoi", "nuoi duong", "cham soc truc tiep")),
    (SupportForm.IN_KIND, ("hien vat", "qua ", "gao", "xe dap")),
)
WITHOUT_MONEY = {SupportForm.IN_KIND, SupportForm.DIRECT_CARE, SupportForm.INSURANCE_CARD}

READ = """
SELECT i.id, i.sheet, r.values, coalesce(c.birth_date, k.birth_date),
    coalesce(c.birth_date_precision, k.birth_date_precision), coalesce(c.grade, '')
FROM incoming_pledge i
JOIN imports_importrow r USING (id)
JOIN incoming_child k ON k.id = i.child_row
LEFT JOIN child_match m ON m.id = i.child_row AND m.is_certain
LEFT JOIN children_child c ON c.id = m.record_id
ORDER BY i.id
"""
KEEP = """
DROP TABLE IF EXISTS pledge_terms;
CREATE TEMP TABLE pledge_terms (id bigint, form text, starts_on date, end_rule text, months_count integer,
    end_grade integer, ends_on date, message text, is_vital boolean, totals text) ON COMMIT DROP
"""
COPY = "COPY pledge_terms FROM STDIN"
# A row that stands twice in the list and says otherwise there: which of the two counts?
TWICE = """
    UPDATE imports_importrow r SET status = 'error', errors = r.errors || jsonb_build_array(jsonb_build_object(
        'check', true, 'vital', true, 'column', '', 'message', %(twice)s,
        'params', jsonb_build_object('sheet', o.sheet, 'row', o.row)))
    FROM judged j JOIN judged o ON o.id = j.first_id
    WHERE j.id = r.id AND r.status = 'new' AND j.pledge_id IS NULL AND o.id <> j.id
        AND j.told_id = j.id AND ((j.amount_vnd, j.per, j.starts_on, j.end_rule, j.ends_on)
            IS DISTINCT FROM (o.amount_vnd, o.per, o.starts_on, o.end_rule, o.ends_on)
        OR vi_fold(j.form_detail) NOT IN ('', vi_fold(o.form_detail))
        OR vi_fold(j.note) NOT IN ('', vi_fold(o.note)))
    """


def work_out_terms(cursor: CursorWrapper, batch: ImportBatch) -> None:
    """Make the temporary table pledge_terms: for each row its terms, or the message that says what they lack."""
    dates = {sheet["name"]: sheet["list_date"] for sheet in batch.layout["sheets"] if sheet["list_date"]}
    today = timezone.localdate()
    cursor.execute(READ)
    rows = cursor.fetchall()
    cursor.execute(KEEP)
    with cursor.copy(COPY) as copy:
        for row_id, sheet, values, birth_date, precision, grade in rows:
            listed_on = dt.date.fromisoformat(dates[sheet]) if sheet in dates else today
            said = json.loads(values)
            found = row_terms(said, min(listed_on, today), birth_date, precision, grade)
            copy.write_row((row_id, *found, totals_that_differ(said, starts_on=found[1], ends_on=found[5])))


def row_terms(
    values: dict[str, Any], listed_on: dt.date, birth_date: dt.date | None, precision: str, grade: str
) -> tuple[Any, ...]:
    """(form, starts_on, end_rule, months_count, end_grade, ends_on, message, is_vital) for one row's values.

    `listed_on` is the day the list speaks of. A single gift needs no end; a regular one without an end lasts until
    the child is 18, and says so.
    """
    form = support_form(values.get("support_form") or "")
    starts_on = _first_day(values.get("starts"))
    ends_on, months = _last_day(values.get("ends")), values.get("months")
    end_grade, until_18 = values.get("until_grade"), bool(values.get("until_age_18"))
    message, is_vital = "", False
    if starts_on is None and not (months or end_grade or until_18) and values.get("per") != Per.ONCE:
        return form, None, EndRule.DATE, None, None, None, NO_PERIOD, True
    starts_on = starts_on or listed_on
    end_rule = _end_rule(ends_on, months, end_grade, until_18)
    if end_rule == EndRule.DATE and ends_on is None and values.get("per") != Per.ONCE:
        if birth_date is None:
            return form, starts_on, EndRule.DATE, None, None, None, NO_END, True
        end_rule, message = EndRule.AGE_18, UNTIL_18
    if values.get("per") == Per.ONCE:
        end_rule, ends_on = EndRule.DATE, None
    if not values["amount_vnd"] and form not in WITHOUT_MONEY:
        message, is_vital = NOTHING_GIVEN, True
    if end_rule == EndRule.GRADE and terms.grade_number(grade) is None and birth_date and end_grade:
        return _until_grade(form, starts_on, end_grade, birth_date, listed_on, message or GRADE_BY_AGE, is_vital)
    months = months if end_rule == EndRule.MONTHS else None
    end_grade = end_grade if end_rule == EndRule.GRADE else None
    try:
        last = terms.last_day(
            end_rule=end_rule, starts_on=starts_on, ends_on=ends_on, months_count=months, birth_date=birth_date,
            birth_date_precision=precision, end_grade=end_grade, grade=grade, today=listed_on,
        )  # fmt: skip
    except WrongTerms as wrong:
        return form, starts_on, end_rule, months, end_grade, None, str(wrong), True
    return form, starts_on, end_rule, months, end_grade, last, message, is_vital


def totals_that_differ(values: dict[str, Any], *, starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """As JSON the total on the paper, what the terms come to, and the difference; "" where they agree."""
    stated = values.get("stated_total_vnd")
    if stated is None or not starts_on or not values["amount_vnd"] or not values["per"]:
        return ""
    due = terms.schedule(
        rate_vnd=values["amount_vnd"], per=values["per"], starts_on=starts_on, ends_on=ends_on, total_vnd=stated
    )
    derived = sum(amount for _day, amount in due)
    if derived == stated:
        return ""
    facts = {"stated": stated, "derived": derived, "difference": abs(stated - derived)}
    return json.dumps({key: format_vnd(amount) for key, amount in facts.items()})


def _until_grade(
    form: str, starts_on: dt.date, end_grade: int, birth_date: dt.date, listed_on: dt.date, message: str, is_vital: bool
) -> tuple[Any, ...]:
    """The terms of "until the end of grade 9" for a child whose grade nobody told: by its age, which is said."""
    present = terms.school_year_of(listed_on) - birth_date.year - (FIRST_GRADE_AT - 1)
    last = terms.end_of_grade(end_grade, present, listed_on)
    if last < starts_on:
        return form, starts_on, EndRule.GRADE, None, end_grade, None, OVER_ALREADY, True
    return form, starts_on, EndRule.GRADE, None, end_grade, last, message, is_vital


def _end_rule(ends_on: dt.date | None, months: int | None, end_grade: int | None, until_18: bool) -> EndRule:
    if ends_on:
        return EndRule.DATE
    if months:
        return EndRule.MONTHS
    return EndRule.AGE_18 if until_18 else EndRule.GRADE if end_grade else EndRule.DATE


def _first_day(month: str | None) -> dt.date | None:
    """ "2024-01" -> 1 January 2024."""
    return dt.date(int(month[:4]), int(month[5:7]), 1) if month else None


def _last_day(month: str | None) -> dt.date | None:
    return terms.end_of_month(int(month[:4]), int(month[5:7])) if month else None


def support_form(written: str) -> SupportForm:
    """The form of support that a cell speaks of; money when it speaks of none."""
    plain = f"{fold(written)} "
    return next((form for form, words in FORMS if any(word in plain for word in words)), SupportForm.CASH)
