"""What a list of donors holds: who may give, with or without a child yet."""

import re

from imports import parsers as read
from imports.donor_names import donor
from imports.fields import ColumnContext, Field, ListKind, Problem, Values, headings, is_mark, looks, register, text_of
from imports.reading import Cell
from imports.rows import SheetContext
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.money import parse_amount
from vietnamese.text import fold

NO_NAME = gettext_noop("The donor's name is missing.")
NOT_A_NUMBER = gettext_noop("“%(text)s” is not a number of children. Write it as 2.")
NOT_A_KIND = gettext_noop("“%(text)s” is not a kind of donor. Write individual, organisation, group or fund.")

KINDS = (
    ("individual", ("ca nhan", "individual", "nguoi")),
    ("organisation", ("to chuc", "tap the", "don vi", "co quan", "doanh nghiep", "organisation", "cong ty")),
    ("group", ("nhom", "group", "gia dinh")),
    ("fund", ("quy", "fund")),
)


def kind_of(cell: Cell, column: ColumnContext) -> Values:
    """_kind: individual, organisation, group or fund, as the list says it."""
    plain = fold(text_of(cell))
    found = next((kind for kind, words in KINDS if plain.startswith(words)), None)
    if found is None:
        raise Unreadable(NOT_A_KIND, text=text_of(cell)[:60])
    return {"_kind": found}


def children_count(cell: Cell, column: ColumnContext) -> Values:
    """capacity_children: "2", "02 cháu"."""
    m = re.fullmatch(r"(\d{1,3})\s*(?:chau|tre|em|con)?", fold(text_of(cell)))
    if not m:
        raise Unreadable(NOT_A_NUMBER, text=text_of(cell)[:60])
    return {"capacity_children": int(m[1])} if int(m[1]) else {}


def monthly(cell: Cell, column: ColumnContext) -> Values:
    """capacity_vnd: VND a month."""
    return {"capacity_vnd": parse_amount(cell, unit_vnd=column.unit_vnd)}


def yes(cell: Cell, column: ColumnContext) -> Values:
    """is_public: only a clear yes is one."""
    return {"is_public": True} if is_mark(cell) or fold(text_of(cell)).startswith(("dong y", "yes")) else {}


FIELDS = (
    Field("row_number", gettext_noop("No."), headings("STT; TT; Số TT; Số thứ tự; No"), read.ignored, looks("number")),
    Field("code", gettext_noop("Code"), headings("Mã; Mã số; Mã người đỡ đầu; Mã nhà tài trợ"), read.text("code")),
    Field(
        "kind",
        gettext_noop("Kind of donor"),
        headings("Loại; Loại hình; Cá nhân/tổ chức; Loại người đỡ đầu; Cá nhân, tổ chức; Loại nhà tài trợ; Đối tượng"),
        kind_of,
    ),
    Field(
        "title",
        gettext_noop("Form of address"),
        headings("Xưng hô; Danh xưng; Ông/bà; Ông, bà"),
        read.text("_title"),
        exact=True,
    ),
    Field(
        "donor",
        gettext_noop("Donor"),
        headings(
            "Người đỡ đầu; Tên tập thể, cá nhân; Tên đơn vị, cá nhân; Họ và tên; Họ tên; Nhà tài trợ; Nhà hảo tâm; "
            "Tổ chức, cá nhân; Cá nhân, đơn vị; Họ tên người đỡ đầu; Tên người đỡ đầu; Mẹ đỡ đầu; "
            "Tên tổ chức, cá nhân; Đơn vị, cá nhân đỡ đầu; Tập thể, cá nhân; Người nhận đỡ đầu; Tên nhà tài trợ; "
            "Đơn vị tài trợ; "
            "Đơn vị đỡ đầu; Tên đơn vị; Cơ quan, đơn vị, cá nhân; Tên tập thể, cá nhân nhận đỡ đầu; "
            "Người ủng hộ; Mạnh thường quân"
        ),
        donor,
        looks("name", "organisation"),
        vital=True,
    ),
    Field(
        "contact_name",
        gettext_noop("Contact person"),
        headings("Người liên hệ; Người đại diện; Đại diện; Họ tên người đại diện; Đầu mối liên hệ; Thủ trưởng đơn vị"),
        read.person("contact_name"),
        looks("name"),
    ),
    Field(
        "position_title",
        gettext_noop("Position"),
        headings("Chức vụ; Chức danh; Chức vụ người đại diện"),
        read.text("position_title"),
    ),
    Field(
        "donor_phone",
        gettext_noop("Telephone"),
        headings("Số điện thoại; SĐT; Điện thoại; ĐT; SĐT liên hệ; Điện thoại liên hệ; Liên hệ; Số ĐT; Di động; Phone"),
        read.phone("donor_phone"),
        looks("phone"),
    ),
    Field(
        "other_phone",
        gettext_noop("Other telephone"),
        headings("Số điện thoại khác; SĐT khác; Điện thoại khác; SĐT 2; Điện thoại 2; Số điện thoại 2"),
        read.phone("_other_phone"),
        looks("phone"),
    ),
    Field("email", gettext_noop("E-mail"), headings("Email; E-mail; Thư điện tử; Địa chỉ email; Hộp thư"), read.email),
    Field(
        "donor_address",
        gettext_noop("Address"),
        headings(
            "Địa chỉ; Địa chỉ/Chức vụ, đơn vị; Nơi ở; Đơn vị công tác; Nơi công tác; Địa chỉ liên hệ; "
            "Cơ quan công tác; Địa chỉ đơn vị; Chức vụ, đơn vị"
        ),
        read.text("donor_address"),
    ),
    Field(
        "wishes",
        gettext_noop("Wishes"),
        headings("Nguyện vọng; Mong muốn; Yêu cầu; Nguyện vọng nhận đỡ đầu; Đăng ký nhận đỡ đầu; Nội dung đăng ký"),
        read.text("wishes"),
    ),
    Field(
        "capacity_children",
        gettext_noop("Children it can take"),
        headings("Số trẻ có thể nhận; Số cháu nhận đỡ đầu; Số trẻ nhận đỡ đầu; Số cháu đăng ký; Số trẻ đăng ký; "
                 "Số lượng trẻ; Số cháu có thể nhận"),
        children_count,
        looks("number"),
    ),
    Field(
        "capacity_vnd",
        gettext_noop("VND a month it can give"),
        headings("Số tiền mỗi tháng có thể giúp; Mức đăng ký/tháng; Số tiền đăng ký/tháng; Khả năng hỗ trợ/tháng; "
                 "Mức hỗ trợ/tháng; Số tiền/tháng; Mức đăng ký"),
        monthly,
        looks("money"),
    ),
    Field(
        "is_public",
        gettext_noop("May be named in public"),
        headings("Được nêu tên công khai; Đồng ý nêu tên; Cho phép công khai; Công khai tên; Đồng ý công khai"),
        yes,
    ),
    Field(
        "counted",
        gettext_noop("Children sponsored today"),
        headings("Số trẻ đang đỡ đầu; Số trẻ được đỡ đầu; Đang đỡ đầu; Số cháu đang đỡ đầu"),
        read.ignored,
        looks("number"),
    ),
    Field("managing_unit", gettext_noop("Managing unit"), headings("Đơn vị quản lý; Đơn vị phụ trách"), read.ignored),
    Field("note", gettext_noop("Note"), headings("Ghi chú; Ghi chú khác"), read.note),
    Field("mending", gettext_noop("What has to be mended"), ("Nội dung cần sửa",), read.ignored),  # our own download
    Field("signature", gettext_noop("Signature"), headings("Ký nhận; Ký tên; Chữ ký"), read.ignored),
)  # fmt: skip

VALUE_KEYS = tuple(
    """
    donor donor_kind donor_honorific donor_phone other_donor_phone contact_name position_title email donor_address
    wishes capacity_children capacity_vnd is_public code note
    """.split()
)


def finish(values: Values, context: SheetContext) -> list[Problem]:
    """What a column of its own says of the donor counts more than what the name looks like."""
    if kind := values.get("_kind"):
        values["donor_kind"] = kind
    if title := values.get("_title"):
        values["donor_honorific"] = str(title)[:10]
    if (title := str(values.get("donor_honorific") or "")).isupper():
        values["donor_honorific"] = title.capitalize()
    if other := values.get("_other_phone"):
        values["other_donor_phone"] = other
    return []


DONORS = register(
    ListKind(
        key="donors",
        label=gettext_noop("List of donors"),
        fields=FIELDS,
        value_keys=VALUE_KEYS,
        name_field="donor",
        missing_name=NO_NAME,
        finish=finish,
        telling=frozenset({"donor"}),
        names_units=frozenset({"donor"}),
    )
)
