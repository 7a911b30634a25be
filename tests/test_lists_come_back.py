"""The exported list of each kind comes back in without change: every row is in the records already."""

import datetime
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import GiftRecipient
from campaigns.operations.money import take_back_contribution
from children.models import Child, Progress
from donors.models import Donor
from imports.models import ImportBatch
from imports.operations import apply_batch, open_batch
from organisation.models import Unit
from organisation.roles import Role
from sponsorship.models import Pledge
from sponsorship.models.states import EndRule, Per
from tests import factories
from tests.campaigns.gift_files import CASES, workbook
from tests.campaigns.money_records import give, goods
from tests.imports.lists import programme, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def officer(client: Client, unit: Unit) -> Client:
    client.force_login(factories.create_user(role=Role.MATCHING_OFFICER, unit=unit))
    return client


def children(unit: Unit) -> str:
    """Those who wait, those who never needed a donor, and those who no longer do; all that a record can hold."""
    commune, former = unit.areas.get(), unit.areas.get().predecessors.first()
    full = factories.create_child(
        unit=unit, full_name="Lê Đức Kiên", sex="male", ethnicity="Kinh", hamlet="Xóm 1", commune=commune,
        former_commune=former, orphan_status="father", poverty="poor", is_union_member_child=True,
        parents_union="Công đoàn Trường Mẫu", note="đã khảo sát; chưa có ảnh", school="Trường TH Mẫu", grade="3A",
    )  # fmt: skip
    factories.create_caregiver(child=full, phone="0983909266")
    factories.create_child(unit=unit, full_name="Mai Thị Lan", birth_date=datetime.date(2016, 1, 1),
                           birth_date_precision="year", needs_since=None)  # fmt: skip
    factories.create_child(unit=unit, full_name="Hồ Gia Bảo", birth_date=None, is_union_member_child=True)
    factories.create_child(unit=unit, full_name="Vũ Minh Quân", birth_date_precision="estimated",
                           need_ended_on=datetime.date(2025, 1, 1), need_ended_reason="other")  # fmt: skip
    return reverse("children:list")


def donors(unit: Unit) -> str:
    factories.create_donor(unit=unit, phone="0984631588", contact_name="Hồ Thị Mẫu", position_title="Chủ tịch",
                           email="mau@example.vn", address="Xã Bích Hào", capacity_children=2, capacity_vnd=500_000,
                           is_public=True, note="quen")  # fmt: skip
    factories.create_donor(unit=unit, name="Đinh Thị Mẫu", kind="individual", title="Bà", phone="0984631577",
                           other_phone="0912345678", wishes_double_orphan=True, wished_sex="female")  # fmt: skip
    factories.create_donor(unit=unit, name="Quỹ Mẫu", kind="fund")
    factories.create_donor(unit=unit, name="Nhóm Mẫu", kind="group", wishes_note="gần trường")
    return reverse("donors:list")


def pledges(unit: Unit) -> str:
    one = factories.create_child(unit=unit, full_name="Lê Đức Kiên", commune=unit.areas.get())
    other = factories.create_child(unit=unit, full_name="Mai Thị Lan", birth_date=None)
    donor = factories.create_donor(unit=unit, name="Đinh Thị Mẫu", kind="individual", title="Bà", phone="0984631588")
    factories.create_pledge(child=one, donor=donor)
    quarterly = factories.create_pledge(child=other, donor=donor, rate_vnd=1_500_000)
    Pledge.objects.filter(pk=quarterly.pk).update(per=Per.QUARTER)
    third = factories.create_child(unit=unit, full_name="Hồ Gia Bảo")
    late = factories.create_pledge(child=third, donor=donor, end_rule=EndRule.AGE_18)
    Pledge.objects.filter(pk=late.pk).update(ends_on=datetime.date(2033, 5, 19))
    return reverse("sponsorship:pledges")


def gifts(unit: Unit) -> str:
    case = next(case for case in CASES if case.name.startswith("the group in a column"))
    batch = open_batch(
        data=workbook(case.sheets), file_name="qua.xlsx", kind="gifts", unit=unit, by=None, keep_file=False
    )
    apply_batch(batch=batch, by=None)
    known = GiftRecipient.objects.earliest("pk").gift_group.gift_list
    return known.get_absolute_url()


def contributions(unit: Unit) -> str:
    """Of a donor, a unit and a name; money, goods, and what was taken back."""
    campaign = factories.create_campaign(unit=unit, name="Tháng hành động vì trẻ em")
    by = factories.create_user(role=Role.TREASURER, unit=unit)
    give(campaign, by, donor=factories.create_donor(unit=unit), given_by="", method="bank_transfer")
    give(campaign, by, 700_000, unit=unit, given_by="", people_count=12, source="union_finance")
    give(campaign, by, None, item=goods(unit, campaign), quantity=3, note="mới")
    take_back_contribution(contribution=give(campaign, by, 500_000), note="nhầm", by=by)
    return reverse("campaigns:contributions", args=[campaign.public_id])


KINDS: dict[str, Callable[[Unit], str]] = {
    "children": children,
    "donors": donors,
    "pledges": pledges,
    "gifts": gifts,
    "contributions": contributions,
}


def exported(client: Client, address: str) -> bytes:
    answer: Any = client.get(address, {"export": "xlsx"})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def back_in(data: bytes, unit: Unit, kind: str) -> ImportBatch:
    return open_batch(data=data, file_name="xuat-ra.xlsx", kind=kind, unit=unit, by=None, keep_file=False)


def rows_of(data: bytes) -> int:
    return openpyxl.load_workbook(BytesIO(data)).worksheets[0].max_row - 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_out_comes_back_as_already_entered(officer: Client, unit: Unit, kind: str) -> None:
    data = exported(officer, KINDS[kind](unit))

    found = told(back_in(data, unit, kind))

    assert len(found) == rows_of(data) > 1
    assert [status for status, _notes in found] == ["duplicate"] * len(found)


@pytest.mark.parametrize("kind", KINDS)
def test_an_exported_list_is_recognised(officer: Client, unit: Unit, kind: str) -> None:
    data = exported(officer, KINDS[kind](unit))

    assert back_in(data, unit, "").kind == kind


def test_nothing_was_made_or_changed_meanwhile(officer: Client, unit: Unit) -> None:
    for kind, make in KINDS.items():
        back_in(exported(officer, make(unit)), unit, kind)

    assert Child.objects.count() == 4 + 3
    assert Donor.objects.count() == 4 + 1 + 1
    assert not Progress.objects.exists()
    assert not Child.objects.filter(version__gt=1).exists()
