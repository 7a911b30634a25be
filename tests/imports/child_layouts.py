"""Children's lists as unions lay them out by hand, and what a careful clerk would enter. Every person is invented.

Each layout: its name, the rows of its sheet, the merged cells ("C1:D1"), and the known values of each record by row.
"""

import datetime as dt
from typing import Any

from imports.reading import Cell, Merge

TUNG = {"former_commune": "Thanh Tùng", "commune": "Bích Hào"}
Layout = tuple[str, list[list[Cell]], str, dict[int, dict[str, Any]]]


def merged(ranges: str) -> list[Merge]:
    """ "A1:B2 C1:C2" as merges."""
    return [Merge(*_cell(first), *_cell(last)) for first, last in (r.split(":") for r in ranges.split())]


def _cell(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    column = 0
    for char in letters:
        column = column * 26 + ord(char) - 64
    return int(name[len(letters) :]), column - 1


TITLE: list[Cell] = ["DANH SÁCH TRẺ EM MỒ CÔI XÃ THANH TÙNG (Tính đến ngày 30/9/2024)"]
AN = {"full_name": "Lê Bảo An", "birth": "2014-07-28", "birth_precision": "day"}

XOM_3 = {"hamlet": "Xóm 3", "address_as_written": "Xóm 3"}
AP_3 = {"hamlet": "Ấp 3", "address_as_written": "Ấp 3"}
BINH = {"full_name": "Lê Văn Bình", "birth": "2016-03", "birth_precision": "month"}

LAYOUTS: list[Layout] = [
    (
        "columns in another order, school and class in one",
        [
            TITLE,
            ["TT", "Lớp/Trường", "Họ tên cháu", "Giới", "Sinh ngày", "Nơi ở", "Diện mồ côi", "Điện thoại", "Ghi chú"],
            [1.0, "4A - Trường TH Thanh Tùng", "LÊ BẢO AN", "Nữ", "28/7/2014", "Xóm Đông", "Mồ côi cha", 912345678.0,
             "Học giỏi"],
        ],
        "",
        {3: AN | TUNG | {
            "grade": 4, "school": "Trường TH Thanh Tùng", "sex": "female", "hamlet": "Xóm Đông",
            "address_as_written": "Xóm Đông", "orphan_status": "father", "circumstances": "Mồ côi cha",
            "phone": "0912345678", "note": "Học giỏi"}},
    ),
    (
        "birth under boys and girls, marks under the parents, numbered columns, sections, totals, signatures",
        [
            ["LĐLĐ HUYỆN THANH CHƯƠNG", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["CÔNG ĐOÀN XÃ THANH TÙNG", "", "", "", "Độc lập - Tự do - Hạnh phúc"],
            ["DANH SÁCH TRẺ EM MỒ CÔI NĂM 2024"],
            ["(Kèm theo Công văn số 12/CV-LĐLĐ ngày 5/9/2024)"],
            [],
            ["STT", "Họ và tên trẻ", "Ngày, tháng, năm sinh", "", "Mồ côi", "", "",
             "Người nuôi dưỡng (quan hệ)", "SĐT"],
            ["", "", "Nam", "Nữ", "Cha", "Mẹ", "Cả cha và mẹ"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
            ["I. THÔN ĐÔNG"],
            [1.0, "Lê Bảo An", "", "28/7/2014", "x", "", "", "Hồ Thị Mẫu (bà nội)", "0912 345 678"],
            [2.0, "Lê Bảo Bình", 2016.0, "", "", "", "X", "Bà ngoại", "0912345679; 0912345670"],
            ["", "Cộng", 2.0],
            ["II.", "THÔN TÂY"],
            [1.0, "Trần Văn Cao", dt.date(2013, 2, 14), "", "", "x", "", "Trần Văn Đức - bố", ""],
            ["", "Tổng cộng: 03 cháu"],
            ["", "NGƯỜI LẬP BIỂU", "", "", "", "", "TM. BAN CHẤP HÀNH"],
            [],
            ["", "Lê Thị Hằng", "", "", "", "", "Trần Văn Dũng"],
        ],
        "A6:A7 B6:B7 C6:D6 E6:G6 H6:H7 I6:I7",
        {
            10: AN | TUNG | {"sex": "female", "hamlet": "Thôn Đông", "orphan_status": "father",
                             "caregiver_name": "Hồ Thị Mẫu", "caregiver_relation": "bà nội", "phone": "0912345678"},
            11: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2016", "birth_precision": "year", "sex": "male",
                        "hamlet": "Thôn Đông", "orphan_status": "both", "caregiver_relation": "bà ngoại",
                        "phone": "0912345679", "other_phone": "0912345670"},
            14: TUNG | {"full_name": "Trần Văn Cao", "birth": "2013-02-14", "birth_precision": "day", "sex": "male",
                        "hamlet": "Thôn Tây", "orphan_status": "mother", "caregiver_name": "Trần Văn Đức",
                        "caregiver_relation": "bố"},
        },
    ),
    (
        "a header of three rows",
        [
            TITLE,
            ["STT", "Thông tin của trẻ", "", "", "Hoàn cảnh", "", "", "Ghi chú"],
            ["", "Họ và tên", "Năm sinh", "", "Mồ côi", "", "Hộ nghèo", ""],
            ["", "", "Nam", "Nữ", "Cha", "Mẹ", "", ""],
            [1.0, "Lê Bảo An", "", "28/7/2014", "x", "x", "x", ""],
        ],
        "A2:A4 B2:D2 B3:B4 C3:D3 E2:G2 E3:F3 G3:G4 H2:H4",
        {5: AN | TUNG | {"sex": "female", "orphan_status": "both", "poverty": "poor"}},
    ),
    (
        "no marks at all, in capitals",
        [
            ["DANH SACH TRE EM MO COI NAM 2024"],
            ["TT", "HO VA TEN", "NAM SINH", "GIOI TINH", "THON", "XA", "HOAN CANH", "NGUOI NUOI DUONG",
             "QUAN HE", "SDT"],
            [1.0, "LE BAO AN", 2014.0, "NU", "THON DONG", "THANH TUNG", "MO COI CHA", "HO THI MAU",
             "BA NOI", "0912345678"],
        ],
        "",
        {3: TUNG | {"full_name": "Le Bao An", "birth": "2014", "birth_precision": "year", "sex": "female",
                    "hamlet": "Thon Dong", "address_as_written": "THON DONG, THANH TUNG", "circumstances": "MO COI CHA",
                    "orphan_status": "father", "caregiver_name": "Ho Thi Mau", "caregiver_relation": "bà nội",
                    "phone": "0912345678"}},
    ),
    (
        "the address in three columns, with the former district",
        [
            ["DANH SÁCH NĂM 2024"],
            ["STT", "Họ và tên", "Ngày sinh", "Địa chỉ", "", "", "Ghi chú"],
            ["", "", "", "Thôn/xóm", "Xã/phường", "Huyện", ""],
            [1.0, "Lê Bảo An", "28/07/2014", "Đông", "Thanh Tùng", "Thanh Chương", ""],
        ],
        "A2:A3 B2:B3 C2:C3 D2:F2 G2:G3",
        {4: AN | TUNG | {"hamlet": "Đông", "address_as_written": "Đông, Thanh Tùng, Thanh Chương"}},
    ),
    (
        "the address in one cell, present commune with its former name",
        [
            ["DANH SÁCH TRẺ EM NĂM 2026"],
            ["Số TT", "Họ tên trẻ em", "Ngày tháng năm sinh", "Giới tính (Nam/Nữ)", "Hộ khẩu thường trú"],
            [1.0, "Lê Bảo An", "28-7-2014", "nữ", "Xóm Đông, xã Bích Hào (xã Thanh Tùng cũ)"],
            [2.0, "Lê Bảo Bình", "3.10.2015", "nam", "Xóm Tây, xã Thanh Tùng (nay là xã Bích Hào)"],
        ],
        "",
        {
            3: AN | TUNG | {"sex": "female", "hamlet": "Xóm Đông",
                            "address_as_written": "Xóm Đông, xã Bích Hào (xã Thanh Tùng cũ)"},
            4: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2015-10-03", "birth_precision": "day", "sex": "male",
                       "hamlet": "Xóm Tây", "address_as_written": "Xóm Tây, xã Thanh Tùng (nay là xã Bích Hào)"},
        },
    ),
    (
        "family name and given name in two columns under one heading",
        [
            TITLE,
            ["STT", "Họ và tên", "", "Ngày sinh", "Nữ", "Lớp", "Trường"],
            [1.0, "Lê Bảo", "An", "28/7/2014", "x", "4A", "TH Thanh Tùng"],
            [2.0, "Lê Văn", "Bình", "3/10/2015", "", "3", "TH Thanh Tùng"],
        ],
        "B2:C2",
        {
            3: AN | TUNG | {"sex": "female", "grade": 4, "school": "TH Thanh Tùng"},
            4: TUNG | {"full_name": "Lê Văn Bình", "birth": "2015-10-03", "birth_precision": "day", "sex": "male",
                       "grade": 3, "school": "TH Thanh Tùng"},
        },
    ),
    (
        "family name and given name in columns of their own",
        [
            TITLE,
            ["TT", "Họ và tên đệm", "Tên", "Sinh năm", "Dân tộc"],
            [1.0, "Vi Thị", "Hoa", "2014", "Thái"],
        ],
        "",
        {3: TUNG | {"full_name": "Vi Thị Hoa", "birth": "2014", "birth_precision": "year", "ethnicity": "Thái"}},
    ),
    (
        "day, month and year of birth apart",
        [
            TITLE,
            ["TT", "Họ và tên", "Ngày sinh", "", "", "Giới tính"],
            ["", "", "Ngày", "Tháng", "Năm", ""],
            [1.0, "Lê Bảo An", 28.0, 7.0, 2014.0, "Nữ"],
            [2.0, "Lê Bảo Bình", "", "", 2016.0, "Nam"],
        ],
        "A2:A3 B2:B3 C2:E2 F2:F3",
        {
            4: AN | TUNG | {"sex": "female"},
            5: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2016", "birth_precision": "year", "sex": "male"},
        },
    ),
    (
        "age in place of birth",
        [
            TITLE,
            ["TT", "Tên cháu", "Tuổi", "Nam/nữ", "Thôn", "Đang ở với ai"],
            [1.0, "Lê Bảo An", 10.0, "Nữ", "Đông", "Ở với bà nội"],
            [2.0, "Lê Bảo Bình", "18 tháng tuổi", "Nam", "Đông", "mẹ"],
        ],
        "",
        {
            3: TUNG | {"full_name": "Lê Bảo An", "birth": "2014", "birth_precision": "estimated", "sex": "female",
                       "hamlet": "Đông", "address_as_written": "Đông", "caregiver_relation": "bà nội"},
            4: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2023", "birth_precision": "estimated", "sex": "male",
                       "hamlet": "Đông", "address_as_written": "Đông", "caregiver_relation": "mẹ"},
        },
    ),
    (
        "poor and near-poor in two marked columns, union member's child by a mark",
        [
            TITLE,
            ["STT", "Họ và tên", "Năm sinh", "Thuộc hộ", "", "Con ĐVCĐ (đơn vị)", "Tình trạng"],
            ["", "", "", "Nghèo", "Cận nghèo", "", ""],
            [1.0, "Lê Bảo An", 2014.0, "x", "", "CĐ Trường TH Thanh Tùng", "mồ cô cha"],
            [2.0, "Lê Bảo Bình", 2015.0, "", "x", "x", "bố mất, mẹ bỏ đi"],
            [3.0, "Lê Bảo Châu", 2015.0, "", "", "Không", "bố mẹ đều mất"],
        ],
        "A2:A3 B2:B3 C2:C3 D2:E2 F2:F3 G2:G3",
        {
            4: TUNG | {"full_name": "Lê Bảo An", "birth": "2014", "birth_precision": "year", "poverty": "poor",
                       "union_unit": "CĐ Trường TH Thanh Tùng", "union_child": True, "circumstances": "mồ cô cha",
                       "orphan_status": "father"},
            5: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2015", "birth_precision": "year", "poverty": "near_poor",
                       "union_child": True, "circumstances": "bố mất, mẹ bỏ đi", "orphan_status": "father"},
            6: TUNG | {"full_name": "Lê Bảo Châu", "birth": "2015", "birth_precision": "year",
                       "circumstances": "bố mẹ đều mất", "orphan_status": "both"},
        },
    ),
    (
        "both parents' names, the dead one's said beside the name",
        [
            TITLE,
            ["STT", "Họ và tên", "Ngày sinh", "Họ tên bố", "Họ tên mẹ", "Người chăm sóc hiện nay", "Quan hệ với trẻ"],
            [1.0, "Lê Bảo An", "28/7/2014", "Lê Văn Tư (đã mất)", "Hồ Thị Mẫu", "Hồ Thị Mẫu", "Mẹ đẻ"],
        ],
        "",
        {3: AN | TUNG | {"father_name": "Lê Văn Tư", "mother_name": "Hồ Thị Mẫu", "caregiver_name": "Hồ Thị Mẫu",
                         "caregiver_relation": "mẹ đẻ", "orphan_status": "father", "note": "Họ tên bố: đã mất"}},
    ),
    (
        "parents in one column",
        [
            TITLE,
            ["STT", "Họ và tên", "Ngày sinh", "Họ tên cha, mẹ", "Hoàn cảnh gia đình"],
            [1.0, "Lê Bảo An", "28/7/2014", "Bố: Lê Văn Tư; Mẹ: Hồ Thị Mẫu", "cha mất do TNGT"],
        ],
        "",
        {3: AN | TUNG | {"father_name": "Lê Văn Tư", "mother_name": "Hồ Thị Mẫu", "circumstances": "cha mất do TNGT",
                         "orphan_status": "father"}},
    ),
    (
        "a carer with relation, telephone and all in one cell",
        [
            TITLE,
            ["TT", "Họ và tên", "Sinh năm", "Người nuôi dưỡng, quan hệ, số điện thoại"],
            [1.0, "Lê Bảo An", "sinh năm 2014", "Hồ Thị Mẫu (bà nội), 0912.345.678"],
            [2.0, "Lê Bảo Bình", "05/2015", "Bà ngoại: Trần Thị Năm - ĐT 0912345679"],
        ],
        "",
        {
            3: TUNG | {"full_name": "Lê Bảo An", "birth": "2014", "birth_precision": "year",
                       "caregiver_name": "Hồ Thị Mẫu", "caregiver_relation": "bà nội", "phone": "0912345678"},
            4: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2015-05", "birth_precision": "month",
                       "caregiver_name": "Trần Thị Năm", "caregiver_relation": "bà ngoại", "phone": "0912345679"},
        },
    ),
    (
        "a donor told in a children's list",
        [
            TITLE,
            ["STT", "Họ và tên", "Ngày sinh", "Đã có người đỡ đầu (ai, mức)", "Nhu cầu cần hỗ trợ"],
            [1.0, "Lê Bảo An", "28/7/2014", "Hội PN xã, 300.000đ/tháng", "Xe đạp"],
            [2.0, "Lê Bảo Bình", "3/10/2015", "Chưa có", ""],
        ],
        "",
        {
            3: AN | TUNG | {"note": "Đã có người đỡ đầu: Hội PN xã, 300.000đ/tháng; Nhu cầu cần hỗ trợ: Xe đạp"},
            4: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2015-10-03", "birth_precision": "day"},
        },
    ),
    (
        "communes as section rows, numbering anew in each",
        [
            ["DANH SÁCH TRẺ EM MỒ CÔI HUYỆN THANH CHƯƠNG NĂM 2024"],
            ["STT", "Họ và tên", "Năm sinh", "Nữ", "Xóm"],
            ["I", "XÃ THANH TÙNG", "", "", "12 cháu"],
            [1.0, "Lê Bảo An", 2014.0, "x", "Đông"],
            ["II", "Xã Thanh Hà", "", "", "7 cháu"],
            [1.0, "Lê Bảo Bình", 2015.0, "", "Tây"],
            ["A", "Thị trấn Dùng"],
            ["01", "Lê Bảo Châu", 2016.0, "x", "Khối 1"],
        ],
        "A7:E7",
        {
            4: TUNG | {"full_name": "Lê Bảo An", "birth": "2014", "birth_precision": "year", "sex": "female",
                       "hamlet": "Đông", "address_as_written": "Đông"},
            6: {"full_name": "Lê Bảo Bình", "birth": "2015", "birth_precision": "year", "sex": "male", "hamlet": "Tây",
                "former_commune": "Thanh Hà", "commune": "Kim Bảng", "address_as_written": "Tây"},
            8: {"full_name": "Lê Bảo Châu", "birth": "2016", "birth_precision": "year", "sex": "female",
                "hamlet": "Khối 1", "former_commune": "Dùng", "commune": "Đại Đồng", "address_as_written": "Khối 1"},
        },
    ),
    (
        "the commune merged over its children",
        [
            ["DANH SÁCH NĂM 2024"],
            ["TT", "Xã, thị trấn", "Họ và tên trẻ", "Ngày sinh", "Xóm"],
            [1.0, "Thanh Tùng", "Lê Bảo An", "28/7/2014", "Đông"],
            [2.0, "", "Lê Bảo Bình", "3/10/2015", ""],
        ],
        "B3:B4",
        {
            3: AN | TUNG | {"hamlet": "Đông", "address_as_written": "Đông, Thanh Tùng"},
            4: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2015-10-03", "birth_precision": "day",
                       "address_as_written": "Thanh Tùng"},
        },
    ),
    (
        "the commune written once above its children, not merged",
        [
            ["DANH SÁCH NĂM 2024"],
            ["TT", "Xã", "Họ và tên", "Năm sinh"],
            [1.0, "Thanh Tùng", "Lê Bảo An", 2014.0],
            [2.0, "", "Lê Bảo Bình", 2015.0],
            [3.0, "", "Lê Bảo Châu", 2015.0],
            [4.0, "Thanh Hà", "Lê Bảo Dung", 2015.0],
            [5.0, "", "Lê Bảo Em", 2015.0],
        ],
        "",
        {
            3: TUNG | {"full_name": "Lê Bảo An", "birth": "2014", "birth_precision": "year",
                       "address_as_written": "Thanh Tùng"},
            4: TUNG | {"full_name": "Lê Bảo Bình", "birth": "2015", "birth_precision": "year"},
            5: TUNG | {"full_name": "Lê Bảo Châu", "birth": "2015", "birth_precision": "year"},
            6: {"full_name": "Lê Bảo Dung", "birth": "2015", "birth_precision": "year", "former_commune": "Thanh Hà",
                "commune": "Kim Bảng", "address_as_written": "Thanh Hà"},
            7: {"full_name": "Lê Bảo Em", "birth": "2015", "birth_precision": "year", "former_commune": "Thanh Hà",
                "commune": "Kim Bảng"},
        },
    ),
    (
        "the header far down, under a long letter head",
        [
            ["LIÊN ĐOÀN LAO ĐỘNG"], ["Số: 12/LĐLĐ"], ["Kính gửi: Các công đoàn cơ sở"], [], ["V/v rà soát trẻ mồ côi"],
            *([[]] * 20),
            ["TRẺ EM XÃ THANH TÙNG, NĂM 2024"],
            ["Stt", "Họ tên học sinh", "NTNS", "Phái", "Khối lớp"],
            ["1", "Lê Bảo An", "28/7/2014", "Nữ", "4"],
        ],
        "",
        {28: AN | TUNG | {"sex": "female", "grade": 4}},
    ),
    (
        "sections say who is dead",
        [
            TITLE,
            ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Xóm"],
            ["I", "Trẻ mồ côi cả cha lẫn mẹ"],
            [1.0, "Lê Bảo An", "28/7/2014", "Nữ", "Xóm 2"],
            ["II", "Trẻ mồ côi cha"],
            [2.0, "lê thị Bình", "2015", "Nữ", "Xóm 3"],
            ["III", "Đối tượng khác"],
            [3.0, "Lê Văn CẢNH", "2016", "Nam", "Xóm 3"],
        ],
        "",
        {
            4: {**AN, **TUNG, "sex": "female", "hamlet": "Xóm 2", "address_as_written": "Xóm 2",
                "orphan_status": "both"},
            6: {**TUNG, **XOM_3, "full_name": "Lê Thị Bình", "sex": "female", "birth": "2015",
                "birth_precision": "year", "orphan_status": "father"},
            8: {**TUNG, **XOM_3, "full_name": "Lê Văn Cảnh", "sex": "male", "birth": "2016",
                "birth_precision": "year"},
        },
    ),
    (
        "short headings, southern words, a question whose no is no answer",
        [
            TITLE,
            ["Stt", "H.tên", "N.sinh", "GT", "Ấp", "Ba mất", "Má mất", "Sống với ai", "Số máy", "Hoàn cảnh KT"],
            [1.0, "LÊ BẢO AN", "28/7/2014", "nữ", "Ấp 3", "x", "", "Ngoại: bà Trần Thị Út", "0939 112 233",
             "Không"],
            [2.0, "Lê Văn Bình", "3/2016", "nam", "Ấp 3", "", "x", "Dì Hai (Trần Thị Hai)", "", "Cận nghèo"],
        ],
        "",
        {
            3: {**AN, **TUNG, **AP_3, "sex": "female", "orphan_status": "father", "caregiver_name": "Trần Thị Út",
                "caregiver_relation": "bà ngoại", "phone": "0939112233", "poverty": "none"},
            4: {**BINH, **TUNG, **AP_3, "sex": "male", "orphan_status": "mother",
                "caregiver_name": "Trần Thị Hai", "caregiver_relation": "dì",
                "poverty": "near_poor"},
        },
    ),
    (
        "no name where a parent's stands, and both parents in one cell by lines",
        [
            TITLE,
            ["TT", "Họ và tên", "Ngày sinh", "Họ tên bố", "Họ tên mẹ", "Người nuôi dưỡng - quan hệ - SĐT"],
            [1.0, "Lê Bảo An", "28/7/2014", "chết năm 2020", "đã mất", "Lê Văn A - ông nội - 0939 112 233"],
            [2.0, "Lê Văn Bình", "3/2016", "mất tích", "Trần Thị C", "mẹ đẻ"],
        ],
        "",
        {
            3: {**AN, **TUNG, "note": "Họ tên bố: chết năm 2020; Họ tên mẹ: đã mất", "orphan_status": "both",
                "caregiver_name": "Lê Văn A",
                "caregiver_relation": "ông nội", "phone": "0939112233"},
            4: {**BINH, **TUNG, "mother_name": "Trần Thị C", "caregiver_relation": "mẹ đẻ",
                "note": "Họ tên bố: mất tích"},
        },
    ),
    (
        "the carer's year of birth, years under Nam and Nữ, poor and near-poor by their letters",
        [
            TITLE,
            ["TT", "Họ, tên trẻ", "Năm sinh", "", "Tình trạng", "", "", "Người chăm sóc trẻ", "", "Gia đình thuộc"],
            ["", "", "Nam", "Nữ", "Mồ côi", "", "", "Họ tên", "Năm sinh", "HN", "HCN"],
            ["", "", "", "", "Bố", "Mẹ", "Cả 2"],
            [1.0, "Lê Bảo An", "", "28/7/2014", "", "", "X", "Trần Văn Bưởi", 1950.0, "X"],
            [2.0, "Lê Văn Cảnh", 2016.0, "", "X", "", "", "Trần Thị Soa", 1985.0, "", "X"],
        ],
        "A2:A4 B2:B4 C2:D2 C3:C4 D3:D4 E2:G2 E3:G3 H2:I2 H3:H4 I3:I4 J2:K2 J3:J4 K3:K4",
        {
            5: {**AN, **TUNG, "sex": "female", "orphan_status": "both", "caregiver_name": "Trần Văn Bưởi",
                "poverty": "poor", "note": "Người chăm sóc trẻ › Năm sinh: 1950"},
            6: {**TUNG, "full_name": "Lê Văn Cảnh", "birth": "2016", "birth_precision": "year", "sex": "male",
                "orphan_status": "father", "caregiver_name": "Trần Thị Soa", "poverty": "near_poor",
                "note": "Người chăm sóc trẻ › Năm sinh: 1985"},
        },
    ),
    (
        "whether each parent lives beside the name",
        [
            TITLE,
            ["TT", "Họ tên trẻ", "Ngày sinh", "Cha", "", "Mẹ", "", "Người nuôi"],
            ["", "", "", "Họ tên", "Còn/mất", "Họ tên", "Còn/mất"],
            [1.0, "Lê Bảo An", "28/7/2014", "Lê Văn A", "Mất", "Trần Thị B", "Còn", "mẹ"],
            [2.0, "Lê Văn Bình", "3/2016", "Lê Văn C", "bỏ đi", "Trần Thị D", "mất", "bà nội"],
        ],
        "A2:A3 B2:B3 C2:C3 D2:E2 F2:G2 H2:H3",
        {
            4: {**AN, **TUNG, "orphan_status": "father", "father_name": "Lê Văn A", "mother_name": "Trần Thị B",
                "caregiver_relation": "mẹ"},
            5: {**BINH, **TUNG, "orphan_status": "mother", "father_name": "Lê Văn C", "mother_name": "Trần Thị D",
                "caregiver_relation": "bà nội", "note": "Cha › Còn/mất: bỏ đi"},
        },
    ),
]  # fmt: skip
