"""The Excel form of a list of donors."""

from imports.empty_forms import EmptyForm, FormColumn, register_form

register_form(
    EmptyForm(
        kind="donors",
        title="Danh sách người đỡ đầu, nhà tài trợ",
        columns=(
            FormColumn("row_number", 6, "number"),
            FormColumn("donor", 36, needed=True, heading="Tên tập thể, cá nhân", hint="Đơn vị, hoặc ông/bà và họ tên."),
            FormColumn("kind", 14, choices=("Cá nhân", "Tổ chức", "Nhóm", "Quỹ")),
            FormColumn("contact_name", 24, hint="Với tổ chức: người đại diện, đầu mối."),
            FormColumn("position_title", 18),
            FormColumn("donor_phone", 14),
            FormColumn("email", 26),
            FormColumn("donor_address", 32),
            FormColumn("capacity_children", 12, "number", hint="Số trẻ muốn nhận; để trống nếu chưa biết."),
            FormColumn("capacity_vnd", 16, "money", hint="Số tiền mỗi tháng, tính bằng đồng."),
            FormColumn("wishes", 34, hint="Địa bàn, tuổi, trai hay gái, trường …"),
            FormColumn("is_public", 14, choices=("Có", "Không"), hint="Chỉ ghi Có khi người đỡ đầu đã đồng ý."),
            FormColumn("note", 26),
        ),
    )
)
