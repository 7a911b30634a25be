"""A visitor with a telephone offers to help; an officer makes a pledge of it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import ViewportSize

from donors.models import Registration
from organisation.roles import Role
from public import guard
from sponsorship.models import Pledge
from tests import factories as make
from tests.journeys import tasks
from tests.journeys.conftest import account
from tests.journeys.screen import Screen, sit_down
from tests.public.door_records import create_page

pytestmark = pytest.mark.journey


def test_from_an_offer_on_the_telephone_to_a_pledge(
    open_tab: Callable[..., Tab], live_server: Any, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "SOONEST", 0)  # a program types faster than a person
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    make.create_child(unit=unit, full_name="Trần Bảo An", needs_since="2026-01-01")
    create_page(unit=unit, address="thanh-chuong")

    offer(Screen(open_tab(viewport=ViewportSize(width=390, height=844)), live_server.url))
    officer = account(Role.MATCHING_OFFICER, "Phan Thị Ghép", unit)
    desk = Screen(open_tab(), live_server.url)
    sit_down(desk.tab, officer, desk.address)
    answer(desk)

    pledge = Pledge.objects.get()
    assert (pledge.donor.name, pledge.donor.phone, pledge.child.full_name) == (
        "Đinh Thị Mẫu",
        "0984631588",
        "Trần Bảo An",
    )
    assert Registration.objects.get().donor == pledge.donor


def offer(visitor: Screen) -> None:
    visitor.tab.goto(f"{visitor.address}/chung-tay/")
    visitor.headed("Mẹ đỡ đầu Thanh Chương")
    visitor.press("Tôi muốn giúp")
    visitor.content.get_by_label("Tôi hoặc gia đình tôi").check()
    visitor.write("Họ tên, hoặc tên cơ quan", "Đinh Thị Mẫu")
    visitor.write("Điện thoại", "0984 631 588")
    visitor.content.get_by_label("Tôi đồng ý để chương trình lưu").check()
    visitor.press("Gửi")
    visitor.headed("Xin cảm ơn")


def answer(officer: Screen) -> None:
    officer.tab.goto(officer.address)
    officer.menu("Đăng ký mới")
    officer.press("Đinh Thị Mẫu")
    officer.press("Tiếp nhận người đỡ đầu mới")
    officer.headed("Đinh Thị Mẫu")
    officer.press("Tìm trẻ")
    officer.press("Lập cam kết", beside="Trần Bảo An")
    tasks.pledge(officer, rate="500000", months="12")
    officer.reads("Đinh Thị Mẫu")
