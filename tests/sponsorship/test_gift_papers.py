"""The receipt of who gave money or goods to a campaign."""

import pytest
from django.urls import reverse

from campaigns.models import Campaign, Contribution
from campaigns.operations.money import take_back_contribution
from organisation.models import User
from organisation.roles import Role
from tests import factories as make
from tests.campaigns.money_records import give, goods
from tests.every_page import signed_in
from tests.pdf_text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasurer() -> User:
    return make.create_user(role=Role.TREASURER, unit=make.create_unit(name="LĐLĐ huyện Mẫu"))


@pytest.fixture
def campaign(treasurer: User) -> Campaign:
    return make.create_campaign(unit=treasurer.current_appointments[0].unit, name="Tháng hành động vì trẻ em")


def printed(entry: Contribution, by: User) -> str:
    answer = signed_in(by).get(reverse("sponsorship:paper_given", args=[entry.public_id]))
    return text_of(answer.content) if answer.status_code == 200 else ""


def test_money_and_goods_have_a_receipt_under_one_series_of_numbers(treasurer: User, campaign: Campaign) -> None:
    money = give(campaign, treasurer, 5_000_000, people_count=12)
    bicycles = goods(campaign.managing_unit, campaign)
    given = give(campaign, treasurer, None, item=bicycles, quantity=3)

    said = printed(money, treasurer)
    assert all(words in said for words in ("PHIẾUTHU", "1/2025", "5.000.000đồng", "Nămtriệuđồng", "12người"))
    said = printed(given, treasurer)
    assert all(words in said for words in ("BIÊNNHẬNHIỆNVẬT", "2/2025", "03chiếcXeđạp", "Trịgiá(nếubiết):..."))


def test_what_was_taken_back_has_no_receipt(treasurer: User, campaign: Campaign) -> None:
    entry = give(campaign, treasurer)
    back = take_back_contribution(contribution=entry, note="Ghi nhầm", by=treasurer)
    assert printed(Contribution.objects.get(pk=entry.pk), treasurer) == printed(back, treasurer) == ""
