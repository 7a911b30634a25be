import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import PartialDate, format_date, parse_birth, parse_list_date
from vietnamese.errors import Unreadable

LIST_DATE = dt.date(2024, 9, 30)


def read(value: object) -> tuple[str, str]:
    found = parse_birth(value, list_date=LIST_DATE, today=dt.date(2026, 11, 1))
    return found.iso(), found.precision


@pytest.mark.parametrize(
    ("written", "iso", "precision"),
    [
        (dt.date(2012, 10, 17), "2012-10-17", "day"),
        (2012.0, "2012", "year"),
        (41234.0, "2012-11-21", "day"),
        ("28/7/2012", "2012-07-28", "day"),
        ("13-9-2017", "2017-09-13", "day"),
        ("3.10.2013", "2013-10-03", "day"),
        ("3/10/13", "2013-10-03", "day"),
        ("2017-04-05", "2017-04-05", "day"),
        ("Sinh ngày 17/4/2015", "2015-04-17", "day"),
        ("ngày 5 tháng 4 năm 2015", "2015-04-05", "day"),
        ("tháng 4 năm 2015", "2015-04", "month"),
        ("05/2015", "2015-05", "month"),
        ("2012", "2012", "year"),
        ("sinh năm 2014", "2014", "year"),
        ("khoảng 2014", "2014", "estimated"),
        ("18 tháng tuổi", "2023", "estimated"),
        ("7 tuổi", "2017", "estimated"),
    ],
)
def test_a_date_of_birth_is_read_as_precisely_as_it_is_written(written, iso, precision):
    assert read(written) == (iso, precision)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("31/02/2015", "no such date"),
        ("05/13/2014", "no such date"),
        ("01/01/2031", "in the future"),
        ("12/3/1960", "too old"),
        ("9999-12-31", "in the future"),
        ("chưa rõ", "cannot be read"),
        ("Quý 3/2012", "cannot be read"),
        ("học kỳ 1 2014", "cannot be read"),
        ("-2014", "cannot be read"),
        (-2014, "cannot be read"),
        ("15-16/3/2014", "several dates"),
        ("1/2 - 3/2014", "several dates"),
        (-5.0, "cannot be read"),
        ("", "cannot be read"),
        (True, "cannot be read"),
    ],
)
def test_a_date_that_cannot_be_true_is_sent_back_with_its_reason(written, says):
    with pytest.raises(Unreadable, match=says):
        read(written)


@given(st.dates(dt.date(1995, 1, 1), dt.date(2024, 9, 30)), st.sampled_from(["day", "month", "year"]))
def test_a_date_shown_is_read_back_the_same(date, precision):
    value = {"day": date, "month": date.replace(day=1), "year": date.replace(month=1, day=1)}[precision]
    known = PartialDate(value, precision)
    assert parse_birth(format_date(known), list_date=LIST_DATE) == known


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    with suppress(Unreadable):
        parse_birth(text, list_date=LIST_DATE)


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("(Tính đến ngày 30/9/2024)", dt.date(2024, 9, 30)),
        ("(Kèm theo Công văn số 12/CV-CĐ ngày 05/9/2024)", dt.date(2024, 9, 5)),
        ("Thanh Tùng, ngày 5 tháng 9 năm 2024", dt.date(2024, 9, 5)),
        ("NHẬN ĐỠ ĐẦU TRẺ MỒ CÔI NĂM 2024", dt.date(2024, 12, 31)),
        ("KHEN THƯỞNG NĂM HỌC 2023-2024", dt.date(2024, 5, 31)),
        ("DANH SÁCH TRẺ EM MỒ CÔI", None),
        ("ngày 31/2/2024", None),
    ],
)
def test_a_title_dates_its_list(title, date):
    assert parse_list_date(title) == date
