"""The Excel forms of lists of children and of a school year's results, empty or filled in for a school."""

from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.db.models import OuterRef, Subquery

from children.fields import birth_as_typed, birth_of
from children.models import Child, Progress
from imports.empty_forms import EmptyForm, FormColumn, register_form, write_form

COMMUNE = "Tên xã, phường; xã cũ hay mới đều được."
RATINGS = (
    "Tốt", "Khá", "Đạt", "Chưa đạt", "Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Chưa hoàn thành",
)  # fmt: skip

register_form(
    EmptyForm(
        kind="children",
        title="Danh sách trẻ em cần nhận đỡ đầu",
        columns=(
            FormColumn("row_number", 6, "number"),
            FormColumn("full_name", 26, needed=True, hint="Họ và tên đầy đủ, có dấu."),
            FormColumn("birth", 13, needed=True, hint="31/12/2015; 12/2015; hoặc chỉ năm 2015."),
            FormColumn("sex", 9, choices=("Nam", "Nữ")),
            FormColumn("ethnicity", 10, choices=("Kinh", "Thái", "Thổ", "Mường", "Mông", "Khơ Mú", "Tày", "Nùng")),
            FormColumn("hamlet", 16, hint="Xóm, thôn, khối, bản."),
            FormColumn("commune", 20, needed=True, hint=COMMUNE),
            FormColumn(
                "circumstances",
                24,
                choices=("Mồ côi cả cha và mẹ", "Mồ côi cha", "Mồ côi mẹ", "Không mồ côi, hoàn cảnh khó khăn"),
                hint="Chọn, hoặc ghi rõ: bố mất do tai nạn, mẹ bỏ đi …",
            ),
            FormColumn("father_name", 22),
            FormColumn("mother_name", 22),
            FormColumn("caregiver_name", 24, hint="Người đang trực tiếp nuôi trẻ."),
            FormColumn(
                "caregiver_relation", 14, choices=("bố", "mẹ", "ông nội", "bà nội", "ông ngoại", "bà ngoại", "chú",
                                                   "bác", "cô", "dì", "cậu", "anh", "chị"),
            ),
            FormColumn("phone", 14, heading="Số điện thoại", hint="Số của người nuôi dưỡng."),
            FormColumn("poverty", 14, choices=("Hộ nghèo", "Hộ cận nghèo", "Không")),
            FormColumn("union_unit", 28, heading="Con đoàn viên, NLĐ (tên CĐCS)", hint="Công đoàn cơ sở của bố mẹ."),
            FormColumn("school", 24, heading="Trường"),
            FormColumn("grade", 8, heading="Lớp"),
            FormColumn("note", 26),
        ),
        instructions=("Mỗi trẻ một dòng. Anh chị em ruột ghi thành từng dòng riêng.",),
    )
)  # fmt: skip

PROGRESS_FORM = register_form(
    EmptyForm(
        kind="progress",
        title="Kết quả học tập của trẻ",
        columns=(
            FormColumn("code", 12, needed=True, hint="Mã của trẻ, như TE000123. Không sửa."),
            FormColumn("full_name", 26, needed=True),
            FormColumn("birth", 12),
            FormColumn("school_year", 12, needed=True, hint="2025-2026"),
            FormColumn("school", 26),
            FormColumn("grade", 8),
            FormColumn("result", 22, choices=RATINGS, hint="Chọn trong danh sách, hoặc ghi như trong học bạ."),
            FormColumn("conduct", 22, choices=RATINGS, hint="Chọn trong danh sách, hoặc ghi như trong học bạ."),
            FormColumn("days_absent", 10, "number", hint="Số ngày nghỉ cả năm; không nghỉ ngày nào ghi 0."),
            FormColumn("note", 34, hint="Thành tích, khó khăn, đề nghị của nhà trường."),
        ),
        instructions=(
            "Các cột tô xám đã có sẵn, không sửa được. Nhà trường chỉ điền các cột trắng.",
            "Trẻ không còn học ở trường thì ghi vào cột Ghi chú, các cột khác để trống.",
        ),
    )
)
LOCKED = frozenset({"code", "full_name", "birth", "school_year"})


def write_progress_workbook(file: IO[bytes], children: Any, *, school_year: int, unit_name: str) -> int:
    """The form of a school year with one row for each of `children`, for schools to fill in. Gives the rows' number.

    What is known of the year already stands in its cells; school and class are those of the child's record else.
    """
    known = Progress.objects.filter(child=OuterRef("pk"), school_year=school_year)
    columns = ("school", "grade", "result", "conduct", "days_absent", "note")
    rows = children.annotate(**{f"year_{name}": Subquery(known.values(name)[:1]) for name in columns})
    title = f"KẾT QUẢ HỌC TẬP CỦA TRẺ, NĂM HỌC {school_year}-{school_year + 1}"
    return write_form(
        file, PROGRESS_FORM, unit_name=unit_name, title=title, rows=_rows(rows, school_year), locked=LOCKED
    )


def _rows(children: Iterable[Child], school_year: int) -> Iterator[list[Any]]:
    for child in children:
        year: Any = child
        yield [
            child.code,
            child.full_name,
            birth_as_typed(birth_of(child)),
            f"{school_year}-{school_year + 1}",
            year.year_school or child.school,
            year.year_grade or child.grade,
            year.year_result,
            year.year_conduct,
            year.year_days_absent,
            year.year_note,
        ]
