"""A list whose columns, cells and rows want a person: put right on the screen, sent back and sent again, taken back."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from children.models import Child
from organisation.models import Unit
from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen

pytestmark = pytest.mark.journey

TITLE = "DANH SÁCH TRẺ EM CẦN NHẬN ĐỠ ĐẦU (Tính đến ngày 30/9/2024)"
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Xã", "Người nuôi dưỡng", "SĐT"]
NO_SUCH_DAY = "31/02/2015"


def a_file(folder: Path, *rows: list[str], headings: list[str] = HEADINGS, name: str = "danh-sach-xa.xlsx") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet
    for cells in ([TITLE], headings, *rows):
        sheet.append(cells)
    book.save(folder / name)
    return folder / name


def child(number: int, name: str, born: str) -> list[str]:
    return [str(number), name, born, "Nam", "Thanh Tùng", f"Hồ Thị Mẫu {number}", f"098390926{number}"]


def upload(screen: Screen, file: Path) -> None:
    screen.menu("Nhập danh sách Excel")
    screen.press("Nhập danh sách Excel")
    screen.choose_file("Chọn tệp danh sách", file)
    screen.press("Đọc tệp")
    screen.tab.wait_for_url(lambda address: "upload" not in address)
    if screen.tab.url.endswith("/columns/"):  # a short list tells little of its columns: they are shown first
        screen.press("Tiếp tục: xem các dòng")


def enter(screen: Screen, rows: int) -> None:
    screen.press(f"Nhập {rows} dòng")
    screen.press("Đồng ý nhập")
    screen.reads(f"Đã nhập {rows} dòng.")


@pytest.fixture
def clerk(screen: Screen, district: Unit) -> Screen:
    screen.sign_in(account(Role.DATA_CLERK, "Võ Thị Nhập", district))
    return screen


def test_a_column_taken_for_the_wrong_thing_is_corrected(clerk: Screen, tmp_path: Path):
    file = a_file(
        tmp_path,
        ["1", "Lê Đức Kiên", "17/10/2012", "Thái", "Thanh Tùng"],
        headings=["STT", "Họ và tên", "Ngày sinh", "Mục khác", "Xã"],
    )

    upload(clerk, file)
    clerk.reads("1 dòng mới sẵn sàng để nhập.")
    clerk.press("Sửa cách hiểu các cột")
    clerk.choose("Cột D được hiểu là", "Dân tộc")
    clerk.press("Tiếp tục: xem các dòng")
    clerk.reads("Đã đọc lại tệp theo cách anh/chị sửa.")
    clerk.press("Tiếp tục: xem các dòng")
    enter(clerk, 1)

    assert Child.objects.get().ethnicity == "Thái"


def test_a_wrong_cell_is_mended_on_the_screen_for_all_rows_that_have_it(clerk: Screen, tmp_path: Path):
    rows = [
        child(1, "Lê Đức Kiên", "17/10/2012"),
        child(2, "Ngô Văn Hai", NO_SUCH_DAY),
        child(3, "Trần Văn Ba", NO_SUCH_DAY),
    ]
    upload(clerk, a_file(tmp_path, *rows))
    clerk.reads("2 dòng cần sửa")

    born = clerk.content.get_by_label(re.compile("Ngày sinh"))
    born.first.fill("30/02/2015")
    born.first.press("Enter")
    clerk.reads("Dòng 4 vẫn còn chỗ cần sửa")
    expect(born.first).to_have_value("30/02/2015")
    expect(born.first).to_be_focused()

    born.first.fill("27/02/2015")
    born.nth(1).fill("28/02/2015")
    born.nth(1).press("Enter")
    clerk.reads("Dòng 5 đã đúng và sẽ được nhập.")
    clerk.reads("1 dòng cần sửa")
    expect(born).to_have_value("27/02/2015")  # typed, not sent yet
    clerk.press("Kiểm tra lại")
    clerk.reads("3 dòng mới sẵn sàng để nhập.")
    enter(clerk, 3)

    days = {c.full_name: str(c.birth_date) for c in Child.objects.all()}
    assert days == {"Lê Đức Kiên": "2012-10-17", "Ngô Văn Hai": "2015-02-27", "Trần Văn Ba": "2015-02-28"}


def test_one_correction_mends_every_row_where_the_same_stands(clerk: Screen, tmp_path: Path):
    upload(
        clerk,
        a_file(tmp_path, *(child(n, f"Ngô Văn {name}", NO_SUCH_DAY) for n, name in enumerate(("Hai", "Ba", "Tư"), 1))),
    )

    clerk.content.get_by_label(re.compile("Ngày sinh")).first.fill("28/02/2015")
    clerk.content.get_by_label("Sửa giống vậy cho 2 dòng khác cũng ghi như thế").first.check()
    clerk.press("Kiểm tra lại")

    clerk.reads("3 dòng mới sẵn sàng để nhập.")
    enter(clerk, 3)
    assert Child.objects.filter(birth_date="2015-02-28").count() == 3


def test_rows_to_be_mended_go_back_as_a_workbook_and_come_again_without_the_rest(clerk: Screen, tmp_path: Path):
    upload(clerk, a_file(tmp_path, child(1, "Lê Đức Kiên", "17/10/2012"), child(2, "Ngô Văn Hai", NO_SUCH_DAY)))
    clerk.reads("1 dòng cần sửa")
    enter(clerk, 1)

    with clerk.tab.expect_download() as download:
        clerk.press("Tải về để gửi lại nơi lập (Excel)")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    book = load_workbook(file)
    (wrong,) = [cell for row in book.active.iter_rows() for cell in row if cell.value == NO_SUCH_DAY]
    wrong.value = "28/02/2015"
    book.save(file)

    upload(clerk, file)
    clerk.reads("1 dòng mới sẵn sàng để nhập.")
    clerk.reads("Gửi lại: đã sửa dòng 4")
    enter(clerk, 1)
    clerk.press("danh-sach-xa.xlsx")
    clerk.reads("Các dòng cần sửa đã được gửi lại và nhập xong.")
    assert Child.objects.count() == 2


def test_a_list_is_undone_but_for_the_child_that_has_a_donor_by_now(clerk: Screen, district: Unit, tmp_path: Path):
    upload(clerk, a_file(tmp_path, child(1, "Lê Đức Kiên", "17/10/2012"), child(2, "Ngô Văn Hai", "17/10/2013")))
    enter(clerk, 2)
    make.create_pledge(child=Child.objects.get(full_name="Lê Đức Kiên"), donor=make.create_donor(unit=district))

    clerk.press("Hoàn tác cả danh sách")
    clerk.reads("Xóa 1 hồ sơ do danh sách này lập.")
    clerk.reads("Giữ lại 1 hồ sơ, vì đã được dùng đến.")
    expect(clerk.content.get_by_role("row").filter(has_text="Lê Đức Kiên")).to_be_visible()
    clerk.press("Đồng ý hoàn tác")

    clerk.reads("Đã hoàn tác danh sách, trừ 1 hồ sơ đang được dùng")
    assert Child.objects.get().full_name == "Lê Đức Kiên"
