"""The main job: a list comes in, a donor meets a child, the money reaches the child, the leader sees it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from organisation.models import Unit
from organisation.roles import Role
from organisation.templatetags.vietnamese import number, vnd
from tests.journeys.conftest import account
from tests.journeys.screen import Screen
from tests.journeys.tasks import (
    CHILDREN_LIST,
    PLEDGES_LIST,
    add_donor,
    enter_list,
    hand_over,
    pledge,
    receive,
    undo_list,
)

pytestmark = pytest.mark.journey

PEOPLE = {
    "donors_active": "Người đỡ đầu",
    "children_sponsored": "Trẻ đã có người đỡ đầu",
    "children_waiting": "Trẻ đang chờ đỡ đầu",
    "children_waiting_union": "Trong đó con đoàn viên",
}
MONEY = {
    "pledged_vnd": "Đã cam kết",
    "received_vnd": "Đã nhận",
    "delivered_vnd": "Đã trao",
    "held_vnd": "Còn giữ",
}


def test_from_the_list_of_the_district_to_the_number_of_the_leader(screen: Screen, district: Unit):
    clerk = account(Role.DATA_CLERK, "Võ Thị Nhập", district)
    officer = account(Role.MATCHING_OFFICER, "Phan Thị Ghép", district)
    leader = account(Role.LEADER, "Trần Văn Đọc", district)

    screen.sign_in(clerk)
    enter_list(screen, CHILDREN_LIST, "885")
    screen.press("Xem các hồ sơ")
    screen.counts("885")
    screen.sign_out()

    screen.sign_in(officer)
    add_donor(screen, "Công đoàn Trường THCS Mẫu")
    screen.press("Tìm trẻ")
    screen.press("Lập cam kết")
    pledge(screen, rate="500.000", months="12")
    receive(screen, "1.500.000")
    hand_over(screen, "1.000.000", to="Hồ Thị Mẫu")
    screen.sign_out()

    screen.sign_in(leader)
    screen.menu("Số liệu, biểu đồ")
    figures = the_figures_that_the_command_prints()
    assert figures["children_waiting"] == 884
    assert figures["held_vnd"] == 500_000
    for key in PEOPLE | MONEY:
        the_screen_shows_and_explains(screen, key, figures[key])


def test_a_list_entered_by_mistake_is_undone_and_both_lists_give_the_numbers_of_the_programme(
    screen: Screen, district: Unit
):
    screen.sign_in(account(Role.MATCHING_OFFICER, "Phan Thị Ghép", district))
    enter_list(screen, CHILDREN_LIST, "885")
    undo_list(screen)
    screen.menu("Danh sách trẻ")
    screen.reads("Chưa có trẻ nào")
    enter_list(screen, CHILDREN_LIST, "885")
    enter_list(screen, PLEDGES_LIST, "150")

    screen.menu("Số liệu, biểu đồ")
    figures = the_figures_that_the_command_prints()
    assert [figures[key] for key in PEOPLE] == [132, 150, 885, 137]
    for key in PEOPLE:
        the_screen_shows_and_explains(screen, key, figures[key])


def the_figures_that_the_command_prints() -> dict[str, int]:
    out = StringIO()
    call_command("figures", "--json", stdout=out)
    return json.loads(out.getvalue())


def the_screen_shows_and_explains(screen: Screen, key: str, value: int) -> None:
    """The tile bears the number, and the list behind it counts, or adds up to, exactly that."""
    label, text = (PEOPLE[key], number(value)) if key in PEOPLE else (MONEY[key], vnd(value))
    shown = screen.figure(label)
    expect(shown).to_have_text(text)
    shown.get_by_role("link").click()
    if key in PEOPLE:
        screen.counts(text)
    else:
        expect(screen.content.locator("tfoot")).to_contain_text(text)
    screen.tab.go_back()
