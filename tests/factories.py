"""Plain factory functions. Every person made here is invented."""

import datetime
from itertools import count
from typing import Any

from django.db import connection

from campaigns.models import Campaign, CampaignKind, GiftGroup, GiftList, GiftRecipient
from children.models import Caregiver, Child
from donors.models import Donor, DonorKind
from organisation.models import Appointment, Area, AreaSuccession, Unit, User
from organisation.models.unit import UnitKind
from organisation.roles import Role
from reports.models import Snapshot
from reports.operations import take_snapshot
from sponsorship.models import Instalment, Pledge, Suspension
from sponsorship.models.states import Per, PledgeState

NUMBER = count(1)
REFORM = datetime.date(2025, 7, 1)


def count_rows() -> None:
    """For records that many tests look at before they are committed.

    PostgreSQL's own counting would call their tables empty, and join them so that a page takes 15 s; after this one it
    stays away until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def create_area(*, name: str = "Xã Bích Hào", level: str = "commune", former: bool = False, **values: Any) -> Area:
    number = next(NUMBER)
    values = {"key": f"test-{number}", "code": f"T{number}", "kind": "xã"} | values
    dates = {"valid_to": REFORM} if former else {"valid_from": REFORM}
    return Area.objects.create(name=name, level=level, **dates, **values)


def create_former_commune(*, name: str = "Xã Thanh Tùng", into: Area | None = None, **values: Any) -> Area:
    area = create_area(name=name, former=True, **values)
    if into:
        AreaSuccession.objects.create(old=area, new=into)
    return area


def create_unit(*, name: str | None = None, kind: str = UnitKind.PROGRAMME, parent: Unit | None = None) -> Unit:
    unit = Unit.objects.create(name=name or f"Đơn vị {next(NUMBER)}", kind=kind, parent=parent)
    unit.refresh_from_db()  # the path is PostgreSQL's
    return unit


def create_user(*, role: Role | None = None, unit: Unit | None = None, **values: Any) -> User:
    user = User(**{"username": f"user{next(NUMBER)}", "full_name": "Nguyễn Thị Mẫu"} | values)
    user.set_unusable_password()
    user.save()
    if role:
        Appointment.objects.create(
            user=user, role=role, unit=unit or create_unit(), starts_on=datetime.date(2020, 1, 1)
        )
    return user


def create_child(*, unit: Unit | None = None, full_name: str = "Trần Thị Mẫu", **values: Any) -> Child:
    values = {"birth_date": datetime.date(2015, 5, 20), "needs_since": datetime.date(2024, 9, 30)} | values
    child = Child.objects.create(managing_unit=unit or create_unit(), full_name=full_name, **values)
    child.refresh_from_db()
    return child


def create_caregiver(*, child: Child, **values: Any) -> Caregiver:
    return Caregiver.objects.create(child=child, **{"full_name": "Lê Thị Mẫu", "relationship": "bà nội"} | values)


def create_donor(*, unit: Unit | None = None, name: str = "Công đoàn Trường Mẫu", **values: Any) -> Donor:
    values = {"kind": DonorKind.ORGANISATION} | values
    donor = Donor.objects.create(managing_unit=unit or create_unit(), name=name, **values)
    donor.refresh_from_db()
    return donor


def create_campaign(*, unit: Unit | None = None, name: str = "Đợt 1", **values: Any) -> Campaign:
    values = {"kind": CampaignKind.SPONSORSHIP_ROUND} | values
    return Campaign.objects.create(managing_unit=unit or create_unit(), name=name, **values)


def create_snapshot(*, unit: Unit, as_of: datetime.date = datetime.date(2025, 6, 30), **values: Any) -> Snapshot:
    since = datetime.date(2024, 12, 31)
    known = {"kind": "half_year", "title": "Báo cáo 6 tháng đầu năm", "since": since, "by": values.pop("by", None)}
    known["by"] = known["by"] or create_user()
    return take_snapshot(unit=unit, as_of=as_of, **{**known, **values})[0]


def create_gift_list(*, unit: Unit | None = None, title: str = "Danh sách nhận quà 1/6", **values: Any) -> GiftList:
    gifts = GiftList.objects.create(managing_unit=unit or create_unit(), title=title, **values)
    gifts.refresh_from_db()
    return gifts


def create_gift(
    *,
    gift_list: GiftList,
    group: str = "Quà 1/6",
    full_name: str = "Trần Thị Mẫu",
    amount_vnd: int | None = 100_000,
    **values: Any,
) -> GiftRecipient:
    known, _made = GiftGroup.objects.get_or_create(gift_list=gift_list, label=group, rate_vnd=amount_vnd)
    gift = GiftRecipient.objects.create(gift_group=known, full_name=full_name, amount_vnd=amount_vnd, **values)
    gift.refresh_from_db()
    return gift


def create_pledge(
    *,
    child: Child | None = None,
    donor: Donor | None = None,
    state: str = PledgeState.ACTIVE,
    rate_vnd: int = 500_000,
    months: int = 12,
    starts_on: datetime.date = datetime.date(2025, 1, 1),
    **values: Any,
) -> Pledge:
    """A monthly pledge with its instalments on the first of each month."""
    child = child or create_child()
    last = starts_on.month - 1 + months - 1
    ends_on = datetime.date(starts_on.year + last // 12, last % 12 + 1, 28)
    in_force = state in (PledgeState.ACTIVE, PledgeState.SUSPENDED)
    pledge = Pledge.objects.create(
        child=child,
        donor=donor or create_donor(unit=child.managing_unit),
        managing_unit=child.managing_unit,
        state=state,
        rate_vnd=rate_vnd,
        per=Per.MONTH,
        starts_on=starts_on,
        ends_on=ends_on,
        **{"active_from": starts_on if in_force else None} | values,
    )
    if state == PledgeState.SUSPENDED:
        assert pledge.active_from
        Suspension.objects.create(pledge=pledge, from_on=pledge.active_from, reason="Đi làm xa")
    due = [starts_on.month - 1 + n for n in range(months)]
    Instalment.objects.bulk_create(
        Instalment(
            pledge=pledge,
            number=n + 1,
            due_on=datetime.date(starts_on.year + m // 12, m % 12 + 1, 1),
            amount_vnd=rate_vnd,
        )
        for n, m in enumerate(due)
    )
    return pledge
