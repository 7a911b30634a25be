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
        ("6 tháng cuối năm 2024", Period("2024-07", "2024-12", months=6)),
        ("6 tháng đầu năm 2024", Period("2024-01", "2024-06", months=6)),
        ("3 tháng đầu năm 2024", Period("2024-01", "2024-03", months=3)),
        ("2 năm (2024-2025)", Period("2024-01", "2025-12", months=24)),
        ("12 tháng (01/2024 - 12/2024)", Period("2024-01", "2024-12", months=12)),
        ("Từ ngày 1 tháng 9 năm 2023 đến ngày 31 tháng 5 năm 2024", Period("2023-09", "2024-05")),
        ("đến hết lớp 9", Period(until_grade=9)),
        ("một lần", Period(once=True)),
    ],
)
def test_a_period_is_read(written, period):
    assert parse_period(written) == period


@pytest.mark.parametrize(
    "written",
    [
        "3 năm (2024-2025)",
        "24 tháng (01/2024 - 12/2024)",
        "6 tháng, từ 01/2024 đến 12/2024",
        "6 tháng đầu năm học 2023-2024",
        "Từ cuối năm 2024 đến 12/2025",
        "Từ 01/2024 đến giữa năm 2025",
    ],
)
def test_a_length_that_is_not_from_the_start_to_the_end_is_asked(written):
    with pytest.raises(Unreadable):
        parse_period(written)


@pytest.mark.parametrize("written", ["lâu dài", "Từ 12/2025 đến 01/2022", "Từ 13/2024", ""])
def test_what_is_no_period_is_sent_back(written):
    with pytest.raises(Unreadable):
        parse_period(written)
