"""What a list of a school year's results holds; best the workbook that was sent to the school (progress_workbook)."""

import re

from rapidfuzz.distance import Levenshtein

from imports import parsers as read
from imports.fields import ColumnContext, Field, ListKind, Parse, Problem, Values, headings, looks, register, text_of
from imports.reading import Cell, Workbook
from imports.results import RowResult, Understanding
from imports.rows import SheetContext
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import clean, fold

NO_NAME = gettext_noop("The child's name is missing.")
NO_YEAR = gettext_noop("Which school year it is stands neither in the row nor above the list. Write it as 2025-2026.")
NOT_A_YEAR = gettext_noop("“%(text)s” is not a school year. Write it as 2025-2026.")
NOT_DAYS = gettext_noop("“%(text)s” is not a number of days. Write it as 3.")
MISTYPED = gettext_noop("Is “%(text)s” a rating? It is entered as it is written.")
NOTHING_FILLED = gettext_noop("Nothing was filled in for this child.")

FILLED = ("result", "conduct", "days_absent", "note")
_YEARS = re.compile(r"(20\d\d)\s*[-–—/_ ]+\s*(20\d\d|\d\d)\b")
_SCHOOL_YEAR = re.compile(r"nam hoc\s*:?\s*(20\d\d)\s*[-–—/_ ]*\s*(?:20\d\d|\d\d)?")
SHORT = {
    "T": "Tốt", "K": "Khá", "Đ": "Đạt", "CĐ": "Chưa đạt", "G": "Giỏi", "TB": "Trung bình", "Y": "Yếu",
    "HTXS": "Hoàn thành xuất sắc", "HTT": "Hoàn thành tốt", "HT": "Hoàn thành", "CHT": "Chưa hoàn thành",
}  # fmt: skip
USUAL = {fold(rating): rating for rating in (*SHORT.values(), "Xuất sắc")}


def school_year(text: str) -> int | None:
    """The year in which a school year begins: "2025-2026", "2025–26" or "năm học 2025" -> 2025; None for no year."""
    plain = fold(clean(text))
    if m := _YEARS.search(plain):
        first, last = int(m[1]), int(m[2])
        return first if last in (first + 1, first % 100 + 1) else None
    m = _SCHOOL_YEAR.search(plain) or re.fullmatch(r"(20\d\d)", plain)
    return int(m[1]) if m else None


def year(cell: Cell, column: ColumnContext) -> Values:
    """school_year."""
    found = school_year(text_of(cell))
    if found is None:
        raise Unreadable(NOT_A_YEAR, text=text_of(cell)[:60])
    return {"school_year": found}


def days(cell: Cell, column: ColumnContext) -> Values:
    """days_absent: "3", "03 ngày", "không" is 0."""
    plain = fold(text_of(cell)).strip()
    if plain in ("khong", "-", "khong nghi"):
        return {"days_absent": 0}
    m = re.fullmatch(r"(\d{1,3})\s*(?:ngay|buoi)?", plain)
    if not m or int(m[1]) > 366:
        raise Unreadable(NOT_DAYS, text=text_of(cell)[:60])
    return {"days_absent": int(m[1])}


def rating(key: str) -> Parse:
    """A rating in words; the usual abbreviations are written out. Schools have others, which stay as written; what is
    one letter off a usual one is to be looked at."""

    def parse(cell: Cell, column: ColumnContext) -> Values:
        written = text_of(cell)
        plain = fold(written).strip(" .")
        found = SHORT.get(written.upper().replace(".", "")) or USUAL.get(plain)
        if found is None and any(Levenshtein.distance(plain, rating) == 1 for rating in USUAL):
            return {key: written[:60], "_look": MISTYPED}
        return {key: found or written[:60] or None}

    return parse


FIELDS = (
    Field("row_number", gettext_noop("No."), headings("STT; TT; Số TT; Số thứ tự; No"), read.ignored, looks("number")),
    Field("code", gettext_noop("Code"), headings("Mã trẻ; Mã; Mã số; Mã hồ sơ; Mã số trẻ"), read.text("code")),
    Field(
        "full_name",
        gettext_noop("Full name"),
        headings("Họ và tên; Họ tên; Họ và tên trẻ; Họ tên học sinh; Họ và tên học sinh; Họ tên cháu; Tên trẻ"),
        read.person("full_name"),
        looks("name"),
        vital=True,
    ),
    Field(
        "birth",
        gettext_noop("Date of birth"),
        headings("Ngày sinh; Năm sinh; Ngày, tháng, năm sinh; Sinh ngày; NTNS"),
        read.birth,
        looks("date"),
    ),
    Field("school_year", gettext_noop("School year"), headings("Năm học"), year, vital=True),
    Field("school", gettext_noop("School"), headings("Trường; Trường học; Tên trường"), read.text("school")),
    Field("grade", gettext_noop("Grade"), headings("Lớp; Học lớp; Đang học lớp"), read.text("grade")),
    Field(
        "result",
        gettext_noop("Result"),
        headings(
            "Kết quả học tập; Học lực; Xếp loại học lực; Học tập; Kết quả học lực; Xếp loại học tập; Xếp loại; "
            "Đánh giá kết quả giáo dục; Kết quả giáo dục; Kết quả năm học"
        ),
        rating("result"),
    ),
    Field(
        "conduct",
        gettext_noop("Conduct"),
        headings(
            "Kết quả rèn luyện; Hạnh kiểm; Rèn luyện; Xếp loại hạnh kiểm; Đạo đức; Xếp loại rèn luyện; "
            "Hạnh kiểm rèn luyện; Năng lực, phẩm chất; Phẩm chất"
        ),
        rating("conduct"),
    ),
    Field(
        "days_absent",
        gettext_noop("Days absent"),
        headings("Số ngày nghỉ; Số buổi nghỉ; Ngày nghỉ; Số ngày nghỉ học; Nghỉ học; Số ngày vắng"),
        days,
        looks("number"),
        vital=True,
    ),
    Field("note", gettext_noop("Note"), headings("Ghi chú; Nhận xét; Ghi chú khác; Nhận xét của trường"), read.note),
    Field("mending", gettext_noop("What has to be mended"), ("Nội dung cần sửa",), read.ignored),  # our own download
    Field("signature", gettext_noop("Signature"), headings("Ký nhận; Ký tên; Chữ ký"), read.ignored),
)

VALUE_KEYS = tuple(
    "code full_name birth birth_precision school_year school grade result conduct days_absent note".split()
)


def finish(values: Values, context: SheetContext) -> list[Problem]:
    """What a row lacks only the whole sheet tells (complete)."""
    return []


def complete(workbook: Workbook, understanding: Understanding) -> None:
    """Rows that the school left as they came are no records; the others take the school year from above the list."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    years: dict[str, int | None] = {}
    for understood in understanding.sheets:
        if understood.header:
            rows = sheets[understood.name].rows[: understood.header.first_row - 1]
            lines = [understood.name, *(text_of(cell) for row in rows for cell in row if cell != "")]
            years[understood.name] = next((found for line in lines if (found := _named_year(line))), None)
    for row in understanding.rows:
        if row.status == "skipped":
            continue
        if not row.errors and not any(row.values.get(key) not in (None, "") for key in FILLED):
            row.status, row.reason = "skipped", NOTHING_FILLED
        elif row.values.get("school_year") is None and not any(p.message == NOT_A_YEAR for p in row.problems):
            _take_year(row, years.get(row.sheet))


def _named_year(line: str) -> int | None:
    """A school year that a title names as one: a bare 2025 there may be any year."""
    plain = fold(line)
    return school_year(line) if _YEARS.search(plain) or "nam hoc" in plain else None


def _take_year(row: RowResult, found: int | None) -> None:
    if found is not None:
        row.values["school_year"] = found
        return
    row.problems.append(Problem("", NO_YEAR))
    row.status = "error"


PROGRESS = register(
    ListKind(
        key="progress",
        label=gettext_noop("Results of a school year"),
        fields=FIELDS,
        value_keys=VALUE_KEYS,
        name_field="full_name",
        missing_name=NO_NAME,
        finish=finish,
        complete=complete,
        telling=frozenset({"result", "conduct", "days_absent"}),
    )
)
