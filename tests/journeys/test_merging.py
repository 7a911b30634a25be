"""The same child stands twice in the records: found, compared, merged, and made two again."""

import datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from children.models import Child
from organisation.models import Unit
from organisation.roles import Role
from sponsorship.proof import differences
from tests import factories as make
from tests.journeys.conftest import account
from tests.journeys.screen import Screen

pytestmark = pytest.mark.journey
PHONE = {"width": 390, "height": 844}


def test_an_officer_merges_two_records_of_a_child_and_undoes_it(screen: Screen, district: Unit):
    first, second = the_same_child_twice(district)
    screen.sign_in(account(Role.MATCHING_OFFICER, "Phan Thị Ghép", district))
    screen.menu("Danh sách trẻ")
    screen.press("Tìm hồ sơ trùng")
    screen.reads("Cùng ngày sinh")
    screen.press("So và gộp")
    screen.headed("Gộp hai hồ sơ")
    keep(screen, "Xóm/thôn", "Xóm 9")
    screen.press("Gộp hai hồ sơ này")
    screen.headed(first.full_name)
    screen.reads(f"Đã gộp hồ sơ {second.code} vào {first.code}")
    screen.reads("Lê Thị Mẫu")
    assert Child.objects.get().hamlet == "Xóm 9"

    screen.tab.goto(f"{screen.address}{second.get_absolute_url()}")
    screen.reads(first.code)

    screen.press("Hoàn tác việc gộp")
    screen.press("Đồng ý hoàn tác")
    screen.reads(f"{second.code} và {first.code} lại là hai hồ sơ riêng")
    assert set(Child.objects.values_list("hamlet", flat=True)) == {"Xóm 3", "Xóm 9"}
    assert not any(differences().values())


def test_a_pair_that_is_no_pair_is_said_so_on_a_telephone(open_screen, district: Unit):
    the_same_child_twice(district)
    screen = open_screen(viewport=PHONE)
    screen.sign_in(account(Role.DATA_CLERK, "Võ Thị Nhập", district))
    screen.tab.goto(f"{screen.address}/children/duplicates/")
    expect(screen.content.locator(".pair")).to_have_count(1)
    assert not screen.tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    screen.press("Không trùng")
    screen.reads("Không có hồ sơ nào giống nhau")


def keep(screen: Screen, fact: str, value: str) -> None:
    screen.content.get_by_label(f"{fact}: {value}").check()


def the_same_child_twice(district: Unit) -> tuple[Child, Child]:
    """Once with a sponsor, once with the grandmother's telephone."""
    born: dict[str, Any] = {"unit": district, "full_name": "Trần Thị Mẫu", "birth_date": datetime.date(2015, 5, 20)}
    first, second = (
        make.create_child(**born, hamlet="Xóm 3", school="Trường A"),
        make.create_child(**born, hamlet="Xóm 9"),
    )
    make.create_pledge(child=first)
    make.create_caregiver(child=second, phone="0984631588")
    return first, second
