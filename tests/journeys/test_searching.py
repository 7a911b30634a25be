"""A child is looked for by name on a computer that others use: the name stands on the screen and in no address."""

import json
import re
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Page, expect

from organisation.models import Unit
from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen
from vietnamese.text import fold

pytestmark = pytest.mark.journey

NAME = "Đỗ Zwkqxj"
BOX = "input[name=q]"


@pytest.fixture
def addresses(page: Page) -> list[str]:
    """Whatever the browser asks for, and shows as its address."""
    seen: list[str] = []
    page.on("request", lambda request: seen.extend([request.url, json.dumps(request.headers)]))
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    return seen


@pytest.fixture
def leader(screen: Screen, addresses: list[str], district: Unit) -> Screen:
    screen.sign_in(account(Role.LEADER, "Lê Thị Đứng", district))
    return screen


def test_a_name_stands_in_no_address_from_the_first_letter_to_the_next_person(
    leader: Screen, addresses: list[str], district: Unit, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("organisation.listing.ROWS_PER_PAGE", 2)
    for name in (f"{NAME} Lan", f"{NAME} Mai", f"{NAME} Hoa", "Trần Ngọc Sơn"):
        make.create_child(unit=district, full_name=name)
    tab = leader.tab

    # typed, turned, gone back, taken along
    leader.menu("Danh sách trẻ")
    leader.counts("4")
    leader.content.locator(BOX).press_sequentially(NAME.lower(), delay=40)
    leader.counts("3")
    expect(tab).to_have_url(re.compile(r"\?q=~[\w-]+$"))
    searched = tab.url
    leader.press("Sau")
    expect(tab).to_have_url(re.compile("page=2"))
    leader.reads("3–3")
    tab.go_back()
    leader.reads("1–2")
    assert tab.url == searched
    expect(leader.content.locator(BOX)).to_have_value(NAME.lower())
    with tab.expect_download() as sheet:
        leader.press("Xuất Excel")
    assert sheet.value.suggested_filename.endswith(".xlsx")

    # from anywhere, with the keyboard alone
    leader.key("Home")
    leader.content.locator("h1").click()
    leader.key("/")
    leader.types(f"{NAME} Lan")
    leader.key("Enter")
    leader.reads(f"{NAME} Lan")
    expect(tab).to_have_url(re.compile(r"/search/\?q=~[\w-]+$"))

    # the next person
    leader.sign_out()
    leader.sign_in(account(Role.LEADER, "Hồ Thị Sau", district))
    tab.goto(searched)
    leader.reads("Hãy gõ lại từ cần tìm.")
    leader.counts("4")

    told = [address for address in addresses if "zwkqxj" in fold(unquote_plus(unquote_plus(address)))]
    assert told == []
