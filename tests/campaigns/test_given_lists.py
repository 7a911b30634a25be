"""A list of contributions: entered by the operations of money, with numbers without gaps, and taken back."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaigns import given_writer
from campaigns.models import Campaign, Contribution
from imports.exceptions import Hindered
from imports.models import BatchState, ImportBatch
from imports.operations import apply_batch
from imports.undoing import plan, undo_batch
from organisation.models import Unit, User
from organisation.roles import Role
from sponsorship.proof import differences
from tests import factories
from tests.campaigns.money_records import give, goods, left
from tests.every_page import signed_in
from tests.imports.lists import as_csv, children_list, opened, statuses, told

pytestmark = pytest.mark.django_db
HEADINGS = ["STT", "Mã chiến dịch", "Ngày nhận", "Người đóng góp", "Số tiền", "Hiện vật", "Số lượng hiện vật", "Nguồn"]


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit(name="LĐLĐ huyện Mẫu")


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def campaign(unit: Unit) -> Campaign:
    return factories.create_campaign(unit=unit, name="Tháng hành động vì trẻ em")


def sent(campaign: Campaign, by: User, *rows: list[str]) -> ImportBatch:
    lines = [[str(n), row[0] or campaign.code, *row[1:]] for n, row in enumerate(rows, 1)]
    return opened(as_csv(["DANH SÁCH ĐÓNG GÓP"], HEADINGS, *lines), campaign.managing_unit, by=by)


def given() -> list[tuple[Any, ...]]:
    return [
        (str(one), one.giver, one.amount_vnd, one.quantity, one.source) for one in Contribution.objects.order_by("pk")
    ]


def test_rows_become_numbered_contributions_and_are_taken_back_as_a_whole(campaign: Campaign, officer: User) -> None:
    donor = factories.create_donor(unit=campaign.managing_unit, name="Công ty Mẫu")
    bicycles = goods(campaign.managing_unit, campaign)
    batch = sent(
        campaign,
        officer,
        ["", "20/05/2025", f"{donor.code} Công ty Mẫu", "5 triệu", "", "", "Xã hội hóa"],
        ["Thang hanh dong vi tre em", "21/05/2025", "Bà Nguyễn Thị Mẫu", "", "xe đạp", "3", ""],
    )
    assert (batch.kind, told(batch)) == ("contributions", [("new", []), ("new", [])])

    batch = apply_batch(batch=batch, by=officer)
    assert given() == [
        ("1/2025", str(donor), 5_000_000, None, "social_mobilisation"),
        ("2/2025", "Bà Nguyễn Thị Mẫu", None, 3, "social_mobilisation"),
    ]
    assert left(bicycles) == 3

    assert plan(batch, officer).goes_count == 2
    assert undo_batch(batch=batch, by=officer) == 0
    batch.refresh_from_db()
    assert (batch.state, left(bicycles), Contribution.objects.filter(reverses=None, reversed_by=None).count()) == (
        BatchState.UNDONE,
        0,
        0,
    )
    assert not any(differences().values())
    with pytest.raises(Hindered):
        undo_batch(batch=ImportBatch.objects.get(pk=reopened(batch)), by=officer)


def test_a_treasurer_imports_contributions_and_sees_no_other_list(campaign: Campaign) -> None:
    unit = campaign.managing_unit
    user = factories.create_user(role=Role.TREASURER, unit=unit)
    treasurer = signed_in(user)
    of_children = opened(children_list(), unit)
    page = treasurer.get(reverse("campaigns:contributions", args=[campaign.public_id])).content.decode()
    assert f"{reverse('imports:upload')}?kind=contributions" in page

    row = ["1", campaign.code, "20/05/2025", "Bà Mẫu", "5 triệu", "", "", ""]
    file = SimpleUploadedFile("dong-gop.csv", as_csv(["DANH SÁCH ĐÓNG GÓP"], HEADINGS, row))
    treasurer.post(reverse("imports:upload"), {"file": file, "unit": unit.pk, "kind": ""})
    batch = ImportBatch.objects.get(kind="contributions")
    treasurer.post(reverse("imports:apply", args=[batch.public_id]))

    assert [entry[1:3] for entry in given()] == [("Bà Mẫu", 5_000_000)]
    assert list(treasurer.get(reverse("imports:list")).context["listing"].rows) == [batch]
    assert treasurer.get(of_children.get_absolute_url()).status_code == 404
    for name in ("children:list", "donors:list", "campaigns:gift_lists"):
        assert not treasurer.get(reverse(name)).context["can_import"], name


@pytest.mark.parametrize("kind", ["children", ""])
def test_a_treasurer_sends_in_no_list_of_children(campaign: Campaign, kind: str) -> None:
    user = factories.create_user(role=Role.TREASURER, unit=campaign.managing_unit)
    file = SimpleUploadedFile("tre.xlsx", children_list())

    answer = signed_in(user).post(
        reverse("imports:upload"), {"file": file, "unit": campaign.managing_unit_id, "kind": kind}
    )

    assert answer.context["form"].errors
    assert not ImportBatch.objects.exists()


def test_a_clerk_who_records_no_money_sees_no_list_of_contributions(campaign: Campaign, officer: User) -> None:
    batch = sent(campaign, officer, ["", "20/05/2025", "Bà Mẫu", "100000", "", "", ""])
    clerk = signed_in(factories.create_user(role=Role.DATA_CLERK, unit=campaign.managing_unit))

    assert clerk.get(batch.get_absolute_url()).status_code == 404
    page = clerk.get(reverse("campaigns:contributions", args=[campaign.public_id])).content.decode()
    assert "kind=contributions" not in page


def reopened(batch: ImportBatch) -> int:
    ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.APPLIED, undone_at=None)
    return batch.pk


def test_a_row_that_cannot_be_recorded_says_why(campaign: Campaign, officer: User) -> None:
    give(campaign, officer, 900_000, given_by="Ông Mẫu")
    batch = sent(
        campaign,
        officer,
        ["CD999999", "20/05/2025", "Bà A", "100000", "", "", ""],
        ["", "", "Bà B", "100000", "", "", ""],
        ["", "20/05/2025", "Bà C", "", "", "", ""],
        ["", "20/05/2025", "Bà D", "", "Xe tăng", "2", ""],
        ["", "20/05/2025", "ND999999 Ai đó", "100000", "", "", ""],
        ["", "01/01/2999", "Bà E", "100000", "", "", ""],
        ["", "20/05/2025", "Ông Mẫu", "900000", "", "", ""],
        ["", "20/05/2025", "Bà G", "100000", "", "", ""],
        ["", "20/05/2025", "bà g", "100000", "", "", ""],
    )
    assert statuses(batch) == ["error"] * 6 + ["duplicate", "new", "duplicate"]
    messages = [given_writer.NO_CAMPAIGN, given_writer.NO_DAY, given_writer.NO_AMOUNT, given_writer.NO_GOODS]
    messages += [given_writer.NO_DONOR, given_writer.DAY_AHEAD, given_writer.ON_RECORD]
    assert [notes[-1] for _status, notes in told(batch)[:7]] == messages
