import pytest
from playwright.sync_api import expect

from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_english_is_chosen_in_the_menu_of_the_person_and_stays_until_vietnamese_is_chosen_again(screen: Screen) -> None:
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    for name in ("Lê Đức Kiên", "Trần Văn Bảo"):
        make.create_child(unit=unit, full_name=name)
    screen.sign_in(account(Role.DATA_CLERK, "Võ Thị Nhập", unit))
    screen.menu("Danh sách trẻ")
    screen.write("Tìm kiếm", "kien")
    screen.counts("1")

    screen.speak("English")
    screen.headed("Children")
    screen.reads("Lê Đức Kiên")  # the same page, narrowed as before
    expect(screen.field("Search")).to_have_value("kien")
    screen.menu("Today's work")
    screen.headed("Good day, Võ Thị Nhập")
    expect(screen.tab.locator("html")).to_have_attribute("lang", "en")

    screen.speak("Tiếng Việt")
    screen.headed("Xin chào, Võ Thị Nhập")
    screen.menu("Danh sách trẻ")
    screen.headed("Trẻ em")
