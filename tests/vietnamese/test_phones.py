import pytest

from vietnamese.errors import Unreadable
from vietnamese.phones import format_phone, parse_phones


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("0984631588", ["0984631588"]),
        ("0972.883.607", ["0972883607"]),
        (364436803.0, ["0364436803"]),
        ("+84 912 345 678", ["0912345678"]),
        ("84912345678", ["0912345678"]),
        ("01681234567", ["0381234567"]),
        ("0912345678/0987654321", ["0912345678", "0987654321"]),
        ("0912345678 0987654321", ["0912345678", "0987654321"]),
        ("0238 3821 123", ["02383821123"]),
        ("0912345678 (bà nội)", ["0912345678"]),
        ("không có", []),
        ("", []),
    ],
)
def test_a_number_gets_one_form(written, numbers):
    assert parse_phones(written) == numbers


@pytest.mark.parametrize("written", ["12345", "0112345678", "hỏi bà nội", "09123456789012", "-912345678", -912345678])
def test_what_is_no_number_is_sent_back(written):
    with pytest.raises(Unreadable):
        parse_phones(written)


def test_a_number_is_shown_in_groups():
    assert format_phone("0984631588") == "0984 631 588"
