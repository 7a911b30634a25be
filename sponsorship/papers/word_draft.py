"""A Word file in the official layout, put together by code: what word_defaults.py writes its templates with."""

import io
import re
from collections.abc import Container, Sequence

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
MARKED = re.compile(r"(\*\*.+?\*\*|__.+?__)", re.DOTALL)  # **bold**, __italic__, also over several lines
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
UNIT = "{{ head.unit }}"
BEHALF = "{% if head.on_behalf %}{{ head.on_behalf }}\n{% endif %}{{ head.signer }}"


class Draft:
    def __init__(self, *, landscape: bool = False, size: int = 13) -> None:
        self.document = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.top_margin = section.bottom_margin = Cm(2)
        section.left_margin, section.right_margin = (Cm(2), Cm(2)) if landscape else (Cm(3), Cm(1.5))
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(4)
        section.different_first_page_header_footer = True
        _number_pages(section.header.paragraphs[0])
        for name in ("author", "comments", "title"):
            setattr(self.document.core_properties, name, "")

    @property
    def width(self) -> int:
        """Between the margins of the page that is being written."""
        section = self.document.sections[-1]
        page, left, right = (int(each or 0) for each in (section.page_width, section.left_margin, section.right_margin))
        return page - left - right

    def head(self, number: str = "Số: {{ number }}", day: str = "__{{ head.place }}, {{ day }}__") -> None:
        """Left the unit above and the unit, right the motto; below number, and place and day."""
        table = self._grid(2, 2, (0.43, 0.57))
        over = "{% if head.over %}{{ head.over }}\n{% endif %}"
        _fill(table.cell(0, 0), f"{over}**{UNIT}**\n──────", 12, caps=True)
        _fill(
            table.cell(0, 1),
            "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**\n────────────",
            12,
        )
        _fill(table.cell(1, 0), number, 12)
        _fill(table.cell(1, 1), day, 13)

    def title(self, main: str, below: str = "") -> None:
        self.line(f"**{main}**", size=15, before=10)
        if below:
            self.line(f"**{below}**")

    def line(self, text: str, *, size: int | None = None, before: int = 0) -> None:
        """Centred."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        _write(paragraph, text, size)

    def text(self, text: str, *, indent: bool = True, before: int = 0, is_heading: bool = False) -> None:
        """A heading stays with what it is over."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = is_heading or None
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.space_before = Pt(before)
        if indent:
            paragraph.paragraph_format.first_line_indent = Cm(1)
        _write(paragraph, text)

    def foot(self, text: str) -> None:
        """At the foot of every page."""
        section = self.document.sections[0]
        for footer in (section.first_page_footer, section.footer):
            _write(footer.paragraphs[0], text, 9)

    def landscape(self) -> None:
        """From here on; the pages are numbered on."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2)

    def table(
        self,
        headings: Sequence[str],
        fields: Sequence[str],
        loop: str,
        last: Sequence[str] = (),
        right: Container[int] = (),
    ) -> None:
        """A row for each of the list, as `loop` says ("line in lines"); `last`: the row of the sums; `right`: the
        columns of numbers. Word makes each column as wide as what stands in it; other programs go by our shares.
        """
        count = len(headings)
        table = self.document.add_table(rows=4 + bool(last), cols=count)
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        rows = [[f"**{text}**" for text in headings], [f"{{%tr for {loop} %}}"], fields, ["{%tr endfor %}"], last]
        for row, texts in zip(table.rows, rows, strict=False):
            for n, (cell, text) in enumerate(zip(row.cells, texts, strict=False)):
                cell._tc.get_or_add_tcPr().get_or_add_tcW().set(qn("w:type"), "auto")
                _fill(cell, text, 11, align=CENTER if texts is rows[0] else RIGHT if n in right else None)
                cell.paragraphs[0].paragraph_format.space_before = Pt(2)
        texts_count = sum(n not in right for n in range(count))
        room = 2 if texts_count == 1 else 1  # names beside numbers alone
        self._share(table, [1 if n in right else 0.5 if text == "TT" else room for n, text in enumerate(headings)])
        _repeat(table)

    def facts(self, *rows: tuple[str, str]) -> None:
        """Two columns: what, and which."""
        table = self.document.add_table(rows=len(rows), cols=2)
        table.style = "Table Grid"
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text, share in zip(row.cells, texts, (0.25, 0.75), strict=True):
                cell.width = int(self.width * share)
                _fill(cell, text, 12, align=None)
        self._share(table, (0.25, 0.75))
        self.document.add_paragraph()

    def signatures(self, *sides: tuple[str, str], above: str = "", copies: Sequence[str] = ()) -> None:
        """(Who, name below or ""): with room to sign; where it is ("", ""), nobody signs and there stands who gets
        `copies`. `above`: the place and day.
        """
        self.document.add_paragraph()
        table = self._grid(1, len(sides), (1 / len(sides),) * len(sides))
        for cell, (who, name) in zip(table.row_cells(0), sides, strict=True):
            if not who:
                if copies:
                    _fill(cell, "\n".join(("__Nơi nhận:__", *(f"- {each}" for each in copies))), 11, align=None)
                continue
            day = f"__{above}__\n" if above else ""
            _fill(cell, f"{day}**{who}**\n__(Ký, ghi rõ họ tên)__" + "\n" * 5 + (f"**{name}**" if name else ""), 12)

    def saved(self) -> bytes:
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    def _grid(self, rows: int, columns: int, shares: Sequence[float]) -> Table:
        table = self.document.add_table(rows=rows, cols=columns)
        table.autofit = False
        for row in table.rows:
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = int(self.width * share)
        self._share(table, shares)
        return table

    def _share(self, table: Table, shares: Sequence[float]) -> None:
        """How the columns share the page's width, for programs that do not go by the cells."""
        for column, share in zip(table.columns, shares, strict=True):
            column.width = int(self.width * share / sum(shares))


def _fill(cell: _Cell, text: str, size: int, *, align: WD_ALIGN_PARAGRAPH | None = CENTER, caps: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    _write(paragraph, text, size, caps=caps)


def _write(paragraph: Paragraph, text: str, size: int | None = None, *, caps: bool = False) -> None:
    for part in filter(None, MARKED.split(text)):
        run = paragraph.add_run(
            part.strip("*") if part.startswith("**") else part.strip("_") if part[:2] == "__" else part
        )
        run.bold, run.italic = part.startswith("**") or None, part.startswith("__") or None
        run.font.name = FONT
        run.font.all_caps = caps or None
        if size:
            run.font.size = Pt(size)


def _repeat(table: Table) -> None:
    """The headings stand on every page, and no row is cut in two."""
    for n, row in enumerate(table.rows):
        for name in ("w:cantSplit", "w:tblHeader") if n == 0 else ("w:cantSplit",):
            mark = OxmlElement(name)
            mark.set(qn("w:val"), "true")
            row._tr.get_or_add_trPr().append(mark)


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
