from collections.abc import Callable

import pytest

from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import PASSWORD, Screen

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_with_the_keyboard_alone_a_child_is_found_without_marks_on_a_small_screen(open_screen: Callable[..., Screen]):
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    for name in ("Nguyễn Thị Bình", "Trần Văn Bảo", "Lê Đức Kiên"):
        make.create_child(unit=unit, full_name=name)
    clerk = account(Role.DATA_CLERK, "Võ Thị Nhập", unit)
    screen = open_screen(viewport={"width": 390, "height": 844})

    screen.tab.goto(screen.address)  # the cursor waits in the first field
    screen.types(clerk.username)
    screen.key("Tab")
    screen.types(PASSWORD)
    screen.key("Enter")
    screen.headed("Xin chào, Võ Thị Nhập")

    screen.tab_to(screen.tab.get_by_role("button", name="Danh mục"))
    screen.key("Enter")
    screen.tab_to(screen.tab.get_by_role("link", name="Danh sách trẻ", exact=True))
    screen.key("Enter")
    screen.counts("3")

    screen.tab_to(screen.field("Tìm kiếm"))
    screen.types("nguyen thi binh")
    screen.counts("1")
    screen.tab_to(screen.content.get_by_role("link", name="Nguyễn Thị Bình"))
    screen.key("Enter")
    screen.headed("Nguyễn Thị Bình")

    screen.tab.go_back()  # Alt and the left arrow belong to the browser, which has no window here
    screen.counts("1")
    screen.reads("Nguyễn Thị Bình")
