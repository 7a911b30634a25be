"""Registrations for the tests. Every person made here is invented."""

from typing import Any

from donors.models import Donor, DonorKind, Registration
from organisation.models import Unit
from tests.factories import create_unit


def create_registration(*, unit: Unit | None = None, name: str = "Đinh Thị Mẫu", **values: Any) -> Registration:
    values = {"kind": DonorKind.INDIVIDUAL, "phone": "0984631588"} | values
    return Registration.objects.create(managing_unit=unit or create_unit(), name=name, **values)


def history_of(donor: Donor) -> Any:
    """The rows that the database's own triggers kept."""
    return donor.events  # type: ignore[attr-defined]  # made by pghistory
