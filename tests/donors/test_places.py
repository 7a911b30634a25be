"""The donor's own commune: what the address says, or the only commune of its own unit."""

import pytest

from donors import places
from imports.models import ImportBatch
from organisation.models import UnitArea
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    """A programme over two communes; the first came from Thanh Mẫu."""
    unit = factories.create_unit()
    present = factories.create_area(name="Xã Bích Mẫu")
    factories.create_former_commune(name="Xã Thanh Mẫu", into=present)
    for area in (present, factories.create_area(name="Xã Đại Mẫu")):
        UnitArea.objects.create(unit=unit, area=area)
    return unit


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("Xóm 3, xã Bích Mẫu", "Xã Bích Mẫu"),
        ("Xóm 3, xã Thanh Mẫu cũ", "Xã Bích Mẫu"),
        ("dai mau", "Xã Đại Mẫu"),
        ("12 Lê Lợi, Vinh", None),
        ("", None),
    ],
)
def test_the_address_names_the_commune(unit, address, named) -> None:
    found = places.commune_of(address, None, unit)
    assert (found and found.name) == named


def test_a_unit_of_ours_works_in_its_only_commune(unit) -> None:
    own = factories.create_unit(parent=unit)
    here, there = factories.create_area(name="Xã Một"), factories.create_area(name="Xã Hai")
    UnitArea.objects.create(unit=own, area=here)
    assert places.commune_of("", own, unit) == here
    UnitArea.objects.create(unit=own, area=there)
    assert places.commune_of("", own, unit) is None


def test_an_imported_list_places_its_donors(unit) -> None:
    batch = ImportBatch.objects.create(kind="pledges", managing_unit=unit, file_name="a.xlsx", file_sha256="0" * 64)
    near = factories.create_donor(unit=unit, address="xã Đại Mẫu", import_batch=batch)
    far = factories.create_donor(unit=unit, address="Hà Nội", import_batch=batch)
    places.place_donors_of(batch)
    near.refresh_from_db()
    far.refresh_from_db()
    assert [donor.commune and donor.commune.name for donor in (near, far)] == ["Xã Đại Mẫu", None]
