"""A treasurer's month: the bank's file, a pile of paper receipts, a ceremony, and the four numbers at its end."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect

from organisation.models import Unit
from organisation.roles import Role
from organisation.templatetags.vietnamese import vnd
from sponsorship import operations
from sponsorship.models import Pledge, Receipt
from sponsorship.models.states import EndRule, Per
from sponsorship.proof import differences
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen

pytestmark = pytest.mark.journey

STATEMENT = """Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung
{day};FT1;;500,000;{code} ung ho thang nay
{day};FT2;;1,000,000;ung ho cac chau
{day};FT3;11,000;;phi dich vu
"""


@pytest.fixture
def unit(transactional_db: None) -> Unit:
    return make.create_unit(name="Mẹ đỡ đầu Thanh Chương")


@pytest.fixture
def pledges(unit: Unit) -> list[Pledge]:
    """Three children of a round, each with a carer and a donor, 500.000 đ a month."""
    officer = make.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    campaign = make.create_campaign(unit=unit, name="Đợt 1 năm nay")
    made = []
    for name in ("Trần Bảo An", "Trần Bảo Bình", "Trần Bảo Châu"):
        child = make.create_child(unit=unit, full_name=name)
        make.create_caregiver(child=child, full_name=f"Bà của {name.split()[-1]}", is_carer=True)
        pledge = operations.propose_pledge(
            child=child, donor=make.create_donor(unit=unit, name=f"Công đoàn {name.split()[-1]}"), by=officer,
            rate_vnd=500_000, per=Per.MONTH, starts_on=timezone.localdate().replace(day=1), end_rule=EndRule.MONTHS,
            months_count=12, campaign=campaign,
        )  # fmt: skip
        operations.approve_pledge(pledge=pledge, by=officer)
        made.append(operations.activate_pledge(pledge=pledge, by=officer))
    return made


def test_from_the_banks_file_to_the_childrens_hands(screen: Screen, unit: Unit, pledges: list[Pledge], tmp_path: Path):
    today = f"{timezone.localdate():%d/%m/%Y}"
    screen.sign_in(account(Role.TREASURER, "Trần Thị Thu", unit))

    file = tmp_path / "sao-ke.csv"
    file.write_text(STATEMENT.format(day=today, code=pledges[0].code))
    read_the_statement(screen, file)
    book_what_is_certain(screen)
    book_the_other_line(screen, pledges[1])

    enter_a_pile(screen, pledges[2], today)
    hold_the_ceremony(screen)
    the_numbers_agree(screen)


def read_the_statement(screen: Screen, file: Path) -> None:
    for _ in range(2):  # the second time it is noticed
        screen.tab.goto(screen.address)
        screen.press("Nhập sao kê ngân hàng")
        screen.choose_file("Tệp sao kê của ngân hàng", file)
        screen.press("Đọc tệp")
        screen.reads("2 dòng tiền vào mới" if "upload" not in screen.tab.url else "Tệp này đã được đọc")
    screen.menu("Sao kê ngân hàng")


def book_what_is_certain(screen: Screen) -> None:
    screen.reads("Có 1 dòng chắc chắn")
    screen.press("Xem và vào sổ một lượt")
    screen.press("Vào sổ các dòng này")
    screen.reads("Đã vào sổ 1 dòng.")


def book_the_other_line(screen: Screen, pledge: Pledge) -> None:
    """Nothing in its text tells for whom it is: the name is typed, and chosen with the keyboard.

    Over a slow line: the name stands there before the script that looks for it has come.
    """
    late: list[Route] = []
    screen.tab.route("**/find_pledge*.js", lambda route: late.append(route))
    screen.press("Chọn cam kết", beside="FT2")
    field = screen.field("Cam kết khác: mã, tên trẻ hoặc người đỡ đầu")
    field.press_sequentially("bao binh")
    late[0].continue_()
    screen.tab.unroute("**/find_pledge*.js")
    expect(screen.tab.get_by_role("option", name=pledge.code)).to_be_visible()
    screen.key("Enter")
    expect(field).to_have_value(f"{pledge.code} · Trần Bảo Bình – Công đoàn Bình")
    screen.press("Vào sổ dòng này")
    screen.reads("phiếu thu số 2/")


def enter_a_pile(screen: Screen, pledge: Pledge, today: str) -> None:
    """Two papers, a cover added up wrongly; by keyboard from cell to cell."""
    screen.tab.goto(screen.address)
    screen.press("Nhập tập phiếu thu")
    screen.write("Số phiếu thu", "2")
    screen.write("Tổng tiền của tập phiếu", "1.100.000")
    screen.press("Tiếp tục nhập các dòng")
    table = screen.content.locator("[data-entry-table] tbody")
    table.get_by_label("Cam kết").first.focus()
    for amount in ("500000", "300000"):
        screen.types("bao chau")
        expect(screen.tab.get_by_role("option", name=pledge.code)).to_be_visible()
        screen.key("Enter", "Enter")
        screen.types(amount)
        screen.key("Enter")
        if amount == "500000":
            screen.types(today)
        screen.key("Enter", "Enter", "Enter")
    screen.reads("lệch với tờ bìa")
    screen.press("Vào sổ cả bảng kê")
    screen.reads("1.100.000")
    screen.write("Tổng tiền của tập phiếu", "800.000")
    screen.reads("khớp với tờ bìa")
    screen.press("Vào sổ cả bảng kê")
    screen.reads("Đã vào sổ 2 phiếu thu")
    screen.reads("Số 4/")


def hold_the_ceremony(screen: Screen) -> None:
    screen.menu("Buổi trao hỗ trợ")
    screen.press("Chuẩn bị buổi trao")
    screen.choose("Đợt phát động", "Đợt 1 năm nay")
    screen.write("Nơi trao hoặc dịp trao", "Nhà văn hóa xã")
    screen.press("Lập danh sách")
    screen.content.locator("tr", has_text="Trần Bảo Châu").get_by_label("Vắng").check()
    screen.press("Trừ người vắng, đã trao hết")
    screen.reads("Trần Bảo Châu")
    screen.press("Đã trao hết")
    screen.reads("Đã ghi 2 lần trao.")
    screen.reads("1 cháu vắng")


def the_numbers_agree(screen: Screen) -> None:
    """500.000 and 1.000.000 by bank, 800.000 on paper; the first two handed over what was due."""
    screen.menu("Bốn con số")
    row = screen.content.locator("tfoot")
    for amount in (18_000_000, 2_300_000, 1_000_000, 1_300_000):
        expect(row).to_contain_text(vnd(amount))
    assert Receipt.objects.count() == 4
    assert not any(differences().values())
