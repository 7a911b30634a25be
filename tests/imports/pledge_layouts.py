"""Lists of who sponsors whom as unions lay them out by hand. Every person is invented. See child_layouts."""

from tests.imports.child_layouts import TUNG, Layout

BINH = {"child": "Lê Bảo Bình", "child_birth": "2015", "child_birth_precision": "year", "child_birth_year": 2015}
CHAU = {"child": "Lê Bảo Châu", "child_birth": "2016", "child_birth_precision": "year", "child_birth_year": 2016}
AN = {"donor": "Lê Thị An", "donor_kind": "individual", "donor_honorific": "Bà"}
SCHOOL = {"donor": "Công đoàn Trường TH Ngọc Sơn", "donor_kind": "organisation"}
MONTHLY = {"amount_vnd": 500_000, "per": "month"}
YEARS = {"starts": "2024-01", "ends": "2026-12"}

LAYOUTS: list[Layout] = [
    (
        "a donor merged over two children",
        [
            ["DANH SÁCH TẬP THỂ, CÁ NHÂN NHẬN ĐỠ ĐẦU NĂM 2024"],
            ["STT", "Tên tập thể, cá nhân", "Địa chỉ/Chức vụ, đơn vị", "SĐT", "Trẻ được nhận đỡ đầu", "", "",
             "Hình thức", "Mức hỗ trợ/tháng", "Thời gian (từ… đến…)", "Tổng", "Đơn vị kết nối"],
            ["", "", "", "", "Họ tên", "Năm sinh", "Địa chỉ", "", "", "", "", ""],
            [1.0, "Bà Lê Thị An", "Giáo viên", "0912345678", "Lê Bảo Bình", 2015.0, "Xóm Đông, Thanh Tùng", "Tiền mặt",
             500000.0, "01/2024 - 12/2026", 18000000.0, "Hội LHPN huyện"],
            ["", "", "", "", "Lê Bảo Châu", 2016.0, "Xóm Tây, Thanh Tùng", "Tiền mặt", 500000.0, "01/2024 - 12/2026",
             18000000.0, "Hội LHPN huyện"],
        ],
        "A2:A3 B2:B3 C2:C3 D2:D3 E2:G2 H2:H3 I2:I3 J2:J3 K2:K3 L2:L3 A4:A5 B4:B5 C4:C5 D4:D5",
        {
            row: AN | child | TUNG | MONTHLY | YEARS | {
                "donor_address": "Giáo viên", "donor_phone": "0912345678", "support_form": "Tiền mặt",
                "stated_total_vnd": 18_000_000, "connecting_unit": "Hội LHPN huyện", "hamlet": hamlet,
                "address_as_written": f"{hamlet}, Thanh Tùng"}
            for row, child, hamlet in ((4, BINH, "Xóm Đông"), (5, CHAU, "Xóm Tây"))
        },
    ),
    (
        "a child merged over two donors",
        [
            ["DANH SÁCH NĂM 2024"],
            ["STT", "Họ tên trẻ", "Năm sinh", "Xã", "Người nhận đỡ đầu", "Mức hỗ trợ", "Thời gian hỗ trợ"],
            [1.0, "Lê Bảo Bình", 2015.0, "Thanh Tùng", "Bà Lê Thị An", "500k/tháng", "Từ 01/2024 đến 12/2026"],
            ["", "", "", "", "CĐ Trường TH Ngọc Sơn", "300.000đ/ tháng", "Từ 01/2024 đến 12/2026"],
        ],
        "A3:A4 B3:B4 C3:C4 D3:D4",
        {
            3: AN | BINH | TUNG | MONTHLY | YEARS | {"address_as_written": "Thanh Tùng"},
            4: SCHOOL | BINH | TUNG | YEARS | {"donor": "CĐ Trường TH Ngọc Sơn", "amount_vnd": 300_000, "per": "month",
                                               "address_as_written": "Thanh Tùng"},
        },
    ),
    (
        "a child's second donor in the next row, nothing merged",
        [
            ["DANH SÁCH NĂM 2024"],
            ["STT", "Họ tên trẻ", "Năm sinh", "Xã", "Người nhận đỡ đầu", "Mức hỗ trợ", "Thời gian hỗ trợ"],
            [1.0, "Lê Bảo Bình", 2015.0, "Thanh Tùng", "Bà Lê Thị An", "500k/tháng", "Từ 01/2024 đến 12/2026"],
            ["", "", "", "", "Bà Hồ Thị Dần", "500k/tháng", "Từ 01/2024 đến 12/2026"],
            [2.0, "Lê Bảo Châu", 2016.0, "Thanh Tùng", "Bà Lê Thị An", "500k/tháng", "Từ 01/2024 đến 12/2026"],
        ],
        "",
        {
            3: AN | BINH | TUNG | MONTHLY | YEARS | {"address_as_written": "Thanh Tùng"},
            4: AN | BINH | TUNG | MONTHLY | YEARS | {"donor": "Hồ Thị Dần", "address_as_written": "Thanh Tùng"},
            5: AN | CHAU | TUNG | MONTHLY | YEARS | {"address_as_written": "Thanh Tùng"},
        },
    ),
    (
        "amounts in thousands, from and to in two columns, donors in two sections",
        [
            ["DANH SÁCH NHẬN ĐỠ ĐẦU NĂM 2024"],
            ["ĐVT: nghìn đồng"],
            ["TT", "Đơn vị, cá nhân nhận đỡ đầu", "Trẻ được đỡ đầu", "Sinh năm", "Xã", "Mức hỗ trợ/tháng", "Từ tháng",
             "Đến tháng"],
            ["I", "TẬP THỂ"],
            [1.0, "Công đoàn Trường TH Ngọc Sơn", "LÊ BẢO BÌNH", 2015.0, "xã Thanh Tùng", 500.0, "01/2024", "12/2026"],
            ["II", "CÁ NHÂN"],
            [1.0, "Bà Lê Thị An", "Lê Bảo Châu", 2016.0, "xã Thanh Tùng", 500.0, "01/2024", "12/2026"],
            ["", "Tổng cộng", "", "", "", 1000.0],
        ],
        "",
        {
            5: SCHOOL | BINH | TUNG | MONTHLY | YEARS | {"address_as_written": "xã Thanh Tùng"},
            7: AN | CHAU | TUNG | MONTHLY | YEARS | {"address_as_written": "xã Thanh Tùng"},
        },
    ),
    (
        "children first, donor with post and telephone, until the child is of age",
        [
            ["DANH SÁCH CON ĐỠ ĐẦU (Tính đến ngày 30/9/2024)"],
            ["STT", "Con đỡ đầu", "", "Mẹ đỡ đầu", "", "", "Mức đỡ đầu", "Thời hạn"],
            ["", "Họ và tên", "Ngày sinh", "Họ tên", "Chức vụ", "Điện thoại", "", ""],
            [1.0, "Lê Bảo Bình", 2015.0, "Bà Lê Thị An", "Hiệu trưởng", "0912345678", "1tr5/quý", "đến khi đủ 18 tuổi"],
            [2.0, "Lê Bảo Châu", 2016.0, "Quỹ Mẹ đỡ đầu huyện", "", "", "6 triệu đồng/em/năm", "3 năm từ 01/2024"],
        ],
        "A2:A3 B2:C2 D2:F2 G2:G3 H2:H3",
        {
            4: AN | BINH | {"donor_address": "Hiệu trưởng", "donor_phone": "0912345678", "amount_vnd": 1_500_000,
                            "per": "quarter", "until_age_18": True},
            5: CHAU | YEARS | {"donor": "Quỹ Mẹ đỡ đầu huyện", "donor_kind": "fund", "amount_vnd": 6_000_000,
                               "per": "year", "months": 36},
        },
    ),
    (
        "a savings book, given once",
        [
            ["DANH SÁCH TRAO SỔ TIẾT KIỆM NĂM 2024, XÃ THANH TÙNG"],
            ["TT", "Đơn vị hỗ trợ", "Họ tên cháu", "Ngày sinh của cháu", "Hình thức hỗ trợ", "Số tiền (đồng)",
             "Thời gian"],
            [1.0, "CĐ Trường TH Ngọc Sơn", "Lê Bảo Bình", 2015.0, "Sổ tiết kiệm", "10.000.000 đ (một lần)", "05/2024"],
        ],
        "",
        {3: BINH | TUNG | {"donor": "CĐ Trường TH Ngọc Sơn", "donor_kind": "organisation", "amount_vnd": 10_000_000,
                           "per": "once", "support_form": "Sổ tiết kiệm", "starts": "2024-05"}},
    ),
]  # fmt: skip
