"""An officer makes a donor's page and copies its address; the donor opens it on a telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from children.models import Consent
from organisation.roles import Role
from sponsorship import operations
from tests import factories as make
from tests.journeys.screen import sit_down
from tests.journeys.test_every_page import FAULTS, LEFT_OUT, PHONE, hardly_readable
from tests.sponsorship.letters import DAY

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_donor_opens_the_page_that_an_officer_made(live_server: Any, open_tab: Callable[..., Tab]) -> None:
    unit = make.create_unit(name="Hội LHPN xã Bích Hào")
    officer = make.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    child = make.create_child(unit=unit, full_name="Trần Thị Mẫu", commune=make.create_area(name="Xã Bích Hào"))
    pledge = make.create_pledge(child=child, donor=make.create_donor(unit=unit, name="Công đoàn Trường Mẫu"))
    operations.record_receipt(pledge=pledge, amount_vnd=1_500_000, received_on=DAY, by=officer)
    operations.record_handover(pledge=pledge, amount_vnd=500_000, handed_on=DAY, received_by="Lê Thị Mẫu", by=officer)
    Consent.objects.create(child=child, purpose="share", given_by="Lê Thị Mẫu", given_on=DAY, child_assented=True)

    desk = open_tab(permissions=["clipboard-read", "clipboard-write"])
    sit_down(desk, officer, live_server.url)
    desk.goto(live_server.url + pledge.donor.get_absolute_url())
    desk.get_by_role("link", name="Trang riêng", exact=True).click()
    desk.get_by_label("Dành cho ai").fill("Cô Hòa")
    desk.get_by_role("button", name="Lập trang").click()
    desk.get_by_role("button", name="Chép", exact=True).press("Enter")
    expect(desk.get_by_text("Đã chép", exact=True)).to_be_visible()
    address = desk.evaluate("navigator.clipboard.readText()")

    phone = open_tab(viewport=PHONE)
    phone.goto(address)
    assert phone.evaluate(FAULTS, LEFT_OUT) + hardly_readable(phone) == []
    phone.get_by_role("link", name="Mở trang của tôi").click()
    expect(phone.get_by_role("heading", name="Trần Thị Mẫu")).to_be_visible()
    expect(phone.get_by_text("1.000.000 đ").first).to_be_visible()
    assert phone.evaluate(FAULTS, LEFT_OUT) + hardly_readable(phone) == []
    assert phone.context.cookies() == []
    with phone.expect_download() as kept:
        phone.get_by_role("link", name="Năm 2025").click()
    assert kept.value.suggested_filename == "bang-ke-do-dau-2025.pdf"
