"""The Word templates that stand until a unit brings its own; an administrator downloads them to start from."""

from collections.abc import Callable, Sequence
from functools import cache

from sponsorship.papers.kinds import Paper
from sponsorship.papers.word_draft import BEHALF, UNIT, Draft

PROGRAMME = "Chương trình “Mẹ đỡ đầu – Kết nối yêu thương”"

# An empty cell is room enough: dots in each row, as a sentence has them, would fill the table.
OFTEN_EMPTY = {"birth", "commune", "conduct", "grade", "note", "phone", "receiver", "remark", "result", "school"}


@cache
def default_template(paper: str) -> bytes:
    """A .docx with fields, made once a process."""
    return DEFAULTS[paper]().saved()


def _agreement() -> Draft:
    draft = Draft()
    draft.head()
    draft.title("BIÊN BẢN THỎA THUẬN", "Về việc nhận đỡ đầu trẻ em")
    draft.text("{% if legal_basis %}__{{ legal_basis }}__{% endif %}", indent=False)
    draft.text(
        "Thực hiện chương trình “Mẹ đỡ đầu – Kết nối yêu thương”{% if campaign %}, {{ campaign }}{% endif %}, hôm nay, "
        "{{ day }}, chúng tôi gồm:"
    )
    draft.text("**BÊN A (Bên nhận đỡ đầu)**", indent=False)
    draft.text("Tên tổ chức, cá nhân: {{ donor }}")
    draft.text("Người đại diện: {{ donor_contact }}   Chức vụ: {{ donor_position }}")
    draft.text("Địa chỉ: {{ donor_address }}")
    draft.text("**BÊN B (Đơn vị kết nối)**", indent=False)
    draft.text(f"Tên đơn vị: {UNIT}")
    draft.text("Người đại diện: ………………………………   Chức vụ: …………………")
    draft.text("**BÊN C (Người giám hộ, người nuôi dưỡng của cháu)**", indent=False)
    draft.text("Họ và tên: {{ guardian }}   Quan hệ với cháu: {{ guardian_relationship }}")
    draft.text("Ba bên cùng thỏa thuận những điều sau đây:")
    draft.text(
        "**Điều 1. Nội dung đỡ đầu.** Bên A nhận đỡ đầu {{ child.text }}, với mức hỗ trợ {{ support }}"
        "{% if months %} {{ months }}{% endif %}, {{ period }}{% if total %}. Tổng kinh phí cam kết: **{{ total }}** "
        "(Bằng chữ: {{ total_in_words }}), trao thành {{ instalments_count }} lần{% endif %}."
    )
    draft.text(
        "**Điều 2. Trách nhiệm của Bên A.** Trao hỗ trợ đầy đủ, đúng hạn thông qua Bên B hoặc trực tiếp cho Bên C khi "
        "có mặt Bên B; báo cho Bên B ít nhất 30 ngày trước khi thay đổi hoặc thôi đỡ đầu."
    )
    draft.text(
        "**Điều 3. Trách nhiệm của Bên B.** Tiếp nhận và trao đủ phần hỗ trợ đến cháu, có ký nhận; theo dõi, thăm hỏi "
        "cháu; mỗi năm báo cho Bên A số tiền đã nhận, đã trao và việc học tập của cháu trong phạm vi gia đình đồng ý."
    )
    draft.text(
        "**Điều 4. Trách nhiệm của Bên C.** Sử dụng phần hỗ trợ vào việc nuôi dưỡng, học tập của cháu; báo cho Bên B "
        "khi cháu thay đổi nơi ở, nơi học hoặc người nuôi dưỡng."
    )
    draft.text(
        "**Điều 5. Bảo vệ trẻ em.** Việc đỡ đầu không làm phát sinh quan hệ giám hộ hoặc nuôi con nuôi. Hình ảnh và "
        "thông tin riêng của cháu chỉ được sử dụng khi người giám hộ, và cháu từ đủ 07 tuổi, đã đồng ý."
    )
    draft.text("**Điều 6.** Biên bản được lập thành 03 bản có giá trị như nhau, mỗi bên giữ 01 bản.")
    draft.signatures(("ĐẠI DIỆN BÊN A", ""), ("ĐẠI DIỆN BÊN B", ""), ("BÊN C", ""))
    return draft


def _certificate() -> Draft:
    draft = Draft(landscape=True, size=15)
    draft.head(day="")
    draft.line("**GIẤY CHỨNG NHẬN**", size=34, before=24)
    draft.line("__Trân trọng ghi nhận và cảm ơn tấm lòng của__")
    draft.line("**{{ donor }}**", size=24)
    draft.line(
        "đã nhận đỡ đầu {{ children_count }}{% for child in children %}"
        "{% if child.is_named %}, {{ child.name }}{% endif %}{% endfor %}"
    )
    draft.line("trong chương trình **“Mẹ đỡ đầu – Kết nối yêu thương”**{% if campaign %}, {{ campaign }}{% endif %}")
    draft.line("{% if support %}Mức hỗ trợ: {{ support }}, {{ period }}{% endif %}")
    draft.line("{% if total %}Tổng kinh phí cam kết: **{{ total }}**{% endif %}")
    draft.line("{% if total %}__(Bằng chữ: {{ total_in_words }})__{% endif %}")
    draft.signatures(("", ""), (BEHALF, ""), above="{{ head.place }}, {{ day }}")
    return draft


def _receipt() -> Draft:
    draft = Draft()
    draft.text(f"**{UNIT}**", indent=False)
    draft.text("Số: **{{ number }}**", indent=False)
    draft.title("PHIẾU THU")
    draft.line("__{{ day }}__")
    draft.text("Người nộp: **{{ donor }}**", indent=False)
    draft.text("Địa chỉ: {{ donor_address }}", indent=False)
    draft.text(
        "Nội dung: Ủng hộ chương trình “Mẹ đỡ đầu – Kết nối yêu thương”, đỡ đầu {{ child.name }} ({{ pledge }})",
        indent=False,
    )
    draft.text("Số tiền: **{{ amount }}**{% if note %} ({{ note }}){% endif %}", indent=False)
    draft.text("Bằng chữ: __{{ amount_in_words }}__", indent=False)
    draft.text(
        "Hình thức: {{ method }}{% if reference %}   Chứng từ kèm theo: {{ reference }}{% endif %}", indent=False
    )
    draft.signatures(("THỦ TRƯỞNG ĐƠN VỊ", ""), ("NGƯỜI NỘP", ""), ("NGƯỜI THU", ""))
    return draft


def _handover() -> Draft:
    draft = Draft()
    draft.head()
    draft.title("BIÊN BẢN BÀN GIAO", "Hỗ trợ trong chương trình “Mẹ đỡ đầu – Kết nối yêu thương”")
    draft.text("Hôm nay, {{ day }}, tại {{ occasion }}, chúng tôi gồm:")
    draft.text(f"**BÊN GIAO:** {UNIT}", indent=False)
    draft.text("Người giao: {{ given_by }}   Chức vụ: …………………")
    draft.text("**BÊN NHẬN:** gia đình cháu {{ child }}", indent=False)
    draft.text("Người nhận: {{ received_by }}   Quan hệ với cháu: {{ relationship }}")
    draft.text("Hai bên cùng bàn giao phần hỗ trợ sau đây:")
    draft.facts(
        (
            "Cháu được nhận",
            "**{{ child }}**{% if child_birth %}, sinh {{ child_birth }}{% endif %}"
            "{% if child_commune %}, {{ child_commune }}{% endif %}",
        ),
        ("Nguồn hỗ trợ", "{{ donor }} (lượt đỡ đầu {{ pledge }})"),
        ("Nội dung", "Hỗ trợ bằng {{ what }}"),
        ("Giá trị", "**{{ amount }}**\n__Bằng chữ: {{ amount_in_words }}__"),
        ("Hình thức trao", "{{ method }}"),
    )
    draft.text("Bên nhận đã nhận đủ phần hỗ trợ nói trên và sử dụng vào việc nuôi dưỡng, học tập của cháu.")
    draft.text(
        "Biên bản được lập thành 02 bản có giá trị như nhau: 01 bản giao cho gia đình, 01 bản lưu tại đơn vị "
        "({{ code }})."
    )
    draft.signatures(("BÊN NHẬN", "{{ received_by }}"), ("NGƯỜI CHỨNG KIẾN", ""), ("BÊN GIAO", "{{ given_by }}"))
    return draft


def _statement() -> Draft:
    draft = Draft(size=12)
    draft.head()
    draft.title("BẢNG KÊ HỖ TRỢ NĂM {{ year }}", PROGRAMME)
    draft.text("Kính gửi: **{{ donor }}** (mã số {{ donor_code }})", indent=False)
    draft.text(
        "Trong năm {{ year }}, quý vị đã đồng hành cùng **{{ children_count }}**. Đơn vị đã nhận **{{ received }} "
        "đồng** __({{ received_in_words }})__, đã trao đến các cháu **{{ delivered }} đồng** "
        "__({{ delivered_in_words }})__; cuối năm còn giữ **{{ held }} đồng** để trao tiếp."
    )
    draft.text("**1. Các cháu được đỡ đầu** (đơn vị tính: đồng)", indent=False)
    names: tuple[str, ...] = ("number", "child.text", "support", "due", "received", "delivered", "held")
    draft.table(
        ("TT", "Cháu", "Mức hỗ trợ", "Đến hạn trong năm", "Đã nhận", "Đã trao", "Còn giữ cuối năm"),
        _each("line", *names),
        "line in pledges",
        ("", "**Cộng**", "", "{{ due }}", "{{ received }}", "{{ delivered }}", "{{ held }}"),
        _amounts(names),
    )
    for number, what, rows in (("2", "nhận", "receipts"), ("3", "trao", "handovers")):
        draft.text(f"**{number}. Các lần đã {what}**", indent=False)
        headings = ("Ngày", "Số phiếu", "Cháu", "Số tiền (đồng)", "Ghi chú")
        names = ("day", "code", "child", "amount", "remark")
        draft.table(headings, _each("entry", *names), f"entry in {rows}", right=_amounts(names))
    draft.text(
        "__Bảng kê gồm các lượt đỡ đầu mà đơn vị lập bảng đang quản lý.__ Trân trọng cảm ơn quý vị.", indent=False
    )
    draft.signatures(("NGƯỜI LẬP BẢNG", ""), ("THỦ QUỸ", ""), (BEHALF, ""))
    return draft


def _list() -> Draft:
    draft = Draft(landscape=True, size=12)
    draft.head()
    draft.title(
        "DANH SÁCH KÝ NHẬN HỖ TRỢ", f"{{% if campaign %}}{{{{ campaign }}}}{{% else %}}{PROGRAMME}{{% endif %}}"
    )
    draft.line("{% if occasion %}__Tại: {{ occasion }}__{% endif %}")
    headings = (
        "TT",
        "Họ và tên cháu",
        "Mã số",
        "Ngày sinh",
        "Xã",
        "Người đỡ đầu",
        "Số tiền (đồng)",
        "Người nhận",
        "Ký nhận",
    )
    names = ("number", "child", "code", "birth", "commune", "donor", "amount", "receiver")
    last = ("", "**Cộng: {{ children_count }}**", "", "", "", "", "**{{ total }}**", "", "")
    draft.table(headings, (*_each("line", *names), ""), "line in lines", last, _amounts(names))
    draft.text("__Bằng chữ: {{ total_in_words }}.__", indent=False)
    draft.signatures(("NGƯỜI LẬP DANH SÁCH", ""), ("THỦ QUỸ", ""), (BEHALF, ""))
    return draft


def _book() -> Draft:
    draft = Draft(size=12)
    draft.head(number="Lưu hành nội bộ")
    draft.title("SỔ THEO DÕI TRẺ ĐƯỢC ĐỠ ĐẦU", "{{ child }} – {{ code }}")
    draft.facts(
        ("Ngày sinh, giới tính", "{{ birth }}, {{ sex }}"),
        ("Dân tộc", "{{ ethnicity }}"),
        ("Trường, lớp", "{{ school }}"),
        ("Nơi ở", "{{ address }}"),
        ("Cha, mẹ", "{{ father }}; {{ mother }}"),
        ("Tình trạng, hộ", "{{ orphan_status }}; {{ poverty }}"),
        ("Đang cần", "{{ needs }}"),
    )
    parts = (
        ("Người nuôi dưỡng, giám hộ", "caregivers", ("Họ và tên", "Quan hệ", "Điện thoại"), ("name", "part", "phone")),
        (
            "Các lượt đỡ đầu (đồng)",
            "pledges",
            ("Người đỡ đầu", "Mã", "Tình trạng", "Mức hỗ trợ", "Cam kết", "Đã nhận", "Đã trao", "Còn giữ"),
            ("donor", "pledge", "state", "support", "pledged", "received", "delivered", "held"),
        ),
        (
            "Các lần trao hỗ trợ",
            "handovers",
            ("Ngày", "Số tiền (đồng)", "Người nhận", "Người đỡ đầu", "Ghi chú"),
            ("day", "amount", "received_by", "donor", "remark"),
        ),
        (
            "Học tập",
            "years",
            ("Năm học", "Lớp", "Trường", "Kết quả", "Rèn luyện"),
            ("year", "grade", "school", "result", "conduct"),
        ),
        ("Thăm hỏi", "visits", ("Ngày", "Người thăm", "Nhận xét"), ("day", "visitors", "note")),
    )
    for title, rows, headings, names in parts:
        draft.text(f"**{title}**", indent=False)
        draft.table(headings, _each("each", *names), f"each in {rows}", right=_amounts(names))
    draft.signatures(("NGƯỜI THEO DÕI", ""), (BEHALF, ""))
    return draft


def _amounts(names: Sequence[str]) -> list[int]:
    """Which columns are sums of money."""
    return [n for n, name in enumerate(names) if name in ("amount", "due", "pledged", "received", "delivered", "held")]


def _each(row: str, *names: str) -> tuple[str, ...]:
    fields = ((name, f"{{{{ {row}.{name} }}}}") for name in names)
    return tuple(
        f"{{% if {row}.{name} %}}{field}{{% endif %}}" if name in OFTEN_EMPTY else field for name, field in fields
    )


DEFAULTS: dict[str, Callable[[], Draft]] = {
    Paper.AGREEMENT: _agreement,
    Paper.CERTIFICATE: _certificate,
    Paper.RECEIPT: _receipt,
    Paper.HANDOVER: _handover,
    Paper.STATEMENT: _statement,
    Paper.LIST: _list,
    Paper.BOOK: _book,
}
