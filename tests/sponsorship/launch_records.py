"""A launch with a donor, a nameless seat and two reserved children, for tests that need any."""

import datetime as dt
from typing import Any

from django.utils import timezone

from organisation.models import Unit, User
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import Launch
from sponsorship.models.states import EndRule, Per
from tests import factories


def make_launch(unit: Unit, by: User, *, title: str = "Đêm phát động", day: dt.date | None = None) -> Launch:
    """Open for five hours from now, with nothing in it."""
    campaign = factories.create_campaign(unit=unit, name=f"{title} {Launch.objects.count() + 1}")
    terms: dict[str, Any] = {"rate_vnd": 500_000, "per": Per.MONTH, "starts_on": day or dt.date(2025, 1, 1)}
    terms |= {"end_rule": EndRule.MONTHS, "months_count": 12, "title": title, "campaign": campaign}
    return operations.open_launch(by=by, unit=unit, values=terms | {"ends_at": timezone.now() + dt.timedelta(hours=5)})


def make_full_launch(unit: Unit, by: User, **values: Any) -> Launch:
    """Paired, but for the seat of a guest."""
    launch = make_launch(unit, by, **values)
    for name in ("Trẻ Một", "Trẻ Hai"):
        factories.create_child(unit=unit, full_name=name)
    donor = factories.create_donor(unit=unit, name="Nhà hảo tâm Mẫu")
    operations.add_seats(launch=launch, by=by, donors={donor: 1}, nameless=1)
    operations.reserve_children(launch=launch, by=by, count=2)
    operations.propose_pairs(launch=launch, by=by)
    return launch


def a_launch(unit: Unit) -> dict[str, Any]:
    by = factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    return {"public_id": make_full_launch(unit, by).public_id}


def a_launch_seat(unit: Unit) -> dict[str, Any]:
    by = factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    launch = make_full_launch(unit, by)
    seat = launch.seats.first()
    assert seat
    return {"public_id": launch.public_id, "pk": seat.pk}
