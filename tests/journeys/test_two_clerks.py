from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from children.models import Child
from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_who_saves_second_reads_both_versions_and_chooses_line_by_line(open_screen: Callable[..., Screen]) -> None:
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    child = make.create_child(unit=unit, full_name="Lê Đức Kiên", hamlet="Xóm 1", school="Trường Cũ", grade="3")
    first, second = open_screen(), open_screen()
    first.sign_in(account(Role.DATA_CLERK, "Võ Thị Sớm", unit))
    second.sign_in(account(Role.DATA_CLERK, "Vũ Thị Muộn", unit))
    for screen in (first, second):
        screen.menu("Danh sách trẻ")
        screen.press("Lê Đức Kiên")
        screen.press("Sửa")

    first.write("Xóm/thôn", "Xóm 2")
    first.write("Trường học", "Trường Mới")
    first.press("Lưu")
    first.headed("Lê Đức Kiên")
    second.write("Trường học", "Trường Khác")
    second.write("Lớp", "4")
    second.press("Lưu")

    second.headed("Người khác đã lưu trước")
    expect(version(second, "Trường học", "Người khác đã lưu")).to_have_text("Trường Mới")
    expect(version(second, "Trường học", "Anh/chị vừa nhập")).to_have_text("Trường Khác")
    expect(version(second, "Xóm/thôn", "Người khác đã lưu").get_by_role("radio")).to_be_checked()  # untouched here
    expect(version(second, "Lớp", "Anh/chị vừa nhập").get_by_role("radio")).to_be_checked()
    version(second, "Trường học", "Người khác đã lưu").get_by_role("radio").check()
    second.press("Lưu theo lựa chọn")

    second.headed("Lê Đức Kiên")
    child = Child.objects.get(pk=child.pk)
    assert (child.hamlet, child.school, child.grade) == ("Xóm 2", "Trường Mới", "4")


def version(screen: Screen, line: str, whose: str) -> Locator:
    """The cell of one line of the page that shows both versions."""
    row = screen.content.locator("tr").filter(has=screen.tab.get_by_role("rowheader", name=line, exact=True))
    return row.locator(f'td[data-label="{whose}"]')
