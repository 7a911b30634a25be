"""What a list of contributions holds: who gave what to which campaign on which day."""

import datetime as dt

from imports import parsers as read
from imports.asking import in_order
from imports.fields import ColumnContext, Field, ListKind, Problem, Values, headings, looks, register, text_of
from imports.reading import Cell
from imports.rows import SheetContext
from vietnamese.dates import parse_birth
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.money import parse_amount
from vietnamese.text import fold

NO_GIVER = gettext_noop("Who gave is missing.")
NOT_A_DAY = gettext_noop("“%(text)s” is not a day. Write it as 31/12/2026.")
NOT_PIECES = gettext_noop("“%(text)s” is not a number of pieces.")
NOT_A_SOURCE = gettext_noop("“%(text)s” is not a funding source. Choose one of the form's list.")
SOURCES = {
    "xa hoi hoa": "social_mobilisation", "social mobilisation": "social_mobilisation",
    "tai chinh cong doan": "union_finance", "kinh phi cong doan": "union_finance", "union finance": "union_finance",
    "ngan sach": "budget", "ngan sach nha nuoc": "budget", "state budget": "budget",
    "quy": "fund", "fund": "fund", "doi tac": "partner", "partner": "partner",
}  # fmt: skip
TRANSFER = {"chuyen khoan", "ck", "bank transfer", "ngan hang"}


def day(cell: Cell, column: ColumnContext) -> Values:
    """received_on, ISO: a whole day."""
    written = in_order(cell, column)
    try:
        found = parse_birth(written, list_date=column.list_date, today=dt.date.max)  # a day ahead: the check says so
    except Unreadable as error:
        raise Unreadable(NOT_A_DAY, text=text_of(cell)[:40]) from error
    if found.precision != "day":
        raise Unreadable(NOT_A_DAY, text=text_of(cell)[:40])
    return {"received_on": found.iso()}


def amount(cell: Cell, column: ColumnContext) -> Values:
    """amount_vnd; below zero where our own sheet tells of an entry that was taken back."""
    written = text_of(cell)
    if written in ("", "-", "–", "0"):
        return {}
    if written.startswith("-"):
        return {"amount_vnd": -parse_amount(written[1:], unit_vnd=column.unit_vnd)}
    return {"amount_vnd": parse_amount(cell, unit_vnd=column.unit_vnd)}


def pieces(cell: Cell, column: ColumnContext) -> Values:
    written = text_of(cell).replace(".", "")
    if written in ("", "-"):
        return {}
    if not written.removeprefix("-").isdecimal() or len(written) > 9:
        raise Unreadable(NOT_PIECES, text=written[:40])
    return {"quantity": int(written)}


def source(cell: Cell, column: ColumnContext) -> Values:
    found = SOURCES.get(fold(text_of(cell)))
    if found is None:
        raise Unreadable(NOT_A_SOURCE, text=text_of(cell)[:60])
    return {"source": found}


def method(cell: Cell, column: ColumnContext) -> Values:
    return {"method": "bank_transfer" if fold(text_of(cell)) in TRANSFER else "cash"}


FIELDS = (
    Field("row_number", gettext_noop("No."), headings("STT; TT; Số TT; Số thứ tự; No"), read.ignored, looks("number")),
    Field("receipt_number", gettext_noop("Receipt number"), headings("Số phiếu thu; Số phiếu; Phiếu thu số"),
          read.text("number")),
    Field("campaign", gettext_noop("Campaign code"),
          headings("Mã chiến dịch; Chiến dịch; Đợt vận động; Mã đợt vận động; Mã chiến dịch, đợt"),
          read.text("campaign"), vital=True),
    Field("received_on", gettext_noop("Received on"),
          headings("Ngày nhận; Ngày đóng góp; Ngày thu; Ngày ủng hộ; Ngày nộp; Nhận ngày"), day, looks("date"),
          vital=True),
    Field("giver", gettext_noop("From whom"),
          headings("Người đóng góp; Người ủng hộ; Đơn vị ủng hộ; Tên người ủng hộ; Nhà tài trợ; Người nộp; "
                   "Tổ chức, cá nhân ủng hộ; Tập thể, cá nhân ủng hộ; Của ai; Người tặng"),
          read.text("giver"), looks("name", "organisation", "text"), vital=True),
    Field("people_count", gettext_noop("People who gave"), headings("Số người góp; Số người đóng góp; Số người ủng hộ"),
          read.number("people_count", 1_000_000)),
    Field("amount", gettext_noop("Amount (VND)"),
          headings("Số tiền (đồng); Số tiền; Số tiền ủng hộ; Số tiền đóng góp; Trị giá; Thành tiền"), amount,
          looks("money", "number"), vital=True),
    Field("item", gettext_noop("Goods"), headings("Hiện vật; Tên hiện vật; Hàng hóa; Quà"), read.text("item")),
    Field("quantity", gettext_noop("Number of pieces"), headings("Số lượng; Số lượng hiện vật; SL"), pieces,
          vital=True),
    Field("source", gettext_noop("Funding source"), headings("Nguồn; Nguồn kinh phí; Nguồn tiền"), source),
    Field("method", gettext_noop("Method"), headings("Hình thức; Cách nộp; Hình thức nộp"), method),
    Field("note", gettext_noop("Note"), headings("Ghi chú; Nội dung; Diễn giải"), read.text("note")),
    Field("mending", gettext_noop("What has to be mended"), ("Nội dung cần sửa",), read.ignored),  # our own download
    Field("signature", gettext_noop("Signature"), headings("Ký nhận; Ký tên; Chữ ký"), read.ignored),
)  # fmt: skip


def finish(values: Values, context: SheetContext) -> list[Problem]:
    """What is missing only the records can tell: a number that is known says the rest."""
    return []


CONTRIBUTIONS = register(
    ListKind(
        key="contributions",
        label=gettext_noop("List of contributions to campaigns"),
        fields=FIELDS,
        value_keys=(
            "number", "campaign", "received_on", "giver", "people_count", "amount_vnd", "item", "quantity", "source",
            "method", "note",
        ),
        name_field="giver",
        missing_name=NO_GIVER,
        finish=finish,
        telling=frozenset({"campaign", "receipt_number"}),
        names_units=frozenset({"giver"}),
    )
)  # fmt: skip
