import datetime as dt

import pytest

from vietnamese.errors import Unreadable
from vietnamese.periods import Period, parse_period


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("Từ 01/2022 đến 12/2025", Period("2022-01", "2025-12")),
        ("Từ 15/01/2022 đến 15/12/2025", Period("2022-01", "2025-12")),
        ("Từ tháng 9 năm 2023 đến tháng 5 năm 2024", Period("2023-09", "2024-05")),
        ("01/2024 - 12/2024", Period("2024-01", "2024-12")),
        ("2022-2025", Period("2022-01", "2025-12")),
        ("năm học 2023-2024", Period("2023-09", "2024-05")),
        ("Từ 01/2022", Period("2022-01")),
        ("Tháng 01/2024", Period("2024-01")),
        ("đến 12/2025", Period(None, "2025-12")),
        ("năm 2024", Period("2024-01", "2024-12")),
        (2024.0, Period("2024-01", "2024-12")),
        (dt.date(2024, 3, 1), Period("2024-03")),
        ("3 năm", Period(months=36)),
        ("3 năm từ 01/2024", Period("2024-01", "2026-12", months=36)),
        ("Từ 01/2024 đến khi đủ 18 tuổi", Period("2024-01", until_age_18=True)),
        ("đến hết lớp 9", Period(until_grade=9)),
        ("một lần", Period(once=True)),
    ],
)
def test_a_period_is_read(written, period):
    assert parse_period(written) == period


@pytest.mark.parametrize("written", ["lâu dài", "Từ 12/2025 đến 01/2022", "Từ 13/2024", ""])
def test_what_is_no_period_is_sent_back(written):
    with pytest.raises(Unreadable):
        parse_period(written)
