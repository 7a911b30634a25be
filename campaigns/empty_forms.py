"""The Excel form of a gift list."""

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
