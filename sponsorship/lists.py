"""What a list of who sponsors whom holds."""

from imports import parsers as read
from imports.donor_names import donor
from imports.fields import Field, ListKind, Problem, Values, headings, looks, register
from imports.names import child_name, take_from_name
from imports.rows import SheetContext
from sponsorship.list_headings import child_headings, donor_headings, rate_headings
from sponsorship.list_own import OWN_FIELDS, known_by_code
from vietnamese.errors import gettext_noop
from vietnamese.periods import last_month

NO_CHILD = gettext_noop("The child's name is missing.")
NO_DONOR = gettext_noop("The donor's name is missing.")
NO_AMOUNT = gettext_noop("The amount is missing.")
OTHER_LENGTH = gettext_noop("The period of this row is not %(count)s months. Which is right?")
NO_PER = gettext_noop("How often the amount is given is missing: each month, quarter, year, or once.")


FIELDS = (
    *OWN_FIELDS,
    Field(
        "row_number",
        gettext_noop("No."),
        headings("STT; TT; Số TT; Số thứ tự; No"),
        read.ignored,
        looks("number"),
    ),
    Field(
        "donor",
        gettext_noop("Donor"),
        headings(
            "Tên tập thể, cá nhân nhận đỡ đầu; Tên tập thể, cá nhân; Tập thể, cá nhân; Người nhận đỡ đầu; "
            "Người đỡ đầu; Đơn vị nhận đỡ đầu; Đơn vị, cá nhân nhận đỡ đầu; Tên đơn vị, cá nhân; Mẹ đỡ đầu; "
            "Họ tên người đỡ đầu; Nhà tài trợ; Nhà hảo tâm; Đơn vị đỡ đầu; Cá nhân, đơn vị; Tổ chức, cá nhân; "
            "Họ tên người nhận đỡ đầu; Tổ chức, cá nhân nhận đỡ đầu; Đơn vị, cá nhân đỡ đầu; Họ tên mẹ đỡ đầu; "
            "Tên đơn vị; CĐCS nhận đỡ đầu; Công đoàn nhận đỡ đầu; Tên CĐCS; "
            "Người, đơn vị nhận đỡ đầu; Đơn vị hỗ trợ; Cơ quan, đơn vị, cá nhân; Bên nhận đỡ đầu; Người hỗ trợ"
        )
        + donor_headings("Họ tên", "Tên"),
        donor,
        looks("name", "organisation"),
        vital=True,
        fills_down="donor",
    ),
    Field(
        "donor_address",
        gettext_noop("Donor's address or post"),
        headings(
            "Địa chỉ/Chức vụ, đơn vị; Địa chỉ; Chức vụ, đơn vị; Đơn vị công tác; Chức vụ; Địa chỉ người đỡ đầu; "
            "Nơi công tác; Địa chỉ đơn vị; Địa chỉ công tác; Cơ quan công tác"
        )
        + donor_headings("Địa chỉ", "Chức vụ"),
        read.text("donor_address"),
        after="donor",
        fills_down="donor",
    ),
    Field(
        "donor_phone",
        gettext_noop("Donor's telephone"),
        headings(
            "SĐT; Số điện thoại; Điện thoại; ĐT; SĐT liên hệ; Điện thoại liên hệ; Liên hệ; SĐT người đỡ đầu; "
            "Số ĐT; Phone"
        )
        + donor_headings("SĐT", "Điện thoại", "Số điện thoại"),
        read.phone("donor_phone"),
        looks("phone"),
        after="donor",
        fills_down="donor",
    ),
    Field(
        "child",
        gettext_noop("Child"),
        headings(
            "Trẻ được nhận đỡ đầu; Họ tên trẻ; Họ và tên trẻ; Tên trẻ; Tên cháu; Họ tên cháu; Con đỡ đầu; "
            "Trẻ được đỡ đầu; Họ tên trẻ được đỡ đầu; Cháu được nhận đỡ đầu; Họ tên con đỡ đầu; "
            "Trẻ em được nhận đỡ đầu; Trẻ mồ côi; Họ và tên trẻ em; Họ tên em; Tên trẻ được nhận đỡ đầu; "
            "Họ tên học sinh; Người được đỡ đầu; Họ và tên; Họ tên"
        )
        + child_headings("Họ tên", "Họ và tên", "Tên"),
        child_name("child"),
        looks("name"),
        vital=True,
        after="donor",
        fills_down="child",
    ),
    Field(
        "child_birth",
        gettext_noop("Child's date of birth"),
        headings(
            "Năm sinh; Ngày sinh; Ngày tháng năm sinh; Sinh năm; Sinh ngày; Năm sinh của trẻ; Ngày sinh của trẻ; Tuổi; "
            "NS; SN; NTNS"
        )
        + child_headings("Năm sinh", "Ngày sinh", "Ngày tháng năm sinh", "Sinh năm"),
        read.birth,
        looks("date", "year"),
        vital=True,
        after="child",
        fills_down="child",
    ),
    Field(
        "child_sex",
        gettext_noop("Child's sex"),
        headings("Giới tính; Nam/Nữ") + child_headings("Giới tính"),
        read.sex,
        looks("sex"),
        fills_down="child",
    ),
    Field(
        "hamlet",
        gettext_noop("Hamlet"),
        headings("Xóm; Thôn; Thôn, xóm") + child_headings("Xóm", "Thôn", "Thôn xóm"),
        read.place("hamlet"),
        after="child",
        fills_down="child",
    ),
    Field(
        "former_commune",
        gettext_noop("Commune (before 7/2025)"),
        headings("Xã (trước 7/2025); Xã cũ") + child_headings("Xã cũ"),
        read.place("former"),
        after="child",
        fills_down="child",
    ),
    Field(
        "present_commune",
        gettext_noop("Commune (present)"),
        headings("Xã (hiện nay); Xã mới") + child_headings("Xã mới"),
        read.place("present"),
        after="child",
        fills_down="child",
    ),
    Field(
        "commune",
        gettext_noop("Commune"),
        headings("Xã; Xã, phường; Xã/thị trấn; Thuộc xã") + child_headings("Xã", "Xã phường"),
        read.place("commune"),
        after="child",
        fills_down="child",
    ),
    Field(
        "address",
        gettext_noop("Child's address"),
        headings("Địa chỉ; Chỗ ở hiện nay; Nơi ở; Nơi ở của trẻ; Địa chỉ của trẻ; Nơi cư trú")
        + child_headings("Địa chỉ", "Chỗ ở", "Nơi ở", "Nơi cư trú", "Chỗ ở hiện nay"),
        read.place("address"),
        after="child",
        fills_down="child",
    ),
    Field(
        "support_form",
        gettext_noop("Form of support"),
        headings("Hình thức; Hình thức hỗ trợ; Hình thức đỡ đầu"),
        read.text("support_form"),
    ),
    Field(
        "rate",
        gettext_noop("Amount"),
        headings("Kinh phí hỗ trợ; Mức tiền; Định mức; Mức kinh phí; Mức trợ giúp; Mức nhận đỡ đầu; Amount")
        + rate_headings(),
        read.rate,
        looks("money"),
        vital=True,
    ),
    Field(
        "period",
        gettext_noop("Period"),
        headings(
            "Thời gian hỗ trợ; Thời gian; Thời gian đỡ đầu; Thời hạn; Thời gian (từ… đến…); Thời gian từ đến; "
            "Thời gian nhận đỡ đầu; Thời gian thực hiện; Thời hạn hỗ trợ; Giai đoạn; Thời hạn đỡ đầu"
        ),
        read.period,
        looks("period", "date"),
        vital=True,
    ),
    Field(
        "starts",
        gettext_noop("From"),
        headings("Từ tháng; Bắt đầu; Từ ngày; Từ; Thời gian bắt đầu; Thời gian từ; Ngày bắt đầu; Thời gian hỗ trợ từ"),
        read.bound("starts"),
        looks("date"),
        vital=True,
    ),
    Field(
        "ends",
        gettext_noop("To"),
        headings(
            "Đến tháng; Kết thúc; Đến ngày; Đến; Thời gian kết thúc; Thời gian đến; Ngày kết thúc; Thời gian hỗ trợ đến"
        ),
        read.bound("ends"),
        looks("date"),
        vital=True,
    ),
    Field(
        "months_count",
        gettext_noop("Number of months"),
        headings("Số tháng; Số tháng hỗ trợ; Số tháng đỡ đầu; Số tháng nhận đỡ đầu"),
        read.months,
        exact=True,
    ),
    Field(
        "stated_total",
        gettext_noop("Total"),
        headings("Tổng; Tổng cộng; Tổng số tiền; Thành tiền; Tổng kinh phí; Tổng tiền; Tổng mức hỗ trợ"),
        read.stated_total,
        looks("money", "number"),
    ),
    Field(
        "connecting_unit",
        gettext_noop("Connecting unit"),
        headings("Đơn vị kết nối; Kết nối; Đơn vị giới thiệu; Cơ quan kết nối; Nguồn kết nối; Đơn vị vận động"),
        read.unit_name("connecting_unit"),
    ),
    Field(
        "note",
        gettext_noop("Note"),
        headings("Ghi chú; Ghi chú khác"),
        read.note,
    ),
    Field("mending", gettext_noop("What has to be mended"), ("Nội dung cần sửa",), read.ignored),  # our own download
    Field(
        "signature",
        gettext_noop("Signature"),
        headings("Ký nhận; Ký tên"),
        read.ignored,
    ),
)

VALUE_KEYS = tuple(
    """
    donor donor_kind donor_phone child child_birth_year former_commune amount_vnd per starts ends
    donor_honorific donor_address other_donor_phone child_birth child_birth_precision sex hamlet commune
    former_commune_key commune_key address_as_written support_form months until_age_18 until_grade
    stated_total_vnd connecting_unit note code
    """.split()
)


def finish(values: Values, context: SheetContext) -> list[Problem]:
    """Put the child's place together; say what a pledge cannot do without."""
    take_from_name(values)
    place, problems = context.locator.locate(values)
    values.update(place)
    _child_birth(values)
    if values.get("_donor_phone") and not values["donor_phone"]:
        values["donor_phone"] = values["_donor_phone"]
    problems = [*problems, *_length(values, context)]
    if values.pop("_once", False) and not values["per"]:
        values["per"] = "once"
    return [*problems, *_missing(values)]


def _child_birth(values: Values) -> None:
    birth = values.pop("birth", None)
    values["child_birth"], values["child_birth_precision"] = birth, values.pop("birth_precision", None)
    values["child_birth_year"] = int(str(birth)[:4]) if birth else None


def _length(values: Values, context: SheetContext) -> list[Problem]:
    """A column of its own says how long: what the period lacks, or what must agree with it."""
    count = values.get("_months")
    if not isinstance(count, int):
        return []
    starts, ends = values["starts"], values["ends"]
    if not any(values[key] for key in ("ends", "months", "until_age_18", "until_grade")):
        values["months"], values["ends"] = count, last_month(str(starts), count) if starts else None
    elif count != (values["months"] or count) or (starts and ends and ends != last_month(str(starts), count)):
        return [Problem(context.heading_of("months_count"), OTHER_LENGTH, {"count": count})]
    return []


def _missing(values: Values) -> list[Problem]:
    found = []
    if not values["donor"] and not values.get("_unread_donor"):
        found.append(Problem("", NO_DONOR))
    if values["amount_vnd"] is None and not values.get("_unread_rate"):
        found.append(Problem("", NO_AMOUNT))
    if values["amount_vnd"] is not None and not values["per"]:
        found.append(Problem("", NO_PER))
    return found


PLEDGES = register(
    ListKind(
        key="pledges",
        label=gettext_noop("List of who sponsors whom"),
        fields=FIELDS,
        value_keys=VALUE_KEYS,
        name_field="child",
        missing_name=NO_CHILD,
        finish=finish,
        several_tables=True,
        complete=known_by_code,
    )
)
