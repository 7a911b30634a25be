"""The commune where a donor lives or works, by which a child nearby is suggested."""

from donors.models import Donor
from imports.models import ImportBatch
from imports.places import places_for
from organisation.models import Area, Unit
from organisation.models.area import AreaLevel
from vietnamese.errors import Unreadable


def commune_of(address: str, own_unit: Unit | None, managing_unit: Unit) -> Area | None:
    """The present commune that the address names among those of `managing_unit` (or the former one, if it was divided
    and the address does not say which part); without one, the only commune of the donor's own unit. None: not known.
    """
    if named := communes_in([address], managing_unit).get(address):
        return named
    return own_unit.areas.filter(level=AreaLevel.COMMUNE).first() if own_unit and _has_one(own_unit) else None


def communes_in(addresses: list[str], managing_unit: Unit) -> dict[str, Area]:
    """Address → the commune it names among those of the unit; addresses that name none are left out."""
    places, _only = places_for(managing_unit)
    keys: dict[str, str] = {}
    for address in filter(None, addresses):
        try:
            place = places.resolve(address, former_first=False, preferred_only=True)
        except Unreadable:
            continue  # several communes could be meant: not known, and nothing follows from it
        if found := place.present or place.former:
            keys[address] = found.key
    areas = {area.key: area for area in Area.objects.filter(key__in=set(keys.values()))} if keys else {}
    return {address: areas[key] for address, key in keys.items()}


def place_donors_of(batch: ImportBatch) -> None:
    """Donors just entered by `batch` get the communes that their addresses name."""
    donors = list(Donor.objects.filter(import_batch=batch, commune=None).exclude(address="").only("address"))
    communes = communes_in([donor.address for donor in donors], batch.managing_unit)
    placed = [donor for donor in donors if donor.address in communes]
    for donor in placed:
        donor.commune = communes[donor.address]
    Donor.objects.bulk_update(placed, ["commune"], batch_size=1_000)


def _has_one(unit: Unit) -> bool:
    return unit.areas.filter(level=AreaLevel.COMMUNE).count() == 1
