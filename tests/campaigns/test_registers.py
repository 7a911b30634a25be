"""Houses and loan funds as they are typed: where they stand, and the children of the register in their families."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign, GoodsItem, Loan
from organisation.models import Unit
from organisation.roles import Role
from tests import factories
from tests.campaigns.money_records import give, goods
from tests.campaigns.result_records import create_house, create_loan
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db
ADD = reverse("campaigns:register_add", args=["loans"])
LIST = reverse("campaigns:register", args=["loans"])


@pytest.fixture
def campaign() -> Campaign:
    unit = factories.create_unit()
    unit.areas.add(factories.create_area(name="Xã Bích Hào"))
    return factories.create_campaign(unit=unit)


@pytest.fixture
def unit(campaign: Campaign) -> Unit:
    return campaign.managing_unit


@pytest.fixture
def officer(unit: Unit) -> Client:
    return signed_in(factories.create_user(role=Role.MATCHING_OFFICER, unit=unit))


def typed(campaign: Campaign, **values: Any) -> dict[str, Any]:
    whose = {"campaign": campaign.pk, "managing_unit": campaign.managing_unit_id}
    return {"name": "Ngân hàng bò", "kind": "animals", "as_of": "01/06/2025"} | whose | values


def test_a_cow_bank_is_typed_with_its_commune_and_the_children_of_its_families(
    officer: Client, campaign: Campaign, unit: Unit
) -> None:
    area = unit.areas.get()
    one, other = (factories.create_child(unit=unit) for _n in range(2))
    officer.post(ADD, typed(campaign, area=area.pk, place="Xóm Mẫu", children=f"{one.code.lower()}; {other.code}"))

    fund = Loan.objects.get()
    assert (fund.area, fund.place, {link.child for link in fund.children.all()}) == (area, "Xóm Mẫu", {one, other})
    listed = officer.get(LIST, {"area": area.pk}).content.decode()
    assert "Xóm Mẫu, Xã Bích Hào" in listed
    assert "2 trẻ trong danh sách" in listed
    assert officer.get(LIST, {"area": "none"}).context["listing"].count == 0

    form = officer.get(fund.get_absolute_url()).context["form"]
    assert form.initial["children"] == f"{one.code}, {other.code}"
    officer.post(fund.get_absolute_url(), typed(campaign, children=other.code, version=fund.version))
    assert [link.child for link in fund.children.all()] == [other]
    assert officer.get(LIST, {"area": "none"}).context["listing"].count == 1


@pytest.mark.parametrize(
    ("state", "said"), [("of another unit", "Không có trẻ nào mang mã"), ("hidden", "được giữ kín")]
)
def test_a_child_that_may_not_be_named_is_refused_beside_the_field(
    officer: Client, campaign: Campaign, unit: Unit, state: str, said: str
) -> None:
    child = factories.create_child(unit=unit, is_hidden=True) if state == "hidden" else factories.create_child()

    form = officer.post(ADD, typed(campaign, children=child.code)).context["form"]

    assert said in str(form.errors["children"])
    assert not Loan.objects.exists()


def test_children_whom_the_officer_does_not_see_stay_named(officer: Client, campaign: Campaign) -> None:
    fund = create_loan(unit=campaign.managing_unit, campaign=campaign)
    fund.children.create(child=factories.create_child())

    officer.post(fund.get_absolute_url(), typed(campaign, version=fund.version))

    assert (fund.children.count(), Loan.objects.get().name) == (1, "Ngân hàng bò")


def test_the_register_is_narrowed_by_unit_days_and_area(officer: Client, unit: Unit) -> None:
    below = factories.create_unit(parent=unit)
    create_house(unit=below, handed_over_on="2025-06-01")
    create_house(unit=unit, handed_over_on="2024-06-01", area=unit.areas.get())
    create_house(unit=unit)
    houses = reverse("campaigns:houses")

    asked: dict[str, dict[str, Any]] = {
        "all": {},
        "unit": {"unit": below.pk},
        "days": {"since": "01/01/2025"},
        "area": {"area": unit.areas.get().pk},
        "nowhere": {"area": "none"},
        "no such area": {"area": "999999"},
    }
    found = {name: officer.get(houses, query).context["listing"].count for name, query in asked.items()}

    assert found == {"all": 3, "unit": 1, "days": 1, "area": 1, "nowhere": 2, "no such area": 3}


def test_what_the_child_receives_names_the_familys_house_and_fund(officer: Client, unit: Unit) -> None:
    child = factories.create_child(unit=unit)
    for made in (create_house(unit=unit, name="Nhà bà Mẫu"), create_loan(unit=unit), create_loan(name="Quỹ nơi khác")):
        made.children.create(child=child)

    page = officer.get(reverse("children:detail", args=[child.public_id])).content.decode()

    assert "Nhà bà Mẫu" in page
    assert "Quỹ trợ vốn" in page
    assert "Quỹ nơi khác" not in page


def test_goods_given_to_one_campaign_are_not_moved_to_another(campaign: Campaign, unit: Unit) -> None:
    treasurer = factories.create_user(role=Role.TREASURER, unit=unit)
    item, other = goods(unit, campaign), factories.create_campaign(unit=unit, name="Đợt 2")
    give(campaign, treasurer, None, item=item, quantity=3)
    entry = {"name": item.name, "measure": item.measure, "managing_unit": unit.pk, "campaign": other.pk}
    item.refresh_from_db()

    page = signed_in(treasurer).post(
        reverse("campaigns:goods_edit", args=[item.public_id]), entry | {"version": item.version}
    )

    assert "campaign" in page.context["form"].errors
    assert GoodsItem.objects.get().campaign == campaign
