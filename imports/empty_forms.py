"""Empty Excel forms of the kinds of list: headings in the official wording, drop-downs, text that Excel leaves alone.

A form is a paper that goes to communes and schools, so it speaks Vietnamese whatever the reader's language is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, Literal

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify

from imports.fields import kind
from imports.headers import INSTRUCTIONS_SHEET
from organisation.sheets import TYPE
from vietnamese.text import fold

LIST_SHEET, CHOICES_SHEET = "Danh sách", "Danh mục"
HEADER_ROW = 3  # from 0: title, unit, a blank row
EMPTY_ROWS = 500
ALWAYS = (
    "Gõ mỗi người một dòng, bắt đầu từ dòng ngay dưới tiêu đề cột. Không gộp ô, không đổi tên cột.",
    "Cột có dấu * phải có. Ô nào chưa biết thì để trống, đừng ghi 0 hay dấu gạch.",
    "Ngày ghi 31/12/2015; chỉ biết tháng thì ghi 12/2015; chỉ biết năm thì ghi 2015.",
    "Số điện thoại gõ cả số 0 đầu; ô đã để dạng chữ nên Excel không làm mất số 0.",
    "Ô có mũi tên thì chọn trong danh sách thả xuống.",
    "Gõ xong, lưu lại rồi vào “Nhập danh sách”, chọn tệp này. Chưa có gì được ghi vào hồ sơ trước khi xem lại.",
)


@dataclass(frozen=True)
class FormColumn:
    """A column of a form: the field it fills; how its cells are typed; words of a drop-down; what to write there.

    `heading` where the field's first heading is not the official wording. `needed`: marked with a star.
    """

    key: str
    width: int = 16
    cells: Literal["text", "number", "money"] = "text"
    choices: tuple[str, ...] = ()
    hint: str = ""
    needed: bool = False
    heading: str = ""


@dataclass(frozen=True)
class EmptyForm:
    """The form of one kind of list: its title, columns and what else to know; `example` fills the first columns."""

    kind: str
    title: str
    columns: tuple[FormColumn, ...]
    instructions: tuple[str, ...] = ()

    def heading(self, column: FormColumn) -> str:
        """The column's heading: the field's own first one, with a star where it cannot be left out."""
        written = column.heading or kind(self.kind).by_key[column.key].headings[0]
        return f"{written} *" if column.needed else written


_forms: dict[str, EmptyForm] = {}


def register_form(form: EmptyForm) -> EmptyForm:
    """Make a form known; each app calls it once for each of its lists."""
    _forms[form.kind] = form
    return form


def forms() -> dict[str, EmptyForm]:
    """The registered forms by kind of list."""
    return dict(_forms)


def form_response(form: EmptyForm, *, unit_name: str = "") -> FileResponse:
    """A download of the empty form."""
    return response(f"mau-{form.title}", lambda file: write_form(file, form, unit_name=unit_name))


def response(name: str, write: Callable[[IO[bytes]], object]) -> FileResponse:
    """A download of what `write` puts into a file; `name` without its date and ending."""
    file = BytesIO()
    write(file)
    file.seek(0)
    full = f"{slugify(fold(name))[:80]}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=full, content_type=TYPE)


def write_form(
    file: IO[bytes],
    form: EmptyForm,
    *,
    unit_name: str = "",
    title: str = "",
    rows: Iterable[Sequence[Any]] = (),
    locked: frozenset[str] = frozenset(),
) -> int:
    """Write the form's workbook, filled in with `rows`; columns whose keys are `locked` cannot be changed in Excel.

    Gives the number of rows.
    """
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(LIST_SHEET)
    _write_instructions(book, form)
    _write_choices(book, form)
    _write_head(book, sheet, form, title or form.title.upper(), unit_name)
    formats = _formats(book, form, locked)
    count = 0
    for count, row in enumerate(rows, 1):
        for index, value in enumerate(row):
            _write_cell(sheet, HEADER_ROW + count, index, value, formats[index])
    last = HEADER_ROW + (count if locked else EMPTY_ROWS)
    _write_validation(sheet, form, last)
    for index, column in enumerate(form.columns):
        sheet.set_column(index, index, column.width, formats[index])
    if locked:
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    book.close()
    return count


def _write_head(book: Any, sheet: Any, form: EmptyForm, title: str, unit_name: str) -> None:
    bold = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "bg_color": "#E6F0F0"}
    )
    plain = book.add_format({"num_format": "General"})
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, f"Đơn vị: {unit_name or '…………………………'}", plain)
    sheet.set_row(HEADER_ROW, 34)
    for index, column in enumerate(form.columns):
        sheet.write_string(HEADER_ROW, index, form.heading(column), head)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _formats(book: Any, form: EmptyForm, locked: frozenset[str]) -> list[Any]:
    patterns = {"text": "@", "number": "0", "money": "#,##0"}
    return [
        book.add_format(
            {"num_format": patterns[c.cells], "locked": c.key in locked}
            | ({"bg_color": "#F3F3F3"} if c.key in locked else {})
        )
        for c in form.columns
    ]


def _write_cell(sheet: Any, row: int, index: int, value: Any, cell_format: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, index, None, cell_format)
    elif isinstance(value, int | float):
        sheet.write_number(row, index, value, cell_format)
    else:
        sheet.write_string(row, index, str(value), cell_format)


def _write_validation(sheet: Any, form: EmptyForm, last: int) -> None:
    """Drop-downs propose and do not forbid: what stands in the paper is typed, and asked about on the way in."""
    listed = [column for column in form.columns if column.choices]
    for index, column in enumerate(form.columns):
        rule: dict[str, Any] = {"ignore_blank": True}
        if column.choices:
            letter = chr(ord("A") + listed.index(column))
            source = f"='{CHOICES_SHEET}'!${letter}$1:${letter}${len(column.choices)}"
            rule |= {"validate": "list", "source": source, "error_type": "warning"}
        elif column.cells != "text":
            rule |= {"validate": "integer", "criteria": ">=", "value": 0, "error_type": "stop"}
            rule |= {"error_title": "Chưa đúng", "error_message": "Xin ghi một số, không ghi chữ."}
        elif column.hint:
            rule |= {"validate": "any"}
        else:
            continue
        if column.hint:
            rule |= {"input_title": column.heading[:32] or "Cách ghi", "input_message": column.hint[:255]}
        sheet.data_validation(HEADER_ROW + 1, index, max(last, HEADER_ROW + 1), index, rule)


def _write_choices(book: Any, form: EmptyForm) -> None:
    sheet = book.add_worksheet(CHOICES_SHEET)
    for index, column in enumerate(column for column in form.columns if column.choices):
        sheet.write_column(0, index, column.choices)
    sheet.hide()


def _write_instructions(book: Any, form: EmptyForm) -> None:
    sheet = book.add_worksheet(INSTRUCTIONS_SHEET)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34, wrap)
    sheet.set_column(1, 1, 90, wrap)
    sheet.write_string(0, 0, f"Hướng dẫn: {form.title}", bold)
    for number, line in enumerate((*form.instructions, *ALWAYS), 1):
        sheet.write_string(number, 0, f"{number}.")
        sheet.write_string(number, 1, line)
    start = len(form.instructions) + len(ALWAYS) + 2
    sheet.write_row(start, 0, ["Cột", "Cách ghi"], bold)
    for number, column in enumerate(form.columns, start + 1):
        hint = column.hint or ("Chọn: " + "; ".join(column.choices) if column.choices else "Ghi như trên giấy.")
        sheet.write_row(number, 0, [form.heading(column), hint])
