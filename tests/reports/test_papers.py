"""A kept report says the same numbers on its page, in Word, in PDF and in Excel."""

import datetime as dt
import html
import io
import re
from copy import deepcopy

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from organisation.roles import Role
from reports.indicators import INDICATORS
from reports.models import ReportKind
from reports.papers import Sheet, report_of, written
from sponsorship.papers.wording import long_day
from tests import factories as make
from tests.every_page import signed_in
from tests.pdf_text import text_of
from tests.reports.test_snapshots import taken
from tests.reports.worlds import World, create_world

RIGHT = WD_ALIGN_PARAGRAPH.RIGHT

pytestmark = pytest.mark.django_db


def make_world() -> World:
    return create_world(91)


@pytest.fixture(scope="module")
def taken_once(made):
    return taken(made)


@pytest.fixture
def kept(taken_once):
    return deepcopy(taken_once)


@pytest.fixture
def client(kept):
    return signed_in(make.create_user(role=Role.LEADER, unit=kept.unit))


def lines_of(sheet: Sheet) -> list[tuple[str, ...]]:
    return [tuple(map(written, row)) for row in (sheet.headings, *sheet.rows, *([sheet.total] if sheet.total else []))]


def tables(kept) -> list[list[tuple[str, ...]]]:
    report = report_of(kept)
    found = [lines_of(sheet) for sheet in (report.main, *report.appendices)]
    assert len(found) == 6
    return found


def paper(client, kept, kind: str) -> bytes:
    return client.get(reverse("reports:snapshot_paper", args=[kept.public_id, kind])).content


def test_word_has_the_numbers_of_the_page(client, kept):
    document = Document(io.BytesIO(paper(client, kept, "docx")))
    found = [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in document.tables]
    assert [table for table in found if len(table[0]) > 3] == tables(kept)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert not [line for _heading, lines in report_of(kept).parts for line in lines if line not in text]
    assert "{{" not in text


def test_excel_has_the_numbers_of_the_page_and_no_formula(client, kept):
    book = openpyxl.load_workbook(io.BytesIO(paper(client, kept, "xlsx")))
    for sheet, expected in zip(book, tables(kept), strict=True):
        rows = [
            tuple(written(cell) for cell in row if cell is not None)
            for row in sheet.iter_rows(min_row=4, values_only=True)
        ]
        assert [row for row in rows if len(row) > 1] == expected
        assert sheet.tables
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_page_has_the_numbers_of_the_report(client, kept):
    page = client.get(kept.get_absolute_url()).content.decode()
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)]
    shown = {
        tuple(html.unescape(cell).strip().replace("-", "−") for cell in row.split("|") if cell.strip()) for row in rows
    }
    for table in tables(kept):
        assert not set(table) - shown


def test_pdf_has_the_numbers_of_the_page(client, kept):
    said = text_of(paper(client, kept, "pdf"))
    for table in tables(kept):
        for row in table[1:]:
            assert "".join(row).replace(" ", "") in said, row


def test_each_kind_of_report_has_its_title(kept):
    for kind in ReportKind:
        kept.kind = kind
        assert report_of(kept).title.startswith("Báo cáo")


def test_the_text_tells_the_figures(kept):
    text = str(report_of(kept).parts)
    now = kept.content["figures"]
    assert all(written(now[key]) in text for key in INDICATORS if now[key] > 9)


def test_a_unit_name_is_never_read_as_a_field(kept):
    kept.title = "{{ 7 * 7 }} & <b>"
    from reports.files import as_word

    text = "\n".join(p.text for p in Document(io.BytesIO(as_word(report_of(kept)))).paragraphs)
    assert "{{ 7 * 7 }} & <b>" in text


def test_a_report_of_a_part_says_so_on_the_page_and_on_every_paper(world):
    commune = world.communes[0]
    kept = taken(world, filters={"commune": commune.pk, "campaign": 0})
    client = signed_in(make.create_user(role=Role.LEADER, unit=kept.unit))
    said = f"chỉ tính Xã hiện nay: {commune.name}; Đợt phát động: Ngoài các đợt"

    word = Document(io.BytesIO(paper(client, kept, "docx")))
    assert said in "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert said in str(openpyxl.load_workbook(io.BytesIO(paper(client, kept, "xlsx"))).worksheets[0]["A2"].value)
    assert said.replace(" ", "") in text_of(paper(client, kept, "pdf"))
    commune.name = "Xã đổi tên"
    commune.save()
    for address in (kept.get_absolute_url(), f"{kept.get_absolute_url()}?view=hall", reverse("reports:snapshots")):
        page = client.get(address).content.decode()
        assert "Ngoài các đợt" in page
        assert "Xã đổi tên" not in page


def test_the_words_that_are_kept_are_vietnamese_whoever_keeps_them(world):
    with override("en"):
        kept = taken(world)
    assert "Chưa rõ" in str(kept.content["tables"])
    assert "not known" not in str(kept.content)


def test_the_day_of_the_paper_is_the_day_in_vietnam(kept):
    kept.taken_at = dt.datetime(2025, 6, 30, 18, 30, tzinfo=dt.UTC)
    assert report_of(kept).day == long_day(dt.date(2025, 7, 1))


def test_word_numbers_its_pages_and_tells_its_code_and_who_gets_it(client, kept):
    document = Document(io.BytesIO(paper(client, kept, "docx")))
    text, appendices = document.sections
    assert all(kept.code in foot.paragraphs[0].text for foot in (text.first_page_footer, text.footer))
    assert "PAGE" in text.header._element.xml
    assert "PAGE" not in text.first_page_header._element.xml
    assert not appendices.different_first_page_header_footer
    assert "Nơi nhận:" in document.tables[2].cell(0, 0).text


def test_word_leaves_room_for_the_place_and_no_heading_alone_at_the_foot_of_a_page(client, kept):
    document = Document(io.BytesIO(paper(client, kept, "docx")))
    head = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert f"…, {report_of(kept).day}" in head
    headings = [heading for heading, _lines in report_of(kept).parts]
    found = [line for line in document.paragraphs if line.text in headings]
    assert [(line.text, line.paragraph_format.keep_with_next) for line in found] == [(text, True) for text in headings]


def test_numbers_stand_to_the_right_in_word_and_headings_on_each_page(client, kept):
    document = Document(io.BytesIO(paper(client, kept, "docx")))
    for table in [table for table in document.tables if len(table.columns) > 3]:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert {cell.paragraphs[0].alignment for row in table.rows[1:] for cell in row.cells[1:]} == {RIGHT}


def test_names_have_room_beside_the_numbers_in_every_program_that_opens_word(client, kept):
    document = Document(io.BytesIO(paper(client, kept, "docx")))
    assert document.tables[0].columns[0].width < document.tables[0].columns[1].width  # the motto stands on one line
    for table in [table for table in document.tables if len(table.columns) > 3]:
        names, *numbers = [column.width for column in table.columns]
        assert {round(names / width, 3) for width in numbers} == {2}


@pytest.mark.parametrize(
    ("kind", "as_of", "since", "title"),
    [
        ("half_year", dt.date(2026, 6, 30), dt.date(2025, 12, 31), "Báo cáo 6 tháng đầu năm 2026"),
        ("half_year", dt.date(2026, 12, 31), dt.date(2026, 6, 30), "Báo cáo 6 tháng cuối năm 2026"),
        ("half_year", dt.date(2026, 12, 31), dt.date(2026, 3, 1), "Báo cáo"),
        ("year", dt.date(2025, 12, 31), dt.date(2024, 12, 31), "Báo cáo năm 2025"),
        ("interim", dt.date(2026, 6, 30), dt.date(2025, 12, 31), "Báo cáo sơ kết"),
    ],
)
def test_a_report_of_a_half_year_or_year_says_which(kept, kind, as_of, since, title):
    kept.kind, kept.as_of, kept.since = kind, as_of, since
    assert report_of(kept).title == title
    kept.title = f"Kết quả năm {as_of.year}"
    assert report_of(kept).title in ("Báo cáo", "Báo cáo sơ kết")


def test_the_district_that_all_former_communes_share_is_said_once(kept):
    lines = kept.content["tables"]["former_commune"]
    for line in lines:
        line[1] = "Huyện Mẫu"
    sheet = next(sheet for sheet in report_of(kept).appendices if sheet.key == "former_commune")
    assert sheet.headings[0] == "Xã trước tháng 7/2025 (Huyện Mẫu)"
    assert [row[0] for row in sheet.rows] == [line[0] for line in lines]
    lines[0][1] = "Huyện khác"
    sheet = next(sheet for sheet in report_of(kept).appendices if sheet.key == "former_commune")
    assert sheet.headings[0] == "Xã trước tháng 7/2025"
    assert sheet.rows[0][0] == f"{lines[0][0]} (Huyện khác)"


def test_what_did_not_happen_is_not_said_in_noughts(kept):
    for figures in (kept.content["figures"], kept.content["before"]):
        figures.update(dict.fromkeys(figures, 0))
    for lines in kept.content["tables"].values():
        lines.clear()
    text = str(report_of(kept).parts)
    assert "chưa có trẻ nào được nhận đỡ đầu" in text
    assert not re.search(r"\b0 (đồng|trẻ|tổ chức|lượt)|\b0 %", text)
    kept.content["figures"]["pledged_vnd"] = 5_000_000
    text = str(report_of(kept).parts)
    assert "là 5.000.000 đồng. Chưa phát sinh khoản nhận, khoản trao." in text


def test_children_who_wait_outside_the_known_communes_are_not_forgotten(kept):
    kept.content["tables"]["commune"].clear()
    kept.content["figures"]["children_waiting"] = 7
    assert "Còn 07 trẻ chưa có người đỡ đầu." in str(report_of(kept).parts)


def test_nothing_is_called_the_most_of_one(kept):
    lines = kept.content["tables"]["commune"]
    lines[:] = [["Xã Một", "", 1, dict.fromkeys(INDICATORS, 4)]]
    text = str(report_of(kept).parts)
    assert "Địa bàn có trẻ được đỡ đầu: Xã Một (04 trẻ)." in text
    assert "Địa bàn còn trẻ chưa có người đỡ đầu: Xã Một (04 trẻ)." in text
    lines.append(["Xã Hai", "", 2, dict.fromkeys(INDICATORS, 5)])
    assert "Địa bàn có nhiều trẻ được đỡ đầu nhất: Xã Hai (05 trẻ), Xã Một (04 trẻ)." in str(report_of(kept).parts)
