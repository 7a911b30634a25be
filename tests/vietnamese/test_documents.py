import pytest

from vietnamese.documents import DocumentStyle, parse_document_number
from vietnamese.errors import Unreadable


@pytest.mark.parametrize(
    ("text", "number", "year", "symbol", "style"),
    [
        ("1600/KH-UBND", 1600, None, "KH-UBND", DocumentStyle.STATE),
        ("440/KH-UBND", 440, None, "KH-UBND", DocumentStyle.STATE),
        ("06/KH-LĐLĐ", 6, None, "KH-LĐLĐ", DocumentStyle.STATE),
        ("91/2025/QH15", 91, 2025, "QH15", DocumentStyle.STATE),
        ("356/2025/NĐ-CP", 356, 2025, "NĐ-CP", DocumentStyle.STATE),
        ("1243/NQ-UBTVQH15", 1243, None, "NQ-UBTVQH15", DocumentStyle.STATE),
        ("135-KH/TU", 135, None, "KH/TU", DocumentStyle.PARTY),
        ("28-CT/TW", 28, None, "CT/TW", DocumentStyle.PARTY),
        ("Số: 1132 / kh – đct", 1132, None, "KH-ĐCT", DocumentStyle.STATE),
    ],
)
def test_state_and_party_numbers_are_told_apart(text, number, year, symbol, style):
    read = parse_document_number(text)
    assert (read.number, read.year, read.symbol, read.style) == (number, year, symbol, style)


@pytest.mark.parametrize("text", ["", "Kế hoạch", "1600", "KH-UBND", "135-KH", "1600//KH", "12/34", "1600/KH-UBND đỏ"])
def test_what_is_no_number_is_said_so(text):
    with pytest.raises(Unreadable) as refused:
        parse_document_number(text)
    assert "135-KH/TU" in str(refused.value)
