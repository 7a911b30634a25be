from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.errors import Unreadable
from vietnamese.money import Rate, format_vnd, in_words, parse_amount, parse_per, parse_rate, parse_unit
from vietnamese.number_words import amount_in_words


@pytest.mark.parametrize(
    ("written", "amount", "per"),
    [
        ("300 nghìn/tháng", 300_000, "month"),
        ("450 ngàn đồng/tháng", 450_000, "month"),
        ("1.250.000 đ/tháng", 1_250_000, "month"),
        ("500.000đ/ tháng", 500_000, "month"),
        ("500k/tháng", 500_000, "month"),
        ("500,000", 500_000, None),
        ("500 000 đồng/ tháng", 500_000, "month"),
        ("1tr5/quý", 1_500_000, "quarter"),
        ("1,5 triệu đồng/quý", 1_500_000, "quarter"),
        ("1 triệu 5", 1_500_000, None),
        ("1 triệu 500 nghìn", 1_500_000, None),
        ("8 triệu/năm học", 8_000_000, "school_year"),
        ("4 triệu/học kỳ", 4_000_000, "semester"),
        ("6 triệu đồng/em/năm", 6_000_000, "year"),
        ("10 triệu (một lần)", 10_000_000, "once"),
        ("500.000đ/tháng x 12 tháng", 500_000, "month"),
        ("26,5 triệu", 26_500_000, None),
        (500000.0, 500_000, None),
    ],
)
def test_a_rate_is_read_in_whole_vnd(written, amount, per):
    assert parse_rate(written) == Rate(amount, per)


@pytest.mark.parametrize(
    "written",
    ["300 đến 500 000 đồng/ tháng", "200.000đ-300.0000đ", "300.0000đ", "hơn 3 tỷ", "khoảng 500.000", "500", "0 đồng",
     "1.5", "hỗ trợ sách vở", "", "1 nghìn 5 triệu", True],
)  # fmt: skip
def test_what_is_not_one_exact_amount_is_sent_back(written):
    with pytest.raises(Unreadable):
        parse_rate(written)


def test_a_heading_says_what_a_number_counts_and_how_often_it_is_given():
    assert parse_unit("ĐVT: nghìn đồng") == 1000
    assert parse_unit("Số tiền (triệu đồng)") == 1_000_000
    assert parse_unit("Mức hỗ trợ") is None
    assert parse_per("Mức hỗ trợ/tháng") == "month"
    assert parse_rate(500.0, unit_vnd=1000, default_per="month") == Rate(500_000, "month")


@given(st.integers(10_000, 10**12))
def test_an_amount_shown_is_read_back_the_same(amount):
    assert parse_amount(format_vnd(amount)) == amount


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    with suppress(Unreadable):
        assert parse_rate(text).amount_vnd >= 10_000


def test_amounts_are_shown_with_dots():
    assert format_vnd(34_000_000) == "34.000.000 đ"
    assert format_vnd(0) == "0 đ"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (1001, "Một nghìn không trăm linh một đồng"),
        (1_250_000, "Một triệu hai trăm năm mươi nghìn đồng"),
        (34_000_000, "Ba mươi tư triệu đồng"),
        (105_000_000, "Một trăm linh năm triệu đồng"),
        (2_000_000_000, "Hai tỷ đồng"),
        (-500_000, "Âm năm trăm nghìn đồng"),
    ],
)
def test_amounts_are_spelt_as_documents_do(amount, words):
    assert in_words(amount) == words


@pytest.mark.parametrize("text", ["-500000", "−500.000 đ", "- 1tr5"])
def test_an_amount_below_nothing_is_no_amount(text):
    with pytest.raises(Unreadable):
        parse_rate(text)


@given(st.integers(1_000, 10**13))
def test_in_words_are_read_back_as_the_same_amount(amount: int) -> None:
    assert amount_in_words(in_words(amount)) == amount
