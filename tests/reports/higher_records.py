"""Forms as a higher level sends them: title, merged headings, numbers of columns, rows, signatures."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from organisation.models import Unit, User
from reports.higher.guessing import guessed
from reports.higher.reading import read_form
from reports.models import HigherForm
from tests import factories as make

HEADINGS = ["STT", "Xã, phường", "Trẻ đang được đỡ đầu", "Trẻ đang chờ đỡ đầu", "Đã nhận (triệu đồng)", "Ghi chú"]


OF_FIGURES = ["STT", "Chỉ tiêu", "Đơn vị tính", "Đến ngày báo cáo", "Trong kỳ", "Kỳ trước", "Ghi chú"]
FIGURE_ROWS = [
    ["I", "Trẻ em", "", "", "", "", ""],
    ["1", "Số trẻ đang được đỡ đầu", "trẻ", "", "", "", ""],
    ["2", "Số trẻ đang chờ đỡ đầu", "trẻ", "", "", "", ""],
    ["", "Trong đó: con đoàn viên", "trẻ", "", "", "", ""],
    ["II", "Kinh phí đã nhận", "triệu đồng", "", "", "", ""],
    ["", "Trong đó: con đoàn viên", "triệu đồng", "x", "", "", ""],
]


def workbook(rows: list[list[Any]], *, headings: list[str] | None = None) -> bytes:
    """Headings in rows 4 and 5 (merged down), numbers in row 6, `rows` from row 7 on, signatures below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu 01"
    sheet["A1"], sheet["A2"] = "LIÊN ĐOÀN LAO ĐỘNG TỈNH", "BIỂU TỔNG HỢP"
    line = Side(style="thin")
    for n, heading in enumerate(headings or HEADINGS, 1):
        sheet.cell(4, n, heading).border = Border(top=line)
        sheet.merge_cells(start_row=4, end_row=5, start_column=n, end_column=n)
        sheet.cell(6, n, f"({n})")
    for r, row in enumerate(rows, 7):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c, value).border = Border(top=line, left=line)
    sheet.cell(9 + len(rows), 5, "NGƯỜI LẬP BIỂU")
    sheet.column_dimensions["B"].width = 33
    sheet.row_dimensions[7].height = 27
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(data: bytes, name: str = "bieu-01.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def create_higher_form(*, unit: Unit, data: bytes | None = None, by: User | None = None, **values: Any) -> HigherForm:
    """As it stands once it was uploaded and what was guessed is taken."""
    data = data or workbook([["", "", "", "", "", ""]] * 6)
    shape = read_form(data)
    guess = guessed(shape)
    known = {"name": "Biểu 01 của tỉnh", "file_name": "bieu-01.xlsx", "columns": guess.columns}
    known |= {"rows_by": guess.rows_by, "named": guess.named}
    form = HigherForm.objects.create(
        unit=unit, file=data, shape=shape.kept(), uploaded_by=by or make.create_user(), **(known | values)
    )
    form.refresh_from_db()
    return form


def cells_of(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))["Biểu 01"]
