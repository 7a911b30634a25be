"""Statements as the common banks give them; all people and numbers are invented."""

import datetime as dt
import io

import openpyxl
import pytest

from imports.reading import read_workbook
from sponsorship.bank_reading import NoStatement, amount_of, day_of, read_statement, role_of

VIETCOMBANK = [
    ["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM"],
    ["SAO KÊ TÀI KHOẢN / STATEMENT OF ACCOUNT"],
    ["Số tài khoản / Account number", "0101000000000", "", "Từ ngày 01/03/2025 đến ngày 31/03/2025"],
    [],
    [
        "Ngày giao dịch\nTNX Date", "Số CT\nDoc No", "Số tiền ghi nợ\nDebit", "Số tiền ghi có\nCredit",
        "Số dư\nBalance", "Nội dung chi tiết\nTransactions in detail",
    ],
    ["", "", "", "", "12,000,000", "Số dư đầu kỳ"],
    ["03/03/2025", "5078 - 12345", "", "500,000", "12,500,000", "MBVCB.1.CK000123.NGUYEN THI MAU chuyen tien"],
    ["05/03/2025", "5078 - 12346", "1,100", "", "12,498,900", "Phi SMS"],
    ["10/03/2025", "5078 - 12347", "", "1,200,000", "13,698,900", "CD Truong THCS Mau ung ho quy 1"],
    ["Tổng số", "", "1,100", "1,700,000"],
]  # fmt: skip
AGRIBANK = [
    ["Ngày GD", "Mã giao dịch", "Nội dung", "Số tiền GD", "", "Số dư"],
    ["", "", "", "Ghi nợ", "Ghi có", ""],
    [dt.date(2025, 3, 3), "AG1", "Ho tro chau Mau thang 3", None, 500000, 500000],
    [dt.date(2025, 3, 4), "AG2", "Rut tien", 200000, None, 300000],
]
TECHCOMBANK = [
    ["Ngày giao dịch", "Đối tác", "Diễn giải", "Số bút toán", "Nợ TKTT", "Có TKTT", "Số dư"],
    ["Transaction Date", "Remitter", "Description", "Transaction No", "Debit", "Credit", "Balance"],
    ["03-03-2025", "LE VAN MAU", "ung ho CK000007", "FT25062", "", "1.000.000", "9.000.000"],
]
ONE_COLUMN = [
    ["Date", "Description", "Amount", "Reference"],
    ["2025-03-03 10:11:12", "LE VAN MAU ung ho", "+1,500,000.00", "R1"],
    ["2025-03-04", "ATM", "-200,000.00", "R2"],
]


def xlsx(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(rows, between=";"):
    lines = (between.join('"' + str(cell or "").replace("\n", " ") + '"' for cell in row) for row in rows)
    return "\n".join(lines).encode()


def read(data):
    return read_statement(read_workbook(data))


def told(lines):
    return [(f"{line.booked_on:%d/%m}", line.amount_vnd, line.reference) for line in lines]


@pytest.mark.parametrize("form", [xlsx, csv])
@pytest.mark.parametrize(
    ("rows", "lines", "outgoing"),
    [
        (VIETCOMBANK, [("03/03", 500_000, "5078 - 12345"), ("10/03", 1_200_000, "5078 - 12347")], 1),
        (TECHCOMBANK, [("03/03", 1_000_000, "FT25062")], 0),
        (ONE_COLUMN, [("03/03", 1_500_000, "R1")], 1),
    ],
)
def test_money_in_is_found_whatever_the_bank_calls_its_columns(form, rows, lines, outgoing):
    statement = read(form(rows))
    assert told(statement.lines) == lines
    assert statement.outgoing_count == outgoing
    assert statement.unread == []


def test_headings_in_two_rows_and_real_dates_and_numbers_are_read():
    statement = read(xlsx(AGRIBANK))
    assert told(statement.lines) == [("03/03", 500_000, "AG1")]
    assert statement.outgoing_count == 1


def test_who_sent_it_is_part_of_the_text():
    assert read(xlsx(TECHCOMBANK)).lines[0].text == "ung ho CK000007 · LE VAN MAU"


def test_a_row_that_cannot_be_read_is_told_with_its_number():
    rows = [
        *ONE_COLUMN,
        ["31/02/2025", "LE VAN MAU ung ho them", "500,000", "R3"],
        ["05/03/2025", "x", "năm trăm", "R4"],
    ]
    statement = read(xlsx(rows))
    assert [row for row, _shown in statement.unread] == [4, 5]
    assert len(statement.lines) == 1


def test_a_list_of_something_else_is_no_statement():
    with pytest.raises(NoStatement):
        read(xlsx([["Họ tên", "Ngày sinh", "Xã"], ["Trần Thị Mẫu", "01/01/2015", "Bích Hào"]]))


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Phát sinh có", "credit"),
        ("PS Nợ", "debit"),
        ("Số dư cuối", "balance"),
        ("Có", "credit"),
        ("Ngày hạch toán", "day"),
        ("Mô tả GD", "text"),
        ("Số tham chiếu", "reference"),
        ("Tiền vào (VND)", "credit"),
        ("STT", None),
        ("Công nợ khác", "debit"),
        ("Giờ", None),
    ],
)
def test_a_heading_by_its_meaning(heading, role):
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1,500,000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("1,500,000.00 VND", 1_500_000),
        ("+ 500000", 500_000),
        ("-500,000", -500_000),
        ("500,000 DR", -500_000),
        ("500,000 CR", 500_000),
        (500000.0, 500_000),
        ("", 0),
        ("-", 0),
        ("1,500.50", None),
        (0.5, None),
        ("năm trăm", None),
        (dt.date(2025, 1, 1), None),
        (True, None),
    ],
)
def test_an_amount_as_banks_write_it(cell, amount):
    assert amount_of(cell) == amount


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3/4/2025", dt.date(2025, 4, 3)),
        ("03-04-25", dt.date(2025, 4, 3)),
        ("2025-04-03T08:00:00", dt.date(2025, 4, 3)),
        ("20250403", dt.date(2025, 4, 3)),
        ("20250403081500", dt.date(2025, 4, 3)),
        (dt.date(2025, 4, 3), dt.date(2025, 4, 3)),
        ("31/02/2025", None),
        ("Tổng", None),
        (45000.0, None),
    ],
)
def test_a_day_as_banks_write_it(cell, day):
    assert day_of(cell) == day
