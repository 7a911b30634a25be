"""What a gift list holds: who gets what, by name, or only how many at which rate."""

import re
from collections.abc import Callable

from imports import parsers as read
from imports.fields import ColumnContext, Field, ListKind, Parse, Problem, Values, headings, looks, register, text_of
from imports.reading import Cell
from imports.rows import SheetContext
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.money import parse_amount
from vietnamese.text import fold

NO_NAME = gettext_noop("The recipient's name is missing.")
NOT_A_COUNT = gettext_noop("“%(text)s” is not a number of recipients. Write it as 118.")

_COUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,6})\s*(?:chau|em|suat|hoc sinh|hs|tre|phan|nguoi|giai|qua)?\.?")


def count(cell: Cell, column: ColumnContext) -> Values:
    """quantity: 118, "118 cháu", "02"."""
    written = text_of(cell)
    if written in ("-", "–"):
        return {}
    m = _COUNT.fullmatch(fold(written))
    if not m:
        raise Unreadable(NOT_A_COUNT, text=written[:60])
    return {"quantity": int(m[1].replace(".", ""))}


def money(key: str) -> Parse:
    """An amount in VND under `key`; "-" is none."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        if text_of(cell) in ("-", "–", "0"):
            return {}
        return {key: parse_amount(cell, unit_vnd=column.unit_vnd)}

    return parse


FIELDS = (
    Field("row_number", gettext_noop("No."), headings("STT; TT; Số TT; Số thứ tự; No"), read.ignored, looks("number")),
    Field("list_code", gettext_noop("Code of the gift list"), headings("Mã danh sách quà; Mã danh sách"),
          read.text("list_code")),
    Field(
        "full_name",
        gettext_noop("Full name"),
        headings(
            "Họ và tên cháu; Họ và tên; Họ tên; Họ tên cháu; Họ và tên trẻ; Họ tên con; Họ và tên con; Tên con; "
            "Tên cháu; Họ và tên học sinh; Họ tên học sinh; Họ và tên các cháu; Họ tên em; Họ và tên người nhận; "
            "Người nhận quà; "
            "Họ tên người nhận; Họ và tên người được nhận; Tên học sinh; Họ và tên con CNVCLĐ; Họ và tên thiếu nhi; "
            "Họ tên trẻ em; Họ và tên con đoàn viên; Họ tên con CBGV; Họ và tên cháu được nhận quà; Name"
        ),
        read.person("full_name"),
        looks("name"),
        vital=True,
    ),
    Field(
        "birth",
        gettext_noop("Date of birth"),
        headings(
            "Năm sinh; Ngày sinh; Ngày, tháng, năm sinh; Sinh năm; Sinh ngày; Tuổi; NS; NTNS; Ngày sinh của cháu; "
            "Năm sinh của con; Ngày sinh của con"
        ),
        read.birth,
        looks("date", "year"),
    ),
    Field("sex", gettext_noop("Sex"), headings("Giới tính; Nam/Nữ; Nam, nữ; Giới"), read.sex, looks("sex")),
    Field(
        "parent_name",
        gettext_noop("Child of"),
        headings(
            "Con ông (bà); Con ông/bà; Con ông bà; Con đồng chí; Con đ/c; Con của; Là con của; Họ tên bố mẹ; "
            "Phụ huynh; "
            "Họ và tên bố (mẹ); Họ tên bố/mẹ; Họ và tên cha mẹ; Họ tên cha (mẹ); Con anh (chị); Họ tên phụ huynh; "
            "Họ và tên đoàn viên; Họ tên đoàn viên; Tên bố mẹ; Họ và tên CNVCLĐ; Bố mẹ; Họ và tên cán bộ, giáo viên; "
            "Con CB, GV, NV; Con thầy cô; Con cô (thầy); Họ tên bố hoặc mẹ; Con cán bộ"
        ),
        read.person("parent_name"),
        looks("name"),
    ),
    Field(
        "group",
        gettext_noop("Gift or award"),
        headings(
            "Nội dung; Đối tượng; Loại quà; Nhóm; Nhóm quà; Nội dung chi; Danh hiệu; Thành tích; Nội dung khen thưởng; "
            "Hình thức khen thưởng; Diện; Diện được nhận; Loại khen thưởng; Thành tích đạt được; Nội dung tặng quà; "
            "Loại; Giải; Đạt giải; Mức khen thưởng; Danh mục; Khoản chi; Đối tượng nhận quà; Nội dung hỗ trợ; "
            "Đối tượng được tặng quà; Loại hình; Nhóm đối tượng; Đối tượng thụ hưởng; Hình thức"
        ),
        read.text("group"),
        looks("text"),
    ),
    Field(
        "unit",
        gettext_noop("Unit"),
        headings(
            "Đơn vị; Công đoàn; CĐCS; Công đoàn cơ sở; Đơn vị công tác; Cơ quan, đơn vị; Cơ quan; Tên đơn vị; "
            "Công đoàn bộ phận; Nơi công tác; Tổ công đoàn; Tên CĐCS; Bộ phận; Phòng ban; Chi hội; "
            "Đơn vị công tác của bố mẹ"
        ),
        read.unit_name("unit"),
        looks("organisation", "text"),
    ),
    Field(
        "school",
        gettext_noop("School"),
        headings("Trường; Trường học; Tên trường; Học tại trường; Lớp/Trường; Trường, lớp; Đang học trường; Nơi học"),
        read.text("school"),
    ),
    Field("grade", gettext_noop("Grade"), headings("Lớp; Học lớp; Khối lớp; Đang học lớp"), read.text("grade")),
    Field(
        "hamlet",
        gettext_noop("Hamlet"),
        headings("Xóm; Thôn; Thôn, xóm; Xóm/thôn; Khối; Khối, xóm; Bản; Tổ dân phố"),
        read.place("hamlet"),
        looks("place", "text"),
    ),
    Field(
        "former_commune",
        gettext_noop("Commune (before 7/2025)"),
        headings("Xã (trước 7/2025); Xã cũ; Xã trước sáp nhập"),
        read.place("former"),
    ),
    Field(
        "present_commune",
        gettext_noop("Commune (present)"),
        headings("Xã (hiện nay); Xã mới; Xã sau sáp nhập"),
        read.place("present"),
    ),
    Field(
        "commune",
        gettext_noop("Commune"),
        headings("Xã; Xã, phường; Phường; Xã/thị trấn; Xã, phường, thị trấn; Địa bàn; Địa phương"),
        read.place("commune"),
    ),
    Field(
        "address",
        gettext_noop("Address"),
        headings("Địa chỉ; Chỗ ở hiện nay; Nơi ở; Nơi cư trú; Chỗ ở; Địa chỉ thường trú; Thường trú"),
        read.place("address"),
        looks("place", "text"),
    ),
    Field(
        "quantity",
        gettext_noop("Number"),
        headings(
            "Số cháu; Số lượng; Số suất; SL; Số em; Số học sinh; Số trẻ; Số người; Số suất quà; Số lượng cháu; "
            "Số phần; "
            "Số giải; Tổng số cháu; Số lượng suất; Số phần quà; Số lượng (cháu); Số HS; Số con"
        ),
        count,
        looks("number"),
        vital=True,
    ),
    Field(
        "rate",
        gettext_noop("Rate"),
        headings(
            "Mức quà; Định mức; Mức chi; Đơn giá; Mức thưởng; Mức tiền; Mức hỗ trợ; Mức/suất; Trị giá; Giá trị; "
            "Mức quà/cháu; Trị giá/suất; Mức khen; Mức quà tặng; Số tiền/cháu; Số tiền/suất; Số tiền 1 suất; "
            "Trị giá quà; Mức tặng; Giá trị suất quà; Mức tiền thưởng; Định mức/cháu"
        ),
        money("rate_vnd"),
        looks("money", "number"),
        vital=True,
    ),
    Field(
        "amount",
        gettext_noop("Amount of money"),
        headings(
            "Số tiền; Thành tiền; Tổng tiền; Tiền thưởng; Tiền quà; Số tiền nhận; Kinh phí; Tổng số tiền; "
            "Số tiền được nhận; "
            "Tiền mặt; Tổng kinh phí; Tổng cộng; Số tiền thưởng; Số tiền hỗ trợ; Được nhận; Tổng"
        ),
        money("amount_vnd"),
        looks("money", "number"),
        vital=True,
    ),
    Field("goods", gettext_noop("Goods"), headings("Hiện vật; Quà; Quà tặng; Phần quà; Quà bằng hiện vật"),
          read.text("goods")),
    Field("given", gettext_noop("Handed over"), headings("Đã nhận; Tình trạng nhận"), read.ignored),
    Field(
        "signature",
        gettext_noop("Signature"),
        headings("Ký nhận; Ký tên; Chữ ký; Người nhận ký; Ký nhận tiền; Phụ huynh ký nhận"),
        read.ignored,
    ),
    Field("note", gettext_noop("Note"), headings("Ghi chú; Ghi chú khác; Chú thích"), read.note),
    Field("mending", gettext_noop("What has to be mended"), ("Nội dung cần sửa",), read.ignored),  # our own download
)  # fmt: skip

VALUE_KEYS = tuple(
    """
    full_name birth birth_precision sex parent_name group unit school grade quantity rate_vnd amount_vnd goods
    hamlet former_commune former_commune_key commune commune_key address_as_written list_code note
    """.split()
)


def finish(values: Values, context: SheetContext) -> list[Problem]:
    """Put the place together; what money means only the whole sheet tells (gift_sums)."""
    place, problems = context.locator.locate(values)
    values.update(place)
    return list(problems)


def register_gifts(complete: Callable[..., None]) -> ListKind:
    """Make the gift list known, with what completes a whole workbook."""
    return register(
        ListKind(
            key="gifts",
            label=gettext_noop("Gift list"),
            fields=FIELDS,
            value_keys=VALUE_KEYS,
            name_field="full_name",
            missing_name=NO_NAME,
            finish=finish,
            or_named_by=("group", "unit"),
            complete=complete,
            names_units=frozenset({"group", "unit"}),
            telling=frozenset({"amount", "rate", "quantity", "group", "goods"}),
        )
    )
