from collections.abc import Callable

import pytest

from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_second_officer_who_takes_a_child_reads_who_took_it(open_screen: Callable[..., Screen]):
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    make.create_child(unit=unit, full_name="Lê Đức Kiên")
    for name in ("Công đoàn Trường Một", "Công đoàn Trường Hai"):
        make.create_donor(unit=unit, name=name, capacity_children=1)
    first, second = open_screen(), open_screen()

    first.sign_in(account(Role.MATCHING_OFFICER, "Phan Thị Sớm", unit))
    second.sign_in(account(Role.MATCHING_OFFICER, "Vũ Thị Muộn", unit))
    choose_for_the_child(first, "Lê Đức Kiên", donor="Công đoàn Trường Một")
    choose_for_the_child(second, "Lê Đức Kiên", donor="Công đoàn Trường Hai")
    first.press("Lập cam kết")
    first.headed("Lê Đức Kiên – Công đoàn Trường Một")

    second.press("Lập cam kết")
    second.headed("Trẻ đã có người nhận")
    second.reads("Phan Thị Sớm đã ghi cam kết của Công đoàn Trường Một lúc")
    second.press("Chọn trẻ khác")
    second.reads("Không có trẻ nào đang chờ")


def choose_for_the_child(screen: Screen, child: str, *, donor: str) -> None:
    """To the form of the pledge, all but sent."""
    screen.menu("Tìm để kết nối")
    screen.press("Tìm người đỡ đầu", beside=child)
    screen.press("Lập cam kết", beside=donor)
    screen.write("Mức hỗ trợ mỗi kỳ", "500.000")
