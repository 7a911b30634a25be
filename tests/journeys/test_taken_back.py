import pytest
from django.urls import reverse
from playwright.sync_api import expect

from organisation.roles import Role
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen
from tests.journeys.tasks import receive

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_receipt_typed_wrongly_is_taken_back_and_every_figure_follows(screen: Screen) -> None:
    unit = make.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    pledge = make.create_pledge(child=make.create_child(unit=unit, full_name="Lê Đức Kiên"))
    leader = account(Role.LEADER, "Trần Văn Đọc", unit)
    screen.sign_in(account(Role.TREASURER, "Lê Văn Quỹ", unit))
    screen.tab.goto(screen.address + reverse("sponsorship:pledge", args=[pledge.public_id]))
    receive(screen, "500.000")
    receive(screen, "5.000.000")
    expect(screen.figure("Đã nhận")).to_have_text("5.500.000 đ")

    screen.press("Hủy phiếu", beside="5.000.000 đ")
    screen.write("Lý do hủy", "Ghi thừa một số không")
    screen.press("Hủy phiếu")

    screen.reads("cả hai phiếu vẫn xem lại được.")
    expect(screen.figure("Đã nhận")).to_have_text("500.000 đ")
    expect(screen.figure("Còn giữ")).to_have_text("500.000 đ")
    expect(screen.content.locator("tr", has_text="-5.000.000 đ")).to_contain_text("Ghi thừa một số không")
    expect(screen.content.get_by_role("link", name="Hủy phiếu")).to_have_count(1)  # of the receipt that stands
    screen.menu("Tiền đã nhận")
    expect(screen.content.locator("tfoot")).to_contain_text("500.000 đ")
    screen.sign_out()

    screen.sign_in(leader)
    screen.menu("Số liệu, biểu đồ")
    expect(screen.figure("Đã nhận")).to_have_text("500.000 đ")
    expect(screen.figure("Còn giữ")).to_have_text("500.000 đ")
