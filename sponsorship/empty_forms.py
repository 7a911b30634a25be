"""The Excel form of a list of who sponsors whom."""

from imports.empty_forms import EmptyForm, FormColumn, register_form

register_form(
    EmptyForm(
        kind="pledges",
        title="Danh sách tập thể, cá nhân nhận đỡ đầu trẻ",
        columns=(
            FormColumn("row_number", 6, "number"),
            FormColumn("donor", 36, needed=True, hint="Tên đơn vị, hoặc ông/bà và họ tên."),
            FormColumn("donor_phone", 14, heading="SĐT người đỡ đầu"),
            FormColumn("donor_address", 28, heading="Địa chỉ người đỡ đầu"),
            FormColumn("child", 26, needed=True, heading="Họ và tên trẻ"),
            FormColumn("child_birth", 13, heading="Ngày sinh của trẻ", hint="31/12/2015; 12/2015; hoặc chỉ năm 2015."),
            FormColumn("commune", 20, needed=True, heading="Xã", hint="Xã của trẻ; xã cũ hay mới đều được."),
            FormColumn("support_form", 18, choices=("Tiền mặt", "Chuyển khoản", "Học bổng", "Sổ tiết kiệm",
                                                    "Thẻ bảo hiểm y tế", "Hiện vật", "Chăm sóc trực tiếp")),
            FormColumn("rate", 22, needed=True, heading="Mức hỗ trợ", hint="500.000 đ/tháng; 6 triệu/năm."),
            FormColumn("starts", 13, needed=True, heading="Từ tháng", hint="01/2025"),
            FormColumn("ends", 16, heading="Đến tháng", hint="12/2027; hoặc: đủ 18 tuổi; hết lớp 12."),
            FormColumn("connecting_unit", 28, hint="Đơn vị đã giới thiệu, kết nối."),
            FormColumn("note", 26),
        ),
        instructions=(
            "Mỗi trẻ một dòng. Một người đỡ đầu nhận nhiều trẻ thì ghi lại tên ở từng dòng.",
            "Một trẻ có nhiều người đỡ đầu thì mỗi người đỡ đầu một dòng.",
        ),
    )
)  # fmt: skip
