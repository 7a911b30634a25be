"""A leader follows a number to the children behind it, on a telephone; a secretary hands in the interim review."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import expect

from organisation.models import Unit
from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen, sit_down
from tests.pdf_text import text_of

pytestmark = pytest.mark.journey
PHONE = {"width": 390, "height": 844}
WAITING = "Trẻ đang chờ đỡ đầu"
TITLE = "Sơ kết một năm thực hiện chương trình"


@pytest.fixture
def unit(transactional_db: None) -> Unit:
    """Twelve children wait, and one has a donor."""
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    for n in range(12):
        make.create_child(unit=unit, full_name=f"Trần Bảo {'ABCDEGHIKLMN'[n]}", needs_since="2025-01-06")
    make.create_pledge(child=make.create_child(unit=unit, full_name="Lê Có Mẹ"))
    return unit


def test_from_a_number_on_the_telephone_to_a_child(open_screen: Callable[..., Screen], unit: Unit) -> None:
    phone = open_screen(viewport=PHONE)
    phone.sign_in(account(Role.LEADER, "Trần Thị Trưởng", unit))
    phone.press("Toàn bộ số liệu, biểu đồ")
    phone.headed("Số liệu, biểu đồ")
    expect(phone.figure(WAITING)).to_have_text("12")
    tile = phone.content.locator(".stat").filter(has_text=WAITING).first
    tile.get_by_text("Cách tính").click()
    expect(tile.get_by_text("chưa có cam kết nào đang thực hiện")).to_be_visible()

    phone.figure(WAITING).get_by_role("link").click()
    phone.headed(WAITING)
    phone.counts("12")
    expect(phone.content.locator("tbody tr")).to_have_count(12)
    phone.press("Trần Bảo E")
    phone.headed("Trần Bảo E")


def test_from_the_choice_of_a_day_to_the_papers_in_hand(screen: Screen, unit: Unit) -> None:
    sit_down(screen.tab, account(Role.MATCHING_OFFICER, "Lê Thị Thư", unit), screen.address)
    screen.tab.goto(screen.address)
    keep_the_review(screen)
    for label, read in (("Word", of_word), ("PDF", of_pdf), ("Excel", of_excel)):
        with screen.tab.expect_download() as download:
            screen.press(label)
        assert read(download.value.path())[:2] == [WAITING, "12"], label

    make.create_child(unit=unit, full_name="Trần Đến Muộn", needs_since="2025-01-06")
    screen.press("Nay có gì khác")
    screen.reads("đã lưu: 12 · nay: 13")
    screen.menu("Báo cáo đã lưu")
    screen.press(TITLE)
    screen.headed(TITLE)
    assert on_page(screen) == [WAITING, "12"]


def keep_the_review(screen: Screen) -> None:
    screen.menu("Số liệu, biểu đồ")
    screen.press("Lưu thành báo cáo")
    screen.write("Tiêu đề", TITLE)
    screen.choose("Loại", "Báo cáo sơ kết")
    screen.choose("Đơn vị", "Mẹ đỡ đầu Thanh Chương")
    screen.write("Tính đến ngày", f"{timezone.localdate():%d/%m/%Y}")
    screen.write("So với ngày", "31/12/2024")
    screen.press("Lưu báo cáo này")
    screen.headed(TITLE)
    screen.reads("Đã lưu báo cáo.")
    screen.reads("Còn 12 trẻ đang chờ người đỡ đầu")
    assert on_page(screen) == [WAITING, "12"]


# --- The line of the children who wait: its name and its first number ----------------------------


def on_page(screen: Screen) -> list[str]:
    row = screen.content.locator("tr").filter(has_text=WAITING).first
    return row.locator("th, td").all_inner_texts()[:2]


def of_word(file: Path) -> list[str]:
    rows = [[cell.text for cell in row.cells] for table in Document(str(file)).tables for row in table.rows]
    return next(row for row in rows if row[0] == WAITING)


def of_excel(file: Path) -> list[str]:
    rows = [
        row
        for sheet in openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
        for row in sheet.iter_rows(values_only=True)
    ]
    return [str(cell) for cell in next(row for row in rows if row[0] == WAITING)]


def of_pdf(file: Path) -> list[str]:
    """Its text comes without spaces."""
    found = re.search(WAITING.replace(" ", "") + r"(\d\d)", text_of(file.read_bytes()))
    return [WAITING, found[1]] if found else []
