"""Gift lists as unions lay them out, each with what a careful clerk would enter. Every person is invented."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter

NAMES = ("Lê Đức Kiên", "Mai Thị Lan", "Hồ Gia Bảo", "Trần Thu Hà", "Vũ Minh Quân", "Đỗ Khánh Ly")
Rows = list[list[Any]]


@dataclass
class Case:
    """`sheets`: rows by sheet; `lines`: (label, recipients, rate, amount)."""

    name: str
    sheets: dict[str, Rows]
    lines: list[tuple[str, int, int | None, int | None]]
    stated_vnd: int | None = None
    children: int | None = None  # distinct, where children are named
    wrong_sums: list[tuple[int, int, int]] = field(default_factory=list)  # row, stated, computed
    sent_back: list[int] = field(default_factory=list)
    recognised: bool = True


def workbook(sheets: dict[str, Rows]) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


HEAD = ["STT", "Họ và tên", "Năm sinh", "Con ông (bà)", "Số tiền", "Ký nhận"]


def child(n: int, amount: Any, *, name: str = "") -> list[Any]:
    return [n, name or NAMES[n - 1], 2014 + n % 3, "Phạm Thị Hoa", amount, ""]


SUMMARY_HEAD = ["STT", "Nội dung", "Số cháu", "Mức quà", "Thành tiền", "Ghi chú"]

CASES = [
    Case(
        "a summary table only",
        {"Tổng hợp": [
            ["TỔNG HỢP QUÀ TẶNG NGÀY QUỐC TẾ THIẾU NHI 1/6"],
            SUMMARY_HEAD,
            [1, "Quà 1/6", 118, 100000, 11800000, ""],
            [2, "Học sinh giỏi", 44, 100000, 4400000, ""],
            [3, "Học sinh giỏi cấp tỉnh", 2, 300000, 600000, ""],
            ["", "Tổng cộng", 164, "", 17800000, ""],
        ]},
        [("Quà 1/6", 118, 100000, 11800000), ("Học sinh giỏi", 44, 100000, 4400000),
         ("Học sinh giỏi cấp tỉnh", 2, 300000, 600000)],
        stated_vnd=17800000,
    ),
    Case(
        "a summary in thousands, numbered by Roman numerals, without a sum",
        {"Sheet1": [
            ["BIỂU TỔNG HỢP KINH PHÍ TẶNG QUÀ TẾT"],
            ["ĐVT: nghìn đồng"],
            ["TT", "Đối tượng", "Số suất", "Định mức", "Thành tiền"],
            ["I", "Trẻ mồ côi", 12, 500, 6000],
            ["II", "Trẻ khuyết tật", 5, 300, 1500],
        ]},
        [("Trẻ mồ côi", 12, 500000, 6000000), ("Trẻ khuyết tật", 5, 300000, 1500000)],
    ),
    Case(
        "a summary by unit, whose line does not come to what it says",
        {"Sheet1": [
            ["TỔNG HỢP TẶNG QUÀ TRUNG THU NĂM 2024"],
            ["STT", "Đơn vị", "Số cháu", "Mức quà", "Thành tiền"],
            [1, "CĐ Trường TH Ngọc Sơn", 10, "100.000đ", "1.000.000đ"],
            [2, "CĐ Trường MN Thanh Tùng", 7, "100.000đ", "800.000đ"],
            ["", "Cộng", 17, "", "1.800.000đ"],
        ]},
        [("CĐ Trường TH Ngọc Sơn", 10, 100000, 1000000), ("CĐ Trường MN Thanh Tùng", 7, 100000, 700000)],
        stated_vnd=1800000,
    ),
    Case(
        "groups by section, the rate in the heading, no column of amounts",
        {"DS": [
            ["DANH SÁCH CÁC CHÁU NHẬN QUÀ 1/6"],
            ["STT", "Họ và tên cháu", "Năm sinh", "Con ông (bà)", "Ký nhận"],
            ["I. QUÀ 1/6 (100.000 đồng/cháu)"],
            [1, NAMES[0], 2015, "Hà Văn Tú", ""],
            [2, NAMES[1], 2016, "Hà Văn Tú", ""],
            ["II. HỌC SINH GIỎI (mức 200.000đ/cháu)"],
            [1, NAMES[2], 2012, "Lý Thị Sen", ""],
            ["Tổng số tiền: 400.000 đồng (Bằng chữ: Bốn trăm nghìn đồng)"],
            ["", "", "", "Ngày 01 tháng 6 năm 2024"],
            ["", "NGƯỜI LẬP", "", "CHỦ TỊCH"],
        ]},
        [("Quà 1/6", 2, 100000, 200000), ("Học sinh giỏi", 1, 200000, 200000)],
        recognised=False,  # nothing in its columns speaks of gifts: a person says so
        stated_vnd=400000,
        children=3,
    ),
    Case(
        "headings without numerals, capitals, in the column of names",
        {"DS": [
            ["DANH SÁCH KHEN THƯỞNG NĂM HỌC 2023-2024"],
            HEAD,
            ["", "HỌC SINH GIỎI CẤP HUYỆN", "", "", "", ""],
            child(1, 200000), child(2, 200000),
            ["", "HỌC SINH TIÊN TIẾN", "", "", "", ""],
            child(1, 100000, name=NAMES[4]),
            ["", "Cộng", "", "", 500000, ""],
        ]},
        [("Học sinh giỏi cấp huyện", 2, 200000, 400000), ("Học sinh tiên tiến", 1, 100000, 100000)],
        stated_vnd=500000,
        children=3,
    ),
    Case(
        "the group in a column of its own; one child gets two",
        {"DS": [
            ["DANH SÁCH CHÁU NHẬN QUÀ"],
            ["STT", "Họ tên cháu", "Ngày sinh", "Đối tượng", "Số tiền"],
            [1, NAMES[0], "12/5/2015", "Quà 1/6", 100000],
            [2, NAMES[1], "3/9/2014", "Quà 1/6", 100000],
            [3, NAMES[0], "12/5/2015", "Học sinh giỏi", 200000],
            [4, NAMES[2], "1/1/2016", "Quà 1/6", 100000],
            ["", "Tổng cộng", "", "", 500000],
        ]},
        [("Quà 1/6", 3, 100000, 300000), ("Học sinh giỏi", 1, 200000, 200000)],
        stated_vnd=500000,
        children=3,
    ),
    Case(
        "a sheet for each group",
        {
            "Quà 1-6": [["DANH SÁCH NHẬN QUÀ 1/6"], HEAD, child(1, 100000), child(2, 100000),
                        ["", "Tổng cộng", "", "", 200000, ""]],
            "HSG tỉnh": [["DANH SÁCH KHEN THƯỞNG"], HEAD, child(3, 300000), ["", "Tổng cộng", "", "", 300000, ""]],
        },
        [("Quà 1-6", 2, 100000, 200000), ("HSG tỉnh", 1, 300000, 300000)],
        stated_vnd=500000,
        children=3,
    ),
    Case(
        "a column for each group, amounts below, sums on the right",
        {"DS": [
            ["DANH SÁCH QUÀ VÀ KHEN THƯỞNG"],
            ["STT", "Họ và tên", "Lớp", "Quà 1/6", "Học sinh giỏi", "HSG tỉnh", "Tổng cộng"],
            [1, NAMES[0], "5A", 100000, 100000, "", 200000],
            [2, NAMES[1], "4B", 100000, "", 300000, 400000],
            [3, NAMES[2], "1C", 100000, "", "", 100000],
            ["", "Tổng", "", 300000, 100000, 300000, 700000],
        ]},
        [("Quà 1/6", 3, 100000, 300000), ("Học sinh giỏi", 1, 100000, 100000), ("HSG tỉnh", 1, 300000, 300000)],
        stated_vnd=700000,
        children=3,
    ),
    Case(
        "marks under the groups, their rates in the headings",
        {"DS": [
            ["DANH SÁCH QUÀ VÀ KHEN THƯỞNG"],
            ["STT", "Họ và tên", "Năm sinh", "Quà 1/6 (100.000đ)", "Học sinh giỏi (200.000đ)"],
            [1, NAMES[0], 2014, "x", "x"],
            [2, NAMES[1], 2015, "x", ""],
        ]},
        [("Quà 1/6", 2, 100000, 200000), ("Học sinh giỏi", 1, 200000, 200000)],
        children=2,
    ),
    Case(
        "sections are units; the title says what is given; the total only in words",
        {"Danh sách": [
            ["CÔNG ĐOÀN HUYỆN"],
            ["DANH SÁCH CON ĐOÀN VIÊN ĐƯỢC TẶNG QUÀ TRUNG THU"],
            ["TT", "Họ tên con", "Năm sinh", "Số tiền"],
            ["I", "Công đoàn Trường TH Ngọc Sơn"],
            [1, NAMES[0], 2015, 150000],
            [2, NAMES[1], 2017, 150000],
            ["II", "Công đoàn Trường MN Thanh Thịnh"],
            [1, NAMES[2], 2016, 150000],
            ["Số tiền bằng chữ: Bốn trăm năm mươi nghìn đồng chẵn./."],
        ]},
        [("Quà Trung thu", 3, 150000, 450000)],
        stated_vnd=450000,
        children=3,
    ),
    Case(
        "a sum of a part that is wrong, and the whole that repeats the mistake",
        {"DS": [
            ["DANH SÁCH NHẬN QUÀ TẾT"],
            HEAD,
            ["I", "QUÀ LOẠI A", "", "", "", ""],
            child(1, 300000), child(2, 300000),
            ["", "Cộng", "", "", 700000, ""],
            ["II", "QUÀ LOẠI B", "", "", "", ""],
            child(1, 200000, name=NAMES[3]),
            ["", "Cộng", "", "", 200000, ""],
            ["", "TỔNG CỘNG", "", "", 900000, ""],
        ]},
        [("Quà loại A", 2, 300000, 600000), ("Quà loại B", 1, 200000, 200000)],
        stated_vnd=900000,
        children=3,
        wrong_sums=[(6, 700000, 600000)],
    ),
    Case(
        "one amount is missing: asked about, not invented",
        {"DS": [["DANH SÁCH NHẬN QUÀ 1/6"], HEAD, child(1, 100000), child(2, ""), child(3, 100000)]},
        [("Quà 1/6", 2, 100000, 200000)],
        children=2,
        sent_back=[4],
    ),
    Case(
        "goods, and nobody says what they are worth",
        {"DS": [
            ["DANH SÁCH CHÁU NHẬN QUÀ TRUNG THU"],
            ["STT", "Họ và tên", "Năm sinh", "Hiện vật", "Ký nhận"],
            [1, NAMES[0], 2015, "1 hộp bánh, 1 đèn lồng", ""],
            [2, NAMES[1], 2016, "1 hộp bánh, 1 đèn lồng", ""],
        ]},
        [("Quà Trung thu", 2, None, None)],
        children=2,
    ),
    Case(
        "names on one sheet, the same groups summed up on another",
        {
            "Danh sách": [["DANH SÁCH NHẬN QUÀ"], HEAD, ["I", "QUÀ 1/6"], child(1, 100000), child(2, 100000),
                          ["II", "HỌC SINH GIỎI"], child(1, 200000, name=NAMES[5])],
            "Tổng hợp": [["TỔNG HỢP"], SUMMARY_HEAD, [1, "Quà 1/6", 2, 100000, 200000, ""],
                         [2, "Học sinh giỏi", 1, 200000, 200000, ""], ["", "Tổng cộng", 3, "", 400000, ""]],
        },
        [("Quà 1/6", 2, 100000, 200000), ("Học sinh giỏi", 1, 200000, 200000)],
        stated_vnd=400000,
        children=3,
    ),
]  # fmt: skip
