"""An action month for children: planned, 120 units asked, three report on a telephone, the gift list comes in, the sums
are read and the paragraph is copied."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from organisation.models import Unit
from organisation.models.unit import UnitKind
from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen, sit_down
from tests.journeys.tasks import SAMPLES

pytestmark = pytest.mark.journey
PHONE = {"width": 390, "height": 844}
NAME = "Tháng hành động vì trẻ em"
TODAY = timezone.localdate()


@pytest.fixture
def unit(transactional_db: None) -> Unit:
    """A federation with 120 grassroots unions."""
    unit = make.create_unit(name="Liên đoàn Lao động huyện Mẫu", kind=UnitKind.LABOUR_FEDERATION)
    Unit.objects.bulk_create(
        Unit(name=f"Công đoàn cơ sở {n:03}", kind=UnitKind.GRASSROOTS_UNION, parent=unit) for n in range(1, 121)
    )
    return unit


def test_from_the_plan_to_the_paragraph(screen: Screen, open_screen: Callable[..., Screen], unit: Unit):
    officer = account(Role.MATCHING_OFFICER, "Phan Thị Kế", unit)
    sit_down(screen.tab, officer, screen.address)
    screen.tab.goto(screen.address)
    plan(screen)
    ask(screen)
    phone = open_screen(viewport=PHONE)
    for n, gifts in ((1, "12"), (2, "20"), (3, "8")):
        report(phone, Unit.objects.get(name=f"Công đoàn cơ sở {n:03}"), gifts)
    see_who_is_missing(screen)
    import_the_gift_list(screen)
    print_the_list(screen)
    see_the_difference(screen)
    read_the_sums(screen)
    copy_the_paragraph(screen)


def plan(screen: Screen) -> None:
    screen.menu("Chiến dịch, đợt phát động")
    screen.press("Thêm chiến dịch, đợt")
    screen.write("Tên", NAME)
    screen.choose("Loại", NAME)
    for label, days in (("Từ ngày", -20), ("Đến ngày", 10), ("Hạn gửi báo cáo", 15)):
        screen.write(label, f"{TODAY + dt.timedelta(days=days):%d/%m/%Y}")
    screen.press("Lưu")
    screen.headed(NAME)
    screen.press("Thêm hoạt động")
    screen.choose("Nhóm nội dung", "Quà và học bổng")
    screen.write("Việc cần làm", "Tặng quà 1/6")
    screen.write("Chỉ tiêu", "500")
    screen.choose("Đơn vị tính", "Suất quà")
    screen.press("Lưu")
    screen.press("Thêm văn bản")
    screen.write("Số", "kế hoạch tỉnh")
    screen.write("Cơ quan ban hành", "Tỉnh ủy")
    screen.press("Lưu")
    screen.reads("không phải số, ký hiệu văn bản")
    screen.write("Số", "135-KH/TU")
    screen.press("Lưu")
    screen.reads("135-KH/TU")


def ask(screen: Screen) -> None:
    screen.press("Đơn vị")
    screen.press("Yêu cầu đơn vị tham gia")
    screen.content.get_by_label("Công đoàn cơ sở", exact=True).check()
    screen.press("Gửi yêu cầu")
    screen.reads("Đã yêu cầu 120 đơn vị.")


def report(phone: Screen, union: Unit, gifts: str) -> None:
    """The union's clerk finds the campaign on the first page and reports at once."""
    sit_down(phone.tab, account(Role.DATA_CLERK, "Lê Thị Cơ", union), phone.address)
    phone.tab.goto(phone.address)
    phone.content.get_by_role("link", name=NAME).click()
    phone.headed(union.name)
    phone.press("Báo cáo")
    phone.write("Việc đã làm", f"Đã tặng {gifts} suất quà.")
    phone.write("Đã làm được (suất quà)", gifts)
    assert phone.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.press("Gửi báo cáo")
    phone.reads("Đã gửi báo cáo. Xin cảm ơn.")


def see_who_is_missing(screen: Screen) -> None:
    screen.tab.reload()
    screen.counts("120")
    screen.content.locator(".stat").filter(has_text="Chưa báo cáo").get_by_role("link").click()
    screen.counts("117")
    screen.press("Đôn đốc các đơn vị")
    expect(screen.field("Lời nhắn")).to_contain_text("Công đoàn cơ sở 120")


def import_the_gift_list(screen: Screen) -> None:
    """From the campaign's own page; the paper says 18.300.000, its lines come to 17.300.000."""
    open_part(screen, "Danh sách quà")
    screen.press("Nhập danh sách quà")
    screen.choose_file("Chọn tệp danh sách", SAMPLES / "qua-1-6.xlsx")
    screen.press("Đọc tệp")
    screen.reads(f"Nhập cho chiến dịch “{NAME}”")
    screen.press("Nhập 165 dòng")
    screen.press("Đồng ý nhập")
    screen.reads("Đã nhập 165 dòng.")
    open_part(screen, "Danh sách quà")
    screen.content.locator("tbody a.row-link").click()


def print_the_list(screen: Screen) -> None:
    screen.reads("Lệch 1.000.000 đ")
    screen.press("Danh sách ký nhận")
    expect(screen.content.locator(".signature-sheet")).to_be_visible()


def open_part(screen: Screen, label: str) -> None:
    screen.menu("Chiến dịch, đợt phát động")
    screen.press(NAME)
    screen.press(label)


def see_the_difference(screen: Screen) -> None:
    open_part(screen, "Đối chiếu số liệu")
    row = screen.content.get_by_role("row").filter(has_text="18.300.000 đ")
    expect(row).to_contain_text("17.300.000 đ")
    expect(row).to_contain_text("1.000.000 đ")


def read_the_sums(screen: Screen) -> None:
    screen.menu("Tổng hợp kết quả")
    screen.reads("40")


def copy_the_paragraph(screen: Screen) -> None:
    screen.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_part(screen, "Viết bài")
    screen.press("Chép nội dung")
    screen.reads("Đã chép")
    text = screen.tab.evaluate("navigator.clipboard.readText()")
    assert "Đến nay đã có 03/120 đơn vị báo cáo kết quả. Tặng quà 1/6: 40 suất quà" in text
    assert "165 suất, tổng trị giá 17,3 triệu đồng" in text
