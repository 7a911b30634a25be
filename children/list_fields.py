"""The columns of a list of children: how they are headed and read."""

from children import list_parsers as own
from children.list_headings import NO_CARER, NO_PARENT, NOT_THE_CHILDS, address_headings, birth_headings
from imports import parsers as read
from imports.fields import Field, headings, looks
from imports.names import child_name
from vietnamese.errors import gettext_noop

# fmt: off
FIELDS = (
    Field("row_number", gettext_noop("No."), headings("STT; TT; Số TT; Số thứ tự; No; S T T"), read.ignored,
          looks("number")),
    Field("code", gettext_noop("Code"), headings("Mã; Mã số; Mã trẻ; Mã hồ sơ; Mã số trẻ"), read.text("code")),
    Field(
        "full_name",
        gettext_noop("Full name"),
        headings(
            "Họ và tên; Họ tên; Họ và tên trẻ; Họ tên trẻ em; Họ và tên cháu; Tên trẻ; Tên cháu; Họ tên em; "
            "Họ và tên trẻ em; Họ và tên con; Trẻ em; Tên; Name; Họ tên học sinh; Họ, tên, chữ đệm; Họ và tên đệm; "
            "Họ đệm; Họ và đệm; Họ và chữ lót; Họ lót"
        ),
        child_name("full_name"),
        looks("name"),
        vital=True,
    ),
    Field(
        "given_name",
        gettext_noop("Given name (in a column of its own)"),
        headings("Tên"),
        read.text("_given"),
        looks("given"),
        after="full_name",
        exact=True,
    ),
    Field(
        "birth",
        gettext_noop("Date of birth"),
        headings(
            "Ngày sinh; Ngày, tháng, năm sinh; Năm sinh; Sinh ngày; Sinh năm; Ngày tháng năm sinh trẻ; Tuổi; "
            "NS; SN; NTNS; Birth date; DOB; Ngày sinh của trẻ; Sinh ngày tháng năm"
        ),
        read.birth,
        looks("date"),
        vital=True,
        never=NOT_THE_CHILDS,
    ),
    Field("birth_day", gettext_noop("Day of birth"), birth_headings("ngày"), read.number("_day", 31),
          looks("number"), never=NOT_THE_CHILDS),
    Field("birth_month", gettext_noop("Month of birth"), birth_headings("tháng"), read.number("_month", 12),
          looks("number"), never=NOT_THE_CHILDS),
    Field("birth_year", gettext_noop("Year of birth"), birth_headings("năm"), read.number("_year", 2100),
          looks("year"), never=NOT_THE_CHILDS),
    Field(
        "male",
        gettext_noop("Boys"),
        headings("Nam; Ngày, tháng, năm sinh Nam; Ngày sinh Nam; Năm sinh Nam; Giới tính Nam; Sinh ngày Nam"),
        read.birth_of("male"),
        looks("date", "mark"),
        vital=True,
        never=NOT_THE_CHILDS,
    ),
    Field(
        "female",
        gettext_noop("Girls"),
        headings("Nữ; Ngày, tháng, năm sinh Nữ; Ngày sinh Nữ; Năm sinh Nữ; Giới tính Nữ; Sinh ngày Nữ"),
        read.birth_of("female"),
        looks("date", "mark"),
        vital=True,
        never=rf"{NOT_THE_CHILDS}|\bphu nu\b",
    ),
    Field(
        "sex",
        gettext_noop("Sex"),
        headings("Giới tính; Giới; Nam/Nữ; Nam, nữ; Gender; Trai/gái; Phái"),
        read.sex,
        looks("sex"),
    ),
    Field("ethnicity", gettext_noop("Ethnic group"), headings("Dân tộc; Thành phần dân tộc; Ethnicity"),
          read.text("ethnicity")),
    Field(
        "hamlet",
        gettext_noop("Hamlet"),
        headings(
            "Xóm; Thôn; Xóm/thôn; Thôn, xóm; Khối, xóm; Thôn bản; Xóm, khối, bản; Tổ dân phố; Khối; Bản; Ấp; "
            "Khu dân cư; Tổ; Khu"
        )
        + address_headings("xóm", "thôn", "xóm thôn", "khối xóm", "bản"),
        read.place("hamlet"),
        looks("place", "text"),
    ),
    Field(
        "former_commune",
        gettext_noop("Commune (before 7/2025)"),
        headings("Xã (trước 7/2025); Xã cũ; Xã trước sáp nhập; Đơn vị hành chính cũ; Xã trước đây; Xã phường cũ"),
        read.place("former"),
    ),
    Field(
        "present_commune",
        gettext_noop("Commune (present)"),
        headings("Xã (hiện nay); Xã mới; Xã sau sáp nhập; Đơn vị hành chính mới; Xã phường mới"),
        read.place("present"),
    ),
    Field(
        "commune",
        gettext_noop("Commune"),
        headings("Xã; Xã, phường; Phường; Xã/thị trấn; Xã, phường, thị trấn; Thuộc xã; Địa bàn; Địa phương")
        + address_headings("xã", "xã phường", "phường"),
        read.place("commune"),
    ),
    Field(
        "district",
        gettext_noop("District or province"),
        headings("Huyện; Huyện, tỉnh; Quận huyện; Thuộc huyện; Huyện, thị xã; Tỉnh; Tỉnh, thành phố; Huyện (cũ)")
        + address_headings("huyện", "huyện tỉnh", "quận huyện", "tỉnh"),
        read.place("district"),
    ),
    Field(
        "address",
        gettext_noop("Address"),
        headings(
            "Địa chỉ; Chỗ ở hiện nay; Nơi ở; Nơi ở hiện nay; Nơi cư trú; Hộ khẩu thường trú; Nơi thường trú; "
            "Chỗ ở hiện nay xóm xã; Thường trú; HKTT; Nơi ĐKHKTT; Hộ khẩu; Quê quán; Nơi ở hiện tại; Chỗ ở; Trú quán"
        )
        + address_headings("xóm xã", "thôn xã", "xóm xã huyện", "của trẻ"),
        read.place("address"),
        looks("place", "text"),
    ),
    Field(
        "circumstances",
        gettext_noop("Circumstances"),
        headings(
            "Hoàn cảnh; Hoàn cảnh gia đình; Tình trạng mồ côi; Diện mồ côi; Mồ côi; Tình trạng; "
            "Hoàn cảnh của trẻ; Mồ côi cha mẹ; Đối tượng; Situation; Tóm tắt hoàn cảnh; Orphan status; "
            "Lý do mồ côi; Loại mồ côi; Còn/mất; Bố mẹ còn hay mất; Cha mẹ còn/mất; Cha/mẹ mất; Nguyên nhân mồ côi"
        ),
        read.circumstances,
        looks("orphan", "text", "death"),
    ),
    Field(
        "father_dead",
        gettext_noop("Father dead"),
        headings("Mồ côi cha; Mồ côi bố; Cha; Bố; Cha mất; Hoàn cảnh mồ côi cha; Cha còn/mất; Cha còn hay mất"),
        read.dead("father"),
        looks("mark"),
        never=NO_PARENT,
    ),
    Field(
        "mother_dead",
        gettext_noop("Mother dead"),
        headings("Mồ côi mẹ; Mẹ; Mẹ mất; Hoàn cảnh mồ côi mẹ; Mẹ còn/mất; Mẹ còn hay mất"),
        read.dead("mother"),
        looks("mark"),
        never=NO_PARENT,
    ),
    Field(
        "both_dead",
        gettext_noop("Both parents dead"),
        headings(
            "Mồ côi cả cha và mẹ; Mồ côi cả cha lẫn mẹ; Cả cha và mẹ; Mồ côi cả bố và mẹ; Mồ côi cả bố lẫn mẹ; "
            "Mồ côi cha mẹ; Mồ côi cả hai; Cả hai; Hoàn cảnh mồ côi cả cha mẹ; Mồ côi bố mẹ; Cả bố mẹ"
        ),
        read.dead("both"),
        looks("mark"),
        never=NO_PARENT,
    ),
    Field("father_state", gettext_noop("What became of the father"), headings("Tình trạng của bố; Tình trạng của cha"),
          own.state("father"), looks("text")),
    Field("mother_state", gettext_noop("What became of the mother"), headings("Tình trạng của mẹ"),
          own.state("mother"), looks("text")),
    Field(
        "father_name",
        gettext_noop("Father"),
        headings("Họ tên bố; Họ tên cha; Họ và tên bố; Họ và tên cha; Tên bố; Tên cha; Bố; Cha"),
        own.parent("father"),
        looks("name"),
        never=NO_PARENT,
    ),
    Field(
        "mother_name",
        gettext_noop("Mother"),
        headings("Họ tên mẹ; Họ và tên mẹ; Tên mẹ; Mẹ"),
        own.parent("mother"),
        looks("name"),
        never=NO_PARENT,
    ),
    Field(
        "parents",
        gettext_noop("Both parents"),
        headings(
            "Họ tên cha mẹ; Họ tên bố mẹ; Họ và tên cha, mẹ; Họ và tên bố, mẹ; Cha, mẹ; Bố, mẹ; Tên cha mẹ; Tên bố mẹ; "
            "Họ tên cha/mẹ; Họ tên bố/mẹ"
        ),
        own.parents,
        looks("parents"),
        never=NO_PARENT,
    ),
    Field(
        "caregiver_name",
        gettext_noop("Carer"),
        headings(
            "Người nuôi dưỡng; Người chăm sóc; Người giám hộ; Người nuôi dưỡng/quan hệ; "
            "Họ tên người nuôi dưỡng; Họ tên người giám hộ; Người nuôi dưỡng họ tên; Người đại diện; "
            "Người trực tiếp nuôi dưỡng; Đang ở với; Sống cùng; Đang sống với; Đang sống cùng; Sống với; Ở với; "
            "Ở cùng; Hiện ở với; Người đỡ đầu chăm sóc; Guardian name; Người giám hộ họ và tên; "
            "Họ tên người chăm sóc; Người bảo trợ; Hiện đang ở với ai; Ở với ai; Người nuôi; Chủ hộ; "
            "Người đang nuôi; Người nuôi dưỡng quan hệ số điện thoại; Người chăm sóc hiện nay; "
            "Người nuôi dưỡng hiện nay; Người chăm sóc quan hệ số điện thoại"
        ),
        read.caregiver,
        looks("name", "relation"),
        never=NO_CARER,
    ),
    Field(
        "caregiver_relation",
        gettext_noop("Relation to the child"),
        headings(
            "Quan hệ; Quan hệ với trẻ; Mối quan hệ; Quan hệ với cháu; Người nuôi dưỡng quan hệ; Quan hệ với em; "
            "Người giám hộ quan hệ; Người chăm sóc quan hệ; Là gì của trẻ"
        ),
        read.relation,
        looks("relation"),
    ),
    Field(
        "phone",
        gettext_noop("Telephone"),
        headings(
            "SĐT; Số điện thoại; Điện thoại; ĐT; SĐT liên hệ; Điện thoại liên hệ; Liên hệ; Số ĐT; "
            "SĐT người nuôi dưỡng; Guardian phone; Di động; Người nuôi dưỡng SĐT; Người giám hộ điện thoại; "
            "Điện thoại người giám hộ; Phone; Tel"
        ),
        read.phone("phone"),
        looks("phone"),
    ),
    Field(
        "poverty",
        gettext_noop("Household"),
        headings(
            "Hộ nghèo/cận nghèo; Diện hộ; Thuộc hộ; Hộ nghèo, cận nghèo; Thuộc diện hộ; "
            "Diện hộ nghèo cận nghèo; Loại hộ; Hoàn cảnh kinh tế; Thuộc diện; Poverty; Kinh tế gia đình; "
            "Gia đình thuộc hộ"
        ),
        read.poverty(),
        looks("poverty"),
    ),
    Field(
        "poor",
        gettext_noop("Poor household"),
        headings("Hộ nghèo; Nghèo; Diện hộ nghèo; Thuộc hộ nghèo"),
        read.poverty("poor"),
        looks("mark", "poverty"),
    ),
    Field(
        "near_poor",
        gettext_noop("Near-poor household"),
        headings("Hộ cận nghèo; Cận nghèo; Diện hộ cận nghèo; Thuộc hộ cận nghèo"),
        read.poverty("near_poor"),
        looks("mark", "poverty"),
    ),
    Field(
        "union_unit",
        gettext_noop("Union member's child (union)"),
        headings(
            "Con ĐVCĐ; Con ĐVCĐ (đơn vị); Con đoàn viên; Con đoàn viên công đoàn; "
            "Con đoàn viên, NLĐ (tên CĐCS); Tên CĐCS; Con đoàn viên, người lao động; Công đoàn cơ sở; "
            "Con CNVCLĐ; CĐCS; Là con đoàn viên công đoàn; Con CBCNVC; Đơn vị công đoàn; Union unit; "
            "Bố mẹ là đoàn viên công đoàn; Con đoàn viên (CĐCS); Công đoàn; Bố mẹ là đoàn viên CĐCS; "
            "CĐCS của bố mẹ; Bố mẹ là đoàn viên"
        ),
        own.union,
        looks("organisation", "text"),
    ),
    Field(
        "has_donor",
        gettext_noop("Has a donor already"),
        headings(
            "Đã có người đỡ đầu; Đã có người đỡ đầu ai mức; Đã được đỡ đầu; Đã có người nhận đỡ đầu; "
            "Mẹ đỡ đầu; Họ tên mẹ đỡ đầu; Người nhận đỡ đầu; Đơn vị nhận đỡ đầu; Người đỡ đầu; "
            "Người đã nhận đỡ đầu; Đã được nhận đỡ đầu; Đã được hỗ trợ đỡ đầu; Tình trạng đỡ đầu; Đơn vị đã nhận đỡ đầu"
        ),
        own.has_donor,
    ),
    Field(
        "school",
        gettext_noop("School"),
        headings(
            "Trường; Trường học; Tên trường; Nơi học; Lớp/Trường; Trường, lớp; Học tại trường; Đang học trường; "
            "Học lớp, trường; Lớp, trường đang học"
        ),
        own.school,
    ),
    Field("grade", gettext_noop("Grade"), headings("Lớp; Học lớp; Đang học lớp; Khối lớp"), read.grade),
    Field("note", gettext_noop("Note"), headings("Ghi chú; Ghi chú khác; Chú thích; Ghi chú thêm"), read.note),
    Field("mending", gettext_noop("What has to be mended"), ("Nội dung cần sửa",), read.ignored),  # our own download
    Field("signature", gettext_noop("Signature"), headings("Ký nhận; Ký tên; Chữ ký"), read.ignored),
)
