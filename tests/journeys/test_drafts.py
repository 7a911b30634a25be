"""What was typed outlives a lost connection and a closed tab, and is nobody else's to read."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from children.models import Child
from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen, sit_down

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

KEPT = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('draft:')).map((each) => each.join(' '))"
OFFER = "bản nháp chưa lưu"


def drafts(tab: Page, count: int) -> str:
    """What the browser keeps, once it is so many."""
    for _ in range(100):
        if len(found := tab.evaluate(KEPT)) == count:
            return "\n".join(found)
        tab.wait_for_timeout(50)
    raise AssertionError(found)


def test_a_draft_outlives_the_connection_and_the_tab_and_goes_once_it_is_saved(screen: Screen) -> None:
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    child = make.create_child(unit=unit, full_name="Lê Đức Kiên", hamlet="Xóm 1", school="Trường Cũ")
    sit_down(screen.tab, account(Role.DATA_CLERK, "Võ Thị Sớm", unit), screen.address)
    form = f"{screen.address}{child.get_absolute_url()}edit/"
    screen.tab.goto(form)
    screen.write("Trường học", "Trường Mới")
    assert "Trường" not in drafts(screen.tab, 1)
    screen.tab.route("**/edit/", lambda route: route.abort("connectionfailed"))
    screen.press("Lưu")
    other = Screen(screen.tab.context.new_page(), screen.address)
    screen.tab.close()

    other.tab.goto(form)
    other.reads(OFFER)
    expect(other.content.get_by_text(re.compile(r"lúc \d\d:\d\d \d\d/\d\d/20\d\d"))).to_be_visible()
    other.press("Lấy lại")
    expect(other.field("Trường học")).to_have_value("Trường Mới")
    other.press("Lưu")

    other.headed("Lê Đức Kiên")
    drafts(other.tab, 0)
    assert Child.objects.get(pk=child.pk).school == "Trường Mới"


def test_a_draft_on_a_record_that_somebody_changed_meanwhile_leads_to_both_versions(screen: Screen) -> None:
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    child = make.create_child(unit=unit, full_name="Lê Đức Kiên", hamlet="Xóm 1", school="Trường Cũ")
    sit_down(screen.tab, account(Role.DATA_CLERK, "Võ Thị Sớm", unit), screen.address)
    form = f"{screen.address}{child.get_absolute_url()}edit/"
    screen.tab.goto(form)
    screen.write("Trường học", "Trường Mới")
    drafts(screen.tab, 1)
    child.school = "Trường Khác"
    child.version += 1
    child.save()

    screen.tab.goto(form)
    screen.press("Lấy lại")
    screen.press("Lưu")

    screen.headed("Người khác đã lưu trước")
    assert Child.objects.get(pk=child.pk).school == "Trường Khác"


def test_who_signs_out_or_sits_down_next_leaves_and_finds_no_draft(
    screen: Screen, open_screen: Callable[..., Screen]
) -> None:
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    first, second = (account(Role.DATA_CLERK, name, unit) for name in ("Võ Thị Sớm", "Vũ Thị Muộn"))
    for leaves in (True, False):
        sit_down(screen.tab, first, screen.address)
        screen.tab.goto(f"{screen.address}/children/add/")
        screen.write("Họ và tên", "Lê Thị Nháp")
        drafts(screen.tab, 1)
        if leaves:
            screen.sign_out()
        else:
            sit_down(screen.tab, second, screen.address)
            screen.tab.goto(f"{screen.address}/children/add/")
        drafts(screen.tab, 0)
        expect(screen.content.get_by_text(OFFER)).to_have_count(0)


OLDER = """(milliseconds) => {
  for (const [name, kept] of Object.entries(localStorage).filter(([name]) => name.startsWith("draft:"))) {
    const draft = JSON.parse(kept);
    localStorage.setItem(name, JSON.stringify({ ...draft, at: draft.at - milliseconds }));
  }
}"""
THREE_DAYS, MINUTE = 3 * 24 * 3600 * 1000, 60_000


def test_a_draft_is_offered_for_three_days_and_is_gone_afterwards(screen: Screen) -> None:
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    sit_down(screen.tab, account(Role.DATA_CLERK, "Võ Thị Sớm", unit), screen.address)
    form = f"{screen.address}/children/add/"
    screen.tab.goto(form)
    screen.write("Họ và tên", "Lê Thị Nháp")
    drafts(screen.tab, 1)

    screen.tab.evaluate(OLDER, THREE_DAYS - MINUTE)
    screen.tab.goto(form)
    screen.reads(OFFER)
    screen.tab.evaluate(OLDER, 2 * MINUTE)
    screen.tab.goto(f"{screen.address}/")  # any page clears it away

    drafts(screen.tab, 0)
    screen.tab.goto(form)
    expect(screen.content.get_by_text(OFFER)).to_have_count(0)


def test_a_password_is_never_kept(screen: Screen) -> None:
    """A form that was typed into later has its draft already: what was to be kept of the password would be there."""
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    sit_down(screen.tab, account(Role.DATA_CLERK, "Võ Thị Sớm", unit), screen.address)
    screen.tab.goto(f"{screen.address}/account/password/")
    other = Screen(screen.tab.context.new_page(), screen.address)
    other.tab.goto(f"{screen.address}/children/add/")

    for field in screen.tab.locator("main input[type=password]").all():
        field.press_sequentially("bốn từ của riêng tôi")
    other.write("Họ và tên", "Lê Thị Nháp")

    assert drafts(other.tab, 1).startswith("draft:/children/add/")
