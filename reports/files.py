"""A report as PDF, Word and Excel. All three are filled from the same texts and numbers."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from docxtpl import DocxTemplate

from reports.papers import Report, Sheet
from sponsorship.papers.pdf import pdf
from sponsorship.papers.word import empty_properties
from sponsorship.papers.word_draft import BEHALF, Draft
from sponsorship.papers.word_language import DOTS, NO_XML

WIDEST = 60
A4 = 9  # as Excel numbers it


def as_pdf(report: Report) -> bytes:
    return pdf("report", report.printed())


def as_word(report: Report) -> bytes:
    """Filled by docxtpl, so that no text of a record is ever read as a field."""
    template = DocxTemplate(io.BytesIO(_draft(report).saved()))
    empty_properties(template)
    template.render(_filled(report), autoescape=True)
    file = io.BytesIO()
    template.save(file)
    return file.getvalue()


def _filled(report: Report) -> dict[str, Any]:
    texts = report.printed()
    texts["head"]["unit"] = "\n".join(texts["head"]["unit"])
    texts["head"]["place"] = texts["head"]["place"] or DOTS
    return clean(texts)


def clean(value: Any) -> Any:
    """Without the characters that no XML can hold."""
    if isinstance(value, str):
        return NO_XML.sub("", value)
    if isinstance(value, dict):
        return {name: clean(each) for name, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list | tuple) else value


def _draft(report: Report) -> Draft:
    draft = Draft()
    draft.head()
    draft.foot("{{ code }}")
    draft.title("{{ title|upper }}", "{{ below }}")
    draft.line("__{{ basis }}__")
    for n, (_heading, lines) in enumerate(report.parts):
        draft.text(f"**{{{{ parts[{n}][0] }}}}**", indent=False, before=8, is_heading=True)
        for m in range(len(lines)):
            draft.text(f"{{{{ parts[{n}][1][{m}] }}}}")
        if not n:
            draft.line("__{{ main.title }}__")
            _table(draft, report.main, "main")
    draft.signatures(("", ""), (BEHALF, ""), copies=("………………………………;", "Lưu: VT."))
    for n, sheet in enumerate(report.appendices):
        _appendix(draft, sheet, n)
    return draft


def _appendix(draft: Draft, sheet: Sheet, n: int) -> None:
    if not n:
        draft.landscape()
    else:
        draft.document.add_page_break()
    draft.line(f"**{{{{ appendices[{n}].title|upper }}}}**")
    draft.line("__(Kèm theo báo cáo số {{ number }})__")
    _table(draft, sheet, f"appendices[{n}]")
    if sheet.note:
        draft.text(f"__{{{{ appendices[{n}].note }}}}__", indent=False)


def _table(draft: Draft, sheet: Sheet, path: str) -> None:
    count = range(len(sheet.headings))
    total = [f"**{{{{ {path}.total[{n}] }}}}**" for n in count] if sheet.total else []
    draft.table(
        [f"{{{{ {path}.headings[{n}] }}}}" for n in count], [f"{{{{ row[{n}] }}}}" for n in count],
        f"row in {path}.rows", total, count[1:],
    )  # fmt: skip


def as_excel(report: Report) -> bytes:
    """A sheet for each table, with filters and bands, and no formula: nothing in it can break or change."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = {
            "title": book.add_format({"bold": True, "font_size": 13}),
            "number": book.add_format({"num_format": "#,##0"}),
            "total": book.add_format({"bold": True, "num_format": "#,##0", "top": 1}),
            "note": book.add_format({"italic": True}),
            "heading": book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}),
        }
        for sheet in (report.main, *report.appendices):
            _worksheet(book, sheet, report, formats)
    return file.getvalue()


def _worksheet(book: Any, sheet: Sheet, report: Report, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(SHEET_NAMES[sheet.key])
    page.write_string(0, 0, sheet.title, formats["title"])
    page.write_string(1, 0, f"{report.below} {report.basis}. {report.code}", formats["note"])
    first, last = 3, 3 + len(sheet.rows)
    for n, row in enumerate(sheet.rows):
        page.write_row(first + 1 + n, 0, row, formats["number"])
    columns = [{"header": heading, "header_format": formats["heading"]} for heading in sheet.headings]
    page.add_table(first, 0, last, len(sheet.headings) - 1, {"columns": columns, "style": "Table Style Light 15"})
    if sheet.total:
        page.write_row(last + 1, 0, sheet.total, formats["total"])
    if sheet.note:
        page.write_string(last + 3, 0, sheet.note, formats["note"])
    page.set_column(0, 0, min(WIDEST, 4 + max(len(str(row[0])) for row in (sheet.headings, *sheet.rows))))
    page.set_column(1, len(sheet.headings) - 1, 18)
    page.freeze_panes(first + 1, 1)
    page.fit_to_pages(1, 0)
    page.repeat_rows(first)
    page.set_paper(A4)
    page.set_landscape()


SHEET_NAMES = {
    "main": "Chỉ tiêu chính",
    "commune": "Theo xã hiện nay",
    "former_commune": "Theo xã trước 7-2025",
    "managing_unit": "Theo đơn vị",
    "campaign": "Theo đợt",
    "connecting_unit": "Theo đơn vị kết nối",
}
