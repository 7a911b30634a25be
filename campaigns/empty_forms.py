"""The Excel forms of a gift list and of a list of contributions."""

from imports.empty_forms import EmptyForm, FormColumn, register_form

register_form(
    EmptyForm(
        kind="gifts",
        title="Danh sách cháu nhận quà, khen thưởng",
        columns=(
            FormColumn("row_number", 6, "number"),
            FormColumn("full_name", 26, needed=True, heading="Họ và tên cháu"),
            FormColumn("birth", 13, heading="Ngày sinh", hint="31/12/2015; 12/2015; hoặc chỉ năm 2015."),
            FormColumn("parent_name", 24),
            FormColumn("unit", 28, hint="Công đoàn cơ sở, cơ quan của bố mẹ."),
            FormColumn("school", 24),
            FormColumn("grade", 8),
            FormColumn("commune", 18, hint="Xã cũ hay mới đều được."),
            FormColumn("group", 26, needed=True, heading="Nội dung", hint="Cùng một loại thì ghi giống nhau.",
                       choices=("Quà 1/6", "Quà Trung thu", "Quà Tết", "Học sinh giỏi", "Học bổng")),
            FormColumn("amount", 14, "money", heading="Số tiền", hint="Tính bằng đồng. Quà hiện vật thì để trống."),
            FormColumn("goods", 22, heading="Hiện vật"),
            FormColumn("signature", 14),
            FormColumn("note", 24),
        ),
        instructions=(
            "Mỗi suất quà một dòng; cháu nhận hai suất thì ghi hai dòng.",
            "Chỉ có số lượng, không có tên thì dùng các cột: Nội dung, Số cháu, Mức quà, Thành tiền.",
        ),
    )
)  # fmt: skip
register_form(
    EmptyForm(
        kind="contributions",
        title="Danh sách đóng góp cho chiến dịch",
        columns=(
            FormColumn("row_number", 6, "number"),
            FormColumn("campaign", 16, needed=True, heading="Mã chiến dịch", hint="Như CD000012."),
            FormColumn("received_on", 13, needed=True, heading="Ngày nhận", hint="31/12/2026."),
            FormColumn("giver", 34, needed=True, heading="Người đóng góp",
                       hint="Có hồ sơ người đỡ đầu thì ghi mã (ND000012); hoặc tên đơn vị, hoặc họ tên."),
            FormColumn("people_count", 10, "number", heading="Số người góp"),
            FormColumn("amount", 16, "money", heading="Số tiền", hint="Tính bằng đồng; hiện vật thì ghi trị giá."),
            FormColumn("item", 20, heading="Hiện vật", hint="Đúng tên trong danh sách hiện vật của chiến dịch."),
            FormColumn("quantity", 10, "number", heading="Số lượng hiện vật"),
            FormColumn("source", 18, heading="Nguồn",
                       choices=("Xã hội hóa", "Tài chính công đoàn", "Ngân sách", "Quỹ", "Đối tác")),
            FormColumn("method", 14, heading="Hình thức", choices=("Tiền mặt", "Chuyển khoản")),
            FormColumn("note", 26),
        ),
        instructions=(
            "Mỗi khoản một dòng. Nhập xong, mỗi khoản có một số phiếu thu, không bỏ cách số nào.",
            "Để trống cột Nguồn là xã hội hóa; để trống cột Hình thức là tiền mặt.",
        ),
    )
)  # fmt: skip
