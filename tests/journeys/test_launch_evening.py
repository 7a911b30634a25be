"""A launch evening: children reserved, donors paired at once, one changed by hand, all accepted, papers, money handed
over."""

import pytest
from playwright.sync_api import expect

from donors.models import Donor
from organisation.models import Unit
from organisation.roles import Role
from sponsorship.models import Handover, Pledge
from sponsorship.proof import differences
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen, sit_down

pytestmark = pytest.mark.journey


@pytest.fixture
def unit(transactional_db: None) -> Unit:
    """A round, two donors who come, and four children with their carers; one has lost both parents."""
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    make.create_campaign(unit=unit, name="Đợt 2 năm nay")
    for name in ("An", "Bình"):
        make.create_donor(unit=unit, name=f"Công đoàn {name}", capacity_children=1)
    for name, lost in (("An", "both"), ("Bình", "none"), ("Châu", "none"), ("Dung", "none")):
        child = make.create_child(unit=unit, full_name=f"Trần Bảo {name}", orphan_status=lost)
        make.create_caregiver(child=child, full_name=f"Bà của {name}", is_carer=True)
    return unit


def test_from_the_reserved_children_to_the_money_in_their_hands(screen: Screen, unit: Unit):
    officer = account(Role.MATCHING_OFFICER, "Phan Thị Ghép", unit)
    sit_down(screen.tab, officer, screen.address)
    screen.tab.goto(screen.address)
    prepare(screen)
    pair(screen)
    adjust(screen)
    accept(screen)
    print_papers(screen)
    deliver(screen)
    assert Pledge.objects.in_force().count() == Handover.objects.count() == 3
    assert not any(differences().values())


def prepare(screen: Screen) -> None:
    screen.menu("Buổi phát động")
    screen.press("Chuẩn bị buổi phát động")
    screen.choose("Đợt phát động hoặc sự kiện", "Đợt 2 năm nay")
    screen.write("Tên gọi", "Đêm hội Thắp sáng ước mơ")
    screen.write("Giữ chỗ đến mấy giờ", "23:59")
    screen.write("Số khách dự kiến", "1")
    screen.press("Tiếp tục xếp chỗ")
    screen.press("Chọn người đỡ đầu")
    for donor in ("Công đoàn An", "Công đoàn Bình"):
        screen.content.locator("tr").filter(has_text=donor).get_by_role("checkbox").check()
    screen.press("Thêm người đã đánh dấu")
    screen.reads("Đã thêm 2 chỗ.")


def pair(screen: Screen) -> None:
    screen.press("Giữ chỗ cho trẻ")
    screen.reads("Đã giữ chỗ cho 3 trẻ.")
    screen.press("Ghép tất cả")
    screen.reads("3 chỗ đã có trẻ.")
    screen.reads("mồ côi cả cha và mẹ")


def adjust(screen: Screen) -> None:
    """The guest is somebody new, the first donor wants the child whom the second was to have."""
    first, second = (screen.content.get_by_label(f"Trẻ ở chỗ {n}") for n in (2, 3))
    before, wanted = first.input_value(), second.input_value()
    first.fill(wanted.split()[0])
    screen.content.get_by_label("Người đỡ đầu ở chỗ 1").fill("Trần Văn Khách")
    screen.press("Lưu")
    screen.reads("Chưa lưu")
    screen.content.get_by_label("Thêm “Trần Văn Khách” làm người đỡ đầu mới").check()
    screen.press("Lưu")
    expect(first).to_have_value(wanted)
    expect(second).to_have_value(before)
    assert Donor.objects.get(name="Trần Văn Khách")


def accept(screen: Screen) -> None:
    screen.press("Chốt danh sách")
    screen.reads("Lập 3 lượt đỡ đầu?")
    screen.press("Lập các lượt đỡ đầu")
    screen.reads("Đã lập 3 lượt đỡ đầu")


def print_papers(screen: Screen) -> None:
    """The papers of the whole round in one file; then back to the launch."""
    here = screen.tab.url
    screen.press("Giấy tờ cho buổi lễ")
    with screen.tab.expect_download() as paper:
        screen.press("Tạo giấy tờ")
    assert paper.value.suggested_filename.endswith(".zip")
    screen.tab.goto(here)


def deliver(screen: Screen) -> None:
    """The donors give the money there: it is received and handed over with the list."""
    screen.press("Chuẩn bị buổi trao")
    expect(screen.field("Đợt phát động").locator("option:checked")).to_have_text("Đợt 2 năm nay")
    screen.field("Cả những trẻ mà người đỡ đầu trao tiền ngay tại buổi lễ").check()
    screen.write("Nơi trao hoặc dịp trao", "Hội trường huyện")
    screen.press("Lập danh sách")
    screen.press("Trừ người vắng, đã trao hết")
    screen.press("Đã trao hết")
    screen.reads("Đã ghi 3 lần trao.")
